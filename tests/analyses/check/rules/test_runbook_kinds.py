from kb.testing import check
from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("runbook-kinds")


def say(tier=0, **files):
    return messages(
        {
            "architecture/a.yml": f"systems: {{till: {{tier: {tier}}}}}\nservices: {{pay: {{system: till}}, log: {{}}}}\n",
            **files,
        }
    )


def test_each_kind_is_there_for_some_component_of_the_system():
    assert say() == [
        "the system `till` has no runbook of the kind `scale-out`, `degrade`, `rollback`, `relaunch`, `access`, `comms`"
    ]
    assert "`access`" not in say(**book("", "kind: access\ncomponents: [pay]\n"))[0]
    assert "`access`" in say(**book("", "kind: access\ncomponents: [log]\n"))[0]
    assert say(tier=2) == []


def test_tiers_and_kinds_are_options():
    files = {"architecture/a.yml": "systems: {till: {tier: 2}}\nservices: {pay: {system: till}}\n"}
    (found,) = check("runbook-kinds", files, tiers=(2,), kinds=("comms",))
    assert found.message.endswith("of the kind `comms`")
