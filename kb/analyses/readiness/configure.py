"""The checks as `kb.toml` sets their thresholds, and what is wrong with how it does."""

from functools import cache
from math import isfinite
from typing import Any, Final, NamedTuple

from kb import plugs
from kb.analyses.readiness import checks
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.report import Threshold
from kb.model.finding import Finding, Severity
from kb.model.nearest import hint
from kb.model.settings import Option, Settings
from kb.model.source import Source

LONGEST: Final = 3650
"""Days a sign-off can hold at most, whatever is set."""


class Configured(NamedTuple):
    """The checks in the order of their codes, and the faults in their settings."""

    checks: tuple[Check, ...]
    faults: tuple[Finding, ...]


@cache
def kinds() -> dict[str, type[Check]]:
    """Return every check by id."""
    return plugs.plugs(checks, Check)  # type: ignore[type-abstract]


@cache
def by_name() -> dict[str, str]:
    """Return the id of every check by its id and by its code, upper and lower case."""
    found = {name: name for name in kinds()}
    for name, kind in kinds().items():
        found[kind.code] = found[kind.code.lower()] = name
    return found


def faults(settings: Settings) -> tuple[Finding, ...]:
    """Return what is wrong with the thresholds that are set; only the checks they are set for are imported, where all are ids."""
    if not settings.checks.keys() <= set(plugs.names(checks)):
        return configure(settings).faults
    found: list[Finding] = []
    for name, options in settings.checks.items():
        kind = plugs.plug(checks, Check, name)  # type: ignore[type-abstract]
        found += [fault for key, option in options.items() if key and (fault := _fault(name, kind, key, option))]
    return tuple(found)


def configure(settings: Settings) -> Configured:
    """Make every check with its thresholds; one whose settings are faulty keeps its defaults."""
    made: list[Check] = []
    faults: list[Finding] = []
    given = {by_name().get(name, name): options for name, options in settings.checks.items()}
    for name, kind in kinds().items():
        options = {key: option for key, option in given.get(name, {}).items() if key}
        wrong = [fault for key, option in options.items() if (fault := _fault(name, kind, key, option))]
        faults += wrong
        made.append(kind(**{key: _value(option) for key, option in options.items()} if not wrong else {}))
    for name, options in given.items():
        if name not in kinds():
            message = f"there is no check `{name}`{hint(name, list(kinds()))}"
            fix = "correct the name; `kb explain` lists all checks"
            faults.append(_finding("unknown-rule", name, message, options[""].source, fix))
    return Configured(tuple(sorted(made, key=order)), tuple(faults))


def moved(settings: Settings) -> tuple[Threshold, ...]:
    """Return what is set to something else than its default, by check; how long evidence proves anything comes first."""
    found = []
    if settings.evidence_days != Settings().evidence_days:
        days = str(settings.evidence_days), str(Settings().evidence_days)
        found.append(Threshold("", "evidence_days", *days, settings.source))
    given = {by_name()[name]: options for name, options in settings.checks.items() if name in by_name()}
    for name, options in sorted(given.items()):
        for key, default in kinds()[name].options().items():
            option = options.get(key)
            if option is not None and _value(option) != default:
                found.append(Threshold(name, key, said(_value(option)), said(default), option.source))
    return tuple(found)


def said(value: object) -> str:
    """Say the value of a threshold: ``2``, ``0.5``, ``scale-out, degrade``, ``none``."""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def order(check: Check) -> tuple[int, int]:
    """Return the place of a check: by the letter of its code (the order of readiness.md), then its number."""
    return "DCGPKROEA".index(check.code[0]), int(check.code[1:])


def _value(option: Option) -> Any:
    return option.value


def _fault(check: str, kind: type[Check], key: str, option: Option) -> Finding | None:
    fields = kind.options()
    if key not in fields:
        known = f"use one of: {', '.join(sorted(fields))}" if fields else f"remove it: `{check}` has no thresholds"
        message = f"`{key}` is not a threshold of `{check}`{hint(key, fields)}"
        return _finding("unknown-key", check, message, option.source, known)
    default: Any = fields[key]
    if isinstance(option.value, float) and not isfinite(option.value):
        fix = f"write a number like the default, {default}"
        return _finding("wrong-type", check, f"`{key}` of `{check}` is no finite number", option.source, fix)
    if key == "days" and type(option.value) in (int, float) and not 0 < option.value <= LONGEST:
        message = f"a sign-off of `{check}` cannot hold for {option.value} days"
        return _finding("wrong-type", check, message, option.source, f"write a number over 0, at most {LONGEST}")
    numbers = isinstance(default, int | float) and not isinstance(default, bool)
    if type(option.value) is type(default) or (numbers and type(option.value) in (int, float)):
        return None
    message = f"`{key}` of `{check}` holds a value of the wrong type"
    return _finding("wrong-type", check, message, option.source, f"write a value like the default, {default}")


def _finding(rule: str, subject: str, message: str, source: Source, fix: str) -> Finding:
    return Finding(rule, Severity.ERROR, subject, message, source, fix, (), len(subject))
