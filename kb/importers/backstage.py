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
from typing import Any, Final, NamedTuple

from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._names import Names, slug
from kb.importers._places import called, names_of, only_repository, repository_around
from kb.importers._referred import with_referred
from kb.importers._walk import below, read_bytes
from kb.importers._yaml import Map, Seq, Text, of, parsed
from kb.model.base import Base
from kb.model.fact import ARCHITECTURE, Fact, Note, Value
from kb.model.source import Source

PREFIX: Final = "holdfast/"
"""Annotations that carry what Backstage has no word for."""
_LIFECYCLES: Final = frozenset({"experimental", "production", "deprecated", "retired"})
_TYPES: Final = {
    "datastores": frozenset(
        [
            "database",
            "datastore",
            "cache",
            "bucket",
            "s3-bucket",
            "storage",
            "table",
            "redis",
            "postgres",
            "mysql",
            "search-index",
        ]
    ),
    "queues": frozenset(["queue", "topic", "stream", "kafka-topic", "message-broker", "event-bus"]),
    "clients": frozenset(["website", "app", "mobile-app", "client", "frontend"]),
    "jobs": frozenset(["job", "cronjob", "pipeline"]),
    "platforms": frozenset(["platform", "cluster", "kubernetes-cluster", "infrastructure"]),
}
_KINDS: Final = frozenset({"component", "resource", "api", "system", "group", "user"})
_PASSED: Final = frozenset({"domain", "location", "template"})
_REFERENCE: Final = re.compile(r"(?:([A-Za-z]+):)?(?:([\w.-]+)/)?([\w.-]+)")
_PARTS: Final = ("component", "resource")
_NOBODY: Final = frozenset({"unknown", "guests"})
"""Owners that stand for none: the words of Backstage's own examples."""
_ABOUT: Final = re.compile(r"catalog-info\.ya?ml|mkdocs\.ya?ml|docs|readme.*|\..*", re.IGNORECASE)
"""What lies beside a description where nothing else does: no source of anything."""
_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")


class Entity(NamedTuple):
    """One entity: kind in small letters, name, its parts, and where it stands."""

    kind: str
    name: str
    metadata: Map
    spec: Map
    source: Source


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
    reader = _Reader(Names(base), homes, whole)
    for name, data in files:
        reader.file(name, data)
    if not reader.entities:
        raise KbError("there is no entity of a Backstage catalogue in these files")
    return reader.reading()


