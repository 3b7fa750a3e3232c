"""Groups whose commands are modules of this package: listed without importing one of them, imported when they run."""

import importlib
import keyword
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


HELP: Final = click.Option(
    ["-h", "--help"],
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show,
    help="Show this message and exit.",
)
"""The option of every command; click's own looks for a translation of its one sentence at each start, which takes a hundredth of a check."""


def module_name(command: str) -> str:
    """Return the name of a command's module: its own, with a line under it where that is a word of Python's."""
    return f"{command}_" if keyword.iskeyword(command) else command


class Group(click.Group):
    """A group of commands that are imported on demand."""

    def __init__(self, *args: Any, listed: Mapping[str, str], modules: str = "kb.cli.", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(HELP)
        self.listed = listed
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command's module and return its command; None for an unknown name."""
        if cmd_name not in self.listed:
            return None
        command = importlib.import_module(self.modules + module_name(cmd_name)).command
        if not isinstance(command, click.Command):
            return None
        if HELP not in command.params:
            command.params.append(HELP)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Resolve a command, naming the nearest one when there is none of that name."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from kb.model.nearest import close

            near = close(args[0], self.listed)
            ctx.fail(f"No such command '{args[0]}'." + (f" Did you mean '{near}'?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.listed.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the commands without importing them, and the options of the group."""
        from click.shell_completion import CompletionItem

        named = [(name, said) for name, said in sorted(self.listed.items()) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=said) for name, said in named]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]
