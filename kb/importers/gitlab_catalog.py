"""Services and teams from GitLab's form of a service catalogue: service-catalog.yml and teams.yml.

Services become components; what the catalogue calls `tier` is a layer, not our tier, and tells the kind: `db` and `stor` are
datastores, `lb` and `inf` platforms, `sv` services. Its dependencies become hard edges, `owner` (else a single team under `teams`) the
owner, documents and projects links, the label an alias. Teams get their chats and their manager, if that is a person known here. How
an outage would be felt is not in the catalogue: the tier stays unknown.

What: `service-catalog.yml` and `teams.yml` in the folder or below `services/`.

Why: a catalogue that dashboards and alerts are made from is kept up to date, and its edges are the part nobody likes to type twice.

Options: none.

Reads:

    # file: service-catalog.yml
    services:
      - name: shop
        friendly_name: The shop
        tier: sv
        owner: shop_team
        technical:
          dependencies:
            - service: orders
      - name: orders
        tier: db
    # file: teams.yml
    teams:
      - name: shop_team
        slack_channel: shop

Gives:

    # architecture/gitlab-catalog.yml
    services:
      shop: # suggested: service-catalog.yml:2
        title: The shop # suggested: service-catalog.yml:3
        owner: shop-team # suggested: service-catalog.yml:5
        needs: [orders] # suggested: service-catalog.yml:8
    datastores:
      orders: {} # suggested: service-catalog.yml:9
    # ownership/gitlab-catalog.yml
    teams:
      shop-team:
        title: shop_team # suggested: teams.yml:2
        contact: [{kind: chat, to: "#shop"}] # suggested: teams.yml:3
"""

# Longer than the usual 150 lines: one format, and a method each of its kinds.

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called
from kb.importers._referred import with_referred
from kb.importers._walk import below
from kb.importers._yaml import Map, Seq, Text, documents, of
from kb.model.base import Base
from kb.model.fact import Fact, Note, Value
from kb.model.source import Source

_FILE: Final = re.compile(r"(?:services/)?(?:service-catalog|teams)\.ya?ml")
_SECTION: Final = {"db": "datastores", "stor": "datastores", "lb": "platforms", "inf": "platforms"}
_URL: Final = re.compile(r"https?://[^\s<>]+")


