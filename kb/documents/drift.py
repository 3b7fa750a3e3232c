"""Declared against observed, in words."""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.analyses.drift.report import Drift, DriftReport, Sort
from kb.documents.document import Block, Bullets, Document, Paragraph, Section, Tone, Verdict
from kb.documents.saying import left_out
from kb.model.saying import count

_SHOWN: Final = 20
_TITLES: Final = {
    Sort.LEFT: "Owners who left",
    Sort.UNKNOWN_NAME: "Owners nobody knows",
    Sort.OWNER: "Another owner",
    Sort.UNDECLARED: "Shown and not declared",
    Sort.EDGE: "Edges nobody declared",
    Sort.GONE_EDGE: "Edges that are not seen",
    Sort.ROTATION: "Rotations against their roster",
    Sort.NEVER_COMMITS: "Those who no longer commit",
    Sort.OWNS_NOTHING: "Those who commit and stand nowhere",
}


def describe(report: DriftReport, at: str) -> Document:
    """Describe every difference by its kind, each with both places and what to do."""
    number = len(report.drifts)
    strange = sum(drift.sort is Sort.UNDECLARED for drift in report.drifts)
    looked = ", ".join(map(_looked, report.looked_at.items())) or "nothing"
    if not report.compared and number == strange:
        word, tone = "Nothing compared", Tone.UNKNOWN
    elif number:
        word, tone = count(number, "difference"), Tone.CAUTION
    else:
        word, tone = "No difference", Tone.GOOD
    things = count(report.compared, "component or rotation", "components or rotations")
    blocks: list[Block] = [Verdict(word, f"between the files and what was looked at: {looked}; of {things}.", tone)]
    if strange and not report.compared:
        text = "Of all that is shown nothing is in the files: is it the right place to look at, or has nothing been imported yet?"
        blocks.append(Paragraph(text, Tone.CAUTION))
    if report.unmatched:
        files = count(report.unmatched, "file belongs", "files belong")
        text = f"{files} to no component and could not be compared: name their folders under `paths:` of a component."
        blocks.append(Paragraph(text, Tone.CAUTION))
    blocks += _unlooked(report.unlooked)
    for sort, title in _TITLES.items():
        found = [drift for drift in report.drifts if drift.sort is sort]
        if found:
            shown = Bullets(tuple(map(_told, found[:_SHOWN])))
            blocks.append(Section(f"{title} ({len(found)})", (shown, *left_out(len(found) - _SHOWN))))
    if number:
        blocks.append(Paragraph("Neither side is right by itself: decide, then mend the one that is wrong."))
    return Document("Drift: declared against observed", at, tuple(blocks))


def _looked(one: tuple[str, int]) -> str:
    name, number = one
    return f"{name} ({count(number, 'repository', 'repositories') if name == 'git' else count(number, 'fact')})"


def _unlooked(unlooked: Mapping[str, str]) -> Iterator[Block]:
    """Yield what was not looked at, by the reason."""
    names: dict[str, list[str]] = {}
    for name, why in unlooked.items():
        names.setdefault(why, []).append(name)
    if names:
        said = "; ".join(f"{', '.join(those)} ({why})" for why, those in names.items())
        yield Paragraph(f"Not looked at: {said}. A file, or the folder it lies in, can be named, too.")


def _told(drift: Drift) -> str:
    declared = f"; declared in {drift.declared}" if drift.declared else ""
    return f"{drift.subject}: {drift.message}. To do: {drift.fix}. Seen in {drift.seen}{declared}."


def describe_rows(report: DriftReport, at: str) -> Document:
    """Describe every difference in one table, for formats that machines read line by line."""
    keys = ("sort", "subject", "message", "fix", "seen", "declared")
    return Document.of_rows("Drift", at, keys, ((one.sort.value, *one[1:]) for one in report.drifts))
