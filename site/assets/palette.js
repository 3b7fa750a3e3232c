// Before a page is drawn: the palette its reader chose on another one.
(() => {
  "use strict";
  const chosen = __md_get("__palette");
  for (const [key, value] of Object.entries((chosen && chosen.color) || {})) {
    document.body.setAttribute("data-md-color-" + key, value);
  }
})();
