from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("step-target")


def steps(*targets):
    return book(
        "## Steps\n" + "".join(STEP.replace("s1", f"s{n}").replace("escalate", to) for n, to in enumerate(targets, 1))
    )


def test_a_target_is_a_step_or_escalation():
    assert messages(steps("s2", "escalate")) == []
    assert messages(steps("s7, s8")) == ["step `s1` of `fix` leads to `s7`, `s8`, which is no step of it"]


def test_a_circle_without_a_way_out():
    assert messages(steps("s2", "s1")) == [
        "in `fix` the steps `s1`, `s2` lead to each other when they fail, and never out"
    ]
    assert messages(steps("s1")) == ["in `fix` the steps `s1` lead to each other when they fail, and never out"]
    assert messages(steps("s2, escalate", "s1")) == []
    assert messages(steps("s2", "s3", "s2")) == [
        "in `fix` the steps `s1`, `s2`, `s3` lead to each other when they fail, and never out"
    ]


def test_a_step_that_names_nothing_goes_on():
    without = book("## Steps\n" + STEP.replace("- if not: escalate\n", ""))
    assert messages(without) == []


def test_an_id_stands_once():
    assert messages(book("## Steps\n" + STEP + STEP)) == ["two steps of `fix` have the id `s1`"]
