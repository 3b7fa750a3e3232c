"""The rules as `kb.toml` sets them, and what is wrong with how it does."""

from collections.abc import Collection
from math import isfinite
from typing import Any, Final

from kb import plugs
from kb.analyses.check import rules
from kb.analyses.check.rules import Rule
from kb.model.base import Base
from kb.model.finding import Finding, Severity
from kb.model.noun import NamedTuple
from kb.model.settings import Option, Settings
from kb.model.source import Source

_COMMON: Final = frozenset({"enabled", "disabled", "enable", "off", "skip", "ignore", "severity", "level"})
_INSTEAD: Final = (
    "a rule is neither switched off nor weighed otherwise: let findings be by `[[suppress]]` with a reason and an end, or by a "
    "baseline (`kb check --write-baseline`); what fails a build is `--fail-on`"
)
"""What to do instead of what other checkers offer at every rule."""


_ABOUT: Final = {
    "deviation": "runs", "event": "events", "run": "runs", "shift": "rotations", "suppression": "suppressions", "vendor": "vendors",
}  # fmt: skip
"""First word of the ids of rules that find nothing in a base without something -> the table of the base that holds it."""


def absent(base: Base) -> frozenset[str]:
    """Return the first words of the ids of rules that can find nothing in a base."""
    return frozenset(word for word, table in _ABOUT.items() if not getattr(base, table))


class Configured(NamedTuple):
    """The rules that can run, in the order of their ids, and the faults in their settings."""

    rules: tuple[Rule, ...]
    faults: tuple[Finding, ...]


def configure(settings: Settings, without: Collection[str] = ()) -> Configured:
    """Make every rule with its options; one whose options are faulty does not run.

    Args:
        settings: what `kb.toml` says of them.
        without: first words of ids (:func:`absent`); rules about what a base has none of are not imported, unless something is set for them.
    """
    made: list[Rule] = []
    faults: list[Finding] = []
    names = plugs.names(rules)
    for name in names:
        if name.partition("-")[0] in without and name not in settings.rules:
            continue
        kind = plugs.plug(rules, Rule, name)  # type: ignore[type-abstract]
        given = {key: option for key, option in settings.rules.get(name, {}).items() if key}
        found = [fault for key, option in given.items() if (fault := _option_fault(name, kind, key, option))]
        faults += found
        if not found:
            made.append(kind(**{key: option.value for key, option in given.items()}))
    for name, options in settings.rules.items():
        if name not in names:
            faults.append(unknown_rule(name, options[""].source, names, len(name)))
    return Configured(tuple(made), tuple(faults))


def unknown_rule(name: str, source: Source, names: list[str], width: int) -> Finding:
    """Return the fault that there is no rule of this name."""
    from kb.model.nearest import hint  # noqa: PLC0415 - only on the way to a fault

    message = f"there is no rule `{name}`{hint(name, names)}"
    return _fault("unknown-rule", name, message, source, "correct the name; `kb explain` lists all rules", width=width)


def _option_fault(rule: str, kind: type[Rule], key: str, option: Option) -> Finding | None:
    fields = kind.options()
    if key not in fields:
        from kb.model.nearest import hint  # noqa: PLC0415 - likewise

        known = f"use one of: {', '.join(sorted(fields))}" if fields else f"remove it: `{rule}` has no options"
        known = _INSTEAD if key in _COMMON else known
        message = f"`{key}` is not an option of `{rule}`{hint(key, fields)}"
        return _fault("unknown-key", rule, message, option.source, known, width=len(key))
    default: Any = fields[key]
    if _alike(option.value, default):
        return _senseless(rule, key, option)
    shown = list(default) if isinstance(default, tuple) else default
    said = (
        "is no finite number"
        if isinstance(option.value, float) and not isfinite(option.value)
        else "holds a value of the wrong type"
    )
    message = f"`{key}` of `{rule}` {said}"
    return _fault(
        "wrong-type", rule, message, option.source, f"write a value like the default, {shown}", width=len(key)
    )


def _senseless(rule: str, key: str, option: Option) -> Finding | None:
    """Return the fault that a value of the right type means nothing: a tier there is not, less than none of something."""
    if key == "tiers" and not {0, 1, 2, 3}.issuperset(option.value):
        message, fix = f"`tiers` of `{rule}` names a tier there is not", "the tiers are 0, 1, 2 and 3"
    elif isinstance(option.value, int) and option.value < 0:
        message, fix = f"`{key}` of `{rule}` is less than nothing", "write 0 or more"
    else:
        return None
    return _fault("wrong-type", rule, message, option.source, fix, width=len(key))


def _alike(value: Any, default: Any) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, tuple) and all(type(item) is type(default[0]) for item in value)
    return type(value) is type(default) and not (isinstance(value, float) and not isfinite(value))


def _fault(rule: str, subject: str, message: str, source: Source, fix: str, *, width: int) -> Finding:
    return Finding(rule, Severity.ERROR, subject, message, source, fix, (), width)
