from kb.testing import check


def used(subject, day="2026-06-01"):
    toml = f'[[suppress]]\nrule = "tier-known"\nsubject = "{subject}"\nreason = "later"\nuntil = "2026-06-01"\n'
    return check("suppression-used", {"kb.toml": toml, "architecture/a.yml": "services: {pay: {}}\n"}, day) == []


def test_it_must_mean_something_that_is_found():
    assert used("pay")
    assert not used("rates")


def test_one_that_has_ended_is_another_rule_s():
    assert used("rates", "2026-06-02")


def test_a_comment_two_lines_above_means_nothing():
    files = {"architecture/a.yml": "services:\n  # kb: ignore[tier-known] until 2026-12-31: later\n\n  pay: {}\n"}
    assert [found.source.line for found in check("suppression-used", files)] == [2]


def test_the_subject_that_was_meant_is_named():
    files = {
        "kb.toml": '[[suppress]]\nrule = "tier-known"\nsubject = "payy"\nreason = "later"\nuntil = "2026-12-31"\n',
        "architecture/a.yml": "services: {pay: {}}\n",
    }
    (found,) = check("suppression-used", files)
    assert found.message.endswith("nothing of the kind is found here; did you mean `pay`?")
