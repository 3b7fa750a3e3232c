"""The quick reading of a runbook's structure finds what markdown-it-py finds, or gives up."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.files.outline import ITEM, Mark, by_library, outline, plain

LINES = (
    "", "  ", "## Steps", "### s1 · Go", "## Steps ##", "##", "#x", "   ## in", "    ## in", "# T", "text", "- do: x", "- expect: y", "-", "- - -", "---",
    "===", "  more", "  - nested", "    deep", " one", "```sh", "```", "~~~", "  ```", "    ```", "``` a`b", "`code` text", "> quote", "> ## q", "1. one",
    "2) two", "* star", "** bold", "**bold**", "***", "* * *", "_x_", "___", "<!--", "-->", "<div>", "[a]: /x", "| a |", "| --- |", "\t", "\t- x", "- \tx", "+ plus",
    "- [ ] box", "- 1. x", "-  wide", "\\## x", "é", "3 MB", "12", "\u00a0", "- ```", "- > q", "- # h", "#\tTab", "- x  ", "$ cmd", "~x", "- do: `a", "b`",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9))
@example(["- a", "", "  ```", "## b", "  ```"])
@example(["- a", "lazy", "- b"])
@example(["```", "## x", "   ```", "## y"])
@example(["~~~", "```", "## x"])
@example(["para", "---"])
@example(["- x", "", "", "text"])
def test_the_quick_reading_is_the_libraries_or_none(lines):
    quick = plain(lines)
    assert quick is None or quick == by_library(lines)


@given(st.text(alphabet="#-`~ \tab1.\n*_<>|=", max_size=60))
def test_for_any_text(text):
    lines = text.split("\n")
    quick = plain(lines)
    assert quick is None or quick == by_library(lines)


def test_a_runbook_in_the_house_form_is_read_quickly():
    lines = [
        "## Steps",
        "",
        "### s1 · Go",
        "",
        "- do: run",
        "",
        "  ```sh",
        "  ## no heading",
        "  ```",
        "- expect: 3",
        "",
        "Text.",
    ]
    found = [Mark(2, "Steps", 0, 1), Mark(3, "s1 · Go", 2, 3), Mark(ITEM, "", 4, 9), Mark(ITEM, "", 9, 10)]
    assert plain(lines) == found == by_library(lines)


@pytest.mark.parametrize("text", ["Steps\n-----", "<!--\n## x\n-->\n## y", "1. a\n2. b", "- a\n\tb", "## x ##"])
def test_anything_else_is_left_to_the_library(text):
    lines = text.split("\n")
    assert plain(lines) is None
    assert outline(lines) == by_library(lines)
