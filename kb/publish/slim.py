"""Take out of a built site what no reader needs: white space between tags, source maps, languages of the search that it does not speak."""

import json
import re
from pathlib import Path
from typing import Final

_KEPT: Final = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BREAKS: Final = re.compile(r"[ \t]*\n\s*")
_NAMED: Final = re.compile(r'<span class="md-ellipsis">\s*([^<>]*?)\s*</span>')
"""What the theme wraps around each name in its lists of pages; it only cuts names that are too long for their line."""
_CONFIG: Final = re.compile(r'^(<script id="__config" type="application/json">)(.*)(</script>)$', re.DOTALL)
_ENTITY: Final = re.compile(r"&#(\d+);")
_BLOCK: Final = (
    "div|nav|ul|ol|li|header|main|footer|article|aside|section|table|thead|tbody|tr|td|th|p|h[1-6]|body|html|head|meta|link|title|"
    "details|summary|script"
)
_AROUND: Final = re.compile(rf"\n(?=</?(?:{_BLOCK})\b)")
"""White space before a tag that begins or ends a block is never shown."""
_UNUSED: Final = re.compile(r' title="Permanent link"| data-search-exclude(?:="")?(?=[ >])')
_PLAIN: Final = frozenset("!#$%()*+,-./:;=?@[]^_{|}~")
"""What an entity may be replaced by in the content and the attributes of any tag: nothing HTML reads as markup."""


def tightened(html: str) -> str:
    """Return a page with every run of white space that holds a line break as that break alone, and plain signs as themselves.

    What is shown stays the same: a browser reads a run of white space as one blank. Preformatted text and scripts are kept to the byte:
    hashes of the content security policy are of the latter.
    """
    parts = _KEPT.split(_NAMED.sub(r"\1", html))
    made = []
    for number in range(0, len(parts), 3):
        made.append(_ENTITY.sub(_plain, _AROUND.sub("", _BREAKS.sub("\n", _UNUSED.sub("", parts[number])))))
        made += [_CONFIG.sub(_compact, kept) for kept in parts[number + 1 : number + 2]]
    return "".join(made)


def _compact(match: re.Match[str]) -> str:
    """Return the settings of the theme's script without blanks; it is data, so that no policy holds a hash of it."""
    return (
        match[1]
        + json.dumps(json.loads(match[2]), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        + match[3]
    )


def _plain(match: re.Match[str]) -> str:
    number = int(match[1])
    return chr(number) if number < 128 and chr(number) in _PLAIN else match.group()


def prune(site: Path, language: str) -> None:
    """Remove files of the theme that a built site never asks for; the search in English needs no file of its own for a language."""
    for file in sorted(site.glob("assets/**/*.map")):
        file.unlink()
    lunr = site / "assets" / "javascripts" / "lunr"
    if language == "en" and lunr.is_dir():
        for file in sorted(lunr.rglob("*.js")):
            file.unlink()
        for folder in sorted((item for item in lunr.rglob("*") if item.is_dir()), reverse=True):
            folder.rmdir()
        lunr.rmdir()
