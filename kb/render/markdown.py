"""GitHub-flavoured Markdown: for pull-request comments, wikis and the site.

*What*: the whole document, headings, tables and lists; the same bytes for the same report.

*Why*: a review comment is read by people who never installed `kb`. Names and sentences come from
files that anybody may propose to change, so all of them are escaped: none can bring HTML, a link, an
image, a mention or a broken table into the comment.
"""

from kb.documents.document import Document
from kb.render import Format
from kb.render._blocks import heading, parts_of
from kb.render._clean import one_line
from kb.render._markdown import escape


class Markdown(Format):
    """Draws a document as Markdown."""

    def render(self, report: object, document: Document) -> str:
        """Return the document as Markdown; see :meth:`Format.render`."""
        del report
        parts = [heading(document.title, 1)]
        parts += [[escape(document.at)]] if one_line(document.at) else []
        for block in document.blocks:
            parts += parts_of(block, 2)
        return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"
