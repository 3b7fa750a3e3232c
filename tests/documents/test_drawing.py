"""DOT: the same picture gives the same text, whatever a title holds stays a title."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.analyses.drawing.report import Drawing, Line, Node
from kb.documents import drawing as drawn
from kb.model.words import COMPONENT_KINDS, Kind, Relation, RiskClass

AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', '", URL="javascript:alert(1)', "<<TABLE HREF='javascript:x'><TR><TD>x</TD></TR></TABLE>>",
    "<b>bold</b>", "ends in a backslash\\", "\\", "\\N \\G \\l", "a\nb", '"', "'", "];}", "}", "&lt;&amp;", "&#x202e;", "-->", "<!-- ", "]]>", "ünï字", "javascript:alert(1)", "<x>", "<", "%s",
)  # fmt: skip


def picture(title="Pay", risk=RiskClass.SINGLE, kind=Kind.SERVICE, group="shop"):
    nodes = (
        Node("node", Kind.VENDOR, title, None, "vendor", None, False),
        Node("pay", kind, title, risk, "single: 1, claimed", group, True),
        Node("web", Kind.CLIENT, "web", RiskClass.HELD, "held: 3, 3 proven", "shop", True),
    )
    lines = (
        Line("pay", "node", Relation.NEEDS, False, 1),
        Line("web", "pay", Relation.NEEDS, True, 1),
        Line("web", "pay", Relation.USES, False, 3),
    )
    return Drawing(title, (("shop", title),), nodes, lines)


def test_ids_and_classes_are_made_of_slugs():
    source = drawn.dot(picture(), "At 2026-09-14")
    assert 'id="n-pay"' in source
    assert 'id="e-web--pay"' in source
    assert 'id="e-web--pay--uses"' in source
    assert 'class="service single"' in source
    assert 'class="vendor outside neighbour"' in source
    assert "At 2026-09-14" in source


def test_the_same_picture_is_the_same_text_whatever_python_hashes_by():
    root = Path(__file__).parents[2]
    program = f"from kb.cli.main import main; main(['-C', {str(root / 'examples/lantern')!r}, 'graph'])"
    drawings = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(drawings) == 1
    assert b"digraph" in drawings.pop()


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.DATASTORE, Kind.QUEUE])
def test_a_class_is_never_said_by_colour_alone(kind):
    looks = {}
    for risk in RiskClass:
        source = drawn.dot(picture(risk=risk, kind=kind), "")
        line = next(text for text in source.replace("\n", " ").split("\t") if text.startswith("pay [label"))
        looks[risk] = re.sub(r'"#[0-9a-f]{6}"|class="[^"]*"', "", line)
        assert f"{kind.value} {risk.value}" in line
    assert len(set(looks.values())) == len(RiskClass)


@pytest.mark.parametrize("kind", [Kind.DATASTORE, Kind.QUEUE])
@pytest.mark.parametrize("risk", [RiskClass.SINGLE, RiskClass.ORPHANED])
def test_no_second_border_goes_through_the_text_of_a_datastore_or_queue(kind, risk):
    source = drawn.dot(picture(risk=risk, kind=kind), "")
    assert "peripheries=2" not in source
    assert "peripheries=2" in drawn.dot(picture(risk=risk), "")
    assert "heaviest = orphaned" in source


def test_every_kind_has_a_shape_and_every_relation_an_arrow():
    for kind in (*COMPONENT_KINDS, Kind.SYSTEM, Kind.VENDOR):
        assert "shape=" in drawn.dot(picture(kind=kind), "")
    heads = set()
    for relation in Relation:
        lines = (Line("web", "pay", relation, False, 1),)
        source = drawn.dot(Drawing("x", (), picture().nodes, lines), "")
        heads.add(re.search(r"arrowhead=(\w+)", source)[1])
    assert len(heads) == len(Relation)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_title_cannot_become_markup(payload, dot):
    source = drawn.dot(picture(payload), payload)
    done = subprocess.run([dot, "-Tsvg"], input=source.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()

    root = ET.fromstring(done.stdout)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "title", "polygon", "text", "a", "path", "ellipse", "polyline"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not any(name.lower().startswith("on") or name.endswith("href") for name in names)
