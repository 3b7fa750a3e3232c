"""kb site audit: what a built site must not hold."""

import json
import re
import sys
from pathlib import Path

import click

from kb.cli.session import Session, session_command
from kb.errors import NothingHereError, UsageError

_META = re.compile(r'<meta name="kb-profile" content="([a-z]+)">')
_EPILOG = """\b
Examples:
  kb site audit                                  build/site
  kb site audit public --profile public
  kb site audit build/site --allow will          a word, not only an id
"""


@click.command("audit", epilog=_EPILOG)
@click.argument("site", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(("internal", "leadership", "public")),
    help="Whom it is for (default: what its pages say).",
)
@click.option("--allow", metavar="WORD", multiple=True, help="A word that may stand there; may be repeated.")
@session_command
def command(session: Session, site: Path | None, profile: str | None, allow: tuple[str, ...]) -> None:
    """Search a built site for people and addresses it must not show.

    It reads all pages, the search index, data and pictures, as written and as a browser decodes them. Exit code 1 if anything is
    found. `kb site build` does the same before a site is put in its place.
    """
    from kb.publish.audit import audit, told

    site = site or session.root / "build" / "site"
    if not site.is_dir():
        raise UsageError(f"there is no folder {site}: build the site first with kb site build")
    if not any(site.rglob("*.html")):
        raise NothingHereError(f"{site} holds no page")
    report = audit(site, session.base, profile or _profile(site), allow)
    sys.stdout.write(told(report))
    if not report.clean:
        raise click.exceptions.Exit(1)


def _profile(site: Path) -> str:
    """Return the profile that the site says it was built for.

    Raises:
        UsageError: if it does not say, or says several.
    """
    stamp = site / "kb-site.json"
    found: set[str] = set()
    if stamp.is_file():
        try:
            found.add(str(json.loads(stamp.read_text("utf-8"))["profile"]))
        except (ValueError, KeyError, TypeError, OSError):
            found.add("unknown")
    for page in sorted(site.rglob("*.html")):
        found.update(_META.findall(page.read_text("utf-8", "replace")))
    if len(found) != 1 or not found <= {"internal", "leadership", "public"}:
        said = f"its pages say {', '.join(sorted(found))}" if found else "its pages do not say"
        raise UsageError(f"whom is this site for? {said}: name it with --profile")
    return found.pop()
