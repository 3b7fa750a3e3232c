"""What limits a component whatever it was built for or tested at: the least of what is provisioned, reached and allowed."""

from typing import NamedTuple

from kb.model.saying import amount
from kb.model.service import Capacity, Confirmed
from kb.model.words import Nothing


class Limit(NamedTuple):
    """One of the numbers that limit what a component can carry: its key in words, and its value."""

    value: float
    key: str


def limits(capacity: Capacity) -> list[Limit]:
    """Return what limits a component whatever it was built for or tested at, as far as it is written; the least first.

    It carries no more than the least of these, in whatever order they stand: more machines than the quota allows, or more warm
    than there are, are numbers nobody gets. Where nothing is provisioned (``none``), that is 0; any other ``none`` is no limit.
    """
    confirmed = capacity.limit_confirmed
    found = {
        "provisioned": 0.0 if isinstance(capacity.provisioned, Nothing) else capacity.provisioned,
        "autoscale max": capacity.autoscale_max,
        "quota": capacity.quota,
        "limit confirmed": confirmed.value if isinstance(confirmed, Confirmed) else None,
    }
    known = (Limit(value, key) for key, value in found.items() if isinstance(value, int | float))
    return sorted(known, key=lambda limit: limit.value)


def within(carried: float, capacity: Capacity) -> tuple[float, str]:
    """Return what of a number a component can carry by its limits, and the one that takes the rest, in words; else ""."""
    least = next(iter(limits(capacity)), None)
    if least is None or least.value >= carried:
        return carried, ""
    return least.value, f"{least.key} {amount(least.value)}"
