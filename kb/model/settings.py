"""What ``kb.toml`` may say, with its defaults."""

from datetime import date
from typing import Any, NamedTuple

from kb.model.source import Source

NO_FILE = Source("kb.toml", 1, 1)


class Suppress(NamedTuple):
    """A finding to let be: which rule, about whom or where, why, and until which day (inclusive).

    One written as a comment holds for its own line and the next; ``path`` and ``line`` are then those of the comment.
    """

    rule: str
    subject: str | None
    path: str | None
    line: int | None
    reason: str
    until: date
    source: Source

    def means(self, rule: str, subject: str, source: Source) -> bool:
        """Whether it means a finding of a rule about a subject at a place."""
        if self.rule != rule:
            return False
        if self.line is not None:
            return source.path == self.path and source.line in (self.line, self.line + 1)
        return self.subject in (None, subject) and self.path in (None, source.path)


class Option(NamedTuple):
    """A value set for an option of a rule, and where."""

    value: Any
    source: Source


class Settings(NamedTuple):
    """Settings of a knowledge base.

    Attributes:
        as_of: the date analyses are made for when none is asked.
        notice: a sentence every dated report opens with.
        profile: whom outputs are for: internal, leadership or public.
        evidence_days: how old evidence may be and still prove a level (our default: 180 days, the
            interval Mercari and GOV.UK re-check at).
        tier_weights: weight of tiers 0 to 3 (our default: 8, 4, 2, 1).
        unknown_tier_weight: weight where the tier is unknown (our default: 4, that of tier 1).
        require_basis: kinds of entity whose facts must have a basis and, unless assumed, a source.
        rules: options of check rules, by rule id.
        checks: thresholds of readiness checks, by check id.
        suppress: findings to let be.
    """

    as_of: date | None = None
    notice: str | None = None
    profile: str = "internal"
    evidence_days: int = 180
    tier_weights: tuple[int, ...] = (8, 4, 2, 1)
    unknown_tier_weight: int = 4
    require_basis: tuple[str, ...] = ()
    rules: dict[str, dict[str, Option]] = {}  # noqa: RUF012 - a NamedTuple default is never written to
    checks: dict[str, dict[str, Option]] = {}  # noqa: RUF012 - likewise
    suppress: tuple[Suppress, ...] = ()
    source: Source = NO_FILE

    def weight(self, tier: int | None) -> int:
        """Return the weight of a tier (0 to 3), or that of an unknown tier."""
        return self.unknown_tier_weight if tier is None else self.tier_weights[tier]
