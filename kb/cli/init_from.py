"""kb init --from: the first knowledge base, drafted from what an organisation already has. One importer after the other."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb import plugs
from kb.cli.import_git import progress
from kb.cli.options import draw
from kb.cli.session import known
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.files.tree import Store
    from kb.importers import Reading
    from kb.importers._mining import Mined
    from kb.model.base import Base
    from kb.model.fact import Draft, ImportReport

ORDER: Final = (
    "gitlab-catalog", "backstage", "csv", "compose", "kubernetes", "owners", "codeowners", "runbooks", "oncall", "git",
)  # fmt: skip
"""Catalogues first, which name things best; then what shows edges; then people, who need things to know; git last."""
_NAMED_ONLY: Final = frozenset({"csv", "runbooks"})
"""Importers `--from all` leaves out: any table or page may look like theirs."""
_PEOPLE_FROM: Final = ORDER.index("codeowners")


def chosen(text: str) -> tuple[str, ...]:
    """Return the importers of --from in the order they run.

    Raises:
        UsageError: if one does not exist.
    """
    from kb import importers

    names = {name.strip() for name in text.split(",") if name.strip()}
    if names == {"all"}:
        return tuple(name for name in ORDER if name not in _NAMED_ONLY)
    if not names:
        raise UsageError("--from names no importer; write --from git,codeowners, or --from all")
    there = plugs.names(importers)
    for name in sorted(names):
        known(name, there, "importer")
    return tuple(sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)))


def draft(names: tuple[str, ...], folders: list[Path], texts: dict[str, str]) -> "tuple[Draft, dict[str, str]]":
    """Draft a knowledge base from what lies in some folders.

    Args:
        names: the importers, in order.
        folders: where to look.
        texts: the files to begin with: path -> text.

    Returns:
        what each importer read, and the files to write: those to begin with, and the drafted ones.

    Raises:
        UsageError: if no importer finds anything.
    """
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} is not a folder")
    drafter = _Drafter(texts, folders)
    for name in names:
        if name == "git" or ORDER.index(name) >= _PEOPLE_FROM:
            drafter.begin(git="git" in names)
            if drafter.seeded and "owners" in names:
                drafter.run("owners")  # again, now that there is something to own
                drafter.seeded = False
        drafter.run(name)
    found = drafter.draft()
    if not found.imports:
        said = "".join(f"\n  {name}: {why}" for name, why in found.failed.items())
        raise UsageError(f"nothing of {', '.join(names)} in {', '.join(map(str, folders))}; "
                         f"`kb explain import-{names[0]}` says what is read{said}")  # fmt: skip
    return found, dict(sorted(drafter.texts.items()))


class _Drafter:
    """Runs importers one after the other, each on what those before it have drafted."""

    def __init__(self, texts: dict[str, str], folders: list[Path]) -> None:
        self.texts, self.folders = dict(texts), folders
        self.imports: list[ImportReport] = []
        self.failed: dict[str, str] = {}
        self.mined: list[Mined] | None = None
        self.seeded = False

    @property
    def store(self) -> "Store":
        """What has been drafted so far, for the reader."""
        from kb.files.editing.trial import Supposed

        return Supposed({path: text.encode() for path, text in self.texts.items()})

    @property
    def base(self) -> "Base":
        """What has been drafted so far."""
        from kb.files.load import load

        return load(self.store).base

    def begin(self, *, git: bool) -> None:
        """Make a service of each repository if nothing has named one until now."""
        if not git or self.mined is not None or not self._repositories():
            return
        mined = self.mined = self._count()
        if mined and not self.base.components:
            from kb.importers import Reading
            from kb.importers._places import names_of
            from kb.importers._repositories import owned_folders, services

            self.seeded = True
            places = self._repositories()
            owned = owned_folders(dict(zip(names_of(places), places, strict=True)))
            self._merge("git", Reading(tuple(services(mined, owned)), read={"repositories": len(mined)}))

    def run(self, name: str) -> None:
        """Run one importer; what it cannot read is kept for the report, and the others go on."""
        from kb import importers
        from kb.importers import Importer
        from kb.importers.git import History, suggest

        try:
            if name == "git":
                if self.mined:
                    self._merge(name, suggest([History(one) for one in self.mined], self.base))
                elif name not in self.failed:
                    self.failed[name] = "no repository here"
                return
            importer = plugs.plug(importers, Importer, name)()  # type: ignore[type-abstract]
            found = [place for folder in self.folders for place in importer.finds(folder)]
            if found:
                self._merge(name, importer.read(found, self.base, self.folders))
            else:
                self.failed[name] = "nothing for it here"
        except KbError as error:
            self.failed[name] = str(error)

    def _repositories(self) -> list[Path]:
        from kb.importers.git import Git

        return sorted({place.resolve(): place for folder in self.folders for place in Git().finds(folder)}.values())

    def _count(self) -> "list[Mined]":
        from kb.analyses.maintaining.tally import Rules
        from kb.files.cache import users_folder
        from kb.importers._mining import Job, mine_all
        from kb.importers._places import names_of

        places, cache = self._repositories(), str(users_folder() or "")
        jobs = [
            Job(str(place), "HEAD", Rules(), cache, name) for place, name in zip(places, names_of(places), strict=True)
        ]
        try:
            return mine_all(jobs, processes=os.cpu_count() or 1, progress=progress)
        except KbError as error:
            self.failed["git"] = str(error)
            return []

    def _merge(self, name: str, reading: "Reading") -> None:
        from kb.cli.proposing import propose

        what = ", ".join(folder.resolve().name or "/" for folder in self.folders)
        proposal, report = propose(self.store, self.base, name, what, reading)
        self.texts |= {change.path: change.new for change in proposal.changes}
        self.imports.append(report)

    def draft(self) -> "Draft":
        """Return what was read, and what nothing said."""
        from kb.model.fact import Draft

        return Draft(tuple(self.imports), dict(self.failed), dict(_open(self.base)))


def _open(base: "Base") -> Iterator[tuple[str, int]]:
    """Yield what nobody could draft, and of how many things it is unknown."""
    parts = base.components.values()
    yield "components", len(parts)
    yield "without an owner", sum(base.owner(item) is None for item in parts)
    yield "without a tier", sum(base.tier(item) is None for item in parts)
    yield "without edges", sum(not (item.needs or item.uses or item.built_on or item.runs_on) for item in parts)
    yield "with nobody known to operate them", sum(item.id not in base.knowledge for item in parts)
    yield "without a runbook", sum(not item.runbooks for item in parts)
    bare = sum(not item.covers for item in base.rotations.values())
    yield f"{'rotation that covers' if bare == 1 else 'rotations that cover'} nothing yet", bare


def say_draft(found: "Draft") -> None:
    """Print what was read, and what is left to a human."""
    from kb.documents.importing import describe_draft

    draw(found, describe_draft(found), "text", None)
