from kb.testing import check
from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-links")


def say(link, other="## Roll back\n"):
    return messages({"runbooks/other.md": other, **book(f"## Steps\n{STEP}## Escalate\nSee [it]({link}).\n")})


def test_links_within_the_knowledge_base():
    assert [say(link) for link in ("other.md", "other.md#roll-back", "#escalate", "./other.md", "#s1-go", "#go")] == [
        []
    ] * 6
    assert say("lost.md") == ["the runbook `fix` links to `lost.md`: there is no runbook `lost`"]
    assert say("other.md#steps") == ["the runbook `fix` links to `other.md#steps`: `other` has no heading `#steps`"]
    assert say("#nowhere") == ["the runbook `fix` links to `#nowhere`: `fix` has no heading `#nowhere`"]


def test_links_out_and_pictures_are_left_alone():
    for link in ("https://docs.example/lost.md", "mailto:a@b.example", "//x.example/y.md", "picture.png"):
        assert say(link) == [], link
    assert messages(book("## Impact\n![it](lost.md) and `[it](lost.md)`\n```\n[it](lost.md)\n```\n")) == []


def test_the_place_is_the_target():
    (found,) = check("runbook-links", book("## Impact\nSee [it](lost.md).\n"))
    assert (found.source.line, found.source.column, found.width) == (4, 10, 7)


def test_a_file_is_looked_up_by_its_name_and_any_heading_counts():
    files = {
        "runbooks/KubeDown.md": "## Notes\n### The odd case\n",
        **book("## Impact\nSee [it](../x/KubeDown.md#the-odd-case).\n"),
    }
    assert messages(files) == []
