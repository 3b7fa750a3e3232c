"""A plan as printed, held against the files alone: nothing of the planner is asked, every limit is reckoned anew.

What is read here are the YAML files as any program reads them, and the JSON that `kb plan` prints. Hours, weeks and limits stand
below as they are documented under ``[plan]``; a plan that breaks one of them is wrong however it was found.
"""

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner

from kb.cli.main import main

pytestmark = pytest.mark.no_cover
ROOT = Path(__file__).parents[2]
LEARN, TEACH, SESSION, COMPONENTS, LEARNERS, OVERLAP, RESERVED, STAY = 8, 6, 4, 2, 2, 2, 5, 90
LEVELS = ("none", "aware", "assist", "operate", "expert")
LADDER = {
    "none": {"read": 4, "pairing": 8, "guided-run": 4, "drill": 4},
    "aware": {"pairing": 8, "guided-run": 4, "drill": 4},
    "assist": {"guided-run": 4, "drill": 4},
    "operate": {"drill": 4},
    "expert": {"drill": 4},
}
HARD = ("needs", "built_on", "runs_on")
STORIES = {
    "founding event": (".", "--at", "2023-04-24", "--by", "2023-05-24", "--event", "presidential-announcement"),
    "founding": (".",),
    "founding, four weeks": (".", "--by", "2023-06-19"),
    "founding, one team": (".", "--at", "2023-04-24", "--by", "2023-05-24", "--team", "spaces-team"),
    "founding, before half of them left": (".", "--at", "2022-10-03", "--by", "2022-11-25"),
    "lantern": ("examples/lantern", "--target", "3"),
}


class Files:
    """The YAML of a base, merged."""

    def __init__(self, root):
        self.sections = defaultdict(dict)
        for file in sorted([*root.glob("architecture/*.yml"), *root.glob("ownership/*.yml")]):
            for name, entries in yaml.safe_load(file.read_text("utf-8")).items():
                for key, value in entries.items() if isinstance(entries, dict) else ():
                    self.sections[name].setdefault(key, {})
                    if isinstance(value, dict):
                        self.sections[name][key].update(value)
        self.people, self.teams = self.sections["people"], self.sections["teams"]
        kinds = ("services", "platforms", "datastores", "queues", "clients", "jobs")
        self.components = {name: item for kind in kinds for name, item in self.sections[kind].items()}
        self.books = defaultdict(set)
        for file in root.glob("runbooks/*.md"):
            front = yaml.safe_load(file.read_text("utf-8").split("---")[1])
            self.books[front["id"]].update(front.get("components") or ())
        for name, item in self.components.items():
            for book in item.get("runbooks") or ():
                self.books[book].add(name)

    def level(self, component, person):
        known = self.sections["knowledge"].get(component, {}).get(person, "none")
        return known["level"] if isinstance(known, dict) else known

    def zone(self, person):
        mine = self.people[person]
        return ZoneInfo(mine.get("timezone") or self.teams.get(mine.get("team"), {}).get("timezone") or "UTC")

    def days(self, person, first, last):
        """The working days somebody is there for sessions, of some days."""
        mine = self.people[person]
        end = mine.get("until") or date.max
        for _ in range(RESERVED if "until" in mine else 0):
            while end.weekday() > 4:
                end -= timedelta(days=1)
            end -= timedelta(days=1)
        away = [tuple(map(date.fromisoformat, str(span).split("/"))) for span in mine.get("away") or ()]
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [
            day
            for day in days
            if day.weekday() < 5
            and (mine.get("from") or date.min) <= day <= end
            and not any(begin <= day <= over for begin, over in away)
        ]

    def below(self, component):
        seen, todo = set(), [component]
        while todo:
            for word in HARD:
                for edge in self.components.get(todo[-1], {}).get(word) or ():
                    name = edge["to"] if isinstance(edge, dict) else edge
                    if name not in seen and name in self.components:
                        seen.add(name)
                        todo.insert(0, name)
            todo.pop()
        return seen - {component}


@pytest.fixture(params=STORIES, ids=lambda name: name.replace(" ", "-"))
def story(request):
    return request.param


@cache
def planned(story):
    folder, *words = STORIES[story]
    result = CliRunner().invoke(main, ["-C", str(ROOT / folder), "plan", *words, "-f", "json"], catch_exceptions=False)
    plan = json.loads(result.output)
    for session in plan["sessions"]:
        session["first"], session["last"] = map(date.fromisoformat, (session["first"], session["last"]))
    return Files(ROOT / folder), plan


