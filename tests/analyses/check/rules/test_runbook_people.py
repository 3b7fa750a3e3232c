from kb.testing import check
from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("runbook-people")


PEOPLE = "people: {p-1: {until: 2026-05-31}, p-2: {until: 2026-06-10, title: Cleo Marsh}, p-3: {until: 2026-06-30}, ann: {until: 2026-05-31}}\n"


def say(text, day="2026-06-01"):
    return messages({"ownership/a.yml": PEOPLE, **book(text, "authors: [p-1]\n")}, day)


def test_those_who_left_and_those_about_to_leave():
    assert say("## Escalate\nAsk p-1.\n") == ["the runbook `fix` names `p-1`, who left on 2026-05-31"]
    assert say("## Escalate\nAsk p-1.\n", "2026-05-31") == ["the runbook `fix` names `p-1`, who leaves on 2026-05-31"]
    assert say("## Escalate\nAsk Cleo Marsh or p-3.\n") == ["the runbook `fix` names `p-2`, who leaves on 2026-06-10"]
    assert say("## Escalate\nAsk Cleo Marsh.\n", "2026-05-20") == []


def test_authors_and_background_are_history():
    assert say("## Background\nWritten by p-1.\n") == []


def test_an_id_that_could_be_a_word_counts_only_where_it_cannot():
    assert say("## Escalate\nSee ann.\n") == []
    assert len(say("## Escalate\nSee `ann`.\n")) == 1
    assert len(say("## Escalate\nSee @ann.\n")) == 1


def test_a_title_of_one_word_is_a_word():
    people = "people: {zed: {until: 2026-05-31, title: Mars}}\n"
    assert messages({"ownership/a.yml": people, **book("## Escalate\nAsk Mars.\n")}) == []
    assert (
        len(messages({"ownership/a.yml": people.replace("Mars", "Cleo Mars"), **book("## Escalate\nAsk Cleo Mars.\n")}))
        == 1
    )


def test_the_place_is_the_line():
    (found,) = check("runbook-people", {"ownership/a.yml": PEOPLE, **book("## Escalate\n\nAsk p-1.\n")})
    assert found.source.line == 5


def test_many_people_are_looked_for_too():
    people = (
        "people: {p-1: {until: 2026-05-31}, " + ", ".join(f"x-{n}: {{until: 2026-01-01}}" for n in range(250)) + "}\n"
    )
    assert len(messages({"ownership/a.yml": people, **book("## Escalate\nAsk p-1.\n")})) == 1
