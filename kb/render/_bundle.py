"""The bundle as one HTML file that needs nothing else: no request, no script, printable, readable on a phone.

Runbooks are rendered by markdown-it-py with HTML off, images off, and links only to http, https, mailto and other parts
of the same file. Everything else is escaped.
"""

from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt

from kb.analyses.freshness import Badge
from kb.analyses.runbooks.bundle import Bundle, Stands
from kb.analyses.runbooks.calls import Call
from kb.analyses.runbooks.listing import RunbookRow
from kb.model.runbook import Runbook
from kb.render._page import opening, safe

_STYLE: Final = "h4{border-top:1px solid var(--line);padding-top:.6rem}@media print{article{break-before:page}}"


def bundle_html(bundle: Bundle, at: str) -> str:
    """Return the file. ``at`` says for which date it holds, the notice of the knowledge base included."""
    inside = {row.runbook for row in bundle.rows}
    title = f"Offline runbooks: {bundle.title}"
    parts = [
        f"{opening(title, _STYLE)}\n<header>\n<h1>{safe(title)}</h1>",
        f'<p class="notice">{safe(at)}</p>\n<p>{safe(_when(bundle))} Profile: {safe(bundle.profile)}.{_withheld(bundle)}</p>\n</header>',
        _contents(bundle),
        _calls(bundle.calls),
        _stands(bundle.stands),
        *(_runbook(row, runbook, inside) for row, runbook in zip(bundle.rows, bundle.runbooks, strict=True)),
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _when(bundle: Bundle) -> str:
    if bundle.window is None:
        return "When the event takes place is unknown."
    start, end = bundle.window
    return f"The event: {start.isoformat(sep=' ', timespec='minutes')} to {end.isoformat(sep=' ', timespec='minutes')}."


def _withheld(bundle: Bundle) -> str:
    if not bundle.withheld:
        return ""
    return f" {bundle.withheld} runbook{'s are' if bundle.withheld > 1 else ' is'} left out: not marked as public."


def _contents(bundle: Bundle) -> str:
    lines = ['<li><a href="#calls">Whom to call</a></li>'] if bundle.calls else []
    lines.append('<li><a href="#stands">What the event stands on</a></li>')
    lines += [
        f'<li><a href="#runbook-{row.runbook}">{safe(row.title)}</a> <span class="soft">{safe(row.badge.value)}</span></li>'
        for row in bundle.rows
    ]
    return '<nav aria-label="Contents">\n<h2>Contents</h2>\n<ul>\n' + "\n".join(lines) + "\n</ul>\n</nav>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; its cells are HTML already."""
    head = "".join(f'<th scope="col">{safe(name)}</th>' for name in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _calls(calls: Sequence[Call]) -> str:
    if not calls:
        return ""
    rows = [
        (
            f'<span id="call-{call.id}">{safe(call.title)}</span> <span class="soft">{safe(call.kind)}</span>',
            "<br>".join(safe(f"{contact.kind}: {contact.to}") for contact in call.contacts) or "unknown",
            "<br>".join(safe(text) for text in (*call.on_shift, call.note) if text),
        )
        for call in calls
    ]
    return (
        '<section id="calls">\n<h2>Whom to call</h2>\n'
        + _table(("Who", "How", "On call, and then"), rows)
        + "\n</section>"
    )


def _stands(stands: Sequence[Stands]) -> str:
    rows = [
        (
            "?" if row.tier is None else str(row.tier),
            safe(row.component if row.title == row.component else f"{row.title} ({row.component})"),
            safe(
                row.risk_class.value
                if row.risk_class.value == "unknown"
                else f"{row.risk_class.value} ({row.coverage}, {row.proven} proven)"
            ),
            safe(", ".join((*row.rotations, *([row.owner] if row.owner else ()))) or "unknown"),
            ", ".join(f'<a href="#runbook-{name}">{safe(name)}</a>' for name in row.runbooks) or "none",
        )
        for row in stands
    ]
    heads = ("Tier", "Component", "Class (operators)", "Call", "Runbooks")
    return '<section id="stands">\n<h2>What the event stands on</h2>\n' + _table(heads, rows) + "\n</section>"


def _runbook(row: RunbookRow, runbook: Runbook, inside: set[str]) -> str:
    state = (
        row.badge.value
        if row.badge is Badge.VERIFIED
        else f"{row.badge.value}: {'; '.join(reason.text for reason in row.reasons)}"
    )
    facts = [f"State: {state}", f"Owner: {row.owner or 'unknown'}", f"For: {', '.join(row.components) or 'unknown'}"]
    if runbook.alerts:
        facts.append(f"Alerts: {', '.join(runbook.alerts)}")
    if runbook.requires:
        facts.append(
            f"Needs: {', '.join((*(runbook.requires.access or ()), *(runbook.requires.tools or ()))) or 'nothing special'}"
        )
    head = f'<article id="runbook-{row.runbook}">\n<h2>{safe(row.title)}</h2>\n<p class="soft">{"<br>".join(map(safe, facts))}</p>'
    reader = _Reader(inside)
    body = [
        f"{f'<h3>{safe(section.title)}</h3>' if section.title else ''}\n{_markdown(reader, section.text)}"
        for section in runbook.sections
    ]
    return "\n".join((head, *body, "</article>"))


class _Reader(MarkdownIt):
    """A Markdown reader that lets nothing in but text, tables and harmless links."""

    def __init__(self, inside: set[str]) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table").disable("image")
        self.inside = inside

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it-py's name
        """Lead a link to another runbook to its place in this file."""
        name = url.partition("#")[0].rpartition("/")[2].removesuffix(".md")
        return f"#runbook-{name}" if name in self.inside and "://" not in url else super().normalizeLink(url)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it-py's name
        """Whether a link may stay one; it is plain text otherwise."""
        return url.startswith(("https://", "http://", "mailto:", "#runbook-"))


def _markdown(reader: MarkdownIt, text: str) -> str:
    tokens: Any = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noreferrer")
    return str(reader.renderer.render(tokens, reader.options, {}))
