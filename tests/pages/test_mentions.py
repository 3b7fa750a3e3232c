"""What of a text of ours becomes a link, what becomes code, and that nothing of a text of the files is obeyed."""

import pytest

from kb import testing
from kb.pages._escape import marked, sentence
from kb.pages._mentions import Mentions
from tests.pages.conftest import site_of


@pytest.fixture
def word():
    base = testing.base("ann operates login; ann operates room-store; login needs metrics; metrics needs room-store")
    return Mentions(site_of(base), "risk.md")


def test_ids_of_one_word_are_links_where_they_can_be_nothing_else(word):
    assert word("login") == "[login](components/login.md)"
    assert word("login, room-store and metrics").count("](components/") == 3
    assert word("login: nobody is left").startswith("[login](components/login.md)&#58;")
    assert "](" not in word("the login of users is slow")


def test_an_id_between_backticks_is_code_and_a_link(word):
    assert word("`login` is slow") == "[<code>login</code>](components/login.md) is slow"
    assert word("write `capacity:` here") == "write <code>capacity&#58;</code> here"


def test_a_command_is_code_without_a_link_in_it(word):
    assert (
        word("kb risk --component room-store: nobody")
        == "<code>kb risk &#45;&#45;component room-store</code>&#58; nobody"
    )


def test_backticks_of_our_sentences_are_code_and_what_they_hold_is_shown_as_it_is():
    assert (
        marked("`a-b` (tier 0) lacks `capacity:`")
        == "<code>a-b</code> &#40;tier 0&#41; lacks <code>capacity&#58;</code>"
    )
    assert "<script>" not in marked("`<script>`")
    assert "<b" not in marked("`a` <b onclick=x> `c")


def test_a_clause_becomes_a_sentence_and_a_name_stays_as_it_is_written():
    assert sentence("write `capacity:` with a unit") == "Write `capacity:` with a unit."
    assert sentence("`pay` is slow.") == "`pay` is slow."
    assert sentence("room-store is slow") == "room-store is slow."
    assert sentence("") == ""
