"""Runbooks from a folder of Markdown: each file becomes one, with the front matter that kb needs and its text as it is.

The id is the file's name, the title its first heading. A component whose id, title or alias stands in the file's path or heading is
what it is for, and so is an alert whose name stands in it. Nothing is made up: no steps, no owner, no kind. `kb check` then says what
the format still misses (steps one can tick, what to expect, how to roll back), and `kb runbook list` shows all as never run. Files
with front matter of another tool keep their text and lose that. A file the reader would refuse (a control character, raw HTML, a
secret) is left out and named with the place; a carriage return alone is a line end, as Markdown has it.

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

# Longer than the usual 150 lines: what becomes a runbook and what is left out share the places of both texts.

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kb.errors import KbError
from kb.files.editing.trial import Supposed
from kb.files.emit import flow, scalar
from kb.files.load import load
from kb.files.merging.insert import clean_comment
from kb.files.tree import MAX_MARKDOWN
from kb.importers import Importer, Reading
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called
from kb.importers._walk import below, read_bytes
from kb.model.base import Base
from kb.model.fact import Note
from kb.model.finding import Finding
from kb.model.source import Source

_PASSED: Final = re.compile(
    r"(?:.*/)?(?:readme|changelog|contributing|license|code_of_conduct|security|index|summary|\..*)\.md", re.IGNORECASE
)
_HEADING: Final = re.compile(r"^ {0,3}#{1,2}[ \t]+(\S.*)$", re.MULTILINE)
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_CARRIAGE: Final = re.compile(r"\r\n?")
"""Line ends of other systems: CommonMark 2.1 knows both as such."""
_FENCE: Final = re.compile(r"(`{3,16}|~{3,16})")


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

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read the files; those that are runbooks already are left alone."""
        reader = _Reader(base)
        for place, name in called(places, named).items():
            reader.file(place, name)
        reader.leave_out()
        return reader.gathered()._replace(files=reader.files)


class _Text(NamedTuple):
    """A runbook that was made: from which file, and by how many lines its text lies higher there."""

    name: str
    higher: int


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files")
        self.alerts = {alert.id: name for name, item in base.components.items() for alert in item.alerts or ()}
        self.files: dict[str, str] = {}
        self.made: dict[str, _Text] = {}

    def file(self, path: Path, name: str) -> None:
        """Take one file."""
        self.read["files"] += 1
        text = self._text(path, name)
        if text is None:
            return
        found = self._free(slug(name.rpartition("/")[2].removesuffix(".md")) or slug(name))
        there = self.made.get(f"runbooks/{found}.md")
        if not found:
            self._odd("files without a usable name", name, "no id can be made of its name", "name it in Latin letters")
        elif found in self.base.runbooks:
            self.skipped["files whose id is a runbook already"] += 1
        elif there is not None:
            said = f"{there.name} becomes the runbook `{found}` already"
            self._odd("files whose id another file has", name, said, "rename one of the two")
        else:
            self._make(found, name, text)

    def leave_out(self) -> None:
        """Take back what the reader of a knowledge base refuses; one such file would keep all others out."""
        refused: dict[str, list[Finding]] = {}
        for fault in load(Supposed({path: text.encode() for path, text in self.files.items()})).findings:
            if fault.rule != "unknown-reference":  # what is referred to stands elsewhere
                refused.setdefault(fault.source.path, []).append(fault)
        for path, faults in sorted(refused.items()):
            del self.files[path]
            name, higher = self.made[path]
            first = next((one for one in faults if one.source.line + higher > 0), faults[0])
            more = f" ({len(faults) - 1} more like it)" if len(faults) > 1 else ""
            place = Source(name, max(1, first.source.line + higher), first.source.column)
            self._odd("files a knowledge base must not hold", place, f"left out: {first.message}{more}", first.fix)

    def _text(self, path: Path, name: str) -> str | None:
        """Return the text of a file; None, and why in a note, if there is none to take."""
        try:
            data = read_bytes(path, name)
            text = data.decode("utf-8").lstrip("\ufeff")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = Source(name, line, error.start - data.rfind(b"\n", 0, error.start))
            self._odd("files that are not UTF-8 or cannot be read", place, "left out: not UTF-8", "save it as UTF-8")
            return None
        except KbError as error:
            self._odd(
                "files that are not UTF-8 or cannot be read", name, f"left out: {error}", "mend that, or leave it"
            )
            return None
        if len(data) > MAX_MARKDOWN:
            said = f"longer than {MAX_MARKDOWN // 1000} kB; nobody reads that at 3 a.m."
            self._odd("files that are too long", name, said, "split it")
            return None
        return _CARRIAGE.sub("\n", text)

    def _make(self, found: str, name: str, text: str) -> None:
        body = _FRONT.sub("", text).strip("\n")
        front = self._front(found, name, text)
        path = f"runbooks/{found}.md"
        self.files[path] = "\n".join([*front, "", body, ""])
        self.made[path] = _Text(name, text[: text.rfind(body)].count("\n") - len(front) - 1)

    def _odd(self, why: str, place: Source | str, message: str, fix: str) -> None:
        """Count a file that is not taken, and say where and why."""
        self.skipped[why] += 1
        self.notes.append(Note(Source(place, 1, 1) if isinstance(place, str) else place, message, fix))

    def _free(self, wanted: str) -> str:
        """Return an id that stands for nothing but a runbook."""
        kind = self.base.kind(wanted) if wanted else None
        return f"{wanted}-runbook" if kind is not None and wanted not in self.base.runbooks else wanted

    def _front(self, found: str, name: str, text: str) -> list[str]:
        heading = _HEADING.search(without_code(text))
        title = " ".join(heading[1].rstrip(" \t#").split())[:120] if heading else found.replace("-", " ").capitalize()
        words = f"{name} {title}"
        components = sorted(set(self._components(words)))
        alerts = sorted(alert for alert in self.alerts if re.search(rf"(?<![\w-]){re.escape(alert)}(?![\w-])", text))
        components = sorted({*components, *(self.alerts[alert] for alert in alerts)})
        lines = ["---", f"id: {found}", f"title: {scalar(re.sub('[<>]', '', title))}"]
        lines += [f"components: {flow(components)}"] if components else []
        lines += [f"alerts: {flow(alerts)}"] if alerts else []
        return [*lines, f"# suggested: {clean_comment(name)}", "---"]

    def _components(self, words: str) -> Iterator[str]:
        """Yield components whose name stands in a path or heading as whole words."""
        pieces = slug(words.replace(".md", "")).split("-")
        for size in range(1, 5):
            for start in range(len(pieces) - size + 1):
                known = self.names.component("-".join(pieces[start : start + size]))
                if known is not None:
                    yield known
