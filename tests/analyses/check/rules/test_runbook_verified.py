from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-verified")


PEOPLE = {"ownership/a.yml": "people: {ann: {}, bob: {}}\n"}


def say(by="bob", day="2026-06-01", hashed="f3a6a1e0c8c2", **more):
    run = f"{{runbook: fix, steps_hash: {hashed}, kind: drill, by: {by}, ended: 2026-05-01T10:00Z, help: none, outcome: pass}}\n"
    return messages(
        {**PEOPLE, **book("## Steps\n" + STEP, "authors: [ann]\n"), "runbooks/log/one.yml": run, **more}, day
    )


def test_every_reason_is_in_one_finding():
    assert messages({**PEOPLE, **book("## Steps\n" + STEP)}) == [
        "the runbook `fix` is not verified (never run): nobody has run it"
    ]
    assert say(by="ann") == ["the runbook `fix` is not verified (never run): only its authors have run it"]
    (one,) = say(hashed="other", day="2027-01-01")
    assert one == (
        "the runbook `fix` is not verified (changed since verified): last run 245 days ago, and it is to be run every 180; "
        "the steps have changed since that run"
    )


def test_without_steps_it_cannot_be_rehearsed_and_another_rule_says_so():
    assert messages(book("## Meaning\n")) == []
