"""One manual page as a section: of the manual, or of the glossary."""

from kb.documents.document import Block, Paragraph, Section
from kb.documents.manual import Manual, describe
from kb.pages import _document
from kb.pages._escape import marked


def entry(page: Manual) -> str:
    """Return a manual page as a section with its id as the anchor; its parts take no heading, since each would be an entry of the search."""
    return "\n\n".join([f"## {page.id} {{ #{page.id} }}", *map(_part, describe(page).blocks)])


def _part(block: Block) -> str:
    if not isinstance(block, Section):
        return _document.draw((block,), word=marked)
    first, *rest = block.blocks or (Paragraph(""),)
    inner = _document.draw((first,), word=marked)
    head = f"**{block.title}.**"
    joined = f"{head} {inner}" if isinstance(first, Paragraph) and not inner.startswith("- ") else f"{head}\n\n{inner}"
    return "\n\n".join(part for part in (joined, _document.draw(tuple(rest), word=marked)) if part)
