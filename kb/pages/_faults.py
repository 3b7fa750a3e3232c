"""The one page of a site whose knowledge base has faults: each with its place and its repair, for whoever is writing."""

from collections.abc import Iterator

from kb.model.finding import Finding
from kb.model.saying import count
from kb.pages import Page, _parts, _uris
from kb.pages._escape import code, esc_md, front_matter, marked, sentence


def compose(faults: tuple[Finding, ...], known: frozenset[str] = frozenset()) -> Iterator[Page]:
    """Yield the page that stands in for all others until the files can be read.

    Whoever looks at one of the pages there were (``known``) sees the faults there, and the page again when they are
    mended.
    """
    items = [
        f"{code(f'{item.source}:{item.source.column}')} {marked(sentence(item.message))} {marked(sentence(item.fix))} ({esc_md(item.rule)})"
        for item in faults
    ]
    body = _parts.lines(
        "# The files have faults",
        f"{count(len(faults), 'fault')}. The pages come back by themselves when the files are mended; `kb check` shows more.",
        _parts.bullets(items),
    )
    for uri in sorted({_uris.HOME, *known}):
        yield Page(uri, front_matter("The files have faults") + body)
