"""What holds for the pages of any base."""

import posixpath
import re

import pytest

from kb import pages as socket
from kb import plugs, testing
from kb.analyses.audience.redaction import redact
from kb.errors import InternalError
from kb.files.load import load
from kb.pages import Page, Pages, _compose
from kb.pages._mentions import Mentions
from tests.pages.conftest import BASES, composed, site_of

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!`)\]\(([^()\s]+)\)")


def anchors(markdown):
    plain = {
        re.sub(r"[^a-z0-9]+", "-", line.lstrip("# ").lower()).strip("-")
        for line in markdown.splitlines()
        if line.startswith("#")
    }
    return plain | set(re.findall(r"\{ #([a-z0-9-]+)", markdown))


def test_every_link_leads_to_a_page_and_to_an_anchor_on_it(worked):
    _, pages = worked
    seen = 0
    for uri, page in pages.items():
        for target in _LINK.findall(_FENCE.sub("", page.markdown)) if uri.endswith(".md") else ():
            path, _, anchor = target.partition("#")
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
            if goal.startswith("guide/"):
                continue
            seen += 1
            assert goal in pages, (uri, target)
            assert not anchor or page.authored or anchor in anchors(pages[goal].markdown), (uri, target)
    assert seen > 500


def test_the_same_files_give_the_same_bytes_in_any_order():
    files = {
        "architecture/b.yml": "services:\n  b: {needs: [a]}\n  c: {needs: [b]}\n",
        "architecture/a.yml": "services:\n  a: {owner: t}\n",
        "ownership/o.yml": "teams: {t: {}}\npeople: {p: {team: t}, o: {team: t}}\nknowledge: {a: {p: operate, o: operate}}\n",
    }
    one, two = (composed(site_of(testing.read(dict(order)).base)) for order in (files.items(), reversed(files.items())))
    assert one == two


@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_an_empty_base_says_what_to_write_and_where(profile):
    pages = composed(site_of(testing.read({}).base, profile=profile))
    assert "Nothing is written down yet" in pages["index.md"].markdown
    for uri in ("components/index.md", "systems/index.md", "teams/index.md", "runbooks/index.md", "risk.md"):
        assert "!!! kb-empty" in pages[uri].markdown, uri


def test_the_public_is_given_no_advice_on_what_may_have_been_taken_out():
    for said in ("", "pay tier 0", "nobody operates pay; web needs pay; pay system shop"):
        base = testing.base(said) if said else testing.read({}).base
        for uri, page in composed(site_of(base, profile="public")).items():
            generated = not uri.startswith(("manual/", "guide/", "glossary"))
            assert not generated or not re.search(r"\bwrite `|add `|`owner:`|kb-empty|kb check", page.markdown), uri


def test_the_public_reads_bands():
    pages = composed(
        site_of(
            testing.base("ann operates pay; bob operates pay; cem operates pay; dan operates pay"), profile="public"
        )
    )
    assert (
        "operators 3 or more · [bus factor](../glossary.md#bus-factor) 3 or more" in pages["components/pay.md"].markdown
    )
    assert "4 claimed" not in "".join(page.markdown for page in pages.values())


def test_titles_are_in_the_front_matter_of_every_page(worked):
    _, pages = worked
    for uri, page in pages.items():
        assert not uri.endswith(".md") or re.match(r'---\ntitle: ".+"\n', page.markdown), uri


def test_no_page_names_a_person_where_nobody_may_be_named():
    base = load(BASES["lantern"]).base
    for profile in ("leadership", "public"):
        at = testing.at(base.settings.as_of.isoformat())
        for uri, page in composed(site_of(redact(base, profile, at), base.settings.as_of.isoformat(), profile)).items():
            for person in base.people:
                assert not re.search(rf"(?<![a-z0-9-]){person}(?![a-z0-9-])", page.markdown), (profile, uri, person)


def test_each_file_of_the_socket_is_one_plug():
    assert {
        "home",
        "components",
        "systems",
        "teams",
        "people",
        "risk",
        "readiness",
        "runbooks",
        "glossary",
        "manual",
    } <= set(plugs.plugs(socket, Pages))


def test_two_plugs_may_not_compose_the_same_page(monkeypatch):
    class Twice(Pages):
        def compose(self, site):
            yield Page("index.md", "x")

    monkeypatch.setattr(_compose.plugs, "plugs", lambda *_: {"one": Twice, "two": Twice})
    with pytest.raises(InternalError, match="composed twice"):
        list(_compose.compose(None))


def test_inserts_take_the_place_of_their_marks():
    page = Page("x.md", 'a\n\n<div class="kb-insert" id="m"></div>\n', {"m": "<svg/>"})
    assert page.whole == "a\n\n<svg/>\n"


def test_ids_in_sentences_become_links_and_the_rest_is_escaped():
    site = site_of(testing.base("pay-api needs ledger"))
    said = Mentions(site, "risk.md")("drill pay-api now (see pay-api.md, or ledger) <b>")
    assert said.count("[pay-api](components/pay-api.md)") == 1
    assert "&#60;b&#62;" in said
    assert "[ledger]" not in said  # an ordinary word may be meant


def test_an_example_in_a_box_is_set_in_since_no_engine_reads_a_fence_there(compose_base):
    pages = compose_base({})
    assert "\n        systems:\n" in pages["systems/index.md"].markdown
    assert [uri for uri, page in pages.items() if "\n    ```" in page.markdown] == []


def test_what_a_report_marks_as_code_is_code(worked):
    _, pages = worked
    told = {uri: page.markdown for uri, page in pages.items() if not uri.startswith(("manual/", "glossary"))}
    told |= {uri: text.partition("## ")[0] for uri, text in told.items() if pages[uri].authored}
    assert [uri for uri, text in told.items() if "&#96;" in text] == []
