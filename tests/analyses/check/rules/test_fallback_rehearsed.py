from kb.testing import check


def subjects(services):
    return [
        (found.subject, found.source.line)
        for found in check("fallback-rehearsed", {"architecture/a.yml": f"services:\n{services}"})
    ]


def test_one_finding_an_edge():
    assert subjects(
        "  a:\n    needs:\n      - {to: b, fallback: c}\n      - {to: c, fallback: b}\n  b: {}\n  c: {}\n"
    ) == [("a", 4), ("a", 5)]


def test_soft_edges_and_a_written_none_need_no_rehearsal():
    assert subjects("  a: {uses: [{to: b, fallback: c}], needs: [{to: c, fallback: none}]}\n  b: {}\n  c: {}\n") == []


def test_retired_components_rehearse_nothing():
    assert subjects("  a: {lifecycle: retired, needs: [{to: b, fallback: c}]}\n  b: {}\n  c: {}\n") == []
