"""Services to begin with where nothing else names any: the repositories themselves, or the service folders in them."""

from collections.abc import Iterator, Sequence
from typing import Final

from kb.analyses.history.sources import is_source
from kb.importers._mining import Mined
from kb.importers._names import slug
from kb.model.fact import Fact
from kb.model.source import Source

HOMES: Final = ("services", "apps", "packages", "projects", "components", "modules", "cmd")
"""Folders whose subfolders are often one service each."""
_LEAST: Final = 2
"""So many subfolders with source code make a folder a home of services; one could be anything."""


def services(mined: Sequence[Mined]) -> list[Fact]:
    """Return a service for each repository, or for each of its service folders, with their paths.

    Args:
        mined: what was counted, sorted by name.
    """
    facts: list[Fact] = []
    taken: set[str] = set()
    for one in mined:
        name, source = str(one["name"]), Source(f"{one['name']}@{str(one['head'])[:10]}", 1, 1)
        folders = list(_folders([path for path, runs in one["files"].items() if is_source(path, executable=runs)]))
        for folder in folders or [""]:
            found = slug(folder.rstrip("/").rpartition("/")[2] or name)
            found = found if found not in taken else slug(f"{name} {folder}")
            if not found or found in taken:
                continue
            taken.add(found)
            facts.append(Fact("services", found, "", True, source))
            if folder:
                facts.append(
                    Fact("services", found, "paths", folder if len(mined) == 1 else f"{name}:{folder}", source)
                )
    return facts


def _folders(paths: Sequence[str]) -> Iterator[str]:
    for home in HOMES:
        found = sorted({path.split("/")[1] for path in paths if path.startswith(f"{home}/") and path.count("/") >= 2})
        if len(found) >= _LEAST:
            yield from (f"{home}/{name}/" for name in found)
