from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-steps")


def test_each_step_says_what_to_do_and_what_to_expect():
    assert messages(book("## Steps\n" + STEP)) == []
    assert messages(book("## Steps\n" + STEP.replace("- expect: 1 answer\n", ""))) == [
        "in the runbook `fix` no step says what to do and what to expect"
    ]
    two = STEP + "### s2 · On\n- expect: 1 answer\n"
    assert messages(book("## Steps\n" + two)) == [
        "in the runbook `fix` not every step (see `s2`) says what to do and what to expect"
    ]


def test_a_numbered_list_says_what_to_do_only():
    assert len(messages(book("## Steps\n1. Go.\n"))) == 1


def test_without_steps_another_rule_speaks():
    assert messages(book("## Meaning\n")) == []
