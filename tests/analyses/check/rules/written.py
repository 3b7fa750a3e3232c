"""A runbook as a file of a knowledge base, and what one rule says of some files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n"
PEOPLE = {"ownership/a.yml": "people: {ann: {}}\n"}


def book(text: str, front: str = "") -> dict[str, str]:
    """Return the file of the runbook `fix`."""
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


def messages_of(rule: str) -> Callable[..., list[str]]:
    """Return what says what a rule finds in some files on a day."""
    return partial(_messages, rule)


def _messages(rule: str, files: Any, day: str = "2026-06-01", **options: Any) -> list[str]:
    return [found.message for found in check(rule, files, day, **options)]
