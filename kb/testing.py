"""The author's kit: small knowledge bases for tests, from a few words or a few files.

>>> made = base("ann operates pay; bob assists pay; pay needs ledger; pay tier 0")
>>> sorted(made.components)
['ledger', 'pay']

The language of :func:`base` has one statement a line (or between semicolons), each *subject, verb, object*; where an object can be a list, commas
part its items. What is mentioned exists.

=================================  ==========================================================
``ann operates pay, ledger``       knowledge; also ``aware``, ``assists``, ``expert``
``ann proves pay by drill DATE``   a level of operate with its evidence, date and reference
``nobody operates pay``            a written ``none``
``pay needs ledger``               an edge; also ``uses``, ``built_on``, ``runs_on``
``pay tier 0``                     also ``owner TEAM``, ``system SYSTEM``, ``lifecycle retired``
``pay is datastore``               the kind of a component; a service by default
``ann in pay-team``                the team of a person; also ``from DATE``, ``until DATE``, ``away A/B``
``ann is external``                also ``contractor``
``rota covers pay``                an on-call rotation; also ``rota pages ann, bob``
=================================  ==========================================================

Longer than the usual 150 lines: one small language: what it says, and the files it stands for.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kb import plugs
from kb.analyses.check import rules
from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.files.editing.trial import Supposed
from kb.files.load import Loaded, load
from kb.model.base import Base
from kb.model.finding import Finding
from kb.model.moment import noon, parse_day
from kb.model.words import COMPONENT_KINDS, Level, Relation

TODAY: Final = "2026-06-01"
"""The date tests look at, unless they say otherwise."""

_LEVELS: Final = {form: level.word for level in Level for form in (level.word, f"{level.word}s")}
_SECTIONS: Final = {kind.value: f"{kind.value}s" for kind in COMPONENT_KINDS}
_EDGES: Final = frozenset(relation.value for relation in Relation)


def at(day: str = TODAY) -> datetime:
    """Return 12:00 UTC of a day, as ``--at DATE`` does."""
    return noon(parse_day(day))


def tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    r"""Write files (path -> content) below a folder and return it.

    A lone surrogate ``\udc80`` to ``\udcff`` in a text stands for the byte 0x80 to 0xff, so that text can say what is not UTF-8.
    """
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_bytes(content))
    return folder


def read(files: Mapping[str, str | bytes]) -> Loaded:
    """Load a knowledge base from files (path -> content) that exist only in memory."""
    return load(Supposed({path: _bytes(content) for path, content in files.items()}))


_BYTE: Final = re.compile(rb"\\udc([89a-f][0-9a-f])")
"""A byte that is no UTF-8, as an example in a manual page writes it: from Python 3.13 on, no docstring can hold half a character."""


def _bytes(content: str | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    return _BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), content.encode("utf-8", "surrogateescape"))


def base(text: str, settings: str = "") -> Base:
    """Return the base that a few words describe; see the language above.

    Args:
        text: the statements.
        settings: text of a kb.toml.

    Raises:
        ValueError: for a statement that is not of the language, or one that makes a faulty base.
    """
    loaded = read(written(text) | ({"kb.toml": settings} if settings else {}))
    if loaded.findings:
        raise ValueError("; ".join(finding.message for finding in loaded.findings))
    return loaded.base


def check(rule: str, files: str | Mapping[str, str], day: str = TODAY, **options: Any) -> list[Finding]:
    """Return what one rule finds in a base given as files or in a few words.

    Raises:
        ValueError: if the files have faults.
    """
    loaded = read(written(files) if isinstance(files, str) else files)
    if loaded.findings:
        raise ValueError("; ".join(f"{finding.source}: {finding.message}" for finding in loaded.findings))
    made = plugs.plug(rules, Rule, rule)(**options)  # type: ignore[type-abstract]
    view = View(loaded.base, at(day))
    if made.last:
        others = (plugs.plug(rules, Rule, name)() for name in plugs.names(rules))  # type: ignore[type-abstract]
        view.findings = tuple(finding for other in others if not other.last for finding in other.find(view))
    return list(made.find(view))


def written(text: str) -> dict[str, str]:
    """Return the files (path -> content) that a few words describe."""
    sketch = _Sketch()
    for statement in text.replace("\n", ";").split(";"):
        if statement.strip():
            sketch.say(statement.split())
    return sketch.files()


class _Sketch:
    """Gathers statements into sections of entities."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.entries: dict[str, dict[str, Any]] = {}
        self.sections: dict[str, set[str]] = {
            name: set() for name in ("components", "people", "teams", "systems", "oncall")
        }
        self.knowledge: dict[str, dict[str, str]] = {}

    def add(self, section: str, *names: str) -> None:
        for name in names:
            self.sections[section].add(name)
            self.entries.setdefault(name, {})

    def say(self, words: list[str]) -> None:
        subject, verb, *rest = words if len(words) > 2 else (*words, "", "")
        objects = [name for name in " ".join(rest).replace(",", " ").split() if name]
        if not objects:
            raise ValueError(f"not a statement: {' '.join(words)}")
        if verb in _LEVELS or verb == "proves":
            self._knows(subject, verb, objects)
        elif verb in _EDGES:
            self.add("components", subject, *objects)
            self.entries[subject].setdefault(verb, []).extend(objects)
        elif not self._is(subject, verb, objects) and not self._has(subject, verb, objects):
            raise ValueError(f"not a statement: {' '.join(words)}")

    def _knows(self, subject: str, verb: str, objects: list[str]) -> None:
        if verb == "proves":
            component, _, evidence, day = objects
            objects, level = (
                [component],
                f"{{level: operate, by: {evidence}, last: {day}, ref: notes of {evidence} {day}}}",
            )
        else:
            level = _LEVELS[verb]
        self.add("components", *objects)
        if subject != "nobody":
            self.add("people", subject)
        for name in objects:
            known = self.knowledge.setdefault(name, {})
            if subject != "nobody":
                known[subject] = level

    def _is(self, subject: str, verb: str, objects: list[str]) -> bool:
        """Take a statement about a component or a person alone."""
        if verb == "is" and objects[0] in _SECTIONS:
            self.add("components", subject)
            self.kinds[subject] = objects[0]
        elif verb in ("tier", "lifecycle"):
            self.add("components", subject)
            self.entries[subject][verb] = objects[0]
        elif verb == "is":
            self.add("people", subject)
            self.entries[subject]["kind"] = objects[0]
        elif verb in ("from", "until", "away"):
            self.add("people", subject)
            self.entries[subject][verb] = objects if verb == "away" else objects[0]
        else:
            return False
        return True

    def _has(self, subject: str, verb: str, objects: list[str]) -> bool:
        """Take a statement that relates something to a team, a system or a rotation."""
        relations = {
            "owner": ("components", "owner", "teams"),
            "system": ("components", "system", "systems"),
            "in": ("people", "team", "teams"),
            "covers": ("oncall", "covers", "components"),
            "pages": ("oncall", "rotation", "people"),
        }
        if verb not in relations:
            return False
        section, key, other = relations[verb]
        self.add(section, subject)
        self.add(other, *objects)
        self.entries[subject][key] = objects if section == "oncall" else objects[0]
        return True

    def files(self) -> dict[str, str]:
        components: dict[str, list[str]] = {}
        for name in self.sections["components"]:
            components.setdefault(_SECTIONS[self.kinds.get(name, "service")], []).append(name)
        architecture = components | {"systems": list(self.sections["systems"])}
        ownership = {name: list(self.sections[name]) for name in ("teams", "people", "oncall")}
        knowledge = "".join(
            f"  {name}: {_flow(known) if known else 'none'}\n" for name, known in sorted(self.knowledge.items())
        )
        texts = {
            "architecture/made.yml": self._text(architecture),
            "ownership/made.yml": self._text(ownership) + (f"knowledge:\n{knowledge}" if knowledge else ""),
        }
        return {path: text for path, text in texts.items() if text}

    def _text(self, sections: Mapping[str, list[str]]) -> str:
        lines = []
        for section, names in sorted(sections.items()):
            lines += (
                [f"{section}:", *(f"  {name}: {_flow(self.entries[name])}" for name in sorted(names))] if names else []
            )
        return "\n".join([*lines, ""]) if lines else ""


def _flow(entry: Mapping[str, Any]) -> str:
    parts = (
        f"{key}: [{', '.join(value)}]" if isinstance(value, list) else f"{key}: {value}" for key, value in entry.items()
    )
    return f"{{{', '.join(parts)}}}"
