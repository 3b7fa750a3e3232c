"""What a report of `kb risk` is limited to, and what makes it fail."""

from typing import TYPE_CHECKING, Final

from kb.cli.failing import fail
from kb.cli.session import Session, known
from kb.errors import UsageError
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.analyses.risk.assess import Assessment
    from kb.analyses.risk.report import Row

CLASSES: Final = ("orphaned", "single", "thin")
"""Classes a report may fail on, the worst first."""


class Scope(NamedTuple):
    """Ids a report is limited to; at most one is given, and without any it is of the whole."""

    system: str | None
    team: str | None
    event: str | None

    @property
    def is_whole(self) -> bool:
        """Whether the report is of the whole knowledge base."""
        return self == (None, None, None)

    def limits(self, session: Session, assessment: "Assessment") -> tuple[str, tuple[str, ...] | None]:
        """Return what the report is of, in words, and the ids of its components; None for all.

        Raises:
            UsageError: if there is no such thing, or an event names no entry.
        """
        base = session.base
        if self.system is not None:
            return f"system {self.system}", base.components_in(known(self.system, base.systems, "system", base))
        if self.team is not None:
            known(self.team, base.teams, "team", base)
            return f"team {self.team}", tuple(
                item.id for item in base.components.values() if base.owner(item) == self.team
            )
        if self.event is not None:
            entry = base.events[known(self.event, base.events, "event", base)].entry
            if not entry:
                raise UsageError(f"the event {self.event} names no `entry`: what it stands on is unknown")
            return f"all that event {self.event} stands on", assessment.graph.prepared.closure(*entry)
        return "the whole knowledge base", None


class Limits(NamedTuple):
    """What a component may not be, for a report not to fail.

    ``fail_on`` is the best class that is not allowed, ``fail_under`` the smallest bus factor that is.
    """

    fail_under: int | None
    fail_on: str | None

    def judge(self, by_class: "Iterable[Row]", by_bus_factor: "Iterable[Row] | None" = None) -> None:
        """Fail if some component is worse than allowed, and say which; unknown is worse than anything.

        Rows the bus factor is judged of are the same, unless others are given.

        Raises:
            Exit: with 1, if one is.
        """
        by_class = list(by_class)
        bad = [*CLASSES[: CLASSES.index(self.fail_on) + 1], "unknown"] if self.fail_on else []
        held = {word: [row.component for row in by_class if row.risk_class.value == word] for word in bad}
        if any(held.values()):
            fail(f"--fail-on {self.fail_on}", held)
        under = [row for row in (by_class if by_bus_factor is None else by_bus_factor) if self._is_under(row)]
        if under:
            least = self.fail_under or 0  # what is not known can only lower a bus factor
            sure = [row.component for row in under if row.bus_factor is not None and row.bus_factor < least]
            unsure = [row.component for row in under if row.component not in set(sure)]
            low = f"below {least}"
            fail(f"--fail-under {least}", {low: sure, f"{low} for all that is known": unsure})

    def _is_under(self, row: "Row") -> bool:
        least = self.fail_under
        return least is not None and (
            bool(row.unknown) or row.bus_factor_is_bound or row.bus_factor is None or row.bus_factor < least
        )
