"""Drawing: (report, document) -> str. Each other file in this folder is one format.

A format draws a Document once for all reports, or the report's own data (json), or its findings
(github, sarif, junit). It returns text; it never prints. Files whose names start with ``_`` are
shared by several formats and are no formats themselves.
"""

from abc import abstractmethod

from kb.documents.document import Document, Plot, Section, Table
from kb.errors import InternalError, UsageError
from kb.model.finding import Finding
from kb.plugs import Plug
from kb.render._clean import clean


class Format(Plug):
    """What a plug of this socket is."""

    @abstractmethod
    def render(self, report: object, document: Document) -> str:
        """Return the drawing: empty, or ending in a newline.

        Args:
            report: the frozen report as the analysis returned it.
            document: the same report, described.

        Raises:
            UsageError: if this report does not have what the format draws.
        """


def findings_of(report: object) -> tuple[Finding, ...]:
    """Return the findings a report carries.

    Raises:
        UsageError: if reports of this kind carry none.
    """
    try:
        findings: tuple[Finding, ...] = report.findings  # type: ignore[attr-defined]
    except AttributeError:
        raise UsageError("this format draws findings, and this report has none: use text, json or markdown") from None
    return findings


def message_of(finding: Finding) -> str:
    """Return what is wrong and how to put it right, each on its line."""
    return clean("\n".join(filter(None, (finding.message, finding.fix))))


def path_of(path: str, prefix: str) -> str:
    """Return a path relative to the root of the repository instead of the knowledge base."""
    return f"{prefix.strip('/')}/{path}" if prefix.strip("/") else path


def main_table(document: Document) -> Table:
    """Return the table a CSV export consists of.

    Raises:
        UsageError: if the document has no main table.
        InternalError: if it has more than one.
    """
    found = _main_tables(document.blocks)
    if not found:
        raise UsageError("this report has no table to write as csv: use text, json or markdown")
    if len(found) > 1:
        raise InternalError(f"the document {document.title!r} has {len(found)} main tables")
    return found[0]


def _main_tables(blocks: tuple[object, ...]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        if isinstance(block, Section):
            found += _main_tables(block.blocks)
        elif isinstance(block, Table) and block.keys:
            found.append(block)
    return found


def plots_of(blocks: tuple[object, ...]) -> list[Plot]:
    """Return the plots in some blocks, in any depth."""
    found: list[Plot] = []
    for block in blocks:
        if isinstance(block, Section):
            found += plots_of(block.blocks)
        elif isinstance(block, Plot):
            found.append(block)
    return found
