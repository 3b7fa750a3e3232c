"""How numbers and lists are said, so that every report says them alike."""

from collections.abc import Iterable, Sequence

from kb.documents.document import Block, Bullets, Paragraph, Section


def share(part: float) -> str:
    """Return a share in percent, never 0 or 100 where it only comes near: ``under 0.1 %``, ``over 99.9 %``."""
    if 0 < part < 0.001:
        return "under 0.1 %"
    if 0.999 < part < 1:
        return "over 99.9 %"
    return f"{part * 100:.1f}".removesuffix(".0") + " %"


def number(value: float) -> str:
    """Return a number with at most two decimals; small ones as ``under 0.01``."""
    if 0 < value < 0.01:
        return "under 0.01"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def tier_word(tier: int | None) -> str:
    """Return ``tier 1``, or ``unknown tier``."""
    return "unknown tier" if tier is None else f"tier {tier}"


def listed(names: Sequence[str], most: int) -> str:
    """Return names with commas, at most some of them."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more (json has all)" if more > 0 else "")


def cut(lines: Sequence[str], most: int, rest: str = "json has all") -> list[str]:
    """Return lines, at most so many, and how many more there are; ``rest`` says where."""
    more = len(lines) - most
    return [*lines[:most], *([f"and {more} more ({rest})"] if more > 0 else [])]


def left_out(number: int, what: str = "more") -> list[Block]:
    """Say how many rows are left out, and which formats have them; nothing where none is."""
    return [Paragraph(f"… and {number} {what}; --format csv or json has them all.")] if number > 0 else []


def listing(title: str, items: Iterable[str]) -> list[Block]:
    """Return a section that lists some lines; nothing where there are none."""
    lines = tuple(items)
    return [Section(title, (Bullets(lines),))] if lines else []
