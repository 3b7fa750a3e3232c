"""What an absence changes for one component, in words: before and after, and every line it rests on."""

from kb.analyses.risk.consequence import ComponentWhatIf, ComponentWhatIfReport
from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import ComponentReport
from kb.documents.document import Block, Cell, Document, Facts, Section, Tone, Verdict
from kb.documents.losses import day, duty_table, fall, fewer_people, named_people, operators_of, why_nothing, without
from kb.documents.risk import TONES, bus_factor, two_ways
from kb.documents.risk_component import describe_component


def describe(report: ComponentWhatIfReport, at: str) -> Document:
    """Describe why one component stands where it stands without some people, and where it stood with them."""
    if len(report.scenarios) == 1:
        only = report.scenarios[0]
        return Document(f"Risk: {report.component}, {without(only.what_if)}", at, tuple(_explained(only, at)))
    sections = tuple(
        Section(f"{item.what_if.title} ({day(item.what_if)})", tuple(_explained(item, at))) for item in report.scenarios
    )
    return Document(f"Risk: {report.component}, {len(report.scenarios)} scenarios", at, sections)


def _explained(item: ComponentWhatIf, at: str) -> list[Block]:
    before, after = item.before.row, item.after.row
    blocks: list[Block] = []
    if before == after:
        blocks.append(
            Verdict("Nothing changes", f"{after.component} stands as it stood. {_why_unchanged(item)}", Tone.PLAIN)
        )
    blocks += named_people(item.what_if.named)
    blocks.append(Facts(_standing(item)))
    blocks += [*duty_table(item.what_if), *fewer_people(item.what_if)]
    return [*blocks, *describe_component(item.after, at).blocks[1:]]


def _why_unchanged(item: ComponentWhatIf) -> str:
    if item.what_if.consequences:
        return "What else changes around it stands below."
    return why_nothing(item.what_if)


def _standing(item: ComponentWhatIf) -> tuple[tuple[str, Cell], ...]:
    before, after = item.before.row, item.after.row
    pairs = [
        ("Class", Cell(fall(before.risk_class.value, after.risk_class.value), TONES[after.risk_class])),
        ("Operators", Cell(fall(operators_of(before), operators_of(after)))),
        ("Bus factor", Cell(fall(bus_factor(before), bus_factor(after)) + two_ways(after))),
        ("Weakest", Cell(fall(_weakest(item.before), _weakest(item.after)))),
        ("Weak below", Cell(f"{fall(before.weak, after.weak)} of {after.closure} components")),
        ("Blast radius", Cell(str(after.blast_radius))),
        ("Owner, tier", Cell(f"{after.owner or 'unknown'}, tier {'unknown' if after.tier is None else after.tier}")),
        ("Declared", Cell(str(after.source))),
    ]
    return tuple(pairs)


def _weakest(report: ComponentReport) -> str:
    found = report.row.weakest
    if found is None:
        return "unknown"
    path = " > ".join(way(found.path, report.fallbacks))
    more = f" with {', '.join(found.together)} ({found.coverage} in all)" if found.together else f" ({found.coverage})"
    return path + more
