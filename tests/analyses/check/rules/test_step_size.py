from kb.testing import check
from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("step-size")


def test_a_long_step_and_a_long_runbook():
    assert messages(book("## Steps\n" + STEP + "- minutes: 10\n")) == []
    assert messages(book("## Steps\n" + STEP + "- minutes: 10.5\n")) == ["step `s1` of `fix` takes 10.5 minutes"]
    many = "".join(STEP.replace("s1", f"s{number}") for number in range(1, 17))
    assert messages(book("## Steps\n" + many)) == ["the runbook `fix` has 16 steps"]


def test_the_limits_are_options():
    files = book("## Steps\n" + STEP + "- minutes: 5\n")
    assert len(check("step-size", files, minutes=4)) == 1
    assert len(check("step-size", files, steps=0)) == 1
