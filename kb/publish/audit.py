"""Search a built site for what its profile must not show: the last look before anybody else looks.

Redaction takes names out of the base before any page exists; the audit does not trust that. It reads what was built, every page, the
search index, data, pictures and packed files, as written and as a browser would decode it (entities, percent signs, escapes of
JSON), for every word that names a person, every mail address and phone number, and every text of an extension. Files that are the
theme's or ours byte for byte are not searched.

Names are found however they are written (`kb.analyses.audience.names.folded`): in another case, without accents, with other signs between
their parts. A part of a name in another case counts in what people read, not in markup, and not if our texts use it as a word.

Our own guide and manual have examples with ids and numbers too: what stands in our texts is not counted against the pages made of
them. And an id like *will*, or a name like *Plan*, is a word: where one of letters only stands in our texts, prose cannot tell, and it is searched only
where an id stands: in addresses, ids, code, data, and after ``@``.

Longer than the usual 150 lines: what is looked for, how it is decoded and what is let be have to be read together.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from kb.analyses.audience.names import Finder, cased, folded, reachable, spared, strings, words_of
from kb.analyses.audience.redaction import INTERNAL, LEADERSHIP, pseudonyms
from kb.model.base import Base
from kb.model.saying import listed
from kb.publish import shell
from kb.publish.manuals import manuals
from kb.render._clean import one_line

_TEXTS: Final = frozenset({".html", ".htm", ".json", ".xml", ".svg", ".js", ".mjs", ".css", ".txt", ".md", ".csv", ".yml", ".webmanifest", ".map", ".ics"})  # fmt: skip
_MOST: Final = 50_000_000
"""Bytes of one file; the search index of 10,000 pages has 36 million."""
_TOKEN: Final = re.compile(r"[^\W_]+")
_CLASSES: Final = re.compile(r"""\sclass\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*")
_MARKUP: Final = re.compile(r"<[^<>]*>")
_INSIDE: Final = re.compile(r"(?<=\w)(?:</?(?:a|b|code|del|em|i|mark|s|span|strong|sub|sup)\b[^<>]*>)+(?=\w)")
"""Tags inside of a word: it is read without them."""
_READ: Final = re.compile(r"""(?:href|title|alt|content|aria-label)\s*=\s*"([^"]*)\"""")
"""Attributes that people read or follow; numbers in others are places on a picture."""
_NUMBER: Final = re.compile(r"\+\d|tel:|\(\d{3}\)|\d-\d{3}-\d{4}")
"""What every phone number has in it."""
_AS_ID: Final = re.compile(
    r"""(?:href|src|id|name|for)\s*=\s*["'][^"']*["']|<code[^>]*>[^<]*</code>|@[A-Za-z0-9-]+|"location":\s*"[^"]*\""""
)
_UNICODE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_RESERVED: Final = re.compile(
    r"@(?:[a-z0-9-]+\.)*(?:example|test|invalid|localhost|example\.(?:org|com|net))$", re.IGNORECASE
)
"""Mail addresses of nobody (RFC 2606), unless the files write them."""
_SPARED: Final = 12
_SHOWN: Final = 50
"""Places told of one by one."""
_LEAST: Final = 6
"""Letters from which on a text of an extension is looked for, if it is more than one plain word or a date: others mean nothing by themselves."""
_BARE: Final = re.compile(r"[^\W_]+|\d{4}-\d\d(?:-\d\d)?(?:[T ][\d:.Z+-]+)?")
"""One plain word, or a date: the same day may be anybody's, and pages are full of days."""
_TITLES: Final = frozenset({
    "Alerts", "Capacity", "Changes", "Class", "Component", "Components", "Evidence", "Explanation", "Findings",
    "Follow", "Glossary", "Guide", "Home", "How", "Manual", "Neighbours", "Open", "Operators", "Owner", "People",
    "Plan", "Public", "Readiness", "Reference", "Risk", "Runbook", "Runbooks", "Search", "Sources", "Steps",
    "Systems", "Teams", "Tier", "Time", "Tutorial", "Vendors", "What", "Who", "Words",
})  # fmt: skip
"""Words that stand in headings of ours; a part of a name that is one of them cannot be told from it."""
_OURS: Final = ("manual/", "glossary", "guide/")
"""Pages made of our own texts."""
_INDEX: Final = "search/search_index.json"


class Leak(NamedTuple):
    """Something that must not be there.

    Attributes:
        path: the file, relative to the site.
        line: the first line it stands on.
        kind: name, pseudonym, address, phone number or extension.
        word: what it is.
    """

    path: str
    line: int
    kind: str
    word: str


class AuditReport(NamedTuple):
    """What an audit found.

    Attributes:
        profile: whom the site is for.
        files: files searched.
        known: files not searched because they are the theme's or ours.
        words: words looked for.
        ordinary: those looked for only where an id stands.
        spared: parts of people's names that are words as well, and not looked for by themselves.
        unread: files that could not be read or are too large; they count as leaks.
        leaks: what was found, by file and line, each word once a file.
    """

    profile: str
    files: int
    known: int
    words: int
    ordinary: tuple[str, ...]
    spared: tuple[str, ...]
    unread: tuple[str, ...]
    leaks: tuple[Leak, ...]

    @property
    def clean(self) -> bool:
        """Whether the site may be shown to those it is for."""
        return not (self.leaks or self.unread)


