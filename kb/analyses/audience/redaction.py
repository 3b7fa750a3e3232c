"""Redaction: a base that can be shown to an audience, made before any page exists. Nothing is hidden later; it is not there.

- *internal*: people by id, name and handle; no mail address and no phone number, no extensions.
- *leadership*: people are ``someone-1`` …, numbered in an order that only who has all the files can work out again; nothing
  else that is theirs. The base needs these ids to count; no page may print them, and in texts people are *someone* without a number.
  Days of presence stay in the base, since every number rests on them: with no name beside them.
- *public*: nobody. In place of all operators of a component stand as many of three made-up ones as its coverage, at most
  three: what is left is its class. Runbooks only where they say ``visibility: public``.

Numbers stay true: classes, coverage and bus factors of ``internal`` and ``leadership`` are those of the files, those of ``public``
the same up to 3; but of two ways the larger counts, for more would tell whether somebody holds both (decision 99). Groups of fewer than
`MIN_GROUP` people are not told in numbers outside ``internal`` (`group`).

Longer than the usual 150 lines: the profiles and the walk that keeps to them have to be read together.
"""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from itertools import chain, count
from types import NoneType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from kb.analyses.audience.fields import TABLE, Keep
from kb.analyses.audience.names import Finder, as_read, cased, strings, unreachable, words_of
from kb.analyses.evidence import ELSEWHERE, refers_elsewhere
from kb.analyses.runbooks.bundle import bundle, marks
from kb.errors import InternalError
from kb.model.base import Base
from kb.model.people import Knows
from kb.model.provenance import NO_ABOUT, About, Link
from kb.model.service import Contact, Edges

INTERNAL: Final = "internal"
LEADERSHIP: Final = "leadership"
PUBLIC: Final = "public"
MIN_GROUP: Final = 5
"""Fewer people than this are not counted for others (security.md: the least group of a leadership view)."""
_KEPT: Final = {
    INTERNAL: frozenset({Keep.ALL, Keep.INSIDE, Keep.DETAIL, Keep.PERSON, Keep.WAY}),
    LEADERSHIP: frozenset({Keep.ALL, Keep.INSIDE, Keep.PERSON, Keep.WAY}),
    PUBLIC: frozenset({Keep.ALL}),
}
_STEMS: Final = ("someone", "somebody", "one-of-us", "a-colleague", "a-person-of-many-names")
_OUT: Final = "kept out of the site; see the files"


def redact(base: Base, profile: str, at: datetime) -> Base:
    """Return the base as an audience may see it. ``at`` is the instant whose coverage the classes of the public are of.

    Raises:
        InternalError: for another profile.
    """
    if profile not in _KEPT:
        raise InternalError(f"there is no profile {profile!r}")
    if profile == PUBLIC:
        from kb.analyses.audience.anonymous import without_people  # noqa: PLC0415 - it assesses coverage, which the others do not need

        made = without_people(base, at)
        return _Redactor(base, profile).all(made)._replace(people=made.people, knowledge=made.knowledge)
    return _marked_anew(base, _Redactor(base, profile).all(base), at)


def _marked_anew(base: Base, shown: Base, at: datetime) -> Base:
    """Return the redacted base with the fingerprints of offline copies worked out anew, where they were true before."""
    copies = []
    for copy, seen in zip(base.copies, shown.copies, strict=True):
        old, new = (marks(bundle(found, found.events[copy.event], at)) for found in (base, shown))
        texts = {
            name: new.texts.get(name, mark) if old.texts.get(name) == mark else mark
            for name, mark in (seen.texts or {}).items()
        }
        calls = new.calls if new.calls is not None and old.calls == copy.calls else seen.calls
        copies.append(seen._replace(texts=None if seen.texts is None else texts, calls=calls))
    return shown._replace(copies=tuple(copies))


def group(people: int, profile: str) -> str:
    """Return a number of people as an audience may see it: small groups are not counted for others."""
    if profile == INTERNAL or people == 0 or people >= MIN_GROUP:
        return str(people)
    return f"fewer than {MIN_GROUP}"


