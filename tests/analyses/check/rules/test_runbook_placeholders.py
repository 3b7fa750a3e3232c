from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-placeholders")


def say(command, before="Nothing."):
    return messages(
        book(
            f"## Before you start\n{before}\n## Steps\n"
            + STEP.replace("go\n", f"run `{command}`\n", 1).replace("- do: go", f"- do: run `{command}`")
        )
    )


def test_a_placeholder_is_explained_before_the_steps():
    assert say("switch {room}") == ["the runbook `fix` uses `{room}` and does not say what that stands for"]
    assert say("switch {room}", "Read `{room}` off the alert.") == []
    assert len(say("switch {room}", "Read {room} off the alert.")) == 1  # as code, so that it cannot be overlooked


def test_variables_of_the_shell():
    assert len(say("switch $ROOM ${HOST}")) == 2
    assert say("ROOM=3; switch $ROOM") == []
    assert say("for f in 1 2; do echo $f; done") == []
    assert say("ls $HOME") == []


def test_what_is_to_be_filled_in_is_found_in_any_section_and_counted():
    begun = "## Impact\n{fill in: what users notice}\n## Steps\n" + STEP + "\n```sh {fill in: which shell}\n```\n"
    assert messages(book(begun)) == ["the runbook `fix` is not finished: 2 lines still to be filled in"]
    assert messages(book("{fill in: all of it}\n")) == [
        "the runbook `fix` is not finished: 1 line still to be filled in"
    ]
    assert messages(book("## Impact\n{filling: it}\n")) == []


def test_braces_that_are_none():
    for command in ("awk '{print $1}'", "kubectl -o jsonpath={.items}", "echo {{ x }}", "cp a.{b,c}"):
        assert say(command) == [], command
