import pytest

from kb import testing
from kb.analyses.readiness import papers
from kb.analyses.readiness.assess import assess

FILES = {
    "events/show.yml": "scale: marquee\nentry: [room]\ndecider: dot\nroles: {comms: [ann]}\n"
    "window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "architecture/a.yml": "systems: {stage: {owner: live}, shop: {}}\n"
    "services: {room: {system: stage}, hall: {system: shop}}\n",
    "ownership/a.yml": "teams: {live: {}}\npeople: {ann: {team: live}, bob: {}, dot: {}, old: {until: 2026-01-01}}\n",
}
SIGN = "sign: {check: K7, by: ann, date: 2026-05-30, value: printed and in the folder, evidence: the folder}\n"
POLL = "poll: {role: comms, by: ann, say: go, value: texts read twice, date: 2026-05-31}\n"
WAIVE = "waive: {check: O2, subject: room, by: dot, date: 2026-05-30, reason: a small room, compensating: two people watch it, owner: ann, until: event-end}\n"


def refused(*papers, event=FILES["events/show.yml"]):
    files = FILES | {"events/show.yml": event} | {f"events/show/{n}.yml": text for n, text in enumerate(papers)}
    loaded = testing.read(files)
    assert loaded.findings == ()
    return [said.partition(": ")[2] for said in assess(loaded.base, loaded.base.events["show"], testing.at()).refused]


@pytest.mark.parametrize(
    ("check", "why"),
    [
        (
            "K7",
            "readable-when-down is computed from the files, so nobody can attest it; instead, kb runbook bundle --event show -o FILE --by … --kept … --needs …",
        ),
        (
            "load-tested",
            "load-tested is computed from the files, so nobody can attest it; instead, write the capacity of room in concurrent",
        ),
        ("E3", "a poll is recorded by kb ready poll show --role … --by … --say …"),
        ("load-testd", "there is no check `load-testd`; did you mean `load-tested`?"),
        ("Z9", "there is no check `Z9`"),
    ],
)
def test_a_sign_off_of_what_nobody_can_attest(check, why):
    assert refused(SIGN.replace("K7", check)) == [f"the sign-off of {check} by ann has no effect: {why}"]


@pytest.mark.parametrize(("subject", "mended"), [("room", "room"), ("hall", "hall"), ("show", "hall")])
def test_what_mends_the_subject_is_said_else_what_mends_the_first(subject, mended):
    both = FILES["events/show.yml"].replace("[room]", "[room, hall]")
    (said,) = refused(SIGN.replace("K7", f"load-tested, subject: {subject}"), event=both)
    assert said.endswith(f"so nobody can attest it; instead, write the capacity of {mended} in concurrent")


def test_a_sign_off_about_what_is_not_asked():
    for subject, said in (("room", []), ("hall", ["watch does not ask about hall"])):
        found = refused(SIGN.replace("K7", f"O2, subject: {subject}"))
        assert found == [f"the sign-off of O2 by ann has no effect: {why}" for why in said]


def test_one_that_a_newer_one_replaces_or_that_is_judged_is_not_listed():
    watch = SIGN.replace("K7", "O2, subject: room")
    assert refused(watch, watch.replace("05-30", "05-29"), watch.replace("by: ann", "by: dot")) == []


def test_one_of_tomorrow_is_not_seen():
    assert refused(SIGN.replace("2026-05-30", "2026-06-02")) == []


def test_what_is_out_of_scale_is_not_listed():
    routine = "forecast: {high: 5, metric: concurrent}\ntypical: {value: 5, metric: concurrent}\nentry: [room]\n"
    assert refused(SIGN.replace("K7", "O2, subject: hall"), POLL, event=routine) == []
    assert len(refused(SIGN, event=routine)) == 1


def test_a_waiver_of_nothing():
    assert refused(WAIVE) == []
    assert refused(WAIVE.replace("subject: room", "subject: hall")) == [
        "the waiver of O2 by dot has no effect: watch does not ask about hall"
    ]
    assert refused(WAIVE.replace("O2", "watching")) == [
        "the waiver of watching by dot has no effect: there is no check `watching`; did you mean `watch`?"
    ]


@pytest.mark.parametrize(
    ("role", "by", "why"),
    [
        ("comms", "ann", None),
        ("comms", "bob", "bob does not speak for comms; ann may"),
        ("comms", "old", "old is not active"),
        ("decider", "ann", "ann does not speak for decider; dot may"),
        ("stage", "ann", None),
        ("stage", "dot", "dot does not speak for stage; ann may"),
        ("shop", "bob", "shop is not asked; the roles are comms, decider, stage"),
        ("juggler", "bob", "juggler is not asked; the roles are comms, decider, stage"),
    ],
)
def test_the_word_of_someone_who_does_not_have_the_role(role, by, why):
    found = refused(POLL.replace("role: comms, by: ann", f"role: {role}, by: {by}"))
    assert found == ([f"the word of {role} by {by} has no effect: {why}"] if why else [])


def test_nobody_speaks_for_a_system_without_owner():
    both = FILES["events/show.yml"].replace("[room]", "[room, hall]")
    assert refused(POLL.replace("comms, by: ann", "shop, by: bob"), event=both) == [
        "the word of shop by bob has no effect: bob does not speak for shop; nobody may"
    ]


def test_what_a_thousand_sign_offs_take_grows_as_they_do(monkeypatch):
    asked = []
    monkeypatch.setattr(papers, "dated", lambda date, at: asked.append(date) or date is not None)
    watch = [SIGN.replace("K7", f"watch, subject: room, valid_for: {n + 1}h") for n in range(60)]
    assert refused(*watch) == []
    few = len(asked)
    assert refused(*watch, *watch) == []
    assert len(asked) < 4 * few
    assert few < 10 * len(watch)
