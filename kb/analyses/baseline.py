"""The baseline of `kb check`: what is let be for being old, how much of it is left, and how it is written anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from kb.analyses.check.report import BurnDown, Entry
from kb.model.baseline import CheckBaseline, Key
from kb.model.finding import Finding, Severity


def mark(findings: Iterable[Finding], baseline: CheckBaseline, *, whole: bool) -> tuple[list[Finding], BurnDown]:
    """Return findings, those marked that the baseline holds, and what is left of it.

    Errors are never held by one, and neither is what a suppression lets be: that has its own reason. Where more is
    found about a subject than was written down, nobody can say which of the findings is the new one: all count. Where not the
    whole was looked for, what is missing may merely be hidden.
    """
    known = list(findings)
    found = _count(known)
    held = {key: count for key, count in baseline.entries.items() if 0 < found[key] <= count}
    marked = [item._replace(baselined=True) if _key(item) in held and _may_be_held(item) else item for item in known]
    left = sum(min(found[key], count) for key, count in baseline.entries.items())
    rules: Counter[str] = Counter()
    for rule, subject in held:
        rules[rule] += found[rule, subject]
    outgrown = [Entry(*key, count) for key, count in baseline.entries.items() if found[key] > count]
    gone = [Entry(*key, count - found[key]) for key, count in baseline.entries.items() if found[key] < count]
    return marked, BurnDown(
        since=baseline.since,
        start=baseline.start,
        left=left if whole else None,
        mended=max(0, baseline.start - left) if whole else None,
        by_rule=dict(sorted(rules.items())),
        gone=tuple(sorted(gone)) if whole else (),
        outgrown=tuple(sorted(outgrown)),
    )


def renewed(findings: Sequence[Finding], old: CheckBaseline | None, day: date, *, accept_new: bool) -> CheckBaseline:
    """Return the baseline as it is to be written: what is mended drops out, what is new comes in only if asked.

    Without an old one, everything comes in.
    """
    found = _count(findings)
    if old is None:
        return CheckBaseline(day, found.total(), dict(sorted(found.items())))
    if accept_new:
        grown = sum(max(0, count - old.entries.get(key, 0)) for key, count in found.items())
        return old._replace(start=old.start + grown, entries=dict(sorted(found.items())))
    kept = {key: min(count, found[key]) for key, count in sorted(old.entries.items()) if found[key]}
    return old._replace(entries=kept)


def _count(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter(_key(item) for item in findings if _may_be_held(item))


def _may_be_held(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR and finding.suppressed is None


def _key(finding: Finding) -> Key:
    return finding.rule, finding.subject
