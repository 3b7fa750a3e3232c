"""A suppression that lets nothing be.

Why: what it was written for is mended, moved or renamed. Left in place it will one day hide a finding nobody has
judged.

How to fix: remove it. If it was meant for something that is still found, correct the rule, subject, path or line: a
comment on a line of its own holds for the next line, one behind something for its own.

Passes:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known] until 2026-12-31: the tiers are set this year
      pay: {}

Fails:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known] until 2026-12-31: the tiers are set this year
      pay: {tier: 2}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.nearest import hint


class SuppressionUsed(Rule):
    """Finds suppressions that no finding answers to; those past their end are another rule's."""

    last = True

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a suppression."""
        by_rule: dict[str, list[Finding]] = {}
        for finding in view.findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        for item in view.base.suppressions:
            found = by_rule.get(item.rule, ())
            if item.until >= view.day and not any(
                item.means(item.rule, finding.subject, finding.source) for finding in found
            ):
                message = f"this suppression of `{item.rule}` lets nothing be: nothing of the kind is found here"
                if item.subject is not None and item.subject not in view.base.entities:
                    message += hint(item.subject, view.base.entities)
                yield self.finding(
                    item.rule, item.source, message, "remove it, or correct what it is meant for", width=1
                )
