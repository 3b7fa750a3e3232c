"""One component, the team that owns it, and its runbook: what commands about learning it are tried on."""

from pathlib import Path

from click.testing import CliRunner, Result

from kb import testing
from kb.cli.main import main
from kb.errors import KbError

STEPS = "\n---\n\n## Steps\n\n### s1 · One\n\n- do: it\n- expect: it is done\n"


def written(folder: Path, pay: str) -> Path:
    """Write a base in which ``pay`` says who can operate that component, and return its folder."""
    people = "teams: {till: {}}\npeople: {ann: {team: till}, bob: {team: till}}\n"
    files = {
        "kb.toml": 'as_of = "2026-06-01"\n',
        "architecture/a.yml": "services: {pay: {tier: 0, owner: till}}\n",
        "ownership/a.yml": f"{people}knowledge: {{pay: {{{pay}}}}}\n",
        "runbooks/fix.md": f"---\nid: fix\nkind: diagnosis\ncomponents: [pay]{STEPS}",
    }
    return testing.tree(folder, files)


def kb(folder: Path, *words: str) -> Result:
    """Run a command as a user does."""
    return CliRunner().invoke(main, ["-C", str(folder), *words])


def told(folder: Path, *words: str) -> str:
    """Return what a command that has to fail says."""
    result = kb(folder, *words)
    assert isinstance(result.exception, KbError), result.output
    return str(result.exception)
