"""kb.toml (or ``[tool.kb]`` in pyproject.toml) -> settings, with the same faults and positions as YAML."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from kb.files import syntax
from kb.files.context import Context
from kb.files.nodes import Map, Seq
from kb.files.shapes import DAY, TEXT, Anything, ListOf, Matching, Number, Record, Word
from kb.model.settings import Option, Settings, Suppress

REQUIRABLE: Final = ("systems", "services", "platforms", "datastores", "queues", "clients", "jobs", "vendors", "teams", "people", "knowledge", "oncall", "events")
_RULE: Final = Matching("the id of a rule", r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", "write it as `kb explain` lists it")
_SUPPRESS: Final = Record(Suppress, "a suppression", {
    "rule": _RULE, "subject": TEXT, "path": TEXT, "reason": TEXT, "until": DAY,
}, required=("rule", "reason", "until"), annotated=False)  # fmt: skip
SETTINGS: Final = Record(Settings, "the settings", {
    "as_of": DAY,
    "notice": TEXT,
    "profile": Word("a profile", ["internal", "leadership", "public"]),
    "evidence_days": Number(1, whole=True),
    "tier_weights": ListOf(Number(0, whole=True)),
    "unknown_tier_weight": Number(0, whole=True),
    "require_basis": ListOf(Word("a section", REQUIRABLE)),
    "rules": Anything(),
    "suppress": ListOf(_SUPPRESS),
}, annotated=False)  # fmt: skip


class _Mark(NamedTuple):
    line: int
    column: int


def read(root: Path, ctx: Context) -> Settings:
    """Read the settings below a root; faults go to the context, defaults hold where nothing is said."""
    for name, table in (("kb.toml", ()), ("pyproject.toml", ("tool", "kb"))):
        file = root / name
        if not file.is_file():
            continue
        ctx.path = ctx.entity = name
        found = _parse(file.read_bytes(), table, ctx)
        if found is not None:
            return _settings(found, ctx)
    return Settings()


def _parse(data: bytes, table: tuple[str, ...], ctx: Context) -> Map | None:
    text = syntax.decode(data, ctx.add_at)
    if text is None:
        return None
    try:
        values: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if not table:  # a faulty pyproject.toml is not ours to report
            place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
            line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
            ctx.add_at("toml-syntax", line, column, 1, f"this is not TOML: {str(error).partition(' (at ')[0]}", "mend the line")
        return None
    for key in table:
        values = values.get(key)
        if not isinstance(values, dict):
            return None
    return _node(values, table, _places(text))


def _settings(root: Map, ctx: Context) -> Settings:
    before = len(ctx.findings)
    found = SETTINGS.fill(root, _Mark(0, 0), ctx)
    weights = found.tier_weights or ()
    if "tier_weights" in root and len(weights) != 4:
        ctx.fault("wrong-type", root.marks[2 * list(root).index("tier_weights") + 1], f"{len(weights)} weights for the four tiers 0 to 3", "write four numbers, such as [8, 4, 2, 1]")
    if len(ctx.findings) > before:
        found = Settings(**{key: value for key, value in found._asdict().items() if value is not None and (key != "tier_weights" or len(value) == 4)})
    rules = root.get("rules")
    suppress = tuple(item._replace(line=None) for item in found.suppress)
    return found._replace(rules=_rules(rules, ctx) if isinstance(rules, Map) else {}, suppress=suppress)


def _rules(node: Map, ctx: Context) -> dict[str, dict[str, Option]]:
    rules = {}
    for index, (name, options) in enumerate(node.items()):
        if not isinstance(options, Map):
            ctx.fault("wrong-type", node.marks[2 * index], f"`rules.{name}` must be a table", f"write [rules.{name}] and its options below", len(name))
            continue
        rules[name] = {
            key: Option(tuple(value) if isinstance(value, Seq) else value, ctx.source(options.marks[2 * number]))
            for number, (key, value) in enumerate(options.items())
        }
        rules[name].setdefault("", Option(None, ctx.source(node.marks[2 * index])))
    return rules


# tomllib gives no positions: a scan of table headers and keys finds them, well enough for a message.

_HEADER: Final = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}")
_KEY: Final = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=\s*""")


def _places(text: str) -> dict[tuple[str, ...], list[tuple[_Mark, _Mark]]]:
    places: dict[tuple[str, ...], list[tuple[_Mark, _Mark]]] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n")):
        header = _HEADER.match(line)
        if header and "=" not in line.partition("]")[0]:
            table = _split(header[1])
            mark = _Mark(number, header.start(1))
            for depth in range(1, len(table) + 1):
                places.setdefault(table[:depth], []).append((mark, mark))
            continue
        key = _KEY.match(line)
        if key:
            places.setdefault(table + _split(key[1]), []).append((_Mark(number, key.start(1)), _Mark(number, key.end())))
    return places


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _node(value: Any, path: tuple[str, ...], places: dict[tuple[str, ...], list[tuple[_Mark, _Mark]]], nth: int = 0) -> Any:
    """Return plain TOML values as nodes with marks; dates become text, as in YAML."""
    start = _Mark(0, 0)
    if isinstance(value, dict):
        node = Map()
        node.marks = []
        for key, item in value.items():
            found = places.get((*path, key), [(start, start)])
            key_mark, mark = found[min(nth, len(found) - 1)]
            node[key] = _node(item, (*path, key), places)
            node.marks += (key_mark, mark)
        node.mark = node.marks[0] if node.marks else start
        return node
    if isinstance(value, list):
        seq = Seq(_node(item, path, places, index) for index, item in enumerate(value))
        found = places.get(path, [(start, start)])
        seq.marks = [found[min(index, len(found) - 1)][1] for index in range(len(seq))]
        seq.mark = found[0][1]
        return seq
    return value.isoformat() if isinstance(value, date | datetime) else value


