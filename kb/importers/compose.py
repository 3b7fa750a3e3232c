"""Services and what they stand on, from Docker Compose files.

Each service becomes a component: a datastore or a queue where its image is a well-known one, else a service. `depends_on` and
`links` become hard edges, and so do variables that hold the address of another service (`CART_ADDR: cart:7070`,
`postgres://db/shop`), because a service that is told an address usually cannot work without it; make those it can do without
`uses`. Addresses of telemetry (`OTEL_*`, `SENTRY_DSN`, `STATSD_*`, `*_EXPORTER_*` and the like) are `uses`, also where
`depends_on` starts the collector first: a service drops the measurements it cannot send, and works on; so are the addresses
of what only receives telemetry, which are what it watches. Variables are filled
in from the file itself and from `.env` beside it; nothing else is read, no environment and no other file but the Dockerfiles of build folders: what
is built on a well-known datastore is one. A service's build folder becomes its `paths`, which `kb import git` needs; where all of the
repository is sent to the build, the folder of its Dockerfile does. A file for tests adds nothing to a service that others start.

What nobody operates is counted and not taken: jobs that end by themselves (another service waits with
`service_completed_successfully`, or they have `restart: "no"`, no port and nobody who waits for them, where others are kept
up or they belong to a profile), services for tests only (all their `profiles` are `test`, `e2e`, `ci`, `loadtest` and the like, or only a file such as
`compose.tests.yml` has them), test runners and load generators (by the image or the settings of k6, Locust, Cypress, Gatling,
JMeter, Artillery, Vegeta). One that the files of the knowledge base have is taken all the same.

What: `compose.yml`, `docker-compose.yml` and their variants (`compose.prod.yml`), below the folder given; not in folders for
tests, examples or texts, unless you name one.

Why: the edges are the part of a service graph nobody likes to type, and the part that is forgotten.

Options: none.

Reads:

    # file: compose.yml
    services:
      shop:
        build: ./shop
        environment: {CART_ADDR: "cart:7070"}
        depends_on: [db]
      cart: {image: example/cart}
      db: {image: "postgres:16"}

Gives:

    # architecture/compose.yml
    services:
      shop: # suggested: compose.yml:2
        paths: ["shop/"] # suggested: compose.yml:3
        needs: [db, {to: cart, why: its address stands in CART_ADDR}] # suggested: compose.yml:5; suggested: compose.yml:4
      cart: {} # suggested: compose.yml:6
    datastores:
      db: {} # suggested: compose.yml:7
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kb.importers import Importer, Reading
from kb.importers._addresses import pointed_at, relation_of, section_of
from kb.importers._dockerfile import built_on
from kb.importers._edges import Edge, Edges, settled
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._passing import Started, is_for_tests, passing
from kb.importers._places import called, only_repository, repository_around, repository_name, running
from kb.importers._variables import Variables
from kb.importers._walk import below, read_bytes, unless_samples
from kb.importers._yaml import Map, Seq, Text, documents, of
from kb.model.base import Base
from kb.model.fact import Fact, Note, Value
from kb.model.saying import listed
from kb.model.source import Source

_FILE: Final = re.compile(r"(?:.*/)?(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
_APART: Final = frozenset(
    {
        "docker",
        "dockerfiles",
        ".docker",
        ".devcontainer",
        "build",
        "ci",
        "containers",
        "deploy",
        "deployment",
        "images",
        "infra",
        "ops",
    }
)
"""Folders that hold Dockerfiles apart from the code they build."""
_NAMED: Final = 10
"""Services of one reason that are named."""


class Compose(Importer):
    """Reads Compose files."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the Compose files below a folder, four levels deep."""
        return unless_samples(folder, below(folder, lambda path: _FILE.fullmatch(path) is not None, depth=4))

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read Compose files; services of the same name are one."""
        reader = _Reader(base, only_repository(places))
        names = called(places, named)
        kept, samples = running(places, named)
        if samples:
            reader.skipped["files in folders for tests, examples or texts (name such a folder to read it)"] = samples
        for place in kept:
            reader.file(place, names[place])
        return reader.reading()


class _Reader(Gathering):
    def __init__(self, base: Base, whole: str) -> None:
        super().__init__(base, "files", "services")
        self.whole = whole
        self.services: dict[str, tuple[str, Map, int, str, Variables]] = {}
        self.ids: dict[str, str] = {}
        self.passed: set[str] = set()
        self.roots: dict[str, Path] = {}
        self.sections: dict[str, str] = {}
        self.tops: list[Fact] = []
        self.edges: dict[str, Edges] = {}

    def file(self, path: Path, name: str) -> None:
        """Take the services of one file."""
        self.read["files"] += 1
        self.roots[name] = path.resolve().parents[name.count("/")]
        env = path.parent / ".env"
        there = env.is_file() and not env.is_symlink()
        variables = Variables(name, read_bytes(env, ".env") if there else b"")
        for document in documents(path, name, self.notes):
            services = of(Map, (of(Map, document) or Map(1)).get("services"))
            if services is None:
                self.notes.append(Note(Source(name, 1, 1), "there is no `services` here", "leave the file out"))
                continue
            for service, value in services.items():
                self._service(service, value, services.lines[service], name, variables)

    def _service(self, service: str, value: Any, line: int, name: str, variables: Variables) -> None:
        self.read["services"] += 1
        found = slug(service)
        if not found:
            self.skipped["services without a usable name"] += 1
            self.notes.append(Note(Source(name, line, 1), "no id can be made of this name", "give it a Latin name"))
            return
        body = of(Map, value) or Map(line)
        self.ids[service] = self.names.thing(service) or found
        alias = of(Text, body.get("container_name"))
        if alias:
            self.ids.setdefault(str(alias), self.ids[service])
        self.services.setdefault(f"{name} {service}", (service, body, line, name, variables))

    def reading(self) -> Reading:
        """Return what was found; edges are told last, when every service is known."""
        for found, services in self._passed_over().items():
            self.skipped[found] = len(services)
        kept = {self.ids[one[0]] for one in self.services.values() if one[0] in self.ids and not is_for_tests(one[3])}
        there = [
            one for one in self.services.values()
            if one[0] in self.ids and not (is_for_tests(one[3]) and self.ids[one[0]] in kept)
        ]  # fmt: skip
        for service, body, _, name, variables in there:  # one that only adds to another file names no image
            section = self._section(body, name, variables)
            if self.sections.setdefault(self.ids[service], section) == "services":
                self.sections[self.ids[service]] = section
        for service, body, line, name, variables in there:
            self._told(self.ids[service], body, Source(name, line, 1), variables)
        for service, edge in settled(self.edges):
            value: Value = {"to": edge.to, "why": edge.why} if edge.why else edge.to
            self.facts.append(Fact(self.sections[service], service, edge.relation, value, edge.source))
        self._of_the_whole()
        return self.gathered()

    def _passed_over(self) -> dict[str, list[str]]:
        """Take out what nobody operates, unless the knowledge base has it; return the reasons, and which services."""
        found: dict[str, list[str]] = {}
        started = [
            Started(
                service,
                body,
                name,
                tuple(key for key, *_ in _environment(body)),
                variables.filled(str(body.get("image", ""))),
            )
            for service, body, _, name, variables in self.services.values()
        ]
        for service, why in passing(started).items():
            if self.names.thing(service) is None:
                found.setdefault(why, []).append(service)
                self.passed.add(service)
        gone = {self.ids[service] for service in self.passed}
        self.ids = {name: known for name, known in self.ids.items() if known not in gone}
        return {f"{why} ({listed(sorted(names), _NAMED)})": names for why, names in found.items()}

    def _section(self, body: Map, name: str, variables: Variables) -> str:
        found = section_of(variables.filled(str(body.get("image", ""))))
        path, _ = _build(body, name)
        if not path or found != "services":
            return found
        return section_of(built_on(self.roots[name], path, _dockerfile(body, variables), _arguments(body, variables)))

    def _of_the_whole(self) -> None:
        """Tell that the only service built of a whole repository goes by its name, too."""
        for whole in dict.fromkeys(str(fact.value) for fact in self.tops):
            built = {fact.id: fact for fact in self.tops if fact.value == whole}
            if len(built) == 1 and whole and slug(whole) not in self.ids.values():
                (top,) = built.values()
                if self.names.component(whole) in (None, top.id):
                    self.facts.append(top)

    def _home(self, name: str, path: str) -> tuple[str, str]:
        """Return the repository a folder lies in, where files of several are told apart by it, and its path in there."""
        folder = self.roots[name] / path
        around = repository_around(folder / name)
        if around is None or self.roots[name] not in around.parents:
            return "", path
        return repository_name(around), folder.resolve().relative_to(around).as_posix()

    def _told(self, service: str, body: Map, source: Source, variables: Variables) -> None:
        section = self.sections[service]

        def tell(key: str, value: Value, line: int) -> None:
            self.facts.append(Fact(section, service, key, value, source._replace(line=line)))

        tell("", True, source.line)
        path, built = _build(body, source.path)
        repository, path = self._home(source.path, path) if path else ("", "")
        beside = posixpath.dirname(posixpath.normpath(_dockerfile(body, variables)))
        if path == "." and beside and not beside.startswith(("..", "/")) and _APART.isdisjoint(beside.split("/")):
            path = beside.removesuffix("/src")
        if path == ".":
            self.tops.append(Fact(section, service, "aliases", repository or self.whole, source._replace(line=built)))
        elif path:
            tell("paths", f"{repository}:{path}/" if repository else f"{path}/", built)
        edges = self.edges.setdefault(service, Edges([], []))
        for found, into in (
            (self._declared(body, source), edges.started),
            (self._addressed(body, variables), edges.addressed),
        ):
            into.extend(Edge(relation, other, why, source._replace(line=line)) for relation, other, why, line in found)

    def _declared(self, body: Map, source: Source) -> Iterator[tuple[str, str, str, int]]:
        relation, why = ("uses", "its logs go there") if _adds_logging(body) else ("needs", "")
        for key in ("depends_on", "links"):
            value = body.get(key)
            names = (
                [(str(item), item.line) for item in value if isinstance(item, Text)] if isinstance(value, Seq) else []
            )
            names += [(name, value.lines[name]) for name in value] if isinstance(value, Map) else []
            for name, line in names:
                known = self.ids.get(name.partition(":")[0])
                if known is None and name.partition(":")[0] in self.passed:
                    continue
                if known is None:
                    place = source._replace(line=line)
                    self.notes.append(Note(place, f"`{name}` is no service of these files", "import its file, too"))
                else:
                    yield relation, known, why, line
        mode = of(Text, body.get("network_mode"))
        if mode and mode.startswith("service:") and mode[8:] in self.ids:
            yield "needs", self.ids[mode[8:]], "shares its network", mode.line

    def _addressed(self, body: Map, variables: Variables) -> Iterator[tuple[str, str, str, int]]:
        for name, value, line in _environment(body):
            for known in pointed_at(name, variables.filled(value), self.ids):
                yield relation_of(name), known, f"its address stands in {name}", line


def _build(body: Map, name: str) -> tuple[str, int]:
    """Return the build folder of a service, told as its file ``name`` is, and its line; empty if it has none in there."""
    build = body.get("build")
    if isinstance(build, Map):
        build = build.get("context")
    if not isinstance(build, Text) or "://" in build or "$" in build or build.startswith("/"):
        return "", 0
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), build))
    return "" if path.startswith("..") else path, build.line


def _adds_logging(body: Map) -> bool:
    """Whether all an entry does is to send the logs of a service, described in another file, to a server that has to be up first."""
    return "logging" in body and body.keys() <= {"logging", "depends_on", "links"}


def _dockerfile(body: Map, variables: Variables) -> str:
    """Return the Dockerfile of a service, told from its build folder."""
    build = of(Map, body.get("build")) or Map(1)
    return variables.filled(str(of(Text, build.get("dockerfile")) or "Dockerfile"))


def _arguments(body: Map, variables: Variables) -> dict[str, str]:
    """Return the arguments a service is built with."""
    build = of(Map, body.get("build")) or Map(1)
    given = _settings(build.get("args"))
    return {name: variables.filled(value) for name, value, _ in given}


def _environment(body: Map) -> Iterator[tuple[str, str, int]]:
    return _settings(body.get("environment"))


def _settings(written: Any) -> Iterator[tuple[str, str, int]]:
    """Yield names, values and lines of a mapping, or of a list of ``NAME=value``."""
    if isinstance(written, Map):
        for name, value in written.items():
            if isinstance(value, Text):
                yield name, str(value), value.line
    elif isinstance(written, Seq):
        for item in written:
            if isinstance(item, Text):
                name, given, value = item.partition("=")
                yield name, value if given else f"${{{name}}}", item.line  # a bare name is handed on
