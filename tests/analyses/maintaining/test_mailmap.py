"""What a .mailmap says of whose a mail is, where git has already put another in its place."""

import pytest

from kb.analyses.maintaining.identities import Identities, login_of
from kb.analyses.maintaining.mailmap import other_mails
from kb.analyses.maintaining.tally import Author


@pytest.mark.parametrize(("line", "found"), [
    ("Ann Lee <ann@x.org> <7+annl@users.noreply.github.com>", {"ann@x.org": ("7+annl@users.noreply.github.com",)}),
    ("<Ann@X.org> <old@x.org> # since 2020", {"ann@x.org": ("old@x.org",)}),
    ("  Ann <ann@x.org>\t<old@x.org>  ", {"ann@x.org": ("old@x.org",)}),
    ("Ann <ann@x.org>", {}), ("Ann <ann@x.org> <ann@x.org>", {}), ("# <ann@x.org> <old@x.org>", {}), ("", {}), ("<a> <b>", {}), ("a@b c@d", {}),
    ("Ann <ann@x.org> ann <shared@x.org>", {}),
    ("Ann <ann@x.org> <shared@x.org>\nBen <ben@x.org> <shared@x.org>", {}),
    ("Ann <ann@x.org> <shared@x.org>\nBen <ben@x.org> Ben <shared@x.org>", {}),
    ("A <ann@x.org> <b@x.org>\nA <ann@x.org> <a@x.org>", {"ann@x.org": ("a@x.org", "b@x.org")}),
])  # fmt: skip
def test_only_what_is_said_of_one_person_counts(line, found):
    assert other_mails(line) == found


def test_a_login_the_mailmap_hides_is_still_known_and_merges():
    counts = {Author("Ann Lee", "ann@x.org"): 2, Author("annl", "z@x.org"): 1}
    others = {"ann@x.org": ("7+annl@users.noreply.github.com", "old@x.org")}
    assert len(Identities(counts).people) == 2
    (one,) = Identities(counts, others=others).people
    assert one.logins == ("annl",)
    assert one.mails == ("ann@x.org", "z@x.org", "7+annl@users.noreply.github.com", "old@x.org")


@pytest.mark.parametrize(("mail", "login"), [
    ("7+AnnL@users.noreply.github.com", "annl"), ("annl@users.noreply.github.com", "annl"), ("12-ann@users.noreply.github.com", "12-ann"),
    ("12-ann.l@users.noreply.gitlab.com", "ann.l"), ("ann@x.org", None), ("a@users.noreply.github.com.evil.org", None), ("", None),
])  # fmt: skip
def test_the_login_of_an_address_without_reply(mail, login):
    assert login_of(mail) == login
