"""The page on limits says what the constants are, and every limit on it is one."""

import os
from pathlib import Path

from kb.analyses.readiness import configure
from kb.files import comments, context, keys, nodes, runbooks, scalars, settings, syntax, tree

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"
HEAD = """\
# Limits

Written from the constants of the code; a test compares. Change the code, then write this page anew: UPDATE_EXPECTED=1 pytest tests/files/test_limits.py

Each is far above what a knowledge base of a large organisation needs, and keeps a hostile or broken file from taking the machine with it.
What is over a limit is a fault with its place (`too-large`, `yaml-subset`, `impossible-date`, `wrong-type`), never a crash.

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
    yield "digits of a number", nodes.MAX_DIGITS, "kb.files.nodes.MAX_DIGITS"
    yield "a quantity", f"{nodes.LARGEST:.0e}", "kb.files.nodes.LARGEST"
    yield "years of dates", years, "kb.files.scalars.YEARS"
    yield "minutes before or after an event (`pre`, `post`)", keys.MARGIN.sane, "kb.files.keys.MARGIN"
    yield "faults listed of one file", context.MAX_FAULTS, "kb.files.context.MAX_FAULTS"
    yield "suppressions in the comments of one file", comments.MAX_INLINE, "kb.files.comments.MAX_INLINE"
    yield (
        "characters of a runbook searched for HTML by a Markdown parser (longer ones by pattern)",
        runbooks.MAX_PARSED,
        "kb.files.runbooks.MAX_PARSED",
    )
    yield "days a sign-off can hold (`[checks.ID] days`)", configure.LONGEST, "kb.analyses.readiness.configure.LONGEST"


def drawn():
    rows = (
        f"| {what} | {f'{most:,}' if isinstance(most, int) else most} | `{name}` |\n" for what, most, name in limits()
    )
    return HEAD + "".join(rows)


def test_the_page_is_what_the_code_says():
    if os.environ.get("UPDATE_EXPECTED"):
        PAGE.write_text(drawn(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn()
