import itertools
import json
import re
import zlib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.analyses.drawing.around import Around, Part, Spot, Tie
from kb.model.words import Kind, Relation, RiskClass
from kb.pages import _dot, _uris
from kb.pages._boxes import Layout, box, measure, stacked
from kb.pages._input import SiteInput
from kb.pages._maps import Maps
from kb.pages._picture import Page, figure
from kb.testing import at, base

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
TEXT = """
pay system money; ledger system money; web system front; web needs pay; pay needs ledger; pay uses mail; lone uses web
ann operates ledger; nobody operates pay; ann operates web; bob operates web; mail is queue
"""


def maps(text: str, cache: Path, profile: str = "internal") -> Maps:
    return Maps(SiteInput(base(text), at(), "At", profile=profile), cache)


def svg(html: str) -> ET.Element:
    found = re.search(r"<svg.*?</svg>", html)
    assert found
    names = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return ET.fromstring(found[0].replace("<svg", names, 1))


def ids(root: ET.Element) -> list[str]:
    return [item.attrib["id"] for item in root.iter() if "id" in item.attrib]


def links(root: ET.Element) -> dict[str, str]:
    return {item.attrib["aria-label"]: item.attrib[HREF] for item in root.iter(f"{SVG}a")}


def test_a_component_is_drawn_without_graphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_dot, "installed", lambda _: None)
    html = maps(TEXT, tmp_path).component("pay", _uris.component("pay"))
    assert "\n" not in html
    root = svg(html)
    assert sorted(ids(root)) == [
        "e-pay--ledger",
        "e-pay--mail",
        "e-web--pay",
        "kb-tip",
        "n-ledger",
        "n-mail",
        "n-pay",
        "n-web",
    ]
    assert links(root) == {
        "ledger: single": "../ledger/",
        "mail: unknown": "../mail/",
        "web: thin": "../web/",
    }
    assert root.attrib["role"] == "group"
    assert root.attrib["aria-label"] == "pay: what stands on it, and what it stands on"
    arrows = next(item for item in root if item.attrib.get("class") == "kb-es")
    assert arrows.attrib["aria-hidden"] == "true"
    assert "<title" not in html


def test_a_class_is_a_class_a_sign_and_a_word(tmp_path: Path) -> None:
    root = svg(maps(TEXT, tmp_path).component("pay", "components/pay.md"))
    nodes = {item.attrib["id"]: item for item in root.iter() if item.attrib.get("id", "").startswith("n-")}
    assert nodes["n-pay"].attrib["class"] == "kb-n kb-orphaned focus"
    assert nodes["n-mail"].attrib["class"] == "kb-n kb-unknown store"
    words = {name: [text.text for text in item.iter(f"{SVG}text")] for name, item in nodes.items()}
    assert words == {
        "n-pay": ["pay", "○○○ orphaned"],
        "n-web": ["web", "●●○ thin"],
        "n-ledger": ["ledger", "●○○ single"],
        "n-mail": ["mail", "??? unknown, queue"],
    }


def test_a_component_alone_has_no_map(tmp_path: Path) -> None:
    assert maps("ann operates pay", tmp_path).component("pay", "components/pay.md") == ""


