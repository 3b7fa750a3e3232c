"""Small ways of saying things, so that every sentence says them alike: numbers, counts, ages, lists."""

from collections.abc import Sequence
from datetime import datetime

from kb.model.moment import When, days_between


def amount(value: float) -> str:
    """Say a number shortly: ``250k``, ``1.2M``, ``3,400``, ``0.8``."""
    if abs(value) >= 1_000_000:
        return f"{round(value / 1_000_000, 2):g}M"
    if abs(value) >= 10_000:
        return f"{round(value / 1_000, 1):g}k"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{round(value, 2):g}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Say how many: ``1 component``, ``3,000 components``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ago(when: When, at: datetime) -> str:
    """Say how long ago something was: ``today``, ``1 day ago``, ``41 days ago``."""
    days = days_between(when, at)
    return "today" if days == 0 else f"{count(days, 'day')} ago" if days > 0 else f"in {count(-days, 'day')}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Say some names: ``a, b, c and 4 more``."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def at_most(number: int | None, bound: bool) -> str:
    """Say a number that may be known: ``3``, ``<= 3`` where it is an upper bound, ``unknown``."""
    return "unknown" if number is None else f"<= {number}" if bound else str(number)
