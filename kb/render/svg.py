"""SVG: the curve of a report as a picture, for a page, a slide or a ticket.

*What*: one plot, as `kb risk --full` has it: the share covered as people leave, in the worst and in random order.

*Why*: a curve says at a glance whether a scope bends or breaks. The picture has one colour, that of the text around it
(``currentColor``), so it fits a light and a dark page; lines differ by dashes and by words, never by colour alone. It
carries no script, no style and no link.
"""

from kb.documents.document import Document
from kb.errors import UsageError
from kb.render import Format, plots_of
from kb.render._svg import svg


class Svg(Format):
    """Draws the plot of a report as SVG."""

    def render(self, report: object, document: Document) -> str:
        """Return the first plot of the document as SVG; see :meth:`Format.render`."""
        del report
        found = plots_of(document.blocks)
        if not found:
            raise UsageError("this report has no curve to draw as svg: use text, json or markdown")
        return svg(found[0])