def test_systems_and_the_whole_are_placed_by_one_process(
    dot: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    run = _dot.subprocess.run

    def counted(argv: list[str], **options: object) -> object:
        calls.append(argv)
        return run(argv, **options)

    monkeypatch.setattr(_dot.subprocess, "run", counted)
    made = maps(TEXT, tmp_path)
    money, whole = made.system("money", "systems/money.md"), made.whole("index.md")
    assert calls == [[dot, "-V"], [dot, "-Tplain"]]
    assert {name for name in ids(svg(money)) if name.startswith("n-")} == {"n-pay", "n-ledger", "n-front", "n-mail"}
    assert links(svg(money))["front: 1 thin"] == "../front/"
    assert "kb-frame" in money
    assert made.why == ""
    assert links(svg(whole))["money: 1 orphaned, 1 single"] == "systems/money/"
    assert Counter(ids(svg(whole))).most_common(1)[0][1] == 1
    assert "<table>" in whole
    assert "<table>" not in money


def test_what_was_placed_once_is_kept_and_rubbish_is_not_believed(
    dot: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = maps(TEXT, tmp_path).whole("index.md")
    kept = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) == 3
    run = _dot._run
    monkeypatch.setattr(_dot, "_run", lambda *args: run(*args) if args[-1] == "-V" else pytest.fail("placed again"))
    assert maps(TEXT, tmp_path).whole("index.md") == first
    monkeypatch.undo()
    for rubbish in ("graph 1 1 1\nnode 0 1e9999 <script> 1 1\n", "", "\0", "graph", ["graph 1 1 1"]):
        packed = zlib.compress(json.dumps(rubbish).encode())
        for file in kept:
            file.write_bytes(sha256(packed).hexdigest().encode() + b"\n" + packed)  # of its own checksum
        assert maps(TEXT, tmp_path).whole("index.md") == first
    unwritable = tmp_path / "file"
    unwritable.write_text("")
    assert maps(TEXT, unwritable / "below").whole("index.md") == first


def test_without_graphviz_the_table_stands_alone_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_dot, "installed", lambda _: None)
    made = maps(TEXT, tmp_path)
    html = made.whole("index.md")
    assert "<svg" not in html
    assert made.why == _dot.MISSING
    assert _dot.MISSING in html
    assert '<details class="kb-map-table" open>' in html
    assert '<a href="systems/money/">money</a>' in html


