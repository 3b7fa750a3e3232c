"""People a runbook's text names: whoever follows it will turn to them, so they must be there."""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.model.noun import NamedTuple
from kb.model.pattern import pattern
from kb.model.people import Person
from kb.model.runbook import Runbook
from kb.model.source import Source

HISTORY: Final = frozenset({"background"})
"""Sections that may name people who have left: they tell how things came to be."""
_ID: Final = pattern(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`|@?\b([a-z0-9]+(?:-[a-z0-9]+)+)\b|@([a-z0-9]+)\b")
_ID_LETTERS: Final = bytes(sign if chr(sign) in "abcdefghijklmnopqrstuvwxyz0123456789-" else 32 for sign in range(256))
"""What ids consist of is kept, all else becomes a space."""
_WORD: Final = pattern(r"\w+")


class Named(NamedTuple):
    """A person a text names, and the line."""

    person: Person
    source: Source


class Names:
    """The names of some people, to be looked for in texts.

    An id counts if it cannot be mistaken for a word: with a hyphen in it, in backticks or after ``@``. A title counts if it
    is a full name.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = {person.id: person for person in people}
        self._ids = frozenset(name.encode() for name in self.people)
        self.full: dict[str, list[Person]] = {}
        for person in self.people.values():
            if person.about.title and " " in person.about.title:
                self.full.setdefault(person.about.title.split()[0], []).append(person)

    def within(self, runbook: Runbook) -> list[Named]:
        """Return who is named in a runbook outside its history, each once, with the first line."""
        if not self.people:
            return []
        found: dict[str, Named] = {}
        texts = [f" {section.title}\n{section.text} " for section in runbook.sections]
        if self._may_be_in("".join(texts)):
            for section, text in zip(runbook.sections, texts, strict=True):
                if section.title.casefold() not in HISTORY and self._may_be_in(text):
                    for number, line in ((section.line, section.title), *section.numbered()):
                        for person in self._in_line(line):
                            found.setdefault(person.id, Named(person, Source(runbook.source.path, number, 1)))
        return [found[name] for name in sorted(found)]

    def _may_be_in(self, text: str) -> bool:
        """Whether it is worth the while to look at each line of a text between two spaces; errs on the side of yes."""
        words = text.encode().translate(_ID_LETTERS).replace(b"--", b" ").replace(b"- ", b" ").replace(b" -", b" ")
        return not self._ids.isdisjoint(words.split()) or any(self._titles_in(text))

    def _titles_in(self, text: str) -> Iterator[bool]:
        for name, people in self.full.items():
            if name in text:
                yield from ((person.about.title or "") in text for person in people)

    def _in_line(self, line: str) -> Iterator[Person]:
        for match in _ID.finditer(line):
            person = self.people.get(match[1] or match[2] or match[3])
            if person is not None:
                yield person
        if self.full:
            for word in _WORD.findall(line):
                yield from (person for person in self.full.get(word, ()) if (person.about.title or "") in line)
