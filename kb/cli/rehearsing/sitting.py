"""One sitting of a rehearsal: find the open run or begin one, go through it, leave it or write its record.

Longer than the usual 150 lines: one sitting, and a step of it a method.
"""

import contextlib
from pathlib import Path

import click

from kb.analyses.rehearsal.events import Paused, Resumed
from kb.analyses.rehearsal.people import not_second
from kb.analyses.rehearsal.plan import Plan, steps_of
from kb.analyses.rehearsal.record import record
from kb.cli.rehearsing import screen
from kb.cli.rehearsing.clock import Timer, now
from kb.cli.rehearsing.dialogue import Dialogue
from kb.cli.rehearsing.taking_part import own_runbook, show_proof, taking_part, without_steps
from kb.cli.rehearsing.terminal import LeftError, Terminal
from kb.cli.session import Session, known
from kb.errors import KbError, UsageError
from kb.files import write
from kb.files.rehearsals import records
from kb.files.rehearsals.journal import DamagedError, Journal, open_runs
from kb.model.saying import count
from kb.model.words import Evidence


class Sitting:
    """A person (``by``) before a terminal with a runbook, and who watches them, if anybody does.

    Faults in the files are counted and passed over: a slip in some file must not stop an incident.

    Raises:
        UsageError: if one of them does not exist, or cannot take part today.
    """

    def __init__(self, session: Session, runbook: str, by: str, observer: str | None) -> None:
        self.root, self.base = session.root, session.loaded.base
        self.book = self.base.runbooks[_readable(session, runbook)]
        taking_part(self.base, by, observer, now())
        self.by, self.observer = by, observer
        self.faults = sum(finding.suppressed is None for finding in session.loaded.findings)
        self.terminal = Terminal()

    def run(self, kind: str | None, choice: str | None) -> None:
        """Sit through it, to the record or to where it is left."""
        folder = records.log_folder(self.root)
        write.sweep(folder / records.OPEN, now().timestamp())
        with self.terminal:
            try:
                path = self._open_run(folder, choice)
                journal = self._begin(folder, kind) if path is None else self._resume(path, kind)
            except (LeftError, KeyboardInterrupt):
                self.terminal.show(["", "Nothing was begun, nothing was changed."])
                raise click.exceptions.Exit(130) from None
            with journal:
                self._sit(journal)

    # -- finding or beginning the run --------------------------------------------------------------------

    def _open_run(self, folder: Path, choice: str | None) -> Path | None:
        """Return the journal to go on with; None to begin a new one."""
        found = open_runs(folder, self.book.id, self.by)
        if not found:
            if choice == "resume":
                raise UsageError(f"{self.by} has no open run of {self.book.id}: leave --resume out to begin one")
            return None
        path = found[-1]
        if choice is None:
            choice = self._asked(path, len(found))
        if choice == "discard":
            self._discard(path)
            return None
        return path

    def _asked(self, path: Path, count: int) -> str:
        others = f" (the newest of {count})" if count > 1 else ""
        self.terminal.say(f"There is an open run of {self.book.id} by {self.by}, begun at {path.name[:16]}{others}.")
        words = {"": "resume", "r": "resume", "resume": "resume", "d": "discard", "discard": "discard"}
        while True:
            word = self.terminal.ask("Enter or r resume it · d discard it and begin anew · Ctrl-C neither >").lower()
            if word in words:
                return words[word]

    def _discard(self, path: Path) -> None:
        try:
            Journal.open(path).discard()
        except DamagedError:
            path.unlink(missing_ok=True)
        self.terminal.say(f"Discarded {path.name}.")

    def _begin(self, folder: Path, kind: str | None) -> Journal:
        if kind is None:
            raise UsageError("say what sort of run it is: --kind drill, tabletop, gameday or incident")
        title = self.book.about.title or self.book.id
        plan = Plan(
            self.book.id,
            title,
            Evidence(kind),
            self.by,
            self.observer,
            now(),
            self.book.steps_hash,
            steps_of(self.book),
            self.base.components_of(self.book.id),
        )
        journal = Journal.create(folder, plan)
        self.terminal.show(screen.opening(plan, self.book, self.terminal.width))
        for warning in self._warnings():
            self.terminal.say(warning)
        return journal

    def _warnings(self) -> list[str]:
        warnings = [said for said in (own_runbook(self.book, self.by), without_steps(self.book)) if said is not None]
        if self.faults:
            warnings.append(f"The files have {count(self.faults, 'fault')} (`kb check`); the run goes on regardless.")
        return warnings

    def _resume(self, path: Path, kind: str | None) -> Journal:
        journal = Journal.open(path)
        state, plan = journal.state, journal.state.plan
        place = "at its end" if state.current is None else f"at step {state.current + 1} of {len(plan.steps)}"
        self.terminal.say(
            f"Resumed: {plan.kind.value} of {plan.runbook} by {plan.by}, begun {plan.started:%Y-%m-%d %H:%M} UTC, {place}."
        )
        if journal.torn:
            self.terminal.say(
                f"The last line of the journal was not whole ({journal.torn} bytes) and was dropped: check the last answer."
            )
        if (kind or plan.kind.value) != plan.kind.value or (self.observer or plan.observer) != plan.observer:
            self.terminal.say("It keeps the kind and the observer it began with.")
        if state.outcome is None:
            journal.take(Resumed(self._timer(journal)(), self.book.steps_hash))
        if journal.state.changed:
            self.terminal.say(
                "The steps of the runbook have changed since. You go on with those of the start, and the record keeps their fingerprint: it will not verify the new ones."
            )
        return journal

    # -- going through it ----------------------------------------------------------------------------------

    def _timer(self, journal: Journal) -> Timer:
        return Timer(journal.state.plan.started, journal.state.t)

    def _sit(self, journal: Journal) -> None:
        timer = self._timer(journal)
        try:
            Dialogue(journal, self.terminal, timer, lambda name: not_second(self.base, name, self.by, now())).run()
        except LeftError:
            self._leave(journal, timer)
            return
        except KeyboardInterrupt:
            self.terminal.show([""])
            self._leave(journal, timer)
            raise click.exceptions.Exit(130) from None
        except KbError as error:
            raise KbError(f"{error}\nAll answers up to the last one are kept. {self._how()}") from None
        self._finish(journal)

    def _leave(self, journal: Journal, timer: Timer) -> None:
        if journal.state.outcome is None:
            with contextlib.suppress(KbError):  # a full disk: the run can be resumed without the pause, too
                journal.take(Paused(timer()))
        self.terminal.say(f"Paused; nothing is lost. {self._how()}")

    def _how(self) -> str:
        return f"To go on: kb runbook start {self.book.id} --by {self.by} --resume"

    def _finish(self, journal: Journal) -> None:
        """Write the record and say what the run proves, by the files as they stand now."""
        run = record(journal.state)
        path = journal.finish()
        fresh = Session(str(self.root))
        base = fresh.loaded.base
        now_hash = base.runbooks[self.book.id].steps_hash if self.book.id in base.runbooks else None
        if now_hash != run.steps_hash and not journal.state.changed:
            self.terminal.say(
                "The steps of the runbook have changed during the run; the record keeps the fingerprint of the start."
            )
        self.terminal.say(f"Recorded in {path.relative_to(self.root).as_posix()}. Commit it with the next change.")
        self.terminal.show([""])
        show_proof(fresh, run)


def _readable(session: Session, runbook: str) -> str:
    """Return the id of a runbook that could be read.

    Raises:
        UsageError: if there is none, or its file could not be read.
    """
    runbooks = session.loaded.base.runbooks
    broken = [finding for finding in session.loaded.findings if finding.source.path == f"runbooks/{runbook}.md"]
    if runbook not in runbooks and broken:
        raise UsageError(f"{broken[0].source}: {broken[0].message}; {broken[0].fix}")
    return known(runbook, runbooks, "runbook")
