"""Truth tables of checks: the passing example of the manual page, edited until it no longer passes."""

import re

import pytest

from kb import testing
from kb.analyses.readiness.assess import answers
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.situation import Situation
from kb.cli import explain
from kb.documents.manual import EXAMPLE_DAY
from kb.model.moment import parse_instant

PAGES = {page.id: page for page in explain.pages(("check",))}


def edited(files, edits):
    """Return files after edits: ``(old, new)`` somewhere in them, ``("-path", "")`` a file less, ``("+path", text)`` one more.

    A blank in ``old`` stands for any white space.
    """
    files = dict(files)
    for old, new in edits:
        if old[0] in "+-" and "/" in old.split()[0]:
            files.pop(old[1:], None)
            files |= {old[1:]: new} if old[0] == "+" else {}
            continue
        pattern = re.compile(r"\s+".join(map(re.escape, old.split())))
        hits = [path for path, text in files.items() if pattern.search(text)]
        assert hits, f"{old!r} stands nowhere"
        files[hits[0]] = pattern.sub(new.replace("\\", r"\\"), files[hits[0]], count=1)
    return files


@pytest.fixture
def ask():
    """Return all answers of a check on its passing example, edited."""

    def ask(name, *edits, at=None, loose=False):
        loaded = testing.read(edited(PAGES[name].files("Passes"), edits))
        assert loaded.findings == (), loaded.findings
        check = next(check for check in configure(loaded.base.settings).checks if check.id == name)
        when = parse_instant(at) if at else testing.at(EXAMPLE_DAY)
        case = Situation(loaded.base, loaded.base.events["show"], when)
        return answers(case, check) if loose else tuple(check.look(case))

    return ask


@pytest.fixture
def outcome(ask):
    """Return the name of the worst outcome of a check on its passing example, edited."""

    def outcome(name, *edits, at=None, loose=False):
        return min(
            (answer.outcome for answer in ask(name, *edits, at=at, loose=loose)), key=lambda found: found.order
        ).name

    return outcome
