"""Teams, people and what they look after, from Kubernetes' OWNERS, OWNERS_ALIASES and sigs.yaml.

From `sigs.yaml`: each group becomes a team with its contact, its chairs and technical leads become people in it (the first chair
leads), each subproject becomes a service it owns. From an `OWNERS` file: the component whose `paths` (or whose folder's name) it lies
at (at the top: the component called like the repository) is known by its approvers as *assist* and by its reviewers as *aware*, claimed: they decide on changes, which does not show that
they can restore anything. Aliases are expanded; emeritus approvers are passed over; an OWNERS file holds for folders below it that
have none, as in Kubernetes, unless it says `no_parent_owners`.

What: `OWNERS`, `OWNERS_ALIASES` and `sigs.yaml` below the folder.

Why: projects that use these files have written down by hand who looks after what; it need not be written twice.

Options: none.

Reads:

    # file: architecture/services.yml
    services:
      shop:
        paths: [shop/]
    # file: OWNERS
    approvers: [shop-leads]
    reviewers: [zoe]
    # file: OWNERS_ALIASES
    aliases: {shop-leads: [ann]}

Gives:

    # ownership/owners.yml
    people:
      ann:
        handles: {github: ann} # suggested: OWNERS:1
      zoe:
        handles: {github: zoe} # suggested: OWNERS:2
    knowledge:
      shop:
        ann: assist # suggested: OWNERS:1
        zoe: aware # suggested: OWNERS:2
"""

# Longer than the usual 150 lines: three files that name each other, and a method each of what they say.

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called, only_repository
from kb.importers._referred import with_renamed
from kb.importers._walk import below
from kb.importers._yaml import Map, Seq, Text, documents, of
from kb.model.base import Base
from kb.model.fact import Fact, Note, Value
from kb.model.source import Source

_FILES: Final = frozenset({"OWNERS", "OWNERS_ALIASES", "sigs.yaml"})
_GROUPS: Final = ("sigs", "workinggroups", "committees", "usergroups")
_LEVELS: Final = (("approvers", "assist"), ("reviewers", "aware"))


