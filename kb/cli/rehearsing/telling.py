"""What is told of a run on the command line, read and checked; then its record."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from kb.analyses.rehearsal.events import Help, Outcome, Result
from kb.analyses.rehearsal.people import not_second
from kb.analyses.rehearsal.plan import FREE, run_name, steps_of
from kb.analyses.rehearsal.told import Told, impossible, run_of
from kb.cli.changes import agreed, show_diff
from kb.cli.options import note
from kb.cli.rehearsing.clock import now
from kb.cli.rehearsing.taking_part import is_no, own_runbook, show_proof, taking_part, without_steps
from kb.cli.session import Session, known, say
from kb.errors import InternalError, UsageError
from kb.files.editing.changes import new_file
from kb.files.rehearsals import records
from kb.files.rehearsals.texts import fit
from kb.model.base import Base
from kb.model.moment import parse_instant
from kb.model.runbook import Runbook
from kb.model.words import Evidence
from kb.render._clean import clean

_T = TypeVar("_T")


def log(session: Session, runbook: str, options: Mapping[str, Any], *, dry_run: bool) -> None:
    """Record a run done elsewhere and say what it proves.

    Raises:
        UsageError: if what is told cannot be.
        KbError: if there is a record of the run already, or it cannot be written.
    """
    base = session.base
    book = base.runbooks[known(runbook, base.runbooks, "runbook")]
    told = _told(base, book, options)
    why = impossible(told, book, now()) or _untold(book, told)
    if why is not None:
        raise UsageError(why)
    run = run_of(told, book, base.components_of(book.id))
    text = records.run_text(run)
    if faults := records.read_run(text, run.source.path)[1]:
        raise InternalError(f"the record would not be readable: {faults[0].message}")
    _warn(book, told)
    if dry_run:
        show_diff([new_file(run.source.path, text)])
    if agreed(dry_run=dry_run):
        path = records.write_record(records.log_folder(session.root), run_name(told.started, book.id, told.by), text)
        say(clean(f"Recorded in {path.relative_to(session.root).as_posix()}.\n"), None)
    say("\n", None)
    sys.stdout.flush()
    show_proof(session, run)


def _warn(book: Runbook, told: Told) -> None:
    """Say what weakens the record, on standard error."""
    alone = [
        step.id
        for step in book.steps
        if step.two_person and step.id not in told.confirmed and (result := told.results.get(step.id)) and result.done
    ]
    warnings = [own_runbook(book, told.by), without_steps(book)]
    if alone:
        warnings.append(
            f"{', '.join(alone)} asks for two people, and no second one is named (--confirmed {alone[0]}=PERSON)."
        )
    if book.steps and not told.results:
        warnings.append("No step is told: the record does not say which steps were taken (--step, --all-steps-ok).")
    for warning in warnings:
        if warning:
            note(warning)


def _told(base: Base, book: Runbook, options: Mapping[str, Any]) -> Told:
    started, ended = _instant("--started", options["started"]), _instant("--ended", options["ended"])
    taking_part(base, options["by"], options["observer"], started)
    results = _pairs("--step", options["steps"], [step.id for step in steps_of(book)], f"step of {book.id}", _result)
    results = _all_ok(book, results, options) if options["all_steps_ok"] else results
    notes = options["notes"]
    if not book.rehearsable and (notes or options["steps_hash"] is None):  # said for the day on which it has steps
        results = results or {FREE: Result.OK if options["outcome"] == "pass" else Result.DEVIATED}
        notes = [note if note.startswith(f"{FREE}=") else f"{FREE}={note}" for note in notes]
    chosen = options["steps_hash"]
    return Told(
        kind=Evidence(options["kind"]),
        by=options["by"],
        observer=options["observer"],
        started=started,
        ended=ended,
        outcome=Outcome(options["outcome"]),
        help=Help(options["help_taken"]),
        results=results,
        notes=_pairs("--note", notes, results, "step told with --step", _text),
        confirmed=_pairs(
            "--confirmed", options["confirmed"], results, "step told with --step", _second(base, options["by"], started)
        ),
        followups=tuple(text for text in map(_text, options["followups"]) if not is_no(text)),
        steps_hash=book.steps_hash if chosen is None else None if chosen == "unknown" else _text(chosen),
    )


def _all_ok(book: Runbook, results: dict[str, Result], options: Mapping[str, Any]) -> dict[str, Result]:
    """Return how each step went, those not told as ok.

    Raises:
        UsageError: if the steps as they stand are not those of the run, or there are none.
    """
    if not book.rehearsable:
        raise UsageError(f"--all-steps-ok: {book.id} has no steps; leave it out")
    if options["steps_hash"] not in (None, book.steps_hash):
        raise UsageError("--all-steps-ok: the run went by other steps than those that stand there; leave it out")
    return dict.fromkeys((step.id for step in book.steps), Result.OK) | results


def _untold(book: Runbook, told: Told) -> str | None:
    """Return that a pass leaves steps untold, as a sentence without its full stop; None if it does not.

    Of other steps than those that stand there, nothing can be asked.
    """
    untold = [step.id for step in book.steps if step.id not in told.results]
    if told.outcome is not Outcome.PASS or not untold or told.steps_hash != book.steps_hash:
        return None
    return (
        f"a pass says how every step went, and {', '.join(untold)} {'is' if len(untold) == 1 else 'are'} not told: add "
        f"--all-steps-ok if all others went ok, or a --step for each ({untold[0]}=skip for one left out)"
    )


def _instant(option: str, text: str) -> datetime:
    try:
        return parse_instant(text).replace(microsecond=0)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _second(base: Base, runner: str, at: datetime) -> Callable[[str], str]:
    """Return the check of a second person."""

    def check(name: str) -> str:
        known(name, base.people, "person")
        why = not_second(base, name, runner, at)
        if why is not None:
            raise UsageError(f"--confirmed: {why}")
        return name

    return check


def _pairs(
    option: str, texts: Iterable[str], ids: Collection[str], what: str, read: Callable[[str], _T]
) -> dict[str, _T]:
    """Read values of the form ``ID=VALUE``, each id at most once."""
    found: dict[str, _T] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise UsageError(f"{option} {text}: write it as ID=…, such as {next(iter(ids), 's1')}=…")
        if known(name, ids, what) in found:
            raise UsageError(f"{option}: {name} is told twice")
        found[name] = read(value)
    return found


def _result(text: str) -> Result:
    return Result(known(text, [result.value for result in Result], "result"))


def _text(text: str) -> str:
    fitted = fit(text)
    for remark in fitted.remarks:
        note(f"({remark})")
    return fitted.text
