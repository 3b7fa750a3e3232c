"""Who is on call when, from exports of PagerDuty, Opsgenie, Jira Service Management, Grafana, incident.io, and calendars.

Each schedule becomes a rotation under `oncall`, its final ("rendered") shifts become `shifts`, and whoever has one, or stands in its
rules, becomes a member. Rules of JSON exports are never turned into shifts: ask the system for the final schedule, which knows
overrides. Calendars are expanded for the days asked for; a rule that recurs more often than daily,
an interval below one or a time zone nobody knows is refused. What a rotation covers stands in no export: write `covers` yourself.

People are found by mail, handle, name or alias, never by likeness: someone unknown is added, and if a known name is like theirs that is
said. An account without a name or mail is nobody's until a person has it among their `handles`. The report says which days an export
covers and where it leaves gaps: outside of those days nothing is known, which is not the same as nobody being on call. Where the
files hold a shift the export no longer has, they win and it is said: mend or remove it.

What: `.json` and `.ics` files directly in the folder, and up to three folders down those whose path speaks of it (`oncall/`, `pagerduty/`,
`schedules/`, `rota.ics`); any such file that is named. Calendars need the packages
`icalendar` and `recurring-ical-events`.
The answers of these calls are read, saved as they are; name a file like its schedule where the answer names none:

- PagerDuty: `GET /schedules/{id}` and `/oncalls` with `since` and `until`; `/v3/schedules/{id}` with `include[]=final_schedule`, too
  (developer.pagerduty.com/api-reference)
- Opsgenie: `GET /v2/schedules/{id}/timeline` (docs.opsgenie.com/docs/schedule-api)
- Jira Service Management: `GET /v1/schedules/{id}/timeline`, whose answer names no schedule
  (developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedule-timelines)
- Grafana: `GET /api/v1/schedules/{id}/final_shifts`, which names no schedule (grafana.com/docs/oncall/latest/oncall-api-reference/schedules)
- incident.io: `GET /v2/schedule_entries`, which names no schedule (api-docs.incident.io, Schedules V2)

Why: the roster in a wiki is what was meant; the on-call system is what will page at 3 a.m.

Options: `--since` (first day of calendars), `--days` (how many), `--mails` (write mail addresses down).

Reads:

    # file: payments.json
    {"schedule": {"id": "PA1", "name": "Payments primary", "final_schedule": {"rendered_schedule_entries": [
      {"start": "2026-03-02T09:00:00+01:00", "end": "2026-03-09T09:00:00+01:00", "user": {"id": "PU1", "summary": "Ann Lee"}},
      {"start": "2026-03-09T09:00:00+01:00", "end": "2026-03-16T09:00:00+01:00", "user": {"id": "PU2", "summary": "Zoe Moe"}}
    ]}}}

Gives:

    # ownership/oncall.yml
    people:
      ann-lee:
        title: Ann Lee # suggested: payments.json:2
        handles: {pagerduty: PU1} # suggested: payments.json:2
      zoe-moe:
        title: Zoe Moe # suggested: payments.json:3
        handles: {pagerduty: PU2} # suggested: payments.json:3
    oncall:
      payments-primary: # suggested: payments.json:1
        title: Payments primary # suggested: payments.json:1
        source: PagerDuty schedule PA1 # suggested: payments.json:1
        rotation: [ann-lee, zoe-moe] # suggested: payments.json:2; suggested: payments.json:3
        shifts:
          - {person: ann-lee, start: 2026-03-02T08:00:00Z, end: 2026-03-09T08:00:00Z} # suggested: payments.json:2
          - {person: zoe-moe, start: 2026-03-09T08:00:00Z, end: 2026-03-16T08:00:00Z} # suggested: payments.json:3
"""

# Longer than the usual 150 lines: many tools, and what all their shifts have in common.

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from kb.errors import KbError, UsageError
from kb.importers import Importer, Reading
from kb.importers._calendar import Calendar
from kb.importers._gathering import Gathering
from kb.importers._json import document
from kb.importers._names import slug
from kb.importers._places import called
from kb.importers._schedules import SIGNS, Reader
from kb.importers._shifts import Schedule, Shift, Someone
from kb.importers._walk import SAMPLES, below
from kb.model.base import Base
from kb.model.fact import Fact, Note, Value
from kb.model.people import Shift as Known
from kb.model.saying import count
from kb.model.source import Source

