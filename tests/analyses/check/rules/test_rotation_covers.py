from kb.testing import check


def found(text):
    return [(one.subject, one.source.line) for one in check("rotation-covers", text)]


def written(oncall):
    return {
        "architecture/a.yml": "services: {pay: {}}\n",
        "ownership/o.yml": f"people: {{ann: {{}}}}\noncall:\n{oncall}",
    }


def test_covering_nothing_and_not_saying_are_the_same():
    assert found(written("  one: {covers: [], rotation: [ann]}\n  two: {rotation: [ann]}\n")) == [
        ("one", 3),
        ("two", 4),
    ]


def test_what_another_rotation_escalates_to_is_reached_but_not_by_itself():
    assert found(written("  one: {covers: [pay], escalation: [two]}\n  two: {rotation: [ann]}\n")) == []
    assert found(written("  one: {rotation: [ann], escalation: [one]}\n")) == [("one", 3)]


def test_a_system_is_something_and_no_rotation_is_none():
    assert found("rota covers pay") == []
    assert found("ann operates pay") == []
    systems = {"architecture/a.yml": "systems: {shop: {}}\n", "ownership/o.yml": "oncall: {rota: {covers: [shop]}}\n"}
    assert found(systems) == []
