"""From files to components: who can be expected to maintain which part, with what that rests on.

A file belongs to the component whose `paths` name it, the longest path first; a component without paths is looked for by the
name of its folder, or of the repository. For each person and component the probabilities over *all* files of the component are
averaged, files they never touched counting as 0: the share of it they can be expected to maintain.

Longer than the usual 150 lines: which parts there are, and who can be expected to know each, rest on the same evidence.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from kb.analyses.maintaining.authorship import Authorship, Work
from kb.analyses.maintaining.identities import Identity
from kb.analyses.maintaining.models import degree, probability
from kb.analyses.maintaining.sources import is_source
from kb.model.words import Level

LEVELS: Final = ((0.5, Level.OPERATE), (0.25, Level.ASSIST), (0.1, Level.AWARE))
"""Share of a component somebody can be expected to maintain -> the level suggested (our default). Nobody is an expert by
history alone: that takes having taught another."""
LEAST_CHANGES: Final = {Level.OPERATE: 3, Level.ASSIST: 2, Level.AWARE: 1}
"""Changes to a component, files added among them, below which a level is not suggested whatever the share (our default): one
change of a component of one file may be a mended word."""
_HOMES: Final = (
    "services",
    "apps",
    "packages",
    "projects",
    "components",
    "modules",
    "cmd",
    "src",
    "libs",
    "backend",
    "frontend",
)
"""Folders whose subfolders are often one component each."""


class Evidence(NamedTuple):
    """What the history of one component says of one person.

    Attributes:
        share: of the component's files they can be expected to maintain, 0 to 1.
        files: files they ever touched, of those that are there.
        added: how many of these they added.
        changes: their changes to them.
        others: changes of others to these.
        last: their last change, seconds since 1970.
        authored: files of which they have the greatest degree of authorship (DOA), beside the model.
    """

    identity: Identity
    share: float
    files: int
    added: int
    changes: int
    others: int
    last: int
    authored: int

    @property
    def level(self) -> Level | None:
        """The level suggested; None if it is too little to say anything."""
        done = self.changes + self.added
        return next((level for least, level in LEVELS if self.share >= least and done >= LEAST_CHANGES[level]), None)


class Part(NamedTuple):
    """One component in one repository: how its files were found, how many there are, and what each person did."""

    component: str
    why: str
    files: int
    people: tuple[Evidence, ...]


class Parts(NamedTuple):
    """All components found in a repository, and the files that belong to none."""

    parts: tuple[Part, ...]
    homeless: int
    folders: tuple[str, ...]


def parts(
    authorship: Authorship,
    repository: str,
    paths: Mapping[str, Iterable[str]],
    named: Callable[[str], str | None],
    now: int | None = None,
) -> Parts:
    """Return who can be expected to maintain which component.

    Args:
        authorship: who did what to the files of a repository.
        repository: its name; a path written ``NAME:PATH`` belongs to the repository of that name only.
        paths: component -> its paths.
        named: returns the component that goes by a name, None if there is none.
        now: the instant asked about, seconds since 1970; the newest commit where None, so that no clock is needed.
    """
    sources = [path for path, runs in authorship.executable.items() if is_source(path, executable=runs)]
    homes = Homes(repository, paths, named)
    found: dict[str, list[str]] = {}
    for path in sources:
        found.setdefault(homes.of(path), []).append(path)
    homeless = found.pop("", [])
    at = authorship.tally.newest if now is None else now
    made = (
        Part(name, homes.why[name], len(files), tuple(_people(authorship, files, at)))
        for name, files in sorted(found.items())
    )
    folders = sorted({path.partition("/")[0] + "/" for path in homeless if "/" in path})
    return Parts(tuple(made), len(homeless), tuple(folders))


class Homes:
    """Which component a file belongs to; see :func:`parts` for the arguments.

    Attributes:
        why: component -> how its files were found.
    """

    def __init__(self, repository: str, paths: Mapping[str, Iterable[str]], named: Callable[[str], str | None]) -> None:
        self.named = named
        self.why: dict[str, str] = {}
        rules = []
        for component, written in paths.items():
            for text in written:
                place, colon, path = text.rpartition(":")
                if not colon or place == repository:
                    rules.append((len(path), path, component))
        self._rules = [(_matcher(path), path, component) for _, path, component in sorted(rules, reverse=True)]
        self._declared = {component for _, _, component in rules}
        self._whole = named(repository)
        self._folders: dict[str, str | None] = {}

    def of(self, path: str) -> str:
        """Return the component of a file; empty if it belongs to none."""
        for matches, written, component in self._rules:
            if matches(path):
                self.why.setdefault(component, f"its paths name {written}")
                return component
        return self._by_folder(path) or self._by_repository()

    def _by_folder(self, path: str) -> str | None:
        parts = path.split("/")[:-1]
        for depth, folder in enumerate(parts[:2]):
            if depth == 1 and parts[0] not in _HOMES:
                break
            if folder not in self._folders:
                self._folders[folder] = self.named(folder)
            component = self._folders[folder]
            if component is not None and component not in self._declared:
                self.why.setdefault(component, f"the folder {'/'.join(parts[: depth + 1])}/ has its name")
                return component
        return None

    def _by_repository(self) -> str:
        if self._whole is None or self._whole in self._declared:
            return ""
        self.why.setdefault(self._whole, "the repository has its name")
        return self._whole


def _matcher(path: str) -> Callable[[str], bool]:
    """Return whether a file lies at a path: a folder, a file, or a pattern with ``*`` (within a folder) and ``**``."""
    clean = path.removeprefix("./").removeprefix("/").rstrip("/")
    if not any(sign in clean for sign in "*?"):
        return lambda file: file == clean or file.startswith(f"{clean}/") or not clean
    pieces = re.split(r"(\*\*/?|\*|\?)", clean)
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pattern = re.compile("".join(signs.get(piece, re.escape(piece)) for piece in pieces) + r"(?:/.*)?")
    return lambda file: pattern.fullmatch(file) is not None


def _people(authorship: Authorship, files: list[str], now: int) -> list[Evidence]:
    """Return what each person did to some files, those who can maintain most of them first."""
    done: dict[int, list[Work]] = {}
    authored = Counter[int]()
    for path in files:
        work = authorship.files[path]
        most = max(map(degree, work.values()), default=0.0)
        for who, one in work.items():
            done.setdefault(who, []).append(one)
            authored[who] += degree(one) >= most
    evidence = [
        Evidence(
            authorship.identities.people[who],
            math.fsum(probability(one, now) for one in works) / len(files),
            len(works),
            sum(one.added for one in works),
            sum(one.own for one in works),
            sum(one.others for one in works),
            max(one.last for one in works),
            authored[who],
        )
        for who, works in done.items()
    ]
    return sorted(evidence, key=lambda one: (-one.share, one.identity))
