"""kb risk --full as a user runs it, on both example bases."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from kb.analyses.risk.full import FullRiskReport
from kb.cli.main import main
from kb.errors import KbError
from kb.files.load import load
from kb.render._json_schema import schema

ROOT = Path(__file__).parents[2]
FOUNDING, LANTERN = ROOT, ROOT / "examples" / "lantern"
SCOPES = {
    "whole": (FOUNDING, ()), "before": (FOUNDING, ("--at", "2022-10-01")), "event": (FOUNDING, ("--event", "presidential-announcement")),
    "system": (FOUNDING, ("--system", "live-media", "--at", "2022-10-01")), "team": (FOUNDING, ("--team", "spaces-team")),
    "lantern": (LANTERN, ()), "lantern-event": (LANTERN, ("--event", "lecture-night")), "lantern-team": (LANTERN, ("--team", "stage-team")),
}  # fmt: skip
FORMATS = ("text", "json", "markdown", "csv", "svg")


def kb(folder, *words):
    done = CliRunner().invoke(main, ["-C", str(folder), "risk", *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


@cache
def drawn(name, form):
    folder, words = SCOPES[name]
    return kb(folder, "--full", *words, "-f", form)


@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SCOPES)
def test_no_output_names_a_person(name, form):
    people = load(SCOPES[name][0]).base.people
    words = set(re.findall(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", drawn(name, form)))
    assert words.isdisjoint(people)
    titles = {person.about.title for person in people.values() if person.about.title}
    assert not any(title in drawn(name, form) for title in titles)


@pytest.mark.parametrize("name", SCOPES)
def test_text_fits_eighty_columns_and_is_plain_ascii_in_its_plot(name):
    lines = drawn(name, "text").splitlines()
    assert max(map(len, lines)) <= 80
    plot = [line for line in lines if re.match(r" *\d+ % \|", line)]
    assert len(plot) in (0, 10)
    assert all(set(line.partition("|")[2]) <= set("#?o.") for line in plot)


@pytest.mark.parametrize("name", SCOPES)
def test_json_keeps_its_shape(name):
    found = json.loads(drawn(name, "json"))
    assert (found["format_version"], found["report"]) == (1, "full-risk-report")
    fields = [
        "at",
        "scope",
        "without",
        "people",
        "totals",
        "critical",
        "loss",
        "robustness",
        "structure",
        "uncertainty",
        "order",
    ]
    assert list(found)[2:] == fields
    assert drawn(name, "json") == drawn.__wrapped__(name, "json")


@pytest.mark.parametrize("name", SCOPES)
def test_json_is_what_its_schema_says(name):
    jsonschema.validate(json.loads(drawn(name, "json")), schema(FullRiskReport, closed=True))


def test_csv_has_every_component():
    lines = drawn("whole", "csv").splitlines()
    assert lines[0].startswith("component,tier,class,bus_factor,blast_radius,above_tier_0,")
    assert len(lines) == 1 + len(load(FOUNDING).base.components)


# -- the founding case, by hand --------------------------------------------------------------------


def test_a_cut_like_the_reported_one_of_the_system_spaces():
    """One known component, four operators (a fifth line is below `operate`), 97 of 100 leave.

    C(96, 93) / C(100, 97) = C(96, 3) / C(100, 3) = 142880 / 161700 = 0.8836.
    """
    found = json.loads(
        kb(FOUNDING, "--full", "--system", "spaces", "--at", "2022-10-01", "--leaving", "97", "-f", "json")
    )
    assert found["loss"]["expected"] == pytest.approx(142880 / 161700, abs=1e-5)
    assert found["loss"]["staff"] | {"teams": None} == {
        "people": 100,
        "listed": 12,
        "unlisted": 88,
        "teams": None,
        "nested": [],
        "away": 0,
    }
    assert found["loss"]["tail"]["over"] == pytest.approx(142880 / 161700, abs=1e-5)
    assert found["critical"]["claimed"]["size"] == found["critical"]["claimed"]["bound"] == 4
    assert found["critical"]["proven"]["size"] == 3


def test_the_founding_case_at_both_dates():
    words = ("--full", "--team", "spaces-team", "-f", "json")
    before, after = (json.loads(kb(FOUNDING, *words, "--at", day)) for day in ("2022-10-01", "2023-05-23"))
    assert (before["critical"]["people"], before["critical"]["claimed"]["size"], before["loss"]["staff"]["people"]) == (
        12,
        8,
        100,
    )
    assert (after["critical"]["people"], after["loss"]["staff"]["people"]) == (3, 3)
    assert (after["critical"]["claimed"]["size"], after["critical"]["proven"]["size"]) == (1, 0)
    assert before["loss"]["already"] == 0 < after["loss"]["already"]
    assert after["loss"]["keeping"]["chance"] == 0.0


# -- options ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("--percent", "40"),
        ("--leaving", "3"),
        ("--exact",),
        ("-f", "svg"),
        ("--full", "--component", "login"),
        ("--full", "--leaving", "9999"),
    ],
)
def test_what_does_not_go_together_is_said(words):
    with pytest.raises(KbError, match=r"--full|--leaving"):
        kb(FOUNDING, *words)


def test_another_share_and_a_longer_search():
    found = json.loads(kb(LANTERN, "--full", "--percent", "10", "--exact", "-f", "json"))
    assert found["critical"]["percent"] == 10
    assert found["critical"]["claimed"]["exact"]


def test_the_ordinary_report_does_not_load_the_full_one():
    program = (
        "import sys; from kb.cli.main import main; main(['-C', sys.argv[1], 'risk', '-o', sys.argv[2]], standalone_mode=False)\n"
        "assert not {'kb.analyses.risk.full', 'kb.graph.critical_set', 'networkx'} & set(sys.modules), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", program, str(FOUNDING), "/dev/null"], check=True)
