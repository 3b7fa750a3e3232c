"""kb init: a first knowledge base in a folder."""

from pathlib import Path

import click

from kb.cli.session import say
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb init                          here
  kb init operations               in the folder `operations`
  kb init --dry-run                show what would be written, write nothing
"""


@click.command("init", epilog=_EPILOG, short_help="Scaffold a knowledge base in a folder.")
@click.argument("target", metavar="[DIR]", required=False)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.pass_obj
def command(folder: str, target: str | None, dry_run: bool) -> None:
    """Scaffold a knowledge base in DIR (default: here).

    A service, its team and a runbook in a few commented lines, and the schemas an editor completes them with.
    Nothing that exists is written over.
    """
    from kb.files import scaffold  # noqa: PLC0415 - makes all schemas

    root = Path(folder, target or ".")
    texts = scaffold.files()
    blocking = scaffold.in_the_way(root, texts)
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is not a folder")
    if blocking:
        there = ", ".join(blocking)
        raise UsageError(
            f"nothing was written, because {root} holds already: {there}; name another folder: kb init DIR"
        )
    if dry_run:
        say(_plan(texts), None)
        return
    scaffold.write_all(root, texts)
    say(_done(root, texts), None)


def _plan(texts: dict[str, str]) -> str:
    """Return what would be written, as a diff against nothing; of the schemas only the names."""
    lines = []
    for path, text in texts.items():
        new = text.splitlines()
        lines += ["--- /dev/null", f"+++ {path}", f"@@ -0,0 +1,{len(new)} @@"]
        lines += [f"+ ({len(new)} generated lines)"] if path.endswith(".json") else [f"+{line}" for line in new]
    return "\n".join([*lines, "", f"{len(texts)} files; nothing was written (--dry-run)."]) + "\n"


def _done(root: Path, texts: dict[str, str]) -> str:
    here = "" if root.resolve() == Path.cwd() else f"-C {root} "
    own = [path for path in texts if not path.endswith(".json")]
    lines = [f"wrote {path}" for path in own]
    lines += [f"wrote {len(texts) - len(own)} schemas to .kb/schema/ (completion and checks in your editor)"]
    lines += [
        "",
        "Next:",
        f"  kb {here}check          what is wrong in the files, and what is thin",
        f"  kb {here}risk           where one person, or nobody, holds a component",
        f"  kb {here}who checkout   whom to call, who can act, which runbook",
        "Then put your own services, teams and people in place of these, and commit.",
    ]
    return "\n".join(lines) + "\n"
