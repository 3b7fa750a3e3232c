from kb.testing import read
from tests.analyses.check.rules.written import PEOPLE, STEP, book, messages_of

messages = messages_of("deviation-open")


def say(*runs, day="2026-06-01"):
    files = {**PEOPLE, **book("## Steps\n" + STEP)}
    runbook = read(files).base.runbooks["fix"]
    for number, (ended, steps) in enumerate(runs):
        said = steps.replace("SAME", runbook.steps[0].hash)
        files[f"runbooks/log/{number}.yml"] = (
            f"{{runbook: fix, steps_hash: '{runbook.steps_hash}', kind: drill, by: ann, ended: {ended}T10:00Z, help: none, outcome: pass, steps: {said}}}\n"
        )
    return messages(files, day)


def test_the_last_run_counts():
    bad, good = "[{id: s1, result: deviated, note: other switch}]", "[{id: s1, result: ok}]"
    assert say(("2026-05-01", bad)) == [
        "the last run of `fix` deviated at step `s1` (other switch), and the step reads the same"
    ]
    assert say(("2026-05-01", bad), ("2026-05-02", good)) == []
    assert len(say(("2026-05-01", good), ("2026-05-02", bad))) == 1
    assert say(("2026-05-01", good), ("2026-06-02", bad)) == []  # not yet


def test_a_step_that_has_been_changed_since():
    assert say(("2026-05-01", "[{id: s1, result: deviated, hash: other}]")) == []
    assert len(say(("2026-05-01", "[{id: s1, result: deviated, hash: 'SAME'}]"))) == 1
