"""What a plan costs, in hours a week per team: what whoever leads one has to keep free. Never per person."""

from typing import Final

from kb.analyses.plan.report import PlanReport, PlanTeam
from kb.documents.document import Block, Cell, Paragraph, Section, Table, cells, columns
from kb.documents.saying import number
from kb.model.saying import count

SHOWN: Final = 30
"""Teams shown by the formats people read; JSON has all, week by week."""
_COLUMNS: Final = columns("Team~", "Hours>", "Teaching>", "Weeks>", "h a week>", "At most>", "In week>")


def costs(report: PlanReport, most: int = SHOWN) -> list[Block]:
    """Return the hours of each team, ``most`` teams at most; nothing where there is no session."""
    if not report.teams:
        return []
    table = Table(_COLUMNS, tuple(map(_row, report.teams[:most])))
    how = Paragraph(
        "Hours of its people in sessions, those who teach included; h a week: in the mean, of the weeks that have any."
    )
    more = len(report.teams) - most
    rest = [Paragraph(f"and {count(more, 'more team')} (json has all, week by week)")] if more > 0 else []
    return [Section("What it costs the teams", (table, *rest, how))]


def _row(item: PlanTeam) -> tuple[Cell, ...]:
    busy = [hours for hours in item.hours if hours]
    total, most = sum(busy), max(busy)
    mean, week = number(total / len(busy)), item.hours.index(most) + 1
    return cells(item.team or "(of no team)", total, sum(item.teaching), len(busy), mean, most, week)
