"""What of a check was asked for: some files or folders, some rules."""

from kb.analyses.check.assess import MOST, counts_of
from kb.analyses.check.report import CheckReport
from kb.model.finding import Finding
from kb.model.noun import NamedTuple


class Narrow(NamedTuple):
    """What findings are asked for; without paths those of every file, without rules those of every rule.

    Attributes:
        paths: files and folders, relative to the knowledge base; ``.`` is all of it.
        rules: ids of rules and of faults.
    """

    paths: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is asked for."""
        path = finding.source.path
        under = not self.paths or any(each in (".", path) or path.startswith(f"{each}/") for each in self.paths)
        return under and (not self.rules or finding.rule in self.rules)


def narrowed(report: CheckReport, narrow: Narrow) -> CheckReport:
    """Return what of a whole report is asked for, counted anew; how far a baseline has burnt down is of the whole and left out.

    Args:
        report: with every finding there is: one that holds no more than some would be narrowed to too few.
        narrow: what is asked for.
    """
    found = [finding for finding in report.findings if narrow.holds(finding)]
    return report._replace(
        counts=counts_of(found), findings=tuple(found[:MOST]), more=max(0, len(found) - MOST), baseline=None
    )
