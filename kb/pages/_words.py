"""Words by which a page is to be found: other names, alerts as written and taken apart, what people see and type."""

import re
from collections.abc import Iterable
from typing import Final

from kb.model.runbook import Runbook
from kb.model.service import Component

_PARTS: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def apart(name: str) -> str:
    """Return a name as the words it is made of: ``JoinFailureRate`` as ``join failure rate``; empty if it is one word."""
    words = _PARTS.findall(name)
    said = " ".join(word.lower() for word in words)
    return said if len(words) > 1 and said != name else ""


def both(names: Iterable[str]) -> list[str]:
    """Return names as written, taken apart, and in small letters as one word: the search takes capitals for beginnings of words."""
    return [
        word for name in names for word in (name, apart(name), name.lower() if name != name.lower() else "") if word
    ]


def searched(component: Component, title: str) -> list[str]:
    """Return what else a component is known by: its id, aliases, tags, alerts."""
    alerts = (alert.id for alert in component.alerts or ())
    found = [*both([component.id]), *component.about.aliases, *component.about.tags, *both(alerts)]
    return [word for word in dict.fromkeys(found) if word != title]


def searched_runbook(runbook: Runbook) -> list[str]:
    """Return what else a runbook is looked for by: its id, kind, aliases, tags, alerts."""
    kind = [runbook.kind] if runbook.kind else []
    found = [*both([runbook.id]), *kind, *runbook.about.aliases, *runbook.about.tags, *both(runbook.alerts or ())]
    return list(dict.fromkeys(found))