class Owners(Importer):
    """Reads OWNERS files and sigs.yaml."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the files below a folder."""
        return below(folder, lambda path: path.rpartition("/")[2] in _FILES)

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read the files: aliases first, then groups, then the folders from the top down."""
        reader = _Reader(base)
        reader.whole = only_repository(places)
        for name, place in sorted((name, place) for place, name in called(places, named).items()):
            reader.document(name, place)
        if not (reader.read["groups"] or reader.read["owners files"]):
            first = next(iter(reader.notes), None)
            odd = f"; {first.source}:{first.source.column}: {first.message}" if first else ""
            raise KbError(f"there is neither a group nor an owner in these files{odd}")
        return reader.reading()


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "groups", "subprojects", "owners files")
        self.aliases: dict[str, list[Text]] = {}
        self.owners: dict[str, tuple[str, Map]] = {}
        self.people: set[str] = set()
        self.subprojects: set[str] = set()
        self.whole = ""
        self.teams: set[str] = set()

    def document(self, name: str, path: Path) -> None:
        """Take one file."""
        self.read["files"] += 1
        folder, _, short = name.rpartition("/")
        for document in documents(path, name, self.notes):
            found = of(Map, document)
            if found is None:
                continue
            if short == "OWNERS_ALIASES":
                aliases = of(Map, found.get("aliases")) or Map(1)
                self.aliases |= {alias.casefold(): _texts(members) for alias, members in aliases.items()}
            elif short == "OWNERS":
                self.read["owners files"] += 1
                self.owners[folder] = (name, found)
            else:
                self._groups(found, name)

    def reading(self) -> Reading:
        """Return what was found; OWNERS files come last, when all aliases are known."""
        placed = {path: component for component, path in self._places()}
        for folder in sorted(self.owners):
            component = placed.get(folder) or self._called(folder, placed.values())
            if component is None:
                self.skipped["OWNERS files of no component"] += 1
                continue
            self._owned(component, folder)
        for path, component in placed.items():
            if path not in self.owners:
                self._owned(component, path)
        if self.owners and not self.facts:
            name, found = next(iter(self.owners.values()))
            said = "no OWNERS file lies in a folder of a component: none has `paths` here, or is called like a folder"
            self.notes.append(
                Note(Source(name, found.line, 1), said, "write `paths` at the components whose code lies here")
            )
        return self.gathered(with_renamed(self.facts, self.notes, self.names))

    def _called(self, folder: str, placed: Collection[str]) -> str | None:
        """Return the component of a folder's name, at the top of that of the repository, unless its paths say otherwise."""
        found = self.names.component(folder.rpartition("/")[2] or self.whole)
        return None if not folder and found in placed else found

    def _places(self) -> Iterator[tuple[str, str]]:
        for name, item in self.base.components.items():
            for path in item.paths or ():
                repository, _, plain = path.rpartition(":")
                plain = plain.removeprefix("./").strip("/")
                yield name, f"{repository}/{plain}".strip("/") if repository and repository != self.whole else plain

    # -- OWNERS --------------------------------------------------------------------------------

    def _owned(self, component: str, folder: str) -> None:
        """Tell who looks after a folder: its own file, and those above it up to one that says no_parent_owners."""
        told: set[str] = set()
        while True:
            name, found = self.owners.get(folder, ("", None))
            if found is not None:
                for key, level in _LEVELS:
                    for login in self._logins(found, key):
                        if login.casefold() not in told:
                            told.add(login.casefold())
                            self._knows(component, login, level, Source(name, login.line, 1))
                options = of(Map, found.get("options")) or Map(1)
                if str(options.get("no_parent_owners", "")) == "true":
                    return
            if not folder or (found is not None and told):
                return
            folder = folder.rpartition("/")[0]

    def _logins(self, found: Map, key: str) -> Iterator[Text]:
        filters = of(Map, found.get("filters")) or Map(1)
        whole = of(Map, filters.get(".*")) or Map(1)
        for member in (*_texts(found.get(key)), *_texts(whole.get(key))):
            for login in self.aliases.get(member.casefold(), [member]):
                made = Text(str(login))
                made.line, made.plain = member.line, True
                yield made

    def _knows(self, component: str, login: Text, level: str, source: Source) -> None:
        if "/" in login:
            self.skipped["owners that are teams of the forge"] += 1
            return
        self.facts.append(Fact("knowledge", component, self._person(str(login), source), level, source))

    def _person(self, login: str, source: Source, title: str = "", team: str = "") -> str:
        """Return the id of someone, who is added if nobody is known by that login."""
        known = self.names.person(login)
        person = known or slug(login) or "x"
        if known is None and person not in self.people:
            self.facts.append(Fact("people", person, "handles", {"github": login}, source))
            if title:
                self.facts.append(Fact("people", person, "title", title, source))
        if team and person not in self.people:
            self.facts.append(Fact("people", person, "team", team, source))
        self.people.add(person)
        return person

    # -- sigs.yaml -----------------------------------------------------------------------------

    def _groups(self, document: Map, name: str) -> None:
        groups = [one for key in _GROUPS for one in of(Seq, document.get(key)) or [] if isinstance(one, Map)]
        self.teams |= {slug(str(group.get("dir", group.get("name", "")))) for group in groups}
        for group in groups:
            self._group(group, name)

    def _group(self, group: Map, name: str) -> None:
        self.read["groups"] += 1
        title = str(group.get("name", ""))
        team = self.names.team_or_new(str(group.get("dir", title)))
        source = Source(name, group.line, 1)
        if not team:
            self.notes.append(Note(source, "this group has neither a name nor a folder", "give it one"))
            return
        self._tell("teams", team, "title", title, source)
        self._contact(group, team, name)
        leadership = of(Map, group.get("leadership")) or Map(group.line)
        leads = [
            self._lead(one, team, name)
            for role in ("chairs", "tech_leads")
            for one in of(Seq, leadership.get(role)) or []
        ]
        first = next((lead for lead in leads if lead), None)
        if first:
            self._tell("teams", team, "lead", first, source)
        for subproject in of(Seq, group.get("subprojects")) or []:
            if isinstance(subproject, Map):
                self._subproject(subproject, team, name)

    def _lead(self, one: Any, team: str, name: str) -> str:
        if not isinstance(one, Map) or not one.get("github"):
            return ""
        return self._person(str(one["github"]), Source(name, one.line, 1), str(one.get("name", "")), team)

    def _contact(self, group: Map, team: str, name: str) -> None:
        contact = of(Map, group.get("contact")) or Map(group.line)
        for key, kind, sign in (("slack", "chat", "#"), ("mailing_list", "url", "")):
            value = of(Text, contact.get(key))
            if value and (kind != "url" or value.startswith(("http://", "https://"))):
                place = Source(name, contact.lines[key], 1)
                self._tell("teams", team, "contact", {"kind": kind, "to": f"{sign}{value}"}, place)

    def _subproject(self, subproject: Map, team: str, name: str) -> None:
        self.read["subprojects"] += 1
        title = str(subproject.get("name", ""))
        found = slug(title)
        if not found:
            return
        if self.names.component(title) is None and (
            found in self.subprojects or self.base.kind(found) is not None or found in self.teams
        ):
            found = f"{team}-{found}"
        self.subprojects.add(found)
        source = Source(name, subproject.line, 1)
        self._tell("services", found, "title", title, source)
        self._tell("services", found, "owner", team, source)
        if subproject.get("description"):
            text = " ".join(str(subproject["description"]).split())
            self._tell("services", found, "description", text, Source(name, subproject.lines["description"], 1))

    def _tell(self, section: str, name: str, key: str, value: Value, source: Source) -> None:
        if value != "":
            self.facts.append(Fact(section, name, key, value, source))


def _texts(node: Any) -> list[Text]:
    return [item for item in node if isinstance(item, Text)] if isinstance(node, Seq) else []
