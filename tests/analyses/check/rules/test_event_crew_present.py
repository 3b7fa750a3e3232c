from kb.testing import check


def messages(
    event,
    people="{ann: {until: 2026-06-10}, bob: {away: [2026-06-20/2026-06-20]}, cid: {from: 2026-07-01}}",
    day="2026-06-01",
):
    return [
        found.message
        for found in check(
            "event-crew-present", {"events/sale.yml": event, "ownership/p.yml": f"people: {people}\n"}, day
        )
    ]


COMING = "window: {start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z}\n"


def test_who_has_left_is_away_or_comes_later():
    found = messages(f"{COMING}decider: ann\ndeputy: bob\nroles: {{scribe: [cid], comms: none}}\n")
    assert found == [
        "`sale` counts on `ann` as decider, who is there until 2026-06-10; the event is on 2026-06-20",
        "`sale` counts on `bob` as deputy, who is away on 2026-06-20",
        "`sale` counts on `cid` as scribe, who is there from 2026-07-01; the event is on 2026-06-20",
    ]


def test_past_events_do_not_matter():
    assert messages(f"{COMING}decider: ann\n", day="2026-06-21") == []


def test_an_event_under_way_is_looked_at_as_it_is_now():
    long = "window: {start: 2026-06-01T18:00Z, end: 2026-06-30T20:00Z}\ndecider: ann\n"
    assert messages(long, day="2026-06-05") == []
    assert len(messages(long, day="2026-06-15")) == 1


def test_an_event_without_date_is_looked_at_as_of_now_unless_it_has_an_outcome():
    assert messages("decider: ann\n") == []
    assert len(messages("decider: ann\n", day="2026-06-11")) == 1
    assert messages("decider: ann\noutcome: {summary: done}\n", day="2026-06-11") == []


def test_an_event_without_crew():
    assert messages(COMING) == []