class GitlabCatalog(Importer):
    """Reads service-catalog.yml and teams.yml."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the files of a catalogue in a folder, or in its `services`, if there are services."""
        found = below(folder, lambda path: _FILE.fullmatch(path) is not None, depth=1)
        return found if any(path.name.startswith("service-catalog") for path in found) else []

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read a catalogue; edges and owners are told last, when every service and team is known."""
        reader = _Reader(base)
        for place, name in called(places, named).items():
            reader.file(place, name)
        if not reader.services and not reader.teams:
            first = next(iter(reader.notes), None)
            odd = f"; {first.source}:{first.source.column}: {first.message}" if first else ""
            raise KbError(f"there is neither a service nor a team of a GitLab catalogue in these files{odd}")
        return reader.reading()


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "services", "teams")
        self.services: dict[str, tuple[str, Map, str]] = {}
        self.teams: dict[str, tuple[str, Map, str]] = {}

    def file(self, path: Path, name: str) -> None:
        """Take the entries of one file."""
        self.read["files"] += 1
        for document in documents(path, name, self.notes):
            found = of(Map, document) or Map(1)
            for one in of(Seq, found.get("teams")) or ():
                self._take(one, self.teams, "teams", name)
            for one in of(Seq, found.get("services")) or ():
                self._take(one, self.services, "services", name)

    def _take(self, one: Any, there: dict[str, tuple[str, Map, str]], what: str, name: str) -> None:
        self.read[what] += 1
        line = getattr(one, "line", 1)
        written = of(Text, one.get("name")) if isinstance(one, Map) else None
        if written is None or not slug(written):
            self.notes.append(Note(Source(name, line, 1), "this entry has no usable `name`", "give it one"))
        elif written in there:
            self.notes.append(
                Note(Source(name, line, 1), f"`{written[:60]}` stands here twice", "remove one of the two")
            )
        else:
            there[str(written)] = (self._id(str(written), what), one, name)

    def _id(self, written: str, what: str) -> str:
        if what == "teams":
            return slug(written)
        return self.names.component(written) or slug(written)

    def reading(self) -> Reading:
        """Return what was found."""
        taken = {found for found, _, _ in self.services.values()}
        for written, (found, one, name) in list(self.teams.items()):
            team = self.names.team(written) or self.names.team_or_new(found, taken)
            self.teams[written] = (team, one, name)
        for written, (found, one, name) in self.services.items():
            self._service(written, found, one, name)
        for written, (found, one, name) in self.teams.items():
            self._team(written, found, one, name)
        return self.gathered(with_referred(self.facts, self.notes, self.names))

    # -- services ------------------------------------------------------------------------------

    def _service(self, written: str, found: str, one: Map, name: str) -> None:
        layer = str(one.get("tier", ""))
        section = _SECTION.get(layer, "services")

        def tell(key: str, value: Value, line: int) -> None:
            self.facts.append(Fact(section, found, key, value, Source(name, line, 1)))

        tell("", True, one.line)
        title = of(Text, one.get("friendly_name"))
        if title or written != found:
            tell("title", str(title or written), title.line if title else one.line)
        label = of(Text, one.get("label"))
        if label:
            tell("aliases", str(label), label.line)
        self._owner(one, tell)
        technical = of(Map, one.get("technical")) or Map(one.line)
        self._needs(found, technical, name, tell)
        for kind, url in _links(technical):
            tell("links", {"kind": kind, "url": str(url)}, url.line)

    def _owner(self, one: Map, tell: Any) -> None:
        owner = of(Text, one.get("owner"))
        several = [item for item in of(Seq, one.get("teams")) or () if isinstance(item, Text)]
        if not owner and len(several) > 1:
            self.skipped["services with several teams and no owner"] += 1
        found = owner or (several[0] if len(several) == 1 else None)
        if not found:
            return
        team = self.teams.get(str(found), ("", None, ""))[0]
        tell("owner", team or self.names.team_or_new(found, self._taken), found.line)

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The ids of the services, when all files are read."""
        return frozenset(service for service, _, _ in self.services.values())

    def _needs(self, found: str, technical: Map, name: str, tell: Any) -> None:
        told = {found}
        for item in of(Seq, technical.get("dependencies")) or ():
            word = of(Text, item.get("service")) if isinstance(item, Map) else of(Text, item)
            if not word:
                continue
            to = self.services.get(str(word), ("", None, ""))[0] or self.names.thing(word) or slug(word)
            if not to:
                message = f"`{word[:60]}` is no name of a service"
                self.notes.append(Note(Source(name, word.line, 1), message, "mend the name"))
            elif to not in told:
                told.add(to)
                tell("needs", to, word.line)

    # -- teams ---------------------------------------------------------------------------------

    def _team(self, written: str, found: str, one: Map, name: str) -> None:
        def tell(key: str, value: Value, line: int) -> None:
            self.facts.append(Fact("teams", found, key, value, Source(name, line, 1)))

        if written != found:
            tell("title", written, one.line)
        else:
            tell("", True, one.line)
        for key in ("slack_channel", "slack_alerts_channel"):
            chat = of(Text, one.get(key))
            if chat:
                tell("contact", {"kind": "chat", "to": f"#{chat.lstrip('#')}"}, chat.line)
        url = of(Text, one.get("url"))
        if url and _URL.fullmatch(url):
            tell("links", {"kind": "docs", "url": str(url)}, url.line)
        manager = of(Text, one.get("manager")) or of(Text, one.get("manager_slug"))
        lead = self.names.person(manager) if manager else None
        if manager and lead:
            tell("lead", lead, manager.line)
        elif manager:
            self.skipped["managers who are nobody here"] += 1


def _links(technical: Map) -> Iterator[tuple[str, Text]]:
    """Yield links of a service: its projects, then its documents by their kind."""
    for url in _urls(technical.get("project")):
        yield "repo", url
    found = of(Map, technical.get("documents")) or Map(1)
    for kind, value in found.items():
        for url in _urls(value):
            yield slug(kind) or "docs", url


def _urls(value: Any) -> Iterator[Text]:
    for item in value if isinstance(value, Seq) else [value]:
        if isinstance(item, Text) and _URL.fullmatch(item):
            yield item
