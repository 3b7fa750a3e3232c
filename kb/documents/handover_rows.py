"""A handover as rows, one a thing to do: for spreadsheets and trackers."""

from collections.abc import Iterator

from kb.analyses.handover.report import HandoverReport
from kb.documents.document import Document
from kb.documents.handover import title

_KEYS = ("kind", "id", "subject", "components", "runbook", "from", "to", "first", "due", "hours", "task", "source")


def describe(report: HandoverReport, at: str) -> Document:
    """Describe sessions, work on runbooks, duties and what stays open, one a row."""
    return Document.of_rows(title(report), at, _KEYS, _rows(report))


def _rows(report: HandoverReport) -> Iterator[tuple[object, ...]]:
    for item in report.plan.sessions:
        yield (
            "session", item.item, item.title, " ".join(item.components), item.runbook, item.teacher, item.learner, item.first,
            item.last, item.hours, item.task, None,
        )  # fmt: skip
    for left in report.plan.open:
        task = f"{left.sentence}; options: {'; '.join(left.options)}"
        yield ("open", f"open:{left.component}", left.component, left.component, *[None] * 5, left.hours, task, None)
    for work in report.runbooks:
        yield (
            f"runbook {work.work.value}", work.id, work.runbook, " ".join(work.components), work.runbook, " ".join(work.givers),
            " ".join(work.who), None, report.by, None, work.todo, work.source,
        )  # fmt: skip
    for duty in report.duties:
        yield (
            duty.kind.value, duty.id, duty.subject, " ".join(duty.components), None, " ".join(duty.givers), None, None, duty.day,
            None, duty.todo, duty.source,
        )  # fmt: skip
