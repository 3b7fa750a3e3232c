"""The built site in a real browser: what somebody woken at 3 a.m. does with it, and what no page may ever do.

The site is built once. Every test ends by asserting that no page wrote an error to the console and that nothing was asked for
outside of this machine.
"""

import contextlib
import functools
import http.server
import json
import random
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import axe_core_python
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from kb import testing
from kb.analyses.coverage import Coverage
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.loss import expected
from kb.analyses.risk.scope import Reading, Scope
from kb.analyses.risk.staff import staff
from kb.analyses.risk.whatif import Comparison
from kb.files.load import load
from kb.graph.absences import absences
from kb.graph.alternatives import Alternative, settled
from kb.graph.closures import condense
from kb.graph.random_loss import orphan_chance
from kb.model.base import Base
from kb.model.moment import noon, parse_day
from kb.model.scenario import Scenario, terms, whom
from kb.pages._columns import PART
from kb.pages._whatif_data import graph_data
from kb.publish.build import build

ROOT = Path(__file__).parents[1]
KINDS = {
    "home": "",
    "risk": "risk/",
    "what-if": "what-if/",
    "over-time": "over-time/",
    "component": "components/space-room/",
    "components": "components/",
    "system": "systems/rooms/",
    "team": "teams/spaces-team/",
    "person": "people/p-1/",
    "event": "readiness/presidential-announcement/",
    "runbook": "runbooks/audio-cut/",
    "plan": "plan/",
    "vendors": "vendors/",
    "readiness": "readiness/",
    "guide": "guide/how-to/import/",
    "manual": "manual/rules/",
    "glossary": "glossary/",
    "findings": "findings/",
}
"""One page of each kind."""


OURS = {"home", "what-if", "over-time", "component", "system", "event"}
"""Those with the most colours of ours: their contrast is measured in the dark palette too."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without telling of it."""

    def log_message(self, *args: Any) -> None:
        pass


class Site:
    """The served site, with a browser looking at it."""

    def __init__(self, driver: WebDriver, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str = "", *, wide: int = 1280, dark: bool = False) -> None:
        """Show a page, without anything stored by pages before."""
        self.widen(wide)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get("about:blank")
        stored = {"origin": self.address.rstrip("/"), "storageTypes": "all"}
        self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", stored)
        self.driver.get(self.address + path)

    def widen(self, wide: int) -> None:
        """Give the window a width."""
        size = {"width": wide, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str, *args: Any) -> Any:
        """Run JavaScript in the page and return what it returns."""
        return self.driver.execute_script(script, *args)  # type: ignore[no-untyped-call]

    def wait(self, script: str, *args: Any) -> Any:
        """Wait until a script returns something true, and return that."""
        return WebDriverWait(self.driver, 15, 0.05).until(lambda _: self.run(script, *args))

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(ROOT, folder, {"at": None, "profile": None}, strict=False)  # strictness is for the tests of building
    return folder


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(browser: WebDriver, address: str) -> Iterator[Site]:
    yield from looked_at(browser, address)


def looked_at(browser: WebDriver, address: str) -> Iterator[Site]:
    """Yield a site, and see that no page wrote an error or asked for anything elsewhere."""
    for kind in ("browser", "performance"):
        browser.get_log(kind)  # type: ignore[no-untyped-call]
    yield Site(browser, address)
    errors = [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]  # type: ignore[no-untyped-call]
    assert errors == []
    assert outside(browser, address) == []


def outside(browser: WebDriver, address: str) -> list[str]:
    """Return what was asked for elsewhere than from the site."""
    events = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))  # type: ignore[no-untyped-call]
    asked = (event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent")
    return [url for url in asked if not url.startswith((address, "data:", "about:"))]


@functools.cache
def base() -> Base:
    return load(ROOT).base


def at() -> Any:
    day = base().settings.as_of
    assert day is not None
    return noon(day)


# -- finding one's way ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ListenerDropRate", "components/audio-fanout/"),
        ("audio-fanout", "components/audio-fanout/"),
        ("garbled sound", "runbooks/audio-cut/"),
    ],
)
def test_the_search_finds_what_one_types_in_panic(site: Site, words: str, wanted: str) -> None:
    site.open()
    site.run("document.querySelector('#__search').click()")
    box = site.driver.find_element(By.CSS_SELECTOR, ".md-search__input")
    box.send_keys(words)
    site.wait(
        "return Array.from(document.querySelectorAll('.md-search-result__link')).slice(0, 5).some(function (link) {"
        "return link.href.indexOf(this) === 0; }, arguments[0])",
        site.address + wanted,
    )


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("no sound", "runbooks/audio-cut/"),
        ("joinfailure", "components/room-join/"),
        ("perisocpe", "components/periscope-media/"),
        ("lisener drop", "components/audio-fanout/"),
    ],
)
def test_whole_words_come_first_slips_last_and_words_of_every_text_count_for_nothing(
    site: Site, words: str, wanted: str
) -> None:
    site.open()
    site.run("document.querySelector('#__search').click()")
    site.driver.find_element(By.CSS_SELECTOR, ".md-search__input").send_keys(words)
    site.wait(
        "var first = document.querySelector('.md-search-result__link'); return first && first.href.indexOf(arguments[0]) === 0",
        site.address + wanted,
    )


