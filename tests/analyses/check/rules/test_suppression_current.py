from kb.testing import check

TOML = '[[suppress]]\nrule = "tier-known"\nreason = "later"\nuntil = "2026-06-01"\n'


def test_the_end_date_holds():
    assert check("suppression-current", {"kb.toml": TOML}) == []
    (found,) = check("suppression-current", {"kb.toml": TOML}, "2026-06-02")
    assert found.message == "the suppression of `tier-known` ended on 2026-06-01 (later)"
    assert found.source.path == "kb.toml"


def test_comments_end_too():
    files = {
        "architecture/a.yml": "services:\n  # kb: ignore[tier-known, owner-known] until 2026-01-01: later\n  pay: {}\n"
    }
    assert [(found.subject, found.source.line) for found in check("suppression-current", files)] == [
        ("tier-known", 2),
        ("owner-known", 2),
    ]
