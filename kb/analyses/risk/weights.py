"""Every weight and threshold of the risk reports in one table: its value as the code has it, and where it comes from.

The values are read from the constants themselves, so that the table cannot say something else than the code. It is
printed by `kb explain weights` and stands in the guide, site/guide/reference/weights.md, which a test compares.
"""

import inspect
import re
from typing import Final, NamedTuple

from kb.analyses import coverage, evidence, staleness
from kb.analyses.risk import (
    chance,
    critical,
    demand,
    loss,
    report,
    robustness,
    sensitivity,
    structure,
    uncertainty,
    worst,
)
from kb.graph import absences, critical_set, random_loss
from kb.model.settings import PlanSettings, Settings
from kb.model.words import Evidence

OURS: Final = "our default"
FIXED: Final = "fixed"
LIMIT: Final = "our limit of work: results stay bounded or say that they are sampled"


class Weight(NamedTuple):
    """One weight or threshold.

    Attributes:
        name: what it is called.
        value: its value, as the code has it.
        use: what it decides.
        source: where it comes from.
        place: where it is set: a key of kb.toml or an option; fixed: nowhere but in the code.
    """

    name: str
    value: str
    use: str
    source: str
    place: str


def weights() -> tuple[Weight, ...]:
    """Return the table, the ones that a knowledge base can set first."""
    return (*_set(), *_plan(), *_fixed(), *_shown(), *_work())


def _set() -> tuple[Weight, ...]:
    """Return what kb.toml and options can change."""
    usual = Settings()
    tiers = ", ".join(map(str, usual.tier_weights))
    return (
        Weight("tier weights", tiers, "weight of tiers 0 to 3 in every sum", f"{OURS}: halving from tier to tier", "kb.toml tier_weights"),
        Weight("unknown tier", str(usual.unknown_tier_weight), "weight where the tier is unknown", f"{OURS}: that of tier 1", "kb.toml unknown_tier_weight"),
        Weight("evidence days", str(usual.evidence_days), "days for which evidence proves a level", f"{OURS}: half a year; Mercari wants recovery practised as often", "kb.toml evidence_days"),
        Weight("critical share", f"over {critical.PERCENT} %", "share whose loss the critical set size asks for", "Avelino et al. 2016", "--percent"),
        Weight("people leaving", f"{loss.LEAVING_PERCENT} % of N", "how many leave at random, rounded up", OURS, "--leaving"),
    )  # fmt: skip


def _plan() -> tuple[Weight, ...]:
    """Return what kb plan reckons with: every key of the table ``[plan]``, described as there."""
    said = dict(re.findall(r"^ {4}(\w+): (.+)\.$", inspect.getdoc(PlanSettings) or "", re.MULTILINE))
    usual = PlanSettings()._asdict()
    return tuple(
        Weight(f"plan: {name.replace('_', ' ')}", str(value), said[name], OURS, f"kb.toml [plan] {name}")
        for name, value in usual.items()
    )


def _fixed() -> tuple[Weight, ...]:
    """Return what decides a class, a proof or an order."""
    proving = ", ".join(sorted(item.value for item in Evidence if item.proves_operate))
    order = ", ".join(item.value for item in report.CLASS_ORDER)
    tops = ", ".join("unknown" if tier is None else str(tier) for tier in structure.TOP_TIERS)
    return (
        Weight("held", f"{coverage.HELD} operators", "from here on a component is held", f"{OURS}: one away and one on leave", FIXED),
        Weight("proving evidence", proving, "what proves operate, if unaided", f"{OURS}: only doing it alone shows it", FIXED),
        Weight("kinds about others", ", ".join(sorted(evidence.ABOUT_OTHERS)), "kinds of runbook whose runs prove nothing of operating", f"{OURS}: telling, getting in and preparing restore nothing", FIXED),
        Weight("order of classes", order, "worst first", OURS, FIXED),
        Weight("runbook interval", f"{staleness.EVERY_DAYS} days", "review interval where a runbook states none", "6 months, as documents of Google's are marked for review (TensorFlow Hub)", FIXED),
        Weight("entry tiers", tops, "tiers at which a component nothing stands on is an entry", OURS, FIXED),
        Weight("unknown multiplier", f"{demand.UNKNOWN_MULTIPLIER:g}", "what an edge without one counts as; always counted", OURS, FIXED),
    )  # fmt: skip


def _shown() -> tuple[Weight, ...]:
    """Return what decides how much a report shows."""
    soon = ", ".join(map(str, uncertainty.SOON))
    return (
        Weight("small set", f"{critical.SMALL_SET} people", "fewer: what the set holds is not listed", f"{OURS}, after the small-cell rules of statistics offices", FIXED),
        Weight("tail", f"{float(chance.TAIL):.0%}", "quantile of the random loss", f"{OURS}: 19 of 20", FIXED),
        Weight("proof running out", f"{soon} days", "days ahead for which it is counted", f"{OURS}: a month, a quarter", FIXED),
        Weight("entries", str(structure.ENTRIES), "entries whose single points are worked out", OURS, FIXED),
        Weight("shared fates", str(structure.FATES), "listed of each sort", OURS, FIXED),
        Weight("curve", f"{robustness.STEPS} points", "points of a curve over more people", OURS, FIXED),
    )  # fmt: skip


def _work() -> tuple[Weight, ...]:
    """Return the limits of work, from which on an answer is bounded or sampled instead of exact."""
    usual = random_loss.DEFAULT_EFFORT
    return (
        Weight("proof search", f"{critical_set.SEARCH_WORK:,}", "steps to prove a set size; the gap is printed", LIMIT, FIXED),
        Weight("proof search, --exact", f"{critical.EXACT_SEARCH:,}", "the same when asked", LIMIT, "--exact"),
        Weight("hull", f"{critical_set.HULL_WORK:,}", "steps to find the whole hull", LIMIT, FIXED),
        Weight("worst steps", f"{worst.SMALL_PEOPLE} people, {worst.SMALL_COMPONENTS} components", "up to here the worst order is proved step by step", LIMIT, FIXED),
        Weight("exact chance", f"{chance.EXACT_SETS} components, {usual.work:,} cases", "up to here the chance to keep all is exact", LIMIT, FIXED),
        Weight("two ways", f"{absences.LONGEST} sets a way, {absences.SETS:,} in all", "up to here a bus factor over rehearsed fallbacks is exact, beyond a bound", LIMIT, FIXED),
        Weight("exact spread", f"{chance.ENUMERATED} holders", "up to here the spread of losses is counted, beyond sampled unless holders are disjoint", LIMIT, FIXED),
        Weight("samples", f"{chance.SAMPLES:,} to {chance.FEWEST}", f"scenarios, seed {usual.seed}, at most {chance.SAMPLING_WORK:,} visits", LIMIT, FIXED),
        Weight("single assumptions", f"{sensitivity.FLIPS} components", "up to here each is tried on the set size", LIMIT, FIXED),
    )  # fmt: skip
