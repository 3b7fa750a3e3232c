from kb.testing import check


def found(support, day="2026-06-01"):
    return len(check("support-current", {"architecture/a.yml": f"vendors: {{cards: {{support: {support}}}}}\n"}, day))


def test_the_end_date_is_covered():
    assert found("{until: 2026-06-01}") == 0
    assert found("{until: 2026-06-01}", "2026-06-02") == 1


def test_no_end_and_none_have_not_ended():
    assert found("{hours: 24x7}") == 0
    assert found("none") == 0


def test_the_caret_stands_under_the_support():
    (found,) = check(
        "support-current", {"architecture/a.yml": "vendors:\n  cards:\n    support: {until: 2026-01-01}\n"}
    )
    assert (found.source.line, found.message) == (3, "support by `cards` ended on 2026-01-01")
