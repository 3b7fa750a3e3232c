"""What runs prove of people, per component.

- A passed drill, game day or incident without help proves *operate* for whoever ran it.
- A passed tabletop without help supports *assist*, and no more.
- Help taken, in either form, proves nothing; nor does a run that did not pass.
- A run of a runbook that had no steps proves nothing: nobody was led through anything, whatever its record says.
- A run by somebody who, by the files, was not there on its day proves nothing: its record or their dates are wrong.
- A run of a runbook that is not about restoring what it names, or asks for less than *operate*, proves no more than it asks
  (:func:`shows_at_most`): a status text that went out shows that nobody has to be told, not that anybody can repair.
- A run proves what the runbook was for when it was run, as its record keeps it; a record that does not say, what the front
  matter of the runbook names. That a component lists the runbook later makes nobody an operator of it.
- Where the files say `none`, that nobody can operate a component, no run proves the opposite: one of the two is out of
  date, and which cannot be known (rule `nobody-true`).
- A line of knowledge with an unaided drill, game day or incident proves *operate* if it has a date and says where that can be seen
  (``ref``), for a date alone is bumped by anyone. One that refers to the record of a run adds nothing: its record proves it, or
  there is none (rule `nobody-true`).
- *Expert* is proven for a proven operator who observed another's first passed unaided run: they have brought
  somebody to operate.

Longer than the usual 150 lines: what a run proves, said once and worked out in one place.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Final

from kb.model.base import Base
from kb.model.moment import When, days_between, is_past
from kb.model.noun import NamedTuple
from kb.model.pattern import pattern
from kb.model.people import Knows
from kb.model.runbook import Run, Runbook
from kb.model.words import Evidence, Level

Runs = Mapping[str, Mapping[str, Run]]
"""Per component and person, one run."""
_NOBODY: Mapping[str, Run] = {}


class Shown(NamedTuple):
    """A run that ended, by somebody, on a component."""

    ended: datetime
    by: str
    component: str
    run: Run


class Proofs:
    """What the runs of a base prove at an instant."""

    def __init__(self, base: Base, at: datetime) -> None:
        self.base = base
        self.at = at
        self._young: dict[tuple[When, datetime], bool] = {}

    @cached_property
    def passed(self) -> Runs:
        """Per component and person, their latest passed unaided run of one of its runbooks."""
        return _latest(self._unaided)

    @cached_property
    def talked_through(self) -> Runs:
        """Per component and person, their latest run of one of its runbooks that supports *assist*: passed, without help.

        A tabletop, or a run of a runbook that asks for no more than that.
        """
        return _latest(
            self._shown(
                lambda run, most: (
                    run.outcome == "pass"
                    and run.help == "none"
                    and (most >= Level.ASSIST if run.kind is Evidence.TABLETOP else most is Level.ASSIST)
                )
            )
        )

    @cached_property
    def taught(self) -> Runs:
        """Per component and proven operator, the latest first passed unaided run of another that they observed."""
        found: list[Shown] = []
        earlier: dict[tuple[str, str], list[datetime]] = {}
        for shown in self._unaided:
            mine = earlier.setdefault((shown.component, shown.by), [])
            teacher = shown.run.observer
            if (
                not mine
                and teacher not in (None, shown.by)
                and was_there(self.base, teacher, shown.run)
                and not self._knew(shown.component, shown.by, shown.ended)
                and self._could(shown.component, teacher or "", shown.ended, earlier)
            ):
                found.append(shown._replace(by=teacher or ""))
            mine.append(shown.ended)
        return _latest(item for item in found if self.young(item.ended, self.at))

    def of(self, component: str) -> tuple[Mapping[str, Run], Mapping[str, Run], Mapping[str, Run]]:
        """Return who passed unaided, who talked it through and who taught, for one component."""
        if not self.base.runs:
            return _NOBODY, _NOBODY, _NOBODY
        return (
            self.passed.get(component, _NOBODY),
            self.talked_through.get(component, _NOBODY),
            self.taught.get(component, _NOBODY),
        )

    def young(self, when: When, at: datetime) -> bool:
        """Whether evidence counts at an instant: past, and not older than ``evidence_days``."""
        found = self._young.get((when, at))
        if found is None:
            found = is_past(when, at) and days_between(when, at) <= self.base.settings.evidence_days
            self._young[when, at] = found
        return found

    def line_proves(self, knows: Knows, at: datetime) -> bool:
        """Whether a line of knowledge proves *operate* at an instant, by what it refers to outside of the log of runs."""
        return (
            knows.last is not None
            and knows.level >= Level.OPERATE
            and knows.by.proves_operate
            and self.young(knows.last, at)
            and refers_elsewhere(knows.ref)
        )

    @cached_property
    def _unaided(self) -> list[Shown]:
        found = self._shown(_proves_operate)
        return [item for item in found if not self.base.denied(item.component)]

    @cached_property
    def denied(self) -> Runs:
        """Per component of which the files say that nobody can operate it, and person, their latest passed unaided run."""
        found = self._shown(_proves_operate)
        return _latest(item for item in found if self.base.denied(item.component))

    def _shown(self, counts: Callable[[Run, Level], bool]) -> list[Shown]:
        """Return the runs that count, by themselves and what they show at most, one entry a component, oldest first."""
        books = self.base.runbooks
        found = [
            Shown(run.ended, run.by, component, run)
            for run in self.base.runs
            if run.by
            and run.runbook
            and run.ended is not None
            and counts(run, shows_at_most(books.get(run.runbook)))
            and is_past(run.ended, self.at)
            and stands(self.base, run)
            for component in covered(self.base, run)
        ]
        return sorted(found, key=lambda item: (item.ended, item.run.source))

    def _knew(self, component: str, person: str, at: datetime) -> bool:
        """Whether a line of knowledge says that somebody had operated it before, however long before."""
        knows = self.base.knowledge.get(component, {}).get(person)
        return (
            knows is not None
            and knows.last is not None
            and knows.by.proves_operate
            and knows.level >= Level.OPERATE
            and _before(knows.last, at)
        )

    def _could(
        self, component: str, person: str, at: datetime, earlier: Mapping[tuple[str, str], list[datetime]]
    ) -> bool:
        """Whether somebody was a proven operator at an instant, by an earlier run or a line of knowledge."""
        knows = self.base.knowledge.get(component, {}).get(person)
        runs = earlier.get((component, person), ())
        return any(self.young(ended, at) for ended in runs) or (knows is not None and self.line_proves(knows, at))


ELSEWHERE: Final = "seen elsewhere"
"""Stands for a reference that may not be shown: without one, a proof would be a claim."""
_RECORD: Final = pattern(r"(?:runbooks/log/)?([0-9]{8}T[0-9]{6}Z-[a-z0-9-]+)(?:\.yml)?")


def record_named(ref: str | None) -> str | None:
    """Return the name of the record of a run that a reference leads to, by its form; None where it leads elsewhere."""
    found = _RECORD.fullmatch(ref) if ref and "Z-" in ref else None
    return found[1] if found else None


@lru_cache(maxsize=4096)
def refers_elsewhere(ref: str | None) -> bool:
    """Whether a reference leads to evidence outside of the log of runs: a ticket, notes. A run is proved by its record."""
    if ref is None or record_named(ref) is not None:
        return False
    from kb.analyses.placeholders import is_placeholder  # noqa: PLC0415 - few lines have a reference

    return not is_placeholder(ref)


ABOUT_OTHERS: Final = frozenset({"comms", "access", "routine"})
"""Kinds of runbook that are not about restoring what they name: whom to tell, how to get in, what is done every week."""


def shows_at_most(book: Runbook | None) -> Level:
    """Return the level on its components that a passed unaided run of a runbook can show.

    What it asks of its runner (``requires: level``) is the most that a run shows of them; *aware* says nothing was shown.
    """
    if book is None:
        return Level.OPERATE
    if book.kind in ABOUT_OTHERS:
        return Level.AWARE
    asked = book.requires.level if book.requires else None
    return Level.OPERATE if asked is None else min(asked, Level.OPERATE)


def _proves_operate(run: Run, most: Level) -> bool:
    return run.passed_unaided and most is Level.OPERATE


def stands(base: Base, run: Run) -> bool:
    """Whether the record of a run can show anything: it went through steps, and whoever ran it was there then."""
    return went_by_steps(base.runbooks.get(run.runbook or ""), run) and was_there(base, run.by, run)


def was_there(base: Base, name: str | None, run: Run) -> bool:
    """Whether somebody belonged to the organisation on the day of a run, by their own dates; so does who has none."""
    person, when = base.people.get(name or ""), run.started or run.ended
    return person is None or when is None or base.is_active(person, when)


def went_by_steps(book: Runbook | None, run: Run) -> bool:
    """Whether a run went through steps: of a runbook that can be rehearsed, or of other steps than it has now.

    What was gone through as a whole stands in its record as a step without an id, also when the runbook has steps by now.
    """
    if any(result.id is None for result in run.steps or ()):
        return False
    return book is None or book.rehearsable or run.steps_hash not in (None, book.steps_hash)


def covered(base: Base, run: Run) -> tuple[str, ...]:
    """Return the components a run is evidence for: what its runbook is for, as far as it was that when it was run.

    One that has another id since counts where the old one stands among its aliases.
    """
    if run.components is not None:
        then = run.components
    else:
        book = base.runbooks.get(run.runbook or "")
        then = (book and book.components) or ()
    return tuple(
        name for name in base.components_of(run.runbook or "") if name in then or _was_called(base, name, then)
    )


def _was_called(base: Base, component: str, names: Iterable[str]) -> bool:
    """Whether a component has one of some ids among its aliases that nothing has any more: it was renamed since."""
    aliases = base.components[component].about.aliases
    return any(name in aliases and name not in base.entities for name in names)


def _before(when: When, at: datetime) -> bool:
    """Whether something lies before an instant; what is dated with a day, if that day is over by then."""
    return when < at if isinstance(when, datetime) else days_between(when, at) > 0


def _latest(shown: Iterable[Shown]) -> Runs:
    found: dict[str, dict[str, Run]] = {}
    for item in shown:  # oldest first
        found.setdefault(item.component, {})[item.by] = item.run
    return found
