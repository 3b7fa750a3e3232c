"""Which team owns which component, from the CODEOWNERS files of GitHub and GitLab.

A component's owner is who owns the files at its `paths` (a component without paths is looked for by the name of the last
folder of a rule, and by that of the repository). Of the rules the last that matches holds, in GitLab within each section. `@organisation/team` becomes a team
and the `owner` of the component; people named in person become *assist* on it, claimed: who is asked to review changes
can help, which proves nothing. Addresses of a role (`support@`, `dev-team@`) are nobody's, and are counted. Teams and people the
knowledge base does not know yet are added with their handle.

What: `CODEOWNERS` at the top, in `.github/`, `.gitlab/` or `docs/`.

Why: it is a list of owners that many organisations keep, since reviews are asked for by it; and the entries of those
who left are passed over in silence, which `kb drift` tells.

Options: none.

Reads:

    # file: architecture/services.yml
    services:
      shop:
        paths: [shop/]
    # file: CODEOWNERS
    /shop/   @example/shop-team @ann
    /cart/   @example/shop-team

Gives:

    # architecture/services.yml
    services:
      shop:
        paths: [shop/]
        owner: shop-team # suggested: CODEOWNERS:1
    # ownership/codeowners.yml
    teams:
      shop-team:
        aliases: ["@example/shop-team"] # suggested: CODEOWNERS:1
    people:
      ann:
        handles: {github: ann} # suggested: CODEOWNERS:1
    knowledge:
      shop:
        ann: assist # suggested: CODEOWNERS:1
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kb.analyses.maintaining.identities import login_of
from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._codeowners import Rule, owners_of, rules
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called, repository_around, repository_name
from kb.importers._referred import with_renamed
from kb.importers._walk import read_bytes
from kb.model.base import Base
from kb.model.fact import Fact, Note
from kb.model.source import Source

PLACES: Final = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
_FOLDERS: Final = frozenset({".github", ".gitlab", "docs"})
_ROLES: Final = frozenset(
    {
        "abuse", "admin", "contact", "dev", "developers", "devops", "engineering", "hello", "help", "hostmaster", "info",
        "marketing", "noc", "oncall", "ops", "postmaster", "sales", "security", "support", "team", "webmaster",
    }
)  # fmt: skip
"""Mailboxes that several people read: those of RFC 2142, and what repositories write besides."""
_SIGNS: Final = frozenset("*?[")


def _is_role(owner: str) -> bool:
    local, at, _ = owner.partition("@")
    return bool(local and at) and _ROLES.issuperset(re.split(r"[._+-]", local.lower()))


def homes(places: Sequence[Path]) -> list[Path]:
    """Return the folder each file holds for: the one it lies in, or above that where forges look one folder down."""
    return [place.parent.parent if place.parent.name in _FOLDERS else place.parent for place in places]


class Codeowners(Importer):
    """Reads CODEOWNERS files."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the files a forge would read in a repository, and in those that lie directly in a folder."""
        folders = [folder, *sorted(item for item in folder.iterdir() if item.is_dir() and not item.is_symlink())]
        found = dict.fromkeys(place / name for place in folders for name in PLACES)  # `.github/CODEOWNERS` comes twice
        return [path for path in found if path.is_file() and not path.is_symlink()]

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read the files one after the other."""
        reader = _Reader(base)
        there = [place for place in named if place.is_dir()]
        for place, name in called(places, there or homes(places)).items():
            reader.file(place, name)
        if not reader.read["rules"]:
            raise KbError(f"there is no rule in {', '.join(map(str, places))}")
        return reader.gathered(with_renamed(reader.facts, reader.notes, reader.names))


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "rules", "owners")
        self.told: set[tuple[str, str]] = set()

    def file(self, path: Path, name: str) -> None:
        """Take the rules of one file."""
        written = rules(read_bytes(path, name).decode("utf-8", "replace"), name, self.notes)
        self.read["files"] += 1
        self.read["rules"] += len(written)
        self.read["owners"] += len({owner for rule in written for owner in rule.owners})
        used: set[Source] = set()
        around = repository_around(path)
        for component, place in self._places(written, repository_name(around) if around else ""):
            for owner, source in owners_of(f"{place.rstrip('/')}/-" if place else "-", written).items():
                used.add(source)
                self._tell(component, owner, source)
        idle = [rule for rule in written if rule.owners and rule.source not in used]
        if idle:
            self.skipped["rules that match no component"] += len(idle)
        if idle and not used:  # all there is to learn here is lost, and nobody would know why
            said = "no rule matches a component: none has `paths` here, or is called like a folder of a rule"
            repair = (
                "write `paths` at the components whose code lies here"
                if self.base.components
                else "import components first"
            )
            self.notes.append(Note(idle[0].source, said, repair))

    def _places(self, written: Sequence[Rule], repository: str) -> Iterator[tuple[str, str]]:
        """Yield components and the folders they live in: by their paths, else by the last folder of a rule, or the repository."""
        placed = {name: item.paths for name, item in self.base.components.items() if item.paths}
        for component, paths in placed.items():
            for path in paths:
                other, _, within = path.rpartition(":")
                if other and repository and other.rpartition("/")[2] != repository:
                    continue  # it lies in another one
                plain = within.removeprefix("./").strip("/")
                yield component, "/".join(part for part in plain.split("/") if not _SIGNS & set(part))
        for rule in written:
            folder = rule.pattern.strip("/").removesuffix("/**").removesuffix("/*")
            known = None if _SIGNS & set(folder) else self.names.component(folder.rpartition("/")[2])
            if known is not None and known not in placed:
                yield known, folder
        whole = self.names.component(repository)
        if whole is not None and whole not in placed:
            yield whole, ""

    def _tell(self, component: str, owner: str, source: Source) -> None:
        login = login_of(owner)
        owner = f"@{login}" if login else owner
        if (component, owner) in self.told:
            return
        self.told.add((component, owner))
        section = f"{self.base.components[component].kind.value}s"
        if owner.startswith("@@") or (_is_role(owner) and self.names.person(owner) is None):
            why = "owners that are roles" if owner.startswith("@@") else "addresses of a role, such as support@"
            self.skipped[why] += 1
        elif owner.startswith("@") and "/" in owner:
            team = self.names.team_or_new(owner)
            if self.names.team(owner) is None:
                self.facts.append(Fact("teams", team, "aliases", owner, source))
            self.facts.append(Fact(section, component, "owner", team, source))
        else:
            person = self.names.person(owner) or slug(owner.partition("@")[0] or owner)
            if self.names.person(owner) is None:
                kind = "github" if owner.startswith("@") else "mail"
                self.facts.append(Fact("people", person, "handles", {kind: owner.removeprefix("@")}, source))
            self.facts.append(Fact("knowledge", component, person, "assist", source))
