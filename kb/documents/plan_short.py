"""A plan, in short: the verdict, why that first, the next two weeks, and counts of the rest. All of it is in :mod:`kb.documents.plan`."""

from typing import Final

from kb.analyses.plan.report import Open, PlanReport
from kb.documents import plan
from kb.documents.document import Block, Bullets, Document, Paragraph, Section
from kb.documents.plan_costs import costs
from kb.documents.saying import cut, tier_word
from kb.model.saying import count

WEEKS: Final = 2
"""Weeks shown: what somebody has to arrange now."""
SESSIONS: Final = 30
"""Sessions shown in those weeks, in all."""
TEAMS: Final = 8
"""Teams whose hours are told; those with most."""
REASONS: Final = 3
"""Reasons told why that comes first."""
_OPEN: Final = 8
FULL: Final = "--full shows it all."
"""Where the rest is."""


def describe(report: PlanReport, at: str) -> Document:
    """Describe a plan in short."""
    blocks: list[Block] = [*plan.opening(report), *plan.first(report, REASONS, "--full")]
    blocks += [*plan.weeks(report, WEEKS, SESSIONS), *rest(report, "kb plan"), *costs(report, TEAMS)]
    blocks += [*_open(report), plan.quality(report)]
    if report.items or report.open:
        blocks.append(Paragraph(FULL))
    return Document(f"Plan: {report.scope}", at, tuple(blocks))


def rest(report: PlanReport, command: str) -> list[Block]:
    """Return counts of the weeks that are not shown, and what closes the items of all."""
    if not report.items:
        return []
    begins = list(dict.fromkeys(item.first for item in report.sessions))[WEEKS:]
    later = [item for item in report.sessions if item.first in begins]
    blocks: list[Block] = []
    if later:
        span = f"{later[0].first} to {later[-1].last}"
        blocks.append(Paragraph(f"Then, {span}: {count(len(later), 'more session')} in {count(len(begins), 'week')}."))
    closes = (
        f"{count(len(report.items), 'item')} in all, each closed by a logged run: save this with --format json -o FILE, "
        f"and ask {command} --progress FILE."
    )
    return [*blocks, Paragraph(closes)]


def _open(report: PlanReport) -> list[Block]:
    if not report.open:
        return []
    blocks: list[Block] = [Bullets(tuple(opened(report.open)))]
    if report.later is not None:
        said = f"With --by {report.later} and nothing else changed, all who can be counted on would be done; no day closes what is unknown."
        blocks.append(Paragraph(said))
    return [Section(f"What stays open ({len(report.open)})", tuple(blocks))]


def opened(left: tuple[Open, ...]) -> list[str]:
    """Say what stays open, and the first option that would change it; each in a line or two."""
    return cut([_said(item) for item in left], _OPEN, "--full")


def _said(item: Open) -> str:
    lacks = f"lacks {item.short}, {item.hours} h short" if item.hours else "is unknown"
    return f"{item.component} ({tier_word(item.tier)}) {lacks}: {item.options[0]}"
