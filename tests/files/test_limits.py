"""The page on limits says what the constants are, every limit on it is one, and none of those for foreign files is missing."""

import os
import re
from pathlib import Path

from kb import git, importers
from kb.analyses.maintaining import tally
from kb.analyses.readiness import configure
from kb.files import (
    anchors,
    cache,
    comments,
    commit,
    context,
    keys,
    nodes,
    raw_html,
    scalars,
    settings,
    syntax,
    tree,
)
from kb.files.merging import known
from kb.git import command, history, objects, revision
from kb.importers import _addresses, _calendar, _codeowners, _variables, _walk, _yaml, csv, oncall

PAGE = Path(__file__).parents[2] / "site" / "guide" / "reference" / "limits.md"
HEAD = """\
---
# Made from the code, with UPDATE_EXPECTED=1 pytest tests/files/test_limits.py
title: Limits
search: {boost: 0.5}
---

# Limits

Each is far above what a knowledge base of a large organisation needs, and keeps a hostile or broken file from taking the machine with it.
What is over a limit is a fault with its place (`too-large`, `yaml-subset`, `impossible-date`, `impossible-interval`, `wrong-type`), never a crash.

| What | At most | Constant |
| --- | --- | --- |
"""


def limits():
    years = f"{scalars.YEARS[0]} to {scalars.YEARS[-1]}"
    yield "bytes of a YAML file", syntax.MAX_BYTES, "kb.files.syntax.MAX_BYTES"
    yield "bytes of a runbook", tree.MAX_MARKDOWN, "kb.files.tree.MAX_MARKDOWN"
    yield "bytes of `kb.toml`", settings.MAX_BYTES["kb.toml"], "kb.files.settings.MAX_BYTES"
    yield "bytes of `pyproject.toml`", settings.MAX_BYTES["pyproject.toml"], "kb.files.settings.MAX_BYTES"
    yield "files of a knowledge base", tree.MAX_FILES, "kb.files.tree.MAX_FILES"
    yield "characters of a path below the root", tree.MAX_PATH, "kb.files.tree.MAX_PATH"
    yield "depth of nested values in YAML", nodes.MAX_DEPTH, "kb.files.nodes.MAX_DEPTH"
    yield (
        "values in one YAML file, aliases counted as often as they are used",
        nodes.MAX_NODES,
        "kb.files.nodes.MAX_NODES",
    )
    yield "aliases in one YAML file", anchors.MAX_ALIASES, "kb.files.anchors.MAX_ALIASES"
    yield "values that the aliases of one YAML file stand for", anchors.MAX_EXPANDED, "kb.files.anchors.MAX_EXPANDED"
    yield "digits of a number", nodes.MAX_DIGITS, "kb.files.nodes.MAX_DIGITS"
    yield "a quantity", f"{nodes.LARGEST:.0e}", "kb.files.nodes.LARGEST"
    yield "years of dates", years, "kb.files.scalars.YEARS"
    yield "minutes before or after an event (`pre`, `post`)", keys.MARGIN.sane, "kb.files.keys.MARGIN"
    yield "days of an event (`window`)", keys.LONGEST_EVENT, "kb.files.keys.LONGEST_EVENT"
    yield "faults listed of one file", context.MAX_FAULTS, "kb.files.context.MAX_FAULTS"
    yield "suppressions in the comments of one file", comments.MAX_INLINE, "kb.files.comments.MAX_INLINE"
    yield (
        "characters of a runbook searched for HTML by a Markdown parser (longer ones by pattern)",
        raw_html.MAX_PARSED,
        "kb.files.raw_html.MAX_PARSED",
    )
    yield "days a sign-off can hold (`[checks.ID] days`)", configure.LONGEST, "kb.analyses.readiness.configure.LONGEST"


FOREIGN = """
## Foreign files

What `kb import`, `kb init --from`, `kb drift` and an overlay read. A file over a limit is refused with its name (and line) and what to do;
where the last column says otherwise, what is over it is counted and told, and the rest is taken.

| What | At most | Beyond | Constant |
| --- | --- | --- | --- |
"""
GIT = """
## Git

What `kb diff`, `kb trend`, `kb import git` and `kb drift` read of a repository.

| What | At most | Beyond | Constant |
| --- | --- | --- | --- |
"""
REFUSED = "refused"


