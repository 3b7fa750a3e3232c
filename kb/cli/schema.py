"""kb schema: JSON Schemas of the files, for editors, and of the reports, for scripts."""

import importlib
import json
from pathlib import Path
from typing import Final

import click

from kb.cli.options import note
from kb.cli.session import known, say

_EPILOG = """\b
Examples:
  kb schema --list                      every kind of file and report
  kb schema ownership                   the schema of ownership/*.yml
  kb schema -o .kb/schema               all of them, a file each
  kb schema --report risk               what `kb risk --format json` writes
"""
REPORTS: Final = {
    "check": "kb.analyses.check.report:CheckReport",
    "diff": "kb.analyses.diff.report:DiffReport",
    "doctor": "kb.documents.doctor:DoctorReport",
    "drift": "kb.analyses.drift.report:DriftReport",
    "export": "kb.exporters.json:Export",
    "handover": "kb.analyses.handover.report:HandoverReport",
    "handover-progress": "kb.analyses.handover.progress:HandoverProgressReport",
    "import": "kb.model.fact:ImportReport",
    "import-explanation": "kb.analyses.maintaining.explanation:Explanation",
    "person": "kb.analyses.person.report:PersonReport",
    "plan": "kb.analyses.plan.report:PlanReport",
    "plan-progress": "kb.analyses.plan.progress:PlanProgressReport",
    "readiness": "kb.analyses.readiness.report:ReadinessReport",
    "readiness-check": "kb.analyses.readiness.report:ReadinessCheck",
    "readiness-diff": "kb.analyses.readiness.compare:ReadinessDiff",
    "readiness-plan": "kb.analyses.readiness.plan:ReadinessPlan",
    "readiness-review": "kb.analyses.readiness.review:ReadinessReview",
    "risk": "kb.analyses.risk.report:RiskReport",
    "risk-component": "kb.analyses.risk.report:ComponentReport",
    "risk-full": "kb.analyses.risk.full:FullRiskReport",
    "risk-without": "kb.analyses.risk.consequence:WhatIfReport",
    "risk-without-component": "kb.analyses.risk.consequence:ComponentWhatIfReport",
    "runbook-coverage": "kb.analyses.runbooks.matrix:RunbookCoverageReport",
    "runbook-list": "kb.analyses.runbooks.listing:RunbookListReport",
    "truck-factor": "kb.analyses.maintaining.truck_factor:TruckFactorReport",
    "trend": "kb.analyses.trend.report:TrendReport",
    "who": "kb.analyses.who.report:WhoReport",
    "who-list": "kb.analyses.who.several:WhoListReport",
}
"""Every report with a JSON form: its name, and the class it is written from."""


def _kinds(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from kb.files.json_schema import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


@click.command("schema", epilog=_EPILOG)
@click.argument("kind", metavar="[KIND]", required=False, shell_complete=_kinds)
@click.option("--list", "listing", is_flag=True, help="List the kinds of file and report.")
@click.option(
    "--report", metavar="NAME", type=click.Choice(sorted(REPORTS)), help="The schema of a report's JSON instead."
)
@click.option("-o", "--output", metavar="DIR", help="Write KIND.json into DIR; without KIND, all kinds.")
def command(kind: str | None, listing: bool, report: str | None, output: str | None) -> None:
    """Print the JSON Schema (draft-07) of a KIND of file.

    Editors complete and check YAML with it: `kb init` writes the schemas and the line that names them. They are
    made from the table of keys the reader uses. Whether an id exists is for `kb check`.
    """
    if sum(bool(given) for given in (kind, listing, report)) > 1:
        raise click.UsageError("KIND, --list and --report exclude each other: choose one.")
    if report is not None:
        _write({report: report_schema(report)}, output)
        return
    from kb.files.json_schema import KINDS, schema_text

    if listing or (kind is None and output is None):
        say(_list(KINDS), None)
        return
    chosen = [known(kind, KINDS, "kind of file")] if kind is not None else list(KINDS)
    _write({name: schema_text(name) for name in chosen}, output)


def _list(kinds: dict[str, str]) -> str:
    from kb.render._width import wrap

    lines = ["Kinds of file (kb schema KIND):"]
    lines += [f"  {name:<15} {text}" for name, text in kinds.items()]
    lines += ["", "Reports (kb schema --report NAME):"]
    lines += [f"  {line}" for line in wrap(" ".join(sorted(REPORTS)), 78)]
    return "\n".join(lines) + "\n"


def report_schema(name: str) -> str:
    """Return the JSON Schema of a report of :data:`REPORTS` as text."""
    from kb.render._json_schema import schema

    module, _, report = REPORTS[name].partition(":")
    return json.dumps(schema(getattr(importlib.import_module(module), report)), indent=1) + "\n"


def _write(texts: dict[str, str], output: str | None) -> None:
    if output is None:
        say("".join(texts.values()), None, data=True)
        return
    from kb.files.scaffold import overwrite_all

    for path in overwrite_all(Path(output), {f"{name}.json": text for name, text in texts.items()}):
        note(f"wrote {path}")
