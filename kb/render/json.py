r"""JSON: the report itself, for programs.

*What*: every field of the report in its order, headed by ``format_version`` and the kind of
``report``. The shape never depends on what was found: empty lists stay, nothing is left out. `kb schema`
prints the JSON Schema of each report. Fields may be added within a format version; none is removed
or changes its meaning.

*Why*: a script that reads today's output must still run next year. Control characters, bidi marks
and the like are written as ``\uXXXX``, so that the file is safe to show and still says the same.
"""

from kb.documents.document import Document
from kb.render import Format
from kb.render._clean import clean_json
from kb.render._plain import plain_report, pretty


class Json(Format):
    """Draws the report as JSON."""

    def render(self, report: object, document: Document) -> str:
        """Return the report as JSON; see :meth:`Format.render`."""
        del document
        return clean_json(pretty(plain_report(report))) + "\n"
