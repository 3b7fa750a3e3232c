"""Services to begin with where nothing else names any.

The service folders of a repository, else the folders its CODEOWNERS file gives an owner of their own, else the repository.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kb.analyses.maintaining.sources import is_source
from kb.errors import KbError
from kb.importers._codeowners import Rule, rules
from kb.importers._mining import Mined
from kb.importers._names import slug
from kb.importers._walk import RUN_BY_NOBODY, read_bytes
from kb.importers.codeowners import PLACES
from kb.model.fact import Fact
from kb.model.source import Source

HOMES: Final = ("services", "apps", "packages", "projects", "components", "modules", "cmd")
"""Folders whose subfolders are often one service each."""
_DEEPEST: Final = 2
"""Folders deep an owned one may lie: further down it is a part of something."""
_LEAST: Final = 2
"""So many subfolders with source code make a folder a home of services; one could be anything."""


def services(mined: Sequence[Mined], owned: Mapping[str, Sequence[str]]) -> list[Fact]:
    """Return a service for each repository, or for each of its folders that look like one, with their paths.

    Args:
        mined: what was counted, sorted by name.
        owned: name of the repository -> folders that have owners of their own.
    """
    facts: list[Fact] = []
    taken: set[str] = set()
    for one in mined:
        name, source = str(one["name"]), Source(f"{one['name']}@{str(one['head'])[:10]}", 1, 1)
        sources = [path for path, runs in one["files"].items() if is_source(path, executable=runs)]
        folders = list(_folders(sources)) or _with_sources(owned.get(name, ()), sources)
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


def _with_sources(folders: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Return the folders that hold source code, outside of folders for tests and examples; none if there are too few."""
    held = {
        "/".join(parts[:depth]) + "/" for path in paths for parts in [path.split("/")] for depth in range(1, len(parts))
    }
    found = sorted(
        folder
        for folder in set(folders) & held
        if not folder.startswith(".") and RUN_BY_NOBODY.isdisjoint(folder.split("/")) and folder.count("/") <= _DEEPEST
    )
    return found if len(found) >= _LEAST else []


def owned_folders(places: Mapping[str, Path]) -> dict[str, list[str]]:
    """Return the folders that the CODEOWNERS file of each repository gives an owner of their own; a bare one has no such file."""
    found: dict[str, list[str]] = {}
    for name, place in places.items():
        for rule in _rules(place):
            folder = rule.pattern.strip("/").removesuffix("/**").removesuffix("/*")
            if rule.owners and folder and "/" in rule.pattern and not set("*?[") & set(folder):
                found.setdefault(name, []).append(f"{folder}/")
    return found


def _rules(place: Path) -> list[Rule]:
    """Return the rules of the first CODEOWNERS file; none where it cannot be read, which its importer says."""
    for path in PLACES:
        with contextlib.suppress(KbError):
            return rules(read_bytes(place / path, path).decode("utf-8", "replace"), path, [])
    return []
