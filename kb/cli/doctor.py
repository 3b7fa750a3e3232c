"""kb doctor: the state of this installation."""

import importlib.metadata
import importlib.util
import os
import platform
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import click

from kb import __version__
from kb.cli.options import draw, format_option, output_option, terminal_width, wants_colour
from kb.errors import EXTRAS, KbError, install
from kb.git.surroundings import installed

if TYPE_CHECKING:
    from kb.documents.doctor import Part

_EPILOG = """\b
Examples:
  kb doctor                       versions, programs, terminal, knowledge base
  kb doctor --format json         the same, to go with a bug report
"""
_PACKAGES: Final = {
    "click": "the command line",
    "PyYAML": "reading the files",
    "networkx": "questions about the graph",
    "graphviz": "kb graph",
    "markdown-it-py": "reading runbooks",
    "tzdata": "time zones on systems without their own",
}
_EXTRAS: Final = {
    "site": "`kb site`",
    "oncall": "`kb import oncall` of iCalendar files",
    "cluster": "`kb import git --cluster`",
}
_APT: Final = "Install it: sudo apt-get install "


@click.command("doctor", epilog=_EPILOG)
@format_option("text", "json")
@output_option
@click.pass_obj
def command(folder: str, format_name: str, output: str | None) -> None:
    """Show what this installation has, what it lacks, and what that means.

    The exit code is 1 if something kb needs is missing; a program that only some commands use is not.
    """
    from kb.documents.doctor import DoctorReport, describe

    installation, surroundings, base = _installation(), _surroundings(), _knowledge_base(folder)
    ok = all(part.ok or not part.needed for part in (*installation, *surroundings, *base))
    report = DoctorReport(ok, installation, surroundings, base)
    draw(report, describe(report), format_name, output)
    if not ok:
        raise click.exceptions.Exit(1)


def _part(
    name: str,
    found: str | None,
    consequence: str = "",
    fix: str = "",
    *,
    needed: bool = False,
    lacking: str = "missing",
) -> "Part":
    """Return a part that is ok if something was found; ``lacking`` says what is the matter otherwise."""
    from kb.documents.doctor import Part

    if found is not None:
        return Part(name, ok=True, needed=needed, found=found, consequence="", fix="")
    return Part(name, ok=False, needed=needed, found=lacking, consequence=consequence, fix=fix)


def _installation() -> tuple["Part", ...]:
    parts = [
        _part("kb", f"{__version__}, {os.path.dirname(os.path.dirname(__file__))}", needed=True),  # noqa: PTH120
        _part("Python", f"{platform.python_version()}, {sys.executable}", needed=True),
    ]
    parts += [_part(name, _version(name), f"{use} does not work", f"Install it: {install(name)}", needed=True)
              for name, use in _PACKAGES.items()]  # fmt: skip
    fast = "in use" if importlib.util.find_spec("yaml._yaml") else None
    parts.append(
        _part(
            "libyaml",
            fast,
            "a file of more than plain YAML takes some ten times as long, and a tab inside a value is a fault",
            f"Install a wheel of it: {install('--force-reinstall', 'PyYAML')}",
        )
    )
    for extra, use in _EXTRAS.items():
        for package in EXTRAS[extra]:
            name = re.split(r"[^\w.-]", package)[0]
            parts.append(_part(name, _version(name), f"{use} does not work", f"Install it: {install(package)}"))
    return tuple(parts)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _surroundings() -> tuple["Part", ...]:
    where = "terminal" if sys.stdout.isatty() else "not a terminal"
    colour = "yes" if wants_colour() else f"no ({'NO_COLOR is set' if os.environ.get('NO_COLOR') else where})"
    return (
        _part("dot", _program("dot", "-V"), "`kb graph --format svg` does not work; DOT does", _APT + "graphviz"),
        _part("git", _program("git", "--version"), "commands that compare commits do not work", _APT + "git"),
        _part("Width", f"{terminal_width()} columns ({where})"),
        _part("Colour", colour),
    )


def _program(name: str, option: str) -> str | None:
    """Return the version line of a program and its path, None if there is none or it does not answer."""
    path = installed(name)
    if path is None:
        return None
    try:
        done = subprocess.run([path, option], capture_output=True, timeout=10, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = (done.stdout or done.stderr).decode("utf-8", "replace").strip().partition("\n")[0]
    return f"{said}, {path}" if done.returncode == 0 else None


def _knowledge_base(folder: str) -> tuple["Part", ...]:
    from kb.cli.session import Session

    try:
        session = Session(folder)
        loaded = session.loaded
    except KbError as error:
        return (_part("Knowledge base", None, f"{error}", lacking="none"),)
    faults = sum(1 for finding in loaded.findings if finding.suppressed is None)
    settings = loaded.base.settings
    as_of = f"{settings.as_of} ({settings.source.path})" if settings.as_of else "not set: answers are for now"
    broken = "almost every command but `kb check` refuses until they are mended"
    return (
        _part("Found in", str(session.root)),
        _part("Files", str(loaded.files)),
        _part("Faults", "none" if not faults else None, broken, "Run kb check", lacking=f"{faults} in the files"),
        _part("Schema", str(settings.schema)),
        _part("as_of", as_of),
    )
