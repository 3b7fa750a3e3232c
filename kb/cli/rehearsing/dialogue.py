"""The conversation of a run: one step at a time, every answer on the disk before the next question.

Longer than the usual 150 lines: one conversation, and a question a method.
"""

from collections.abc import Callable
from typing import Final

from kb.analyses.rehearsal.events import (
    Answered,
    Back,
    Event,
    Finished,
    Help,
    Helped,
    Noted,
    Outcome,
    Result,
    Stopped,
    Then,
)
from kb.analyses.rehearsal.machine import Refused
from kb.analyses.rehearsal.outcome import computed, hasty
from kb.analyses.rehearsal.state import State
from kb.cli.rehearsing.screen import HELP, closing, duration, step_lines
from kb.cli.rehearsing.taking_part import is_no
from kb.cli.rehearsing.terminal import LeftError, Terminal
from kb.files.rehearsals.journal import Journal
from kb.files.rehearsals.texts import fit

RESULTS: Final = {
    "o": Result.OK, "ok": Result.OK, "f": Result.FAIL, "fail": Result.FAIL, "failed": Result.FAIL,
    "s": Result.SKIP, "skip": Result.SKIP, "skipped": Result.SKIP,
    "d": Result.DEVIATED, "deviated": Result.DEVIATED, "deviate": Result.DEVIATED,
}  # fmt: skip
_HELPS: Final = {
    "n": Help.NONE, "no": Help.NONE, "none": Help.NONE, "a": Help.ASKED, "asked": Help.ASKED,
    "t": Help.TOOK_OVER, "took": Help.TOOK_OVER, "took_over": Help.TOOK_OVER,
}  # fmt: skip
_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome}


