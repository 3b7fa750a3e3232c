"""kb site serve: the site on this machine, rebuilt as files change."""

import tempfile
from pathlib import Path

import click

from kb.cli.options import at_option, note
from kb.cli.session import Session, session_command
from kb.cli.site_build import profile_option, trust_option

_EPILOG = """\b
Examples:
  kb site serve                          http://127.0.0.1:8000
  kb site serve --port 8123 --open       another port, and show it
  kb site serve --profile public         as strangers would see it
"""


@click.command("serve", epilog=_EPILOG)
@at_option
@profile_option
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option("--open", "open_browser", is_flag=True, help="Show it in a browser.")
@trust_option
@session_command
def command(
    session: Session, at: str | None, profile: str | None, port: int, open_browser: bool, trusted: bool
) -> None:
    """Serve the site on this machine only, until interrupted.

    An edit in any YAML file or runbook shows by itself. While files have faults, the site is one page that lists them.
    """
    from kb.cli.stopping import tidily
    from kb.publish import config, engine

    engine.present()
    with tidily(), tempfile.TemporaryDirectory(prefix="kb-site-") as folder:
        options = config.made(
            session.root, Path(folder) / "site", {"at": at, "profile": profile}, strict=False, trusted=trusted
        )
        note(f"serving on http://127.0.0.1:{port}/ until Ctrl-C")
        engine.serve(
            options | {"dev_addr": f"127.0.0.1:{port}"}, Path(folder) / "mkdocs.yml", open_browser=open_browser
        )
