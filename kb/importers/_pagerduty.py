"""The shapes of PagerDuty: schedules of its API v2, the shift-based ones of v3, and its list of who is on call.

As its OpenAPI description has them (https://github.com/PagerDuty/api-schema, reference/REST): `GET /schedules/{id}`, `GET
/v3/schedules/{id}?include[]=final_schedule` and `GET /oncalls`, each with `since` and `until`.
"""

from collections.abc import Iterator
from typing import Any

from kb.importers._shifts import Maker, Schedule, Someone, mail, maps, word
from kb.importers._yaml import Map, Seq, of

_WORDS = ("pagerduty", "PagerDuty schedule")


def fits(one: Map) -> bool:
    """Whether a mapping looks like a schedule of PagerDuty."""
    known = any(key in one for key in ("final_schedule", "schedule_layers", "rotation"))
    return known or word(one, "type") == "schedule_v3" or any("events" in item for item in maps(one.get("rotations")))


class PagerDuty(Maker):
    """Reads schedules."""

    def schedule(self, one: Map) -> Schedule:
        """Return a schedule of either version; what Terraform calls `rotation`, `event` and `member` is read, too."""
        made = self.made(one, *_WORDS)
        final = of(Map, one.get("final_schedule")) or Map(one.line)
        entries, computed = (
            of(Seq, final.get(key)) for key in ("rendered_schedule_entries", "computed_shift_assignments")
        )
        for entry in maps(entries):
            self.shift(made, entry, self._user(entry.get("user")), "start", "end", made.name)
        names = {word(user, "id"): word(user, "summary") or word(user, "name") for user in maps(one.get("users"))}
        for entry in maps(computed):
            person = self._of_v3(of(Map, entry.get("member")), names)
            if person is not None:
                self.shift(made, entry, person, "start_time", "end_time", made.name)
        for layer in maps(one.get("schedule_layers")):
            for user in maps(layer.get("users")):
                inner = of(Map, user.get("user")) or user
                self.member(made, self._user(inner), inner.line)
        for member in _assigned(one):
            person = self._of_v3(member, names)
            if person is not None:
                self.member(made, person, member.line)
        return made._replace(rendered=bool(entries or computed))

    def oncalls(self, one: Map) -> Iterator[Schedule]:
        """Yield the schedules of a list of who is on call, each with its shifts, in the order they come in."""
        found: dict[str, Schedule] = {}
        told = set()
        for entry in maps(one.get("oncalls")):
            schedule = of(Map, entry.get("schedule"))
            if schedule is None:
                self.skipped["people on call without a schedule, straight from an escalation policy"] += 1
                continue
            number, span = word(schedule, "id"), (word(entry, "start"), word(entry, "end"))
            person = self._user(entry.get("user"))
            if (number, person, span) in told:  # once for each policy and level that calls the schedule
                continue
            told.add((number, person, span))
            if number not in found:
                made = self.made(schedule, *_WORDS)
                found[number] = made._replace(name=word(schedule, "summary") or made.name, rendered=True)
            self.shift(found[number], entry, person, "start", "end", found[number].name)
        yield from found.values()

    def _user(self, user: Any) -> Someone:
        """Return a user; one that was deleted has a name all the same."""
        found = of(Map, user) or Map(1)
        if found.get("deleted_at"):
            self.skipped["shifts of people the system has deleted"] += 1
            return Someone()
        return Someone(word(found, "summary") or word(found, "name"), mail(found), word(found, "id"), opaque=True)

    def _of_v3(self, member: Map | None, names: dict[str, str]) -> Someone | None:
        """Return whom a member of v3 stands for, by the name its schedule has for the account; None for nobody."""
        if member is None or word(member, "type") == "empty_member":
            return None
        who = word(member, "user_id") or word(member, "id")
        return Someone(word(member, "name") or names.get(who, ""), mail(member), who, opaque=True)


def _assigned(one: Map) -> Iterator[Map]:
    """Yield the members that the events of the rotations of a shift-based schedule assign."""
    for rotation in _either(one, "rotations", "rotation"):
        for event in _either(rotation, "events", "event"):
            strategy = of(Map, event.get("assignment_strategy")) or Map(event.line)
            yield from _either(strategy, "members", "member")


def _either(one: Map, *keys: str) -> Iterator[Map]:
    for key in keys:
        yield from maps(one.get(key))
