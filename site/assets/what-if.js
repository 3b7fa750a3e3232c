/* What if these were gone? Calculates in the page what `kb risk --without` prints: classes by coverage, bus factors over hard
 * closures, and the losses of kb/analyses/risk/lost_cover.py, word for word the same rules. Random loss is the closed form
 * C(N-k, m-k) / C(N, m), multiplied out. Nothing is sent, nothing is stored, the address stays as it is.
 */
(function () {
  "use strict";
  var kb = window.kb, make = kb.make;
  var CLASSES = ["orphaned", "single", "thin", "held"];
  var ORDER = ["orphaned", "single", "unknown", "thin", "held"];
  var LOSSES = {
    "last-operator": [0, "loses its last operator"],
    "second-operator": [2, "loses its second operator"],
    "bus-factor": [3, "its bus factor falls"],
    "class-falls": [14, "has only two operators left"],
    "last-proven": [15, "loses its last proven operator"],
    "last-external": [16, "loses its last external"]
  };

  /* -- the calculation: pure, and used by the tests ------------------------------------------------------ */

  function indexed(list) {
    var found = [];
    list.forEach(function (item) { found[item] = true; });
    return found;
  }

  /* Per node the least value and where it is, over a condensed graph, children first; null is unknown, and left out. */
  function minima(parts, values) {
    var best = [], found = [];
    parts.forEach(function (part, number) {
      var least = null;
      part[0].forEach(function (node) { least = lesser(least, values[node]); });
      part[1].forEach(function (child) { least = lesser(least, best[child]); });
      best[number] = least;
      part[0].forEach(function (node) { found[node] = least; });
    });
    return found;
  }

  function lesser(one, two) {
    if (!one || !two) return one || two;
    return two[0] < one[0] || (two[0] === one[0] && two[1] < one[1]) ? two : one;
  }

  /* The same where edges are one of two ways: kb/graph/absences.py says what is computed, and why. A set of people is a whole number, a
   * bit each; lists of sets are sorted, the smallest first. Of a unit of several people it is not known who holds what: so many of them are
   * counted as always the same ones, and the number may be too low, never too high. */
  var SETS = 2000, LONGEST = 200, WORK = 200000;

  function bits(places) {
    return places.reduce(function (mask, place) { return mask | BigInt(1) << BigInt(place); }, BigInt(0));
  }

  function set(mask) {
    for (var left = mask, size = 0; left; size += 1) left &= left - BigInt(1);
    return [size, mask];
  }

  function smaller(one, two) { return one[0] - two[0] || (one[1] < two[1] ? -1 : one[1] > two[1] ? 1 : 0); }

  function smallest(sets, longest) {
    var kept = [];
    sets.sort(smaller).some(function (item) {
      if (!kept.some(function (other) { return (other[1] & item[1]) === other[1]; })) kept.push(item);
      return kept.length === longest;
    });
    return kept;
  }

  function same(one, two) {
    return one.length === two.length && one.every(function (item, place) { return item[1] === two[place][1]; });
  }

  /* Per node all bits that its closure is marked with. */
  function gathered(parts, marks) {
    var masks = [], found = [];
    parts.forEach(function (part, number) {
      var mask = BigInt(0);
      part[0].forEach(function (node) { mask |= marks[node] || BigInt(0); });
      part[1].forEach(function (child) { mask |= masks[child]; });
      masks[number] = mask;
      part[0].forEach(function (node) { found[node] = mask; });
    });
    return found;
  }

  /* Per end of a fallback's edge the sets of people in its closure, without and with what is unknown, and the edges that begin in there. */
  function ends(data, people, longest) {
    var found = [], inside = [], numbers = {}, sets = [], marks = [], tails = [], start = indexed([].concat.apply([], data.either.map(function (edge) { return edge.slice(1); })));
    for (var number = data.parts.length - 1; number >= 0; number -= 1) {
      if (!inside[number] && !data.parts[number][0].some(function (node) { return start[node]; })) continue;
      data.parts[number][1].forEach(function (child) { inside[child] = true; });
      data.parts[number][0].forEach(function (node) { marks[node] = people(node); });
    }
    marks.forEach(function (mask) { if (mask !== null) numbers[mask] = mask; });
    sets = Object.keys(numbers).map(function (key) { return set(numbers[key]); }).sort(smaller).slice(0, SETS);
    sets.forEach(function (item, place) { numbers[item[1]] = place; });
    var under = gathered(data.parts, marks.map(function (mask) {
      var place = mask === null ? sets.length : numbers[mask];
      return typeof place === "number" ? BigInt(1) << BigInt(place) : BigInt(0);
    }));
    data.either.forEach(function (edge, place) { tails[edge[0]] = (tails[edge[0]] || BigInt(0)) | BigInt(1) << BigInt(place); });
    var edges = gathered(data.parts, tails);
    start.forEach(function (_, end) {
      var own = smallest(sets.filter(function (item, place) { return under[end] >> BigInt(place) & BigInt(1); }), longest);
      found[end] = {
        known: own, sure: under[end] >> BigInt(sets.length) & BigInt(1) ? [set(BigInt(0))] : own,
        edges: data.either.map(function (edge, place) { return place; }).filter(function (place) { return edges[end] >> BigInt(place) & BigInt(1); })
      };
    });
    return found;
  }

  /* Per edge of two ways the sets of people without whom both are lost; what is unknown left out, and counted as lost. */
  function cuts(data, people) {
    var longest = Math.max(2, Math.min(LONGEST, Math.floor(Math.sqrt(Math.floor(WORK / data.either.length))))), places = ends(data, people, longest);

    function unions(one, other) {
      var found = [];
      one.forEach(function (first) { other.forEach(function (second) { found.push(set(first[1] | second[1])); }); });
      return smallest(found, longest);
    }

    function fallen(own, helpless) {
      var found = places.map(function (end) { return end[own]; }), changed = true;
      while (changed) {
        changed = false;
        places.forEach(function (end, node) {
          var sets = end.edges.reduce(function (all, place) { return all.concat(unions(found[data.either[place][1]], helpless[place])); }, end[own]);
          sets = smallest(sets.slice(), longest);
          if (!same(sets, found[node])) { found[node] = sets; changed = true; }
        });
      }
      return found;
    }

    function second(found) { return data.either.map(function (edge) { return found[edge[2]]; }); }

    var helpless = data.either.map(function () { return [set(BigInt(0))]; }), following;
    for (var left = data.either.length; left >= 0; left -= 1) {
      following = second(fallen("sure", helpless));
      var still = following.every(function (sets, place) { return same(sets, helpless[place]); });
      helpless = following;
      if (still) break;
    }
    function both(found) { return data.either.map(function (edge, place) { return unions(found[edge[1]], helpless[place]); }); }

    return { known: both(fallen("known", helpless)), sure: both(fallen("sure", helpless)) };
  }

  /* Per node the least value behind it and where it is; for two ways that are lost together, the one that is named. */
  function lowered(data, own, cuts) {
    (cuts || []).forEach(function (sets, place) {
      var edge = data.either[place], now = own[edge[0]];
      if (sets.length && (!now || sets[0][0] < now[0])) own[edge[0]] = [sets[0][0], edge[1]];
    });
    return minima(data.parts, own);
  }

  /* The same; third, whether it is an upper bound, for it would be less if nobody held what is unknown. */
  function weakest(data, values, people) {
    var found = data.either ? cuts(data, people) : {};
    var least = lowered(data, values.map(function (value, node) { return value === null ? null : [value, node]; }), found.known);
    if (!data.unknown.length) return least;
    var certain = lowered(data, values.map(function (value, node) { return [value || 0, node]; }), found.sure);
    return least.map(function (item, node) { return item && [item[0], item[1], certain[node][0] < item[0]]; });
  }

  function said(number, bound) { return bound ? "<= " + number : String(number); }

  /* Who of a component's holders is left, as bits: so many places for each unit as it ever has people at one component. */
  function present(data, gone) {
    return function (node) {
      if (data.unknownNodes[node]) return null;
      return data.holders[node].reduce(function (mask, held) {
        if (held[0] >= 0 && gone[held[0]]) return mask;
        var first = data.places[held[0] + 1], places = [];
        for (var number = 0; number < held[1]; number += 1) places.push(first + number);
        return mask | bits(places);
      }, BigInt(0));
    };
  }

  function placed(data) {
    var most = [], next = 0;
    data.holders.forEach(function (holders) { holders.forEach(function (held) { most[held[0] + 1] = Math.max(most[held[0] + 1] || 0, held[1]); }); });
    for (var unit = 0; unit < most.length; unit += 1) { var people = most[unit] || 0; most[unit] = next; next += people; }
    return most;
  }

  function assess(data, gone) {
    var unknown = data.unknownNodes, coverage = [], proven = [], externals = [];
    data.holders.forEach(function (holders, node) {
      coverage[node] = proven[node] = externals[node] = 0;
      holders.forEach(function (held) {
        if (held[0] >= 0 && gone[held[0]]) return;
        coverage[node] += held[1];
        proven[node] += held[2];
        externals[node] += held[3];
      });
    });
    var least = weakest(data, coverage.map(function (value, node) { return unknown[node] ? null : value; }), present(data, gone));
    return data.ids.map(function (id, node) {
      return {
        node: node, id: id, coverage: coverage[node], proven: proven[node], externals: externals[node],
        risk: unknown[node] ? "unknown" : CLASSES[Math.min(3, coverage[node])],
        bus: least[node] ? least[node][0] : null, weakest: least[node] ? least[node][1] : null, bound: !!least[node] && !!least[node][2]
      };
    });
  }

  function losses(before, after) {
    var found = [], own = after.coverage < before.coverage;
    if (own && before.risk !== after.risk) found.push([["last-operator", "second-operator", "class-falls"][after.coverage], before.coverage, after.coverage]);
    if (before.bus !== null && after.bus !== null && after.bus < before.bus && !(own && after.bus === after.coverage)) found.push(["bus-factor", before.bus, after.bus]);
    if (after.proven === 0 && before.proven > 0 && after.coverage) found.push(["last-proven", before.proven, 0]);
    if (after.externals === 0 && before.externals > 0) found.push(["last-external", before.externals, 0]);
    return found;
  }

  function answer(data, units) {
    var before = data.before, after = assess(data, indexed(units)), found = [], turned = {};
    after.forEach(function (row) {
      if (data.retiredNodes[row.node]) return;
      var old = before[row.node];
      if (old.risk !== row.risk) turned[row.node] = old.risk;
      losses(old, row).forEach(function (loss) {
        var bus = loss[0] === "bus-factor";
        found.push({
          loss: loss[0], node: row.node, id: row.id, before: loss[1], after: loss[2], weakest: row.weakest,
          told: said(loss[1], bus && old.bound) + " → " + said(loss[2], bus && row.bound)
        });
      });
    });
    found.sort(function (one, two) {
      return rank(data, one.node) - rank(data, two.node) || LOSSES[one.loss][0] - LOSSES[two.loss][0] ||
        data.blast[two.node] - data.blast[one.node] || (one.id < two.id ? -1 : one.id > two.id ? 1 : 0);
    });
    return { rows: after, losses: found, turned: turned, counts: counts(data, after) };
  }

  function rank(data, node) { return data.tiers[node] === null ? 1.5 : data.tiers[node]; }

  function counts(data, rows) {
    var found = {};
    ORDER.forEach(function (risk) { found[risk] = 0; });
    rows.forEach(function (row) { if (!data.retiredNodes[row.node]) found[row.risk] += 1; });
    return found;
  }

  function chance(staff, held, leaving) {
    var found = 1;
    for (var place = 0; place < held; place += 1) found *= Math.max(0, leaving - place) / (staff - place);
    return found;
  }

  function random(data, leaving) {
    var expected = 0, weight = 0, whole = 0, chances = {};
    data.before.forEach(function (row) {
      if (data.retiredNodes[row.node] || row.risk === "unknown") return;
      var lost = chance(data.staff, row.coverage, leaving);
      chances[row.id] = lost;
      expected += lost;
      weight += lost * data.weights[row.node];
      whole += data.weights[row.node];
    });
    return { expected: expected, weight: weight, whole: whole, chances: chances };
  }

  function prepared(data) {
    data.unknownNodes = indexed(data.unknown);
    data.retiredNodes = indexed(data.retired);
    data.places = placed(data);
    data.before = assess(data, []);
    return data;
  }

  /* -- the page --------------------------------------------------------------------------------------------- */

  var MANY = 40, CELLS = 1500, TALL = 60; // losses listed at once; components shown at all; of one system beside others
  var MEANS = "A component loses where fewer people are left who can restore it alone (operators), where none of them has proved it, or where " +
    "something it cannot work without has fewer (its bus factor; <=: less, if what is unknown in there is held by fewer). The numbers are before → after.";

  function address(data, id) { return data.pages[2][id] || data.pages[0] + id + data.pages[1]; }

  function link(data, node) {
    var made = make("a", "", data.titles[node]);
    made.href = address(data, data.ids[node]);
    return made;
  }

  function plural(count, one, more) { return count + " " + (count === 1 ? one : more); }

  function page(place, data) {
    var chosen = {}, mode = "named", leaving = Math.min(data.staff, Math.ceil(data.staff / 10)), all = false, old = {};
    place.textContent = "";

    var panel = make("section", "kb-panel"), modes = make("div", "kb-row"), status = make("p", "kb-soft");
    panel.setAttribute("aria-label", "Who is absent");
    var named = kb.button(data.named ? "These people or teams" : "These teams", "", function () { turn("named"); });
    var chanced = kb.button("Any number at random", "", function () { turn("random"); });
    if (data.options.length || !data.staff) modes.append(named);
    if (data.staff) modes.append(chanced);
    panel.append(modes);
    if (data.either && !data.named) panel.append(make("p", "kb-soft", "Where either of two ways suffices, a bus factor may be higher than it says here: who holds both is not told."));
    if (!data.options.length && !data.named) panel.append(make("p", "kb-soft", "No team here has five people available, so none can be chosen."));

    /* named */
    var choosing = make("div"), filter = make("input", "kb-input"), list = make("div", "kb-options"), chips = make("ul", "kb-chips");
    filter.type = "search";
    filter.placeholder = "Find a " + (data.named ? "person or team" : "team") + " …";
    filter.setAttribute("aria-label", "Find whom to take away");
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", "Whom to take away");
    chips.setAttribute("aria-label", "Taken away");
    list.tabIndex = 0;
    var boxes = data.options.map(function (option, number) {
      var label = make("label", option[0]), box = make("input"), words = make("span", "", option[2]);
      box.type = "checkbox";
      box.autocomplete = "off";
      box.addEventListener("change", function () {
        if (box.checked) chosen[number] = true; else delete chosen[number];
        draw();
      });
      words.append(" ", make("small", "", option[3]));
      label.append(box, words);
      label.dataset.text = (option[2] + " " + option[1] + " " + option[3]).toLowerCase();
      list.append(label);
      return box;
    });
    filter.addEventListener("input", function () {
      var words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      Array.from(list.children).forEach(function (label) {
        label.hidden = !words.every(function (word) { return label.dataset.text.indexOf(word) >= 0; });
      });
    });
    var clear = kb.button("Clear", "Take nobody away", function () {
      boxes.forEach(function (box) { box.checked = false; });
      chosen = {};
      draw();
    });
    var command = make("p", "kb-row"), code = make("code");
    command.append(make("span", "kb-soft", "On the command line:"), code, kb.button("Copy", "Copy the command", function () {
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent);
    }));
    var bar = make("div", "kb-row");
    bar.append(filter, clear);
    choosing.append(bar, list, chips);
    if (data.named) choosing.append(command);
    if (!data.options.length) choosing.replaceChildren(make("p", "kb-soft", data.named ? "Nobody is available on this date: write people and who can operate what under ownership/." : "No team has five people or more."));

    /* at random */
    var chancing = make("div"), slider = make("input"), sentence = make("p"), sliding = make("div", "kb-slider");
    slider.type = "range";
    slider.min = 0;
    slider.max = data.staff;
    slider.value = leaving;
    slider.autocomplete = "off";
    slider.setAttribute("aria-label", "How many of " + data.staff + " leave at random");
    slider.addEventListener("input", function () { leaving = Number(slider.value); draw(); });
    sliding.append(slider);
    chancing.append(sliding, sentence);
    panel.append(choosing, chancing);

    var totals = make("div", "kb-totals"), losing = make("section"), field = make("section", "kb-field");
    status.setAttribute("role", "status");
    field.setAttribute("aria-label", "Components by system");
    place.append(panel, totals, status, losing, field);

    function turn(to) { mode = to; draw(); }

    function units() {
      var found = {};
      Object.keys(chosen).forEach(function (number) { data.options[number][4].forEach(function (unit) { found[unit] = true; }); });
      return Object.keys(found).map(Number);
    }

    function draw() {
      named.setAttribute("aria-pressed", String(mode === "named"));
      chanced.setAttribute("aria-pressed", String(mode === "random"));
      choosing.hidden = mode !== "named";
      chancing.hidden = mode !== "random";
      if (mode === "named") drawNamed(); else drawRandom();
    }

    function drawNamed() {
      var gone = units(), found = answer(data, gone), terms = Object.keys(chosen).map(function (number) { return data.options[number]; });
      chips.textContent = "";
      terms.forEach(function (option) {
        var item = make("li"), number = data.options.indexOf(option);
        item.append(kb.button(option[2] + " ×", "Bring back " + option[2], function () { boxes[number].checked = false; delete chosen[number]; draw(); }));
        chips.append(item);
      });
      if (!terms.length) chips.append(make("li", "kb-soft", "Nobody is taken away yet."));
      code.textContent = terms.length ? "kb risk --without " + terms.map(function (option) { return option[1]; }).join(",") : "kb risk";
      drawCounts(found.counts);
      var changed = Object.keys(found.turned).length, worst = found.losses.filter(function (item) { return item.loss === "last-operator"; }).length;
      status.textContent = !terms.length ? "As it is: " + data.at : plural(changed, "component changes", "components change") + " class, " +
        (worst ? plural(worst, "loses its", "lose their") + " last operator. " : "none loses its last operator. ") +
        (found.losses.length ? plural(found.losses.length, "loss is", "losses are") + " listed below." : "");
      drawLosses(found.losses, terms.length);
      drawField(found.rows, found.turned);
    }

    function drawCounts(after) {
      var before = counts(data, data.before);
      totals.textContent = "";
      ORDER.forEach(function (risk) {
        var box = make("div", "kb-total kb-" + risk), number = make("b", "", String(after[risk]));
        if (after[risk] !== before[risk]) number.append(" ", make("i", "", "was " + before[risk]));
        box.append(number, make("span", "", risk));
        totals.append(box);
      });
    }

    function drawLosses(found, asked) {
      losing.textContent = "";
      if (!asked) return;
      losing.append(make("h2", "", "What is lost"));
      if (!found.length) { losing.append(make("p", "", "Nothing: every component keeps its class, its proof and its bus factor.")); return; }
      losing.append(make("p", "kb-soft", MEANS));
      var table = make("ul", "kb-losses"), shown = all ? found : found.slice(0, MANY);
      shown.forEach(function (item) {
        var row = make("li"), what = make("span"), how = make("span", "", LOSSES[item.loss][1] + ": " + item.told);
        what.append(link(data, item.node));
        if (item.loss === "bus-factor") how.append(make("span", "kb-soft", "through " + data.titles[item.weakest]));
        row.append(make("span", "kb-soft", data.tiers[item.node] === null ? "tier unknown" : "tier " + data.tiers[item.node]), what, how);
        table.append(row);
      });
      losing.append(table);
      if (shown.length < found.length) losing.append(kb.button("Show all " + found.length, "", function () { all = true; draw(); }));
    }

    function drawField(rows, turned) {
      var groups = {}, few = rows.length <= CELLS, wide = "";
      rows.forEach(function (row) {
        if (data.retiredNodes[row.node] || (!few && !(row.node in turned))) return;
        (groups[data.system[row.node]] = groups[data.system[row.node]] || []).push(row);
      });
      field.textContent = "";
      Object.keys(groups).forEach(function (system) { if (groups[system].length > TALL) wide = " kb-wide"; });
      Object.keys(groups).map(Number).sort(function (one, two) { return (one < 0) - (two < 0) || one - two; }).forEach(function (system) {
        var group = make("div", "kb-group" + wide), cells = make("ul");
        group.append(make("h2", "kb-title", system < 0 ? "In no system" : data.systems[system]), cells);
        groups[system].forEach(function (row) { cells.append(cell(row, turned[row.node])); });
        field.append(group);
      });
    }

    function cell(row, was, words) {
      var made = make("li", "kb-cell kb-" + row.risk + (was ? " turned" : "")), target = link(data, row.node);
      target.setAttribute("aria-label", data.titles[row.node] + ": " + row.risk + (was ? ", was " + was : "") + (words ? ", " + words : ""));
      made.append(target);
      if (words) made.append(make("span", "kb-soft", words));
      return made;
    }

    function drawRandom() {
      var found = random(data, leaving), before = counts(data, data.before);
      slider.setAttribute("aria-valuetext", leaving + " of " + data.staff);
      sentence.textContent = "If any " + leaving + " of " + plural(data.staff, "person", "people") + (leaving === 1 ? " leaves" : " leave") +
        ", every choice equally likely, " + found.expected.toFixed(1) + " of " + plural(Object.keys(found.chances).length, "known component", "known components") +
        " are expected to have nobody left" + (before.orphaned ? ", " + before.orphaned + " of them as it is." : ".");
      drawCounts(before);
      status.textContent = found.whole ? "By tier weight: " + (100 * found.weight / found.whole).toFixed(1) + " % of what is known." : "Nothing is known yet.";
      losing.textContent = "";
      var rows = data.before.filter(function (row) { return row.id in found.chances && row.risk !== "orphaned"; });
      field.textContent = "";
      var group = make("div", "kb-group kb-wide"), cells = make("ul");
      group.append(make("h2", "kb-title", "Most likely to have nobody left"), cells);
      rows.sort(function (one, two) { return found.chances[two.id] - found.chances[one.id] || rank(data, one.node) - rank(data, two.node) || data.blast[two.node] - data.blast[one.node] || one.node - two.node; });
      rows.slice(0, MANY).forEach(function (row) { cells.append(cell(row, "", (100 * found.chances[row.id]).toFixed(1) + " %")); });
      field.append(group);
    }

    if (!data.options.length && data.staff) mode = "random";
    draw();
  }

  function start() {
    document.querySelectorAll(".kb-what-if").forEach(function (place) {
      if (!kb.once(place, "kbDone")) return;
      fetch(place.dataset.src, { credentials: "same-origin" })
        .then(function (reply) { if (!reply.ok) throw new Error(String(reply.status)); return reply.json(); })
        .then(function (data) { kb.whatIf.data = prepared(data); page(place, data); })
        .catch(function (problem) { place.replaceChildren(make("p", "kb-note", "The data of this page could not be read (" + problem.message + "). It needs a web server: kb site serve.")); });
    });
  }

  kb.whatIf = { answer: answer, random: random, prepared: prepared, data: null };
  document.addEventListener("kb-page", start);
  start();
})();
