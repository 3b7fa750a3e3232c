from tests.analyses.check.rules.written import messages_of

messages = messages_of("rotation-two")


def test_one_and_nobody():
    assert messages("rota pages ann") == ["one person is on the rotation `rota`; it takes 2 for anybody to be off"]
    assert messages("rota pages ann; ann until 2026-01-01") == [
        "nobody is on the rotation `rota`; it takes 2 for anybody to be off"
    ]


def test_the_same_person_twice_is_one():
    assert len(messages("rota pages ann, ann")) == 1


def test_people_who_are_away_are_on_the_rotation():
    assert messages("rota pages ann, bob; bob away 2026-05-01/2026-07-01") == []


def test_the_least_is_an_option():
    assert messages("rota pages ann, bob", least=3) == [
        "2 people are on the rotation `rota`; it takes 3 for anybody to be off"
    ]


def test_unknown_is_said_apart():
    assert messages("rota covers pay") == ["the rotation `rota` does not say who takes turns"]


def test_shifts_say_who_takes_turns_where_no_list_does():
    shift = "{{person: {}, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z, role: {}}}"
    for names, count in ((("ann", "bob"), 0), (("ann", "ann"), 1)):
        shifts = ", ".join(shift.format(name, "primary") for name in names)
        assert (
            len(
                messages(
                    {"ownership/o.yml": f"people: {{ann: {{}}, bob: {{}}}}\noncall: {{rota: {{shifts: [{shifts}]}}}}\n"}
                )
            )
            == count
        )