_LOOKED_AT: Final = 65_536
"""Bytes of a JSON file in which one of the words of an export has to stand."""
_DEPTH: Final = 3
"""Folders below the one that is named in which exports are looked for."""
_CALLED: Final = re.compile(
    r"(?:^|[/_. -])(?:on[-_ ]?call|pager(?:[-_ ]?duty)?|ops[-_]?genie|rotas?|rotations?|rosters?|schedules?)(?:[/_. -])"
)
"""What people call a folder or file that says who is on call; other calendars and data lie everywhere."""
MAX_DAYS: Final = 3_660
"""Days of a calendar that are expanded at most: ten years."""


class Oncall(Importer):
    """Reads exports.

    Attributes:
        since: first day to take from calendars (default: the day the file was exported).
        days: how many days to take from calendars.
        mails: whether mail addresses are written to the handles of people who are new.
    """

    since: str = ""
    days: int = 90
    mails: bool = False

    def finds(self, folder: Path) -> list[Path]:
        """Return the calendars in a folder, and the JSON files that look like an export; further down, by their name."""
        found = below(folder, _may_be, depth=_DEPTH)
        return [path for path in found if path.suffix.lower() == ".ics" or _looks(path)]

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read exports; a person is one over all of them.

        Raises:
            UsageError: if an option is no day, or not a sane number of days.
            KbError: if a file is neither JSON nor a calendar, or none holds a schedule.
        """
        since = self._since()
        if not 1 <= self.days <= MAX_DAYS:
            raise UsageError(f"--days is {self.days}, and has to be from 1 to {MAX_DAYS:,}")
        taker = _Taker(base, mails=self.mails)
        for place, name in called(places, named).items():
            taker.read["files"] += 1
            for one in (
                _calendar(place, name, taker, since, self.days) if _is_calendar(place) else _export(place, name, taker)
            ):
                taker.take(one)
        if not taker.read["schedules"]:
            raise KbError(f"there is no on-call schedule in {', '.join(place.name for place in places[:5])}; "
                          "`kb explain import-oncall` says which exports are read")  # fmt: skip
        return taker.reading()

    def _since(self) -> date | None:
        if not self.since:
            return None
        try:
            return date.fromisoformat(self.since)
        except ValueError:
            raise UsageError(f"--since is `{self.since}`, and has to be a day such as 2026-01-31") from None


def _may_be(path: str) -> bool:
    """Whether a file, told from a folder, is named like an export: below it somebody has to have called it one."""
    *folders, _ = path.split("/")
    if not path.lower().endswith((".json", ".ics")):
        return False
    return not folders or (_CALLED.search(path.lower()) is not None and SAMPLES.isdisjoint(folders))


def _looks(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    return any(sign.encode() in head for sign in SIGNS)


def _is_calendar(path: Path) -> bool:
    return path.suffix.lower() in (".ics", ".ical", ".ifb")


def _calendar(path: Path, name: str, taker: "_Taker", since: date | None, days: int) -> Iterator[Schedule]:
    found = Calendar(path, name, taker.notes)
    taker.read["events"] = taker.read.get("events", 0) + len(found.events)
    window = found.window(since, days)
    if found.usable:
        made = found.schedule(window)
        taker.windows[made.name] = (window.start, window.end)
        yield made
    else:
        taker.notes.append(Note(Source(name, 1, 1), "no event of this calendar can be read", "export it anew"))
        taker.read["schedules"] += 1


def _export(path: Path, name: str, taker: "_Taker") -> Iterator[Schedule]:
    reader = Reader(name, taker.notes, taker.skipped)
    found = list(reader.schedules(document(path, name, taker.notes)))
    if not found:
        fix = "leave it out; see kb explain import-oncall"
        taker.notes.append(Note(Source(name, 1, 1), "this JSON holds no on-call schedule", fix))
    yield from found


class _Taker(Gathering):
    """Turns schedules into facts."""

    def __init__(self, base: Base, *, mails: bool) -> None:
        super().__init__(base, "files", "schedules", "shifts", "people")
        self.mails = mails
        self.covers: list[str] = []
        self.windows: dict[str, tuple[datetime, datetime]] = {}
        self.people: dict[Someone, str | None] = {}
        self.handles: dict[str, str] = {}
        self.rotations: set[str] = set()

    def reading(self) -> Reading:
        """Return what was found."""
        self.read["people"] = len(self.people)
        return self.gathered()._replace(covers=tuple(self.covers))

    def take(self, one: Schedule) -> None:
        """Take one schedule."""
        self.read["schedules"] += 1
        self.read["shifts"] += len(one.shifts)
        rotation = self._rotation(one)
        if not rotation:
            self.notes.append(Note(one.source, "no id can be made of the schedule's name", "give it a Latin name"))
            return
        shifts = sorted(set(one.shifts), key=lambda shift: (shift.start, shift.end, shift.person, shift.source))
        people = {shift.person: shift.source for shift in reversed(shifts)}
        taking_turns = [*one.members.items(), *_first(people, shifts)]
        ids = {person: self._person(one.system, person, source) for person, source in taking_turns}
        self._about(rotation, one)
        members: dict[str, Source] = {}
        for person, source in taking_turns:
            found = ids[person]
            if found is not None:
                members.setdefault(found, source)
        for found, source in members.items():
            self._tell(rotation, "rotation", found, source)
        taken = self._shifts(rotation, shifts, ids)
        self._covered(one, shifts, taken)

    def _rotation(self, one: Schedule) -> str:
        wanted = self.names.rotation(one.name) or slug(one.name)
        if wanted in self.base.rotations or self.base.kind(wanted) is None:
            return wanted
        return f"{wanted}-on-call"  # the name of a team or service is taken by it

    def _about(self, rotation: str, one: Schedule) -> None:
        if rotation in self.rotations:
            return
        self.rotations.add(rotation)
        self._tell(rotation, "", True, one.source)
        if rotation not in self.base.rotations:
            self._tell(rotation, "title", one.name, one.source)
        there = self.base.rotations.get(rotation)
        if one.origin and (there is None or there.origin is None):
            self._tell(rotation, "source", one.origin, one.source)

    def _tell(self, rotation: str, key: str, value: Value, source: Source) -> None:
        if key != "rotation" or value not in (self._members(rotation)):
            self.facts.append(Fact("oncall", rotation, key, value, source))

    def _members(self, rotation: str) -> Sequence[str]:
        """Return who is called second already: they are no further member."""
        there = self.base.rotations.get(rotation)
        return () if there is None else (there.secondary or ())

    # -- people --------------------------------------------------------------------------------

    def _person(self, system: str, person: Someone, source: Source) -> str | None:
        """Return the id of someone, who is added if nobody is known by these names; None if there is but an account."""
        if person not in self.people:
            self.people[person] = self._found(system, person, source)
        return self.people[person]

    def _found(self, system: str, person: Someone, source: Source) -> str | None:
        known = self.names.person(person.handle, person.mail, person.name)
        if known is not None:
            return known
        if person.opaque and not person.name and not person.mail:
            message = f"the account `{person.handle[:60]}` is nobody's here"
            fix = f"write `handles: {{{system or 'oncall'}: {person.handle[:60]}}}` at the person, and import again"
            self.notes.append(Note(source, message, fix))
            return None
        self._alike(person, source)
        made = slug(person.name or person.mail.partition("@")[0] or person.handle)
        made = made if made and (self.base.kind(made) is None) else ""
        if not made:
            message = f"no free id can be made of `{person.said[:60]}`"
            self.notes.append(Note(source, message, "add them by hand, with this name as an alias"))
            return None
        if person.name:
            self.facts.append(Fact("people", made, "title", person.name, source))
        else:
            self.facts.append(Fact("people", made, "", True, source))
        handles = {system: person.handle} if system and person.handle else {}
        handles |= {"mail": person.mail} if person.mail and (self.mails or not (person.name or handles)) else {}
        if handles:
            self.facts.append(Fact("people", made, "handles", handles, source))
        return made

    def _alike(self, person: Someone, source: Source) -> None:
        near = self.names.likely(person.name, person.handle, person.mail)
        if near is not None:
            message = f"`{person.said[:60]}` is nobody's name here; is it `{near}`?"
            fix = f"if so, write it under `aliases` or `handles` of `{near}`, and take the new person out"
            self.notes.append(Note(source, message, fix))

    # -- shifts --------------------------------------------------------------------------------

    def _shifts(self, rotation: str, shifts: Sequence[Shift], ids: dict[Someone, str | None]) -> int:
        """Tell the shifts, but for those the files contradict; return how many were taken."""
        stale = self._stale(rotation, shifts, ids)
        taken = 0
        for shift in shifts:
            person = ids[shift.person]
            if person is None:
                self.skipped["shifts of accounts nobody has"] += 1
            elif any(_overlap(shift, other) for other in stale):
                self.skipped["shifts where the files name somebody else"] += 1
            else:
                value: dict[str, Value] = {"person": person, "start": _said(shift.start), "end": _said(shift.end)}
                value |= {"role": shift.role} if shift.role else {}
                self.facts.append(Fact("oncall", rotation, "shifts", value, shift.source))
                taken += 1
        return taken

    def _stale(self, rotation: str, shifts: Sequence[Shift], ids: dict[Someone, str | None]) -> list[Known]:
        """Return the shifts of the files that lie in the days exported and are not in the export; each is noted."""
        there = self.base.rotations.get(rotation)
        if there is None or not shifts:
            return []
        first, last = min(shift.start for shift in shifts), max(shift.end for shift in shifts)
        exported = {(ids[shift.person], shift.start, shift.end) for shift in shifts}
        stale = []
        for known in there.shifts or ():
            if known.start is None or known.end is None or known.end <= first or known.start >= last:
                continue
            if (known.person, known.start.astimezone(UTC), known.end.astimezone(UTC)) not in exported:
                stale.append(known)
                other = next((shift for shift in shifts if _overlap(shift, known)), shifts[0])
                message = f"{known.source} has `{known.person}` on call from {_said(known.start)}, the export has not"
                self.notes.append(
                    Note(other.source, message, "remove that shift, and import again; until then the files win")
                )
        return stale

    def _covered(self, one: Schedule, shifts: Sequence[Shift], taken: int) -> None:
        """Say which days are known."""
        if not one.rendered or not shifts:
            why = "" if one.rendered else ": the export holds only its rules; ask for the final schedule"
            self.covers.append(f"{one.name}: no shift{why}. When somebody is on call is unknown, not nobody.")
            return
        first, last = self.windows.get(one.name) or (min(s.start for s in shifts), max(s.end for s in shifts))
        begins = min(shift.start for shift in shifts)
        if begins.astimezone(UTC).date() == first.astimezone(UTC).date():
            first = (
                begins  # a calendar is read from the beginning of a day: the hours before its first shift are no gap
            )
        gaps = list(_gaps(shifts, first, last))
        told = count(len(gaps), "gap")
        if gaps:
            told += f", the first from {_said(gaps[0][0])} to {_said(gaps[0][1])}"
        untaken = len(shifts) - taken
        left = f"; {untaken} of {len(shifts)} shifts not taken" if untaken else ""
        self.covers.append(
            f"{one.name}: {_said(first)} to {_said(last)}, {told}{left}. Before and after is unknown, not nobody."
        )


def _first(people: dict[Someone, Source], shifts: Iterable[Shift]) -> list[tuple[Someone, Source]]:
    """Return who has a shift, in the order of their first one."""
    return [(person, people[person]) for person in dict.fromkeys(shift.person for shift in shifts)]


def _overlap(shift: Shift, known: Known) -> bool:
    return known.start is not None and known.end is not None and shift.start < known.end and known.start < shift.end


def _gaps(shifts: Iterable[Shift], first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    reached = first
    for shift in shifts:
        if shift.start > reached:
            yield reached, min(shift.start, last)
        reached = max(reached, shift.end)
    if reached < last - timedelta(seconds=1):
        yield reached, last


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
