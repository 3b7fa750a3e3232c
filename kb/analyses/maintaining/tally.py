"""Counting: for each path and each author how often, when last, and whether they added it. Sums, so order never matters.

A tally can be written down and continued with newer commits, and says the same as one made in one go.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kb.git.history import Logged

_CO_AUTHOR: Final = re.compile(
    r"^[ \t]*co-authored-by:[ \t]*([^<>\n]*?)[ \t]*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE
)
_BOT: Final = re.compile(
    r"\[bot\]|(?:^|[\W_])bot(?:$|[\W_])|^(?:[0-9]+\+)?(?:dependabot|renovate|greenkeeper|pyup|snyk|mergify|github-actions|"
    r"travis[ -]ci|jenkins(?:$|[ -]ci)|circleci|weblate|transifex|allcontributors|semantic-release|imgbot|codecov|(?:github )?copilot(?:$|\W))",
    re.IGNORECASE,
)
"""Names, and what stands before the @ of mails, of programs that commit: our list, after those the tools compared with exclude.
None of them may be how a human is called: Travis is."""
_BOT_MAILS: Final = re.compile(
    r"(?:noreply@(?:github|anthropic|openai)\.com|copilot@github\.com|cursoragent@cursor\.com|(?:noreply|aider)@aider\.chat|"
    r"openhands@all-hands\.dev|.*@travis-ci\.(?:org|com))",
    re.IGNORECASE,
)
"""Mails of programs that commit, and of those that write for somebody and sign as co-authors: nobody can call them."""
PROGRAMS: Final = f"{_BOT.pattern} {_BOT_MAILS.pattern}"
"""Who is none, as text: what was counted by another list is not counted on."""
MASS: Final = 100
"""Files from which on a commit counts as one on the whole tree: a move, a reformatting, an import (our default)."""


class Author(NamedTuple):
    """Who a commit says wrote it: name and mail, mapped by .mailmap and otherwise as they stand."""

    name: str
    mail: str


class Touched(NamedTuple):
    """What one author did to one path.

    Attributes:
        added: whether they added it (anyone who did, not only the first).
        changes: how often they changed it otherwise, renames included.
        last: when they last did either, seconds since 1970.
    """

    added: bool
    changes: int
    last: int


class Rules(NamedTuple):
    """What is counted.

    Attributes:
        bots: whether commits of programs count.
        mass: files from which on a commit does not count; 0 counts all.
        co_authors: whether those named by `Co-authored-by:` count like the author.
    """

    bots: bool = False
    mass: int = MASS
    co_authors: bool = True


PUBLISHED: Final = Rules(bots=True, mass=0, co_authors=False)
"""What the published truck factor counts (Avelino et al. 2016): every commit but merges, its author only."""


@dataclass
class Tally:
    """The sums.

    Attributes:
        rules: what is counted.
        touched: path -> author -> what they did.
        olds: path -> the paths it was renamed from.
        commits: commits looked at.
        excluded: reason -> commits that were not counted for it.
        newest: the latest time of a counted commit, seconds since 1970.
    """

    rules: Rules = field(default_factory=Rules)
    touched: dict[str, dict[Author, Touched]] = field(default_factory=dict)
    olds: dict[str, set[str]] = field(default_factory=dict)
    commits: int = 0
    excluded: dict[str, int] = field(default_factory=dict)
    newest: int = 0

    def add(self, commits: Iterable[Logged]) -> None:
        """Count commits."""
        for commit in commits:
            self.commits += 1
            why = self._excludes(commit)
            if why:
                self.excluded[why] = self.excluded.get(why, 0) + 1
            for change in commit.changes:
                if change.kind == "R":
                    self.olds.setdefault(change.path, set()).add(change.old)
            if not why and commit.changes:
                self.newest = max(self.newest, commit.time)
                self._count(commit)

    def _excludes(self, commit: Logged) -> str:
        if not self.rules.bots and is_bot(commit.name, commit.mail):
            return "commits of programs"
        if self.rules.mass and len(commit.changes) >= self.rules.mass:
            return f"commits on {self.rules.mass} or more files"
        return ""

    def _count(self, commit: Logged) -> None:
        authors = [Author(commit.name, commit.mail)]
        if self.rules.co_authors and "o-authored-by" in commit.message:
            named = (Author(name, mail) for name, mail in _CO_AUTHOR.findall(commit.message))
            authors += [other for other in named if self.rules.bots or not is_bot(*other)]
        for change in commit.changes:
            if change.kind == "D":
                continue
            by = self.touched.setdefault(change.path, {})
            for author in dict.fromkeys(authors):
                there = by.get(author)
                added = change.kind in "AC"
                if there is None:
                    by[author] = Touched(added, 0 if added else 1, commit.time)
                else:
                    by[author] = Touched(
                        there.added or added, there.changes + (not added), max(there.last, commit.time)
                    )

    # -- writing down --------------------------------------------------------------------------

    def plain(self) -> dict[str, Any]:
        """Return the sums as plain data, the same for the same commits in any order."""
        authors = sorted({author for by in self.touched.values() for author in by})
        number = {author: index for index, author in enumerate(authors)}
        return {
            "rules": list(self.rules),
            "authors": [list(author) for author in authors],
            "touched": {
                path: [[number[author], int(one.added), one.changes, one.last] for author, one in sorted(by.items())]
                for path, by in sorted(self.touched.items())
            },
            "olds": {path: sorted(olds) for path, olds in sorted(self.olds.items())},
            "commits": self.commits,
            "excluded": dict(sorted(self.excluded.items())),
            "newest": self.newest,
        }

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Tally":
        """Return the tally that :meth:`plain` wrote down.

        Raises:
            ValueError, KeyError, TypeError, IndexError: if it did not.
        """
        authors = [Author(str(name), str(mail)) for name, mail in data["authors"]]
        touched = {
            str(path): {authors[who]: Touched(bool(added), int(changes), int(last)) for who, added, changes, last in by}
            for path, by in data["touched"].items()
        }
        olds = {str(path): {str(old) for old in found} for path, found in data["olds"].items()}
        excluded = {str(why): int(count) for why, count in data["excluded"].items()}
        bots, mass, co_authors = data["rules"]
        rules = Rules(bool(bots), int(mass), bool(co_authors))
        return Tally(rules, touched, olds, int(data["commits"]), excluded, int(data["newest"]))


def is_bot(name: str, mail: str) -> bool:
    """Whether a name or a mail is that of a program."""
    local = mail.partition("@")[0]
    return any((_BOT.search(name), _BOT.search(local), _BOT_MAILS.fullmatch(mail)))
