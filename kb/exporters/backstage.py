"""The catalogue of a Backstage portal: components, resources, systems, groups and users.

`needs` become `dependsOn`; what Backstage has no word for stands in annotations (`holdfast/tier`, `holdfast/uses`, ...), so that
`kb import backstage` brings it all back. What is left out: knowledge, on-call, runbooks, capacity, events, reasons of edges, and
people's dates. Users are people by name, and with their mail if the files hold it; `--profile leadership` writes others for them. A component whose owner is unknown gets the owner `unknown`, because Backstage asks for one.

What: one file a kind: `components.yaml`, `resources.yaml`, `systems.yaml`, `groups.yaml`, `users.yaml`.

Why: the portal shows what the knowledge base holds, and nobody types it twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.exporters import Exporter, Subject, section
from kb.files.emit import flow
from kb.model.provenance import About
from kb.model.service import Component
from kb.model.words import Kind

_TYPES: Final = {
    Kind.SERVICE: ("Component", "service"),
    Kind.PLATFORM: ("Resource", "platform"),
    Kind.DATASTORE: ("Resource", "database"),
    Kind.QUEUE: ("Resource", "queue"),
    Kind.CLIENT: ("Component", "app"),
    Kind.JOB: ("Component", "job"),
}
_NAMESPACE: Final = "default"


class Backstage(Exporter):
    """Writes a catalogue."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the catalogue, a file a kind; a kind nobody is of has no file."""
        base = subject.base
        kinds: dict[str, list[str]] = {"components": [], "resources": [], "systems": [], "groups": [], "users": []}
        for item in base.components.values():
            kind, form = _TYPES[item.kind]
            kinds[f"{kind.lower()}s"].append(
                _entity(kind, item.id, item.about, _spec(subject, item, form), _notes(item))
            )
        for vendor in base.vendors.values():
            spec = {"type": "vendor", "owner": "unknown"} | _depends(subject, vendor.needs.ids if vendor.needs else ())
            kinds["resources"].append(_entity("Resource", vendor.id, vendor.about, spec, {"section": "vendors"}))
        for system in base.systems.values():
            tier = {} if system.tier is None else {"tier": str(system.tier)}
            kinds["systems"].append(
                _entity("System", system.id, system.about, {"owner": system.owner or "unknown"}, tier)
            )
        for team in base.teams.values():
            parent = {"parent": team.parent} if team.parent else {}
            kinds["groups"].append(
                _entity("Group", team.id, team.about, {"type": "team", **parent, "children": []}, {})
            )
        for person in base.people.values():
            profile = {"email": person.handles["mail"]} if person.handles and "mail" in person.handles else {}
            spec = {"memberOf": [person.team] if person.team else []} | ({"profile": profile} if profile else {})
            kinds["users"].append(_entity("User", person.id, person.about, spec, {}))
        files = {f"{name}.yaml": "---\n".join(found) for name, found in kinds.items() if found}
        return files or {"components.yaml": "# There is no component in this knowledge base.\n"}


def _spec(subject: Subject, item: Component, form: str) -> dict[str, Any]:
    spec: dict[str, Any] = {"type": form, "owner": item.owner or "unknown"}
    if _TYPES[item.kind][0] == "Component":
        spec["lifecycle"] = item.lifecycle or "unknown"
    if item.system:
        spec["system"] = item.system
    return spec | (_depends(subject, item.needs.ids) if item.needs is not None else {})


def _depends(subject: Subject, names: Iterable[str]) -> dict[str, Any]:
    found = []
    for name in names:
        component = subject.base.components.get(name)
        kind = "Resource" if component is None else _TYPES[component.kind][0]
        found.append(f"{kind.lower()}:{_NAMESPACE}/{name}")
    return {"dependsOn": found}


def _notes(item: Component) -> dict[str, str]:
    found = {"section": section(item.kind)} if item.kind in (Kind.PLATFORM, Kind.QUEUE, Kind.CLIENT, Kind.JOB) else {}
    found |= {} if item.tier is None else {"tier": str(item.tier)}
    for key in ("uses", "built_on", "runs_on"):
        edges = getattr(item, key)
        if edges:
            found[key] = " ".join(edge.to for edge in edges)
    if item.about.aliases:
        found["aliases"] = "\n".join(item.about.aliases)
    return found | ({"paths": "\n".join(item.paths)} if item.paths else {})


def _entity(kind: str, name: str, about: About, spec: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    return "\n".join(
        [
            "apiVersion: backstage.io/v1alpha1",
            f"kind: {kind}",
            *_metadata(name, about, notes),
            *_block("spec", spec),
            "",
        ]
    )


def _metadata(name: str, about: About, notes: Mapping[str, str]) -> Iterator[str]:
    found: dict[str, Any] = {"name": name}
    found |= {"title": about.title} if about.title else {}
    found |= {"description": about.description} if about.description else {}
    found |= {"tags": list(about.tags)} if about.tags else {}
    found |= {"links": [{"url": link.url, "type": link.kind} for link in about.links]} if about.links else {}
    found |= {"annotations": {f"holdfast/{key}": value for key, value in notes.items()}} if notes else {}
    yield from _block("metadata", found)


def _block(key: str, values: Mapping[str, Any]) -> list[str]:
    return [f"{key}:", *(f"  {name}: {flow(value)}" for name, value in values.items())]
