"""Runbooks from a folder of Markdown: each file becomes one, with the front matter that kb needs and its text as it is.

The id is the file's name, the title its first heading. A component whose id, title or alias stands in the file's path or heading is
what it is for, and so is an alert whose name stands in it. Nothing is made up: no steps, no owner, no kind. `kb check` then says what
the format still misses (steps one can tick, what to expect, how to roll back), and `kb runbook list` shows all as never run. Files
with front matter of another tool keep their text and lose that.

What: every `.md` file below the folder but README, CHANGELOG and the like; they are copied to `runbooks/`.

Why: the text exists; what is missing is what it is for and the proof that somebody else can follow it.

Options: none.

Reads:

    # file: architecture/services.yml
    services:
      shop:
        paths: [shop/]
    # file: restart-shop.md
    # Restart the shop

    Restart one instance after the other.

Gives:

    # runbooks/restart-shop.md
    ---
    id: restart-shop
    title: Restart the shop
    components: [shop]
    # suggested: restart-shop.md
    ---

    # Restart the shop

    Restart one instance after the other.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files.emit import flow, scalar
from kb.files.merging.insert import clean_comment
from kb.files.tree import MAX_MARKDOWN
from kb.importers import Importer, Reading
from kb.importers._names import Names, slug
from kb.importers._walk import below, common, read_bytes
from kb.model.base import Base
from kb.model.fact import Note
from kb.model.source import Source

_PASSED: Final = re.compile(
    r"(?:.*/)?(?:readme|changelog|contributing|license|code_of_conduct|security|index|summary|\..*)\.md", re.IGNORECASE
)
_HEADING: Final = re.compile(r"^ {0,3}#{1,2}[ \t]+(\S.*)$", re.MULTILINE)
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_FENCE: Final = re.compile(r"(`{3,16}|~{3,16})")
_MARKUP: Final = re.compile(r"<(?!https?:|mailto:)/?[A-Za-z!][^<>\n]*>")


def without_code(text: str) -> str:
    """Return Markdown with the lines of fenced code blocks emptied."""
    lines, fence = [], ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            closes = found is not None and found[1].startswith(fence)
            fence = "" if closes else fence
            lines.append("")
        elif found:
            fence = found[1]
            lines.append("")
        else:
            lines.append(line)
    return "\n".join(lines)


class Runbooks(Importer):
    """Reads a folder of Markdown."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the Markdown files below a folder that look like runbooks."""
        return below(folder, lambda path: path.endswith(".md") and not _PASSED.fullmatch(path))

    def read(self, places: Sequence[Path], base: Base) -> Reading:
        """Read the files; those that are runbooks already are left alone."""
        reader = _Reader(base)
        root = common(places)
        for place in places:
            reader.file(place, place.relative_to(root).as_posix())
        return Reading((), tuple(reader.notes), reader.read, reader.skipped, reader.files)


class _Reader:
    def __init__(self, base: Base) -> None:
        self.base = base
        self.names = Names(base)
        self.alerts = {alert.id: name for name, item in base.components.items() for alert in item.alerts or ()}
        self.notes: list[Note] = []
        self.read = {"files": 0}
        self.skipped: dict[str, int] = {}
        self.files: dict[str, str] = {}

    def file(self, path: Path, name: str) -> None:
        """Take one file."""
        self.read["files"] += 1
        try:
            data = read_bytes(path, name)
            text = data.decode("utf-8").replace("\r\n", "\n").lstrip("\ufeff")
        except (UnicodeDecodeError, KbError):
            self._skip("files that are not UTF-8 or cannot be read")
            return
        if len(data) > MAX_MARKDOWN:
            self.notes.append(
                Note(
                    Source(name, 1, 1),
                    f"longer than {MAX_MARKDOWN // 1000} kB; nobody reads that at 3 a.m.",
                    "split it",
                )
            )
            self._skip("files that are too long")
            return
        found = self._free(slug(name.rpartition("/")[2].removesuffix(".md")) or slug(name))
        if not found:
            self._skip("files without a usable name")
        elif found in self.base.runbooks or f"runbooks/{found}.md" in self.files:
            self._skip("files whose id is a runbook already")
        else:
            self._markup(text, name)
            self.files[f"runbooks/{found}.md"] = self._made(found, name, text)

    def _free(self, wanted: str) -> str:
        """Return an id that stands for nothing but a runbook."""
        kind = self.base.kind(wanted) if wanted else None
        return f"{wanted}-runbook" if kind is not None and wanted not in self.base.runbooks else wanted

    def _skip(self, why: str) -> None:
        self.skipped[why] = self.skipped.get(why, 0) + 1

    def _markup(self, text: str, name: str) -> None:
        """Note raw HTML, which kb refuses outside of code: the line has to be mended by hand."""
        plain = without_code(text)
        for number, line in enumerate(plain.split("\n"), 1):
            found = _MARKUP.search(re.sub(r"`[^`\n]*`", "", line[:2_000]))
            if found:
                self.notes.append(
                    Note(
                        Source(name, number, 1),
                        f"raw HTML `{found[0][:30]}`, which a runbook must not hold",
                        "write Markdown instead",
                    )
                )

    def _made(self, found: str, name: str, text: str) -> str:
        heading = _HEADING.search(without_code(text))
        title = " ".join(heading[1].rstrip(" \t#").split())[:120] if heading else found.replace("-", " ").capitalize()
        words = f"{name} {title}"
        components = sorted(set(self._components(words)))
        alerts = sorted(alert for alert in self.alerts if re.search(rf"(?<![\w-]){re.escape(alert)}(?![\w-])", text))
        components = sorted({*components, *(self.alerts[alert] for alert in alerts)})
        lines = ["---", f"id: {found}", f"title: {scalar(re.sub('[<>]', '', title))}"]
        lines += [f"components: {flow(components)}"] if components else []
        lines += [f"alerts: {flow(alerts)}"] if alerts else []
        body = _FRONT.sub("", text).strip("\n")
        return "\n".join([*lines, f"# suggested: {clean_comment(name)}", "---", "", body, ""])

    def _components(self, words: str) -> Iterator[str]:
        """Yield components whose name stands in a path or heading as whole words."""
        pieces = slug(words.replace(".md", "")).split("-")
        for size in range(1, 5):
            for start in range(len(pieces) - size + 1):
                known = self.names.component("-".join(pieces[start : start + size]))
                if known is not None:
                    yield known
