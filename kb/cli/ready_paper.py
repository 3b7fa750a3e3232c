"""What `kb ready sign`, `waive` and `poll` share: the instant, the event, the refusal, the writing."""

from datetime import UTC, datetime

import click

from kb.cli.changes import agreed, show_diff
from kb.cli.options import note
from kb.cli.session import Session, known
from kb.errors import UsageError
from kb.files.editing.changes import new_file
from kb.files.papers import Paper, write_paper
from kb.model.event import Event, Poll, Sign, Waive
from kb.model.moment import noon, parse_instant
from kb.model.source import Source

NOWHERE = Source("events", 1, 1)
"""Stands for the place of a paper that is not written yet."""

by_option = click.option("--by", required=True, metavar="PERSON", help="Who says so.")
now_option = click.option("--at", metavar="INSTANT", help="Date it so (with offset), instead of now.")


def instant(at: str | None) -> datetime:
    """Return the instant a paper is dated: the one asked for, else now (UTC, to the second).

    Raises:
        UsageError: for anything but an instant with its offset.
    """
    if at is None:
        return datetime.now(tz=UTC).replace(microsecond=0)  # noqa: TID251 - papers are dated when they are written
    try:
        return parse_instant(at).astimezone(UTC).replace(microsecond=0)
    except ValueError as error:
        raise UsageError(f"--at: {error}") from None


def event_of(session: Session, name: str, people: tuple[str, ...]) -> Event:
    """Return an event by id, after looking that some people exist.

    Raises:
        UsageError: if one of them does not.
    """
    event = session.base.events[known(name, session.base.events, "event")]
    for person in people:
        known(person, session.base.people, "person")
    return event


def check_id(name: str) -> str:
    """Return the id of a check given by id or code.

    Raises:
        UsageError: if there is none.
    """
    from kb.analyses.readiness.configure import by_name

    return by_name().get(name) or known(name, by_name(), "check")


def paper(kind: str, about: str, said: Sign | Waive | Poll, when: datetime) -> Paper:
    """Return a paper as it is written: what the noun says, but what its place says already."""
    from kb.analyses.readiness.signing import day

    keys = {key: value for key, value in said._asdict().items() if key not in ("event", "provenance", "source")}
    return Paper(kind, said.event, about, keys | {"date": day(when)}, when)


def finish(session: Session, paper: Paper, why_not: str | None, *, dry_run: bool) -> None:
    """Refuse a paper with a sentence, show it, or write it and say where.

    Raises:
        UsageError: with the sentence, if it is refused.
    """
    if why_not is not None:
        raise UsageError(f"not written: {why_not}")
    if dry_run:
        faults = paper.faults()
        if faults:
            raise UsageError(f"not written: {'; '.join(faults)}")
        show_diff([new_file(paper.path, paper.text)])
    if agreed(dry_run=dry_run):
        click.echo(f"wrote {write_paper(session.root, paper)}")
    _note_early(session, paper)


def _note_early(session: Session, paper: Paper) -> None:
    """Say that a paper is dated after the day the knowledge base is asked for, and so does not count on it."""
    as_of = session.base.settings.as_of
    if as_of is not None and paper.at > noon(as_of):
        later = paper.at.isoformat().replace("+00:00", "Z")
        note(
            f"It is dated after as_of ({as_of} in {session.base.settings.source.path}), so it does not count there: "
            f"ask with --at {later} or later, or date it with --at."
        )
