"""Everything stored on everyone: what :func:`~kb.analyses.person.stored.stored` says of each, for a page per person.

Asking it n times walks every record n times. Here each record is read once for the words in it; only where an id of a person is
among them is it walked for that person. The answers are the same, and a test compares them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from kb.analyses.person.report import PersonReport, Use
from kb.analyses.person.stored import _GROUPS, _fields, _records, _Walk
from kb.model.base import Base
from kb.model.provenance import Provenance
from kb.model.source import Source

_WORD: Final = re.compile(r"[A-Za-z0-9_-]+")


def everyone(base: Base) -> dict[str, PersonReport]:
    """Return everything a base holds on each of its people, by id; comments are not looked at."""
    found: dict[str, list[Use]] = defaultdict(list)
    for group, subject, record in _records(base):
        for person in sorted({word for text in _texts(record) for word in _WORD.findall(text)} & base.people.keys()):
            if record is not base.people[person]:
                found[person] += _Walk(group, subject, person).through(record)
    return {person.id: _report(base, person.id, found[person.id]) for person in base.people.values()}


def _report(base: Base, name: str, uses: list[Use]) -> PersonReport:
    uses.sort(key=lambda use: (_GROUPS.index(use.group), use.source, use.relation))
    own = base.people[name]
    return PersonReport(name, base.title(name), tuple(_fields(own)), own.source, tuple(uses), ())


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a record, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif value is None or isinstance(value, Source | Provenance | Enum | date | int | float):
        return
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