class Dialogue:
    """Asks, and lets what is answered happen in the journal.

    Args:
        journal: the run's.
        terminal: where to show and ask.
        elapsed: whole seconds since the start of the run.
        second: returns why someone cannot be the second person; None if they can.
    """

    def __init__(
        self, journal: Journal, terminal: Terminal, elapsed: Callable[[], int], second: Callable[[str], str | None]
    ) -> None:
        self.journal, self.terminal, self.elapsed, self.second = journal, terminal, elapsed, second
        self._commands: dict[str, Callable[[str], None]] = {
            "b": self._back, "back": self._back, "h": self._help, "help": self._help, "t": self._todo, "todo": self._todo,
            "r": self._redraw, "redraw": self._redraw, "q": self._quit, "quit": self._quit, "?": self._explain,
        }  # fmt: skip

    @property
    def state(self) -> State:
        """Where the run stands."""
        return self.journal.state

    def run(self) -> None:
        """Go on until the outcome is confirmed.

        Raises:
            LeftError: if the runner pauses; the run can be resumed.
        """
        shown: State | None = None
        while self.state.outcome is None:
            if self.state.current is None:
                self._close()
                continue
            if shown is None or (shown.current, shown.attempts) != (self.state.current, self.state.attempts):
                self._redraw("")
            shown = self.state
            self._command(self.terminal.ask("o ok · f fail · s skip · d deviated · ? help >"))

    def _command(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        word = word.lower().rstrip(".:,")
        if word in RESULTS:
            self._answer(RESULTS[word], self._fit(rest))
        elif word in self._commands or line == "?":
            self._commands[word or "?"](rest.strip())
        elif word:
            self.terminal.say(f"`{word}` is no answer: o, f, s or d; ? lists all.")

    def _take(self, event: Event) -> bool:
        """Let an event happen; say why, if it cannot."""
        try:
            self.journal.take(event)
        except Refused as error:
            self.terminal.say(f"Not taken: {error}.")
            return False
        return True

    def _fit(self, text: str) -> str | None:
        fitted = fit(text)
        for remark in fitted.remarks:
            self.terminal.say(f"({remark})")
        return fitted.text or None

    def _asked(self, prompt: str) -> str | None:
        return self._fit(self.terminal.ask(prompt))

    # -- answers to a step ---------------------------------------------------------------------------

    def _answer(self, result: Result, note: str | None) -> None:
        state, at = self.state, self.elapsed()
        step, place = state.step, state.current
        if step is None or place is None:
            return
        then: tuple[Then, int | None] = (Then.NEXT, None)
        second = None
        if result is Result.FAIL:
            note = note or self._asked("What happened? (Enter: nothing to add) >")
            then = self._after_failure(place)
        elif result is not Result.OK:
            note = note or self._asked("Why? >" if result is Result.SKIP else "What was done instead? >")
        if step.two_person and result.done:
            second = self._second()
            if second is None and result is Result.OK:
                self.terminal.say("Not answered yet: nobody confirmed. If you did it alone, answer d.")
                return
        if self._take(Answered(at, place, result, note, second, *then)):
            planned = f" ({step.minutes:g} min planned)" if step.minutes else ""
            self.terminal.say(f"{step.id}: {result.value}, {duration(self.state.attempts[-1].seconds)}{planned}.")

    def _second(self) -> str | None:
        while True:
            name = self.terminal.ask("Second person's id (Enter: nobody) >")
            if not name:
                return None
            why = self.second(name)
            if why is None:
                return name
            self.terminal.say(f"{why}.")

    def _after_failure(self, place: int) -> tuple[Then, int | None]:
        """Ask where to go after a failed step; Enter goes where the runbook says."""
        plan = self.state.plan
        ways: dict[str, tuple[Then, int | None]] = {
            plan.steps[target].id: (Then.JUMP, target) for target in plan.targets(place)
        }
        first = next(iter(ways), None)
        default = f"Enter or {', '.join(ways)}: as the runbook says" if first else "Enter: end here and escalate"
        choices: dict[str, tuple[Then, int | None]] = {
            "r": (Then.AGAIN, None), "again": (Then.AGAIN, None), "n": (Then.NEXT, None), "next": (Then.NEXT, None),
            "e": (Then.STOP, None), "end": (Then.STOP, None), "": ways[first] if first else (Then.STOP, None),
        } | ways  # fmt: skip
        while True:
            word = self.terminal.ask(f"Go on: {default} · r try again · n next step · e end >")
            found = choices.get(word) or choices.get(word.lower())
            if found is not None:
                return found
            self.terminal.say(f"`{word}` is none of these.")

    # -- other commands ------------------------------------------------------------------------------

    def _back(self, _: str) -> None:
        self._take(Back(self.elapsed()))

    def _redraw(self, _: str) -> None:
        self.terminal.show(step_lines(self.state, self.elapsed(), self.terminal.width))

    def _explain(self, _: str) -> None:
        self.terminal.show(HELP.splitlines())

    def _help(self, rest: str) -> None:
        word = rest or self.terminal.ask("How much? a asked · t someone took over · n none >")
        found = _HELPS.get(word.lower())
        if found is None:
            self.terminal.say("Not noted: answer a, t or n.")
        elif self._take(Helped(self.elapsed(), found)):
            self.terminal.say(f"Noted: help {found.value.replace('_', ' ')}.")

    def _todo(self, rest: str) -> None:
        text = self._fit(rest) or self._asked("What is to be done? >")
        if text and not is_no(text) and self._take(Noted(self.elapsed(), text)):
            self.terminal.say("Noted.")

    def _quit(self, _: str) -> None:
        word = self.terminal.ask("p pause, to resume later · e end the run here · Enter go on >").lower()
        if word in ("p", "pause"):
            raise LeftError
        if word in ("e", "end"):
            self._take(Stopped(self.elapsed(), self._asked("Why? (Enter: nothing to add) >")))

    # -- the end -------------------------------------------------------------------------------------

    def _close(self) -> None:
        """Ask for help taken, follow-ups and the outcome; ``b`` goes back to the last step."""
        self.terminal.show(closing(self.state, computed(self.state), self.terminal.width))
        word = self.terminal.ask(
            f"Did anyone help? n no · a asked · t took over · b back [{self.state.help.value}] >"
        ).lower()
        if word in ("b", "back"):
            self._back("")
            return
        taken = _HELPS.get(word) if word else self.state.help
        if taken is None:
            self.terminal.say("Answer n, a, t or b.")
            return
        if taken is not self.state.help:
            self._take(Helped(self.elapsed(), taken))
        while (text := self._asked("Anything to follow up? (Enter: no more) >")) and not is_no(text):
            self._take(Noted(self.elapsed(), text))
        self._confirm()

    def _confirm(self) -> None:
        best = computed(self.state)
        lower = [outcome.value for outcome in Outcome if outcome.rank > best.outcome.rank]
        offer = f", or {' or '.join(lower)} to lower it" if lower else ""
        quick = [f"{step.id} took {duration(took)} of {step.minutes:g} min" for step, took in hasty(self.state)]
        doubt = (
            f", and that it was carried out though {', '.join(quick)}" if quick and best.outcome is Outcome.PASS else ""
        )
        said = f"Outcome {best.outcome.value} ({best.why}). Enter confirms{doubt}{offer}; b back >"
        word = self.terminal.ask(said).lower()
        if word in ("b", "back"):
            self._back("")
        elif not word or word in _OUTCOMES:
            self._take(Finished(self.elapsed(), _OUTCOMES.get(word, best.outcome)))
        else:
            self.terminal.say(f"`{word}` is no outcome.")
