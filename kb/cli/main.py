"""The command ``kb``: finds the command asked for, imports only that, and turns errors into exit codes."""

import atexit
import contextlib
import os
import sys
from typing import Final, NoReturn

import click

from kb import __version__
from kb.cli.groups import Group
from kb.errors import KbError

COMMANDS: Final = {
    "check": "Find every fault in the files, and what is thin or stale.",
    "demo": "Unpack the worked example and show its risk report.",
    "diff": "Show what was lost and gained between two commits or dates.",
    "doctor": "Show the state of this installation.",
    "drift": "Compare what is declared with what can be observed.",
    "explain": "Print the manual page of a rule, fault or measure, or a file's keys.",
    "export": "Write the knowledge base for other tools.",
    "graph": "Draw the service graph as DOT or SVG.",
    "handover": "Hand over what people hold until their last day.",
    "import": "Propose files from what already exists.",
    "init": "Scaffold a knowledge base in a folder.",
    "migrate": "Lift the files to the newest schema.",
    "person": "Show, or remove, all that is stored on a person.",
    "plan": "Plan the fewest sessions that make it safe again.",
    "ready": "Show whether an event can be run, and what would change it.",
    "risk": "Show where one person, or nobody, holds a component.",
    "runbook": "Begin, rehearse, measure and bundle runbooks.",
    "site": "Build, serve, write and audit the site.",
    "schema": "Print the JSON Schema of a kind of file or report.",
    "trend": "Show the headline numbers over time, and as dates will pass.",
    "who": "Show who can operate a component, and what to do about an alert.",
}
"""Every command and its one line; a command's module is imported only when it runs."""


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"kb, version {__version__}")
        ctx.exit()


@click.command(
    cls=Group,
    listed=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Examples:  kb demo   |   kb check   |   kb risk   |   kb explain bus-factor",
)
@click.option("-C", "folder", metavar="DIR", default=".", help="Work as if started in DIR (default: here).")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit."
)
@click.pass_context
def main(ctx: click.Context, folder: str) -> None:
    """Keep an organisation able to run what it built when people leave.

    kb answers from plain files in git: a service graph, who can operate what, runbooks, events. It finds
    the nearest knowledge base from DIR upwards.
    """
    ctx.obj = folder


def run() -> None:
    """Run the command line and exit."""
    _prepare()
    code = _outcome()
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _unwritten(error)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process without taking everything in it apart, object by object: a tenth of what `kb --help` takes.

    What waits for the end is served first; with other threads, or somebody who traces us, Python ends as it always does.
    """
    threading = sys.modules.get("threading")  # whoever started a thread has imported it
    if (threading and threading.active_count() > 1) or sys.gettrace() or sys.getprofile():
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - what Python itself does before it takes itself apart
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def _prepare() -> None:
    """Make the three streams fit for any text: any of them may be closed, and an encoding may know few characters."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - nobody to ask: no terminal, no answer
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - for as long as we run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_errors(stream.encoding))


def _errors(encoding: str) -> str:
    if encoding.lower().startswith("utf"):
        return "backslashreplace"  # lone surrogates, in names of files
    from kb.cli.ascii import ERRORS

    return ERRORS


def _outcome() -> int:  # noqa: PLR0911 - one line a way to end
    try:
        code = main.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _say("Interrupted.", 130)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message(), 2)
    except click.UsageError as error:
        usage = f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n\n" if error.ctx else ""
        return _say(f"{usage}Error: {error.format_message()}", 2)
    except click.ClickException as error:
        return _say(f"Error: {error.format_message()}", 2)
    except KbError as error:
        return _say(f"Error: {error}", error.exit_code)
    except OSError as error:
        return _unwritten(error)
    except UnicodeEncodeError as error:
        return _not_utf8(error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence, never a traceback
        return _internal(error)
    return code if isinstance(code, int) else 0


def _unwritten(error: OSError) -> int:
    """Say what the system refused; what is wrong with standard output itself must not be written to it again."""
    if os.environ.get("KB_TRACEBACK"):
        raise error
    if error.filename is not None:
        return _say(f"Error: {error.filename}: {error.strerror}", 2)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 141  # whoever read us has gone
    return _say(f"Error: the answer cannot be written: {error.strerror or error}", 2)


def _not_utf8(error: UnicodeEncodeError) -> int:
    """Say which bytes of an argument, or of the name of a file, are no text: Python stands surrogates for them."""
    held = error.object[error.start : error.end]
    if not all("\udc80" <= letter <= "\udcff" for letter in held):
        return _internal(error)
    before = error.object[: error.start].rpartition("\n")[2][-40:]
    shown = before + "".join(f"\\x{ord(letter) - 0xDC00:02x}" for letter in held)
    return _say(
        f"Error: not UTF-8: {shown}; nothing can be written of it. Give it in a terminal that is set to UTF-8.", 2
    )


def _say(message: str, code: int) -> int:
    """Write a message to standard error, made harmless: it may quote files and arguments."""
    from kb.render._clean import clean

    with contextlib.suppress(OSError):
        click.echo(clean(message), err=True)
    return code


def _internal(error: Exception) -> int:
    if os.environ.get("KB_TRACEBACK"):
        raise error
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" at {os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where else ""  # noqa: PTH119
    return _say(
        f"Internal error: {type(error).__name__}: {error}{place}\n"
        "This is a fault in kb, not in your files. Set KB_TRACEBACK=1 for the full trace, and please report it.",
        70,
    )
