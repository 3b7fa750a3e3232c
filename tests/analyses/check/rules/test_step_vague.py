from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n"


def messages(files, day="2026-06-01"):
    return [found.message for found in check("step-vague", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


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
