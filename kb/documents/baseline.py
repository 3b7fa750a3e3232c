"""What is left of a baseline, in words: how far it has burnt down, and what is worse than it."""

from typing import Final

from kb.analyses.check.report import BurnDown, Entry
from kb.documents.document import Block, Bullets, Cell, Paragraph, Section, Table, Tone, cells, columns
from kb.documents.saying import listed
from kb.model.baseline import Recorded, RiskComparison
from kb.model.finding import BASELINE
from kb.model.saying import at_most, count

_SHOWN: Final = 10
_BAR: Final = 20


def burn_down(found: BurnDown) -> list[Section]:
    """Describe the baseline of a check: what it still lets be, and what it could drop."""
    blocks: list[Block] = [Paragraph(_left(found))]
    if found.by_rule:
        rows = tuple(cells(rule, f"{number:,}") for rule, number in found.by_rule.items())
        blocks.append(Table(columns("Rule", "Left>"), rows))
        blocks.append(Paragraph("Let be for being old; --no-baseline shows them all."))
    if found.outgrown:
        said = "More is found than it holds, and which of them is new cannot be told, so that all count:"
        blocks += [Paragraph(said, Tone.CAUTION), Bullets(_entries(found.outgrown))]
    if found.gone:
        blocks += [Paragraph("Mended; `kb check --write-baseline` drops them:"), Bullets(_entries(found.gone))]
    return [Section(f"Baseline of {found.since}", tuple(blocks))]


def _left(found: BurnDown) -> str:
    if found.left is None or found.mended is None:
        return f"How many of {found.start:,} are left is not known while the files have errors."
    if not found.start:
        return "It holds nothing: whatever is found is new."
    return f"{_bar(found.mended, found.start)} {found.left:,} of {found.start:,} left: {found.mended:,} mended."


def _bar(done: int, whole: int) -> str:
    full = _BAR * done // whole
    return f"[{'#' * full}{'.' * (_BAR - full)}]"


def _entries(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    said = [f"{item.rule}: {item.subject}" + (f" ({item.number})" if item.number > 1 else "") for item in entries]
    more = len(said) - _SHOWN
    return (*said[:_SHOWN], *([f"{more:,} more (json has all)"] if more > 0 else ()))


def comparison(found: RiskComparison) -> list[Section]:
    """Describe how the components of a scope stand against their baseline."""
    counted = (
        (len(found.worse), "worse"),
        (len(found.added), "new"),
        (found.better, "better"),
        (found.unclear, "not to be compared, for something was or is unknown"),
        (found.same, "as before"),
    )
    said = ", ".join(f"{number:,} {word}" for number, word in counted if number) or "nothing to compare"
    weak = f"{count(found.weak, 'component')} orphaned, single or unknown; the baseline began with {found.start:,}."
    judged = "--fail-on and --fail-under judge only what is worse or new."
    blocks: list[Block] = [Paragraph(f"Against {BASELINE}: {said}. {weak} {judged}")]
    if found.worse:
        heads = columns("Worse~", "Was~", "Is~")
        rows = [cells(item.component, _stood(item.was), Cell(_stood(item.stands), Tone.BAD)) for item in found.worse]
        blocks.append(Table(heads, tuple(rows[:_SHOWN])))
        if len(rows) > _SHOWN:
            blocks.append(Paragraph(f"… and {len(rows) - _SHOWN:,} more (json has all)."))
    if found.added:
        blocks.append(Paragraph(f"New: {listed(found.added, _SHOWN)}."))
    if found.gone:
        blocks.append(Paragraph(f"No more: {listed(found.gone, _SHOWN)}; `kb risk --write-baseline` drops them."))
    return [Section(f"Baseline of {found.since}", tuple(blocks))]


def _stood(item: Recorded) -> str:
    number = at_most(item.bus_factor, item.is_bound)
    unknown = f" ({item.unknown} unknown)" if item.unknown and item.bus_factor is not None else ""
    return f"{item.risk_class.value}, bus factor {number}{unknown}"
