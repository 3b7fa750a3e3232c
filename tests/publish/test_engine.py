"""MkDocs started from here; building itself is tested where a site is built."""

import pytest

from kb.errors import NotInstalledError
from kb.publish import engine


@pytest.mark.parametrize("missing", ["mkdocs", "material"])
def test_either_of_the_two_that_is_missing_is_told(monkeypatch, missing):
    monkeypatch.setattr(engine, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(NotInstalledError, match="MkDocs with its theme Material"):
        engine.present()
