"""Every check is documented, its thresholds are, and what its manual page shows is true."""

import re
from pathlib import Path

import pytest

from kb import testing
from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.configure import by_name, configure, kinds, order
from kb.analyses.readiness.papers import NEVER_WAIVED
from kb.analyses.readiness.situation import Situation
from kb.cli import explain
from kb.documents.manual import EXAMPLE_DAY

CHECKS = kinds()
PAGES = {page.id: page for page in explain.pages(("check",))}
CODES = "D1 D2 D3 D4 C1 C2 C3 C4 C5 G1 G2 G3 P1 P3 P4 P5 P6 P7 P8 P9 P10 P11 K1 K2 K3 K4 K5 K6 K7 R1 R2 R3 R4 R5 O1 O2 O3 O4 O5 O6 E1 E2 E3 A1 A2 A3"


def worst(files, name):
    loaded = testing.read(files)
    assert loaded.findings == ()
    configured = configure(loaded.base.settings)
    assert configured.faults == ()
    check = next(check for check in configured.checks if check.id == name)
    found = list(check.look(Situation(loaded.base, loaded.base.events["show"], testing.at(EXAMPLE_DAY))))
    return min((answer.outcome for answer in found), key=lambda outcome: outcome.order)


def test_the_46_checks_are_there_under_their_codes():
    assert [check.code for check in sorted((kind() for kind in CHECKS.values()), key=order)] == CODES.split()


def test_an_id_its_code_and_the_code_in_small_letters_mean_the_same():
    assert by_name()["load-tested"] == by_name()["C2"] == by_name()["c2"] == "load-tested"


def test_what_can_never_be_waived_exists():
    assert {CHECKS[name].code for name in NEVER_WAIVED} == {"P3", "E1", "E3", "O5"}


@pytest.mark.parametrize("name", CHECKS)
def test_what_passes_passes(name):
    assert worst(PAGES[name].files("Passes"), name) is Outcome.PASS


@pytest.mark.parametrize("name", CHECKS)
def test_what_fails_does_not_pass(name):
    assert worst(PAGES[name].files("Fails"), name).blocks


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_frozen_and_its_thresholds_have_defaults_and_a_description(name):
    check = CHECKS[name]
    for option, default in check.options().items():
        described = "\n".join(base.__doc__ or "" for base in check.__mro__)
        assert re.search(rf"^ +{option}: .", described, re.MULTILINE)
        assert getattr(check(), option) == default
        with pytest.raises(AttributeError):
            setattr(check(), option, None)


ROOT = Path(__file__).parents[3]
_BEFORE = r"""(?:\bcheck: ?|--check[ =]|\bready (?:sign|waive) \S+ |\bkb explain |\[?\bchecks\.)["'`]?"""
USED = re.compile(rf"{_BEFORE}(?:{'|'.join(CODES.split())})\b", re.IGNORECASE)
"""A check named by its code where something is written or asked, not where the report sets the code beside the id."""


def written():
    """Yield every text a reader learns from: what commands and manual pages say, the guide, the documents, the examples."""
    for pattern in (
        "kb/**/*.py",
        "site/**/*.md",
        "docs/*.md",
        "docs/reference/*.md",
        "*.md",
        "examples/**/*.yml",
        "events/**/*.yml",
    ):
        for path in sorted(ROOT.glob(pattern)):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_examples_call_a_check_by_its_id():
    """A code is an alias for those who know it; whoever copies an example should be able to read it."""
    assert [(name, hit[0]) for name, text in written() for hit in USED.finditer(text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "sign: {check: G3, by: ann}",
        "kb ready x --check C2",
        "kb ready sign x P7 --by",
        "kb explain o2",
        "[checks.K3]",
        'check: "A1"',
    ],
)
def test_a_code_in_an_example_would_be_found(line):
    assert USED.search(line)


@pytest.mark.parametrize("line", ["- G3 architecture-known: nobody", "kb explain load-tested", "check: poll"])
def test_a_code_beside_an_id_or_a_word_is_none(line):
    assert not USED.search(line)
