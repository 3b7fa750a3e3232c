"""kb import git: suggestions from histories, what they rest on, and the truck factor; over many repositories and machines."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kb.cli.changes import put_back
from kb.cli.import_ import shared
from kb.cli.options import complete_ids, draw, draw_words, no_cache_option
from kb.cli.proposing import Options, shown
from kb.cli.session import Session, known, say
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.importers._mining import Mined

_EPILOG = """\b
Examples:
  kb import git ../shop                      suggest who knows what; asks
  kb import git ../shop --explain cart       what the suggestions rest on
  kb import git ../shop --truck-factor       the classic number, with proof
  kb import git repos --shard 2/8 -o 2.json  count one part, on one machine
  kb import git --merge *.json --yes         put the parts together
"""
_HELP: Final = {
    "revision": "The commit, branch or tag to look at.",
    "mails": "Write mail addresses to the handles of people who are new.",
    "truck": "Print the truck factor of each repository instead.",
    "explain": "Print what the suggestions for a component rest on instead.",
    "shard": "Count only every N-th repository, beginning with the I-th, and write what was counted to --output.",
    "merge": "PATHs are what --shard wrote.",
    "jobs": "Repositories at a time (default: one a processor).",
    "cluster": "Count on the workers of this Dask scheduler, which see the same folders.",
}


@click.command("git", epilog=_EPILOG)
@click.option("--revision", default="HEAD", show_default=True, help=_HELP["revision"])
@click.option("--mails", is_flag=True, help=_HELP["mails"])
@click.option("--truck-factor", "truck", is_flag=True, help=_HELP["truck"])
@click.option("--explain", metavar="COMPONENT", shell_complete=complete_ids("components"), help=_HELP["explain"])
@click.option("--shard", metavar="I/N", help=_HELP["shard"])
@click.option("--merge", is_flag=True, help=_HELP["merge"])
@click.option("--jobs", type=click.IntRange(min=1), help=_HELP["jobs"])
@click.option("--cluster", metavar="ADDRESS", default="", help=_HELP["cluster"])
@no_cache_option
@click.pass_obj
def _command(folder: str, /, **given: Any) -> None:
    """Suggest who can maintain which component, from git histories.

    PATH is a repository, or a folder of repositories; they are only ever read. Everything suggested is inferred and
    proves nothing. The manual page: kb explain import-git
    """
    if given["shard"] and (given["merge"] or given["truck"] or given["explain"]):
        raise click.UsageError(
            "--shard only counts: leave out --merge, --truck-factor and --explain, and take them later."
        )
    mined = _read(given["places"]) if given["merge"] else _count(given)
    if given["shard"]:  # neither this nor the truck factor needs a knowledge base
        say(json.dumps({"format_version": 1, "report": "histories", "histories": mined}) + "\n", given["output"])
    elif given["truck"]:
        _truck_factor(mined, given)
    else:
        _suggest(Session(folder), mined, given)


command = shared(_command)


def _suggest(session: Session, mined: "list[Mined]", given: dict[str, Any]) -> None:
    from kb.importers import git
    from kb.model.saying import listed

    session.overlay = bool(given["explain"])
    histories = [git.History(one) for one in mined]
    if given["explain"]:
        from kb.documents.maintaining import describe_explanation

        known(given["explain"], session.base.components, "component")
        report = git.explained(histories, session.base, given["explain"])
        draw(report, describe_explanation(report), given["format_name"], given["output"])
        return
    put_back(session.root, dry_run=given["dry_run"])
    reading = git.suggest(histories, session.base, mails=given["mails"])
    shown(session, "git", listed([str(one["name"]) for one in mined]), reading, Options.of(given))


def _truck_factor(mined: "list[Mined]", given: dict[str, Any]) -> None:
    from kb.analyses.maintaining.truck_factor import TruckFactorReport, truck_factor
    from kb.documents import maintaining as words
    from kb.importers import git

    histories = [git.History(one, logins=False) for one in mined]
    report = TruckFactorReport(tuple(truck_factor(one.name, one.head, one.authorship) for one in histories))
    draw_words(words, report, None, given["format_name"], given["output"])


def _count(given: dict[str, Any]) -> "list[Mined]":
    from kb.analyses.maintaining.tally import PUBLISHED, Rules
    from kb.files.cache import users_folder
    from kb.importers._mining import Job, mine_all
    from kb.importers._places import names_of

    places = _repositories(given["places"] or (".",))
    named = list(zip(places, names_of(places), strict=True))  # of all, so that every part calls them alike
    if given["shard"]:
        part, number = _shard(given["shard"])
        named = named[part - 1 :: number]
    rules = PUBLISHED if given["truck"] else Rules()
    cache = "" if given["no_cache"] else str(users_folder() or "")
    jobs = [Job(str(place), given["revision"], rules, cache, name) for place, name in named]
    return mine_all(jobs, processes=given["jobs"] or os.cpu_count() or 1, progress=progress, cluster=given["cluster"])


def _repositories(places: tuple[str, ...]) -> list[Path]:
    """Return the repositories at some places, each once, by name.

    Raises:
        UsageError: if a place holds none.
    """
    from kb.importers.git import Git

    found: dict[str, Path] = {}
    for place in places:
        path = Path(place)
        if not path.is_dir():
            raise UsageError(f"{place} is not a folder")
        inside = Git().finds(path)
        if not inside:
            raise UsageError(f"there is no git repository in {place}")
        found |= {str(item.resolve()): item for item in inside}
    return [found[name] for name in sorted(found)]


def _shard(text: str) -> tuple[int, int]:
    part, slash, number = text.partition("/")
    if not (slash and part.isdigit() and number.isdigit() and 1 <= int(part) <= int(number) <= 100_000):
        raise UsageError(f"`{text}` is no part: write the part and how many there are, such as --shard 2/8")
    return int(part), int(number)


def _read(places: tuple[str, ...]) -> "list[Mined]":
    """Return what several runs with --shard counted.

    Raises:
        KbError: if a file was not written by one.
    """
    from kb.importers._mining import together

    parts = []
    for place in places:
        try:
            data = json.loads(Path(place).read_text("utf-8"))
            parts.append(_checked(data))
        except OSError as error:
            raise UsageError(f"{place} cannot be read: {error.strerror or error}") from None
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            raise KbError(f"{place} was not written by `kb import git --shard`") from None
    if not parts:
        raise UsageError("--merge wants the files that --shard wrote")
    return together(parts)


def _checked(data: Any) -> "list[Mined]":
    """Return the histories of a part, each tried.

    Raises:
        ValueError, KeyError, TypeError, IndexError: if something else is in it.
    """
    from kb.analyses.maintaining.tally import Tally

    if data["format_version"] != 1 or data["report"] != "histories":
        raise ValueError
    histories = list(data["histories"])
    for one in histories:
        Tally.of(one["tally"])
        one["files"] = {str(path): bool(runs) for path, runs in one["files"].items()}
        one["others"] = {str(mail): list(map(str, others)) for mail, others in one.get("others", {}).items()}
        one["name"], one["head"] = str(one["name"]), str(one["head"])
    return histories


def progress(done: int, number: int, name: str) -> None:
    """Say on a terminal how far counting is."""
    if sys.stderr.isatty() and number > 1:
        end = "\n" if done == number else ""
        click.echo(f"\r{done} of {number} repositories: {name[:40]:<40}{end}", err=True, nl=False)
