"""How a gate fails, in the same words from every command."""

import click
import pytest
from click.testing import CliRunner

from kb.cli.failing import fail
from kb.cli.main import main
from kb.testing import tree

FILES = {
    "architecture/a.yml": "services:\n  pay: {}\n  web: {}\n  api: {}\n  job: {}\n",
    "ownership/a.yml": "people: {ann: {}}\nknowledge: {pay: none, web: {ann: operate}, api: {ann: operate}}\n",
    "events/gala.yml": "id: gala\nwindow: {start: 2026-12-01T10:00Z, end: 2026-12-01T12:00Z}\nentry: [web]\n",
}


def last(folder, *words):
    done = CliRunner().invoke(main, ["-C", str(folder), *words])
    assert done.exit_code == 1, done.output
    assert max(map(len, done.stderr.splitlines())) <= 80
    return " ".join(done.stderr.split())


def test_names_are_said_once_some_of_them_by_word(capsys):
    with pytest.raises(click.exceptions.Exit) as raised:
        fail("--fail-on single", {"orphaned": ["pay"], "single": [*"abcdef", "a"], "thin": []})
    assert raised.value.exit_code == 1
    assert capsys.readouterr().err == "fails (--fail-on single): pay orphaned; a, b, c, d and 2 more single\n"


def test_without_a_name_the_gate_is_said_alone(capsys):
    with pytest.raises(click.exceptions.Exit):
        fail("NO-GO", {})
    assert capsys.readouterr().err == "fails (NO-GO)\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("risk", "--fail-on", "single"), "fails (--fail-on single): pay orphaned; api, web single; job unknown"),
        (("risk", "--component", "web", "--fail-on", "single"), "fails (--fail-on single): web single"),
        (
            ("risk", "--without", "ann", "--fail-on", "orphaned"),
            "fails (--fail-on orphaned): api, pay, web orphaned; job unknown",
        ),
        (
            ("risk", "--fail-under", "2"),
            "fails (--fail-under 2): pay, api, web below 2; job below 2 for all that is known",
        ),
    ],
)
def test_risk(tmp_path, words, said):
    assert last(
        tree(tmp_path, FILES),
        *words,
    ).startswith(said)


@pytest.mark.parametrize(("component", "said"), [("old", "old below 2"), ("new", "new below 2 for all that is known")])
def test_what_is_unknown_can_only_lower_a_bus_factor(tmp_path, component, said):
    more = {
        "architecture/b.yml": "services: {old: {needs: [web, job]}, new: {needs: [fit, job]}, fit: {}}\n",
        "ownership/b.yml": "people: {bob: {}}\nknowledge: {old: {ann: operate}, new: {ann: operate, bob: operate}, fit: {ann: operate, bob: operate}}\n",
    }
    root = tree(tmp_path, FILES | more)
    assert last(root, "risk", "--component", component, "--fail-under", "2") == f"fails (--fail-under 2): {said}"


def test_ready(tmp_path):
    said = last(tree(tmp_path, FILES), "ready", "gala", "--at", "2026-11-01")
    assert said.startswith("fails (NO-GO): ")
    assert "more unknown" in said


def test_a_gate_that_holds_says_nothing(tmp_path):
    done = CliRunner().invoke(
        main, ["-C", str(tree(tmp_path, FILES)), "risk", "--component", "web", "--fail-on", "orphaned"]
    )
    assert (done.exit_code, done.stderr) == (0, "")
