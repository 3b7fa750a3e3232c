"""What a knowledge base brings to its site: Markdown, styles and pictures. What could run there, or is no file of the base, is refused.

MkDocs copies every other file of site/ as it is: a page of HTML, a script or an SVG runs with the rights of the whole site, without the
policy of the pages, and a link publishes what it leads to, on whatever machine builds. Whoever may propose a file to a base
could so publish more than the base. What a page of Markdown comes to is judged in :mod:`kb.publish.judge`.
"""

import os
import re
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.publish import shell
from kb.render._clean import one_line

_RUNS: Final = frozenset({
    ".html", ".htm", ".xhtml", ".xht", ".shtml", ".js", ".mjs", ".cjs", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".wasm", ".swf", ".mht", ".mhtml",
})  # fmt: skip
"""Files in which a browser runs scripts, or which are scripts."""
_RUNNING: Final = "a browser runs what is in it"
_INSTEAD: Final = "write Markdown, styles and pictures (.png, .jpg, .webp), or, if you trust whoever wrote these: kb site build --trust-templates"
_NAMES: Final = re.compile(r'[<>"]')
_MOST: Final = 100_000
"""Files below site/; more is no site."""


def check(root: Path, *, trusted: bool = False) -> None:
    """See that site/ of a knowledge base holds only what may be published; where it is ``trusted``, scripts and HTML may stand there.

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
        elif _NAMES.search(path):
            yield path, "its name holds < > or a quotation mark, and names of files become titles: give it another"
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
