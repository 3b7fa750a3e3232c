"""What cannot be handed over in time: why, and only what was seen to help."""

from datetime import date

import pytest

from kb.analyses.handover.propose import propose

PEOPLE = "people: {ann: {team: till}, bob: {team: till}, cy: {team: till}}\nknowledge: {pay: {ann: operate}}\n"


@pytest.fixture
def left(make, ask):
    """Return what stays open of ann's handover, and the question."""

    def found(by, *names, **more):
        case = ask(make(PEOPLE), *names, by=by)._replace(**more)
        return case, propose(case).plan

    return found


def test_hours_that_are_advised_close_it_when_they_are_given(left):
    case, plan = left(date(2026, 6, 26))
    (item,) = plan.open
    said = item.options[0]
    assert said.startswith("give ann ")
    hours = int(said.partition("--hours ")[2].partition(")")[0])
    assert propose(case._replace(hours=hours)).plan.open == ()
    tried = [number for number in (8, 12, 16, 20) if number < hours]
    assert all(propose(case._replace(hours=number)).plan.open for number in tried)


def test_a_last_day_that_is_advised_is_enough_and_a_week_sooner_is_not(left):
    _, plan = left(date(2026, 6, 26))
    assert f"move the last day to {plan.later}" in plan.open[0].options
    assert left(plan.later)[1].open == ()
    sooner = plan.later.fromordinal(plan.later.toordinal() - 7)
    assert sooner == date(2026, 6, 26) or left(sooner)[1].open != ()


def test_hours_are_not_advised_where_they_do_not_help(left):
    _, plan = left(date(2026, 6, 10))  # three days of sessions: a ladder of twenty hours fits nowhere
    assert plan.open
    assert not any("--hours" in option for item in plan.open for option in item.options)


def test_several_move_together(make, ask):
    plan = propose(
        ask(
            make(PEOPLE.replace("cy: {team: till}", "cy: {team: till}, di: {team: till}")),
            "ann",
            "cy",
            by=date(2026, 6, 26),
        )
    ).plan
    (item,) = plan.open
    weeks = (plan.later - date(2026, 6, 26)).days // 7
    assert f"move the last days by {weeks} week{'s' if weeks > 1 else ''}" in item.options


def test_hours_are_advised_where_there_are_too_few_people_as_well(make, ask):
    """One learner is there and two are wanted: the hours of who goes are short for that one, too."""
    case = ask(make(PEOPLE.replace(", cy: {team: till}", ""), runbooks=()), by=date(2026, 6, 26))
    (item,) = propose(case).plan.open
    assert item.short == 2
    said = item.options[0]
    assert said.startswith("give ann ")
    assert said.endswith("and 1 is still lacking")
    (again,) = propose(case._replace(hours=int(said.partition("--hours ")[2].partition(")")[0]))).plan.open
    assert again.short == 1


def test_keeping_no_days_free_is_advised_only_where_it_helps(left):
    free = "keep no days free before the last ([plan] reserved_days = 0)"
    case, plan = left(date(2026, 7, 16))
    assert free in plan.open[0].options
    known = case.base.settings
    base = case.base._replace(settings=known._replace(plan=known.plan._replace(reserved_days=0)))
    givers = tuple(item._replace(sessions=item.last) for item in case.givers)
    assert propose(case._replace(base=base, givers=givers)).plan.open == ()
    (half,) = left(date(2026, 6, 25))[1].open
    assert f"{free}, and 1 is still lacking" in half.options
    (none,) = left(date(2026, 6, 26))[1].open
    assert not any(option.startswith(free) for option in none.options)
