"""kb ready plan: what is due when before an event, as a table or a calendar."""

from typing import TYPE_CHECKING

import click

from kb.cli.options import at_option, complete_ids, draw, format_option, output_option
from kb.cli.session import Session, known, say, session_command

if TYPE_CHECKING:
    from kb.analyses.readiness.plan import ReadinessPlan, Task
    from kb.render._ical import Entry

_EPILOG = """\b
Examples:
  kb ready plan weekly-space
  kb ready plan weekly-space --format ics -o due.ics
"""


@click.command("plan", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@at_option
@format_option("text", "json", "markdown", "html", "csv", "ics")
@output_option
@session_command
def command(session: Session, event: str, at: str | None, format_name: str, output: str | None) -> None:
    """List the open checks by the day they are due, with owner and repair, and the milestones of the usual timeline.

    The timeline runs from four weeks before the event to five working days after it; what is overdue is said to be.
    """
    from kb.analyses.readiness.assess import assess
    from kb.analyses.readiness.plan import plan
    from kb.documents.readiness_after import describe_plan, describe_plan_rows

    base = session.base
    found = base.events[known(event, base.events, "event")]
    when = session.at(at)
    made = plan(base, found, assess(base, found, when.instant))
    if format_name == "ics":
        say(calendar(made), output, data=True)
    else:
        describe = describe_plan_rows if format_name == "csv" else describe_plan
        draw(made, describe(made, when.line), format_name, output)


def calendar(made: "ReadinessPlan") -> str:
    """Return a plan as an iCalendar file: one all-day entry a task."""
    from kb.render import _ical

    return _ical.calendar("kb ready", made.at, (_entry(made, *item) for item in enumerate(made.tasks, 1)))


def _entry(made: "ReadinessPlan", number: int, task: "Task") -> "Entry":
    from kb.render._ical import Entry

    subjects = f" For {', '.join(task.subjects)}." if task.subjects else ""
    owner = f" {task.owner or 'Nobody is named.'}" if task.check else ""
    return Entry(
        f"{made.event}-{number}-{task.check or 'milestone'}",
        task.due,
        None,
        f"{task.code} {task.check}" if task.check else task.text,
        f"{task.text}.{subjects}{owner}",
    )
