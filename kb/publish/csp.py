"""A policy for every built page that lets run only what the theme brings: each inline script by its hash, all else from files of the site.

The hashes are taken after the build, page by page, and only of scripts that the installed theme's own templates hold word for
word: a script that came in by a runbook or a name is not among them, so it does not run even if every escape had failed.
Browsers apply such a policy from a ``meta`` tag as from a header, but for ``frame-ancestors``; the guide says which header to add.
"""

import base64
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

PLACEHOLDER: Final = "kb-content-security-policy"
"""What site/overrides/main.html writes for the policy."""
_HOLE: Final = f'content="{PLACEHOLDER}"'
"""The attribute as it stands in the template: no escaped text can look like it."""
_SCRIPT: Final = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE: Final = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUNS: Final = frozenset({"text/javascript", "application/javascript", "module", "text/ecmascript"})
_BRACES: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ADDRESS: Final = r"[A-Za-z0-9./:_%~-]{0,200}?"
"""What may stand where a template writes an address: nothing that ends a text of JavaScript."""


def apply(folder: Path) -> list[tuple[str, str]]:
    """Write the policy into every page of a built site that has a place for it.

    Returns:
        (page, first characters) of inline scripts that are not the theme's, and therefore do not run.
    """
    foreign = []
    for file in sorted(folder.rglob("*.html")):
        text = file.read_text("utf-8")
        if _HOLE not in text:
            continue
        own, others = _scripts(text)
        allowed = sorted({_hash(script) for script in own})
        file.write_text(text.replace(_HOLE, f'content="{policy(allowed)}"', 1), encoding="utf-8")
        foreign += [(file.relative_to(folder).as_posix(), " ".join(script.split())[:60]) for script in others]
    return foreign


def policy(hashes: Iterable[str]) -> str:
    """Return the policy of a page in which the inline scripts of some hashes (``sha256-…``) may run."""
    scripts = " ".join(["'self'", *(f"'{found}'" for found in hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _scripts(text: str) -> tuple[list[str], list[str]]:
    """Return the inline scripts of a page: the theme's, and others."""
    known = _of_the_theme()
    found = [body for looks, body in _SCRIPT.findall(text) if body and _runs(looks)]
    own = [body for body in found if any(pattern.fullmatch(body) for pattern in known)]
    return own, [body for body in found if body not in own]


def _runs(looks: str) -> bool:
    kind = _TYPE.search(looks)
    return kind is None or unescape(kind[1]).lower() in _RUNS


def _hash(script: str) -> str:
    digest = sha256(script.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _of_the_theme() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for every inline script of the installed theme; only addresses may differ."""
    spec = find_spec("material")
    folders = [Path(place) / "templates" for place in (spec.submodule_search_locations or ())] if spec else []
    texts = {
        body
        for folder in folders
        for file in sorted(folder.rglob("*.html"))
        for looks, body in _SCRIPT.findall(file.read_text("utf-8"))
        if body and _runs(looks)
    }
    return tuple(re.compile(_ADDRESS.join(map(re.escape, _BRACES.split(text)))) for text in sorted(texts))
