"""Facts -> a proposal: new text for the files, worked out and tried before anything is written.

Longer than the usual 150 lines: sorting the facts and writing the new ones share what is new, and where.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from kb.errors import InternalError
from kb.files import tree
from kb.files.context import Context
from kb.files.editing.changes import Change, new_file
from kb.files.editing.spans import Node
from kb.files.editing.trial import tried
from kb.files.merging.insert import Item, Text
from kb.files.merging.known import LISTS, MAPPINGS, Known, handle, same
from kb.model.base import Base
from kb.model.fact import EDGES, FOLDER, Contradicted, Dropped, Fact, Value
from kb.model.source import Source

_HEADER: Final = """\
# Suggested by `kb import {name}`: inferred from {what}, each line with the place it was read from.
# Mend what is wrong and keep what is right: what you write here is never changed by a later import. When a human has
# looked at a fact, say so: give it `basis: stated`, or move it to a file of your own.
defaults: {{basis: inferred, sources: [{source}]}}
"""


class Proposal(NamedTuple):
    """What an import would change.

    Attributes:
        changes: files that grow and files that are new, sorted by path.
        added: the facts that are new.
        same: how many facts stand in the files already.
        kept: facts the files contradict.
        dropped: facts that cannot be taken.
    """

    changes: tuple[Change, ...]
    added: tuple[Fact, ...]
    same: int
    kept: tuple[Contradicted, ...]
    dropped: tuple[Dropped, ...]


def merge(
    root: Path | tree.Store,
    base: Base,
    facts: Sequence[Fact],
    name: str,
    what: str,
    files: Mapping[str, str] | None = None,
) -> Proposal:
    """Work out what facts add to the files, and try it.

    Args:
        root: where the knowledge base lies; its files are free of faults.
        base: what they say.
        facts: what was read, in order; where two contradict each other, the first holds.
        name: of the importer: its new entries go to ``architecture/NAME.yml`` and ``ownership/NAME.yml``.
        what: what was read, in a few words, for the header of new files and the title of the source.
        files: new files to write whole; those that are there already are left alone.

    Raises:
        KbError: if the files would not be free of faults afterwards.
    """
    found = untried(root, base, facts, name, what)
    there = _entries(root) if files else {}
    made = (new_file(path, text) for path, text in (files or {}).items() if path not in there)
    found = found._replace(changes=tuple(sorted((*found.changes, *made))))
    tried(root, found.changes, f"what `kb import {name}` read cannot stand beside the files")
    return found


def untried(root: Path | tree.Store, base: Base, facts: Sequence[Fact], name: str, what: str) -> Proposal:
    """Work out what facts add to the files, as :func:`merge`, and leave it to the caller to load the result."""
    merger = _Merger(root, base, facts, name, what)
    for fact in facts:
        merger.take(fact)
    return Proposal(merger.changes(), tuple(merger.added), merger.same, tuple(merger.kept), tuple(merger.dropped))


def _entries(root: Path | tree.Store) -> dict[str, tree.Entry]:
    return {entry.path: entry for entry in tree.entries(root, Context("kb.toml"))}


class _Merger:
    """Sorts facts into new, known and contradicted, and adds the new ones to texts."""

    def __init__(self, root: Path | tree.Store, base: Base, facts: Sequence[Fact], name: str, what: str) -> None:
        self.base, self.name, self.what = base, name, what
        self.files = _entries(root)
        self.origin = f"import-{name}"
        self.known = Known(base, facts)
        self.added: list[Fact] = []
        self.kept: list[Contradicted] = []
        self.dropped: list[Dropped] = []
        self.same = 0
        self.entries: dict[tuple[str, str], dict[str, list[Fact]]] = {}
        """New entries in order: (section, id) -> key -> facts; the key "" stands for the entry as such."""
        self.fresh: dict[tuple[str, str], dict[str, list[Fact]]] = {}
        """Keys that are new in an entry that is there."""
        self.said: dict[tuple[str, str, str], set[object]] = {}
        """What is said under a key of an entry so far, in the files or in facts: handles, so that each is met once."""
        self.text = cache(self._text)

    def _text(self, path: str) -> Text:
        entry = self.files.get(path)
        return Text("" if entry is None else (tree.read_bytes(entry, Context(path)) or b"").decode("utf-8"))

    # -- sorting -------------------------------------------------------------------------------

    def take(self, fact: Fact) -> None:
        """Sort one fact."""
        why = self.known.refuses(fact)
        if why:
            self.dropped.append(Dropped(fact, why))
            bare = fact._replace(key="", value=True)
            if fact.key and fact.section != "knowledge" and not self.known.refuses(bare):
                self.take(bare)  # what it says of its subject cannot stand, but the subject exists
            return
        section = self.known.section(fact)
        place = self.known.place(section, fact.id)
        if place is None:
            self._collect(self.entries.setdefault((section, fact.id), {}), fact, section)
            return
        entry = self._entry(place.path, section, fact.id)
        if not fact.key or self.known.inherits(fact):
            self.same += 1
        elif entry is None:
            self.kept.append(Contradicted(fact, "an alias or a single word", place))
        else:
            self._into(entry, fact, section, place)

    def _entry(self, path: str, section: str, name: str) -> Node | None:
        text = self.text(path)
        found = text.child(text.child(text.root, section), name)
        usable = found is not None and (found.is_map or (not found.text and found.entries is None))
        return found if usable else None

    def _into(self, entry: Node, fact: Fact, section: str, place: Source) -> None:
        text = self.text(place.path)
        there = text.child(entry, fact.key)
        if there is None:
            self._collect(self.fresh.setdefault((section, fact.id), {}), fact, section)
        elif fact.key in LISTS and there.entries is not None and not there.is_map:
            said = self._said(section, fact, (_plain(value) for _, value in there.entries))
            if handle(fact.value) in said:
                self.same += 1
            elif text.add_item(there, self._item(fact, place.path, section)):
                said.add(handle(fact.value))
                self.added.append(fact)
        elif fact.key in MAPPINGS and there.is_map and isinstance(fact.value, Mapping):
            self._pairs(text, there, fact, place)
        elif same(_plain(there), fact.value):
            self.same += 1
        else:
            where = Source(place.path, there.line + 1, there.column + 1)
            self.kept.append(Contradicted(fact, _shown(there, text.text), where))

    def _pairs(self, text: Text, there: Node, fact: Fact, place: Source) -> None:
        for key, value in fact.value.items() if isinstance(fact.value, Mapping) else ():
            found = text.child(there, key)
            one = fact._replace(value={key: value})
            if found is None:
                text.add_key(there, key, [Item(value, _from(fact))], many=False)
                self.added.append(one)
            elif same(_plain(found), value):
                self.same += 1
            else:
                where = Source(place.path, found.line + 1, found.column + 1)
                self.kept.append(Contradicted(one, _shown(found, text.text), where))

    def _collect(self, keys: dict[str, list[Fact]], fact: Fact, section: str) -> None:
        """Take a fact that is new; a second one on the same key joins its list, or loses to the first."""
        there = keys.setdefault(fact.key, [])
        said = self._said(section, fact)
        if not fact.key:
            there.append(fact)
        elif handle(fact.value) in said:
            self.same += 1
        elif there and fact.key in MAPPINGS and section != "knowledge":
            first = there[0].value
            if isinstance(fact.value, Mapping) and isinstance(first, Mapping):
                there[0] = there[0]._replace(value={**fact.value, **first})
                said.add(handle(fact.value))
                self.added.append(fact)
        elif there and fact.key not in LISTS:
            self.kept.append(Contradicted(fact, str(there[0].value), there[0].source))
        else:
            there.append(fact)
            said.add(handle(fact.value))
            self.added.append(fact)

    def _said(self, section: str, fact: Fact, values: Iterable[object] = ()) -> set[object]:
        """Return the handles of what is said under a key of an entry; at first those of some values."""
        place = (section, fact.id, fact.key)
        if place not in self.said:
            self.said[place] = set(map(handle, values))
        return self.said[place]

    # -- writing -------------------------------------------------------------------------------

    def changes(self) -> tuple[Change, ...]:
        """Return the files that grow and those that are new."""
        for (section, name), keys in self.fresh.items():
            place = self.known.place(section, name)
            if place is not None:
                self._extend(place.path, section, name, keys)
        for (section, name), keys in self.entries.items():
            self._make(section, name, keys)
        if self.added or self.entries:
            self._source()
        found = []
        for path, text in self._texts():
            new = text.result()
            if text.text:
                found.append(Change(path, path, text.text, new))
            else:
                found.append(new_file(path, _HEADER.format(name=self.name, what=self.what, source=self.origin) + new))
        return tuple(change for change in found if change.old != change.new)

    def _texts(self) -> Iterable[tuple[str, Text]]:
        paths = {place.path for fact in self.added if (place := self.known.place(self.known.section(fact), fact.id))}
        paths |= {self._own(section) for section, _ in self.entries}
        if self.added or self.entries:
            paths.add(self._own("sources"))
        return [(path, self.text(path)) for path in sorted(paths)]

    def _own(self, section: str) -> str:
        return f"{FOLDER[section]}/{self.name}.yml"

    def _extend(self, path: str, section: str, name: str, keys: Mapping[str, Sequence[Fact]]) -> None:
        entry, text = self._entry(path, section, name), self.text(path)
        for key, facts in keys.items():
            items = [self._item(fact, path, section) for fact in facts]
            if entry is None or not text.add_key(entry, key, items, many=key in LISTS):
                raise InternalError(f"{path}: `{name}` cannot take the key `{key}`")

    def _make(self, section: str, name: str, keys: Mapping[str, Sequence[Fact]]) -> None:
        path = self._own(section)
        comment = _from(keys[""][0]) if keys.get("") else ""
        if keys.get(""):  # what is said of the entry has been counted as it was taken
            self.added.append(keys[""][0])
        given = {
            key: ([self._item(fact, path, section) for fact in facts], key in LISTS)
            for key, facts in keys.items()
            if key
        }
        if not self.text(path).add_entry(section, name, given, comment):
            raise InternalError(f"{path}: the section `{section}` cannot take an entry")

    def _source(self) -> None:
        if self.origin not in self.base.references:
            text = self.text(self._own("sources"))
            text.add_entry(
                "sources", self.origin, {"title": ([Item(f"kb import {self.name}: {self.what}")], False)}, ""
            )

    def _item(self, fact: Fact, path: str, section: str) -> Item:
        """Return the value to write: outside the import's own files a mapping says itself that it is inferred."""
        value = fact.value
        if path != self._own(section):
            mark: dict[str, Value] = {"basis": "inferred", "sources": [self.origin]}
            if section == "knowledge":
                value = {**(value if isinstance(value, Mapping) else {"level": value}), **mark}
            elif fact.key in EDGES:
                value = {**(value if isinstance(value, Mapping) else {"to": value}), **mark}
            elif isinstance(value, Mapping) and fact.key not in MAPPINGS:
                value = {**value, **mark}
        return Item(value, _from(fact))


def _from(fact: Fact) -> str:
    return f"suggested: {fact.source}"


def _plain(node: Node) -> Any:
    """Return the data of a tree of places, scalars as text."""
    if node.entries is None:
        return node.text
    if node.is_map:
        return {key.text: _plain(value) for key, value in node.entries if key is not None}
    return [_plain(value) for _, value in node.entries]


def _shown(node: Node, text: str) -> str:
    return " ".join(text[node.start : node.end].split())[:80]
