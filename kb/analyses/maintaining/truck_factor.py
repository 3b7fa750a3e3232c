"""The truck factor of a repository: how few people can be gone before most of its files have no author left.

The published rule (Avelino et al. 2016): authors by degree of authorship; those with most files go first, until fewer
than half of the files have an author. Beside it what that rule only approximates, the smallest such number with its proof,
and how both move under settings that are as reasonable as the published ones: on real repositories they often do.
Numbers only; who the people are is not told.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kb.analyses.maintaining.authorship import Authorship
from kb.analyses.maintaining.models import AUTHOR_SHARE, authors, probability
from kb.analyses.maintaining.sources import is_source
from kb.graph.critical_set import critical_set, needed_weight

HALF: Final = 50
"""Percent of the files that must be without an author (the same)."""
KNOWS: Final = 0.5
"""Probability from which on somebody counts as an author by the logistic model (our default)."""


class Size(NamedTuple):
    """One answer.

    Attributes:
        setting: what is different from the published rule, a clause; empty for the rule itself.
        files: files that count.
        people: people who are an author of one of them.
        authorless: files that have no author today.
        greedy: the truck factor as published: those with most files go first.
        size: the smallest number of people found.
        bound: no smaller number suffices (certified); equal to ``size`` where that is proved to be the smallest.
    """

    setting: str
    files: int
    people: int
    authorless: int
    greedy: int
    size: int
    bound: int


class TruckFactor(NamedTuple):
    """The truck factor of a repository.

    Attributes:
        repository: its name, as given.
        head: the commit that was looked at.
        commits: commits of its history, merges included.
        excluded: reason -> commits that were not counted.
        published: by the published rule.
        others: under other reasonable settings.
        low: the least of all smallest numbers.
        high: the greatest.
        alike: pairs of names that may be one person; merging them could change the answer. A ``.mailmap`` decides.
    """

    repository: str
    head: str
    commits: int
    excluded: Mapping[str, int]
    published: Size
    others: tuple[Size, ...]
    low: int
    high: int
    alike: int


class TruckFactorReport(NamedTuple):
    """The truck factors of repositories, by name."""

    repositories: tuple[TruckFactor, ...]


def truck_factor(repository: str, head: str, authorship: Authorship) -> TruckFactor:
    """Return the truck factor of a repository. ``head`` is the commit the files are of; the authorship is counted by the published rules."""
    sources = [path for path, runs in authorship.executable.items() if is_source(path, executable=runs)]
    published = _size("", _by_degree(authorship, sources, AUTHOR_SHARE), HALF)
    others = tuple(_others(authorship, sources))
    sizes = [published.size, *(other.size for other in others)]
    tally = authorship.tally
    alike = len(authorship.identities.alike())
    return TruckFactor(
        repository, head, tally.commits, tally.excluded, published, others, min(sizes), max(sizes), alike
    )


def _others(authorship: Authorship, sources: list[str]) -> Iterator[Size]:
    every = list(authorship.files)
    usual = _by_degree(authorship, sources, AUTHOR_SHARE)
    yield _size("every file counts, not only source code", _by_degree(authorship, every, AUTHOR_SHARE), HALF)
    yield _size("an author has more than half of the greatest degree", _by_degree(authorship, sources, 0.5), HALF)
    yield _size(
        "an author has more than nine tenths of the greatest degree", _by_degree(authorship, sources, 0.9), HALF
    )
    yield _size("40 % of the files without an author are enough", usual, 40)
    yield _size("60 % of the files must be without an author", usual, 60)
    yield _size("time counts: who can maintain a file by the fitted model", _by_model(authorship, sources), HALF)


def _by_degree(authorship: Authorship, files: Sequence[str], share: float) -> list[list[int]]:
    return [authors(authorship.files[path], share) for path in files]


def _by_model(authorship: Authorship, files: Sequence[str]) -> list[list[int]]:
    now = authorship.tally.newest
    return [[who for who, work in authorship.files[path].items() if probability(work, now) >= KNOWS] for path in files]


def _size(setting: str, holders: list[list[int]], percent: int) -> Size:
    people = len({who for found in holders for who in found})
    without = sum(not found for found in holders)
    if not holders:
        return Size(setting, 0, 0, 0, 0, 0, 0)
    weights = [1] * len(holders)
    found = critical_set(holders, weights, needed_weight(len(holders), Fraction(percent)))
    return Size(setting, len(holders), people, without, found.greedy, found.size, found.bound)
