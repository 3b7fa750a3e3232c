from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-rehearsable")


def test_only_a_runbook_without_steps_is_found():
    assert messages(book("## Steps\n" + STEP)) == []
    assert messages(book("## Meaning\nIt is down.\n")) == [
        "the runbook `fix` has no steps: it can be read, not rehearsed"
    ]
    assert len(messages(book("## Steps\nNothing yet.\n"))) == 1
    assert messages(book("## Steps\n{fill in: the steps}\n")) == []  # runbook-placeholders says it
