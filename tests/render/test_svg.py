import re
import xml.etree.ElementTree as ET

import pytest

from kb.documents.document import Curve, Document, Plot, Section
from kb.errors import UsageError
from kb.render import plots_of
from kb.render._plot import plot_lines
from kb.render.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"


def plot(title="Share of pay", most=4):
    points = ((0, 1.0), (2, 0.5), (most, 0.0))
    low, high = Curve("worst-low", "worst order, at least", points), Curve("worst-high", "worst order, at most", points)
    return Plot(
        title,
        "people gone",
        "by tier weight",
        most,
        low,
        high,
        Curve("random", "random order", ((0, 1.0), (most, 0.2))),
        0.5,
    )


def drawn(found):
    return Svg().render(None, Document("t", "", (Section("s", (found,)),)))


def test_a_plot_is_valid_and_says_itself_in_words():
    root = ET.fromstring(drawn(plot()))
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Share of pay"
    assert "worst order, at least: 100% at 0" in root.find(f"{SVG}desc").text
    assert len(root.findall(f".//{SVG}polyline")) == 3
    assert {line.get("class") for line in root.iter(f"{SVG}polyline")} == {"kb-worst-low", "kb-worst-high", "kb-random"}


def test_corners_lie_where_they_should():
    root = ET.fromstring(drawn(plot()))
    low = next(line for line in root.iter(f"{SVG}polyline") if line.get("class") == "kb-worst-low")
    assert low.get("points") == "64.0,40.0 344.0,154.0 624.0,268.0"  # left top, the middle, right bottom


def test_lines_differ_without_colour_and_all_colour_is_that_of_the_text():
    text = drawn(plot())
    dashes = [line.get("stroke-dasharray") for line in ET.fromstring(text).iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 3
    assert set(re.findall(r'(?:stroke|fill)="([^"]*)"', text)) == {"none", "currentColor"}
    assert not re.search(r"<(script|style|a|image|foreignObject)\b|href|url\(|on\w+=", text)


@pytest.mark.parametrize(
    "text", ["</title><script>alert(1)</script>", '" onload="x', "&amp;<b>", "\x1b[31mred", "x" * 300]
)
def test_texts_are_escaped(text):
    root = ET.fromstring(drawn(plot(text)))
    assert {item.tag for item in root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "g", "title", "desc", "text", "line", "polygon", "polyline")
    }
    assert "\x1b" not in drawn(plot(text))


def test_nobody_to_leave_is_a_plot_of_one_point():
    one = Curve("worst-low", "a", ((0, 0.0),))
    ET.fromstring(drawn(Plot("t", "x", "y", 0, one, one, one)))


def test_a_report_without_a_plot_is_refused():
    with pytest.raises(UsageError, match="no curve"):
        Svg().render(None, Document("t", "", ()))
    assert plots_of(()) == []


def test_the_text_plot_by_hand():
    lines = plot_lines(plot(), 18)  # ten columns: 0, 4/9, ... 4; half from 2 on
    rows = [line.partition("|")[2] for line in lines if "|" in line]
    assert rows[0] == "#####ooooo"[:5] + "oooo."
    assert rows[9] == "#########o"
    assert rows[5] == "#########."