class _Reader:
    def __init__(self, names: Names, homes: Mapping[str, str], whole: str) -> None:
        self.names = names
        self.homes, self.whole = homes, whole
        self.facts: list[Fact] = []
        self.notes: list[Note] = []
        self.entities: dict[tuple[str, str], Entity] = {}
        self.ids: dict[tuple[str, str], tuple[str, str]] = {}
        self.taken: set[str] = set()
        self.providers: dict[str, list[str]] = {}
        self.read = {"files": 0, "entities": 0}
        self.skipped: dict[str, int] = {}

    def file(self, name: str, data: bytes) -> None:
        """Take the entities of one file."""
        self.read["files"] += 1
        for document in parsed(data, name, self.notes):
            found = of(Map, document)
            if found is not None:
                self.read["entities"] += 1
                self._entity(found, name)

    def _entity(self, found: Map, name: str) -> None:
        kind = str(found.get("kind", "")).lower()
        metadata = of(Map, found.get("metadata")) or Map(found.line)
        source = Source(name, metadata.lines.get("name", found.line), 1)
        title = of(Text, metadata.get("name"))
        if kind in _PASSED:
            self._skip(f"entities of kind {kind}")
        elif kind not in _KINDS or "backstage" not in str(found.get("apiVersion", "backstage")):
            self.notes.append(
                Note(source, f"`{kind[:40]}` is no kind of entity that is read", "leave it, or mend its kind")
            )
        elif title is None or not slug(title):
            self.notes.append(Note(source, f"this {kind} has no usable name", "give it `metadata.name`"))
        else:
            if not _NAME.fullmatch(title):
                message = f"`{title[:60]}` is no valid name of an entity; it was read all the same"
                self.notes.append(Note(source, message, "use letters, digits, and - _ . between them, 63 at most"))
            self._add(kind, _full(str(title), str(metadata.get("namespace", ""))), found, metadata, source)

    def _add(self, kind: str, title: str, found: Map, metadata: Map, source: Source) -> None:
        if (kind, title.lower()) in self.entities:
            first = self.entities[kind, title.lower()].source
            self.notes.append(Note(source, f"the {kind} `{title}` stands in {first} already", "remove one of the two"))
        else:
            spec = of(Map, found.get("spec")) or Map(found.line)
            self.entities[kind, title.lower()] = Entity(kind, title, metadata, spec, source)

    def _skip(self, why: str) -> None:
        self.skipped[why] = self.skipped.get(why, 0) + 1

    def reading(self) -> Reading:
        """Return what was found."""
        parts_first = sorted(self.entities.items(), key=lambda item: item[1].kind not in _PARTS)
        for key, entity in parts_first:
            if entity.kind != "api":
                self.ids[key] = (_section(entity), self._id(entity))
                self.taken.add(self.ids[key][1])
        for (kind, _), entity in self.entities.items():
            if kind == "component":
                for api in self._references(entity, "providesApis", "api"):
                    self.providers.setdefault(api, []).append(self.ids[kind, entity.name.lower()][1])
        for key, entity in self.entities.items():
            if entity.kind == "api":
                self._skip("APIs, told as edges from who consumes to who provides")
            else:
                self._tell(entity, *self.ids[key])
        facts = with_referred(self.facts, self.notes, self.names)
        return Reading(facts, tuple(self.notes), self.read, self.skipped)

    def _id(self, entity: Entity) -> str:
        if entity.kind == "group":
            return self.names.team(entity.name) or self.names.team_or_new(slug(entity.name), self.taken)
        made = slug(entity.name)
        return self._known(entity) or (f"{made}-{entity.kind}" if made in self.taken else made)

    def _known(self, entity: Entity) -> str | None:
        if entity.kind == "user":
            logins = (_annotation(entity, f"{host}.com/user-login") for host in ("github", "gitlab"))
            return self.names.person(entity.name, *_profile(entity, "email"), *filter(None, logins))
        if entity.kind == "system":
            return slug(entity.name) if slug(entity.name) in self.names.base.systems else None
        return self.names.component(entity.name)

    # -- entities ------------------------------------------------------------------------------

    def _tell(self, entity: Entity, section: str, name: str) -> None:
        def tell(key: str, value: Value, node: Any = None) -> None:
            line = getattr(node, "line", entity.source.line)
            self.facts.append(Fact(section, name, key, value, entity.source._replace(line=line)))

        tell("", True)
        title = of(Text, entity.metadata.get("title")) or next(iter(_profile(entity, "displayName")), None)
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
        for parent in self._ids(entity, "parent", "group"):
            tell("parent", parent, entity.spec.get("parent"))
        if slug_there := _annotation(entity, "github.com/team-slug"):
            tell("aliases", f"@{slug_there.removeprefix('@')}", slug_there)

    def _user(self, entity: Entity, tell: Any) -> None:
        for team in self._ids(entity, "memberOf", "group")[:1]:
            tell("team", team, entity.spec.get("memberOf"))
        for mail in _profile(entity, "email"):
            tell("handles", {"mail": str(mail)}, mail)
        for host in ("github", "gitlab"):
            if login := _annotation(entity, f"{host}.com/user-login"):
                tell("handles", {host: str(login)}, login)

    def _component(self, entity: Entity, tell: Any) -> None:
        self._owner(entity, tell)
        for system in self._ids(entity, "system", "system"):
            tell("system", system, entity.spec.get("system"))
        lifecycle = of(Text, entity.spec.get("lifecycle"))
        if lifecycle in _LIFECYCLES and entity.kind == "component":
            tell("lifecycle", str(lifecycle), lifecycle)
        if entity.kind != "system":
            self._edges(entity, tell)
        self._annotations(entity, tell)

    def _edges(self, entity: Entity, tell: Any) -> None:
        hard = [(to, "") for to in self._needed(entity)]
        hard += [(provider, f"consumes its API {api}") for api, provider in self._provided(entity)]
        own = self.ids[entity.kind, entity.name.lower()][1]
        other = {key: _words(entity, key) for key in ("uses", "built_on", "runs_on")}
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
        for api in self._references(entity, "consumesApis", "api"):
            for provider in self.providers.get(api, ()):
                yield api, provider
            if api not in self.providers:
                message = f"`consumesApis` refers to the API `{api}`, which no component of the catalogue provides"
                self.notes.append(Note(entity.source, message, "import who provides it, or add `providesApis` to it"))
        for component in self._references(entity, "consumesApis", "component"):
            known = self.ids.get(("component", component))
            if known is not None:  # a slip seen in real catalogues: whose API is meant is clear
                yield f"of {component}", known[1]

    def _annotations(self, entity: Entity, tell: Any) -> None:
        annotations = of(Map, entity.metadata.get("annotations")) or Map(1)
        tier = str(annotations.get(f"{PREFIX}tier", ""))
        if tier in ("0", "1", "2", "3"):
            tell("tier", int(tier))
        for key in ("aliases", "paths"):
            for value in str(annotations.get(f"{PREFIX}{key}", "")).split("\n"):
                if value.strip():
                    tell(key, value.strip())
        if f"{PREFIX}paths" not in annotations and (path := self._home(entity, annotations)):
            tell("paths", path)
        if "/" not in entity.source.path and is_catalogue(entity.source.path) and self._alone(entity):
            own = self.ids[entity.kind, entity.name.lower()][1]
            if self.whole and slug(self.whole) not in self.taken and self.names.component(self.whole) in (None, own):
                tell("aliases", self.whole)

    def _alone(self, entity: Entity) -> bool:
        """Whether a component is the only one its file describes."""
        return entity.kind == "component" and self._parts_in[entity.source.path] == 1

    @cached_property
    def _parts_in(self) -> Counter[str]:
        """How many components and resources each file describes, when all files are read."""
        return Counter(one.source.path for one in self.entities.values() if one.kind in _PARTS)

    def _home(self, entity: Entity, annotations: Map) -> str | None:
        """Return the folder of the only component of a file, unless it says that its source is elsewhere."""
        path = self.homes.get(entity.source.path)
        if path is None or not self._alone(entity):
            return None
        stated = str(annotations.get("backstage.io/source-location", "")).rstrip("/")
        return path if not stated or stated.endswith(f"/{path.rpartition(':')[2].rstrip('/')}") else None

    # -- references ----------------------------------------------------------------------------

    def _references(self, entity: Entity, key: str, kind: str) -> Iterator[str]:
        """Yield the names a key refers to, in small letters, of one kind; odd ones are noted."""
        value = entity.spec.get(key)
        for item in value if isinstance(value, Seq) else [value]:
            if isinstance(item, Text) and (found := _REFERENCE.fullmatch(item)):
                if (found[1] or kind).lower() == kind:
                    yield _full(found[3], found[2] or "").lower()
            elif item is not None:
                place = entity.source._replace(line=getattr(item, "line", entity.source.line))
                self.notes.append(
                    Note(place, f"`{key}` holds something that is no reference", "write kind:namespace/name")
                )

    def _named(self, entity: Entity, key: str, default: str) -> Iterator[tuple[str, str, Source]]:
        """Yield what a key refers to: its kind, its full name, and where that stands."""
        value = entity.spec.get(key)
        for item in value if isinstance(value, Seq) else [value]:
            found = _REFERENCE.fullmatch(item) if isinstance(item, Text) else None
            if found is not None:
                place = entity.source._replace(line=getattr(item, "line", entity.source.line))
                yield (found[1] or default).lower(), _full(found[3], found[2] or ""), place

    def _ids(self, entity: Entity, key: str, default: str) -> list[str]:
        """Return the ids a key refers to; a reference to what is not there is noted."""
        ids = []
        for kind, name, place in self._named(entity, key, default):
            known = self._of(kind, name)
            if known is not None:
                ids.append(known)
            elif (kind, name.lower()) not in self.entities:
                message = f"`{key}` refers to the {kind} `{name}`, which is not in the catalogue"
                self.notes.append(Note(place, message, "import its file, too, or mend the reference"))
        return ids

    def _of(self, kind: str, name: str) -> str | None:
        """Return the id of an entity of the catalogue, else of what the knowledge base knows by that name.

        What is said to be a component and stands there as a resource, or the other way round, is a slip often seen.
        """
        for one in dict.fromkeys((kind, *_PARTS)) if kind in _PARTS else (kind,):
            if found := self.ids.get((one, name.lower())):
                return found[1]
        if kind in _PARTS:
            return self.names.component(name)
        if kind == "system":
            return slug(name) if slug(name) in self.names.base.systems else None
        return self.names.team(name) if kind == "group" else None

    def _needed(self, entity: Entity) -> Iterator[str]:
        """Yield the ids of what an entity depends on; what is described nowhere gets one."""
        for kind, name, _ in self._named(entity, "dependsOn", "component"):
            known = self._of(kind, name)
            made = f"{slug(name)}-{kind}" if slug(name) in self.taken else slug(name)
            if known or (kind in _PARTS and made):
                yield known or made

    def _owner(self, entity: Entity, tell: Any) -> None:
        """Tell who owns an entity, whether that is described anywhere or not: left out, its system's owner would hold."""
        for kind, name, place in self._named(entity, "owner", "group"):
            if name.lower() in _NOBODY and self._of(kind, name) is None:
                self._skip("owners called `unknown` or `guests`")
            elif kind in ("group", "user"):
                team = self._of(kind, name) if kind == "group" else self._team_of(name, place)
                tell("owner", team or self.names.team_or_new(name, self.taken), place)

    def _team_of(self, name: str, place: Source) -> str:
        """Return the team that stands for an owner in person: the first they are in, else one that they lead."""
        user = self.entities.get(("user", name.lower()))
        person = self.ids[user.kind, name.lower()][1] if user else self.names.person(name) or slug(name)
        groups = self._named(user, "memberOf", "group") if user else ()
        there = self.names.base.people.get(person)
        teams = [team for kind, group, _ in groups if (team := self._of(kind, group))]
        found = next(iter(teams), there.team if there else None)
        if found is None:
            found = self.names.team_or_new(f"{person}-team", self.taken)
            self.facts += [Fact("people", person, "team", found, place), Fact("teams", found, "lead", person, place)]
        message = f"the owner is one person, `{person}`; teams own here, and `{found}` was taken"
        self.notes.append(Note(place, message, "name the team in the catalogue, or mend the owner here"))
        return found


