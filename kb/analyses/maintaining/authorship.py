"""Per file that is there: who added it, who changed it how often, who did so last, its earlier names included."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kb.analyses.maintaining.identities import Identities
from kb.analyses.maintaining.tally import Author, Tally


class Work(NamedTuple):
    """What one person did to one file: the features of all models.

    Attributes:
        added: FA, whether they added it under any of its names.
        own: DL, how often they changed it.
        others: AC, how often others changed it.
        last: when they last did anything to it, seconds since 1970.
    """

    added: bool
    own: int
    others: int
    last: int


class Authorship:
    """Who did what to the files of a commit.

    Only ``files`` count, each with whether it is executable; for ``logins`` and ``others`` see :class:`Identities`.
    """

    def __init__(
        self,
        tally: Tally,
        files: Mapping[str, bool],
        *,
        logins: bool = True,
        others: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.tally = tally
        self.executable = files
        counts: dict[Author, int] = {}
        for by in tally.touched.values():
            for author, one in by.items():
                counts[author] = counts.get(author, 0) + one.changes + one.added
        self.identities = Identities(counts, logins=logins, others=others)
        self.files = {path: self._work(path) for path in files}
        """Path -> number of the person -> what they did."""

    def _work(self, path: str) -> dict[int, Work]:
        sums: dict[int, tuple[bool, int, int]] = {}
        for name in self._names(path):
            for author, one in self.tally.touched.get(name, {}).items():
                who = self.identities.of(author)
                added, own, last = sums.get(who, (False, 0, 0))
                sums[who] = (added or one.added, own + one.changes, max(last, one.last))
        total = sum(own for _, own, _ in sums.values())
        return {who: Work(added, own, total - own, last) for who, (added, own, last) in sorted(sums.items())}

    def _names(self, path: str) -> set[str]:
        """Return every name a file has had, its own first; histories of names used twice flow together."""
        seen, todo = {path}, [path]
        while todo:
            for old in self.tally.olds.get(todo.pop(), ()):
                if old not in seen:
                    seen.add(old)
                    todo.append(old)
        return seen
