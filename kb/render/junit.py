"""JUnit XML: findings as test results, for build servers that draw nothing else.

*What*: one test case per finding. Errors fail (and warnings too with ``--fail-on warning``), what is
suppressed or in the baseline is skipped, the rest passes with its text as output. With nothing found, one case passes.

*Why*: GitLab, Jenkins and Azure show test results beside a change; none of them reads our text.
"""

from kb.documents.document import Document
from kb.model.finding import Finding, Severity
from kb.render import Format, findings_of, message_of, path_of
from kb.render._clean import clean, one_line

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;"})


class Junit(Format):
    """Draws findings as JUnit XML.

    Attributes:
        fail_on: findings at or over this severity are failures.
        prefix: folder of the knowledge base, relative to the root of the repository.
    """

    fail_on: Severity = Severity.ERROR
    prefix: str = ""

    def render(self, report: object, document: Document) -> str:
        """Return the XML; see :meth:`Format.render`."""
        findings = findings_of(report)
        counts = _attributes(
            name=one_line(document.title),
            tests=str(max(len(findings), 1)),
            failures=str(sum(self._fails(finding) for finding in findings)),
            errors="0",
            skipped=str(sum(not finding.is_open for finding in findings)),
        )
        at = _attributes(name="at", value=one_line(document.at))
        cases = [line for finding in findings for line in self._case(finding)]
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{counts}>", f"  <testsuite{counts}>"]
        lines += ["    <properties>", f"      <property{at}/>", "    </properties>"]
        lines += cases or ['    <testcase classname="holdfast" name="nothing found"/>']
        return "\n".join([*lines, "  </testsuite>", "</testsuites>", ""])

    def _fails(self, finding: Finding) -> bool:
        return finding.is_open and finding.severity.rank <= self.fail_on.rank

    def _case(self, finding: Finding) -> list[str]:
        source = finding.source
        name = f"{finding.subject} ({source.path}:{source.line}:{source.column})"
        head = _attributes(
            classname=one_line(finding.rule), name=one_line(name), file=one_line(path_of(source.path, self.prefix))
        )
        place = "\n".join([message_of(finding), *map(one_line, map(str, (source, *finding.evidence)))])
        text = place.translate(_ESCAPES)
        if finding.suppressed:
            why = f"{finding.suppressed.reason} (until {finding.suppressed.until})"
            inner = f"<skipped{_attributes(message=clean(why))}/>"
        elif finding.baselined:
            inner = f"<skipped{_attributes(message='in the baseline')}/>"
        elif self._fails(finding):
            about = _attributes(message=clean(finding.message), type=finding.severity.value)
            inner = f"<failure{about}>{text}</failure>"
        else:
            inner = f"<system-out>{text}</system-out>"
        return [f"    <testcase{head}>", f"      {inner}", "    </testcase>"]


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{value.translate(_IN_ATTRIBUTE)}"' for name, value in values.items())
