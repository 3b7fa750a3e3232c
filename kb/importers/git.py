"""Who can be expected to maintain which component, from the history of git repositories.

Counted are the commits up to the newest one, with renames followed and `.mailmap` applied; co-authors count; commits of
programs and commits on 100 or more files do not, and how many these were is said. Names of one person are merged where that is
certain: the same mail, the same full name, a no-reply address and its login; pairs that only look alike are listed for a
`.mailmap`. Files belong to components by the `paths` of the component (`shop/`, `cmd/*/main.go`; `REPOSITORY:shop/` for one
repository only), else by the name of a folder or of the repository.

For each person and file a logistic model, fitted on 1,209 published answers to "can you maintain this file?", gives the
probability that they can; the mean over all files of the component is the share of it they can be expected to maintain. From
10 % on `aware` is suggested, from 25 % and two changes `assist`, from 50 % and three `operate`: what somebody wrote says little about what they can
restore at 3 a.m., so all of it is evidence `authored`, which proves nothing, and basis `inferred`. Repositories are read only:
nothing a repository names is ever run.

What: repositories: a folder with `.git`, a bare repository, or a folder of such.

Why: nobody can name from memory who knows what; nobody should have to begin with an empty page.

Options: `--revision` (what to look at), `--mails` (write mail addresses down); `kb import git --help` lists those for many repositories.

Reads:

    # file: architecture/services.yml
    services:
      cart:
        paths: [cart/]
    # file: HISTORY
    2026-01-05 Ann: cart/basket.py cart/price.py cart/api.py
    2026-03-02 Ben: cart/price.py
    2026-05-20 Ann: cart/basket.py cart/price.py

Gives:

    # ownership/git.yml
    people:
      ann:
        handles: {git: Ann} # suggested: repo@1e326c1cde:1
      ben:
        handles: {git: Ben} # suggested: repo@1e326c1cde:1
    knowledge:
      cart:
        ann: {level: operate, by: authored, last: 2026-05-20, ref: "git: 85 % of 3 files of cart, 5 changes"} # suggested: repo@1e326c1cde:1
        ben: {level: aware, by: authored, last: 2026-03-02, ref: "git: 18 % of 3 files of cart, 1 change"} # suggested: repo@1e326c1cde:1
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kb.analyses.maintaining.authorship import Authorship
from kb.analyses.maintaining.explanation import Explanation, explain
from kb.analyses.maintaining.identities import Identity
from kb.analyses.maintaining.parts import Evidence, Part, Parts, parts
from kb.analyses.maintaining.tally import Rules, Tally
from kb.importers import Importer, Reading
from kb.importers._gathering import Gathering
from kb.importers._mining import Job, Mined, is_repository, mine
from kb.importers._names import Names, slug
from kb.model.base import Base
from kb.model.fact import Fact, Note
from kb.model.saying import count
from kb.model.source import Source


class History:
    """What was counted in one repository.

    Attributes:
        name: of the repository: its folder.
        head: the commit it was counted up to.
        authorship: who did what to the files of that commit.
    """

    def __init__(self, mined: Mined, *, logins: bool = True) -> None:
        self.name = str(mined["name"])
        self.head = str(mined["head"])
        others = mined["others"] if logins else {}
        self.authorship = Authorship(Tally.of(mined["tally"]), mined["files"], logins=logins, others=others)

    @property
    def place(self) -> Source:
        """Where facts of it come from: repository and commit."""
        return Source(f"{self.name}@{self.head[:10]}", 1, 1)


class Git(Importer):
    """Reads histories; `kb import git` has more options than a plug."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the repository a folder is, or those that lie directly in it, sorted."""
        if is_repository(folder):
            return [folder]
        return sorted(
            item for item in folder.iterdir() if item.is_dir() and not item.is_symlink() and is_repository(item)
        )

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:  # noqa: ARG002 - a history is told by its repository
        """Read histories one after the other."""
        return suggest([self.count(place) for place in places], base, mails=False)

    def count(self, place: Path) -> History:
        """Count the history of one repository.

        Raises:
            KbError: if it cannot be read.
        """
        return History(mine(Job(str(place), "HEAD", Rules(), "")))


def parts_of(one: History, base: Base) -> Parts:
    """Return who can be expected to maintain which component, by one history."""
    paths = {name: item.paths for name, item in base.components.items() if item.paths}
    return parts(one.authorship, one.name, paths, Names(base).component)


