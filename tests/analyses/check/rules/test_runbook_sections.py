from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("runbook-sections")


FORM = ("When to use", "Impact", "Before you start", "Steps", "Verify", "Roll back", "Escalate", "Background")


def body(titles):
    return "".join(f"## {title}\nText.\n" for title in titles)


def test_what_is_missing_and_what_is_out_of_order():
    assert messages(book(body(FORM), "kind: comms\n")) == []
    assert messages(book(body(FORM[:3] + FORM[4:]), "kind: comms\n")) == ["the runbook `fix` lacks `Steps`"]
    assert messages(book(body((FORM[1], FORM[0], *FORM[2:])), "kind: comms\n")) == [
        "the runbook `fix` has `When to use` out of order"
    ]


def test_sections_of_its_own_are_welcome():
    assert messages(book(body((*FORM[:2], "Who is who", *FORM[2:])), "kind: comms\n")) == []


def test_a_runbook_that_declares_no_kind_need_not_have_our_form():
    assert messages(book(body(("Meaning", "Impact")))) == []