SHOP = {
    "architecture/shop.yml": """
systems:
  store: {title: Store, owner: shop, tier: 0}
services:
  web: {title: Web front, system: store, needs: [payments], alerts: [{id: WebHighErrorRate, runbook: restart-web}]}
  payments: {title: Payments, system: store, needs: []}
""",
    "ownership/shop.yml": """
teams: {shop: {contact: [{kind: chat, to: shop}]}}
people: {ann: {title: Ann B., team: shop}, dan: {team: shop}}
knowledge: {web: {ann: operate}, payments: {dan: operate}}
""",
    "runbooks/restart-web.md": "---\nid: restart-web\ncomponents: [web]\n---\n# Restart web\n\n## Steps\n\n1. Restart it.\n",
    "runbooks/payments-declined.md": "---\nid: payments-declined\ncomponents: [payments]\nalerts: [CardDeclineSpike]\n---\n"
    "# Cards are declined\n\nPayments are declined.\n\n## Steps\n\n1. Ask the bank.\n",
}
BUILT = 1_780_315_200
"""The instant its site is built at: 2026-06-01 12:00 UTC."""


@pytest.fixture(scope="session")
def shop_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site of a small base that fixes no date."""
    root = testing.tree(tmp_path_factory.mktemp("shop") / "base", SHOP)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(BUILT))
        folder = build(root, None, {}, strict=False).folder
    with served(folder) as found:
        yield found


@pytest.fixture
def shop(browser: WebDriver, shop_address: str) -> Iterator[Site]:
    yield from looked_at(browser, shop_address)


def hits(site: Site, words: str) -> list[str]:
    """Return the addresses of the pages found for some words, the best first."""
    site.open()
    site.run("document.querySelector('#__search').click()")
    site.driver.find_element(By.CSS_SELECTOR, ".md-search__input").send_keys(words)
    listed = "return Array.from(document.querySelectorAll('.md-search-result__link')).map(function (link) { return link.href; })"
    before: list[list[str]] = []

    def settled(_: WebDriver) -> list[str] | None:
        """Return the results once they no longer change: each letter is a question of its own."""
        before.append(site.run(listed))
        return before[-1] if before[-1] and len(before) > 2 and before[-1] == before[-2] == before[-3] else None

    found = WebDriverWait(site.driver, 15, 0.25).until(settled)
    return list(dict.fromkeys(urlsplit(link).path.lstrip("/") for link in found or ()))


ABOUT = ("guide/", "manual/")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("WebHighErrorRate", {"runbooks/restart-web/", "components/web/"}),
        ("web high error rate", {"runbooks/restart-web/", "components/web/"}),
        ("payments", {"components/payments/", "runbooks/payments-declined/"}),
        ("payments declined", {"runbooks/payments-declined/"}),
        ("ann", {"people/ann/"}),
    ],
)
def test_what_the_base_speaks_of_is_found_before_the_guide_that_does_too(
    shop: Site, words: str, wanted: set[str]
) -> None:
    found = hits(shop, words)
    assert set(found[: len(wanted)]) == wanted
    about = [place for place, path in enumerate(found) if path.startswith(ABOUT)]
    assert about == list(range(len(found) - len(about), len(found))), (
        "a page about Holdfast stands before one of the base"
    )


def test_a_result_lacks_no_word_that_nobody_typed(site: Site) -> None:
    site.open()
    site.run("document.querySelector('#__search').click()")
    site.driver.find_element(By.CSS_SELECTOR, ".md-search__input").send_keys("garbled sound")
    found = site.wait(
        "var words = document.querySelectorAll('.md-search-result del'); return words.length && Array.from(words).map(function (word) { return word.textContent; })"
    )
    assert set(found) <= {"garbled", "sound"}


def test_what_only_the_guide_speaks_of_is_found_there(shop: Site) -> None:
    assert hits(shop, "codeowners")[0].startswith(ABOUT)


def test_a_page_of_the_case_is_found_before_the_guide(site: Site) -> None:
    assert [path for path in hits(site, "audio drops")[:4] if path.startswith(ABOUT)] == []


@pytest.mark.parametrize(("hours", "said"), [(73, "built 3 days ago"), (25, "built 1 day ago"), (23, None)])
def test_a_page_says_how_long_ago_it_was_built(shop: Site, hours: int, said: str | None) -> None:
    clock = {"source": f"Date.now = function () {{ return {(BUILT + hours * 3600) * 1000}; }};"}
    added = shop.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", clock)
    try:
        shop.open(wide=390)
        shop.wait("return !!document.querySelector('.md-search[aria-label]')")
    finally:
        shop.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    assert shop.run("var age = document.querySelector('.kb-stamp .kb-age'); return age && age.textContent") == said
    assert shop.run("return document.querySelector('.kb-stamp').getBoundingClientRect().height") < 40, (
        "two lines at most"
    )


def test_a_page_whose_date_was_chosen_grows_no_older(site: Site) -> None:
    site.open()
    site.wait("return !!document.querySelector('.md-search[aria-label]')")
    assert site.run("return document.querySelector('.kb-age')") is None


def test_what_is_about_holdfast_is_one_section_at_the_end(shop: Site) -> None:
    shop.open()
    first = shop.run(
        "return Array.from(document.querySelectorAll('.md-nav--primary > .md-nav__list > .md-nav__item')).map(function (item) {"
        "return item.querySelector('a, label').textContent.trim(); })"
    )
    assert first[-1] == "About Holdfast"
    assert not {"Guide", "Manual", "Glossary", "Words"} & set(first)


def test_a_result_says_each_of_its_names_once(site: Site) -> None:
    site.open()
    site.run("document.querySelector('#__search').click()")
    site.driver.find_element(By.CSS_SELECTOR, ".md-search__input").send_keys("RoomEnded")
    tags = site.wait(
        "var found = document.querySelector('.md-search-result__link[href^=\"' + arguments[0] + '\"]');"
        "return found && Array.from(found.querySelectorAll('.md-tag')).map(function (tag) { return tag.textContent.trim(); })",
        site.address + "runbooks/relaunch-room/",
    )
    assert "RoomEnded" in tags
    assert len({re.sub("[^a-z0-9]", "", tag.lower()) for tag in tags}) == len(tags)


def test_a_count_leads_to_what_it_counts(site: Site) -> None:
    site.open()
    link = site.wait(
        "var word = document.querySelector('li > .kb-count ~ a[href*=\"show=single\"]'); return word && word.href"
    )
    site.open(link.removeprefix(site.address))
    shown = site.wait(
        "var rows = Array.from(document.querySelectorAll('tbody:not([hidden]) tr')).filter(function (row) { return row.closest('table').querySelector('.kb-sort'); });"
        "return rows.length && rows.every(function (row) { return row.textContent.indexOf('single') >= 0; }) && rows.length"
    )
    assert shown == sum(row.risk_class.value == "single" for row in Assessment(base(), at()).report("all").rows)


def test_a_step_says_where_to_go_if_it_fails(site: Site) -> None:
    site.open(KINDS["runbook"])
    goals = site.run(
        "return Array.from(document.querySelectorAll('.kb-step-if ~ a')).map(function (link) { return link.getAttribute('href'); })"
    )
    assert goals
    assert (
        site.run(
            "return arguments[0].filter(function (goal) { return !document.querySelector('h2' + goal + ', h3' + goal); })",
            goals,
        )
        == []
    )


@pytest.mark.parametrize(("path", "last"), [("plan/", "What"), ("risk/", "Owner")])
def test_a_row_of_a_wide_table_is_read_whole_on_a_phone(site: Site, path: str, last: str) -> None:
    site.open(path, wide=390)
    found = site.wait(
        "var table = document.querySelector('table[data-kb~=rows]'); if (!table) return null;"
        "var place = Array.from(table.rows[0].cells).map(function (head) { return head.textContent; }).indexOf(arguments[0]);"
        "var cell = table.rows[1].cells[place];"
        "var box = cell.getBoundingClientRect(); return [box.left, box.right, getComputedStyle(cell, '::before').content]",
        last,
    )
    assert 0 <= found[0] < found[1] <= 390
    assert last in found[2]


def test_a_page_that_is_not_there_leads_on(site: Site) -> None:
    site.open("404.html")
    ways = site.run(
        "return Array.from(document.querySelectorAll('article a')).map(function (a) { return a.pathname; })"
    )
    assert {"/components/", "/runbooks/"} <= set(ways)


def test_a_map_is_walked_by_keyboard(site: Site) -> None:
    site.open(KINDS["component"])
    names = site.run(
        "return Array.from(document.querySelectorAll('.kb-graph a')).map(function (a) { return a.getAttribute('aria-label'); })"
    )
    assert "Replay archive: orphaned" in names
    site.run("document.querySelector('.kb-graph a').focus()")
    while site.run("return document.activeElement.getAttribute('aria-label')") != "Replay archive: orphaned":
        assert site.run("return !!document.activeElement.closest('.kb-graph')")
        site.press(Keys.TAB)
    lit = site.run(
        "return Array.from(document.querySelectorAll('.kb-graph .on')).map(function (part) { return part.id; }).sort()"
    )
    assert lit == ["e-space-room--replay-archive", "n-replay-archive", "n-space-room"]
    site.press(Keys.ENTER)
    site.wait("return location.pathname.endsWith('/components/replay-archive/')")
    assert site.run("return document.querySelector('h1').firstChild.textContent") == "Replay archive"


def test_a_map_says_what_its_own_lines_and_squares_mean(site: Site) -> None:
    said = "return document.querySelector('.kb-graph + .kb-note').textContent"
    site.open(KINDS["component"])
    of_component = site.wait(said)
    assert "solid to what it cannot work without" in of_component
    assert "square" not in of_component
    site.open()
    assert "A square is a component" in site.wait(said)


def test_hovering_lights_what_a_box_touches_and_leaving_ends_it(site: Site) -> None:
    site.open()
    site.wait("return !!document.querySelector('.kb-graph[data-kb-map]')")
    enter = "document.getElementById('n-spaces').dispatchEvent(new PointerEvent('pointerenter'))"
    site.run(enter)
    assert "n-spaces" in site.run(
        "return Array.from(document.querySelectorAll('.kb-graph.lit .on')).map(function (part) { return part.id; })"
    )
    site.run(enter.replace("enter", "leave"))
    assert site.run("return document.querySelectorAll('.kb-graph.lit, .kb-graph .on').length") == 0


def test_a_large_map_is_zoomed_and_moved_by_keys(site: Site) -> None:
    site.open()
    graph = "var graph = document.querySelector('.kb-graph'), svg = graph.querySelector('svg');"
    site.run(
        f"{graph} graph.classList.add('kb-zoom'); delete graph.dataset.kbMap; document.dispatchEvent(new Event('x'));"
    )
    site.run(f"{graph} window.kb.zoomable(graph)")
    whole = site.run(f"{graph} return svg.getAttribute('viewBox')")
    labels = site.run(
        "return Array.from(document.querySelectorAll('.kb-tools button')).map(function (b) { return b.getAttribute('aria-label'); })"
    )
    assert labels[:3] == ["Zoom in", "Zoom out", "Show all of the map"]
    site.run("document.querySelector('.kb-graph a').focus()")
    site.press("+", "+", Keys.ARROW_RIGHT)
    box = [float(part) for part in site.run(f"{graph} return svg.getAttribute('viewBox')").split()]
    full = [float(part) for part in whole.split()]
    assert box[2] < full[2] / 1.5
    assert box[0] + box[2] <= full[0] + full[2] + 1
    site.press("0")
    assert site.run(f"{graph} return svg.getAttribute('viewBox')") == whole


MANY = 2 * PART + 5


@pytest.fixture(scope="session")
def many_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site of a base whose lists come in three parts; every fifth component is held by one person."""
    names = [f"part-{number:03}" for number in range(MANY)]
    services = "".join(f"  {name}: {{tier: 1, owner: crew, needs: []}}\n" for name in names)
    known = "".join(f"  {name}: {{{'ann: operate' if place % 5 == 0 else ''}}}\n" for place, name in enumerate(names))
    files = {
        "architecture/all.yml": f"services:\n{services}",
        "ownership/all.yml": f"teams: {{crew: {{}}}}\npeople: {{ann: {{team: crew}}}}\nknowledge:\n{known}",
    }
    root = testing.tree(tmp_path_factory.mktemp("many") / "base", files)
    with served(build(root, None, {"at": "2026-06-01"}, strict=False).folder) as found:
        yield found


