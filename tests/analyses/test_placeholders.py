"""Which texts say nothing."""

import pytest

from kb.analyses.placeholders import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "LGTM",
        "looks good",
        "confirmed",
        "tested",
        None,
        "",
        " ",
        "TBD",
        "n/a",
        "N.A.",
        "ok",
        "OK.",
        "done!",
        "Idem",
        "see above",
        "none",
        "-",
        "✓",
        "yes",
    ],
)
def test_placeholders(text):
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["2 minutes", "ann answered", "case 12", "ok after 2 minutes"])
def test_values(text):
    assert not is_placeholder(text)
