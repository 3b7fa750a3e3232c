"""Sections and steps as they are read from a runbook."""

import pytest

from kb.files.steps import fingerprint, sections_and_steps
from kb.model.source import Source

HOUSE = [
    "---",
    "id: x",
    "---",
    "",
    "Opening.",
    "",
    "## When to use",
    "",
    "Now.",
    "",
    "## Steps",
    "",
    "Read all of it first.",
    "",
    "### s1 · Freeze joins",
    "",
    "- do: set the limit",
    "",
    "  ```sh",
    "  room limit 0",
    "  ```",
    "- do: write it down",
    "- expect: below 10 within 60 s",
    "- if not: s2, escalate",
    "- undo: set it back",
    "- minutes: 2.5",
    "- two-person: true",
    "",
    "### Tell the host",
    "",
    "Say it aloud.",
    "",
    "- call",
    "- **expect**: one answer",
    "- if not: escalate.",
    "",
    "## Verify",
    "",
]


def test_the_house_form_is_read_whole():
    sections, steps, hashed = sections_and_steps(HOUSE, 3, "runbooks/x.md")
    assert [(item.title, item.line) for item in sections] == [
        ("", 4),
        ("When to use", 7),
        ("Steps", 11),
        ("Verify", 37),
    ]
    assert [item for item in sections[1].numbered() if item[1]] == [(9, "Now.")]
    assert [item for item in sections[0].numbered() if item[1]] == [(5, "Opening.")]
    first, second = steps
    assert (first.id, first.title, first.source) == ("s1", "Freeze joins", Source("runbooks/x.md", 15, 1))
    assert first.do == ("set the limit\n\n```sh\nroom limit 0\n```", "write it down")
    assert (first.expect, first.if_not, first.undo) == ("below 10 within 60 s", ("s2", "escalate"), "set it back")
    assert (first.minutes, first.two_person) == (2.5, True)
    assert first.hash == fingerprint(HOUSE[14:28])
    assert (second.id, second.do, second.expect, second.if_not) == (
        "tell-the-host",
        ("call", "Say it aloud."),
        "one answer",
        ("escalate",),
    )
    assert (second.minutes, second.two_person, second.undo) == (None, False, None)
    assert hashed == fingerprint(HOUSE[11:36])


def test_blank_lines_and_trailing_blanks_leave_a_fingerprint_as_it_is():
    assert fingerprint(["a  ", "", "b"]) == fingerprint(["a", "b"]) != fingerprint(["a", " b"])


def test_where_a_prompt_stands_below_steps_there_are_none_yet():
    begun = [line.replace("set it back", "{fill in: how}") for line in HOUSE]
    sections, steps, hashed = sections_and_steps(begun, 3, "runbooks/x.md")
    assert [item.title for item in sections] == [item.title for item in sections_and_steps(HOUSE, 3, "x")[0]]
    assert (steps, hashed) == ((), None)
    elsewhere = [line.replace("Now.", "{fill in: when}") for line in HOUSE]
    assert sections_and_steps(elsewhere, 3, "x")[1:] == sections_and_steps(HOUSE, 3, "x")[1:]


def test_a_collection_without_steps_has_sections_only():
    lines = ["# KubeDown", "", "## Meaning", "", "It is down.", "", "## Impact", "## Diagnosis", "## Mitigation", ""]
    sections, steps, hashed = sections_and_steps(lines, 0, "x.md")
    assert [item.title for item in sections] == ["", "Meaning", "Impact", "Diagnosis", "Mitigation"]
    assert (steps, hashed) == ((), None)


def test_a_numbered_list_is_steps_of_which_only_what_to_do_is_known():
    _, steps, hashed = sections_and_steps(["## Steps", "1. Switch.", "   Wait.", "2. Look.", ""], 0, "x.md")
    assert [(item.id, item.title, item.source.line) for item in steps] == [("1", "Switch.", 2), ("2", "Look.", 4)]
    assert all(item.expect is None for item in steps)
    assert hashed is not None


@pytest.mark.parametrize(
    ("heading", "name", "title"),
    [
        ("s3 · Freeze", "s3", "Freeze"), ("s3: Freeze", "s3", "Freeze"), ("3. Freeze", "3", "Freeze"), ("s3 - Freeze", "s3", "Freeze"),
        ("Freeze - now", "freeze-now", "Freeze - now"), ("room.a · Freeze", "room.a", "Freeze"), ("…", "step", "…"),
    ],
)  # fmt: skip
def test_a_step_has_the_id_before_its_title_or_one_made_of_it(heading, name, title):
    _, (step,), _ = sections_and_steps(["## Steps", f"### {heading}"], 0, "x.md")
    assert (step.id, step.title) == (name, title)


def test_an_underlined_heading_is_one():
    sections, steps, _ = sections_and_steps(["Steps", "-----", "", "### s1 · Go", "* do: go", ""], 0, "x.md")
    assert [item.title for item in sections] == ["Steps"]
    assert list(sections[0].numbered())[2] == (4, "### s1 · Go")
    assert steps[0].do == ("go",)
