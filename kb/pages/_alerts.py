"""What an alert leads to: the components it is about and the runbooks for it, whichever of their files binds them.

A component names its alerts, each perhaps with a runbook; a runbook names the alerts it answers. Both say the same thing, so each
page shows and is found by both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kb.analyses.who.asked import alerts_of
from kb.model.base import Base
from kb.pages import _parts, _uris
from kb.pages._escape import code

_ARROW = " \N{RIGHTWARDS ARROW} "


class Bound(NamedTuple):
    """Which alerts are bound to what.

    Attributes:
        components: per component the alerts it is asked about by, sorted.
        runbooks: per runbook the alerts it answers, sorted.
        answers: per alert the runbooks for it, sorted.
    """

    components: Mapping[str, tuple[str, ...]]
    runbooks: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]


def bound(base: Base) -> Bound:
    """Return which alerts of a base are bound to which components and runbooks."""
    components, runbooks = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    found = sorted(alerts_of(base).items())
    for alert, (about, books) in found:
        for name in about:
            components[name].append(alert)
        for name in books:
            runbooks[name].append(alert)
    return Bound(_fixed(components), _fixed(runbooks), {alert: tuple(sorted(books)) for alert, (_, books) in found})


def _fixed(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(alerts) for name, alerts in found.items()}


def answered(base: Base, here: str, alert: str, runbooks: Iterable[str]) -> str:
    """Return an alert with the runbooks for it: whoever is woken by it is led to what to do."""
    goals = ", ".join(_parts.link(here, _uris.runbook(name), base.title(name)) for name in runbooks)
    return f"{code(alert)}{_ARROW if goals else ''}{goals}"
