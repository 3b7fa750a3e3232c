from kb.testing import check


def messages(text):
    return [found.message.partition(": ")[2] for found in check("rotation-able", text)]


def test_components_are_named_the_least_held_first_and_people_are_not():
    text = "rota pages ann, bob; rota covers pay, ledger, rates; ann operates pay, ledger, rates; bob assists pay; bob operates rates; cid operates ledger"
    assert messages(text) == ["`ledger` (1 of 2), `pay` (1 of 2)"]


def test_many_are_counted():
    names = [f"c{number}" for number in range(8)]
    (message,) = messages(f"rota pages ann; rota covers {','.join(names)}; nobody operates {','.join(names)}")
    assert message.endswith("`c4` (0 of 1) and 3 more")


def test_what_is_unknown_or_retired_is_another_matter():
    assert messages("rota pages ann; rota covers pay, old; nobody operates old; old lifecycle retired") == []


def test_those_who_left_do_not_count():
    assert (
        messages("rota pages ann, bob; ann until 2026-01-01; rota covers pay; bob operates pay; ann assists pay") == []
    )


def test_a_rotation_of_nobody_has_nothing_to_say():
    assert messages("rota pages ann; ann until 2026-01-01; rota covers pay; nobody operates pay") == []
    assert messages("rota covers pay; nobody operates pay") == []
