"""What histories say, in words: the truck factor of a repository, and what a suggestion rests on."""

from datetime import UTC, datetime
from typing import Final

from kb.analyses.maintaining.explanation import Explanation
from kb.analyses.maintaining.truck_factor import Size, TruckFactor, TruckFactorReport
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from kb.model.saying import count

_SETTINGS: Final = columns("Setting~", "Files>", "Smallest>", "Proved", "Greedy>")
_PEOPLE: Final = columns("Who~", "Level", "Share>", "Files>", "Added>", "Changes>", "Last")
_ROWS: Final = (
    "repository", "head", "setting", "files", "people", "authorless", "greedy", "size", "bound", "commits",
)  # fmt: skip


def describe(report: TruckFactorReport) -> Document:
    """Describe truck factors: the published number, the smallest one with its proof, and how far settings move it."""
    blocks: list[Block] = [Section(one.repository, tuple(_repository(one))) for one in report.repositories]
    said = (
        "The smallest number of people who can be gone before more than half of the source files have no author left. "
        "Greedy is the published rule (Avelino et al. 2016), which takes those with most files first; where it is larger, "
        "it is only an upper bound. A file's author is who has more than 0.75 of its greatest degree of authorship. "
        "It counts code, not the ability to run it: `kb risk` asks for that."
    )
    blocks.append(Paragraph(said))
    return Document("Truck factor", "", tuple(blocks))


def _repository(one: TruckFactor) -> list[Block]:
    size = one.published
    left_out = "".join(f"; {number} {why} left out" for why, number in sorted(one.excluded.items()))
    proof = "proved to be the smallest" if size.size == size.bound else f"at least {size.bound} are needed"
    facts = [
        ("truck factor", Cell(f"{size.greedy} (published rule); smallest {size.size}, {proof}")),
        ("range", Cell(_range(one))),
        ("files", Cell(f"{size.files} source files; {size.authorless} without an author; {size.people} authors")),
        ("history", Cell(f"{one.commits} commits up to {one.head[:10]}{left_out}")),
    ]
    blocks: list[Block] = [Facts(tuple(facts))]
    if one.alike:
        pairs = count(one.alike, "pair of names", "pairs of names")
        text = f"{pairs} may be one person each; `kb import git` lists them, and a line in .mailmap merges them."
        blocks.append(Bullets((text,)))
    rows = tuple(_row(other) for other in (size._replace(setting="as published"), *one.others))
    return [*blocks, Table(_SETTINGS, rows)]


def _range(one: TruckFactor) -> str:
    if one.low == one.high:
        return f"{one.low} under every setting tried"
    return f"{one.low} to {one.high} under other settings"


def _row(size: Size) -> tuple[Cell, ...]:
    proved = "yes" if size.size == size.bound else f">= {size.bound}"
    return tuple(map(Cell, (size.setting, str(size.files), str(size.size), proved, str(size.greedy))))


def describe_rows(report: TruckFactorReport) -> Document:
    """Describe every answer in one table, for formats that machines read line by line."""
    rows = [
        (one.repository, one.head, *size, one.commits)
        for one in report.repositories
        for size in (one.published, *one.others)
    ]
    return Document.of_rows("Truck factor", "", _ROWS, rows)


def describe_explanation(report: Explanation) -> Document:
    """Describe what the suggestions for a component rest on."""
    blocks: list[Block] = []
    for part in report.parts:
        about = (
            f"{part.files} source files: {part.why}. Share is the mean, over all of them, of the probability that "
            "somebody can maintain a file; from 50 % operate is suggested, from 25 % assist, from 10 % aware."
        )
        rows = tuple(
            cells(one.identity.name, one.level.word if one.level else "-", f"{100 * one.share:.0f} %", one.files, one.added, one.changes, _day(one.last))
            for one in part.people
        )  # fmt: skip
        blocks.append(Section(f"In {part.repository}", (Paragraph(about), Table(_PEOPLE, rows))))
    if not report.parts:
        text = f"No file of these repositories belongs to {report.component}: name its folders under `paths:` of it."
        blocks.append(Paragraph(text))
    said = "Evidence *authored* proves nothing: who wrote code may never have restored it. By name, not by share."
    blocks.append(Paragraph(said))
    return Document(f"What the history says of {report.component}", "", tuple(blocks))


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
