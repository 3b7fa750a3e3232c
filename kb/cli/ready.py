"""kb ready: whether an event can be run. A group whose commands are modules of this package, imported on demand."""

from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from kb.cli.groups import Group
from kb.cli.options import complete_ids, draw
from kb.cli.session import Session
from kb.errors import UsageError

COMMANDS: Final = {
    "diff": "Show what changed between two instants.",
    "plan": "List what is due when, also as a calendar.",
    "poll": "Record what a role says: go or no-go.",
    "review": "After the event: which findings came true.",
    "sign": "Record that a check was attested.",
    "waive": "Record that the decider accepts a failing check.",
}
"""Every command of the group and its one line; its module is ``kb.cli.ready_<name>``. No event can have one of these ids."""
_SHOW: Final = "EVENT"
"""What stands for the report itself; no id is written in capitals."""

_EPILOG = """\b
Examples:
  kb ready                                   which events there are
  kb ready weekly-space                      the verdict, and what it rests on
  kb ready weekly-space --check load-tested  why one check came out as it did
  kb ready weekly-space --format junit       for a build server
  kb ready sign weekly-space watch --by p-1 --value … --evidence …
  kb ready plan weekly-space --format ics    what is due when, as a calendar
"""


class ReadyCommands(Group):
    """Takes what is no command for the event to report on."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its command; the report's, for what stands for it."""
        if cmd_name != _SHOW:
            return super().get_command(ctx, cmd_name)
        from kb.cli.ready_show import command

        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the report first where no command is named."""
        if not args and not ctx.resilient_parsing:
            _list(ctx.obj or ".")
            ctx.exit()
        if args and args[0] not in COMMANDS and args[0] not in ctx.help_option_names:
            args = [_SHOW, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(_SHOW, "Show the verdict on an event, and what it rests on."), *sorted(COMMANDS.items())]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands and the ids of events."""
        param: Any = None
        events = [CompletionItem(name) for name in complete_ids("events")(ctx, param, incomplete)]
        return super().shell_complete(ctx, incomplete) + events


def _list(folder: str) -> None:
    """Print the events there are to ask about.

    Raises:
        UsageError: if there is none.
    """
    from kb.documents.event_list import describe

    session = Session(folder)
    events = session.base.events
    if not events:
        raise UsageError("no event is written yet: add events/NAME.yml (kb explain event), then kb ready NAME")
    when = session.at(None)
    draw(None, describe(events.values(), when.instant, when.line), "text", None)


@click.command("ready", cls=ReadyCommands, listed=COMMANDS, modules="kb.cli.ready_", epilog=_EPILOG)
def command() -> None:
    """Say GO, GO WITH WAIVERS or NO-GO for an event, with the evidence.

    kb ready alone lists the events; kb ready EVENT shows the report; kb ready EVENT --help lists its options. What is unknown or has run out blocks as a
    failure does. Exit code 1 means NO-GO.
    """
