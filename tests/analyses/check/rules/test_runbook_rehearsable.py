from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n"


def messages(files, day="2026-06-01"):
    return [found.message for found in check("runbook-rehearsable", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


def test_only_a_runbook_without_steps_is_found():
    assert messages(book("## Steps\n" + STEP)) == []
    assert messages(book("## Meaning\nIt is down.\n")) == [
        "the runbook `fix` has no steps: it can be read, not rehearsed"
    ]
    assert len(messages(book("## Steps\nNothing yet.\n"))) == 1
