from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n"


def messages(files, day="2026-06-01"):
    return [found.message for found in check("step-size", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


def test_a_long_step_and_a_long_runbook():
    assert messages(book("## Steps\n" + STEP + "- minutes: 10\n")) == []
    assert messages(book("## Steps\n" + STEP + "- minutes: 10.5\n")) == ["step `s1` of `fix` takes 10.5 minutes"]
    many = "".join(STEP.replace("s1", f"s{number}") for number in range(1, 17))
    assert messages(book("## Steps\n" + many)) == ["the runbook `fix` has 16 steps"]


def test_the_limits_are_options():
    files = book("## Steps\n" + STEP + "- minutes: 5\n")
    assert len(check("step-size", files, minutes=4)) == 1
    assert len(check("step-size", files, steps=0)) == 1
