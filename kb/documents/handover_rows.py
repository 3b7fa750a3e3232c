"""A handover as rows, one a thing to do: for spreadsheets and trackers."""

from collections.abc import Iterator

from kb.analyses.handover.report import HandoverReport
from kb.documents.document import Cell, Column, Document, Table
from kb.documents.handover import title

_KEYS = ("kind", "id", "subject", "components", "runbook", "from", "to", "first", "due", "hours", "task", "source")


def describe(report: HandoverReport, at: str) -> Document:
    """Describe sessions, work on runbooks, duties and what stays open, one a row."""
    rows = tuple(tuple(map(Cell, row)) for row in _rows(report))
    return Document(title(report), at, (Table(tuple(Column(key, key) for key in _KEYS), rows, main=True),))


def _rows(report: HandoverReport) -> Iterator[tuple[str, ...]]:
    for item in report.plan.sessions:
        about = " ".join(item.components)
        yield (
            "session", item.item, item.title, about, item.runbook, item.teacher or "", item.learner, str(item.first),
            str(item.last), str(item.hours), item.task, "",
        )  # fmt: skip
    for left in report.plan.open:
        task = f"{left.sentence}; options: {'; '.join(left.options)}"
        yield (
            "open",
            f"open:{left.component}",
            left.component,
            left.component,
            "",
            "",
            "",
            "",
            "",
            str(left.hours),
            task,
            "",
        )
    for work in report.runbooks:
        yield (
            f"runbook {work.work.value}", work.id, work.runbook, " ".join(work.components), work.runbook, " ".join(work.givers),
            " ".join(work.who), "", str(report.by), "", work.todo, "" if work.source is None else str(work.source),
        )  # fmt: skip
    for duty in report.duties:
        yield (
            duty.kind.value, duty.id, duty.subject, " ".join(duty.components), "", " ".join(duty.givers), "", "", str(duty.day),
            "", duty.todo, str(duty.source),
        )  # fmt: skip
