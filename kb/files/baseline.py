"""The baseline file: read as strictly as the settings, written sorted and an entry a line, so that it merges easily.

::

    format_version = 1

    [check]
    since = "2026-06-01"
    start = 3

    [check.findings.owner-known]    # a rule
    pay = 1                         # a subject, and how many findings about it
    web = 2

    [risk]
    since = "2026-06-01"
    start = 1

    [risk.components]
    pay = {class = "single", bus_factor = 1}      # and unknown = 2, or at_most = true, where it is a bound
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from kb.files import syntax, toml, tree
from kb.files.compounds import MapOf
from kb.files.context import Context
from kb.files.shapes import DAY, Flag, Number, Record, Word, mark_of
from kb.model.baseline import Baseline, CheckBaseline, Recorded, RiskBaseline
from kb.model.finding import BASELINE, Finding
from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import RiskClass

FORMAT_VERSION: Final = 1
MAX_BYTES: Final = 4_000_000
"""Room for some 50,000 entries."""
_HEAD: Final = """\
# What was found when this file was written: only what is new, or worse, fails. Entries go as they are mended; none
# comes in but by --accept-new. Made by `kb check --write-baseline` and `kb risk --write-baseline`: do not edit.
"""
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


class Read(NamedTuple):
    """A baseline, None where there is no file, and every fault in it."""

    baseline: Baseline | None
    findings: tuple[Finding, ...]


class _Check(NamedTuple):
    since: date
    start: int
    findings: dict[str, dict[str, int]] | None


class _Risk(NamedTuple):
    since: date
    start: int
    components: dict[str, "_Component"] | None


class _Component(NamedTuple):
    risk_class: RiskClass
    bus_factor: int | None
    unknown: int = 0
    at_most: bool = False


class _File(NamedTuple):
    format_version: int
    check: _Check | None
    risk: _Risk | None
    source: Source


_WHOLE: Final = Number(0, whole=True)
_PART: Final = {"since": DAY, "start": _WHOLE}
_FINDINGS: Final = MapOf("a table of rules", MapOf("a table of subjects", Number(1, whole=True)))
_COMPONENT: Final = Record(
    _Component,
    "how a component stood",
    {"class": Word("a class", RiskClass), "bus_factor": _WHOLE, "unknown": _WHOLE, "at_most": Flag()},
    rename={"class": "risk_class"},
    required=("class",),
    annotated=False,
)
_SHAPE: Final = Record(_File, "a baseline", {
    "format_version": Number(1, whole=True),
    "check": Record(_Check, "the part of kb check", {**_PART, "findings": _FINDINGS}, required=tuple(_PART), annotated=False),
    "risk": Record(
        _Risk, "the part of kb risk", {**_PART, "components": MapOf("a table of components", _COMPONENT)},
        required=tuple(_PART), annotated=False,
    ),
}, required=("format_version",), annotated=False)  # fmt: skip


def read(root: Path) -> Read:
    """Read the baseline of a knowledge base; a file with a fault holds nothing."""
    file = root / BASELINE
    if not os.path.lexists(file):
        return Read(None, ())
    ctx = Context(BASELINE)
    data = tree.read_bytes(tree.Entry(BASELINE, str(file)), ctx, MAX_BYTES)
    if data is not None and len(data) > MAX_BYTES:
        ctx.add_at(
            "too-large", 1, 1, 1, f"the file has more than the {MAX_BYTES:,} bytes that are read", "write it anew"
        )
        data = None
    found = None
    with suppress(syntax.Stopped):
        found = None if data is None else _parse(data, ctx)
    return Read(None if ctx.findings else found, tuple(ctx.findings))


def _parse(data: bytes, ctx: Context) -> Baseline | None:
    root = toml.parse(data, (), ctx)
    if root is None:
        return None
    version = root.get("format_version")
    if type(version) is int and version > FORMAT_VERSION:
        ctx.fault(
            "newer-schema",
            mark_of(root, "format_version"),
            f"this baseline is of format {version}, and this kb reads up to {FORMAT_VERSION}",
            "install the kb that wrote it",
        )
        return None
    made: _File | None = _SHAPE.read(root, toml.TOP, ctx)
    return None if made is None or ctx.findings else _baseline(made)


def _baseline(made: _File) -> Baseline:
    check = risk = None
    if made.check is not None:
        table = made.check.findings or {}
        entries = {(rule, subject): count for rule, subjects in table.items() for subject, count in subjects.items()}
        check = CheckBaseline(made.check.since, made.check.start, entries)
    if made.risk is not None:
        stood = {name: Recorded(*item) for name, item in (made.risk.components or {}).items()}
        risk = RiskBaseline(made.risk.since, made.risk.start, stood)
    return Baseline(check, risk)


def text(baseline: Baseline) -> str:
    """Return the text of a baseline file."""
    lines = [f"format_version = {FORMAT_VERSION}"]
    if baseline.check is not None:
        lines += _part("check", baseline.check.since, baseline.check.start)
        for rule, entries in groupby(sorted(baseline.check.entries.items()), key=lambda item: item[0][0]):
            lines += ["", f"[check.findings.{_key(rule)}]"]
            lines += [f"{_key(subject)} = {count}" for (_, subject), count in entries]
    if baseline.risk is not None:
        lines += [*_part("risk", baseline.risk.since, baseline.risk.start), "", "[risk.components]"]
        lines += [f"{_key(name)} = {_stood(item)}" for name, item in sorted(baseline.risk.components.items())]
    return _HEAD + "\n".join(lines) + "\n"


def _part(name: str, since: date, start: int) -> list[str]:
    return ["", f"[{name}]", f'since = "{since}"', f"start = {start}"]


def _stood(item: Recorded) -> str:
    return f"{{{', '.join(_facts(item))}}}"


def _facts(item: Recorded) -> Iterator[str]:
    yield f'class = "{item.risk_class.value}"'
    if item.bus_factor is not None:
        yield f"bus_factor = {item.bus_factor}"
    if item.unknown:
        yield f"unknown = {item.unknown}"
    if item.at_most:
        yield "at_most = true"


def _key(name: str) -> str:
    """Return a key of TOML, quoted where it must be; JSON quotes alike but for DEL."""
    if _BARE.fullmatch(name):
        return name
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
