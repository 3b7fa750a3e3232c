"""Sites of small knowledge bases, composed but not built."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb import testing
from kb.files.load import load
from kb.pages import Page
from kb.pages._compose import compose
from kb.pages._input import SiteInput
from kb.publish.manuals import manuals

ROOT = Path(__file__).resolve().parents[2]
BASES = {"founding": ROOT, "lantern": ROOT / "examples" / "lantern"}


def site_of(base, day=testing.TODAY, profile="internal"):
    return SiteInput(base, testing.at(day), f"At {day}", profile=profile, manuals=manuals())


def composed(site) -> dict[str, Page]:
    return {page.uri: page for page in compose(site)}


@pytest.fixture
def compose_base() -> Callable[..., dict[str, Page]]:
    """Compose the pages of a base told in a few words or files."""

    def made(said, day=testing.TODAY, profile="internal"):
        base = testing.base(said) if isinstance(said, str) else testing.read(said).base
        return composed(site_of(base, day, profile))

    return made


@pytest.fixture(scope="session", params=sorted(BASES))
def worked(request) -> tuple[str, dict[str, Page]]:
    """Every page of a worked example, at its own date."""
    base = load(BASES[request.param]).base
    return request.param, composed(site_of(base, base.settings.as_of.isoformat()))
