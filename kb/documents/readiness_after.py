"""Comparisons, plans and reviews of readiness, in words."""

from kb.analyses.readiness.answer import Outcome, Severity
from kb.analyses.readiness.compare import Move, ReadinessDiff
from kb.analyses.readiness.plan import ReadinessPlan, Task
from kb.analyses.readiness.review import Lesson, ReadinessReview
from kb.documents.document import Block, Bullets, Cell, Document, Paragraph, Section, Table, Tone
from kb.documents.document import Verdict as Word
from kb.documents.readiness import MOVES, NOBODY, TONES, WORDS
from kb.documents.saying import listing
from kb.model.saying import count, listed


def describe_comparison(found: ReadinessDiff, title: str, at: str) -> Document:
    """Describe what moved between two instants, worse first."""
    better = sum(move.better for move in found.moves)
    worse = len(found.moves) - better
    said = f"{found.before.value} at {found.from_:%Y-%m-%d %H:%M}, {found.after.value} at {found.to:%Y-%m-%d %H:%M}: {worse} worse, {better} better."
    blocks: list[Block] = [Word(found.after.value, said, WORDS[found.after])]
    blocks.append(
        Table(MOVES, tuple(_move(move) for move in found.moves), keys=("check", "subject", "before", "after", "value"))
    )
    if not found.moves:
        blocks.append(Paragraph("Nothing moved."))
    return Document(f"What changed: {title}", at, tuple(blocks))


def _move(move: Move) -> tuple[Cell, ...]:
    return (
        Cell(f"{move.code} {move.check}"),
        Cell(move.subject),
        _state(move.before),
        _state(move.after),
        Cell(move.value),
    )


def _state(outcome: Outcome | None) -> Cell:
    return Cell("-") if outcome is None else Cell(outcome.value, TONES[outcome])


_TASKS = ("due", "task", "subjects", "owner", "state")


def describe_plan(found: ReadinessPlan, at: str) -> Document:
    """Describe what is due when: one section a day."""
    blocks: list[Block] = []
    if found.squeezed:
        tasks = count(found.squeezed, "task is", "tasks are")
        said = f"{tasks} overdue: the usual timeline of four weeks is squeezed. Begin with the blockers (marked !)."
        blocks.append(Paragraph(said, Tone.BAD))
    if found.start is None:
        blocks.append(Paragraph("The event has no window: nothing can be dated."))
    for due in dict.fromkeys(task.due for task in found.tasks):
        tasks_ = [task for task in found.tasks if task.due == due]
        late = f", {count(max(task.late for task in tasks_), 'day')} late" if any(task.late for task in tasks_) else ""
        blocks.append(Section(f"{due}{late}", (Bullets(tuple(map(_said, tasks_))),)))
    return Document(f"Plan: {found.title}", at, tuple(blocks))


def _said(task: Task) -> str:
    if not task.check:
        return f"Milestone: {task.text}"
    mark = "!" if task.severity is Severity.BLOCKER else ""
    state = task.outcome.value if task.outcome else ""
    return f"{task.code}{mark} {task.check} ({state}): {task.text}; for {listed(task.subjects)}; {task.owner or NOBODY}"


def describe_plan_rows(found: ReadinessPlan, at: str) -> Document:
    """Describe every task as a row, for CSV."""
    return Document.of_rows(f"Plan: {found.title}", at, _TASKS, map(_task, found.tasks))


def _task(task: Task) -> tuple[object, ...]:
    late = f" ({count(task.late, 'day')} late)" if task.late else ""
    if not task.check:
        return (task.due, f"Milestone: {task.text}", "", "", "")
    mark = "!" if task.severity is Severity.BLOCKER else ""
    state = "" if task.outcome is None else f"{task.outcome.value}{mark}"
    about = f"{task.code} {task.check}: {task.text}"
    return (f"{task.due}{late}", about, " ".join(task.subjects), task.owner or NOBODY, state)


def describe_review(found: ReadinessReview, at: str) -> Document:
    """Describe what an event showed, and whether a check had asked."""
    open_ = f"{count(len(found.open), 'blocker')} {'was' if len(found.open) == 1 else 'were'} open at the start."
    said = f"{open_} Of {count(len(found.lessons), 'thing')} the event showed or people advised, {_about(found.caught)} a check that had not passed, {_about(found.passed)} only checks that had passed, {_about(found.unasked)} none."
    blocks: list[Block] = [Word(found.verdict.value, said, WORDS[found.verdict])]
    if found.summary:
        blocks.append(Paragraph(found.summary))
    if not found.lessons:
        words = f"Nothing is written under `outcome` of {found.event} yet: write causes, observations and recommendations, each with its source."
        blocks.append(Paragraph(words))
    for kind in ("cause", "symptom", "recommendation"):
        lessons = [item for item in found.lessons if item.kind == kind]
        blocks += listing(f"{kind.capitalize()}s ({len(lessons)})", map(_lesson, lessons))
    if found.open:
        blocks.append(Section("Open before it began", (Paragraph(", ".join(found.open) + "."),)))
    text = "Causes are hypotheses of those who offered them; checks are matched by words. Fold each back: a check, a runbook or an edge; then kb ready sign EVENT folded-back."
    blocks.append(Paragraph(text))
    return Document(f"Review: {found.title}", at, tuple(blocks))


def _about(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'} asked about by"


_LESSONS = ("kind", "text", "by", "checks", "caught", "basis", "source")


def describe_lessons(found: ReadinessReview, at: str) -> Document:
    """Describe each thing an event showed as a row, for CSV."""
    return Document.of_rows(f"Review: {found.title}", at, _LESSONS, map(_lesson_row, found.lessons))


def _lesson_row(item: Lesson) -> tuple[object, ...]:
    asked = " ".join(f"{code}={outcome.value}" for code, outcome in item.asked)
    caught = "caught" if item.caught else "passed" if item.asked else "unasked"
    return (item.kind, item.text, item.by, asked, caught, item.basis.value if item.basis else None, item.source)


def _lesson(item: Lesson) -> str:
    asked = ", ".join(f"{code} {outcome.value}" for code, outcome in item.asked)
    verdict = (
        f"caught: {asked}"
        if item.caught
        else f"asked and passed: {asked}"
        if item.asked
        else "no check asks about this"
    )
    who = f" ({item.by})" if item.by else ""
    return f"{item.text}{who} [{item.source}] - {verdict}"
