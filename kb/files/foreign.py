"""Runbooks of collections that know nothing of our form: read as they are, as runbooks that were never run.

Such a file is often called like the alert it answers (``KubePodCrashLooping.md``), and its front matter is that of a site
generator (``weight: 20``). The name becomes an id and the name of the alert; of the front matter only the title is ours.
"""

import re
from typing import Final

from kb.files import keys
from kb.files.compounds import is_slug
from kb.files.nodes import Map
from kb.model.pattern import pattern

_ALERT: Final = pattern(r"[A-Za-z][A-Za-z0-9_.:-]*")
_SHARED: Final = frozenset({"title", "description", "tags", "aliases", "links"})
"""Keys that site generators use as well."""


def is_read(name: str) -> bool:
    """Whether a Markdown file in ``runbooks/`` is a runbook: a page about the folder is not."""
    return name.lower() not in ("readme.md", "index.md") and not name.startswith("_")


def id_of(stem: str) -> str:
    """Return the id of a runbook by the name of its file: ``KubePodDown`` is ``kube-pod-down``."""
    if is_slug(stem):
        return stem
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", stem)
    return re.sub(r"[^a-z0-9]+", "-", parted.lower()).strip("-") if stem.isascii() else stem


def alert_of(stem: str) -> tuple[str, ...] | None:
    """Return the alert that a file's name is, where it is not an id; None if it cannot be one."""
    return (stem,) if not stem.islower() and _ALERT.fullmatch(stem) and any(map(str.isupper, stem)) else None


def is_foreign(root: Map) -> bool:
    """Whether front matter is another program's: no key is ours, and none is nearly ours, which would be a slip."""
    own, ours = set(root) - _SHARED, keys.RUNBOOK_RECORD.slots
    if not own or not own.isdisjoint(ours):
        return False
    from kb.model.nearest import close  # noqa: PLC0415 - only where no key is ours

    known = set(ours) - _SHARED
    return not any(close(key, known) for key in own)


def shared(root: Map) -> Map:
    """Return what is ours in another program's front matter: its title."""
    kept = Map()
    kept.mark, kept.places = root.mark, []
    for number, (key, value) in enumerate(root.items()):
        if key == "title" and isinstance(value, str):
            kept[key] = value
            kept.places += root.places[2 * number : 2 * number + 2]
    return kept