def suggest(histories: Iterable[History], base: Base, *, mails: bool = False) -> Reading:
    """Turn histories into facts: the people that are new (``mails``: with their addresses), and what each can be expected to know."""
    suggester = _Suggester(base, mails=mails)
    for one in sorted(histories, key=lambda found: found.name):
        suggester.take(one)
    return suggester.gathered()


def explained(histories: Iterable[History], base: Base, component: str) -> Explanation:
    """Return what the suggestions for a component rest on."""
    suggester = _Suggester(base, mails=False)
    for one in sorted(histories, key=lambda found: found.name):
        suggester.take(one)
    return explain(component, suggester.parts)


class _Suggester(Gathering):
    def __init__(self, base: Base, *, mails: bool) -> None:
        super().__init__(base, "repositories", "commits", "files", "people")
        self.mails = mails
        self.new: dict[str, str] = {}
        self.asked: set[str] = set()
        self.parts: list[tuple[str, Part]] = []

    def take(self, one: History) -> None:
        """Take the facts of one repository."""
        authorship = one.authorship
        place = one.place
        self.read["repositories"] += 1
        self.read["commits"] += authorship.tally.commits
        self.read["files"] += len(authorship.files)
        self.read["people"] += len(authorship.identities.people)
        self.skipped.update(authorship.tally.excluded)
        found = parts_of(one, self.base)
        if found.homeless:
            self.skipped["files that belong to no component"] += found.homeless
            folders = ", ".join(found.folders[:8]) + (" and more" if len(found.folders) > 8 else "")
            files = "1 file belongs" if found.homeless == 1 else f"{found.homeless} files belong"
            message = f"{files} to no component" + (f" (in {folders})" if folders else "")
            self.notes.append(Note(place, message, "name their folders under `paths:` of a component"))
        for left, right in authorship.identities.alike(20):
            message = f"`{left.name}` and `{right.name}` may be one person"
            self.notes.append(Note(place, message, "a line in .mailmap of the repository makes them one"))
        for part in found.parts:
            self.parts.append((one.name, part))
            for evidence in part.people:
                self._tell(part, evidence, place)

    def _tell(self, part: Part, evidence: Evidence, place: Source) -> None:
        level = evidence.level
        if level is None:
            self.skipped["people with too small a part of a component"] += 1
            return
        person = self._person(evidence.identity, place)
        if person is None:
            return
        last = datetime.fromtimestamp(evidence.last, tz=UTC).date().isoformat()
        value = {"level": level.word, "by": "authored", "last": last, "ref": told(part, evidence)}
        self.facts.append(Fact("knowledge", part.component, person, value, place))

    def _person(self, identity: Identity, place: Source) -> str | None:
        known = self._known(identity, place)
        if known is not None:
            return known
        made = self._new_id(identity)
        if made and made not in self.new:
            self.new[made] = identity.name
            handles = {"git": identity.name}
            handles |= {"github": identity.logins[0]} if identity.logins else {}
            handles |= {"mail": identity.mails[0]} if self.mails and identity.mails else {}
            self.facts.append(Fact("people", made, "handles", handles, place))
        return made or None

    def _known(self, identity: Identity, place: Source) -> str | None:
        """Return who they are in the files; of two that are both them the one of the login, else of a mail: a third is nobody."""
        certain = self._people(*identity.logins, *identity.mails)
        known = list(dict.fromkeys([*certain, *self._people(*identity.names)]))
        if len(known) > 1 and certain and not self.asked.intersection(known):
            self.asked.update(known)
            message = f"{' and '.join(f'`{one}`' for one in known)} are both `{identity.name}`, by login, mail or name"
            self.notes.append(Note(place, message, f"if so, move what stands at `{known[1]}` to `{known[0]}`"))
        return known[0] if certain or len(known) == 1 else None

    def _people(self, *words: str) -> list[str]:
        return [known for word in words if (known := self.names.person(word)) is not None]

    def _new_id(self, identity: Identity) -> str:
        """Return a free id after their name or login; empty if nothing can be made of it."""
        wanted = slug(identity.name) or (slug(identity.logins[0]) if identity.logins else "")
        number = 1
        found = wanted
        while found and (self.base.kind(found) is not None or self.new.get(found, identity.name) != identity.name):
            number += 1
            found = f"{wanted}-{number}"
        return found


def told(part: Part, evidence: Evidence) -> str:
    """Return what a suggestion rests on, in one line."""
    changes = evidence.changes + evidence.added
    return (
        f"git: {round(100 * evidence.share)} % of {count(part.files, 'file')} of {part.component}, "
        f"{count(changes, 'change')}"
    )
