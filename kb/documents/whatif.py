"""What an absence changes, in words: before and after by component, in order of consequence.

Longer than the usual 150 lines: one report, section by section.
"""

from collections import Counter, defaultdict
from typing import Final

from kb.analyses.risk.consequence import (
    ComponentChange,
    Consequence,
    Loss,
    WhatIf,
    WhatIfReport,
)
from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import Row
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)
from kb.documents.losses import (
    WORDS,
    day,
    duties,
    duty_table,
    fall,
    fewer_people,
    named_people,
    operators_of,
    shortened,
    tier_of,
    totals,
    unchanged,
    why_nothing,
    without,
)
from kb.documents.risk import BOUND, ROWS, TONES, bus_factor
from kb.documents.saying import left_out, listing
from kb.model.saying import count

_REPAIRS: Final = 5
_PATHS: Final = 5
_MINOR: Final = 8
_COMPONENTS: Final = columns("T>", "Component~", "Class~", "Operators~", "Bus factor~", "Blast>")
_SYSTEMS: Final = columns("System~", "Components that change>", "Orphaned", "Single")


def describe(report: WhatIfReport, at: str) -> Document:
    """Describe what the absences change, each by itself; several are first set side by side."""
    if len(report.scenarios) == 1:
        only = report.scenarios[0]
        return Document(f"Risk: {report.scope}, {without(only)}", at, tuple(_blocks(only)))
    sections = tuple(Section(f"{item.title} ({day(item)})", tuple(_blocks(item))) for item in report.scenarios)
    title = f"Risk: {report.scope}, {len(report.scenarios)} scenarios"
    return Document(title, at, (side_by_side(report.scenarios), *sections))


def side_by_side(scenarios: tuple[WhatIf, ...]) -> Table:
    """Return scenarios as rows of one table."""
    heads = columns("Scenario~", "People", "Orphaned", "Single", "Components that change>", "Other losses>")
    rows = tuple(
        cells(
            item.title or item.scenario,
            fall(item.people_before, item.people_after),
            fall(item.before.orphaned, item.after.orphaned),
            fall(item.before.single, item.after.single),
            len(item.components),
            len(duties(item)),
        )
        for item in scenarios
    )
    return Table(heads, rows)


def _blocks(item: WhatIf) -> list[Block]:
    if not item.consequences:
        return [
            Verdict("Nothing changes", why_nothing(item), Tone.PLAIN),
            *named_people(item.named),
            unchanged(item.kept),
        ]
    blocks: list[Block] = [Paragraph(_summary(item)), *named_people(item.named)]
    blocks.append(Facts(tuple(pair for pair in totals(item.before, item.after) if pair[1].text != "0")))
    blocks += _components(item)
    blocks += _falls(item)
    blocks += duty_table(item)
    blocks += fewer_people(item)
    blocks += _by_system(item)
    blocks += _repairs(item)
    return [*blocks, unchanged(item.kept)]


def _summary(item: WhatIf) -> str:
    losses, of_others = (Counter(found.loss for found in some) for some in (item.consequences, duties(item)))
    of_components = losses - of_others
    of_components[Loss.BUS_FACTOR] = sum(map(_falling, item.components))
    parts = (("Of components", _counted(item, of_components)), ("Beside components", _counted(item, of_others)))
    said = [f"{whose}: {counts}." for whose, counts in parts if counts]
    people = f"People available: {fall(item.people_before, item.people_after)}."
    return f"{people} {' '.join(said) or 'Nothing is lost, but something changes.'}"


def _counted(item: WhatIf, losses: Counter[Loss]) -> str:
    return ", ".join(
        f"{WORDS[loss]} ({_through(item, losses[loss]) if loss is Loss.BUS_FACTOR else losses[loss]})"
        for loss in Loss
        if losses[loss] and loss is not Loss.MINOR
    )


def _falling(change: ComponentChange) -> bool:
    before, after = change.before.bus_factor, change.after.bus_factor
    return before is not None and after is not None and after < before


