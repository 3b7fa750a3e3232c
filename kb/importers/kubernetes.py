"""Components and what they stand on, from Kubernetes manifests.

Deployments, StatefulSets and DaemonSets become services (datastores or queues where their image is a well-known one),
CronJobs and Jobs become jobs. An environment variable that holds the address of a Service (`CART_ADDR: cart:7070`, also
`cart.shop.svc.cluster.local`) is a hard edge to what the Service selects, whether it stands in the container or in a
ConfigMap it takes its variables from. Where telemetry goes (`OTEL_*`, `SENTRY_DSN`, `STATSD_*`, `*_EXPORTER_*` and the like) is
a soft edge, `uses`: a service drops the measurements it cannot send, and works on; what only receives telemetry `uses` what it watches. The label `app.kubernetes.io/part-of`
becomes the system. A `HelmRelease` of Flux becomes a service, its `dependsOn` hard edges. Templates that are no YAML yet
(Helm) are counted, one of each chart is named, and nothing is taken from them: render them first (`helm template`). Manifests
below folders called `testdata`, `test`, `tests`, `e2e`, `fixtures`, `example`, `examples`, `samples` and the like are counted
and passed over, unless such a folder is what you name.

What: every `.yml` or `.yaml` file below the folder that holds an `apiVersion`.

Why: what runs is in the manifests, and what it calls is in its variables; nobody has to type either.

Options: none.

Reads:

    # file: shop.yml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop, labels: {app.kubernetes.io/part-of: store}}
    spec:
      selector: {matchLabels: {app: shop}}
      template:
        metadata: {labels: {app: shop}}
        spec:
          containers:
            - {name: main, image: example/shop, env: [{name: CART_ADDR, value: "cart:7070"}]}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: cart-v2}
    spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{image: example/cart}]}}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: cart}
    spec: {selector: {app: cart}}

Gives:

    # architecture/kubernetes.yml
    services:
      shop: # suggested: shop.yml:3
        system: store # suggested: shop.yml:3
        needs: [{to: cart-v2, why: its address stands in CART_ADDR}] # suggested: shop.yml:10
      cart-v2: {} # suggested: shop.yml:14
    systems:
      store: {} # suggested: shop.yml:3
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from kb.importers import Importer, Reading
from kb.importers._addresses import pointed_at, relation_of, section_of
from kb.importers._edges import Edge, Edges, settled
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called, running
from kb.importers._walk import below, read_bytes, unless_samples
from kb.importers._yaml import Map, Seq, Text, of, parsed
from kb.model.base import Base
from kb.model.fact import Fact, Note, Value
from kb.model.source import Source

_WORKLOADS: Final = {
    "Deployment": "", "StatefulSet": "", "DaemonSet": "", "ReplicaSet": "", "Pod": "", "Rollout": "", "CronJob": "jobs",
    "Job": "jobs",
}  # fmt: skip
"""Kinds that become components, and the section where their image does not decide."""
_VERSION: Final = re.compile(rb"apiVersion:[ \t]*[\"']?([^\s\"']*)")
"""Entities of a Backstage catalogue have one, too."""
_PART_OF: Final = "app.kubernetes.io/part-of"


class _Workload(NamedTuple):
    id: str
    section: str
    pod: Map
    labels: dict[str, str]
    system: Text | None
    source: Source
    namespace: str


class Kubernetes(Importer):
    """Reads manifests."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the manifests below a folder."""
        found = below(folder, lambda name: name.endswith((".yml", ".yaml")))
        return unless_samples(folder, list(filter(_is_manifest, found)))

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read manifests; workloads of the same name are one component."""
        reader = _Reader(base)
        names = called(places, named)
        kept, samples = running(places, named)
        if samples:
            reader.skipped["files in folders for tests, examples or texts (name such a folder to read it)"] = samples
        for place in kept:
            reader.file(place, names[place])
        return reader.reading()


def _is_manifest(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(65_536)
    except OSError:
        return False
    versions = _VERSION.findall(head)
    return b"kind:" in head and any(not version.startswith(b"backstage.io/") for version in versions)


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "documents", "workloads", "services")
        self.workloads: list[_Workload] = []
        self.services: list[tuple[str, str, dict[str, str]]] = []
        self.configs: dict[str, Map] = {}
        self.releases: dict[str, tuple[Source, list[Text]]] = {}
        self.charts: set[str] = set()

    def file(self, path: Path, name: str) -> None:
        """Take the documents of one file."""
        self.read["files"] += 1
        notes: list[Note] = []
        data = read_bytes(path, name)
        held = list(parsed(data, name, notes))
        if notes and b"{{" in data:
            self._template(name, notes[0].source)
            return
        self.notes += notes
        for document in held:
            found = of(Map, document)
            if found is None:
                continue
            self.read["documents"] += 1
            items = of(Seq, found.get("items")) if str(found.get("kind", "")) == "List" else None
            for item in items if items is not None else [found]:
                if isinstance(item, Map):
                    self._document(item, name)

    def _template(self, name: str, place: Source) -> None:
        """Count a template, and name the first of each chart: one sentence says more than what YAML makes of all of them."""
        self.skipped["templates"] += 1
        chart = name.rpartition("/templates/")[0] or name.rpartition("/")[0]
        if chart not in self.charts:
            self.charts.add(chart)
            fix = "render it first (helm template), and import what comes out"
            self.notes.append(Note(place, "this is a template, no YAML yet; it and those beside it were not read", fix))

    def _document(self, document: Map, name: str) -> None:
        kind = str(document.get("kind", ""))
        about = of(Map, document.get("metadata")) or Map(document.line)
        title = of(Text, about.get("name"))
        if title is None:
            return
        if kind in _WORKLOADS:
            self._workload(document, kind, about, title, name)
        elif kind == "HelmRelease":
            self._release(document, about, title, name)
        elif kind == "Service":
            self.read["services"] += 1
            selector = _texts(_at(document, "spec", "selector"))
            self.services.append((str(title), str(about.get("namespace", "")), selector))
        elif kind == "ConfigMap":
            self.configs[str(title)] = of(Map, document.get("data")) or Map(document.line)
        else:
            self.skipped["documents of other kinds"] += 1

    def _workload(self, document: Map, kind: str, about: Map, title: Text, name: str) -> None:
        self.read["workloads"] += 1
        source = Source(name, about.lines.get("name", document.line), 1)
        found = self.names.component(str(title)) or slug(str(title))
        if not found:
            self.notes.append(Note(source, f"no id can be made of `{title}`", "add it by hand"))
            return
        template = _template(document, kind)
        pod = of(Map, template.get("spec")) or Map(document.line)
        images = [str(one.get("image", "")) for one in _containers(pod)]
        section = _WORKLOADS[kind] or (section_of(images[0]) if images else "services")
        labels = _texts(_at(template, "metadata", "labels")) or _texts(about.get("labels"))
        own = of(Map, about.get("labels")) or Map(document.line)
        system = of(Text, own.get(_PART_OF))
        self.workloads.append(_Workload(found, section, pod, labels, system, source, str(about.get("namespace", ""))))

    def _release(self, document: Map, about: Map, title: Text, name: str) -> None:
        """Take a release of Flux: a chart somebody keeps running, whatever it holds."""
        self.read["releases"] = self.read.get("releases", 0) + 1
        source = Source(name, about.lines.get("name", document.line), 1)
        found = self.names.component(str(title)) or slug(str(title))
        if not found:
            self.notes.append(Note(source, f"no id can be made of `{title}`", "add it by hand"))
            return
        wanted: list[Any] = of(Seq, _at(document, "spec", "dependsOn")) or []
        after = [other for item in wanted if isinstance(other := _at(item, "name"), Text)]
        self.releases.setdefault(found, (source, []))[1].extend(after)

    def _tell_releases(self) -> None:
        for found, (source, after) in self.releases.items():
            self.facts.append(Fact("services", found, "", True, source))
            for other in after:
                known = self.names.component(str(other)) or slug(str(other))
                if known in self.releases and known != found:
                    why = {"to": known, "why": "Flux installs it first (dependsOn)"}
                    self.facts.append(Fact("services", found, "needs", why, source._replace(line=other.line)))

    def reading(self) -> Reading:
        """Return what was found; edges are told last, when every Service is known."""
        self._tell_releases()
        hosts = self._hosts()
        edges: dict[str, Edges] = {}
        sections: dict[str, str] = {}
        for work in self.workloads:
            self._tell(work)
            sections.setdefault(work.id, work.section)
            edges.setdefault(work.id, Edges([], [])).addressed.extend(self._addressed(work, hosts))
        for service, edge in settled(edges):
            value: Value = {"to": edge.to, "why": edge.why}
            self.facts.append(Fact(sections[service], service, edge.relation, value, edge.source))
        return self.gathered()

    def _hosts(self) -> dict[str, str]:
        """Return host name -> component: what each Service selects, and by its own name where it selects nothing known."""
        hosts: dict[str, str] = {}
        for title, namespace, selector in self.services:
            chosen = [work.id for work in self.workloads if selector and selector.items() <= work.labels.items()]
            known = chosen[0] if chosen else next((work.id for work in self.workloads if work.id == slug(title)), None)
            if known is not None:
                spaces = {namespace, *(work.namespace for work in self.workloads if work.id == known)} - {""}
                names = [title] + [f"{title}.{space}" for space in sorted(spaces)]
                hosts |= {f"{name}{end}": known for name in names for end in ("", ".svc", ".svc.cluster.local")}
        return hosts

    def _tell(self, work: _Workload) -> None:
        def tell(key: str, value: Value, line: int) -> None:
            self.facts.append(Fact(work.section, work.id, key, value, work.source._replace(line=line)))

        tell("", True, work.source.line)
        if work.system and slug(work.system):
            system = slug(work.system)
            if self.base.kind(system) is None:
                self.facts.append(Fact("systems", system, "", True, work.source._replace(line=work.system.line)))
            tell("system", system, work.system.line)

    def _addressed(self, work: _Workload, hosts: dict[str, str]) -> Iterator[Edge]:
        for name, value, line in self._settings(work.pod):
            for other in pointed_at(name, value, hosts):
                yield Edge(relation_of(name), other, f"its address stands in {name}", work.source._replace(line=line))

    def _settings(self, pod: Map) -> Iterator[tuple[str, str, int]]:
        """Yield every variable of a pod's containers: name, value, line."""
        for container in _containers(pod):
            for item in of(Seq, container.get("env")) or []:
                if isinstance(item, Map) and isinstance(item.get("value"), Text):
                    yield str(item.get("name", "")), str(item["value"]), item["value"].line
            for item in of(Seq, container.get("envFrom")) or []:
                reference = _at(item, "configMapRef", "name") if isinstance(item, Map) else None
                for name, value in self.configs.get(str(reference), {}).items():
                    if isinstance(value, Text):
                        yield name, str(value), item.line
            for key in ("args", "command"):
                for word in of(Seq, container.get(key)) or []:
                    if isinstance(word, Text) and "=" in word:
                        name, _, value = word.lstrip("-").partition("=")
                        yield name.replace("-", "_"), value, word.line


def _template(document: Map, kind: str) -> Map:
    spec = of(Map, document.get("spec")) or Map(document.line)
    if kind == "Pod":
        return document
    if kind == "CronJob":
        spec = of(Map, _at(spec, "jobTemplate", "spec")) or Map(document.line)
    return of(Map, spec.get("template")) or Map(document.line)


def _containers(pod: Map) -> list[Map]:
    found = [*(of(Seq, pod.get("containers")) or []), *(of(Seq, pod.get("initContainers")) or [])]
    return [item for item in found if isinstance(item, Map)]


def _at(node: Any, *keys: str) -> Any:
    for key in keys:
        node = node.get(key) if isinstance(node, Map) else None
    return node


def _texts(node: Any) -> dict[str, str]:
    return {key: str(value) for key, value in node.items() if isinstance(value, Text)} if isinstance(node, Map) else {}
