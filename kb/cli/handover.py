"""kb handover: what some people hold, to whom it goes until their last day, and what proves it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.changes import agreed, over, show_diff
from kb.cli.options import at_option, complete_absent, complete_paths, draw_words, format_option, note, output_option
from kb.cli.plan import full_option, parsed_by
from kb.cli.progress import Progress
from kb.cli.saved import followed_at, refuse
from kb.cli.session import Session, say, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.handover.question import Question
    from kb.analyses.handover.report import HandoverReport

_EPILOG = """\b
Examples:
  kb handover p-1 --by 2023-06-30               one person
  kb handover p-1                               until the day written for them
  kb handover p-1 --by 2023-06-30 --full        every week, all who could
  kb handover team:spaces-team --by 2023-08-31  a whole team
  kb handover p-1,p-2 --by 2023-06-30           a reorganisation
  kb handover p-1 --by 2023-06-30 --checklist -o handover/p-1.md
  kb handover p-1 --by 2023-06-30 --format json -o handover/p-1.json
  kb handover --progress handover/p-1.json      what runs and files closed
"""


@click.command("handover", epilog=_EPILOG)
@click.argument("people", metavar="PERSON...", nargs=-1, shell_complete=complete_absent)
@at_option
@click.option("--by", metavar="DATE", help="Last day of whoever has no earlier one written (`until`).")
@click.option(
    "--target", type=click.IntRange(1, 9), metavar="N", help="Operators per component (default: `target` of [plan], 2)."
)
@click.option("--claimed", is_flag=True, help="Count claims as they stand; by default only proof counts.")
@click.option(
    "--hours",
    type=click.IntRange(1, 40),
    metavar="N",
    help="Hours a week each of them teaches (default: `mentor_hours` of [plan], 6).",
)
@full_option
@click.option("--checklist", is_flag=True, help="A Markdown checklist, to commit and to print.")
@click.option("--dry-run", is_flag=True, help="With --checklist and --output: show the diff, and write nothing.")
@click.option(
    "--progress",
    metavar="FILE",
    shell_complete=complete_paths,
    help="What of a saved handover runs and files have closed.",
)
@format_option("text", "json", "markdown", "csv", "ics")
@output_option
@session_command
def command(
    session: Session,
    people: tuple[str, ...],
    at: str | None,
    by: str | None,
    target: int | None,
    claimed: bool,
    hours: int | None,
    full: bool,
    checklist: bool,
    dry_run: bool,
    progress: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Say what PERSON holds, to whom it can go until the last day, in which sessions, and which runs prove it.

    PERSON is an id, team:ID or employer:NAME; several, or a list with commas, hand over together, each until a last day
    of their own. What cannot be handed over in time is listed with the hours it is short of, and the options.
    """
    if dry_run and (not checklist or output in (None, "-")):
        raise UsageError("--dry-run goes with --checklist and --output, which write a file")
    if checklist and format_name not in ("text", "markdown"):
        raise UsageError("--checklist is Markdown: leave --format out")
    if progress is not None:
        new: dict[str, object] = dict.fromkeys(people[:1], people)
        new |= {
            "--by": by,
            "--target": target,
            "--claimed": claimed,
            "--hours": hours,
            "--checklist": checklist,
            "--full": full,
        }
        refuse("handover", new, format_name)
        _progress(session, progress, at, format_name, output)
        return
    asked, line = _asked(session, people, at, by, target, claimed=claimed)
    report = _made(session, asked._replace(hours=hours))
    if checklist:
        _checklist(report, line, output, dry_run=dry_run)
    elif format_name == "ics":
        from kb.cli.plan_calendar import calendar

        say(calendar(report.plan, "kb handover"), output, data=True)
    else:
        from kb.documents import handover, handover_short

        words = handover_short if format_name == "text" and not full else handover
        draw_words(words, report, line, format_name, output)


def _asked(
    session: Session, people: tuple[str, ...], at: str | None, by: str | None, target: int | None, *, claimed: bool
) -> "tuple[Question, str]":
    """Return the question asked, and the line outputs open with."""
    from kb.analyses.handover.question import question
    from kb.model.scenario import terms, whom

    base = session.stocked
    names = [name.strip() for value in people for name in value.split(",") if name.strip()]
    if not names:
        raise UsageError("say who hands over: ids of people, team:ID or employer:NAME, or --progress FILE")
    when = session.at(at)
    wanted = terms(whom(base, name) for name in names)
    return question(base, when.instant, wanted, parsed_by(by), target, claimed=claimed), when.line


def _made(session: Session, asked: "Question") -> "HandoverReport":
    from kb.analyses.handover.propose import propose
    from kb.files.open_runs import open_runs

    runs = open_runs(session.root)
    with Progress("planning …"):
        return propose(asked, runs)


def _progress(session: Session, file: str, at: str | None, format_name: str, output: str | None) -> None:
    from kb.analyses.handover.progress import followed
    from kb.documents import handover_progress
    from kb.files.handover_file import read
    from kb.files.open_runs import open_runs

    saved = read(Path(file))
    when = followed_at(session, at, "handover", saved.plan.at)
    report = followed(session.base, saved, when.instant, open_runs(session.root))
    draw_words(handover_progress, report, when.line, format_name, output)


def _checklist(report: "HandoverReport", line: str, output: str | None, *, dry_run: bool) -> None:
    from kb.documents.handover_checklist import describe
    from kb.render.markdown import Markdown

    text = Markdown().render(report, describe(report, line))
    if output in (None, "-"):
        say(text, None, data=True)
        return
    from kb.files.scaffold import overwrite_all

    path = Path(output or "")
    if dry_run:
        show_diff([over(path, text)])
    if agreed(dry_run=dry_run):
        for written in overwrite_all(path.parent, {path.name: text}):
            note(f"wrote {written}")
