import re

from kb.analyses.check.rules.step_vague import _SIGNS, VAGUE
from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("step-vague")


def say(do="go", expect="1 answer"):
    return messages(book("## Steps\n" + STEP.replace("do: go", f"do: {do}").replace("1 answer", expect)))


def test_words_that_mean_nothing_to_a_stranger():
    for text in (
        "TBD",
        "load is back to normal",
        "restart as usual",
        "scale as appropriate",
        "all looks good",
        "hosts, disks etc.",
    ):
        assert len(say(expect=text)) == 1, text
        assert len(say(do=text)) == 1, text


def test_words_that_only_look_like_them():
    for text in (
        "`todo list` shows 3 entries",
        "an abnormal exit",
        "10 % of normal traffic",
        "set state to `TBD`",
        "write to the normaliser",
        "the usual 3 pods (web, api, db)",
    ):
        expected = 1 if "usual" in text else 0
        assert len(say(do=text)) == expected, text


def test_each_of_the_words_shows_in_the_quick_look():
    words = re._parser.parse(VAGUE.pattern, VAGUE.flags)  # every text of the alternatives, worked out by Python itself
    texts = [text for text in texts_of(words) if VAGUE.search(text)]
    assert len(texts) > 30
    assert [text for text in texts if not any(sign in text.lower() for sign in _SIGNS)] == []


def texts_of(parsed):
    """Return every text that a parsed pattern of literals, choices and optional parts stands for."""
    found = [""]
    for operator, argument in parsed:
        match str(operator):
            case "LITERAL":
                more = [chr(argument)]
            case "SUBPATTERN":
                more = texts_of(argument[3])
            case "BRANCH":
                more = [text for branch in argument[1] for text in texts_of(branch)]
            case "MAX_REPEAT":
                more = ["", *texts_of(argument[2])]
            case _:  # a border of a word, or what may not follow
                more = [""]
        found = [text + end for text in found for end in more]
    return found
