from tests.analyses.check.rules.written import PEOPLE, STEP, book, messages_of

messages = messages_of("estimate-true")


def say(*minutes, estimate=10):
    files = {**PEOPLE, **book("## Steps\n" + STEP, f"est_minutes: {estimate}\n")}
    for number, taken in enumerate(minutes):
        files[f"runbooks/log/{number}.yml"] = (
            f"{{runbook: fix, kind: drill, by: ann, started: 2026-05-01T10:00Z, ended: 2026-05-01T1{taken // 60}:{taken % 60:02}Z, help: none, outcome: pass}}\n"
        )
    return messages(files)


def test_the_median_within_half_and_twice():
    assert [say(*minutes) for minutes in ((20,), (5,), (1, 10, 59), (10, 30), ())] == [[]] * 5
    assert say(21) == ["the runbook `fix` says 10 minutes; its passed runs took 21 (median of 1)"]
    assert say(4) == ["the runbook `fix` says 10 minutes; its passed runs took 4 (median of 1)"]
    assert say(10, 31) == ["the runbook `fix` says 10 minutes; its passed runs took 20 (median of 2)"]
    assert len(say(5, 30, 40)) == 1


def test_without_a_start_the_steps_say_how_long():
    run = "{runbook: fix, kind: drill, by: ann, ended: 2026-05-01T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: ok, seconds: 3600}]}\n"
    assert len(messages({**PEOPLE, **book("## Steps\n" + STEP, "est_minutes: 10\n"), "runbooks/log/1.yml": run})) == 1