@pytest.fixture
def many(browser: WebDriver, many_address: str) -> Iterator[Site]:
    yield from looked_at(browser, many_address)


def test_a_long_table_is_laid_out_in_parts_and_lies_whole_on_paper(many: Site) -> None:
    site = many
    site.open("risk/", wide=390)
    site.wait("return !!document.querySelector('.kb-filter input')")
    parts = "return Array.from(document.querySelectorAll('.kb-sortable + * tbody')).map(function (body) { return [body.rows.length, getComputedStyle(body).contentVisibility, body.hidden]; })"
    drawn = [[PART, "auto", False], [PART, "auto", False], [5, "auto", False]]
    assert site.run(parts) == drawn
    site.run("document.querySelectorAll('.kb-sort')[1].click(); document.querySelectorAll('.kb-sort')[1].click()")
    assert site.run(parts) == drawn
    first = "return document.querySelector('.kb-sortable + * tbody tr').cells[1].textContent"
    assert site.run(first) == f"part-{MANY - 1:03}"
    site.run(
        "var box = document.querySelector('.kb-filter input'); box.value = 'single'; box.dispatchEvent(new Event('input'))"
    )
    held = -(-MANY // 5)
    assert [(rows, hidden) for rows, _, hidden in site.run(parts)] == [(held, False), (MANY - held, True)]
    assert site.run("return document.querySelector('.kb-filter [role=status]').textContent") == f"{held} of {MANY} rows"
    site.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        site.driver.get(site.address + "risk/")
        assert {seen for _, seen, _ in site.run(parts)} == {"visible"}
    finally:
        site.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_row_is_read_whole_without_scripts(many: Site) -> None:
    many.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        many.open("risk/", wide=390)
        cell = many.driver.find_element(By.CSS_SELECTOR, "table tbody td:nth-child(7)")
        assert many.run("return getComputedStyle(arguments[0], '::before').content", cell) == '"Blast radius "'
        assert cell.rect["x"] + cell.rect["width"] <= 390
    finally:
        many.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_columns_of_a_table_are_told_alike_by_the_script(site: Site) -> None:
    """Tables that an engine drew are read by the script, all others were when they were drawn."""
    for path in ("risk/", "components/", "plan/", KINDS["event"], KINDS["component"], KINDS["person"]):
        site.open(path)
        told = site.wait(
            "if (!window.kb) return null; return Array.from(document.querySelectorAll('article table[data-kb~=rows]')).map(function (table) {"
            "var drawn = table.dataset.kb, style = table.getAttribute('style'); table.removeAttribute('data-kb'); table.removeAttribute('style');"
            "window.kb.foldable(table); return [drawn, table.dataset.kb, style, table.getAttribute('style')]; })"
        )
        assert told, path
        for drawn, made, style, styled in told:
            assert [word for word in drawn.split() if word[0] not in "rk" or word == "rows"] == made.split(), path
            heads = dict(re.findall(r"--(h\d): *[\"']([^\"']*)", style))
            assert heads.items() <= dict(re.findall(r"--(h\d): *[\"']([^\"']*)", styled)).items(), path


def test_the_table_of_risk_is_filtered_and_sorted(site: Site) -> None:
    site.open("risk/")
    site.wait("return !!document.querySelector('.kb-filter input')")
    box = site.driver.find_element(By.CSS_SELECTOR, ".kb-filter input")
    shown = "return Array.from(document.querySelectorAll('.kb-sortable + * tbody:not([hidden]) tr')).map(function (row) { return Array.from(row.cells).map(function (cell) { return cell.textContent.trim(); }); })"
    everything = site.run(shown)
    assert len(everything) == len([item for item in base().components.values() if item.lifecycle != "retired"])
    box.send_keys("orphaned")
    rows = site.run(shown)
    assert rows
    assert all(any("orphaned" in cell for cell in row) for row in rows)
    site.run(
        "var box = document.querySelector('.kb-filter input'); box.value = ''; box.dispatchEvent(new Event('input'))"
    )
    heads = site.run(
        "return Array.from(document.querySelectorAll('.kb-sort')).map(function (b) { return b.textContent; })"
    )
    place = next(number for number, head in enumerate(heads) if head.startswith("Blast"))
    for sign, word in ((1, "ascending"), (-1, "descending")):
        site.run("document.querySelectorAll('.kb-sort')[arguments[0]].click()", place)
        numbers = [sign * int(row[place].replace(",", "")) for row in site.run(shown)]
        assert numbers == sorted(numbers)
        assert (
            site.run("return document.querySelectorAll('th[aria-sort]')[arguments[0]].getAttribute('aria-sort')", place)
            == word
        )


# -- the same numbers as the command line ------------------------------------------------------------------------

ANSWER = """
var chosen = arguments[0], data = window.kb.whatIf.data, units = {};
data.options.forEach(function (option) { if (chosen.indexOf(option[1]) >= 0) option[4].forEach(function (unit) { units[unit] = true; }); });
var found = window.kb.whatIf.answer(data, Object.keys(units).map(Number));
return [found.rows, found.losses, found.counts];
"""


def test_what_if_says_what_the_command_line_says(site: Site) -> None:
    site.open("what-if/")
    options = site.wait(
        "return window.kb && window.kb.whatIf && window.kb.whatIf.data && window.kb.whatIf.data.options"
    )
    all_terms = [option[1] for option in options]
    assert {term for term in all_terms if ":" not in term} == Coverage(base(), at()).available
    before = Assessment(base(), at())
    rng = random.Random(6)
    sets = [rng.sample(all_terms, rng.randint(1, 6)) for _ in range(60)] + [all_terms, [all_terms[0]]]
    for chosen in sets:
        scenario = Scenario("", None, None, terms(whom(base(), term) for term in chosen), None)
        report, after = Comparison(base(), at(), scenario, before).report("the whole knowledge base")
        rows, losses, counts = site.run(ANSWER, chosen)
        by_id = {row["id"]: row for row in rows}
        for row in after.rows:
            shown = by_id[row.component]
            assert (shown["risk"], shown["coverage"], shown["proven"], shown["externals"], shown["bus"], shown["bound"]) == (
                row.risk_class.value, row.coverage, row.proven, row.externals, row.bus_factor, row.bus_factor_is_bound,
            ), (chosen, row.component)  # fmt: skip
        told = [
            (item.loss.value, item.subject, item.before, item.after)
            for item in report.consequences
            if item.kind == "component"
        ]
        assert [(item["loss"], item["id"], item["before"], item["after"]) for item in losses] == [
            item for item in told if item[0] in SAID
        ]
        assert counts == {
            word: getattr(after.totals, word) for word in ("orphaned", "single", "thin", "held", "unknown")
        }


FALLBACKS = """
var found = arguments[0].map(function (data) {
  return window.kb.whatIf.answer(window.kb.whatIf.prepared(data), [0]).rows.map(function (row) { return [row.bus, row.bound]; });
});
return found;
"""


def test_what_if_counts_all_who_hold_two_ways_as_the_command_line_does(site: Site) -> None:
    """On small graphs with rehearsed fallbacks and circles, without the first of six people."""
    site.open("what-if/")
    site.wait("return window.kb && window.kb.whatIf && window.kb.whatIf.data")
    rng, asked, expected = random.Random(96), [], []
    for _ in range(300):
        size = rng.randint(1, 7)
        plain = [sorted({rng.randrange(size) for _ in range(rng.randint(0, 2))}) for _ in range(size)]
        either = [Alternative(*(rng.randrange(size) for _ in range(3))) for _ in range(rng.randint(1, 4))]
        held = [rng.choice([None, *(sorted(rng.sample(range(6), many)) for many in (0, 1, 2, 3))]) for _ in range(size)]
        left = [None if people is None else [str(one) for one in people if one] for people in held]
        values = [None if people is None else len(people) for people in left]
        found = absences(condense(plain), either, values, left.__getitem__)
        bounds = (known is not None and sure < known for known, sure in zip(found.known, found.certain, strict=True))
        expected.append([list(pair) for pair in zip(found.known, bounds, strict=True)])
        asked.append(
            {
                "ids": [f"c{node}" for node in range(size)],
                "tiers": [0] * size, "weights": [8] * size, "blast": [8] * size, "retired": [], "pages": ["", "", {}], "staff": 0,
                "unknown": [node for node, people in enumerate(held) if people is None],
                "holders": [[[one, 1, 0, 0] for one in people or []] for people in held],
                **graph_data(settled(plain, either), either),
            }
        )  # fmt: skip
    assert site.run(FALLBACKS, asked) == expected


SAID = {"last-operator", "second-operator", "bus-factor", "class-falls", "last-proven", "last-external"}


def test_random_loss_is_that_of_the_command_line(site: Site) -> None:
    site.open("what-if/")
    site.wait("return window.kb && window.kb.whatIf && window.kb.whatIf.data")
    assessment = Assessment(base(), at())
    report = assessment.report("the whole knowledge base")
    scope = Scope(assessment, report)
    people, holding = staff(scope).people, scope.reading(Reading.WRITTEN)
    assert site.run("return window.kb.whatIf.data.staff") == people
    for leaving in sorted({0, 1, 2, people // 10, people // 2, people - 1, people}):
        found = site.run("return window.kb.whatIf.random(window.kb.whatIf.data, arguments[0])", leaving)
        assert abs(found["expected"] - float(expected(holding, people, leaving))) < 1e-9
        for name, holders in zip(holding.names, holding.holders, strict=True):
            assert abs(found["chances"][name] - float(orphan_chance(people, len(holders), leaving))) < 1e-9


def test_choosing_on_the_page_turns_components_and_keeps_nothing(site: Site) -> None:
    site.open("what-if/")
    box = site.wait("return document.querySelector('.kb-options label.team input')")
    term = site.run("return window.kb.whatIf.data.options[0][1]")
    before = site.driver.current_url
    box.send_keys(Keys.SPACE)
    site.wait("return document.querySelectorAll('.kb-cell.turned').length > 0")
    assert term in site.run("return document.querySelector('.kb-what-if code').textContent")
    assert site.run("return document.querySelectorAll('.kb-losses li').length") > 0
    assert site.driver.current_url == before
    kept = site.run("return document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert term not in kept
    stored = "return Object.keys(localStorage).concat(Object.keys(sessionStorage))"
    assert site.run(stored) == ["/.__palette"], "the theme keeps its palette, and nobody keeps anything else"
    site.run(
        "Array.from(document.querySelectorAll('.kb-what-if .kb-button')).filter(function (b) { return b.textContent === 'Clear'; })[0].click()"
    )
    assert site.run("return document.querySelectorAll('.kb-cell.turned').length") == 0
    site.run("document.querySelectorAll('.kb-what-if .kb-button')[1].click()")
    assert "leave, every choice equally likely" in site.run(
        "return document.querySelector('.kb-slider + p').textContent"
    )


def test_the_slider_shows_each_day_as_the_command_line_does(site: Site) -> None:
    site.open("over-time/")
    days = site.wait("return window.kb && window.kb.overTime && window.kb.overTime.days")
    assert base().settings.as_of.isoformat() in days  # type: ignore[union-attr]
    names = [name for name, item in base().components.items() if item.lifecycle != "retired"]
    slider = site.driver.find_element(By.CSS_SELECTOR, ".kb-slider input")
    slider.send_keys(Keys.HOME)
    for step, day in enumerate(days):
        assert site.run("return document.querySelector('.kb-date').textContent") == day
        shown = site.run("return window.kb.overTime.classes()")
        coverage = Coverage(base(), noon(parse_day(day)))
        assert shown == [coverage.cover(name).risk_class.value for name in names], day
        if step < len(days) - 1:
            slider.send_keys(Keys.ARROW_RIGHT)
    assert site.run("return document.querySelectorAll('.kb-slider [aria-label=Play]').length") == 0, (
        "less motion was asked for"
    )


@pytest.mark.parametrize("path", ["", "404.html"])
def test_a_thumb_finds_the_search_on_the_page_it_comes_to(site: Site, path: str) -> None:
    site.open(path, wide=390)
    site.wait("var found = document.querySelector('.kb-find button'); if (found) found.click(); return !!found")
    site.wait("return document.activeElement.matches('.md-search__input')")


def test_keys_skip_to_the_page_and_stop_only_at_what_is_seen(site: Site) -> None:
    for kind in ("home", "component", "risk"):
        site.open(KINDS[kind])
        site.wait("return !!document.querySelector('.md-search[aria-label]')")
        site.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
        assert site.run("return document.activeElement.matches('.md-skip')"), kind
        assert (
            site.run("return getComputedStyle(document.querySelector('.md-search__scrollwrap')).visibility") == "hidden"
        )
        assert site.run("return document.querySelector(document.activeElement.hash).tagName") == "H1"


def test_of_a_plan_the_first_week_is_open_and_all_of_it_on_paper(site: Site) -> None:
    site.open("plan/", wide=390)
    folded = (
        "return Array.from(document.querySelectorAll('details.kb-folded')).map(function (part) { return part.open; })"
    )
    found = site.wait(f"{folded}.filter(function (open) {{ return !open; }})")
    first = "var head = document.querySelector('h2'), row = document.querySelector('tbody tr'); return [head.textContent, !head.closest('details'), row.getBoundingClientRect().bottom]"
    head, shown, low = site.run(first)
    assert head.startswith("First, week 1: ")
    assert shown
    assert low < 900, "who begins with what stands on the first screen of a phone"
    assert site.run("return document.documentElement.scrollHeight") < 5 * 900
    summaries = site.run(
        "return Array.from(document.querySelectorAll('details.kb-folded summary')).map(function (s) { return s.textContent; })"
    )
    assert summaries[0] == "Why these first"
    weeks = [said for said in summaries if said.startswith("Week")]
    assert all(re.fullmatch(r"Week \d+: \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d.*\d+ sessions?", said) for said in weeks)
    assert site.run("return document.querySelectorAll('details.kb-folded h2 .kb-day').length") == 2 * len(weeks)
    site.run("location.hash = '#' + document.querySelector('details.kb-folded h2').id")
    assert site.wait(f"{folded}[0]"), "a link to a section opens it"
    site.run("window.dispatchEvent(new Event('beforeprint'))")
    assert site.run(folded) == [True] * len(found)


def test_a_command_and_a_day_are_not_broken_on_a_phone(site: Site) -> None:
    site.open("plan/", wide=390)
    lines = "return Array.from(document.querySelectorAll(arguments[0])).map(function (part) { return part.getClientRects().length; })"
    for selector in ("article p > code", ".kb-day"):
        found = site.wait(
            f"var found = (function () {{ {lines} }}).apply(null, arguments); return found.length && found", selector
        )
        assert set(found) <= {0, 1}, selector
    assert site.run("return [document.documentElement.scrollWidth, window.innerWidth]") == [390, 390]
    site.open("guide/how-to/publish-the-site/", wide=390)
    short = "return Array.from(document.querySelectorAll('td:first-child > code')).map(function (part) { return part.getClientRects().length; })"
    assert set(site.wait(f"var found = (function () {{ {short} }})(); return found.length && found")) == {1}


def test_a_long_command_within_a_step_stays_on_the_page(site: Site) -> None:
    site.open(KINDS["runbook"], wide=360)
    site.wait("return !!document.querySelector('.md-search[aria-label]')")
    site.run(
        "var code = document.createElement('code'); code.className = 'kb-whole'; code.textContent = 'roomctl open --copy-speakers ROOM1';"
        "document.querySelector('li > .kb-step').parentNode.append(code)"
    )
    assert site.run("return document.documentElement.scrollWidth") == 360


def test_a_row_without_a_link_has_a_name_on_a_phone(site: Site) -> None:
    site.open("guide/reference/weights/", wide=390)
    name = site.wait("return document.querySelector('table[data-kb~=rows] tbody td:first-child')")
    assert name.text == "tier weights"


# -- what no page may do ---------------------------------------------------------------------------------------------


@functools.cache
def axe() -> str:
    file = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
    return file.read_text("utf-8")


AXE = """
var done = arguments[arguments.length - 1], chosen = arguments[0] ? {runOnly: arguments[0]} : {};
window.axe.run(document, Object.assign({resultTypes: ['violations']}, chosen)).then(function (found) {
  var more = ['heading-order', 'scrollable-region-focusable'];
  done(found.violations.filter(function (item) { return item.impact === 'serious' || item.impact === 'critical' || more.indexOf(item.id) >= 0; }).map(function (item) {
    return item.id + ': ' + item.nodes.slice(0, 4).map(function (node) { return node.target.join(' '); }).join(', ');
  }));
});
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_for_everybody_in_both_palettes_and_on_a_phone(site: Site, kind: str) -> None:
    site.open(KINDS[kind])
    site.wait("return document.readyState === 'complete' && !!document.querySelector('.md-search[aria-label]')")
    assert "internal" in site.run("return document.querySelector('.kb-stamp').textContent")
    assert "As of 23 May 2023" in site.run("return document.querySelector('.kb-stamp').textContent")
    site.run("document.querySelectorAll('details').forEach(function (part) { part.open = true; })")
    site.run(axe())
    assert site.driver.execute_async_script(AXE, None) == []  # type: ignore[no-untyped-call]
    if kind in OURS:
        site.run("document.body.setAttribute('data-md-color-scheme', 'slate')")
        assert site.driver.execute_async_script(AXE, ["color-contrast"]) == []  # type: ignore[no-untyped-call]
    site.widen(360)
    assert site.run("return [document.documentElement.scrollWidth, window.innerWidth]") == [360, 360], (
        "it scrolls sideways"
    )


def test_the_palette_is_that_of_the_reader(site: Site) -> None:
    grounds = set()
    for dark in (False, True):
        site.open(dark=dark)
        assert site.run("return document.body.getAttribute('data-md-color-scheme')") == ("slate" if dark else "default")
        grounds.add(site.run("return getComputedStyle(document.querySelector('.kb-n rect')).fill"))
    assert len(grounds) == 2


def test_a_script_that_got_in_does_not_run(site: Site) -> None:
    site.open()
    site.run(
        "var script = document.createElement('script'); script.textContent = 'window.evil = 1'; document.body.append(script);"
        "var image = document.createElement('div'); image.innerHTML = '<img src=x onerror=\"window.evil = 2\">'; document.body.append(image);"
    )
    site.wait(
        "return document.images.length === 0 || Array.from(document.images).every(function (image) { return image.complete; })"
    )
    assert site.run("return window.evil === undefined")
    refused = [entry["message"] for entry in site.driver.get_log("browser")]  # type: ignore[no-untyped-call]
    assert any("Content Security Policy" in message for message in refused)


def test_paper_shows_the_runbook_and_nothing_around_it(site: Site) -> None:
    site.open(KINDS["runbook"])
    site.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        hidden = ".md-header, .md-sidebar, .md-footer, .md-search, .md-top"
        shown = "return Array.from(document.querySelectorAll(arguments[0])).filter(function (part) { return part.getClientRects().length; }).length"
        assert site.run(shown, hidden) == 0
        assert site.run(shown, ".kb-stamp, article h1, article h2") > 3
        assert site.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        site.driver.get(site.address + KINDS["event"])
        site.widen(690)  # what is left of a sheet of A4
        row = site.wait("return document.querySelector('table[data-kb~=rows] tbody tr')")
        assert site.run("return getComputedStyle(arguments[0]).display", row) == "table-row"
        site.driver.get(site.address + KINDS["what-if"])
        site.wait("var box = document.querySelector('.kb-options input'); if (box) box.click(); return !!box")
        assert site.run(shown, ".kb-chips li, .kb-panel code") == 2, (
            "what was asked stands on the paper with the answer"
        )
        assert site.run(shown, ".kb-options, .kb-panel input") == 0
    finally:
        site.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


# -- links -------------------------------------------------------------------------------------------------------------


class Links(HTMLParser):
    """Gathers what a page links to and can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.goals: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value and (name == "id" or tag == "a"):
                self.ids.append(value)
            elif name in ("href", "src", "xlink:href", "data-src") and value:
                self.goals.append(value)


def test_every_link_of_the_site_leads_somewhere(built: Path) -> None:
    pages = {file.relative_to(built).as_posix(): Links(file.read_text("utf-8")) for file in built.rglob("*.html")}
    broken = []
    for name, page in pages.items():
        if name == "404.html":
            continue  # its links begin at the root of the server
        for goal in page.goals:
            parts = urlsplit(urljoin(f"http://site/{name}", goal))
            if parts.netloc != "site":
                continue
            path = unquote(parts.path).lstrip("/")
            target = f"{path}index.html" if path.endswith("/") or not path else path
            if not (built / target).is_file() or (
                parts.fragment and unquote(parts.fragment) not in pages.get(target, page).ids
            ):
                broken.append(f"{name}: {goal}")
    assert broken == []


def test_every_page_says_whom_it_is_for_which_day_it_tells_of_and_what_may_run(built: Path) -> None:
    wanted = (
        '<meta name="robots" content="noindex',
        '<meta name="kb-profile" content="internal">',
        '<meta name="kb-as-of" content="2023-05-23">',
        "content=\"default-src 'none'; script-src 'self'",
        'class="kb-profile"',
        "As of 23 May 2023",
    )
    for file in built.rglob("*.html"):
        text = file.read_text("utf-8")
        assert [part for part in wanted if part not in text] == [], file


def test_no_page_has_an_id_twice(built: Path) -> None:
    for file in built.rglob("*.html"):
        ids = Links(file.read_text("utf-8")).ids
        doubled = sorted({found for found in ids if ids.count(found) > 1})
        assert doubled == [], file


def test_no_page_is_heavy(built: Path) -> None:
    heavy = {
        file.relative_to(built).as_posix(): file.stat().st_size
        for file in built.rglob("*.html")
        if file.stat().st_size > 300_000
    }
    assert {name: size for name, size in heavy.items() if not name.startswith(("manual/", "risk/", "findings/"))} == {}


def test_nothing_outside_is_named_where_a_browser_would_ask_for_it(built: Path) -> None:
    asks = re.compile(r"""<(?:script|img|iframe|link|source|video|audio)\b[^>]*?(?:src|href)=["']?(https?:)?//""")
    assert [file for file in built.rglob("*.html") if asks.search(file.read_text("utf-8"))] == []
    css = [
        file
        for file in built.rglob("*.css")
        if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", file.read_text("utf-8"))
    ]
    assert css == []
