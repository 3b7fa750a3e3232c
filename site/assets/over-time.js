/* Over time: a slider through the days on which something changes. All numbers come with the page; here they are only shown.
 * Arrow keys move the slider; "play" steps by itself, and is not offered to who asked for less motion.
 */
(function () {
  "use strict";
  var kb = window.kb, make = kb.make;
  var STEP = 1100, CELLS = 1500, TALL = 60;

  function unfolded(data) {
    var now = data.ids.map(function () { return null; });
    return data.days.map(function (day) {
      now = now.slice();
      day[3].forEach(function (change) { now[change[0]] = [change[1], change[2]]; });
      return now;
    });
  }

  function counted(data, stand) {
    var found = data.classes.map(function () { return 0; });
    stand.forEach(function (cover) { found[cover[0]] += 1; });
    return found;
  }

  function page(place, data) {
    var stands = unfolded(data), first = stands[0], at = 0, timer = null;
    data.days.forEach(function (day, number) { if (day[0] <= data.at) at = number; });
    place.textContent = "";
    var panel = make("section", "kb-panel"), bar = make("div", "kb-slider"), date = make("output", "kb-date"), slider = make("input");
    var why = make("p", "kb-why"), totals = make("div", "kb-totals"), field = make("section", "kb-field"), since = make("p", "kb-soft");
    panel.setAttribute("aria-label", "Which day");
    slider.type = "range";
    slider.min = 0;
    slider.max = stands.length - 1;
    slider.value = at;
    slider.autocomplete = "off";
    slider.setAttribute("aria-label", "Day on which something changes");
    slider.addEventListener("input", function () { stop(); show(Number(slider.value)); });
    var play = kb.button("▶", "Play", function () { if (timer) stop(); else start(); });
    play.setAttribute("aria-pressed", "false");
    var calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    bar.append(kb.button("‹", "The day before", function () { stop(); show(at - 1); }));
    if (!calm) bar.append(play);
    bar.append(slider, kb.button("›", "The next day", function () { stop(); show(at + 1); }));
    why.setAttribute("role", "status");
    panel.append(date, bar, why);
    field.setAttribute("aria-label", "Components by system");
    place.append(panel, totals, since, field);

    var cells = [], groups = {}, few = stands[0].length <= CELLS, wide = "";
    data.ids.forEach(function (id, number) {
      if (!few && !stands.some(function (stand) { return stand[number][0] !== first[number][0]; })) return;
      (groups[data.system[number]] = groups[data.system[number]] || []).push(number);
    });
    Object.keys(groups).forEach(function (system) { if (groups[system].length > TALL) wide = " kb-wide"; });
    Object.keys(groups).map(Number).sort(function (one, two) { return (one < 0) - (two < 0) || one - two; }).forEach(function (system) {
      var group = make("div", "kb-group" + wide), list = make("ul");
      group.append(make("h2", "kb-title", system < 0 ? "In no system" : data.systems[system]), list);
      groups[system].forEach(function (number) {
        var item = make("li"), target = make("a", "", data.titles[number]);
        target.href = data.pages[2][data.ids[number]] || data.pages[0] + data.ids[number] + data.pages[1];
        item.append(target);
        list.append(item);
        cells[number] = item;
      });
      field.append(group);
    });
    var cursor = mark(data);

    function stop() {
      if (timer) window.clearInterval(timer);
      timer = null;
      play.textContent = "▶";
      play.setAttribute("aria-label", "Play");
      play.setAttribute("aria-pressed", "false");
    }

    function start() {
      if (at === stands.length - 1) show(0);
      play.textContent = "❚❚";
      play.setAttribute("aria-label", "Pause");
      play.setAttribute("aria-pressed", "true");
      timer = window.setInterval(function () { if (at >= stands.length - 1) stop(); else show(at + 1); }, STEP);
    }

    function show(number) {
      at = Math.max(0, Math.min(stands.length - 1, number));
      var day = data.days[at], stand = stands[at], counts = counted(data, stand), old = counted(data, first), turned = 0;
      slider.value = at;
      slider.setAttribute("aria-valuetext", day[0]);
      date.textContent = day[0];
      why.textContent = (day[0] > data.at ? "Ahead, as written: " : "") + (day[1].join("; ") || (at ? "The date of this site." : "The first day.")) +
        (data.counted ? " (" + day[2] + " people available)" : "");
      totals.textContent = "";
      data.classes.forEach(function (risk, place) {
        var box = make("div", "kb-total kb-" + risk), value = make("b", "", String(counts[place]));
        if (counts[place] !== old[place]) value.append(" ", make("i", "", "was " + old[place]));
        box.append(value, make("span", "", risk));
        totals.append(box);
      });
      stand.forEach(function (cover, place) {
        var was = first[place][0], changed = cover[0] !== was;
        turned += changed ? 1 : 0;
        if (!cells[place]) return;
        var risk = data.classes[cover[0]];
        cells[place].className = "kb-cell kb-" + risk + (changed ? " turned" : "");
        cells[place].firstChild.setAttribute("aria-label", data.titles[place] + ": " + risk + (changed ? ", on " + data.days[0][0] + " " + data.classes[was] : ""));
      });
      since.textContent = at ? turned + " of " + stand.length + " components are of another class than on " + data.days[0][0] + " (outlined)." : "The first day of which something is written.";
      if (cursor) cursor(day[0]);
    }
    kb.overTime = { show: show, days: data.days.map(function (day) { return day[0]; }), classes: function () { return stands[at].map(function (cover) { return data.classes[cover[0]]; }); } };
    show(at);
  }

  function mark(data) {
    var svg = document.querySelector(".kb-chart svg");
    if (!svg) return null;
    var line = document.createElementNS(kb.SVG, "line"), left = data.chart[0], right = data.chart[1];
    var first = Date.parse(data.chart[4]), last = Date.parse(data.chart[5]);
    line.setAttribute("class", "cursor");
    line.setAttribute("y1", data.chart[2]);
    line.setAttribute("y2", data.chart[3]);
    svg.append(line);
    return function (day) {
      var x = left + (Date.parse(day) - first) / (last - first || 1) * (right - left);
      line.setAttribute("x1", x.toFixed(1));
      line.setAttribute("x2", x.toFixed(1));
    };
  }

  function start() {
    document.querySelectorAll(".kb-over-time").forEach(function (place) {
      if (!kb.once(place, "kbDone")) return;
      fetch(place.dataset.src, { credentials: "same-origin" })
        .then(function (reply) { if (!reply.ok) throw new Error(String(reply.status)); return reply.json(); })
        .then(function (data) { page(place, data); })
        .catch(function (problem) { place.replaceChildren(make("p", "kb-note", "The data of this page could not be read (" + problem.message + "). It needs a web server: kb site serve.")); });
    });
  }

  document.addEventListener("kb-page", start);
  start();
})();
