"""The state of an installation, in words."""

from typing import NamedTuple

from kb.documents.document import Block, Cell, Document, Facts, Paragraph, Section, Tone


class Part(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: what it is.
        ok: whether it is there and works.
        needed: whether kb cannot work without it.
        found: what was found: a version, a path, a number.
        consequence: what does not work without it; empty if all is well.
        fix: how to put it right; empty if all is well.
    """

    name: str
    ok: bool
    needed: bool
    found: str
    consequence: str
    fix: str


class DoctorReport(NamedTuple):
    """The state of an installation and of the knowledge base found from where it was asked.

    Attributes:
        ok: whether everything needed works.
        installation: kb itself, Python, the packages it needs.
        surroundings: programs and the terminal.
        knowledge_base: what was found of the knowledge base.
    """

    ok: bool
    installation: tuple[Part, ...]
    surroundings: tuple[Part, ...]
    knowledge_base: tuple[Part, ...]


def describe(report: DoctorReport) -> Document:
    """Describe the state of an installation, each line ok or missing with its consequence."""
    groups = (
        ("Installation", report.installation),
        ("Surroundings", report.surroundings),
        ("Knowledge base", report.knowledge_base),
    )
    blocks: list[Block] = [Section(title, (_lines(parts),)) for title, parts in groups]
    said = "Everything needed is in place." if report.ok else "Something needed is missing."
    blocks.append(Paragraph(said, Tone.GOOD if report.ok else Tone.BAD))
    return Document("State of this installation", "", tuple(blocks))


def _lines(parts: tuple[Part, ...]) -> Facts:
    return Facts(tuple((part.name, _line(part)) for part in parts))


def _line(part: Part) -> Cell:
    if part.ok:
        return Cell(f"ok: {part.found}", Tone.GOOD)
    why = f": {part.consequence}" if part.consequence else ""
    fix = f". {part.fix}" if part.fix else ""
    found = part.found or "missing"
    return Cell(f"{found}{why}{fix}", Tone.BAD if part.needed else Tone.CAUTION)
