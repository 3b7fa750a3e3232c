"""kb handover: what some people hold, to whom it goes until their last day, and what proves it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.absent import complete_absent
from kb.cli.notes import note
from kb.cli.options import at_option, draw, format_option, output_option
from kb.cli.plan import parsed_by
from kb.cli.session import Session, say, session_command
from kb.errors import NothingHereError, UsageError

if TYPE_CHECKING:
    from kb.analyses.handover.question import Question
    from kb.analyses.handover.report import HandoverReport

_EPILOG = """\b
Examples:
  kb handover p-1 --by 2023-06-30               one person
  kb handover p-1                               until the day written for them
  kb handover team:spaces-team --by 2023-08-31  a whole team
  kb handover p-1,p-2 --by 2023-06-30           a reorganisation
  kb handover p-1 --by 2023-06-30 --checklist -o handover/p-1.md
  kb handover p-1 --by 2023-06-30 --format json -o handover/p-1.json
  kb handover --progress handover/p-1.json      what runs and files closed
"""


@click.command("handover", epilog=_EPILOG, short_help="What people hold, to whom it goes until their last day.")
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
@click.option("--checklist", is_flag=True, help="A Markdown checklist, to commit and to print.")
@click.option("--dry-run", is_flag=True, help="With --checklist and --output: show the diff, and write nothing.")
@click.option(
    "--progress",
    metavar="FILE",
    type=click.Path(dir_okay=False),
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
        _refuse(
            people, {"--by": by, "--target": target, "--claimed": claimed, "--hours": hours, "--checklist": checklist}
        )
        _progress(session, progress, at, format_name, output)
        return
    asked, line = _asked(session, people, at, by, target, claimed=claimed)
    report = _made(session, asked._replace(hours=hours))
    if checklist:
        _checklist(report, line, output, dry_run=dry_run)
    elif format_name == "ics":
        from kb.cli.plan_calendar import calendar  # noqa: PLC0415

        say(calendar(report.plan), output)
    else:
        from kb.documents import handover, handover_rows  # noqa: PLC0415

        describe = handover_rows.describe if format_name == "csv" else handover.describe
        draw(report, describe(report, line), format_name, output)


def _asked(
    session: Session, people: tuple[str, ...], at: str | None, by: str | None, target: int | None, *, claimed: bool
) -> "tuple[Question, str]":
    """Return the question asked, and the line outputs open with."""
    from kb.analyses.handover.question import question  # noqa: PLC0415 - imports the graph
    from kb.model.scenario import terms, whom  # noqa: PLC0415

    base = session.base
    if not base.components:
        raise NothingHereError("there is no component yet: add one under `services:` in a file of architecture/")
    names = [name.strip() for value in people for name in value.split(",") if name.strip()]
    if not names:
        raise UsageError("say who hands over: ids of people, team:ID or employer:NAME, or --progress FILE")
    when = session.at(at)
    wanted = terms(whom(base, name) for name in names)
    return question(base, when.instant, wanted, parsed_by(by), target, claimed=claimed), when.line


def _made(session: Session, asked: "Question") -> "HandoverReport":
    from kb.analyses.handover.propose import propose  # noqa: PLC0415 - imports the graph
    from kb.files.open_runs import open_runs  # noqa: PLC0415

    return propose(asked, open_runs(session.root))


def _refuse(people: tuple[str, ...], given: dict[str, object]) -> None:
    for option, value in {people[0] if people else "": people, **given}.items():
        if value:
            raise UsageError(f"{option} makes a new handover: leave it out, --progress looks at a saved one")


def _progress(session: Session, file: str, at: str | None, format_name: str, output: str | None) -> None:
    from kb.analyses.handover.progress import followed  # noqa: PLC0415
    from kb.documents import handover_progress  # noqa: PLC0415
    from kb.files.handover_file import read  # noqa: PLC0415
    from kb.files.open_runs import open_runs  # noqa: PLC0415

    if format_name == "ics":
        raise UsageError("--progress is drawn as text, json, markdown or csv")
    saved = read(Path(file))
    when = session.at(at)
    if when.instant < saved.plan.at:
        raise UsageError(
            f"the handover begins on {saved.plan.at:%Y-%m-%d}, after the date asked about: choose a later --at"
        )
    report = followed(session.base, saved, when.instant, open_runs(session.root))
    describe = handover_progress.describe_rows if format_name == "csv" else handover_progress.describe
    draw(report, describe(report, when.line), format_name, output)


def _checklist(report: "HandoverReport", line: str, output: str | None, *, dry_run: bool) -> None:
    from kb.documents.handover_checklist import describe  # noqa: PLC0415
    from kb.render.markdown import Markdown  # noqa: PLC0415

    text = Markdown().render(report, describe(report, line))
    if output in (None, "-"):
        say(text, None)
        return
    path = Path(output or "")
    if dry_run:
        say(_diff(path, text), None)
        return
    from kb.files.scaffold import overwrite_all  # noqa: PLC0415

    for written in overwrite_all(path.parent, {path.name: text}):
        note(f"wrote {written}")


def _diff(path: Path, text: str) -> str:
    """Return what writing a file would change, safe to show on a terminal."""
    import difflib  # noqa: PLC0415 - only here

    from kb.render._clean import clean  # noqa: PLC0415

    try:
        old = path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    name = path.as_posix()
    before = f"a/{name}" if old else "/dev/null"
    lines = difflib.unified_diff(old.splitlines(), text.splitlines(), before, f"b/{name}", lineterm="")
    return clean("".join(f"{line}\n" for line in lines))
