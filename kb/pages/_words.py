"""Words by which a page is to be found: other names, alerts as written and taken apart, what people see and type."""

import re
from collections.abc import Iterable
from typing import Final

from kb.model.people import Team
from kb.model.runbook import Runbook
from kb.model.service import Component, System

FAR: Final = 0.001
"""What a page about Holdfast itself counts in the search: whoever looks for a component, an alert, a person by a word that is in an
example of the guide, too, finds those first; what only the guide and the manual speak of is found all the same."""
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


def searched(entity: Component | Runbook | System | Team, title: str, alerts: Iterable[str] = ()) -> list[str]:
    """Return what else than by its title a thing is looked for: its id, kind of runbook, aliases, tags, the alerts that are about it."""
    kind = [entity.kind] if isinstance(entity, Runbook) and entity.kind else []
    found = [*both([entity.id]), *kind, *entity.about.aliases, *entity.about.tags, *both(alerts)]
    return [word for word in dict.fromkeys(found) if word != title]
