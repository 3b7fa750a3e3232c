"""What an import says at its end: what no foreign file knows is left to a human, by name; a draft tells what it left out."""

from kb.documents.importing import describe, describe_draft
from kb.model.fact import Contradicted, Draft, Dropped, Fact, ImportReport
from kb.model.source import Source
from kb.render.text import Text

AT = Source("pd.json", 2, 1)


def fact(section, name, key="", value=True):
    return Fact(section, name, key, value, AT)


def report(*added, kept=(), dropped=()):
    return ImportReport("oncall", "org", {}, {}, (), added, 0, tuple(kept), tuple(dropped), ())


def said(*added):
    one = report(*added)
    return " ".join(Text().render(one, describe(one)).split())


def test_rotations_that_are_new_and_cover_nothing_are_named():
    assert "- first covers nothing yet: write `covers:` with what it is paged for." in said(fact("oncall", "first"))
    two = said(fact("oncall", "first"), fact("oncall", "second"))
    assert "- first, second cover nothing yet: write `covers:` with what they are paged for." in two
    assert "nothing yet" not in said(fact("oncall", "first"), fact("oncall", "first", "covers", "pay"))
    assert "nothing yet" not in said(fact("oncall", "first", "rotation", "ann"))  # it stood there already


def test_new_people_with_handles_are_asked_about():
    people = [fact("people", f"p-{number}", "handles", {"pagerduty": f"U{number}"}) for number in range(7)]
    text = said(*people)
    assert "New people: p-0, p-1, p-2, p-3, p-4 and 2 more (json has all)." in text
    assert "(for `p-0`: `handles: {pagerduty: U0}`)" in text
    assert "Left to you" not in said(fact("people", "ann"), fact("services", "pay"))


def test_people_who_were_there_by_that_id_are_not_called_new():
    added = (
        fact("people", "ann", "handles", {"mail": "ann@elsewhere.example"}),
        fact("people", "bob", "handles", {"mail": "b"}),
    )
    one = report(*added)._replace(met={"ann": Source("ownership/a.yml", 3, 5)})
    text = " ".join(Text().render(one, describe(one)).split())
    assert "New people: bob. If" in text
    assert "Taken for whom you have under that id: ann (ownership/a.yml:3). If one is somebody else" in text
    assert "`ann-2: {handles: {mail: ann@elsewhere.example}}`" in text


def test_runbooks_are_counted_beside_the_facts():
    one = report()._replace(files=("runbooks/a.md", "runbooks/b.md", "architecture/a.yml"))
    assert "new 0 facts; 2 runbooks " in " ".join(Text().render(one, describe(one)).split())


def test_a_draft_tells_what_differs_and_what_cannot_be_taken():
    kept = Contradicted(fact("services", "pay", "owner", "core"), "shop", Source("architecture/a.yml", 3, 5))
    dropped = Dropped(fact("services", "pay", "needs", "zed"), "there is no component `zed`")
    draft = Draft(
        (report(kept=[kept], dropped=[dropped]),), {}, {"components": 1, "rotation that covers nothing yet": 1}
    )
    text = " ".join(Text().render(draft, describe_draft(draft)).split())
    assert "They differ; the first holds (1)" in text
    assert "oncall: pd.json:2 pay: owner core architecture/a.yml:3 says shop" in text
    assert "oncall: pd.json:2 pay: needs zed there is no component `zed`" in text
    assert "- 1 rotation that covers nothing yet" in text
