"""Workflow annotations of GitHub Actions: findings beside the changed lines of a pull request.

*What*: one ``::error``, ``::warning`` or ``::notice`` command per finding, the most serious first; those that
are suppressed or in the baseline are left out. Beyond ten, a last notice says how many more there are: GitHub
shows ten of each kind per step, and nobody reads more beside a change. Files are named from the root of the repository.

*Why*: a reviewer reads the lines that changed, not the log of the build.
"""

from kb.documents.document import Document
from kb.model.finding import Finding, Severity
from kb.render import Format, findings_of, message_of, path_of
from kb.render._clean import one_line

_MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


class Github(Format):
    """Draws findings as workflow commands.

    Attributes:
        prefix: folder of the knowledge base, relative to the root of the repository.
    """

    prefix: str = ""

    def render(self, report: object, document: Document) -> str:
        """Return one command a line; see :meth:`Format.render`."""
        shown = sorted((f for f in findings_of(report) if f.is_open), key=lambda f: f.severity.rank)
        lines = [f"{self._command(finding)}\n" for finding in shown[:_MOST]]
        more = len(shown) - len(lines)
        if more:
            title = one_line(document.title).translate(_IN_PROPERTY)
            lines.append(f"::notice title={title}::{more:,} more; the summary of this step lists them\n")
        return "".join(lines)

    def _command(self, finding: Finding) -> str:
        source = finding.source
        properties = {
            "file": one_line(path_of(source.path, self.prefix)),
            "line": str(max(source.line, 1)),
            "col": str(max(source.column, 1)),
            "endColumn": str(max(source.column, 1) + max(finding.width, 1)),
            "title": one_line(finding.rule),
        }
        listed = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items())
        return f"::{_COMMANDS[finding.severity]} {listed}::{message_of(finding).translate(_IN_MESSAGE)}"
