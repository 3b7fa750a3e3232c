"""Who is named in the text of a runbook: the quick look before the lines misses nobody the lines would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import testing
from kb.analyses.named import Names

PEOPLE = "people: {ann: {}, f-3: {}, long-name-4: {}, 7: {title: Ann Lee}}\n".replace("7:", "seven-7:")


def names(text, title="Steps"):
    base = testing.read({"ownership/p.yml": PEOPLE, "runbooks/r.md": f"# R\n\n## {title}\n\n{text}\n"}).base
    return [named.person.id for named in Names(base.people.values()).within(base.runbooks["r"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask f-3", ["f-3"]), ("--f-3--", ["f-3"]), ("(f-3)", ["f-3"]), ("f-3-", ["f-3"]), ("- -f-3", ["f-3"]), ("é f-3é", []), ("f-3_x", []),
        ("ask ann", []), ("ask `ann`", ["ann"]), ("ask @ann-", ["ann"]), ("ask Ann Lee", ["seven-7"]), ("ask Ann", []),
    ],
)  # fmt: skip
def test_who_is_named(text, found):
    assert names(text) == found


def test_history_may_name_anybody():
    assert names("f-3 wrote it", "Background") == []


@given(
    st.lists(
        st.sampled_from(["f-3", "ann", "-", "--", " ", "\n", "`", "@", "_", "x", "é", "A", "long-name-4", "."]),
        max_size=14,
    )
)
def test_the_quick_look_misses_nobody(parts):
    base = testing.read({"ownership/p.yml": PEOPLE}).base
    found = Names(base.people.values())
    text = "".join(parts)
    if any(list(found._in_line(line)) for line in text.split("\n")):
        assert found._may_be_in(f" {text} ")
