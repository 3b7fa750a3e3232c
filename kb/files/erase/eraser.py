"""New text for every file that names a person, as the policy says."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kb.files.editing.changes import Change
from kb.files.editing.cuts import Cutter, line_end
from kb.files.editing.spans import Node, tree, yaml_of
from kb.files.erase import policy
from kb.files.erase.find import Files, record_name, word
from kb.files.erase.policy import Fate
from kb.model.base import Base
from kb.model.people import Person
from kb.model.words import PersonKind


class Eraser:
    """Works out new texts; writes nothing.

    Args:
        files: the texts, and the references in them.
        base: what they say.
        person: who is to be forgotten.
        until: last day of the pseudonym that takes their place in records, if they did not leave earlier.
        words: replace their id in texts even if it may be a common word there.
    """

    def __init__(self, files: Files, base: Base, person: Person, until: date, *, words: bool) -> None:
        self.files, self.base, self.person = files, base, person
        self.references = files.references(person.id)
        self._tree = cache(self._tree_of)
        self.longer = tuple(f"-{name}" for name in base.people if name.endswith(f"-{person.id}"))
        self.pseudonym = self._new_id() if self._has_records() else None
        outside = "" if person.kind is PersonKind.EMPLOYEE else f", kind: {person.kind.value}"
        self.entry = f"{self.pseudonym}: {{until: {min(person.until or until, until)}{outside}}}"
        telling = words or policy.is_telling(person.id)
        self.words = telling and not policy.has_another_use(person.id, base)

    def _new_id(self) -> str:
        """Return the first ``gone-N`` that stands nowhere in the files, so that it takes up nobody else's records."""
        number = 1
        while any(f"gone-{number}" in text for text in (*self.files.texts.values(), *self.files.texts)):
            number += 1
        return f"gone-{number}"

    def _has_records(self) -> bool:
        names = (path for path in self.files.texts if self._renamed(path, "") != path)
        return any(fate is Fate.RENAME for path in self.references for _, fate in self._fates(path)) or any(names)

    def changes(self) -> Iterator[Change]:
        """Yield every file that changes, by path."""
        for path, old in sorted(self.files.texts.items()):
            if path == "pyproject.toml":
                continue  # not ours to write; what it says of them is listed as left
            new = self._structure(path, old) if path in self.references or path == self.person.source.path else old
            new = self._prose(new)
            new_path = self._renamed(path, self.pseudonym or "")
            if (new, new_path) != (old, path):
                yield Change(path, new_path, old, new)

    def _fates(self, path: str) -> Iterator[tuple[Node, Fate]]:
        """Yield the nodes of a file that refer to the person, and what becomes of each."""
        marks = self.references.get(path, set())
        for node in self._nodes(path):
            if (node.line, node.column) in marks and not node.entries:
                yield node, policy.fate(path, node.path())

    def _tree_of(self, path: str) -> Node | None:
        return tree(yaml_of(path, self.files.texts[path]))

    def _nodes(self, path: str) -> Iterator[Node]:
        root = self._tree(path)
        return root.below() if root else iter(())

    def _structure(self, path: str, old: str) -> str:
        text, mark = (old[1:], old[:1]) if old.startswith("\ufeff") else (old, "")
        cutter = Cutter(text)
        for node, fate in self._fates(path):
            if fate is Fate.RENAME:
                cutter.replace(node.start, node.end, self._instead(text[node.start : node.end]))
            else:
                cutter.cut(_doomed(node, fate))
        if path == self.person.source.path:
            self._own_entry(cutter, text)
        return mark + cutter.result()

    def _instead(self, shown: str) -> str:
        """Return the new id, in the quotes and behind the anchor of the old one."""
        new, places = re.subn(f"{re.escape(self.person.id)}(?=[\"']?$)", self.pseudonym or "", shown)
        return new if places else self.pseudonym or ""

    def _own_entry(self, cutter: Cutter, text: str) -> None:
        """Put the pseudonym in the place of the person's own entry, or remove that."""
        for node in self._nodes(self.person.source.path):
            if node.key is not None and node.key.text == self.person.id and node.path() == ("people", self.person.id):
                if self.pseudonym is None:
                    cutter.cut(node)
                    return
                end = node.end
                if node.parent is not None and not node.parent.flow:  # a comment behind it is about them, too
                    end = line_end(text, end)
                cutter.replace(node.key.start, end, self.entry)

    def _prose(self, text: str) -> str:
        found = self._renamed(text, self.pseudonym or "someone")
        return word(self.person.id).sub(self.pseudonym or "someone", found) if self.words else found

    def _renamed(self, text: str, new: str) -> str:
        """Replace the id at the end of names of records, unless it is the end of a longer id."""

        def put(match: re.Match[str]) -> str:
            return match.group() if match.group().endswith(self.longer) else match.group(1) + new

        return record_name(self.person.id).sub(put, text)


def _doomed(node: Node, fate: Fate) -> Node:
    """Return the value to cut out: the whole item a reference stands in, the value under it as a key, or itself."""
    parent = node.parent
    if parent is not None and fate is Fate.REMOVE_WHOLE:
        return parent
    for key, value in (parent.entries or []) if parent is not None else []:
        if key is node:
            return value
    return node
