from kb.analyses.check.rules import fallback_rehearsed
from kb.documents.manual import parse
from kb.testing import check
from tests.analyses.check.rules.written import messages_of

messages = messages_of("hard-cycle")


def test_each_circle_once_with_its_members():
    assert messages("c needs a; a needs b; b built_on c; y needs x; x runs_on y; z needs a") == [
        "3 components stand on each other in a circle: `a`, `b`, `c`",
        "2 components stand on each other in a circle: `x`, `y`",
    ]


def test_soft_edges_close_no_circle():
    assert messages("a needs b; b uses a") == []


def test_many_members_are_counted():
    ring = [f"n{number:02}" for number in range(12)]
    (message,) = messages("; ".join(f"{a} needs {b}" for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))
    assert message.endswith("`n07` and 4 more")


def test_a_rehearsed_fallback_opens_the_circle():
    files = parse("x", "rule", fallback_rehearsed.__doc__).files("Passes")
    files["architecture/pay.yml"] = files["architecture/pay.yml"].replace(
        "rates: {tier: 2}", "rates: {tier: 2, needs: [pay]}", 1
    )
    assert messages(files) == []
    assert [
        found.rule
        for found in check(
            "hard-cycle",
            {
                **files,
                "runbooks/log/20260511-rates-down-ann.yml": "{runbook: rates-down, kind: tabletop, by: ann, ended: 2026-05-11T10:00Z, help: none, outcome: pass}\n",
            },
        )
    ] == ["hard-cycle"]