def _full(name: str, namespace: str) -> str:
    """Return the name of an entity with its namespace, unless that is the default one."""
    return name if namespace.lower() in ("", "default") else f"{namespace}/{name}"


def _section(entity: Entity) -> str:
    fixed = {"system": "systems", "group": "teams", "user": "people"}.get(entity.kind)
    if fixed:
        return fixed
    annotations = of(Map, entity.metadata.get("annotations")) or Map(1)
    stated = str(annotations.get(f"{PREFIX}section", ""))
    if stated in ARCHITECTURE and stated not in ("systems", "sources"):
        return stated
    kind = str(entity.spec.get("type", "")).lower()
    return next((section for section, types in _TYPES.items() if kind in types), "services")


def _words(entity: Entity, key: str) -> list[str]:
    annotations = of(Map, entity.metadata.get("annotations")) or Map(1)
    return str(annotations.get(f"{PREFIX}{key}", "")).split()


def _annotation(entity: Entity, key: str) -> Text | None:
    return of(Text, (of(Map, entity.metadata.get("annotations")) or Map(1)).get(key))


def _profile(entity: Entity, key: str) -> list[Text]:
    profile = of(Map, entity.spec.get("profile")) or Map(1)
    value = of(Text, profile.get(key))
    return [value] if value else []
