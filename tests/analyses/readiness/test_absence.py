"""No key is passed by leaving it out: every mapping key of every example, left out once, in every state a check can be in.

The bases are the passing and failing example of each manual page and each row of each truth table. Whatever a check says of one,
it says nothing better of the same base less one key. Where the passing example still passes without a key, the key is
on the list below, with the reason why its absence is an answer.
"""

import importlib
import re
from functools import cache

import pytest

from kb.analyses.readiness.configure import kinds
from tests.analyses.readiness.examples import PAGES, edited, without_each_key, worst

pytestmark = pytest.mark.no_cover
RANK = {"FAIL": 0, "STALE": 0, "UNKNOWN": 0, "WARN": 1, "WAIVED": 1, "PASS": 2, "NOT_APPLICABLE": 2}

ANSWERS = {
    r"\S+ .*:(services|vendors|teams|people|oncall|events)\.[^.]+": "a whole entry: what is not in the files is not asked about",
    r"churn .*:knowledge\.[^.]+\.[^.]+": "a line about one person: nobody else says that they knew",
    r"outside-expert .*:knowledge(\.[^.]+)?": "unknown counts as too few: an outside expert is asked for all the same",
    r"\S+ .*:people\.[^.]+\.(from|until|away)": "no bound and no leave: so the rules on dates say",
    r"enough-operators .*:people\.[^.]+\.kind": "whoever is not marked is an employee",
    r"\S+ .*:services\.[^.]+\.(needs|runs_on|built_on)": "which components there are: closure-complete asks each for its edges",
    r"graph-verified .*\.needs\[\]\.basis": "a line without a basis is its writer's own statement (decision 31)",
    r"(circular-access|watch) .*:services\.[^.]+\.tags": "a tag says what a component is used for; one of each kind must be there",
    r"rehearsed-on-duty .*:services\.[^.]+\.runbooks": "runbooks are named from either side; closure-complete asks that one does",
    r"poll .*:services\.[^.]+\.system": "a component needs no system",
    r"\S+ .*\.shifts\[\]\.role": "a shift without a role is primary",
    r"(churn|standby-crew) .*:oncall(\.[^.]+\.(covers|shifts))?": "window-covered, which cannot be waived, asks who covers what",
    r"(architecture-known|standby-crew) events/show.yml:decider": "decider-and-abort, which cannot be waived, asks for one",
    r"(enough-operators|must-have-runbooks|runbook-fresh|standby-crew|test-joint) events/show.yml:scale": "the scale is computed; a hand only raises it (decision 32)",
    r"(break-glass|comms|decider-and-abort|forecast-floor|success-criteria) events/show.yml:entry": "asked of the event, not of its components",
    r"(crew-complete|fatigue|primary-shared|ramp-absorbed|window-covered) events/show.yml:window\.(pre|post)": "two hours before and after, unless the event says otherwise",
    r"(poll|standby-crew) events/show.yml:roles\.[^.]+": "roles are free words; crew-complete asks for those every event has",
    r"amplifiers-declared events/show.yml:amplifiers\[\]\.edge": "without an edge it multiplies every entry",
    r"amplifiers-declared events/show.yml:amplifiers\[\]\.why": "its basis says where the number comes from",
    r"forecast-stated events/show.yml:past(\[\]\.(value|metric))?": "forecast-floor asks for it, and the sign-offs of the whole keep it (decision 98)",
    r"forecast-floor events/show.yml:past\[\]\.value": "of events in another metric no value is needed",
    r"success-criteria events/show.yml:success\[\]\.clock": "a metric can hold its own clock",
    r"standby-crew events/show/.*:sign\.valid_for": "it holds as long as the check allows, and no longer",
    r"(admission-limit|break-glass|comms|outside-expert) events/show/.*:sign\.evidence": "only blockers must name evidence",
    r"(alert-runbook|watch) .*\.alerts\[\]\.pages": "an alert not said to be silent pages, and needs its runbook",
    r"test-joint .*\.changes\[\]\.significant": "a change not said to be small counts as significant",
    r"(closure-complete|forecast-stated) .*\.capacity\.(unit|designed)": "the checks on capacity ask for it; here only that there is one",
    r"(admission-limit|designed-for-it) .*\.capacity\.tested\.breaks_at": "load-tested asks where it broke",
    r"(admission-limit|ramp-absorbed) .*\.capacity\.(provisioned|autoscale_max|quota)": "provisioned asks for each of these limits",
    r"backup-venue .*\.capacity\.quota": "a limit that is written counts; whether there is one is asked of the event's own components",
    r"provisioned .*\.capacity\.limit_confirmed(\.value)?": "quotas-confirmed asks for it where there is a vendor",
    r"(frozen-build|test-joint) .*\.capacity\.tested\.value": "load-tested asks how much; here only when",
    r"runbook-fresh runbooks/.*\.md:review(\.every_days)?": "the interval of the check holds; a runbook can only ask for a shorter one",
}
"""Keys (check, file and path) whose absence is an answer by the design, and which answer."""


def rows(name):
    page = PAGES[name]
    yield "Passes", page.files("Passes")
    yield "Fails", page.files("Fails")
    tests = importlib.import_module(f"tests.analyses.readiness.checks.test_{name.replace('-', '_')}")
    for label, edits, _ in tests.TABLE:
        yield label, edited(page.files("Passes"), edits)


def found(name):
    """Yield (label, outcome, path of a key, outcome without it) over all bases of a check, each base asked once."""
    known = {}

    def ask(files):
        key = tuple(sorted(files.items()))
        if key not in known:
            known[key] = worst(files, name)
        return known[key]

    for label, files in rows(name):
        for path, less in without_each_key(files):
            after = ask(less)
            if after is not None:
                yield label, ask(files), path, after


@cache
def judged(name):
    """Return what becomes better without a key, and which keys a passing example does not need."""
    better, needless = {}, set()
    for label, before, path, after in found(name):
        if RANK[after] > RANK[before]:
            better.setdefault(f"{name} {path}", f"{label}: {before} became {after} without {path}")
        if label == "Passes" and after == "PASS":
            needless.add(f"{name} {path}")
    return better, needless


def excused(path):
    return any(re.fullmatch(pattern, path) for pattern in ANSWERS)


@pytest.mark.parametrize("name", kinds())
def test_leaving_out_a_key_makes_no_answer_better(name):
    assert not [said for path, said in judged(name)[0].items() if not excused(path)]


@pytest.mark.parametrize("name", kinds())
def test_a_passing_example_needs_each_of_its_keys(name):
    assert not [path for path in judged(name)[1] if not excused(path)]


def test_each_reason_is_needed():
    keys = {path for name in kinds() for part in judged(name) for path in part}
    assert not [pattern for pattern in ANSWERS if not any(re.fullmatch(pattern, path) for path in keys)]
