"""The whole knowledge base as JSON, for programs.

Every entity with every field as it was read, each with the file and line it stands in, and beside it what was computed for
the date: class and coverage of each component. The shape is versioned like that of all JSON `kb` writes; `kb schema --report
export` prints its schema. What is left out: the texts of runbooks. It names people with all that is stored on them: keep it as
close as the files themselves, or write others for them with `kb export json --profile leadership`.

What: one file, `knowledge-base.json`.

Why: a script that asks something `kb` does not should not have to read YAML.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from kb.exporters import Exporter, Subject
from kb.model.event import Event
from kb.model.people import Knows, Person, Rotation, Team
from kb.model.provenance import Reference
from kb.model.runbook import Run, Runbook
from kb.model.service import Component, System, Vendor
from kb.render._clean import clean_json
from kb.render._plain import plain_report


class Covered(NamedTuple):
    """What was computed for a component: its class, and how many can operate it (``proven`` of them proven)."""

    risk_class: str
    known: bool
    coverage: int
    proven: int
    externals: int


class Export(NamedTuple):
    """A knowledge base as plain data; entities by id, knowledge by component and person."""

    at: str
    systems: Mapping[str, System]
    components: Mapping[str, Component]
    vendors: Mapping[str, Vendor]
    sources: Mapping[str, Reference]
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    knowledge: Mapping[str, Mapping[str, Knows]]
    rotations: Mapping[str, Rotation]
    runbooks: Mapping[str, Runbook]
    runs: tuple[Run, ...]
    events: Mapping[str, Event]
    coverage: Mapping[str, Covered]


class Json(Exporter):
    """Writes the base as JSON."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the whole base."""
        base = subject.base
        covered = {}
        for name in sorted(base.components):
            cover = subject.coverage.cover(name)
            covered[name] = Covered(cover.risk_class.value, cover.known, cover.coverage, cover.proven, cover.externals)
        report = Export(
            subject.line, base.systems, base.components, base.vendors, base.references, base.teams, base.people,
            base.knowledge, base.rotations, base.runbooks, base.runs, base.events, covered,
        )  # fmt: skip
        text = json.dumps(plain_report(report), indent=2, ensure_ascii=False, allow_nan=False)
        return {"knowledge-base.json": clean_json(text) + "\n"}
