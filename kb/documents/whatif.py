"""What an absence changes, in words: before and after by component, in order of consequence."""

from collections import defaultdict
from typing import Final

from kb.analyses.risk.consequence import (
    Consequence,
    Loss,
    WhatIf,
    WhatIfReport,
)
from kb.analyses.risk.report import Row, Totals
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
)
from kb.documents.losses import (
    WORDS,
    day,
    duties,
    duty_table,
    fall,
    named_people,
    operators_of,
    tier_of,
    unchanged,
    why_nothing,
    without,
)
from kb.documents.risk import ROWS, TONES, bus_factor

_REPAIRS: Final = 5
_PATHS: Final = 5
_COMPONENTS: Final = (
    Column("T", "tier", right=True),
    Column("Component", "component", wrap=True),
    Column("Class", "class", wrap=True),
    Column("Operators", "operators", wrap=True),
    Column("Bus factor", "bus_factor", wrap=True),
    Column("Blast", "blast_radius", right=True),
)
_SYSTEMS: Final = (
    Column("System", "system", wrap=True),
    Column("Components that change", "changed", right=True),
    Column("Orphaned", "orphaned"),
    Column("Single", "single"),
)
_COUNTS: Final = ("orphaned", "single", "thin", "held", "unknown", "proven_held")


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
    columns = (
        Column("Scenario", "scenario", wrap=True),
        Column("People", "people"),
        Column("Orphaned", "orphaned"),
        Column("Single", "single"),
        Column("Components that change", "changed", right=True),
        Column("Other losses", "other", right=True),
    )
    rows = tuple(
        (
            Cell(item.title or item.scenario),
            Cell(fall(item.people_before, item.people_after)),
            Cell(fall(item.before.orphaned, item.after.orphaned)),
            Cell(fall(item.before.single, item.after.single)),
            Cell(str(len(item.components))),
            Cell(str(len(duties(item)))),
        )
        for item in scenarios
    )
    return Table(columns, rows)


def _blocks(item: WhatIf) -> list[Block]:
    if not item.consequences:
        return [
            Verdict("Nothing changes", why_nothing(item), Tone.PLAIN),
            *named_people(item.named),
            unchanged(item.kept),
        ]
    blocks: list[Block] = [Paragraph(_summary(item)), *named_people(item.named), _totals(item)]
    blocks += _components(item)
    blocks += _falls(item)
    blocks += duty_table(item)
    blocks += _by_system(item)
    blocks += _repairs(item)
    return [*blocks, unchanged(item.kept)]


def _summary(item: WhatIf) -> str:
    counts: dict[Loss, int] = defaultdict(int)
    for consequence in item.consequences:
        counts[consequence.loss] += 1
    said = [f"{WORDS[loss]} ({counts[loss]})" for loss in Loss if counts[loss] and loss is not Loss.THINNER]
    people = f"People available: {fall(item.people_before, item.people_after)}."
    return f"{people} {_sentence(said) if said else 'Nothing is lost, but something is thinner'}."


def _sentence(said: list[str]) -> str:
    joined = ", ".join(said)
    return joined[0].upper() + joined[1:]


def _totals(item: WhatIf) -> Facts:
    pairs = [(_word(name), Cell(_counted(item.before, item.after, name))) for name in _COUNTS]
    return Facts(tuple(pair for pair in pairs if pair[1].text != "0"))


def _word(name: str) -> str:
    return "Proven to be held" if name == "proven_held" else name.capitalize()


def _counted(before: Totals, after: Totals, name: str) -> str:
    return fall(getattr(before, name), getattr(after, name))


def _components(item: WhatIf) -> list[Block]:
    shown = [change for change in item.components if change.worst is not Loss.THINNER]
    thinner = len(item.components) - len(shown)
    blocks: list[Block] = []
    if shown:
        rows = tuple(_component(change.before, change.after) for change in shown[:ROWS])
        blocks.append(Section("Components, before → after", (Table(_COMPONENTS, rows),)))
    if len(shown) > ROWS:
        blocks.append(Paragraph(f"… and {len(shown) - ROWS} more; --format csv or json has them all."))
    if thinner:
        many = f"{thinner} more component{'s are' if thinner > 1 else ' is'} thinner"
        blocks.append(
            Paragraph(f"{many}, in the same class and with the same bus factor; --format csv or json lists them.")
        )
    return blocks


def _component(before: Row, after: Row) -> tuple[Cell, ...]:
    return (
        Cell(tier_of(after.tier)),
        Cell(after.component),
        Cell(fall(before.risk_class.value, after.risk_class.value), TONES[after.risk_class]),
        Cell(fall(operators_of(before), operators_of(after))),
        Cell(
            fall(before.bus_factor, bus_factor(after)) if before.bus_factor != after.bus_factor else bus_factor(after)
        ),
        Cell(str(after.blast_radius)),
    )


def _falls(item: WhatIf) -> list[Block]:
    """Group the falls of the bus factor by the component they go through, the deepest and widest fall first."""
    through: dict[str, list[Consequence]] = defaultdict(list)
    for consequence in item.consequences:
        if consequence.loss is Loss.BUS_FACTOR:
            through[consequence.path[-1]].append(consequence)
    items = []
    for name, above in sorted(through.items(), key=lambda pair: (pair[1][0].after, -len(pair[1]), pair[0])):
        ways = sorted(above, key=lambda fall: (9 if fall.tier is None else fall.tier, -len(fall.path), fall.subject))
        many = f"{len(above)} component{'s' if len(above) > 1 else ''}"
        items.append(
            f"to {above[0].after} through {name}, below {many}: {'; '.join(' > '.join(way.path) for way in ways[:2])}"
        )
    if len(items) > _PATHS:
        items[_PATHS:] = [f"through {len(items) - _PATHS} more"]
    return [Section("Where the bus factor falls", (Bullets(tuple(items)),))] if items else []


def _by_system(item: WhatIf) -> list[Block]:
    if not item.systems:
        return []
    rows = tuple(
        (
            Cell(system.system),
            Cell(f"{system.changed} of {system.components}"),
            Cell(fall(system.orphaned_before, system.orphaned_after)),
            Cell(fall(system.single_before, system.single_after)),
        )
        for system in item.systems[:ROWS]
    )
    return [Section("Systems", (Table(_SYSTEMS, rows),))]


def _repairs(item: WhatIf) -> list[Block]:
    if not item.repairs:
        return []
    steps = tuple(f"{repair.component}: {repair.sentence}" for repair in item.repairs[:_REPAIRS])
    said = "By those who remain; those who go can teach until they go."
    return [Section("What to do first", (Bullets(steps, numbered=True), Paragraph(said)))]
