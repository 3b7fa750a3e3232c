"""The answer of kb risk --without and --scenario: what changes, and for the worst of it the nearest repair."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.consequence import ComponentWhatIfReport, WhatIfReport
from kb.analyses.risk.report import RiskReport
from kb.analyses.risk.whatif import Comparison
from kb.cli.options import draw
from kb.cli.risk_scope import Limits, Scope
from kb.cli.session import Session, known
from kb.documents import whatif, whatif_component, whatif_rows
from kb.errors import KbError, UsageError
from kb.model.asked import At
from kb.model.finding import Finding
from kb.model.moment import When, noon
from kb.model.scenario import Scenario, terms, whom


class Request(NamedTuple):
    """What was asked."""

    at: str | None
    without: tuple[str, ...]
    scenario: str | None
    component: str | None
    scope: Scope
    limits: Limits
    format_name: str
    output: str | None


def answer(session: Session, request: Request) -> None:
    """Answer a what-if.

    Raises:
        UsageError: if nobody is named, or somebody who does not exist.
        KbError: listing every fault of the scenario file.
        click.exceptions.Exit: with code 1, if what remains is worse than asked for.
    """
    scenarios = _scenarios(session, request)
    dates = [_at(session, request, item) for item in scenarios]
    asked = list(_comparisons(session, scenarios, dates))
    line = (
        dates[0].line
        if len(set(dates)) == 1
        else f"Each scenario at its own date ({request.scenario}){_notice(session)}"
    )
    if request.component is not None:
        afters = _draw_component(session, request, asked, line)
    else:
        afters = _draw_scope(session, request, asked, line)
    request.limits.judge([row for after in afters for row in after.rows])


def _comparisons(session: Session, scenarios: tuple[Scenario, ...], dates: list[At]) -> Iterator[Comparison]:
    """Yield a comparison per scenario; those at one date share the assessment with everybody."""
    before: dict[At, Assessment] = {}
    for item, when in zip(scenarios, dates, strict=True):
        found = Comparison(session.base, when.instant, item, before.get(when))
        before[when] = found.before
        yield found


def _draw_scope(session: Session, request: Request, comparisons: list[Comparison], line: str) -> list[RiskReport]:
    scopes = [request.scope.limits(session, comparison.before) for comparison in comparisons]
    found = [comparison.report(*scope) for comparison, scope in zip(comparisons, scopes, strict=True)]
    report = WhatIfReport(scopes[0][0], tuple(item for item, _ in found))
    describe = whatif_rows.describe_rows if request.format_name == "csv" else whatif.describe
    draw(report, describe(report, line), request.format_name, request.output)
    return [after for _, after in found]


def _draw_component(session: Session, request: Request, comparisons: list[Comparison], line: str) -> list[RiskReport]:
    name = known(request.component or "", session.base.components, "component")
    found = [comparison.component(name) for comparison in comparisons]
    report = ComponentWhatIfReport(name, tuple(item for item, _ in found))
    describe = whatif_rows.describe_rows if request.format_name == "csv" else whatif_component.describe
    draw(report, describe(report, line), request.format_name, request.output)
    return [after for _, after in found]


def _scenarios(session: Session, request: Request) -> tuple[Scenario, ...]:
    base = session.base
    if request.scenario is None:
        named = [name.strip() for value in request.without for name in value.split(",") if name.strip()]
        if not named:
            raise UsageError("--without names nobody: write ids of people, team:ID or employer:NAME, joined by commas")
        return (Scenario("", None, None, terms(whom(base, name) for name in named), None),)
    if request.without:
        raise UsageError("--without and --scenario exclude each other: the file says who is absent")
    from kb.files.scenario import read
    from kb.model.saying import count

    found = read(Path(request.scenario), base)
    if found.findings:
        lines = [
            f"  {item.source}:{item.source.column}: {item.message} [{item.rule}]\n    Fix: {_fix(item)}"
            for item in found.findings
        ]
        raise KbError(
            "\n".join(
                [f"the scenario file has {count(len(lines), 'fault')}:", *lines, "What it holds: kb explain scenario"]
            )
        )
    return found.scenarios


def _fix(fault: Finding) -> str:
    """Say how to mend a fault; the reader of YAML knows the keys of a knowledge base only."""
    return fault.fix.replace("`services:`", "`without:`")


def _at(session: Session, request: Request, item: Scenario) -> At:
    """Return the date of a scenario: the one asked for, else its own, else that of every command."""
    if request.at is not None or item.at is None:
        return session.at(request.at)
    return At(_instant(item.at), f"At {item.at} (at in {request.scenario}){_notice(session)}")


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else noon(when)


def _notice(session: Session) -> str:
    notice = session.base.settings.notice
    return f". {notice}" if notice else ""
