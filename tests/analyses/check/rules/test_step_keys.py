import pytest

from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n- minutes: 2\n"


def messages(steps):
    return [found.message for found in check("step-keys", {"runbooks/fix.md": f"---\n---\n## Steps\n{steps}"})]


def test_the_words_that_are_known():
    bold = "### s2 · On\n- **Do:** go\n- **Expect**: 1\n- Two-person: yes\n- undo: nothing\n- minutes: 3 to 5\n"
    assert messages(STEP + bold) == []


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("ifnot", "if not"),
        ("If-not", "if not"),
        ("**if_not**", "if not"),
        ("expects", "expect"),
        ("Expected", "expect"),
        ("mins", "minutes"),
        ("minute", "minutes"),
        ("two person", "two-person"),
        ("otherwise", "if not"),
    ],
)
def test_a_word_that_is_nearly_one(wrong, meant):
    said = wrong.strip("*")
    assert messages(STEP + f"- {wrong}: s1\n") == [f"step `s1` of `fix` says `{said}:`; did you mean `{meant}:`?"]


@pytest.mark.parametrize("word", ["Note", "done", "Warning", "See also", "Now", "undead line", "https", "Until"])
def test_words_like_any_other(word):
    assert messages(STEP + f"- {word}: nothing\n") == []


def test_minutes_that_are_no_number():
    (found,) = check("step-keys", {"runbooks/fix.md": "---\n---\n## Steps\n" + STEP.replace("2\n", "three\n")})
    assert (found.source.line, found.message) == (
        8,
        "a step of `fix` has `three` for its minutes, which is no number",
    )
    assert messages(STEP.replace(" 2\n", "\n")) == ["a step of `fix` has nothing for its minutes, which is no number"]


def test_what_is_no_step_is_not_looked_at():
    assert check("step-keys", {"runbooks/fix.md": "## Meaning\n- ifnot: s1\n- minutes: three\n"}) == []
