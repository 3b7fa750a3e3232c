/* Small helps on pages that work without them: maps light up under the pointer and the keyboard and can be zoomed, tables can
 * be sorted and filtered. No dependency, no storage, no request but for the two pages that calculate (what-if, over time). */
(function () {
  "use strict";
  var here = document.currentScript ? document.currentScript.src : "";
  var SVG = "http://www.w3.org/2000/svg";

  function once(element, mark) {
    if (element.dataset[mark]) return false;
    element.dataset[mark] = "1";
    return true;
  }

  function make(tag, looks, text) {
    var element = document.createElement(tag);
    if (looks) element.className = looks;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function button(text, label, act) {
    var made = make("button", "kb-button", text);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  /* -- maps: what a box touches -------------------------------------------------------------------- */

  function ends(edge) {
    var id = edge.id, start = id.indexOf("e-") + 2, cut = id.indexOf("--", start);
    return [id.slice(start, cut), id.slice(cut + 2)];
  }

  function light(graph) {
    var edges = graph.querySelectorAll(".kb-es > path"), nodes = {}, touching = {};
    graph.querySelectorAll(".kb-n").forEach(function (node) { nodes[node.id.slice(node.id.indexOf("n-") + 2)] = node; });
    edges.forEach(function (edge) {
      ends(edge).forEach(function (end, place, both) {
        (touching[end] = touching[end] || []).push([edge, nodes[both[1 - place]]]);
      });
    });
    function show(name) {
      graph.classList.add("lit");
      nodes[name].classList.add("on");
      (touching[name] || []).forEach(function (pair) {
        pair[0].classList.add("on");
        if (pair[1]) pair[1].classList.add("on");
      });
    }
    function hide() {
      graph.classList.remove("lit");
      graph.querySelectorAll(".on").forEach(function (element) { element.classList.remove("on"); });
    }
    Object.keys(nodes).forEach(function (name) {
      var target = nodes[name];
      target.addEventListener("pointerenter", function () { hide(); show(name); });
      target.addEventListener("pointerleave", hide);
      target.addEventListener("focus", function () { hide(); show(name); });
      target.addEventListener("blur", hide);
    });
  }

  function centre(graph) {
    var svg = graph.querySelector("svg");
    if (svg && graph.scrollWidth > graph.clientWidth && graph.scrollWidth * 0.8 <= graph.clientWidth) svg.style.minWidth = 0; // little is missing
    var focus = graph.querySelector(".focus");
    if (!focus || graph.scrollWidth <= graph.clientWidth) return;
    var box = focus.getBoundingClientRect(), around = graph.getBoundingClientRect();
    graph.scrollLeft += box.left + box.width / 2 - around.left - around.width / 2;
  }

  function reachable(part) { if (part.scrollWidth > part.clientWidth) part.tabIndex = 0; } // keys move only what has the focus

  /* -- maps: what the lines and squares on this one mean; said here, since a page a component would say it a thousand times -- */

  var LINES = [
    [".kb-es path:not(.uses, .either)", "solid to what it cannot work without"],
    [".kb-es .uses", "dashed to what it is only worse without"],
    [".kb-es .either", "dotted to one of two of which either suffices"]
  ];

  function legend(graph) {
    var found = LINES.filter(function (line) { return graph.querySelector(line[0]); }).map(function (line) { return line[1]; });
    var said = found.length ? "Arrows lead to what a thing stands on: " + found.join(", ") + "." : "";
    if (graph.querySelector(".cells")) said += " A square is a component: crossed where nobody can restore it, the fuller the more can.";
    if (said) graph.after(make("p", "kb-note", said.trim()));
  }

  /* -- maps: zoom and pan, by buttons, keys and dragging ---------------------------------------------- */

  function zoomable(graph) {
    var svg = graph.querySelector("svg"), box = svg.getAttribute("viewBox").split(" ").map(Number);
    graph.classList.add("ready");
    var wide = graph.clientWidth || 600, high = Math.max(180, Math.min(box[3] * Math.min(1, wide / box[2]), 620));
    if (box[2] / box[3] < wide / high) high = Math.min(box[3], 620);
    svg.style.height = high + "px"; // the window stays as it is; what moves is the map below it
    var ratio = wide / high, full = box[2] / box[3] < ratio
      ? [(box[2] - box[3] * ratio) / 2, 0, box[3] * ratio, box[3]] : [0, (box[3] - box[2] / ratio) / 2, box[2], box[2] / ratio];
    var view = full.slice();
    function apply() {
      view[0] = Math.max(full[0], Math.min(full[0] + full[2] - view[2], view[0]));
      view[1] = Math.max(full[1], Math.min(full[1] + full[3] - view[3], view[1]));
      svg.setAttribute("viewBox", view.map(Math.round).join(" "));
    }
    function look(wider, x, y) {
      view = [x - wider / 2, y - wider / ratio / 2, wider, wider / ratio];
      apply();
    }
    function zoom(by) {
      look(Math.max(full[2] / 12, Math.min(full[2], view[2] / by)), view[0] + view[2] / 2, view[1] + view[3] / 2);
    }
    function pan(across, down) { view[0] += across * view[2]; view[1] += down * view[3]; apply(); }
    function reset() { view = full.slice(); apply(); }
    var keys = {
      "+": function () { zoom(1.4); }, "=": function () { zoom(1.4); }, "-": function () { zoom(1 / 1.4); }, "0": reset,
      ArrowLeft: function () { pan(-0.15, 0); }, ArrowRight: function () { pan(0.15, 0); },
      ArrowUp: function () { pan(0, -0.15); }, ArrowDown: function () { pan(0, 0.15); }
    };
    var tools = make("div", "kb-tools");
    tools.append(
      button("+", "Zoom in", keys["+"]), button("−", "Zoom out", keys["-"]), button("◦", "Show all of the map", reset),
      button("←", "Move left", keys.ArrowLeft), button("→", "Move right", keys.ArrowRight),
      button("↑", "Move up", keys.ArrowUp), button("↓", "Move down", keys.ArrowDown)
    );
    graph.prepend(tools);
    reset();
    if (wide / full[2] < 0.6) look(wide / 0.85, box[2] / 2, box[3] / 2); // else its words could not be read
    graph.addEventListener("keydown", function (event) {
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) { keys[event.key](); event.preventDefault(); }
    });
    var held = null;
    svg.addEventListener("pointerdown", function (event) { if (event.button === 0 && event.pointerType === "mouse") held = [event.clientX, event.clientY, view[0], view[1]]; });
    window.addEventListener("pointermove", function (event) {
      if (!held) return;
      var scale = view[2] / svg.clientWidth;
      view[0] = held[2] - (event.clientX - held[0]) * scale;
      view[1] = held[3] - (event.clientY - held[1]) * scale;
      apply();
    });
    window.addEventListener("pointerup", function () { held = null; });
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    svg.addEventListener("focusin", function (event) {
      var node = event.target.closest(".kb-n");
      if (!node || view[2] === full[2]) return;
      var at = node.transform.baseVal[0].matrix, size = node.getBBox();
      look(view[2], at.e + size.width / 2, at.f + size.height / 2);
    });
  }

  /* -- tables -------------------------------------------------------------------------------------------- */

  var ORDER = { orphaned: 0, single: 1, unknown: 2, thin: 3, held: 4 };

  function value(cell) {
    var text = cell.textContent.trim(), number = parseFloat(text.replace(/[,\s]/g, ""));
    if (text in ORDER) return ORDER[text];
    if (text === "?" || text === "unknown") return -0.5;
    return isNaN(number) ? text.toLowerCase() : number;
  }

  function compare(one, two) {
    if (typeof one === typeof two) return one < two ? -1 : one > two ? 1 : 0;
    return typeof one === "number" ? -1 : 1;
  }

  /* A long table stands in parts of so many rows: a phone lays out only the parts that are looked at. New parts are made each
   * time, since a browser remembers how high the old ones were. */
  var PART = 40;

  function lay(table, shown, hidden) {
    var parts = document.createDocumentFragment(), size = table.tBodies.length > 1 || shown.length + hidden.length > 3 * PART ? PART : Infinity;
    for (var start = 0; start < Math.max(shown.length, 1); start += size) {
      var body = make("tbody"), rows = shown.slice(start, start + size);
      if (rows.length < size) body.style.setProperty("--n", rows.length);
      body.append.apply(body, rows);
      parts.append(body);
    }
    if (hidden.length) {
      var rest = make("tbody");
      rest.hidden = true;
      rest.append.apply(rest, hidden);
      parts.append(rest);
    }
    Array.from(table.tBodies).forEach(function (old) { old.remove(); });
    table.append(parts);
  }

  function sortable(mark) {
    var next = mark.nextElementSibling, table = next && (next.matches("table") ? next : next.querySelector("table"));
    if (!table || !table.tBodies.length) return;
    var rows = Array.from(table.rows).slice(1), order = rows, heads = Array.from(table.tHead.rows[0].cells), texts;
    var box = make("div", "kb-filter"), input = make("input", "kb-input"), shown = make("span", "", rows.length + " rows");
    function show() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), found = order, others = [];
      if (words.length) {
        texts = texts || new Map(rows.map(function (row) { return [row, row.textContent.toLowerCase()]; }));
        var fits = function (row) { return words.every(function (word) { return texts.get(row).indexOf(word) >= 0; }); };
        found = order.filter(fits);
        others = order.filter(function (row) { return !fits(row); });
      }
      lay(table, found, others);
      shown.textContent = (others.length ? found.length + " of " : "") + rows.length + " rows";
    }
    heads.forEach(function (head, place) {
      var title = head.textContent, made = make("button", "kb-sort", title);
      made.type = "button";
      head.textContent = "";
      head.append(made);
      head.setAttribute("aria-sort", "none");
      made.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
        heads.forEach(function (other) { if (other !== head) other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        order = rows.map(function (row) { return [value(row.cells[place]), row]; })
          .sort(function (one, two) { return sign * compare(one[0], two[0]); })
          .map(function (pair) { return pair[1]; });
        show();
      });
    });
    input.type = "search";
    input.placeholder = "Show only rows with …";
    input.setAttribute("aria-label", "Show only rows that hold these words");
    shown.setAttribute("role", "status");
    input.addEventListener("input", show);
    box.append(input, shown);
    mark.append(box);
    if (document.querySelector(".kb-sortable") === mark) input.value = new URLSearchParams(location.search).get("show") || "";
    if (input.value) show();
  }

  /* -- on a phone a row of a wide table becomes a few lines: its columns say what they are, as kb/pages/_columns.py does for tables drawn there -- */

  function foldable(table) {
    if (!table.tHead || !table.tHead.rows.length || table.dataset.kb) return;
    var heads = Array.from(table.tHead.rows[0].cells), rows = Array.from(table.rows).slice(1);
    if (heads.length < 4 || !rows.length) return;
    var columns = heads.map(function (head, place) { return rows.map(function (row) { return row.cells[place]; }).filter(Boolean); });
    function most(cells, test) { return 2 * cells.filter(test).length >= cells.length; }
    var main = Math.max(0, columns.findIndex(function (cells) { return most(cells, function (cell) { return cell.querySelector("a"); }); }));
    var words = ["rows", "m" + (main + 1)];
    columns.forEach(function (cells, place) {
      var long = most(cells, function (cell) { return cell.textContent.length > 34; }), n = place + 1;
      if (long) words.push("l" + n);
      else if (cells.every(function (cell) { return cell.textContent.length < 16; })) words.push("s" + n);
      if (place !== main) table.style.setProperty("--h" + n, JSON.stringify(heads[place].textContent.trim()));
    });
    table.dataset.kb = words.join(" ");
  }

  /* -- what is read as one: a day, a short id, or a command that fits a line of a phone, is broken at no hyphen ---------- */

  function keepCommands(root) {
    root.querySelectorAll(":not(pre) > code, :is(p, li) > a").forEach(function (part) {
      var most = part.tagName === "A" || part.closest("td, th") ? 16 : 34;
      if (part.textContent.length <= most && (part.tagName !== "A" || part.textContent.indexOf(" ") < 0)) part.classList.add("kb-whole");
    });
  }

  function keepDays(root) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), days = /\d{4}-\d\d-\d\d/, texts = [];
    while (walker.nextNode()) if (days.test(walker.currentNode.data)) texts.push(walker.currentNode);
    texts.forEach(function (text) {
      if (text.parentElement.closest("svg, pre, .kb-day")) return;
      for (var found = days.exec(text.data); found; found = days.exec(text.data)) {
        var day = text.splitText(found.index), kept = make("span", "kb-day");
        text = day.splitText(found[0].length);
        day.replaceWith(kept);
        kept.append(day);
      }
    });
  }

  /* -- sections that few read are folded; on paper they are open ----------------------------------------------------------- */

  function fold(mark) {
    var head = mark.nextElementSibling, whole = make("details", "kb-folded"), summary = make("summary");
    if (!head || head.tagName !== "H2") return;
    for (var next = head.nextElementSibling; next && !next.matches("h2, .kb-fold"); next = head.nextElementSibling) whole.append(next);
    var rows = whole.querySelectorAll("tbody tr").length;
    mark.replaceWith(whole);
    summary.append(head);
    head.querySelectorAll("a").forEach(function (link) { link.remove(); }); // a control holds no other
    if (rows && mark.dataset.of) summary.append(make("span", "kb-note", rows + " " + mark.dataset.of + (rows === 1 ? "" : "s")));
    whole.prepend(summary);
  }

  function reveal() {
    var head = document.getElementById(decodeURIComponent(location.hash.slice(1))), part = head && head.closest("details");
    if (part) part.open = true;
  }

  function open() { document.querySelectorAll("article details").forEach(function (part) { part.open = true; }); }

  function find(place) {
    place.append(button("Search", "", function () {
      var toggle = document.getElementById("__search"), input = document.querySelector(".md-search__input");
      if (toggle && !toggle.checked) toggle.click();
      if (input) input.focus();
    }));
  }

  /* -- search: whole words before beginnings of words, and nothing for words every text has --------------------------
   * The theme takes every word for the beginning of one, too, and counts both alike. No setting of it changes that: `separator`,
   * `pipeline` and `boost` are about the index, and what once let a site change its questions is gone ("Removed support for
   * custom search transforms", release 9.0.0 of the theme). So a question is changed on its way to the search; should the theme
   * ask in another way one day, it goes through as it is, and test_whole_words_come_first_… in tests/test_site_browser.py fails. */

  var STOP = " a an and are as at be but by for from had has have i in is it its my no not of on or our that the there they this to was we what when where which who why will with you ";

  function asked(text) {
    if (/["+\-~^*:]/.test(text)) return text; // whoever writes these means them
    var words = text.split(/\s+/), telling = words.filter(function (word, place) {
      return word && (place === words.length - 1 || STOP.indexOf(" " + word.toLowerCase() + " ") < 0);
    });
    if (!telling.length) return text;
    return telling.map(function (word) {
      var near = /^\p{L}{5,}$/u.test(word) ? " " + word + "~1" : ""; // a slip of a finger finds, but last
      return word.length > 1 ? word + "^200 " + word + "*^10" + near : word; // weights are whole numbers: the search takes ".1" for a word
    }).join(" ");
  }

  function askBetter() {
    if (!window.Worker || Worker.prototype.kbAsks) return;
    var post = Worker.prototype.postMessage;
    Worker.prototype.kbAsks = true;
    Worker.prototype.postMessage = function (message) { // the theme's message 2 is a question to its search
      var ours = message && message.type === 2 && typeof message.data === "string";
      return post.apply(this, ours ? [{ type: 2, data: asked(message.data) }] : arguments);
    };
  }

  /* The index holds names in every way they are typed (RoomEnded, room ended, roomended); whoever reads a result needs them once. */
  function tidyResults() {
    document.querySelectorAll(".md-search-result .md-tags").forEach(function (tags) {
      var seen = {};
      Array.from(tags.children).forEach(function (tag) {
        var plain = tag.textContent.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
        if (seen[plain]) tag.remove();
        seen[plain] = true;
      });
    });
  }

  /* -- how old a page is: shifts, leave and evidence have moved on since it was built; nothing where a date was chosen ------- */

  function tellAge() {
    var stamp = document.querySelector(".kb-stamp[data-built]");
    var days = stamp ? Math.floor((Date.now() - Date.parse(stamp.dataset.built)) / 86400000) : 0;
    if (days >= 1 && once(stamp, "kbAge")) stamp.append(make("span", "kb-age", "built " + days + (days === 1 ? " day ago" : " days ago")));
  }

  /* -- pages that calculate bring their own script ---------------------------------------------------------- */

  function load(name) {
    var address = new URL(name, here).href;
    if (document.querySelector('script[src="' + address + '"]')) {
      document.dispatchEvent(new CustomEvent("kb-page"));
      return;
    }
    var script = make("script");
    script.src = address;
    document.head.append(script);
  }

  /* -- start --------------------------------------------------------------------------------------------------- */

  askBetter();
  window.addEventListener("beforeprint", open);
  window.addEventListener("hashchange", reveal);
  window.kb = { make: make, asked: asked, button: button, once: once, zoomable: zoomable, foldable: foldable, SVG: SVG };

  function start() {
    tellAge();
    var search = document.querySelector(".md-search");
    if (search) search.setAttribute("aria-label", "Search"); // the theme leaves its dialog without a name
    if (search && once(search, "kbTidy")) new MutationObserver(tidyResults).observe(search, { childList: true, subtree: true });
    document.querySelectorAll(".kb-graph").forEach(function (graph) {
      if (!once(graph, "kbMap")) return;
      light(graph);
      centre(graph);
      legend(graph);
      if (!graph.classList.contains("kb-zoom")) reachable(graph);
      if (graph.classList.contains("kb-zoom")) zoomable(graph);
    });
    document.querySelectorAll(".kb-sortable").forEach(function (mark) { if (once(mark, "kbTable")) sortable(mark); });
    document.querySelectorAll(".md-typeset table:not([class])").forEach(foldable);
    document.querySelectorAll(".kb-fold").forEach(fold);
    reveal();
    document.querySelectorAll(".kb-find").forEach(function (place) { if (once(place, "kbFind")) find(place); });
    document.querySelectorAll(".kb-chart").forEach(function (chart) {
      chart.scrollLeft = chart.scrollWidth; // where it stands now is at the end
      reachable(chart);
    });
    document.querySelectorAll(".md-typeset pre > code").forEach(reachable);
    document.querySelectorAll("article").forEach(keepDays);
    document.querySelectorAll("article").forEach(keepCommands);
    document.querySelectorAll("li > .kb-count ~ a > .kb-class").forEach(function (word) { // a count leads to what it counts
      var link = word.parentElement;
      link.search = "?show=" + word.textContent.trim();
    });
    if (document.querySelector(".kb-what-if")) load("what-if.js");
    if (document.querySelector(".kb-over-time")) load("over-time.js");
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