def audit(folder: Path, base: Base, profile: str, allow: Iterable[str] = ()) -> AuditReport:
    """Search a built site.

    Args:
        folder: the built site.
        base: the knowledge base as the files say it, before redaction.
        profile: whom the site is for: internal, leadership or public.
        allow: words that may stand there all the same.
    """
    search = _Search(base, profile, frozenset(allow))
    known, unread, leaks, searched, skipped = _shipped(), [], list[Leak](), 0, 0
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink() or not file.is_file() or not _searched(file):
            leaks += [] if file.is_dir() else search.line(path, 0, path)
            continue
        leaks += search.line(path, 0, path)
        data = _read(file)
        if data is None:
            unread.append(path)
        elif sha256(data).digest() in known:
            skipped += 1
        else:
            searched += 1
            leaks += search.file(path, data.decode("utf-8", "replace"))
    return AuditReport(
        profile,
        searched,
        skipped,
        sum(kind != "pseudonym" for kind in search.kinds.values()),
        tuple(sorted(search.ordinary)),
        tuple(sorted(spared(base) - search.allow)) if profile != INTERNAL else (),
        tuple(unread),
        tuple(leaks),
    )


class _Search:
    """What to look for, and how."""

    def __init__(self, base: Base, profile: str, allow: frozenset[str]) -> None:
        self.kinds = _words(base, profile, allow)
        names = {word for word, kind in self.kinds.items() if kind != "extension"}
        strict = self.kinds.keys() - names | cased(base)
        self.own, common = _ours(Finder(self.kinds, strict))
        self.ordinary = {word for word in self.own if word.isalpha() and (word.islower() or word in _TITLES)}
        self.exact = (strict | common) & self.kinds.keys() | self.ordinary
        self.loose = Finder(names - self.exact)
        self.tokens = {word: frozenset(_TOKEN.findall(word)) for word in self.exact}
        self.starts: dict[str, list[str]] = {}
        for word, tokens in self.tokens.items():
            self.starts.setdefault(max(tokens, key=lambda token: (len(token), token), default=word), []).append(word)
        self.addresses = {match.group() for text in _said(base) for match in reachable(text)} - allow
        self.allow = allow

    def file(self, path: str, text: str) -> Iterator[Leak]:
        """Yield what stands in one file, each word once."""
        seen: set[str] = set()
        if not self._suspicious(text):
            return
        for number, ours, line in _lines(path, text):
            for leak in self.line(path, number, line, ours=ours):
                if leak.word not in seen:
                    seen.add(leak.word)
                    yield leak

    def _suspicious(self, text: str) -> bool:
        """Whether a file may hold anything at all: asked of the whole text, since line by line is slow and most files are clean."""
        whole = decoded(text)
        return bool(self._words(whole)) or any(self._reach(whole, ours=False))

    def line(self, path: str, number: int, line: str, *, ours: bool = False) -> Iterator[Leak]:
        """Yield what stands in one line, as written and as it is decoded."""
        for form in dict.fromkeys((line, decoded(line))):
            for word in sorted(self._words(form)):
                if not (ours and word in self.own):
                    yield Leak(path, number, self.kinds[word], word)
            if path.endswith((".html", ".json", ".txt", ".md", ".xml", ".svg")):
                yield from (Leak(path, number, *found) for found in self._reach(form, ours=ours))

    def _words(self, text: str) -> set[str]:
        return self._as_written(text) | self._however_written(text)

    def _as_written(self, text: str) -> set[str]:
        """Return the words whose case counts."""
        if not self.starts:
            return set()
        tokens = set(_TOKEN.findall(text))
        starts = (word for token in tokens & self.starts.keys() for word in self.starts[token])
        near = {word for word in starts if self.tokens[word] <= tokens}
        if not near:
            return set()
        plain, ids, shown = near - self.ordinary, near & self.ordinary, _CLASSES.sub("", text)
        found = {place.word for place in Finder(plain, plain).found(_TAG.sub("<", shown))}
        if ids:
            found |= {place.word for part in _AS_ID.findall(shown) for place in Finder(ids, ids).found(part)}
        return found

    def _however_written(self, text: str) -> set[str]:
        """Return the words whose case does not count; a first look at the whole text spares most of them the second."""
        if not (self.loose.named or self.loose.keys):
            return set()
        whole = _INSIDE.sub("", text)
        if whole != text:
            return self._however_written(whole) | self._loosely(text)
        return self._loosely(text)

    def _loosely(self, text: str) -> set[str]:
        if not self.loose.within(folded(text)):
            return set()
        shown = _TAG.sub("<", _CLASSES.sub("", text))
        places = list(self.loose.found(shown))
        found = {
            place.word for place in places if not place.word.isalpha() or shown[place.start : place.end] == place.word
        }
        if any(place.word not in found for place in places):
            read = "\n".join([_MARKUP.sub(" ", shown), *_READ.findall(shown)])
            found |= {place.word for place in self.loose.found(read)}
        return found

    def _reach(self, text: str, *, ours: bool) -> Iterator[tuple[str, str]]:
        if "@" not in text and not _NUMBER.search(text):
            return
        shown = [_MARKUP.sub(" ", text), *_READ.findall(text)]
        for match in (match for part in shown for match in reachable(part)):
            word = match.group().strip()
            if word in self.addresses or not (
                word in self.allow or _RESERVED.search(word) or (ours and word in _own_text())
            ):
                yield ("mail address" if "@" in word else "phone number"), word


