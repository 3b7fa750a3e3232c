"""Who hands over, and until when."""

from datetime import date, timedelta

import pytest

from kb.analyses.handover.question import before_reserve
from kb.errors import UsageError

TEAM = """
people:
  ann: {team: till, until: 2026-06-26, access: [vault]}
  bob: {team: till}
  cy: {team: till, until: 2026-05-01}
  di: {team: till, from: 2026-09-01}
  ed: {team: till, kind: external, employer: acme, until: 2027-01-01}
knowledge: {pay: {ann: operate, bob: operate}}
"""


def test_each_has_the_last_day_that_is_written_or_asked_for_whichever_is_sooner(make, ask):
    case = ask(make(TEAM), "team:till")
    assert [(item.person, item.last, item.written) for item in case.givers] == [
        ("ann", date(2026, 6, 26), True),
        ("bob", date(2026, 7, 10), False),
        ("ed", date(2026, 7, 10), False),
    ]
    assert case.by == date(2026, 7, 10)
    assert case.notes == ("cy had left, last day 2026-05-01", "di is not here yet, from 2026-09-01")
    assert [item.external for item in case.givers] == [False, False, True]
    assert case.givers[0].access == ("vault",)


def test_the_last_day_may_be_in_the_files_alone(make, ask):
    assert ask(make(TEAM), "ann", by=None).by == date(2026, 6, 26)
    assert ask(make(TEAM), "employer:acme", by=None).by == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("names", "by", "said"),
    [
        (("bob",), None, "nobody has written when bob goes: say with --by"),
        (("ann", "bob"), None, "nobody has written when bob goes"),
        (("cy",), date(2026, 7, 10), "nobody to hand over from: cy had left, last day 2026-05-01"),
        (("di",), date(2026, 7, 10), "di is not here yet, from 2026-09-01"),
        (("bob",), date(2026, 5, 29), "a handover by 2026-05-29 would end before it begins, on 2026-06-01"),
        (("bob",), date(2030, 1, 1), "longer than 104 weeks"),
    ],
)
def test_who_cannot_hand_over_is_refused_in_a_sentence(make, ask, names, by, said):
    with pytest.raises(UsageError) as error:
        ask(make(TEAM), *names, by=by)
    assert said in str(error.value)


def test_a_team_without_people_has_nobody_to_hand_over_from(make, ask):
    with pytest.raises(UsageError, match="nobody is written under team:crew"):
        ask(make(TEAM + "teams: {till: {}, crew: {}}"), "team:crew")


def test_five_working_days_before_the_last_are_kept_and_sessions_end_on_a_working_day():
    assert before_reserve(date(2026, 6, 26), 5) == date(2026, 6, 19)  # Friday: Monday to Friday are kept
    assert before_reserve(date(2026, 6, 24), 5) == date(2026, 6, 17)  # Wednesday
    assert before_reserve(date(2026, 6, 28), 5) == date(2026, 6, 19)  # Sunday: not a working day itself
    assert before_reserve(date(2026, 6, 28), 0) == date(2026, 6, 26)
    assert before_reserve(date.min, 5) == date.min


def test_in_one_base_they_go_and_in_the_other_they_stay_and_are_never_away(make, ask):
    base = make(TEAM.replace("bob: {team: till}", "bob: {team: till, away: [2026-07-01/2026-07-31]}"))
    case = ask(base, "bob")
    assert case.base.people["bob"].until == date(2026, 7, 10)
    assert case.stay.people["bob"].until is None
    assert case.stay.people["bob"].away == ()
    assert case.mine(["ann", "bob", None, "nobody"]) == ("bob",)
    assert case.others(["bob", "cy", "ed", "ann"]) == ("ed",)  # ann goes on 2026-06-26, cy has gone
    assert case.sessions == case.givers[0].sessions < case.by - timedelta(days=5)
