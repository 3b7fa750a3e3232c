"""A fact without basis, or without a source, where `kb.toml` demands them.

Why: a level, a limit or an owner that somebody once guessed looks the same as one that was measured. People have
decided on both alike. With `require_basis` an organisation says for which sections that is not enough.

How to fix: write `basis: stated | reported | inferred | assumption` and `sources: [...]` at the entry, or once for
the file under `defaults:`. An assumption needs no source: it says of itself that it has none.

Passes:
    # kb.toml
    require_basis = ["services"]
    # architecture/pay.yml
    defaults: {basis: stated, sources: [interview]}
    services:
      pay: {tier: 2}
      rates: {tier: 2, basis: assumption, uses: [pay]}
    sources:
      interview: {title: Interview with the payments team}

Fails:
    # kb.toml
    require_basis = ["services"]
    # architecture/pay.yml
    services:
      pay: {tier: 2, basis: reported}
"""

from collections.abc import Iterator, Mapping

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.base import Base, Entity
from kb.model.finding import Finding
from kb.model.provenance import Provenance
from kb.model.source import Source
from kb.model.words import Basis, Kind

_COMPONENTS: Mapping[str, Kind] = {
    "services": Kind.SERVICE, "platforms": Kind.PLATFORM, "datastores": Kind.DATASTORE,
    "queues": Kind.QUEUE, "clients": Kind.CLIENT, "jobs": Kind.JOB,
}  # fmt: skip


class BasisStated(Rule):
    """Finds facts of the sections named by `require_basis` that rest on nothing written."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each fact; a fact inside an entry rests on what the entry says unless it says otherwise."""
        for section in view.base.settings.require_basis:
            for subject, provenance, source in _facts(view.base, section):
                lacking = _lacking(provenance)
                if lacking:
                    message = f"`{subject}` has no {lacking}, which kb.toml demands for `{section}`"
                    fix = f"write its {lacking}, or `defaults:` at the top of the file; `basis: assumption` needs no source"
                    yield self.finding(subject, source, message, fix, evidence=(view.base.settings.source,), width=1)


def _lacking(provenance: Provenance) -> str:
    if provenance.basis is None:
        return "basis"
    return "" if provenance.sources or provenance.basis is Basis.ASSUMPTION else "source"


def _facts(base: Base, section: str) -> Iterator[tuple[str, Provenance, Source]]:
    if section == "knowledge":
        for name, known in base.knowledge.items():
            yield from ((name, knows.provenance, knows.source) for knows in known.values())
    elif section in _COMPONENTS:
        for component in base.components.values():
            if component.kind is _COMPONENTS[section]:
                yield component.id, component.provenance, component.source
                yield from ((component.id, edge.provenance, edge.source) for edge in component.edges)
    else:
        tables: dict[str, Mapping[str, Entity]] = {
            "systems": base.systems, "vendors": base.vendors, "teams": base.teams,
            "people": base.people, "oncall": base.rotations, "events": base.events,
        }  # fmt: skip
        yield from ((item.id, item.provenance, item.source) for item in tables[section].values())