def test_a_map_that_takes_too_long_does_not_take_the_others_along(
    dot: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _dot._run

    def slow(program: str, text: str, seconds: int, option: str) -> str:
        return "" if option == "-Tplain" and text.count("digraph") > 1 else run(program, text, seconds, option)

    monkeypatch.setattr(_dot, "_run", slow)
    assert "<svg" in maps(TEXT, tmp_path).whole("index.md")
    monkeypatch.setattr(_dot, "_run", lambda *_: "")
    late = maps(TEXT, tmp_path / "other")
    assert late.why == _dot.TOO_LONG


def test_too_many_boxes_are_not_tried(tmp_path: Path) -> None:
    made = maps("; ".join(f"c{number} needs hub" for number in range(_dot.MOST)), tmp_path)
    assert made.why == _dot.TOO_MANY


def test_dot_never_sees_a_text_of_the_files() -> None:
    spots = (
        Spot('x"];evil', Kind.SERVICE, '"</svg><script>', RiskClass.HELD, "<b>"),
        Spot("y", Kind.VENDOR, "Y", None, "vendor"),
    )
    around = Around("n", None, spots, (Tie('x"];evil', "y", Relation.USES, False, 1),), 0, 1, ())
    text = _dot.source(around, [box(spot) for spot in spots])
    assert re.fullmatch(r'[a-zA-Z0-9 ,.;=\[\]{}>\n"-]*', text)
    assert "evil" not in text
    assert "script" not in text


@pytest.mark.parametrize(
    "title",
    ['"><script>alert(1)</script>', "</text><a href='javascript:x'>", "\x1b[31m", "a" * 500, "漢" * 80, "x-" * 90],
)
def test_titles_stay_text_and_inside_their_box(title: str) -> None:
    spots = (
        Spot("hub", Kind.SERVICE, title, RiskClass.SINGLE, title, 1),
        Spot("b", Kind.DATASTORE, title, RiskClass.HELD, "", 2),
    )
    around = Around(title, "hub", spots, (Tie("hub", "b", Relation.NEEDS, False, 1),), 0, 1, (("b", title),))
    html = figure(around, stacked(around), Page(lambda name: f"../{name}/"))
    root = svg(html)
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= {"svg", "g", "a", "rect", "path", "marker", "text"}
    assert "<script" not in html
    for item in stacked(around).placed:
        assert all(measure(line, 13) <= item.box.wide for line in item.box.lines)
        assert len(item.box.lines) <= 2


@pytest.mark.parametrize("above", [0, 1, 2, 5, 8])
@pytest.mark.parametrize("below", [0, 1, 4, 7])
def test_a_component_is_read_from_the_top_down_on_a_phone(above: int, below: int) -> None:
    def spot(name: str, column: int) -> Spot:
        return Spot(name, Kind.DATASTORE, f"{name} of many long words", RiskClass.ORPHANED, "", column)

    uppers, lowers = [f"upper-{n}" for n in range(above)], [f"lower-{n}" for n in range(below)]
    spots = [*(spot(name, 0) for name in uppers), spot("hub", 1), *(spot(name, 2) for name in lowers)]
    ties = [
        *(Tie(name, "hub", Relation.NEEDS, False, 1) for name in uppers),
        *(Tie("hub", name, Relation.USES, False, 1) for name in lowers),
    ]
    ties += [Tie(name, "hub", Relation.NEEDS, False, 1) for name in lowers[:1]]  # each stands on the other
    found = stacked(Around("n", "hub", tuple(spots), tuple(ties), 0, 1, ()))
    assert found.wide <= 340, "360 pixels less the margins of a page, at most a little smaller than drawn"
    assert [item.box.spot.id for item in found.placed] == [*uppers, "hub", *lowers]
    at = {item.box.spot.id: item for item in found.placed}
    for one, two in itertools.combinations(found.placed, 2):
        assert one.y + one.box.high <= two.y or one.x + one.box.wide <= two.x, (
            "boxes lie apart, in the order they are read in"
        )
    assert all(at[name].y < at["hub"].y for name in uppers)
    for curve in found.curves:
        tie = ties[curve.tie]
        for (x, y), name in ((curve.points[0], tie.tail), (curve.points[-1], tie.head)):
            box_ = at[name]
            assert box_.x <= x <= box_.x + box_.box.wide, "an arrow begins and ends at the edge of its box"
            assert box_.y <= y <= box_.y + box_.box.high
    assert len({curve.points for curve in found.curves}) == len(ties), "no arrow hides another"


def test_the_more_of_a_side_is_no_link_and_systems_show_their_cells() -> None:
    spot = Spot(
        "money",
        Kind.SYSTEM,
        "Money",
        RiskClass.HELD,
        "40 held",
        0,
        tuple(Part(f"p{n}", RiskClass.HELD) for n in range(40)),
    )
    more = Spot("more-above", None, "+4 more", None, "in the table", 0)
    around = Around("n", None, (spot, more), (), 0, 1, ())
    html = figure(around, stacked(around), Page(lambda name: None if name.startswith("more") else f"{name}/"))
    root = svg(html)
    assert list(links(root)) == ["Money: 40 held"]
    assert "+8 more" in html
    assert len([item for item in root.iter(f"{SVG}rect") if item.attrib.get("class") == "c"]) == 32


def test_equal_input_gives_equal_bytes_and_small_pictures(tmp_path: Path) -> None:
    one, two = maps(TEXT, tmp_path / "a"), maps(TEXT, tmp_path / "b")
    for name in one.site.base.components:
        assert one.component(name, "components/x.md") == two.component(name, "components/x.md")
    hub = maps("; ".join([*(f"c{n} needs hub" for n in range(30)), *(f"hub needs d{n}" for n in range(30))]), tmp_path)
    assert len(hub.component("hub", "components/hub.md")) < 8_000


def test_public_maps_say_no_numbers(tmp_path: Path) -> None:
    html = maps(TEXT, tmp_path, "public").component("pay", "components/pay.md")
    assert "operator" not in html
    assert "ledger: single" in html


def test_read_refuses_what_is_not_the_map_asked_for() -> None:
    spots = (Spot("a", Kind.SERVICE, "A", None, ""), Spot("b", Kind.SERVICE, "B", None, ""))
    around = Around("n", None, spots, (Tie("a", "b", Relation.NEEDS, False, 1),), 0, 1, ())
    boxes = [box(spot) for spot in spots]
    good = "graph 1 3 1\nnode 0 .5 .5 1 1 x\nnode 1 2.5 .5 1 1 x\nedge 0 1 4 1 .5 1.5 .5 1.5 .5 2 .5 solid black\n"
    assert isinstance(_dot.read(around, boxes, good.replace(" .5", " 0.5")), Layout)
    for bad in (
        "",
        "graph 1 3 1\n",
        good.replace("edge 0 1", "edge 1 0"),
        good.replace("node 1", "node 7"),
        good.replace("2.5", "nan"),
    ):
        assert _dot.read(around, boxes, bad.replace(" .5", " 0.5")) is None
