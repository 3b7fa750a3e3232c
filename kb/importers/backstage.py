"""Components, systems, teams and people, from a Backstage catalogue (catalog-info.yaml files).

Components and resources become components: of type `database` and the like datastores, of type `queue`, `topic` queues, of type
`website` and `app` clients, the others services. `dependsOn` is a hard edge; who consumes an API stands on who provides it. Systems
stay systems, groups become teams, users people. The folder of the only component of a file is its `paths`, as in Backstage; at the top the name of the repository is one of its. An owner or a dependency that no file of the catalogue describes is one the knowledge
base knows by that name, else it is added by its name alone. Who owns something in person stands for their team. What `kb export backstage` wrote comes back as it was: its annotations
(`holdfast/tier` and so on) carry what Backstage has no word for. Domains, locations and templates are counted and
passed over; an entity that is not valid, or a reference to one that is not there, is named with its line.

What: `catalog-info.yaml` (and `.yml`) below the folder, with several documents a file, and any file named that holds entities.

Why: an organisation with a portal has typed its graph once already.

Options: none.

Reads:

    # file: catalog-info.yaml
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop, title: Shop}
    spec: {type: service, lifecycle: production, owner: shop-team, system: store, dependsOn: ["resource:orders"]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Resource
    metadata: {name: orders}
    spec: {type: database, owner: shop-team}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Group
    metadata: {name: shop-team}
    spec: {type: team, children: []}

Gives:

    # architecture/backstage.yml
    services:
      shop: # suggested: catalog-info.yaml:3
        title: Shop # suggested: catalog-info.yaml:3
        owner: shop-team # suggested: catalog-info.yaml:4
        lifecycle: production # suggested: catalog-info.yaml:4
        needs: [orders] # suggested: catalog-info.yaml:4
    datastores:
      orders: # suggested: catalog-info.yaml:8
        owner: shop-team # suggested: catalog-info.yaml:9
    # ownership/backstage.yml
    teams:
      shop-team: {} # suggested: catalog-info.yaml:13
"""

# Longer than the usual 150 lines: one format, and a method each of its kinds.

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._entities import PARTS, PREFIX, Entities, Entity
from kb.importers._names import slug
from kb.importers._places import called, names_of, only_repository, repository_around
from kb.importers._referred import with_referred
from kb.importers._walk import below, read_bytes
from kb.importers._yaml import Map, Seq, Text, of
from kb.model.base import Base
from kb.model.fact import LIFECYCLES, Fact, Note, Value
from kb.model.source import Source

_NOBODY: Final = frozenset({"unknown", "guests"})
"""Owners that stand for none: the words of Backstage's own examples."""
_ABOUT: Final = re.compile(r"catalog-info\.ya?ml|mkdocs\.ya?ml|docs|readme.*|\..*", re.IGNORECASE)
"""What lies beside a description where nothing else does: no source of anything."""


