from kb.testing import read
from tests.analyses.check.rules.written import PEOPLE, STEP, book, messages_of

messages = messages_of("run-steps")


def say(steps, hashed=None):
    files = {**PEOPLE, **book("## Steps\n" + STEP)}
    hashed = hashed or read(files).base.runbooks["fix"].steps_hash
    files["runbooks/log/one.yml"] = (
        f"{{runbook: fix, steps_hash: '{hashed}', kind: drill, by: ann, ended: 2026-05-01T10:00Z, help: none, outcome: pass, steps: {steps}}}\n"
    )
    return messages(files)


def test_the_ids_of_a_run_on_the_steps_as_they_stand():
    assert say("[{id: s1, result: ok}]") == []
    assert say("[{id: s1, result: ok}, {id: s4, result: ok}]") == ["a run of `fix` names `s4`, which is no step of it"]


def test_steps_that_were_there_when_it_ran_may_be_gone():
    assert say("[{id: s4, result: ok}]", "other") == []
