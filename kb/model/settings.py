"""What ``kb.toml`` may say, with its defaults."""

from datetime import date
from typing import Any

from kb.model.noun import NamedTuple
from kb.model.source import Source

NO_FILE = Source("kb.toml", 1, 1)
SCHEMA = 1
"""The newest schema of the files that this kb reads; without ``schema`` in kb.toml files are of schema 1."""


class Suppress(NamedTuple):
    """A finding to let be: which rule, about whom or where, why, and until which day (inclusive).

    One written as a comment holds for one line: its own behind something, else the next that is no comment.

    Attributes:
        rule: the id of the rule, as `kb explain` lists it.
        subject: the id it is found at; absent: wherever the rule finds something.
        path: the file it is found in; absent: any.
        line: the line a comment holds for, if it is one.
        reason: why it may be let be, in a sentence.
        until: last day it is let be, inclusive.
        source: where it is written.
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
            return source.path == self.path and source.line == self.line
        return self.subject in (None, subject) and self.path in (None, source.path)


class Option(NamedTuple):
    """A value set for an option of a rule, and where."""

    value: Any
    source: Source


class PlanSettings(NamedTuple):
    """What `kb plan` reckons with: the table ``[plan]`` of kb.toml. Every number is our default, to be set to your own.

    The hours of the first six are those of one step of the ladder; 10 % of a sprint for learning and a ceiling on on-call load are what
    published practice offers as bounds for the rest (readiness.md, section 4).

    Attributes:
        read: hours to read runbook, code and map of a component.
        pairing: hours beside someone who can operate it: a shift watched, or the runbook talked through.
        guided_run: hours of a run of the runbook with someone who can operate it, or the vendor, beside the learner.
        drill: hours of an unaided drill, preparation and notes included.
        write_up: hours to write a runbook that is missing.
        rediscovery: hours to find out what nobody can teach, instead of pairing.
        session: hours of one session at most; longer steps are held in several.
        learner_hours: hours a week somebody learns.
        mentor_hours: hours a week somebody teaches.
        learner_components: components somebody learns in one week.
        mentor_learners: learners somebody teaches in one week.
        overlap_hours: hours of the working day (9 to 17, local) learner and mentor must share.
        stay_days: days a learner must stay after the end of the plan.
        reserved_days: working days before somebody's last that are kept for other things.
        weeks: length of a plan without a date, in weeks.
        target: operators a component needs.
        target_marquee: the same in the closure of a marquee event.
    """

    read: int = 4
    pairing: int = 8
    guided_run: int = 4
    drill: int = 4
    write_up: int = 4
    rediscovery: int = 16
    session: int = 4
    learner_hours: int = 8
    mentor_hours: int = 6
    learner_components: int = 2
    mentor_learners: int = 2
    overlap_hours: int = 2
    stay_days: int = 90
    reserved_days: int = 5
    weeks: int = 12
    target: int = 2
    target_marquee: int = 3


class Overlay(NamedTuple):
    """What is read in place beside the files: the table ``[overlay]`` of kb.toml.

    Attributes:
        backstage: folder of a Backstage catalogue, from the folder of kb.toml; its facts are seen, and never written.
        source: where the table stands.
    """

    backstage: str | None = None
    source: Source = NO_FILE


class Settings(NamedTuple):
    """Settings of a knowledge base.

    Attributes:
        schema: which form the files have.
        as_of: the date analyses are made for when none is asked.
        notice: a sentence every dated report opens with.
        profile: whom outputs are for: internal, leadership or public.
        evidence_days: how old evidence may be and still prove a level (our default: 180 days; Mercari
            wants recovery practised every 6 months).
        tier_weights: weight of tiers 0 to 3 (our default: 8, 4, 2, 1).
        unknown_tier_weight: weight where the tier is unknown (our default: 4, that of tier 1).
        require_basis: kinds of entity whose facts must have a basis and, unless assumed, a source.
        rules: options of check rules, by rule id.
        checks: thresholds of readiness checks, by check id.
        suppress: findings to let be.
        plan: what `kb plan` reckons with.
        overlay: what is read in place beside the files.
    """

    schema: int = 1
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
    plan: PlanSettings = PlanSettings()
    overlay: Overlay = Overlay()
    source: Source = NO_FILE

    def weight(self, tier: int | None) -> int:
        """Return the weight of a tier (0 to 3), or that of an unknown tier."""
        return self.unknown_tier_weight if tier is None else self.tier_weights[tier]


def tier_place(tier: int | None) -> float:
    """Return the place of a tier in orders of importance: an unknown one stands between 1 and 2 (decision 11)."""
    return 1.5 if tier is None else tier
