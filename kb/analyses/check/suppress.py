"""Letting findings be: which written suppressions hold at a date, and which cannot hold at all."""

from collections.abc import Collection, Iterator
from datetime import date

from kb.analyses.check.options import unknown_rule
from kb.model.finding import Finding, Severity, Suppression
from kb.model.settings import Suppress


class Suppressions:
    """The suppressions of a base that hold on a day (``until`` is the last one)."""

    def __init__(self, written: tuple[Suppress, ...], day: date) -> None:
        self._by_rule: dict[str, list[Suppress]] = {}
        for item in written:
            if item.until >= day:
                self._by_rule.setdefault(item.rule, []).append(item)

    def mark(self, finding: Finding) -> Finding:
        """Return a finding, marked if a suppression means it and holds, unmarked if none does."""
        for item in self._by_rule.get(finding.rule, ()):
            if item.means(finding.rule, finding.subject, finding.source):
                mark = Suppression(item.reason, item.until.isoformat(), item.source)
                return finding._replace(suppressed=mark)
        return finding if finding.suppressed is None else finding._replace(suppressed=None)


def faults(
    written: tuple[Suppress, ...], rules: Collection[str], certain: Collection[str], doubtful: Collection[str]
) -> Iterator[Finding]:
    """Yield one fault for each suppression that names no rule, or a fault that is certain.

    Args:
        written: the suppressions of the base.
        rules: ids of all rules.
        certain: ids of faults of the files that cannot be let be.
        doubtful: ids of faults found by a pattern, which can.
    """
    names = sorted({*rules, *doubtful})
    for item in written:
        if item.rule in certain:
            message = f"`{item.rule}` cannot be let be: it is a certain fault, not a matter of judgement"
            fix = "mend the fault and remove the suppression"
            yield Finding("bad-suppression", Severity.ERROR, item.rule, message, item.source, fix)
        elif item.rule not in names:
            yield unknown_rule(item.rule, item.source, names, 1)
