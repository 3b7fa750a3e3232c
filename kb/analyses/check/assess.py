"""Check a base: the faults of its files, and what the rules find in it at a date."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from kb import plugs
from kb.analyses.check import rules
from kb.analyses.check.options import Configured, absent, configure
from kb.analyses.check.report import CheckReport, Counts, Question
from kb.analyses.check.view import Places, View
from kb.model.base import Base
from kb.model.finding import Finding, Severity

if TYPE_CHECKING:
    from kb.model.baseline import CheckBaseline

MOST: Final = 5_000
"""Findings a report holds; the rest are counted."""


def assess(  # noqa: PLR0913 - each is another thing that may be asked
    base: Base,
    found: tuple[Finding, ...],
    at: datetime,
    *,
    files: int = 0,
    certain: frozenset[str] = frozenset(),
    doubtful: frozenset[str] = frozenset(),
    questions: int = 0,
    baseline: "CheckBaseline | None" = None,
    most: int | None = None,
    places: Places | None = None,
) -> CheckReport:
    """Return everything found in a base at an instant.

    Every fault of the files is reported. Rules run on what could be read, unless a fault leaves open what a file says at
    all; warnings about an entity that has faults itself, or refers to what does not exist, are held back: they would
    say the same thing twice.

    Args:
        base: what could be read.
        found: the faults met while reading it.
        at: the instant.
        files: how many files were read.
        certain: ids of the faults that cannot be suppressed.
        doubtful: ids of the faults that can; finding one leaves no doubt about what the file says.
        questions: how many unknowns to ask about.
        baseline: what was found before, and does not count.
        most: findings to hold; the rest are counted. 5,000 if not said.
        places: what finds a name in the files, for findings about one; without it they point at its entry.
    """
    view = View(base, at, places)
    configured = configure(base.settings, absent(base))
    mark, named = _suppressing(base, view, certain, doubtful)
    errors = [*map(mark, found), *configured.faults, *_thresholds(base), *named]
    broken = _broken(base, [error for error in found if error.rule not in doubtful])
    warnings = [] if broken is None else list(_run(configured, view, tuple(errors)))
    kept = _unbroken(warnings, broken, base) if broken else warnings
    everything, burn_down = [*errors, *map(mark, kept)], None
    if baseline is not None:
        from kb.analyses import baseline as baselines  # noqa: PLC0415 - most have none

        whole = broken is not None and len(kept) == len(warnings) and all(error.suppressed for error in errors)
        everything, burn_down = baselines.mark(everything, baseline, whole=whole)
    findings = sorted(everything, key=_order)
    most = MOST if most is None else most
    return CheckReport(
        at=at,
        files=files,
        counts=counts_of(findings),
        findings=tuple(findings[:most]),
        more=max(0, len(findings) - most),
        rules_run=broken is not None,
        held_back=len(warnings) - len(kept),
        questions=() if broken is None else _questions(view, questions, broken),
        baseline=burn_down,
    )


def _suppressing(
    base: Base, view: View, certain: frozenset[str], doubtful: frozenset[str]
) -> tuple[Callable[[Finding], Finding], Iterable[Finding]]:
    """Return what marks a finding that is let be, and the faults in the suppressions; most bases have none."""
    if not base.suppressions:
        return (lambda finding: finding), ()
    from kb.analyses.check import suppress  # noqa: PLC0415 - likewise

    written = suppress.Suppressions(base.suppressions, view.day)
    return written.mark, suppress.faults(base.suppressions, plugs.names(rules), certain, doubtful)


def _thresholds(base: Base) -> tuple[Finding, ...]:
    """Return the faults in the thresholds of readiness checks; where none is set, nothing of readiness is imported."""
    if not base.settings.checks:
        return ()
    from kb.analyses.readiness.configure import faults  # noqa: PLC0415 - most bases set none

    return faults(base.settings)


def _questions(view: View, most: int, broken: frozenset[str]) -> tuple[Question, ...]:
    if not most:
        return ()
    from kb.analyses.check.questions import KINDS, ask  # noqa: PLC0415 - imports the graph

    asked = ask(view, most + len(broken) * len(KINDS))
    return tuple(question for question in asked if question.component not in broken)[:most]


def _run(configured: Configured, view: View, errors: tuple[Finding, ...]) -> Iterable[Finding]:
    """Run the rules; those that look at what the others found only where nothing hides what they would have found."""
    first = [finding for rule in configured.rules if not rule.last for finding in rule.find(view)]
    yield from first
    if all(error.suppressed for error in errors):
        view.findings = (*errors, *first)
        yield from (finding for rule in configured.rules if rule.last for finding in rule.find(view))


def _order(finding: Finding) -> tuple[Any, ...]:
    return finding.baselined, finding.severity.rank, finding.source, finding.rule, finding.subject, finding.message


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Return how many of some findings count, by severity, and how many are let be."""
    findings = list(findings)
    count = Counter(finding.severity for finding in findings if finding.is_open)
    suppressed = sum(finding.suppressed is not None for finding in findings)
    return Counts(count[Severity.ERROR], count[Severity.WARNING], count[Severity.INFO], suppressed)


def _broken(base: Base, errors: list[Finding]) -> frozenset[str] | None:
    """Return the entities that faults leave incomplete; None if it is open what a file says."""
    if not errors:
        return frozenset()
    lost = {error.subject for error in errors if error.rule == "unknown-reference"}
    faulty = {error.subject for error in errors if error.rule != "unknown-reference" and not _leaves_all(error)}
    if not faulty <= base.entities.keys():
        return None
    if lost:
        faulty.update(name for name, entity in base.entities.items() if _mentions(entity, lost))
        faulty.update(name for name, known in base.knowledge.items() if not lost.isdisjoint(known))
    return frozenset(faulty)


def _leaves_all(error: Finding) -> bool:
    """Whether all that is said is read without it: a suppression, or a word nobody knows in the settings or a whole file's basis."""
    if error.rule == "bad-suppression":
        return True
    if error.subject in ("kb.toml", "pyproject.toml"):
        return error.rule in ("duplicate-key", "unknown-key", "unknown-word")
    return error.rule == "unknown-word" and error.subject == error.source.path


def _mentions(value: Any, names: set[str]) -> bool:
    if isinstance(value, str):
        return value in names
    if isinstance(value, Mapping):
        return any(_mentions(item, names) for item in value.values())
    return isinstance(value, Sequence) and any(_mentions(item, names) for item in value)


def _unbroken(warnings: list[Finding], broken: frozenset[str], base: Base) -> list[Finding]:
    """Return the findings that neither are about nor rest on an entity that is not wholly known."""
    places = {base.entities[name].source for name in broken if name in base.entities}
    return [item for item in warnings if item.subject not in broken and places.isdisjoint(item.evidence)]
