"""What a run proves, in words."""

from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.rehearsal.proof import Gain, Proof
from kb.documents.document import Block, Bullets, Cell, Document, Paragraph, Table, Tone, cells, columns

_COLUMNS: Final = columns("Component~", "Runner proven", "Proven coverage")


def describe(proof: Proof, at: str) -> Document:
    """Describe what a run proves: who gains what on which components, and what becomes of the runbook."""
    blocks: list[Block] = [_verified(proof), _proven(proof)]
    if proof.denied:
        said = (
            f"It does not count for {', '.join(proof.denied)}: the files say `none`, that nobody can operate it. "
            "If that is out of date, correct it under `knowledge`."
        )
        blocks.append(Paragraph(said, Tone.CAUTION))
    if proof.gains:
        blocks.append(Table(_COLUMNS, tuple(_row(gain) for gain in proof.gains)))
    if people := [f"{step.id}: confirmed by {step.confirmed}" for step in proof.run.steps or () if step.confirmed]:
        blocks += [Paragraph("Second persons:"), Bullets(tuple(people))]
    return Document("What this run proves", at, tuple(blocks))


def _verified(proof: Proof) -> Paragraph:
    book, before, after = proof.run.runbook, proof.before.value, proof.after.value
    if not proof.not_verified and proof.after is Badge.VERIFIED:
        was = (
            "was already verified, and is verified anew"
            if proof.before is proof.after
            else f"was {before}, and becomes verified"
        )
        return Paragraph(f"The runbook {book} {was}.", Tone.GOOD)
    why = f": {'; '.join(proof.not_verified)}" if proof.not_verified else ""
    now = "is now" if before != after else "still counts as" if proof.after is Badge.NEVER_RUN else "stays"
    return Paragraph(
        f"It does not verify the runbook {book}, which {now} {after}{why}.",
        Tone.CAUTION,
    )


def _proven(proof: Proof) -> Paragraph:
    runner = proof.run.by
    new = [gain.component for gain in proof.gains if gain.after and not gain.before]
    if new:
        return Paragraph(f"{runner} is now proven to operate {', '.join(new)}.", Tone.GOOD)
    if proof.not_proven:
        return Paragraph(
            f"It does not prove that {runner} can operate anything: {'; '.join(proof.not_proven)}.", Tone.CAUTION
        )
    return Paragraph(f"{runner} was proven to operate this already; the proof is as young as this run now.", Tone.GOOD)


def _row(gain: Gain) -> tuple[Cell, ...]:
    words = {
        (False, True): "yes, by this run",
        (True, True): "yes, as before",
        (False, False): "no",
        (True, False): "no longer",
    }
    tone = Tone.GOOD if gain.after else Tone.CAUTION
    before, after = gain.proven_before, gain.proven_after
    counted = str(after) if before == after else f"{before} to {after}"
    return cells(gain.component, Cell(words[gain.before, gain.after], tone), counted)
