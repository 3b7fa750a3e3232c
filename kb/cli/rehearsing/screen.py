"""What a runner sees, as lines of text. Code keeps its lines and its blanks, for copying; everything else is wrapped."""

import re
from collections.abc import Iterator
from typing import Final

from kb.analyses.rehearsal.events import Result
from kb.analyses.rehearsal.outcome import Computed
from kb.analyses.rehearsal.plan import Plan
from kb.analyses.rehearsal.state import State
from kb.model.runbook import ESCALATE, Runbook, Step
from kb.model.saying import count
from kb.render._clean import clean, one_line
from kb.render._width import width, wrap

_LABEL: Final = 9
_HELD: Final = "\ue000"
"""Stands for a blank inside of code while lines are broken: a command is copied whole."""
_CODE: Final = re.compile(r"(`+)[^`\n]+\1")
_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")

HELP: Final = """\
  o, ok             it went as expected
  f, fail           it did not; then go where the runbook says, or try again
  s, skip WHY       left out
  d, deviated WHAT  done, but otherwise than written
  b, back           take the last answer back
  h, help           someone helped: say how much
  t, todo TEXT      something to follow up after the run
  r, redraw         show the step again
  q, quit           pause, or end the run here
Words behind an answer are its note: `o took two tries`. Ctrl-C pauses at once.
kb runs nothing: do what the step says, and answer when you see what came of it.
"""


def opening(plan: Plan, book: Runbook, size: int) -> list[str]:
    """Return what stands before the first step: who runs what, and what the runbook says to check first."""
    about = f", about {_number(book.est_minutes)} minutes" if book.est_minutes else ""
    watched = f", observed by {plan.observer}" if plan.observer else ""
    lines = wrap(one_line(f"{plan.kind.value.capitalize()} of {plan.runbook}: {plan.title}"), size)
    lines += wrap(
        clean(
            f"Run by {plan.by}{watched}. {count(len(plan.steps), 'step')}{about}. kb executes nothing; you do. ? lists the answers."
        ),
        size,
    )
    if needs := _requirements(book):
        lines += _labelled("needs", needs, size)
    for section in book.sections:
        if section.title.casefold() == "before you start":
            lines += ["", *_labelled("before", section.text, size)]
    return lines


def _requirements(book: Runbook) -> str:
    needs = book.requires
    if needs is None:
        return ""
    level = [f"level {needs.level.word}"] if needs.level else []
    access = [f"access {', '.join(needs.access)}"] if needs.access else []
    tools = [f"tools {', '.join(needs.tools)}"] if needs.tools else []
    return "; ".join([*level, *access, *tools])


def step_lines(state: State, elapsed: int, size: int) -> list[str]:
    """Return the step under way, with its place and the time that has passed."""
    step = state.step
    if step is None:
        return []
    place = f"step {(state.current or 0) + 1} of {len(state.plan.steps)}"
    head = f"── {place} · {duration(elapsed)} elapsed "
    lines = ["", head + "─" * max(0, size - width(head)), *wrap(one_line(f"{step.id} · {step.title}"), size), ""]
    for text in step.do:
        lines += _labelled("do", text, size)
    lines += _labelled("expect", step.expect or "nothing is written", size)
    lines += _labelled("if not", _ways(state.plan, step), size)
    if step.undo:
        lines += _labelled("undo", step.undo, size)
    if step.minutes is not None:
        lines += _labelled("minutes", _number(step.minutes), size)
    if step.two_person:
        lines += _labelled("two", "a second person must confirm this step", size)
    return lines


def _ways(plan: Plan, step: Step) -> str:
    """Return where a step leads if it fails, with the titles of the steps."""
    shown = []
    for name in step.if_not or (ESCALATE,):
        place = plan.place(name)
        shown.append(name if place is None else f"{name} ({plan.steps[place].title})")
    return ", ".join(shown)


def _labelled(label: str, text: str, size: int) -> list[str]:
    lines = list(_body(clean(text), size - _LABEL))
    first, *rest = lines or [""]
    return [f"{label:<{_LABEL}}{first}".rstrip(), *(f"{'':<{_LABEL}}{line}".rstrip() for line in rest)]


def _body(text: str, size: int) -> Iterator[str]:
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
        elif fence:
            yield line  # whole, however long: it is there to be copied
        else:
            held = _CODE.sub(lambda code: code[0].replace(" ", _HELD), line)
            yield from (part.replace(_HELD, " ") for part in wrap(held, size))


def closing(state: State, best: Computed, size: int) -> list[str]:
    """Return what the run came to, before its outcome is confirmed."""
    lines = ["", f"── the end · {duration(state.t)} elapsed " + "─" * 20]
    for attempt in state.attempts:
        answer = attempt.answer
        step = state.plan.steps[answer.step]
        second = f", confirmed by {answer.confirmed}" if answer.confirmed else ""
        note = f": {answer.note}" if answer.note else ""
        lines += _labelled(answer.result.value, one_line(f"{step.id}, {duration(attempt.seconds)}{second}{note}"), size)
    missed = [step.id for place, step in enumerate(state.plan.steps) if place not in state.last]
    if missed:
        lines += _labelled(Result.SKIP.value, f"{', '.join(missed)}: not reached", size)
    for text in state.followups:
        lines += _labelled("todo", text, size)
    return [*lines, *wrap(clean(f"That makes: {best.outcome.value} ({best.why})."), size)]


def duration(seconds: int) -> str:
    """Return seconds as people say them."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _number(value: float) -> str:
    return f"{value:g}"
