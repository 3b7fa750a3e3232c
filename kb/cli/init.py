"""kb init: a first knowledge base in a folder."""

import os
import sys
from pathlib import Path

import click

from kb.cli.changes import agreed, dry_run_option, put_back, show_diff, write
from kb.cli.options import note
from kb.cli.session import say
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb init                          here
  kb init operations               in the folder `operations`
  kb init --dry-run                show what would be written, write nothing
  kb init kb --from all --of ..    draft it from what lies in the folder above
  kb init kb --from git,codeowners --of ../shop --of ../cart --yes
"""


@click.command("init", epilog=_EPILOG)
@click.argument("target", metavar="[DIR]", required=False)
@click.option("--from", "sources", metavar="NAMES", help="Draft it with these importers: git,codeowners,... or all.")
@click.option("--of", "places", metavar="PATH", multiple=True, help="With --from: a folder to look in (default: here).")
@click.option("--yes", is_flag=True, help="With --from: do not ask; needed to write where there is no terminal.")
@dry_run_option
@click.pass_obj
def command(
    folder: str, target: str | None, sources: str | None, places: tuple[str, ...], yes: bool, dry_run: bool
) -> None:
    """Scaffold a knowledge base in DIR (default: here).

    A service, its team, a runbook and an event in a few commented lines, and the schemas an editor completes them
    with; with --from no example, but a draft of your own, shown as a diff first. Nothing that exists is written over.
    """
    from kb.files import scaffold
    from kb.files.editing.changes import new_file

    if sources is None and (places or yes):
        raise UsageError("--of and --yes belong to --from: name the importers, such as --from git,codeowners")
    root = Path(folder, target or ".")
    texts = scaffold.files() if sources is None else scaffold.bare()
    lacking = _ignored(root, texts)
    if root.is_dir():
        put_back(root, dry_run=dry_run)
    blocking = scaffold.in_the_way(root, texts)
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is not a folder")
    if blocking:
        there = ", ".join(blocking)
        raise UsageError(
            f"nothing was written, because {root} holds already: {there}; name another folder: kb init DIR"
        )
    if sources is not None:
        texts = _drafted(sources, [Path(folder, place) for place in places or (".",)], texts)
    elif dry_run:
        _show(texts)
    if not agreed(None if sources is None else len(texts), dry_run=dry_run, yes=yes):
        return
    write(root, [new_file(path, text) for path, text in texts.items()])
    if sources is None:
        say(_done(root, texts, ignored="/.kb/schema/" not in lacking), None)
    else:
        note(f"Written to {root}. Next: kb -C {root} check")
    if lacking:
        note(
            f"{root / scaffold.IGNORED} was left as it is; these lines it lacks keep out what nobody commits:{lacking}"
        )


def _ignored(root: Path, texts: dict[str, str]) -> str:
    """Leave a ``.gitignore`` that is there as it is, it need not be ours; return what it lacks, a line each."""
    from kb.files import scaffold

    if not os.path.lexists(root / scaffold.IGNORED):
        return ""
    del texts[scaffold.IGNORED]
    return "".join(f"\n  {line}" for line in scaffold.unignored(root))


def _drafted(sources: str, folders: list[Path], texts: dict[str, str]) -> dict[str, str]:
    """Show a draft and what it rests on, and return its files."""
    from kb.cli import init_from

    found, drafted = init_from.draft(init_from.chosen(sources), folders, texts)
    _show(drafted)
    init_from.say_draft(found)
    sys.stdout.flush()
    return drafted


def _show(texts: dict[str, str]) -> None:
    """Print what would be written, as a diff against nothing; of the schemas only their length."""
    from kb.files.editing.changes import new_file

    short = {
        path: f"({len(text.splitlines())} generated lines)\n" if path.endswith(".json") else text
        for path, text in texts.items()
    }
    show_diff(new_file(path, text) for path, text in short.items())


def _done(root: Path, texts: dict[str, str], *, ignored: bool) -> str:
    here = "" if root.resolve() == Path.cwd() else f"-C {root} "
    own = [path for path in texts if not path.endswith(".json")]
    lines = [f"wrote {path}" for path in own]
    kept_out = "git ignores them" if ignored else "keep them out of git, see below"
    lines += [f"wrote {len(texts) - len(own)} schemas to .kb/schema/ for your editor; {kept_out}"]
    lines += [
        "",
        "Next:",
        f"  kb {here}check               what is wrong in the files, and what is thin",
        f"  kb {here}risk                where one person, or nobody, holds a component",
        f"  kb {here}who checkout        whom to call, who can act, which runbook",
        f"  kb {here}ready friday-sale   what an event that is coming still lacks",
        "Then put your own services, teams and people in place of these, and commit.",
    ]
    return "\n".join(lines) + "\n"