class _Redactor:
    """Goes through a base by the table of sensitivities. The base as read says which words name people."""

    def __init__(self, base: Base, profile: str) -> None:
        self.kept = _KEPT[profile]
        self.profile = profile
        self.named = profile == INTERNAL
        self.pseudonyms = {} if self.named else pseudonyms(base)
        self.finder = None if self.named else Finder(words_of(base), cased(base))
        self.ids = {} if self.finder is None else _ids(base, self.finder, {*self.pseudonyms.values()})
        self.text = lru_cache(maxsize=65_536)(self._text)

    def all(self, base: Base) -> Base:
        """Return a base with every field kept, changed or emptied as the table says."""
        changes = {
            name: self._value(getattr(base, name), keep) if keep in self.kept else _empty(Base, name)
            for name, keep in TABLE[Base].items()
        }
        changes["people"] = {person.id: person for _, person in sorted(changes["people"].items())}
        changes["runs"] = tuple(
            sorted(changes["runs"], key=lambda run: (run.source, run.ended is None, str(run.ended)))
        )
        changes["settings"] = changes["settings"]._replace(profile=self.profile)
        return base._replace(**changes)

    def _value(self, value: Any, keep: Keep) -> Any:
        if isinstance(value, str):
            return self._person(value) if keep is Keep.PERSON else self.text(value)
        if value is None or isinstance(value, Enum | int | float):
            return value
        if isinstance(value, Mapping):
            changed = {self._value(key, keep): self._value(item, keep) for key, item in value.items()}
            return dict(sorted(changed.items())) if keep is Keep.PERSON else changed
        if hasattr(value, "_fields"):
            return self._record(value)
        if isinstance(value, tuple | list | Edges):
            items = (self._value(item, keep) for item in value)
            kept = tuple(item for item in items if not _bare(item))
            return Edges(kept) if type(value) is Edges else kept
        return value

    def _record(self, value: Any) -> Any:
        kind = type(value)
        if kind is Contact and value.kind == "mail":
            return value._replace(to=_OUT)
        table = TABLE.get(kind)
        if table is None:
            raise InternalError(f"{kind.__name__} has no place in the table of sensitivities")
        changes = {}
        for name, keep in table.items():
            old = getattr(value, name)
            new = self._value(old, keep) if keep in self.kept else _empty(kind, name)
            if new is not old:
                changes[name] = new
        if kind is Knows and changes.get("ref", value.ref) is None and refers_elsewhere(value.ref):
            changes["ref"] = ELSEWHERE
        return value._replace(**changes) if changes else value

    def _person(self, text: str) -> str:
        return text if self.named else self.pseudonyms.get(text) or self.text(text)

    def _text(self, text: str) -> str:
        if text in self.ids:
            return self.ids[text]
        shown = unreachable(text)
        if self.finder is None:
            return shown
        struck = self.finder.struck(shown)
        read = as_read(struck)  # whoever hides a name in escapes or in emphasis loses both
        return struck if read == struck or not any(self.finder.found(read)) else self.finder.struck(read)


def _ids(base: Base, finder: Finder, taken: set[str]) -> dict[str, str]:
    """Return what stands for each id that names someone, like ``ann-tool``: two of them must not become one."""
    others = [name for name in base.entities if name not in base.people]
    struck = {name: finder.struck(name) for name in others}
    used = taken | {name for name in others if struck[name] == name}
    made: dict[str, str] = {}
    for name in others:
        if struck[name] != name:
            forms = chain((struck[name],), (f"{struck[name]}-{number}" for number in count(2)))
            made[name] = next(form for form in forms if form not in used)
            used.add(made[name])
    return made


def _bare(value: Any) -> bool:
    """Whether a record is nothing without what was struck out of it: a link that writes a mail."""
    return isinstance(value, Link) and value.url.lower().lstrip().startswith(("mailto:", "tel:"))


def pseudonyms(base: Base) -> dict[str, str]:
    """Return for each person's id what stands for it: the same for the same files, in an order that tells nothing.

    The order is that of an HMAC whose key is made of everything the files say of people, which only who could read them there
    has.
    """
    said = "\n".join(text for table in (base.people, base.knowledge) for text in strings(table))
    key = sha256(said.encode("utf-8", "surrogatepass")).digest()

    def rank(name: str) -> bytes:
        return hmac.digest(key, name.encode(), "sha256")

    taken = [name for name in base.entities if name not in base.people]
    stem = next(word for word in _STEMS if not any(name.startswith(f"{word}-") for name in taken))
    return {name: f"{stem}-{number}" for number, name in enumerate(sorted(base.people, key=rank), 1)}


@lru_cache(maxsize=1024)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _empty(kind: type, name: str) -> Any:
    """Return what a field holds when it is not kept: nothing, as its type writes it."""
    hint = _hints(kind)[name]
    if NoneType in get_args(hint):
        return None
    if hint is About:
        return NO_ABOUT
    made = cast("Callable[[], Any] | None", {tuple: tuple, dict: dict, Mapping: dict}.get(get_origin(hint) or hint))
    if made is not None:
        return made()
    if hint is str:
        return ""
    if hint is Any:
        return None
    raise InternalError(f"{kind.__name__}.{name} cannot be left out: it is neither optional nor a collection")
