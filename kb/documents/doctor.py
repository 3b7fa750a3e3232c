"""The state of an installation, in words."""

from typing import NamedTuple

from kb.documents.document import Block, Cell, Document, Facts, Paragraph, Section, Tone


class Part(NamedTuple):
    """One thing that was looked at.

    Attributes:
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
    """Describe the state of an installation, each line ok, or what is wrong with its consequence."""
    groups = (
        ("Installation", report.installation),
        ("Surroundings", report.surroundings),
        ("Knowledge base", report.knowledge_base),
    )
    blocks: list[Block] = [
        Section(title, (Facts(tuple((part.name, _line(part)) for part in parts)),)) for title, parts in groups
    ]
    blocks.append(_last(report))
    return Document("State of this installation", "", tuple(blocks))


def _last(report: DoctorReport) -> Paragraph:
    parts = (*report.installation, *report.surroundings, *report.knowledge_base)
    needed = ", ".join(part.name for part in parts if part.needed and not part.ok)
    others = ", ".join(part.name for part in parts if not part.needed and not part.ok)
    if needed:
        return Paragraph(f"kb lacks what it needs: {needed}.", Tone.BAD)
    if others:
        return Paragraph(f"kb has all it needs to run; look at: {others}.", Tone.CAUTION)
    return Paragraph("Everything is in place.", Tone.GOOD)


def _line(part: Part) -> Cell:
    if part.ok:
        return Cell(f"ok: {part.found}", Tone.GOOD)
    why = f": {part.consequence}" if part.consequence else ""
    fix = f". {part.fix}" if part.fix else ""
    found = part.found or "missing"
    return Cell(f"{found}{why}{fix}", Tone.BAD if part.needed else Tone.CAUTION)
