"""A scenario file (YAML or TOML) -> scenarios: whom to count as absent, and when.

One scenario, or several by name::

    title: The spring cut          # what is shown; optional
    at: 2026-03-01                 # the date to answer for; optional
    without: [ann, team:stage, employer:acme]

    scenarios:                     # instead of `without`
      first-wave: {without: [ann]}
      both-waves: {at: 2026-06-01, without: [ann, bob]}

It is no part of a knowledge base and may lie anywhere. It is read as strictly as one: every fault is collected with its
place, and an id that does not exist is a fault.
"""

from pathlib import Path
from typing import Any, Final, NamedTuple

from kb.errors import UsageError
from kb.files import nodes, syntax, toml, tree
from kb.files.compounds import ListOf, MapOf, is_slug
from kb.files.context import Context
from kb.files.entities import bad_id
from kb.files.nodes import Map
from kb.files.scalars import TEXT, WHEN, Shape, width
from kb.files.shapes import Record, mark_of
from kb.model.base import Base
from kb.model.finding import Finding
from kb.model.moment import When
from kb.model.scenario import Scenario, Whom, terms, whom
from kb.model.source import Source

MOST: Final = 50
"""Scenarios of one file. Each is a whole report."""
_ENDINGS: Final = (".yml", ".yaml", ".toml")


class ScenarioFile(NamedTuple):
    """The scenarios of a file that could be read, and every fault in it."""

    scenarios: tuple[Scenario, ...]
    findings: tuple[Finding, ...]


class _Table(NamedTuple):
    """A file, or one scenario in it, as written."""

    title: str | None
    at: When | None
    without: tuple[Whom, ...] | None
    scenarios: dict[str, "_Table"] | None
    source: Source


class _Whom(Shape):
    """A person's id, ``team:ID`` or ``employer:NAME``, each of somebody who exists."""

    name = "a person's id, team:ID or employer:NAME"

    def __init__(self, base: Base) -> None:
        self.base = base

    def read(self, value: Any, mark: Any, ctx: Context) -> Whom | None:
        """Return the term."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        try:
            return whom(self.base, value)
        except UsageError as error:
            ctx.fault("unknown-reference", mark, str(error), "correct it, or remove it", width(value))
            return None


def read(file: Path, base: Base) -> ScenarioFile:
    """Read a scenario file.

    Args:
        file: the file; its ending says whether it is YAML or TOML.
        base: the knowledge base its ids are looked up in.

    Raises:
        UsageError: if there is no such file, or its ending is another.
    """
    if not file.name.lower().endswith(_ENDINGS):
        raise UsageError(f"{file}: a scenario file ends in .yml or .toml")
    if not file.exists():
        raise UsageError(f"there is no file {file}")
    ctx = Context(str(file))
    data = tree.read_bytes(tree.Entry(ctx.path, str(file)), ctx)
    found = () if data is None else _read(data, file.stem, base, ctx)
    return ScenarioFile(found, tuple(sorted(ctx.findings, key=lambda finding: (finding.source, finding.rule))))


def _read(data: bytes, stem: str, base: Base, ctx: Context) -> tuple[Scenario, ...]:
    try:
        root = _root(data, ctx)
        return () if root is None else _scenarios(root, stem, base, ctx)
    except syntax.Stopped:  # more faults than anyone reads
        return ()


def _root(data: bytes, ctx: Context) -> Map | None:
    ctx.data = data
    return toml.parse(data, (), ctx) if ctx.path.lower().endswith(".toml") else nodes.read(data, ctx.add_at)


def _scenarios(root: Map, stem: str, base: Base, ctx: Context) -> tuple[Scenario, ...]:
    mark = root.places[0] if root.places else root.mark
    table: _Table | None = _shape(base).read(root, mark, ctx)
    if table is None:
        return ()
    if ("without" in root) == ("scenarios" in root):
        ctx.fault("missing-key", mark, "a scenario file holds either `without` or `scenarios`", "write one of the two")
        return ()
    if table.scenarios is None:
        return _one(stem, table, None, root, ctx)
    several = root["scenarios"]
    if isinstance(several, Map):
        _names(several, ctx)
    parts = [(name, part, several[name]) for name, part in table.scenarios.items()]
    return tuple(item for name, part, node in parts for item in _one(name, part, table.at, node, ctx))


def _shape(base: Base) -> Record:
    keys: dict[str, Shape] = {"title": TEXT, "at": WHEN, "without": ListOf(_Whom(base))}
    inner = Record(_Table, "a scenario", keys, required=("without",), annotated=False)
    outer = keys | {"scenarios": MapOf("a mapping of scenarios", inner)}
    return Record(_Table, "a scenario file", outer, annotated=False)


def _names(several: Map, ctx: Context) -> None:
    for index, name in enumerate(several):
        if not is_slug(name):
            bad_id(name, several.places[2 * index], ctx)
    if not several:
        ctx.fault("missing-key", several.mark, "no scenario is named", "write one, or `without` instead")
    if len(several) > MOST:
        ctx.fault(
            "too-large", several.mark, f"{len(several)} scenarios, more than the {MOST} that are read", "split the file"
        )


def _one(name: str, table: _Table, at: When | None, node: Map, ctx: Context) -> tuple[Scenario, ...]:
    if table.without is None:
        return ()
    if not table.without and not ctx.findings:
        ctx.fault(
            "missing-key",
            mark_of(node, "without"),
            "`without` names nobody",
            "name a person's id, team:ID or employer:NAME",
        )
    return (Scenario(name, table.title, table.at or at, terms(table.without), table.source),)
