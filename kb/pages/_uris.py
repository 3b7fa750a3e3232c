"""Where each page stands. Ids are slugs, so that they are safe as file names; only ``index`` is taken."""

import posixpath
from functools import lru_cache
from typing import Final

HOME: Final = "index.md"
COMPONENTS: Final = "components/index.md"
SYSTEMS: Final = "systems/index.md"
TEAMS: Final = "teams/index.md"
PEOPLE: Final = "people/index.md"
RISK: Final = "risk.md"
READINESS: Final = "readiness/index.md"
RUNBOOKS: Final = "runbooks/index.md"
PLAN: Final = "plan.md"
CHANGES: Final = "changes.md"
VENDORS: Final = "vendors.md"
SOURCES: Final = "sources.md"
GLOSSARY: Final = "glossary.md"
MANUAL: Final = "manual/index.md"
GUIDE: Final = "guide/index.md"
FINDINGS: Final = "findings.md"


def component(name: str) -> str:
    """Return the uri of a component's page."""
    return _of("components", name)


def system(name: str) -> str:
    """Return the uri of a system's page."""
    return _of("systems", name)


def team(name: str) -> str:
    """Return the uri of a team's page."""
    return _of("teams", name)


def person(name: str) -> str:
    """Return the uri of a person's page."""
    return _of("people", name)


def event(name: str) -> str:
    """Return the uri of an event's page."""
    return _of("readiness", name)


def runbook(name: str) -> str:
    """Return the uri of a runbook's page."""
    return _of("runbooks", name)


def manual(kind: str, name: str) -> str:
    """Return the uri of a manual page with its anchor: one page holds all of a kind."""
    return f"{GLOSSARY}#{name}" if kind == "word" else f"manual/{kind}s.md#{name}"


def _of(folder: str, name: str) -> str:
    return f"{folder}/{name}{'-' if name == 'index' else ''}.md"  # no slug ends in a hyphen: it cannot be another's


def relative(start: str, goal: str) -> str:
    """Return the way from one uri to another, as a Markdown link writes it."""
    return _from(posixpath.dirname(start), goal)


@lru_cache(maxsize=1 << 16)
def _from(folder: str, goal: str) -> str:
    path, sharp, anchor = goal.partition("#")
    return posixpath.relpath(path, folder or ".") + sharp + anchor


def address(start: str, goal: str, *, directories: bool) -> str:
    """Return the way from one built page to another, as HTML writes it.

    ``goal`` may have an anchor; ``directories``: whether ``a/b.md`` is built to ``a/b/`` instead of ``a/b.html``.
    """
    folder, _, name = start.rpartition("/")
    inner = directories and name != "index.md" and name.endswith(".md")  # built into a folder of its own
    return _built_from(folder, goal, directories=directories, inner=inner)


@lru_cache(maxsize=1 << 16)
def _built_from(folder: str, goal: str, *, directories: bool, inner: bool) -> str:
    path, sharp, anchor = goal.partition("#")
    there = _built(path, directories=directories)
    way = ("../" if inner else "") + posixpath.relpath(there, folder or ".")
    if directories and posixpath.basename(there) == "index.html":
        way = way.removesuffix("index.html") or "./"
    return way + sharp + anchor


def _built(uri: str, *, directories: bool) -> str:
    stem, ending = posixpath.splitext(uri)
    if ending != ".md":
        return uri
    if not directories or posixpath.basename(stem) == "index":
        return f"{stem}.html"
    return f"{stem}/index.html"