def test_nobody_learns_or_teaches_more_hours_a_week_than_they_are_there(story):
    files, plan = planned(story)
    spent = defaultdict(int)
    for session in plan["sessions"]:
        assert session["hours"] <= SESSION
        spent[session["learner"], session["first"], session["last"], LEARN] += session["hours"]
        if session["teacher"]:
            spent[session["teacher"], session["first"], session["last"], TEACH] += session["hours"]
    for (person, first, last, most), hours in spent.items():
        assert hours <= most * len(files.days(person, first, last)) // 5, (person, first)


def test_nobody_learns_more_than_two_components_or_teaches_more_than_two_people_at_once(story):
    _, plan = planned(story)
    about, learners = defaultdict(set), defaultdict(set)
    for session in plan["sessions"]:
        single = len(session["components"]) == 1
        about[session["learner"], session["week"]].add(session["components"][0] if single else session["runbook"])
        learners[session["teacher"], session["week"]].add(session["learner"])
    assert max(map(len, about.values())) <= COMPONENTS
    assert max((len(names) for (teacher, _), names in learners.items() if teacher), default=0) <= LEARNERS


def test_who_learns_stays_and_who_teaches_can_operate_it_in_hours_they_share(story):
    files, plan = planned(story)
    last = date.fromisoformat(plan["by"])
    for session in plan["sessions"]:
        learner = files.people[session["learner"]]
        assert learner.get("kind") != "external"
        assert (learner.get("until") or date.max) >= min(last + timedelta(days=STAY), date.max)
        if session["teacher"] is None:
            continue
        assert session["teacher"] != session["learner"]
        levels = [LEVELS.index(files.level(name, session["teacher"])) for name in session["components"]]
        assert max(levels) >= LEVELS.index("operate"), session
        noon = datetime.combine(session["first"], datetime.min.time()) + timedelta(hours=12)
        offsets = [files.zone(session[who]).utcoffset(noon) for who in ("learner", "teacher")]
        assert 8 - abs((offsets[0] - offsets[1]).total_seconds()) / 3600 >= OVERLAP


def test_every_item_goes_up_the_whole_ladder_in_order_and_ends_in_a_drill_that_proves_it(story):
    files, plan = planned(story)
    for item in plan["items"]:
        mine = [session for session in plan["sessions"] if session["item"] == item["id"]]
        if item["written"]:
            assert set(item["components"]) <= files.books[item["runbook"]]
        for name in item["components"]:
            steps = dict(LADDER[files.level(name, item["learner"])])
            if "pairing" in steps and any(
                session["move"] == "rediscovery" for session in mine if name in session["components"]
            ):
                steps = {("rediscovery" if move == "pairing" else move): hours for move, hours in steps.items()} | {
                    "rediscovery": 16
                }
            weeks = []
            for move, hours in steps.items():
                sessions = [session for session in mine if session["move"] == move and name in session["components"]]
                assert sum(session["hours"] for session in sessions) == hours, (item["id"], name, move)
                weeks.append([session["week"] for session in sessions])
            assert all(max(one) <= min(other) for one, other in pairwise(weeks)), (item["id"], name)
        drill = next(session for session in mine if session["move"] == "drill")
        assert set(drill["components"]) == set(item["components"])
        assert (drill["teacher"], drill["week"]) == (None, max(session["week"] for session in mine))
        writing = [s["week"] for s in plan["sessions"] if s["move"] == "write-up" and s["runbook"] == item["runbook"]]
        assert item["written"] or max(writing) <= min(s["week"] for s in mine if s["move"] in ("guided-run", "drill"))


def test_what_others_stand_on_is_begun_first(story):
    """The order is a wish: a plan that fits only in another order is kept, such as those of the autumn before and of four weeks, full to the last hour.

    In the others it holds for nine pairs of ten: where hours run short, one is begun the other way round.
    """
    files, plan = planned(story)
    if plan["at"].startswith("2022") or story == "founding, four weeks":
        return
    begun = {item["id"]: min(s["week"] for s in plan["sessions"] if s["item"] == item["id"]) for item in plan["items"]}
    in_order = []
    for item in plan["items"]:
        levels = [files.level(name, item["learner"]) for name in item["components"]]
        if all(level in ("operate", "expert") for level in levels):
            continue  # claims are proved first
        below = set().union(*(files.below(name) for name in item["components"])) - set(item["components"])
        for other in plan["items"]:
            back = any(set(item["components"]) & files.below(name) for name in other["components"])
            if other["learner"] == item["learner"] and set(other["components"]) & below and not back:
                in_order.append(begun[other["id"]] <= begun[item["id"]])
    assert in_order.count(False) * 10 <= len(in_order)
