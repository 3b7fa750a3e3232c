"""What runs prove of people, per component.

- A passed drill, game day or incident without help proves *operate* for whoever ran it.
- A passed tabletop without help supports *assist*, and no more.
- Help taken, in either form, proves nothing; nor does a run that did not pass.
- A run proves what the runbook was for when it was run, as its record keeps it; a record that does not say, what the front
  matter of the runbook names. That a component lists the runbook later makes nobody an operator of it.
- Where the files say `none`, that nobody can operate a component, no run proves the opposite: one of the two is out of
  date, and which cannot be known (rule `nobody-true`).
- *Expert* is proven for a proven operator who observed another's first passed unaided run: they have brought
  somebody to operate.

Longer than the usual 150 lines: what a run proves, said once and worked out in one place.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property

from kb.model.base import Base
from kb.model.moment import When, days_between, is_past
from kb.model.noun import NamedTuple
from kb.model.people import Knows
from kb.model.runbook import Run
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

    @cached_property
    def passed(self) -> Runs:
        """Per component and person, their latest passed unaided run of one of its runbooks."""
        return _latest(self._unaided)

    @cached_property
    def talked_through(self) -> Runs:
        """Per component and person, their latest passed tabletop of one of its runbooks, without help."""
        return _latest(
            self._shown(lambda run: run.kind is Evidence.TABLETOP and run.outcome == "pass" and run.help == "none")
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
        return is_past(when, at) and days_between(when, at) <= self.base.settings.evidence_days

    def line_proves(self, knows: Knows, at: datetime) -> bool:
        """Whether a line of knowledge proves *operate* at an instant."""
        return (
            knows.last is not None
            and knows.level >= Level.OPERATE
            and knows.by.proves_operate
            and self.young(knows.last, at)
        )

    @cached_property
    def _unaided(self) -> list[Shown]:
        found = self._shown(lambda run: run.passed_unaided)
        return [item for item in found if not self.base.denied(item.component)]

    @cached_property
    def denied(self) -> Runs:
        """Per component of which the files say that nobody can operate it, and person, their latest passed unaided run."""
        found = self._shown(lambda run: run.passed_unaided)
        return _latest(item for item in found if self.base.denied(item.component))

    def _shown(self, counts: Callable[[Run], bool]) -> list[Shown]:
        """Return the runs that count, one entry a component, oldest first."""
        found = [
            Shown(run.ended, run.by, component, run)
            for run in self.base.runs
            if run.by and run.runbook and run.ended is not None and counts(run) and is_past(run.ended, self.at)
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


def covered(base: Base, run: Run) -> tuple[str, ...]:
    """Return the components a run is evidence for: what its runbook is for, as far as it was that when it was run."""
    if run.components is not None:
        then = run.components
    else:
        book = base.runbooks.get(run.runbook or "")
        then = (book and book.components) or ()
    return tuple(name for name in base.components_of(run.runbook or "") if name in then)


def _before(when: When, at: datetime) -> bool:
    """Whether something lies before an instant; what is dated with a day, if that day is over by then."""
    return when < at if isinstance(when, datetime) else days_between(when, at) > 0


def _latest(shown: Iterable[Shown]) -> Runs:
    found: dict[str, dict[str, Run]] = {}
    for item in shown:  # oldest first
        found.setdefault(item.component, {})[item.by] = item.run
    return found
