"""Whether a site is about to be published where strangers can read it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kb.publish import options

_HOSTS: Final = (
    "github.io", "gitlab.io", "pages.dev", "netlify.app", "vercel.app", "readthedocs.io", "surge.sh", "web.app", "firebaseapp.com",
)  # fmt: skip
_DEPLOYS: Final = re.compile(
    r"actions/deploy-pages|actions/upload-pages-artifact|gh-deploy|actions-gh-pages|^pages:", re.MULTILINE
)
_BUILDERS: Final = ("CF_PAGES", "CI_PAGES_URL", "NETLIFY", "READTHEDOCS", "RENDER", "VERCEL")
"""Variables that hosts of pages set where they build a site."""


def exposed(root: Path, profile: str, environ: Mapping[str, str] | None = None) -> str | None:
    """Return a warning if signs of a public host stand beside a profile that is not for the public; None without.

    Args:
        root: folder of the knowledge base.
        profile: whom the site is for.
        environ: variables of the process that builds it.

    Pages of a private repository are public on most plans: a login in front of the repository is none in front of them.
    """
    if profile == "public":
        return None
    where = _sign(root, environ or {})
    if where is None:
        return None
    return f"{where}, where anybody may read it, and this site has the profile {profile}: put it behind a login, or build --profile public"


def _sign(root: Path, environ: Mapping[str, str]) -> str | None:
    builder = next((name for name in _BUILDERS if environ.get(name)), None)
    if builder is not None:
        return f"this runs on a host of pages ({builder} is set)"
    url = str(options.read(root).get("site_url", ""))
    host = next((host for host in _HOSTS if host in url), None)
    if host is not None:
        return f"site_url in mkdocs.yml names {host}"
    if (root / "site" / "CNAME").is_file():
        return "site/CNAME publishes it under a name of its own"
    for file in [*sorted((root / ".github" / "workflows").glob("*.y*ml")), root / ".gitlab-ci.yml"]:
        if file.is_file() and _DEPLOYS.search(file.read_text("utf-8", "replace")):
            return f"{file.relative_to(root).as_posix()} deploys pages"
    return None
