"""kb who: who can operate what is down, who is next best, whom to call, what to follow."""

import click

from kb.cli.options import at_option, draw_words, format_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import KbError, UsageError
from kb.model.words import Kind

_ELSEWHERE = {
    Kind.PERSON: "; what they can operate: kb person show {0}; what would be lost with them: kb risk --without {0}",
    Kind.EVENT: "; whether it can be run: kb ready {0}",
}
"""Where there is an answer for what leads to no component."""
_EPILOG = """\b
Examples:
  kb who space-room                whom to call, who can act, which runbooks
  kb who RoomEnded                 the same for what raises an alert
  kb who "live room"               or for a title or an alias
  kb who rooms                     a system: its rotations and components
  kb who spaces-team               a team: how to reach it, and what it owns
  kb who space-room --at 2022-10-05T18:00-07:00
  kb who space-room --format json
"""


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids and alerts that begin so, of a base that is read once."""
    from kb.analyses.who.asked import alerts

    try:
        base = Session(ctx.find_root().params.get("folder") or ".").loaded.base
    except KbError:
        return []
    known_ids = [*base.components, *base.systems, *base.teams, *base.rotations, *base.runbooks]
    return [name for name in (*known_ids, *alerts(base)) if name.startswith(incomplete)]


@click.command("who", epilog=_EPILOG)
@click.argument("name", metavar="NAME", shell_complete=_complete)
@at_option
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def command(session: Session, name: str, at: str | None, format_name: str, output: str | None) -> None:
    """Show who can operate NAME, who is next best, whom to call, and which runbook to follow.

    NAME is a component, or what leads to one: an alert, a title, an alias, a runbook, a rotation, a system or a team.
    An id means what has it; where another name stands for several things, all are listed.

    A level counts as proven only if it rests on an unaided drill, game day or incident that is young enough;
    everything else is printed as claimed. The date is the instant of the shifts, too: --at takes one with its offset.
    """
    from kb.analyses.who.answer import answers
    from kb.analyses.who.asked import asked, names
    from kb.analyses.who.report import WhoReport
    from kb.documents import who, who_list

    base = session.base
    when = session.at(at)
    found = asked(base, name, when.instant)
    kind = base.kind(name)
    if not found and kind is not None:
        hint = _ELSEWHERE.get(kind, "").format(name)
        article = "an" if kind.value[0] in "aeiou" else "a"
        raise UsageError(
            f"`{name}` is {article} {kind.value}; `kb who` answers for components, and for what leads to one{hint}"
        )
    if not found:
        known(name, names(base), "component, alert, title or alias")
    report = answers(base, found, when.instant)
    draw_words(who if isinstance(report, WhoReport) else who_list, report, when.line, format_name, output)
