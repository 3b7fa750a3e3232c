"""The entities of a Backstage catalogue, and what their references lead to.

Longer than the usual 150 lines: what an entity is, and which of the ids here it has, rest on the same few words.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._yaml import Map, Seq, Text, of, parsed
from kb.model.base import Base
from kb.model.fact import ARCHITECTURE, Note
from kb.model.source import Source

PREFIX: Final = "holdfast/"
"""Annotations that carry what Backstage has no word for."""
PARTS: Final = ("component", "resource")
_TYPES: Final = {
    "datastores": frozenset({"database", "datastore", "cache", "bucket", "s3-bucket", "storage", "table", "redis",
                             "postgres", "mysql", "search-index"}),
    "queues": frozenset(["queue", "topic", "stream", "kafka-topic", "message-broker", "event-bus"]),
    "clients": frozenset(["website", "app", "mobile-app", "client", "frontend"]),
    "jobs": frozenset(["job", "cronjob", "pipeline"]),
    "platforms": frozenset(["platform", "cluster", "kubernetes-cluster", "infrastructure"]),
}  # fmt: skip
_KINDS: Final = frozenset({"component", "resource", "api", "system", "group", "user"})
_PASSED: Final = frozenset({"domain", "location", "template"})
_REFERENCE: Final = re.compile(r"(?:([A-Za-z]+):)?(?:([\w.-]+)/)?([\w.-]+)")
_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")
_HOSTS: Final = ("github", "gitlab")


class Entity(NamedTuple):
    """One entity: kind in small letters, name, its parts, and where it stands."""

    kind: str
    name: str
    metadata: Map
    spec: Map
    source: Source

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by: two names that differ by their capitals are one."""
        return self.kind, self.name.lower()

    @property
    def annotations(self) -> Map:
        """Its annotations, none where they are no mapping."""
        return of(Map, self.metadata.get("annotations")) or Map(1)

    @property
    def logins(self) -> Mapping[str, Text]:
        """The forges somebody has an account on -> its name."""
        found = {host: of(Text, self.annotations.get(f"{host}.com/user-login")) for host in _HOSTS}
        return {host: login for host, login in found.items() if login}

    @property
    def section(self) -> str:
        """The section of the files it belongs to."""
        fixed = {"system": "systems", "group": "teams", "user": "people"}.get(self.kind)
        if fixed:
            return fixed
        stated = self.own("section")
        if stated in ARCHITECTURE and stated not in ("systems", "sources"):
            return stated
        kind = str(self.spec.get("type", "")).lower()
        return next((section for section, types in _TYPES.items() if kind in types), "services")

    def own(self, key: str) -> str:
        """Return an annotation of ours, empty without it."""
        return str(self.annotations.get(f"{PREFIX}{key}", ""))

    def profile(self, key: str) -> list[Text]:
        """Return what the profile of a person or team says of a key: one text, or none."""
        value = of(Text, (of(Map, self.spec.get("profile")) or Map(1)).get(key))
        return [value] if value else []