def _through(item: WhatIf, falling: int) -> str:
    """Count falls of the bus factor, and how many of them come from below."""
    through = sum(consequence.loss is Loss.BUS_FACTOR for consequence in item.consequences)
    return f"{falling}, {through} of them through what they stand on" if 0 < through < falling else str(falling)


def _components(item: WhatIf) -> list[Block]:
    shown = [change for change in item.components if change.worst is not Loss.MINOR or _falling(change)]
    blocks: list[Block] = []
    if shown:
        rows = tuple(_component(change.before, change.after) for change in shown[:ROWS])
        bounds = any(row.bus_factor_is_bound for change in shown[:ROWS] for row in (change.before, change.after))
        said = [Paragraph(f"Bus factor {BOUND}")] if bounds else []
        blocks.append(Section("Components, before → after", (Table(_COMPONENTS, rows), *said)))
    return [*blocks, *left_out(len(shown) - ROWS), *_minor(item, {change.after.component for change in shown})]


def _minor(item: WhatIf, shown: set[str]) -> list[Block]:
    """List the components that change and are of the same class and bus factor as before, each with what changes."""
    found = [
        loss
        for loss in item.consequences
        if loss.loss is Loss.MINOR and loss.kind == "component" and loss.subject not in shown
    ]
    if not found:
        return []
    many = count(len(found), "more component" if len(found) < len(item.components) else "component")
    keep = "change and keep their" if len(found) > 1 else "changes and keeps its"
    listed = shortened([f"{loss.subject} ({loss.detail})" for loss in found], _MINOR)
    return [Paragraph(f"{many} {keep} class and bus factor: {listed}.")]


def _component(before: Row, after: Row) -> tuple[Cell, ...]:
    return cells(
        tier_of(after.tier),
        after.component,
        Cell(fall(before.risk_class.value, after.risk_class.value), TONES[after.risk_class]),
        fall(operators_of(before), operators_of(after)),
        fall(before.bus_factor_said, bus_factor(after)) if before.bus_factor != after.bus_factor else bus_factor(after),
        after.blast_radius,
    )


def _falls(item: WhatIf) -> list[Block]:
    """Group the falls of the bus factor by the component they go through, the deepest and widest fall first."""
    through: dict[str, list[Consequence]] = defaultdict(list)
    for consequence in item.consequences:
        if consequence.loss is Loss.BUS_FACTOR:
            through[consequence.path[-1]].append(consequence)
    after = {change.after.component: change.after for change in item.components}
    items = []
    for name, above in sorted(through.items(), key=lambda pair: (pair[1][0].after, -len(pair[1]), pair[0])):
        falls = sorted(above, key=lambda fall: (9 if fall.tier is None else fall.tier, -len(fall.path), fall.subject))
        many = count(len(above), "component")
        items.append(
            f"to {after[above[0].subject].bus_factor_said} through {name}, below {many}: {'; '.join(' > '.join(way(fall.path, item.fallbacks)) for fall in falls[:2])}"
        )
    if len(items) > _PATHS:
        items[_PATHS:] = [f"through {len(items) - _PATHS} more"]
    return listing("Where the bus factor falls", items)


def _by_system(item: WhatIf) -> list[Block]:
    if not item.systems:
        return []
    rows = tuple(
        cells(
            system.system,
            f"{system.changed} of {system.components}",
            fall(system.orphaned_before, system.orphaned_after),
            fall(system.single_before, system.single_after),
        )
        for system in item.systems[:ROWS]
    )
    return [Section("Systems", (Table(_SYSTEMS, rows),))]


def _repairs(item: WhatIf) -> list[Block]:
    if not item.repairs:
        return []
    steps = tuple(f"{repair.component}: {repair.sentence}" for repair in item.repairs[:_REPAIRS])
    more = len(item.repairs) - len(steps)
    said = "By those who remain; those who go can teach until they go."
    said += f" The next {count(more, 'step')}: --format json." if more > 0 else ""
    return [Section("What to do first", (Bullets(steps, numbered=True), Paragraph(said)))]
