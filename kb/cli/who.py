"""kb who: who can operate a component, who is next best, whom to call, what to follow."""

import click

from kb.cli.options import at_option, complete_ids, draw_words, format_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb who space-room                whom to call, who can act, which runbooks
  kb who space-room --at 2022-10-05T18:00-07:00
  kb who space-room --format json
"""


@click.command("who", epilog=_EPILOG, short_help="Show who can operate a component, and who is next best.")
@click.argument("component", metavar="COMPONENT", shell_complete=complete_ids("components"))
@at_option
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def command(session: Session, component: str, at: str | None, format_name: str, output: str | None) -> None:
    """Show who can operate COMPONENT, who is next best, and whom to call.

    A level counts as proven only if it rests on an unaided drill, game day or incident that is young enough;
    everything else is printed as claimed. The date is the instant of the shifts, too: --at takes one with its offset.
    """
    from kb.analyses.who.answer import answer
    from kb.documents import who as words

    base = session.base
    kind = base.kind(component)
    if kind is not None and component not in base.components:
        raise UsageError(f"`{component}` is a {kind.value}; `kb who` answers for components")
    known(component, base.components, "component")
    when = session.at(at)
    report = answer(base, component, when.instant)
    draw_words(words, report, when.line, format_name, output)