def foreign():
    yield "files below one folder", _walk.MAX_FILES, REFUSED, "kb.importers._walk.MAX_FILES"
    yield "bytes of a file", _walk.MAX_BYTES, REFUSED, "kb.importers._walk.MAX_BYTES"
    yield "folders looked into, one below the other", _walk.MAX_DEPTH, "not looked at", "kb.importers._walk.MAX_DEPTH"
    beyond = "read up to there, with a note"
    yield "depth of nested values in YAML (in JSON: refused)", _yaml.MAX_DEPTH, beyond, "kb.importers._yaml.MAX_DEPTH"
    yield (
        "values in one YAML file, aliases and merged keys as often as they are used",
        _yaml.MAX_NODES,
        REFUSED,
        "kb.importers._yaml.MAX_NODES",
    )
    yield "rows of all tables of one import", csv.MAX_ROWS, REFUSED, "kb.importers.csv.MAX_ROWS"
    yield "characters of a cell", csv.MAX_CELL, REFUSED, "kb.importers.csv.MAX_CELL"
    yield "lines of a CODEOWNERS file", _codeowners.MAX_LINES, beyond, "kb.importers._codeowners.MAX_LINES"
    passed = "passed over, with a note"
    yield "characters of a line of it", _codeowners.MAX_LENGTH, passed, "kb.importers._codeowners.MAX_LENGTH"
    yield "double wildcards of a pattern", _codeowners.MAX_STARS, passed, "kb.importers._codeowners.MAX_STARS"
    yield "events of a calendar", _calendar.MAX_EVENTS, REFUSED, "kb.importers._calendar.MAX_EVENTS"
    yield "shifts of a calendar", _calendar.MAX_SHIFTS, beyond, "kb.importers._calendar.MAX_SHIFTS"
    yield (
        "seconds to expand a calendar",
        f"{_calendar.BUDGET_SECONDS:.0f}",
        REFUSED,
        "kb.importers._calendar.BUDGET_SECONDS",
    )
    yield "days of a calendar (`--days`)", oncall.MAX_DAYS, REFUSED, "kb.importers.oncall.MAX_DAYS"
    yield (
        "characters of a setting searched for addresses",
        _addresses.MAX_VALUE,
        "not looked at",
        "kb.importers._addresses.MAX_VALUE",
    )
    yield (
        "characters of all settings of a file, its variables filled in",
        _variables.MAX_GROWN,
        REFUSED,
        "kb.importers._variables.MAX_GROWN",
    )
    yield "bytes of a runbook", tree.MAX_MARKDOWN, passed, "kb.files.tree.MAX_MARKDOWN"
    yield "characters of an id", known.MAX_ID, "not taken, and listed", "kb.files.merging.known.MAX_ID"
    yield "characters of a text", known.MAX_TEXT, "not taken, and listed", "kb.files.merging.known.MAX_TEXT"


def of_git():
    yield "files and folders of a commit", commit.MAX_ITEMS, REFUSED, "kb.files.commit.MAX_ITEMS"
    yield "files one commit changes", history.MAX_FILES, REFUSED, "kb.git.history.MAX_FILES"
    yield (
        "files of a commit, from which on it says nothing of who knows what",
        tally.MASS,
        "counted and told",
        "kb.analyses.maintaining.tally.MASS",
    )
    yield "bytes of an object", objects.MAX_BLOB, REFUSED, "kb.git.objects.MAX_BLOB"
    yield "bytes of an answer of git", command.MAX_OUTPUT, REFUSED, "kb.git.command.MAX_OUTPUT"
    yield "characters of the name of a revision", revision.MAX_REVISION, REFUSED, "kb.git.revision.MAX_REVISION"
    yield "answers of one kind kept in the cache", cache.MAX_FILES, "the oldest are removed", "kb.files.cache.MAX_FILES"


def _most(most):
    return f"{most:,}" if isinstance(most, int) else most


def drawn():
    rows = "".join(f"| {what} | {_most(most)} | `{name}` |\n" for what, most, name in limits())
    more = [
        "".join(f"| {what} | {_most(most)} | {beyond} | `{name}` |\n" for what, most, beyond, name in table)
        for table in (foreign(), of_git())
    ]
    return HEAD + rows + FOREIGN + more[0] + GIT + more[1]


def test_no_limit_on_foreign_files_is_missing():
    listed = {name for *_, name in (*foreign(), *of_git())}
    found = {
        f"{package.__name__}.{file.stem}.{name}"
        for package in (importers, git)
        for file in Path(package.__path__[0]).glob("*.py")
        for name in re.findall(r"^(MAX_\w+|BUDGET_\w+): Final", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found - listed == set()


def test_the_page_is_what_the_code_says():
    if os.environ.get("UPDATE_EXPECTED"):
        PAGE.write_text(drawn(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn()
