"""The service graph as DOT, for Graphviz.

The same picture as `kb graph` draws of the whole, with every component however many there are: shape by kind, border by
class, arrow by how hard the edge is, a rehearsed fallback beside it. What is left out: people, runbooks, capacity.

What: one file, `graph.dot`.

Why: other programs lay out, filter and search DOT; `kb graph` draws what a person can read.
"""

from kb.analyses.drawing.compose import Composer
from kb.documents.drawing import dot
from kb.exporters import Exporter, Subject


class Dot(Exporter):
    """Writes DOT."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the whole graph, never contracted to systems."""
        composer = Composer(subject.base, subject.at, most=max(1, len(subject.base.components)))
        return {"graph.dot": dot(composer.whole(), subject.line)}
