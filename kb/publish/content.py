"""What a knowledge base brings to its site: Markdown, styles and pictures. What could run there, or is no file of the base, is refused.

MkDocs copies every other file of site/ as it is: a page of HTML, a script or an SVG runs with the rights of the whole site, without the
policy of the pages, and a link publishes what it leads to, on whatever machine builds. Whoever may propose a file to a base
could so publish more than the base. Raw HTML in Markdown is judged as it comes out (`unsafe`), so that no way of writing it is missed.
"""

import os
import re
import stat
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.publish import checked, shell
from kb.render._clean import one_line

_RUNS: Final = frozenset({
    ".html", ".htm", ".xhtml", ".xht", ".shtml", ".js", ".mjs", ".cjs", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".wasm", ".swf", ".mht", ".mhtml",
})  # fmt: skip
"""Files in which a browser runs scripts, or which are scripts."""
_RUNNING: Final = "a browser runs what is in it"
_INSTEAD: Final = "write Markdown, styles and pictures (.png, .jpg, .webp), or, if you trust whoever wrote these: kb site build --trust-templates"
_MOST: Final = 100_000
"""Files below site/; more is no site."""
_ELEMENTS: Final = frozenset(
    re.findall(
        "[a-z0-9]+",
        "a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
        "hr i img input ins kbd label li mark nav ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul "
        "var wbr",
    )
)
"""What Markdown and its extensions here write, and what formats a text."""
_ATTRIBUTES: Final = frozenset(
    re.findall(
        "[a-z0-9]+",
        "abbr alt align checked cite class colspan datetime dir disabled for headers height href id lang name open rel reversed role rowspan scope "
        "span src start tabindex title type value width",
    )
)
_LEADS: Final = frozenset({"href", "src", "cite"})
_CHECKBOX: Final = frozenset({"checkbox", "radio"})
"""Inputs that task lists and tabs are made of."""


def check(root: Path, *, trusted: bool = False) -> None:
    """See that site/ of a knowledge base holds only what may be published.

    Args:
        root: the folder of the knowledge base.
        trusted: whether scripts and HTML of the base's own may run.

    Raises:
        KbError: naming everything that may not, each with why.
    """
    site = root / "site"
    if site.is_symlink():
        raise KbError("nothing was built: site/ is a link, and links are not followed; put the folder there")
    if not site.is_dir():
        return
    refused = sorted(_refused(site, trusted=trusted))
    if refused:
        lines = [f"  site/{one_line(path)}: {why}" for path, why in refused]
        lines += [_INSTEAD] if any(why == _RUNNING for _, why in refused) else []
        raise KbError("\n".join(["nothing was built, because these may not be published:", *lines]))


def _refused(site: Path, *, trusted: bool) -> Iterator[tuple[str, str]]:
    """Yield what may not be published, and why."""
    for number, (path, mode) in enumerate(_files(site)):
        if number >= _MOST:
            yield path, f"more than {_MOST:,} files; a site is not that large"
            return
        if stat.S_ISLNK(mode):
            yield path, "is a link, and links are not followed: put what it leads to there, if it is for the site"
        elif not stat.S_ISREG(mode):
            yield path, "is neither a file nor a folder (a pipe, a socket, a device): take it away"
        elif not (trusted or path.startswith(f"{shell.OVERRIDES}/")) and _runs(path, site):
            yield path, _RUNNING


def _runs(path: str, site: Path) -> bool:
    """Whether a browser would run what is in a file, and it is none of ours."""
    return Path(path).suffix.lower() in _RUNS and not of_shell(path, site / path)


def _files(folder: Path, above: str = "") -> Iterator[tuple[str, int]]:
    """Yield everything below a folder that is no folder, with its mode; no link is followed."""
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError as error:
        raise KbError(f"site/{one_line(above)} cannot be read: {error.strerror}") from None
    for item in items:
        mode = item.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _files(folder / item.name, f"{above}{item.name}/")
        else:
            yield above + item.name, mode


def of_shell(path: str, file: Path) -> bool:
    """Whether a file is one that ships with Holdfast, byte for byte."""
    ours = _shell().get(path)
    return ours is not None and (file == ours or file.read_bytes() == ours.read_bytes())


@cache
def _shell() -> dict[str, Path]:
    return dict(shell.files())


def unsafe(html: str) -> tuple[str, ...]:
    """Return what in a page made of Markdown is no formatting: scripts, frames, forms, handlers, styles, addresses that run.

    Args:
        html: the page as it was made of Markdown.
    """
    parser = _Judge()
    parser.feed(html)
    parser.close()
    return tuple(dict.fromkeys(parser.found))


class _Judge(HTMLParser):
    """Gathers elements, attributes and addresses that are not on the lists above."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one element."""
        if tag not in _ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith(("aria-", "data-")):
                continue
            if name == "style" and tag in ("td", "th", "col") and (value or "").startswith("text-align:"):
                continue  # written by the extension for tables
            if name not in _ATTRIBUTES:
                self.found.append(f"<{tag} {name}>")
            elif name in _LEADS and not _leads_well(value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")
            elif tag == "input" and name == "type" and value not in _CHECKBOX:
                self.found.append(f"<input type={value!r}>")

    def handle_pi(self, data: str) -> None:
        """Processing instructions are no text."""
        self.found.append(f"<?{data[:20]}>")


def _leads_well(value: str) -> bool:
    plain = unescape("".join(sign for sign in value if sign > " "))
    return plain.startswith("#") or checked.address(plain.replace('"', "").replace("<", "").replace(">", ""))
