"""kb graph as a user runs it."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from kb.cli import graph
from kb.cli.main import main
from kb.errors import KbError

ROOT = Path(__file__).parents[2]


def kb(*words):
    return CliRunner().invoke(main, ["-C", str(ROOT), "graph", *words])


def test_the_whole_as_dot():
    done = kb()
    assert done.exit_code == 0
    assert done.stdout.startswith("digraph holdfast {")
    assert 'id="n-periscope-media"' in done.stdout
    assert "At 2023-05-23 (as_of in kb.toml)" in done.stdout
    assert kb().stdout == done.stdout


def test_a_system_and_a_component_are_smaller():
    whole = kb().stdout.count(" -> ")
    assert 0 < kb("--system", "rooms").stdout.count(" -> ") < whole
    assert 0 < kb("login").stdout.count(" -> ") < whole
    assert kb("login", "--depth", "0").stdout.count(" -> ") == 0


def test_classes_follow_the_date():
    assert 'class="platform orphaned"' in kb("periscope-media").stdout
    assert 'class="platform held"' in kb("periscope-media", "--at", "2022-10-01").stdout


def test_svg_carries_ids_and_classes(dot, tmp_path):
    done = kb("space-room", "--format", "svg", "-o", str(tmp_path / "a.svg"))
    assert done.exit_code == 0, done.output
    root = ET.fromstring((tmp_path / "a.svg").read_bytes())
    groups = {element.get("id"): element.get("class") for element in root.iter("{http://www.w3.org/2000/svg}g")}
    assert groups["n-space-room"] == "node service single"
    assert groups["e-space-room--room-join"] == "edge needs hard"
    assert groups["e-space-room--captions"] == "edge uses soft"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("space-rom",), "did you mean `space-room`"),
        (("rooms",), "kb graph --system rooms"),
        (("--system", "romms"), "did you mean `rooms`"),
        (("space-room", "--system", "rooms"), "not both"),
        (("--depth", "2"), "name one"),
    ],
)
def test_mistakes_get_a_sentence(words, said):
    done = kb(*words)
    assert said in str(done.exception)
    assert done.exception.exit_code == 2


def test_without_dot_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(graph, "installed", lambda _: None)
    done = kb("login", "--format", "svg")
    assert "sudo apt-get install graphviz" in str(done.exception)
    assert done.exception.exit_code == 2


def program(tmp_path, monkeypatch, text):
    file = tmp_path / "dot"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    monkeypatch.setattr(graph, "installed", lambda _: str(file))


def test_a_dot_that_hangs_is_stopped(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, "exec sleep 20")
    with pytest.raises(KbError, match=r"did not finish in 0\.2 s"):
        graph.svg("digraph {}", 0.2)


def test_a_dot_that_fails_is_quoted(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, "cat >/dev/null; echo 'syntax error in line 1' >&2; exit 1")
    with pytest.raises(KbError, match="syntax error in line 1"):
        graph.svg("digraph {}")


def test_a_dot_that_cannot_be_run(tmp_path, monkeypatch):
    (tmp_path / "dot").mkdir()
    monkeypatch.setattr(graph, "installed", lambda _: str(tmp_path / "dot"))
    with pytest.raises(KbError, match="cannot be run"):
        graph.svg("digraph {}")


def test_titles_cannot_inject(dot, tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text(
        "services:\n  a: {title: 'x\"]; b [URL=\"javascript:x\"', needs: [node]}\n  node: {title: 'ends in \\'}\n"
    )
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "graph"])
    drawn = subprocess.run([dot, "-Tsvg"], input=done.stdout.encode(), capture_output=True, check=True)
    assert b"href" not in drawn.stdout
    assert drawn.stdout.count(b'class="node') == 2


def test_nothing_to_draw(tmp_path):
    (tmp_path / "ownership").mkdir()
    assert CliRunner().invoke(main, ["-C", str(tmp_path), "graph"]).exception.exit_code == 3
