"""On-call exports in JSON: the shapes of PagerDuty, Opsgenie and Jira Service Management, Grafana and incident.io.

What each system documents, read leniently: a missing part is noted, the rest is taken. Final ("rendered") shifts are
preferred; the rules of a rotation say who takes turns, and are never turned into shifts: that is the system's work, and
it can be asked for them.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from kb.importers._shifts import Schedule, Shift, Someone, instant, role
from kb.importers._yaml import Map, Seq, Text, of
from kb.model.fact import Note
from kb.model.source import Source

SIGNS: Final = (
    "rendered_schedule_entries", "schedule_layers", "finalTimeline", "shift_start", "rolling_users", "schedule_entries",
    "handover_start_at", "assignment_strategy", "participants", "effective_from", '"rotations"',
)  # fmt: skip
"""Words that one of the shapes holds."""
_NOBODY: Final = frozenset({"noone", "none"})
_NOT_PEOPLE: Final = frozenset({"team", "escalation", "schedule", "group"})


class Reader:
    """Reads the schedules of exports.

    Args:
        notes: where odd things are noted.
        skip: counts what is not taken, by reason.
    """

    def __init__(self, notes: list[Note], skip: Callable[[str], None]) -> None:
        self.notes, self.skip = notes, skip
        self.name = ""

    def schedules(self, root: Any, name: str) -> Iterator[Schedule]:
        """Yield the schedules of a file.

        Args:
            root: what it holds.
            name: of the file.
        """
        self.name = name
        for one in _unwrapped(root):
            found = self._schedule(one)
            if found is not None:
                yield found

    def _schedule(self, one: Map) -> Schedule | None:
        shapes = (
            (self._incident, isinstance(one.get("config"), Map) or isinstance(one.get("schedule_entries"), Map)),
            (self._opsgenie, isinstance(one.get("finalTimeline"), Map)),
            (self._grafana, isinstance(one.get("results"), Seq)),
            (self._pagerduty, "final_schedule" in one or "schedule_layers" in one),
            (self._pagerduty_events, isinstance(one.get("rotation"), Seq)),
            (self._rules, isinstance(one.get("rotations"), Seq) or "participants" in one),
        )
        return next((read(one) for read, fits in shapes if fits), None)

    # -- PagerDuty -----------------------------------------------------------------------------

    def _pagerduty(self, one: Map) -> Schedule:
        made = self._made(one, "pagerduty", "PagerDuty schedule")
        final = of(Map, one.get("final_schedule")) or Map(one.line)
        entries = of(Seq, final.get("rendered_schedule_entries"))
        for entry in _maps(entries):
            self._shift(made, entry, self._user(entry.get("user")), "start", "end", made.name)
        for layer in _maps(one.get("schedule_layers")):
            for user in _maps(layer.get("users")):
                inner = of(Map, user.get("user")) or user
                self._member(made, self._user(inner), inner.line)
        return made._replace(rendered=bool(entries))

    def _user(self, user: Any) -> Someone:
        """Return a user of PagerDuty; one that was deleted has a name all the same."""
        found = of(Map, user) or Map(1)
        if found.get("deleted_at"):
            self.skip("shifts of people the system has deleted")
            return Someone()
        name = _word(found, "summary") or _word(found, "name")
        return Someone(name, _mail(found), _word(found, "id"), opaque=True)

    def _pagerduty_events(self, one: Map) -> Schedule:
        made = self._made(one, "pagerduty", "PagerDuty schedule")
        for rotation in _maps(one.get("rotation")):
            for event in _maps(rotation.get("event")):
                strategy = of(Map, event.get("assignment_strategy")) or Map(event.line)
                for member in _maps(strategy.get("member")):
                    if _word(member, "type") != "empty_member":
                        who = _word(member, "user_id") or _word(member, "id")
                        self._member(made, Someone(_word(member, "name"), _mail(member), who, opaque=True), member.line)
        return made

    # -- Opsgenie, Jira Service Management -----------------------------------------------------

    def _opsgenie(self, one: Map) -> Schedule:
        parent = of(Map, one.get("_parent")) or one
        made = self._made(parent, "opsgenie", "Opsgenie schedule")
        timeline = of(Map, one.get("finalTimeline")) or Map(one.line)
        for rotation in _maps(timeline.get("rotations")):
            for period in _maps(rotation.get("periods")):
                who = of(Map, period.get("recipient")) or of(Map, period.get("responder"))
                kind = _word(who, "type").lower() if who else ""
                if who is None or kind in _NOBODY:
                    continue
                if kind in _NOT_PEOPLE:
                    self.skip(f"shifts of a {kind}, not of a person")
                    continue
                person = self._recipient(who)
                self._shift(made, period, person, "startDate", "endDate", f"{made.name} {_word(rotation, 'name')}")
        return made._replace(rendered=True)

    def _recipient(self, who: Map) -> Someone:
        """Return a recipient: in Opsgenie its name is a mail, in Jira there is only an account."""
        name = _word(who, "name") or _word(who, "username")
        mail = name.casefold() if "@" in name else ""
        return Someone("" if mail else name, mail, _word(who, "id"), opaque=True)

    def _rules(self, one: Map) -> Schedule:
        """Read the rules of rotations, which say who takes turns and not when."""
        made = self._made(one, "opsgenie", "Opsgenie schedule")
        rotations = list(_maps(one.get("rotations"))) or [one]
        for rotation in rotations:
            for who in _maps(rotation.get("participants")):
                if _word(who, "type").lower() not in _NOBODY | _NOT_PEOPLE:
                    self._member(made, self._recipient(who), who.line)
        return made

    # -- Grafana -------------------------------------------------------------------------------

    def _grafana(self, one: Map) -> Schedule:
        made = self._made(one, "grafana", "")
        if one.get("next"):
            place = Source(self.name, one.lines["next"], 1)
            self.notes.append(
                Note(place, "there are further pages of this export", "export all pages, and import them")
            )
        rendered = False
        for row in _maps(one.get("results")):
            if "shift_start" in row:
                rendered = True
                handle = _word(row, "user_username") or _word(row, "user_pk")
                person = Someone("", _word(row, "user_email").casefold(), handle, opaque="user_username" not in row)
                self._shift(made, row, person, "shift_start", "shift_end", made.name)
            for turn in [of(Seq, row.get("users")) or [], *(of(Seq, row.get("rolling_users")) or [])]:
                for who in turn if isinstance(turn, Seq) else ():
                    if isinstance(who, Text):
                        self._member(made, Someone(handle=str(who), opaque=True), who.line)
        return made._replace(rendered=rendered)

    # -- incident.io ---------------------------------------------------------------------------

    def _incident(self, one: Map) -> Schedule:
        made = self._made(one, "incident-io", "incident.io schedule")
        config = of(Map, one.get("config")) or Map(one.line)
        for rotation in _maps(config.get("rotations")):
            for user in _maps(rotation.get("users")):
                self._member(made, self._incident_user(user), user.line)
        entries = of(Map, one.get("schedule_entries")) or Map(one.line)
        final = of(Seq, entries.get("final"))
        for entry in _maps(final):
            person = self._incident_user(of(Map, entry.get("user")) or Map(entry.line))
            self._shift(made, entry, person, "start_at", "end_at", f"{made.name} {_word(entry, 'layer_id')}")
        return made._replace(rendered=final is not None)

    def _incident_user(self, user: Map) -> Someone:
        return Someone(_word(user, "name"), _mail(user), _word(user, "id"), opaque=True)

    # -- all -----------------------------------------------------------------------------------

    def _made(self, one: Map, system: str, words: str) -> Schedule:
        name = _word(one, "name") or PurePosixPath(self.name).stem
        number = _word(one, "id")
        origin = f"{words} {number}" if words and number else ""
        return Schedule(name, system, origin, [], [], rendered=False, source=Source(self.name, one.line, 1))

    def _member(self, made: Schedule, person: Someone, line: int) -> None:
        if person.said and person not in (known for known, _ in made.members):
            made.members.append((person, Source(self.name, line, 1)))

    def _shift(self, made: Schedule, entry: Map, person: Someone, first: str, last: str, words: str) -> None:
        source = Source(self.name, entry.line, 1)
        start, end = instant(entry.get(first)), instant(entry.get(last))
        if start is None or end is None:
            message = f"`{first}` and `{last}` are no two times with an offset"
            self.notes.append(Note(source, message, "export times such as 2026-01-31T08:00:00Z"))
        elif start >= end:
            self.notes.append(Note(source, "this shift ends before it begins", "mend it in the on-call system"))
        elif not person.said:
            self.skip("shifts of nobody")
        else:
            made.shifts.append(Shift(person, start, end, role(words), source))


def _unwrapped(root: Any) -> Iterator[Map]:
    """Yield what may be a schedule: without the wrappers of answers and of lists."""
    todo = [root]
    for _ in range(4):
        inner: list[Any] = []
        for one in todo:
            if isinstance(one, Seq):
                inner += one
            elif isinstance(one, Map):
                wrapped = [one[key] for key in ("data", "schedule", "schedules") if isinstance(one.get(key), Map | Seq)]
                inner += wrapped or [one]
        todo = inner
    rows = [one for one in todo if isinstance(one, Map)]
    if isinstance(root, Seq) and rows and all("shift_start" in row for row in rows):
        whole = Map(root.line)
        whole["results"] = root
        rows = [whole]
    yield from rows


def _maps(value: Any) -> Iterator[Map]:
    for item in of(Seq, value) or ():
        if isinstance(item, Map):
            yield item


def _word(one: Map | None, key: str) -> str:
    value = one.get(key) if one is not None else None
    return " ".join(value.split())[:200] if isinstance(value, Text) else ""


def _mail(user: Map) -> str:
    found = _word(user, "email").casefold()
    return found if "@" in found else ""