class Backstage(Importer):
    """Reads a catalogue."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the catalogue files below a folder."""
        return below(folder, is_catalogue)

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read a catalogue."""
        names = called(places, named)
        homes = {names[place]: path for place, path in _homes(places).items()}
        return catalogue(
            ((names[place], read_bytes(place, names[place])) for place in places), base, homes, only_repository(places)
        )


def _homes(places: Sequence[Path]) -> dict[Path, str]:
    """Return the paths of components described in a folder of their own: Backstage takes that for where their source is."""
    around = {place: repository_around(place) for place in places if is_catalogue(place.name)}
    roots = sorted({root for root in around.values() if root})
    names = [f"{name}:" for name in names_of(roots)] if len(roots) > 1 else [""]
    begins = dict(zip(roots, names, strict=True)) if roots else {}
    found = {}
    for place, root in around.items():
        folder = place.parent.resolve()
        if root and folder != root and any(not _ABOUT.fullmatch(item.name) for item in folder.iterdir()):
            found[place] = f"{begins[root]}{folder.relative_to(root).as_posix()}/"
    return found


def is_catalogue(path: str) -> bool:
    """Whether a file is named like one of a catalogue."""
    return re.fullmatch(r"(?:.*/)?catalog-info\.ya?ml", path) is not None


def catalogue(
    files: Iterable[tuple[str, bytes]], base: Base, homes: Mapping[str, str] = MappingProxyType({}), whole: str = ""
) -> Reading:
    """Read a catalogue; references are told last, when every entity is known.

    Args:
        files: name and content of each file.
        base: the knowledge base as it is.
        homes: of files that lie in the folder of what they describe that path.
        whole: what the repository is called whose only component a file at its top describes.

    Raises:
        KbError: if there is no entity in them.
    """
    reader = _Reader(base, homes, whole)
    for name, data in files:
        reader.file(name, data)
    if not reader.entities:
        raise KbError("there is no entity of a Backstage catalogue in these files")
    return reader.reading()


class _Reader(Entities):
    def __init__(self, base: Base, homes: Mapping[str, str], whole: str) -> None:
        super().__init__(base)
        self.homes, self.whole = homes, whole
        self.providers: dict[str, list[str]] = {}

    def reading(self) -> Reading:
        """Return what was found."""
        self.identify()
        for entity in self.entities.values():
            if entity.kind == "component":
                for api in self.references(entity, "providesApis", "api"):
                    self.providers.setdefault(api, []).append(self.ids[entity.key])
        for key, entity in self.entities.items():
            if entity.kind == "api":
                self.skipped["APIs, told as edges from who consumes to who provides"] += 1
            else:
                self._tell(entity, self.ids[key])
        return self.gathered(with_referred(self.facts, self.notes, self.names))

    def _tell(self, entity: Entity, name: str) -> None:
        section = entity.section

        def tell(key: str, value: Value, node: Any = None) -> None:
            line = getattr(node, "line", entity.source.line)
            self.facts.append(Fact(section, name, key, value, entity.source._replace(line=line)))

        tell("", True)
        title = of(Text, entity.metadata.get("title")) or next(iter(entity.profile("displayName")), None)
        if title:
            tell("title", str(title), title)
        description = of(Text, entity.metadata.get("description"))
        if description and description.strip():
            tell("description", " ".join(description.split()), description)
        for tag in of(Seq, entity.metadata.get("tags")) or []:
            tell("tags", str(tag), tag)
        self._links(entity, tell)
        {"group": self._group, "user": self._user}.get(entity.kind, self._component)(entity, tell)

    def _links(self, entity: Entity, tell: Any) -> None:
        for link in of(Seq, entity.metadata.get("links")) or []:
            url = of(Text, link.get("url")) if isinstance(link, Map) else None
            if url and re.fullmatch(r"https?://\S+", url):
                kind = slug(str(link.get("type") or link.get("title") or "link")) or "link"
                tell("links", {"kind": kind, "url": str(url)}, url)

    def _group(self, entity: Entity, tell: Any) -> None:
        for parent in self.ids_of(entity, "parent", "group"):
            tell("parent", parent, entity.spec.get("parent"))
        if slug_there := of(Text, entity.annotations.get("github.com/team-slug")):
            tell("aliases", f"@{slug_there.removeprefix('@')}", slug_there)

    def _user(self, entity: Entity, tell: Any) -> None:
        for team in list(self.ids_of(entity, "memberOf", "group"))[:1]:
            tell("team", team, entity.spec.get("memberOf"))
        for mail in entity.profile("email"):
            tell("handles", {"mail": str(mail)}, mail)
        for host, login in entity.logins.items():
            tell("handles", {host: str(login)}, login)

    def _component(self, entity: Entity, tell: Any) -> None:
        self._owner(entity, tell)
        for system in self.ids_of(entity, "system", "system"):
            tell("system", system, entity.spec.get("system"))
        lifecycle = of(Text, entity.spec.get("lifecycle"))
        if lifecycle in LIFECYCLES and entity.kind == "component":
            tell("lifecycle", str(lifecycle), lifecycle)
        if entity.kind != "system":
            self._edges(entity, tell)
        self._annotations(entity, tell)

    def _edges(self, entity: Entity, tell: Any) -> None:
        hard = [(to, "") for to in self._needed(entity)]
        hard += [(provider, f"consumes its API {api}") for api, provider in self._provided(entity)]
        own = self.ids[entity.key]
        other = {key: entity.own(key).split() for key in ("uses", "built_on", "runs_on")}
        told = {own, *(name for names in other.values() for name in names)}
        for to, why in hard:
            if to not in told:
                told.add(to)
                tell("needs", {"to": to, "why": why} if why else to, entity.spec.get("dependsOn"))
        for key, names in other.items():
            for to in names:
                tell(key, to)

    def _provided(self, entity: Entity) -> Iterator[tuple[str, str]]:
        """Yield the APIs a component consumes with who provides each; one nobody is known to provide is noted."""
        for api in self.references(entity, "consumesApis", "api"):
            for provider in self.providers.get(api, ()):
                yield api, provider
            if api not in self.providers:
                message = f"`consumesApis` refers to the API `{api}`, which no component of the catalogue provides"
                self.notes.append(Note(entity.source, message, "import who provides it, or add `providesApis` to it"))
        for component in self.references(entity, "consumesApis", "component"):
            known = self.ids.get(("component", component))
            if known is not None:  # a slip seen in real catalogues: whose API is meant is clear
                yield f"of {component}", known

    def _annotations(self, entity: Entity, tell: Any) -> None:
        tier = entity.own("tier")
        if tier in ("0", "1", "2", "3"):
            tell("tier", int(tier))
        for key in ("aliases", "paths"):
            for value in entity.own(key).split("\n"):
                if value.strip():
                    tell(key, value.strip())
        if f"{PREFIX}paths" not in entity.annotations and (path := self._home(entity)):
            tell("paths", path)
        if "/" not in entity.source.path and is_catalogue(entity.source.path) and self._alone(entity):
            own = self.ids[entity.key]
            if self.whole and slug(self.whole) not in self.taken and self.names.component(self.whole) in (None, own):
                tell("aliases", self.whole)

    def _alone(self, entity: Entity) -> bool:
        """Whether a component is the only one its file describes."""
        return entity.kind == "component" and self._parts_in[entity.source.path] == 1

    @cached_property
    def _parts_in(self) -> Counter[str]:
        """How many components and resources each file describes, when all files are read."""
        return Counter(one.source.path for one in self.entities.values() if one.kind in PARTS)

    def _home(self, entity: Entity) -> str | None:
        """Return the folder of the only component of a file, unless it says that its source is elsewhere."""
        path = self.homes.get(entity.source.path)
        if path is None or not self._alone(entity):
            return None
        stated = str(entity.annotations.get("backstage.io/source-location", "")).rstrip("/")
        return path if not stated or stated.endswith(f"/{path.rpartition(':')[2].rstrip('/')}") else None

    def _needed(self, entity: Entity) -> Iterator[str]:
        """Yield the ids of what an entity depends on; what is described nowhere gets one."""
        for kind, name, _ in self.named(entity, "dependsOn", "component"):
            known = self.id_of(kind, name)
            made = f"{slug(name)}-{kind}" if slug(name) in self.taken else slug(name)
            if known or (kind in PARTS and made):
                yield known or made

    def _owner(self, entity: Entity, tell: Any) -> None:
        """Tell who owns an entity, whether that is described anywhere or not: left out, its system's owner would hold."""
        for kind, name, place in self.named(entity, "owner", "group"):
            if name.lower() in _NOBODY and self.id_of(kind, name) is None:
                self.skipped["owners called `unknown` or `guests`"] += 1
            elif kind in ("group", "user"):
                team = self.id_of(kind, name) if kind == "group" else self._team_of(name, place)
                tell("owner", team or self.names.team_or_new(name, self.taken), place)

    def _team_of(self, name: str, place: Source) -> str:
        """Return the team that stands for an owner in person: the first they are in, else one that they lead."""
        user = self.entities.get(("user", name.lower()))
        person = self.ids[user.key] if user else self.names.person(name) or slug(name)
        groups = self.named(user, "memberOf", "group") if user else ()
        there = self.base.people.get(person)
        teams = [team for kind, group, _ in groups if (team := self.id_of(kind, group))]
        found = next(iter(teams), there.team if there else None)
        if found is None:
            found = self.names.team_or_new(f"{person}-team", self.taken)
            self.facts += [Fact("people", person, "team", found, place), Fact("teams", found, "lead", person, place)]
        message = f"the owner is one person, `{person}`; teams own here, and `{found}` was taken"
        self.notes.append(Note(place, message, "name the team in the catalogue, or mend the owner here"))
        return found