class Entities(Gathering):
    """The entities of some files, by kind and name, and the ids they have or get."""

    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "entities")
        self.entities: dict[tuple[str, str], Entity] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.taken: set[str] = set()

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
            self.skipped[f"entities of kind {kind}"] += 1
        elif kind not in _KINDS or "backstage" not in str(found.get("apiVersion", "backstage")):
            message = f"`{kind[:40]}` is no kind of entity that is read"
            self.notes.append(Note(source, message, "leave it, or mend its kind"))
        elif title is None or not slug(title):
            self.notes.append(Note(source, f"this {kind} has no usable name", "give it `metadata.name`"))
        else:
            if not _NAME.fullmatch(title):
                message = f"`{title[:60]}` is no valid name of an entity; it was read all the same"
                self.notes.append(Note(source, message, "use letters, digits, and - _ . between them, 63 at most"))
            spec = of(Map, found.get("spec")) or Map(found.line)
            self._add(Entity(kind, _full(str(title), str(metadata.get("namespace", ""))), metadata, spec, source))

    def _add(self, entity: Entity) -> None:
        first = self.entities.setdefault(entity.key, entity)
        if first is not entity:
            message = f"the {entity.kind} `{entity.name}` stands in {first.source} already"
            self.notes.append(Note(entity.source, message, "remove one of the two"))

    def identify(self) -> None:
        """Find the ids of all entities but APIs, those of components first: others that share a name give way."""
        for key, entity in sorted(self.entities.items(), key=lambda item: item[1].kind not in PARTS):
            if entity.kind != "api":
                self.ids[key] = self._id(entity)
                self.taken.add(self.ids[key])

    def _id(self, entity: Entity) -> str:
        if entity.kind == "group":
            return self.names.team(entity.name) or self.names.team_or_new(slug(entity.name), self.taken)
        made = slug(entity.name)
        return self._known(entity) or (f"{made}-{entity.kind}" if made in self.taken else made)

    def _known(self, entity: Entity) -> str | None:
        if entity.kind == "user":
            return self.names.person(entity.name, *entity.profile("email"), *entity.logins.values())
        if entity.kind == "system":
            return self._system(entity.name)
        return self.names.component(entity.name)

    def _system(self, name: str) -> str | None:
        return slug(name) if slug(name) in self.base.systems else None

    # -- references ----------------------------------------------------------------------------

    def references(self, entity: Entity, key: str, kind: str) -> Iterator[str]:
        """Yield the names a key refers to, in small letters, of one kind; odd ones are noted."""
        value = entity.spec.get(key)
        for item in value if isinstance(value, Seq) else [value]:
            if isinstance(item, Text) and (found := _REFERENCE.fullmatch(item)):
                if (found[1] or kind).lower() == kind:
                    yield _full(found[3], found[2] or "").lower()
            elif item is not None:
                place = entity.source._replace(line=getattr(item, "line", entity.source.line))
                message = f"`{key}` holds something that is no reference"
                self.notes.append(Note(place, message, "write kind:namespace/name"))

    def named(self, entity: Entity, key: str, default: str) -> Iterator[tuple[str, str, Source]]:
        """Yield what a key refers to: its kind, its full name, and where that stands."""
        value = entity.spec.get(key)
        for item in value if isinstance(value, Seq) else [value]:
            found = _REFERENCE.fullmatch(item) if isinstance(item, Text) else None
            if found is not None:
                place = entity.source._replace(line=getattr(item, "line", entity.source.line))
                yield (found[1] or default).lower(), _full(found[3], found[2] or ""), place

    def ids_of(self, entity: Entity, key: str, default: str) -> Iterator[str]:
        """Yield the ids a key refers to; a reference to what is not there is noted."""
        for kind, name, place in self.named(entity, key, default):
            known = self.id_of(kind, name)
            if known is not None:
                yield known
            elif (kind, name.lower()) not in self.entities:
                message = f"`{key}` refers to the {kind} `{name}`, which is not in the catalogue"
                self.notes.append(Note(place, message, "import its file, too, or mend the reference"))

    def id_of(self, kind: str, name: str) -> str | None:
        """Return the id of an entity of the catalogue, else of what the knowledge base knows by that name.

        What is said to be a component and stands there as a resource, or the other way round, is a slip often seen.
        """
        for one in dict.fromkeys((kind, *PARTS)) if kind in PARTS else (kind,):
            if found := self.ids.get((one, name.lower())):
                return found
        if kind in PARTS:
            return self.names.component(name)
        if kind == "system":
            return self._system(name)
        return self.names.team(name) if kind == "group" else None


def _full(name: str, namespace: str) -> str:
    """Return the name of an entity with its namespace, unless that is the default one."""
    return name if namespace.lower() in ("", "default") else f"{namespace}/{name}"