def _lines(path: str, text: str) -> Iterator[tuple[int, bool, str]]:
    """Yield the lines of a file: number, whether it is made of our own texts, text. An entry of the search index is a line."""
    if path == _INDEX:
        try:
            for entry in json.loads(text)["docs"]:
                place = str(entry.get("location", ""))
                yield 1, place.startswith(_OURS), "\n".join(strings(entry))
        except (ValueError, KeyError, TypeError, AttributeError):
            yield 1, False, text
        return
    yield from ((number, path.startswith(_OURS), line) for number, line in enumerate(text.split("\n"), 1))


def decoded(text: str) -> str:
    """Return a text as a browser or a reader of JSON comes to see it."""
    if "\\u" in text:
        text = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
    for _ in range(2):  # what was escaped twice is read by whoever unescapes twice
        if "&" in text:
            text = unescape(text)
    return unquote(text) if "%" in text else text


def _words(base: Base, profile: str, allow: frozenset[str]) -> dict[str, str]:
    """Return what to look for, and what each is."""
    found: dict[str, str] = {}
    kept = set(_said(base))
    for entity in base.entities.values():
        for text in strings(entity.about.x):
            if len(text) >= _LEAST and text not in kept and not _BARE.fullmatch(text):
                found[text] = "extension"
    if profile != "internal":
        found |= dict.fromkeys(words_of(base), "name")
    if profile == LEADERSHIP:
        found |= dict.fromkeys(pseudonyms(base).values(), "pseudonym")
    return {word: kind for word, kind in found.items() if word not in allow}


def _said(base: Base) -> Iterator[str]:
    """Yield every text of a base but those of extensions."""
    for entity in base.entities.values():
        bare = entity._replace(about=entity.about._replace(x=None))
        yield from strings(bare)
    tables: tuple[Mapping[str, object], ...] = (base.knowledge,)
    for values in (*tables, base.runs, base.signs, base.waives, base.polls):
        yield from strings(values)


def _ours(finder: Finder) -> tuple[set[str], set[str]]:
    """Return the words that stand in our own texts, and those that stand there in another case: as words of the language, or codes."""
    text = _own_text()
    places = list(finder.found(text))
    other = {place.word for place in places if place.word.isalnum() and text[place.start : place.end] != place.word}
    return {place.word for place in places}, other


@cache
def _own_text() -> str:
    """Return our own guide and manual as one text."""
    texts = [file.read_text("utf-8", "replace") for path, file in shell.files() if path.endswith((".md", ".html"))]
    return "\n".join([*texts, *(text for _, pages in manuals().values() for page in pages for text in strings(page))])


@cache
def _shipped() -> frozenset[bytes]:
    """Return the fingerprints of the files of the theme, and of our styles and scripts."""
    spec = find_spec("material")
    folders = (
        [Path(place) / "templates" / "assets" for place in (spec.submodule_search_locations or ())] if spec else []
    )
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    files += [file for path, file in shell.files() if path.startswith("assets/")]
    return frozenset(sha256(file.read_bytes()).digest() for file in files if _searched(file))


def _searched(file: Path) -> bool:
    return file.suffix.lower() in _TEXTS or file.suffix == ".gz" or not file.suffix


def _read(file: Path) -> bytes | None:
    """Return what a file holds, unpacked; None where it cannot be searched."""
    try:
        if file.suffix != ".gz":
            return file.read_bytes() if file.stat().st_size <= _MOST else None
        with gzip.open(file) as packed:
            data = packed.read(_MOST + 1)
    except (OSError, EOFError):
        return None
    return data if len(data) <= _MOST else None


def told(report: AuditReport) -> str:
    """Return the answer in words: a line for each place."""
    lines = [f"{leak.path}:{leak.line}: {leak.kind}: {one_line(leak.word)}" for leak in report.leaks[:_SHOWN]]
    lines += [f"{path}: cannot be searched" for path in report.unread[:_SHOWN]]
    missing = len(report.leaks) + len(report.unread) - len(lines)
    lines += [f"... and {missing} more"] if missing > 0 else []
    searched = f"{report.files} files searched for {report.words} words, profile {report.profile}"
    lines.append(f"{searched}: {'nothing found' if report.clean else f'{len(report.leaks)} found'}")
    if report.ordinary:
        lines.append(f"ordinary words too, searched only where an id stands: {', '.join(report.ordinary)}")
    if report.spared:
        spared = listed(report.spared, _SPARED)
        lines.append(f"parts of names that are words as well, not looked for alone: {spared}")
    return "\n".join([*lines, ""])
