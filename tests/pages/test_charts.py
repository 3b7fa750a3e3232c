import itertools
import re
from datetime import date
from xml.etree import ElementTree as ET

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.full import FullRiskReport, full_report
from kb.model.words import RiskClass
from kb.pages import _charts
from kb.testing import at, base

TEXT = "ann operates a, b, c; bob operates b, c; cid operates c; dan operates d; eve operates d; nobody operates e"


def full(text: str) -> FullRiskReport:
    assessment = Assessment(base(text), at())
    return full_report(assessment, assessment.report("all"))


def svg(html: str) -> ET.Element:
    assert "\n" not in html
    found = re.search(r"<svg.*?</svg>", html)
    assert found
    return ET.fromstring(found[0])


def lines(root: ET.Element) -> dict[str, list[tuple[float, float]]]:
    return {
        item.attrib["class"]: [
            (float(x), float(y)) for x, y in (pair.split(",") for pair in item.attrib["points"].split())
        ]
        for item in root.iter()
        if item.tag.endswith("polyline")
    }


def test_the_worst_order_lies_below_the_random_one() -> None:
    html = _charts.robustness(full(TEXT))
    root = svg(html)
    drawn = lines(root)
    worst, chance = drawn["line a"], drawn["line b"]
    assert len(worst) == len(chance) == 6
    assert all(low[1] >= high[1] for low, high in zip(worst, chance, strict=True))
    assert worst[0][0] == _charts.LEFT
    assert worst[-1][1] == _charts.HIGH - _charts.LOW
    assert root.attrib["role"] == "img"
    assert "as up to 5 people leave" in root.attrib["aria-label"]
    assert html.count("<tr>") == 7


def test_random_loss_marks_how_many_leave() -> None:
    found = full(TEXT)
    root = svg(_charts.random_loss(found))
    dot = next(item for item in root.iter() if item.tag.endswith("circle"))
    curve = lines(root)["line a"]
    assert (float(dot.attrib["cx"]), float(dot.attrib["cy"])) in [(round(x, 1), round(y, 1)) for x, y in curve]
    assert curve[-1][1] == _charts.TOP


def test_nothing_known_is_no_picture() -> None:
    nothing = full("a needs b")
    assert _charts.robustness(nothing) == ""
    assert _charts.random_loss(nothing) == ""
    assert _charts.history([_charts.Moment(date(2026, 1, 1), {RiskClass.HELD: 3})], date(2026, 2, 1)) == ""


MOMENTS = [
    _charts.Moment(date(2026, 1, 1), {RiskClass.HELD: 3, RiskClass.SINGLE: 1}),
    _charts.Moment(date(2026, 3, 1), {RiskClass.HELD: 1, RiskClass.ORPHANED: 3}),
]


def test_history_stacks_classes_worst_at_the_bottom() -> None:
    html = _charts.history(
        MOMENTS, date(2026, 4, 1), [_charts.Mark(date(2026, 3, 1), "<event>"), _charts.Mark(date(2030, 1, 1), "late")]
    )
    root = svg(html)
    areas = [item.attrib["class"] for item in root.iter() if item.tag.endswith("polygon")]
    assert areas == ["area kb-orphaned", "area kb-single", "area kb-held"]
    texts = [item.text for item in root.iter() if item.tag.endswith("text")]
    assert "3 orphaned" in texts
    assert "1 held" in texts
    assert "<event>" in texts
    assert "late" not in texts
    assert "<td>2026-03-01</td><td>3</td><td>0</td><td>0</td><td>0</td><td>1</td>" in html


def test_names_at_the_ends_do_not_stand_on_each_other() -> None:
    counts = {RiskClass.ORPHANED: 1, RiskClass.SINGLE: 1, RiskClass.UNKNOWN: 1, RiskClass.THIN: 1, RiskClass.HELD: 400}
    root = svg(_charts.history([MOMENTS[0], _charts.Moment(date(2026, 3, 1), counts)], date(2026, 4, 1)))
    heights = sorted(float(item.attrib["y"]) for item in root.iter() if "name" in item.attrib.get("class", ""))
    assert len(heights) == 5
    assert all(two - one >= 15 for one, two in itertools.pairwise(heights))
    assert heights[-1] <= _charts.HIGH


def test_many_marks_take_rows_and_then_only_lines() -> None:
    marks = [_charts.Mark(date(2026, 3, day), "a long name of an event") for day in range(1, 9)]
    root = svg(_charts.history(MOMENTS, date(2026, 4, 1), marks))
    kinds = [item.tag.split("}")[-1] for item in root.iter() if item.attrib.get("class") == "event"]
    assert kinds.count("line") == 8
    assert kinds.count("text") == _charts.MARK_ROWS


def test_ticks_are_round_numbers() -> None:
    assert _charts._whole(30) == [0, 10, 20, 30]
    assert _charts._whole(4) == [0, 1, 2, 3, 4]
    assert _charts._whole(65) == [0, 20, 40, 60]
    assert _charts._whole(1) == [0, 1]
    assert _charts._whole(9_999) == [0, 2_000, 4_000, 6_000, 8_000]
