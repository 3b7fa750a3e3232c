"""Commands of kb inside of sentences: where each begins and ends, so that it can be shown as code and copied."""

import re
from collections.abc import Iterator
from typing import Final

from kb.model.base import Base

_STARTS: Final = re.compile(r"(?<![\w/.-])kb (?=[a-z])")
COMMANDS: Final = frozenset({
    "check", "demo", "diff", "doctor", "drift", "explain", "export", "graph", "handover", "import", "init", "migrate",
    "person", "plan", "ready", "risk", "runbook", "schema", "site", "trend", "who",
})  # fmt: skip
"""The commands there are; a test sees that none is missing."""
_TOKEN: Final = re.compile(r" (\"[^\"]*\"|'[^']*'|[^\s,;:()`\"']+)")
_VERBS: Final = frozenset({
    "after", "audit", "build", "bundle", "diff", "finish", "forget", "list", "log", "plan", "poll", "report", "serve",
    "show", "sign", "start", "tickets", "verify", "waive", "write",
})  # fmt: skip
"""Second words of commands, besides the ids and options that follow."""
_ARGUMENT: Final = re.compile(r"--?[a-z][a-z-]*(=\S+)?|\"[^\"]*\"|'[^']*'|[A-Z][A-Z0-9_-]*|…|[\w./-]*[0-9./-][\w./-]*")
"""An option, a text in quotes, a placeholder, a path, a date, an id that is no plain word."""

_FLAGS: Final = frozenset({
    "--dry-run", "--full", "--all", "--progress", "--questions", "--strict", "--staged", "--help",
})  # fmt: skip
"""Options that take no value."""


def command(text: str, base: Base) -> Iterator[tuple[int, int]]:
    """Yield where commands begin and end: ``kb``, its command, and what can only be an argument of it.

    The base knows which plain words are ids.
    """
    for start in _STARTS.finditer(text):
        end, option, place = start.end() - 1, False, 0
        while token := _TOKEN.match(text, end):
            word = token[1].rstrip(".")
            if not (option or (_argument(word, place, base) if place else word in COMMANDS)):
                break
            end, place = token.start(1) + len(word), place + 1
            option = word.startswith("--") and "=" not in word and word not in _FLAGS
            if len(word) < len(token[1]):
                break
        if place:
            yield start.start(), end


def _argument(word: str, place: int, base: Base) -> bool:
    return bool(_ARGUMENT.fullmatch(word)) or (place == 1 and word in _VERBS) or base.kind(word) is not None
