"""Shifts from iCalendar files (RFC 5545): screened line by line, then expanded in a process of its own under a time budget.

Screening refuses what makes the libraries hang or lie (measured): rules more often than daily, an interval below one, a
time zone nobody knows, which silently becomes no time zone. Expansion runs elsewhere because a rule that never comes
true cannot be stopped from inside; the budget is the last line of defence, not the first.

Longer than the usual 150 lines: what is screened and what is expanded have to be read together.
"""

import importlib.util
import multiprocessing
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple
from zoneinfo import available_timezones

from kb.errors import KbError, NotInstalledError
from kb.importers._shifts import Schedule, Shift, Someone, role
from kb.importers._walk import read_bytes
from kb.model.fact import Note
from kb.model.source import Source

MAX_EVENTS: Final = 10_000
"""Events of a calendar; so many take the libraries 3.5 seconds (measured)."""
MAX_SHIFTS: Final = 20_000
BUDGET_SECONDS: Final = 20.0
"""How long the expansion of one file may take, reading included."""
_RARE: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_DATES: Final = ("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID")
_OLDEST: Final = 1970
_ON_CALL: Final = re.compile(r"On Call - (.{1,200}?) - (.{1,200})", re.IGNORECASE)
_DAY: Final = re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?")
_KEPT: Final = (
    *_DATES, "UID", "SUMMARY", "ATTENDEE", "RRULE", "DURATION", "SEQUENCE", "STATUS", "BEGIN", "END",
)  # fmt: skip
"""Lines of an event that are handed on; the rest is nothing a shift needs."""


class Line(NamedTuple):
    """An unfolded line: name and parameters in capitals, value as written, and where it begins."""

    name: str
    parameters: str
    value: str
    number: int


class Window(NamedTuple):
    """The days asked for: from the first instant on, up to and without the last."""

    start: datetime
    end: datetime


def unfolded(text: str) -> Iterator[Line]:
    """Yield the lines of a calendar, continued ones joined, whatever the line ends."""
    kept: list[str] = []
    began = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        if line[:1] in (" ", "\t") and kept:
            kept.append(line[1:])
            continue
        if kept and (whole := "".join(kept)).strip():
            yield _line(whole, began)
        kept, began = [line], number


def _line(text: str, number: int) -> Line:
    """Part a line at the first colon outside of quotes."""
    quoted = False
    for place, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            name, _, parameters = text[:place].partition(";")
            return Line(name.strip().upper(), parameters, text[place + 1 :], number)
    return Line("", "", text, number)


class Calendar:
    """What stands in one iCalendar file; what cannot be taken is noted.

    Raises:
        KbError: if it is no calendar, or too large.
    """

    def __init__(self, path: Path, name: str, notes: list[Note]) -> None:
        self.name, self.notes = name, notes
        lines = list(unfolded(read_bytes(path, name).decode("utf-8-sig", "replace")))
        if not lines or (lines[0].name, lines[0].value.strip().upper()) != ("BEGIN", "VCALENDAR"):
            raise KbError(f"{name}:1: this is no iCalendar file: it does not begin with BEGIN:VCALENDAR")
        self.title = self._property(lines, "X-WR-CALNAME") or PurePosixPath(name).stem
        self.product = self._property(lines, "PRODID")
        self.zone = self._property(lines, "X-WR-TIMEZONE")
        self.events: list[list[Line]] = []
        self.zones: list[list[Line]] = []
        self.stamps: list[str] = []
        self._blocks(lines)
        self.own = {line.value.strip() for zone in self.zones for line in zone if line.name == "TZID"}
        self.known = available_timezones() | self.own | {"UTC", "GMT"}
        self.usable = [event for event in self.events if self._usable(event)]

    @staticmethod
    def _property(lines: list[Line], name: str) -> str:
        return next((" ".join(_plain(line.value).split())[:200] for line in lines if line.name == name), "")

    def _blocks(self, lines: list[Line]) -> None:
        """Take events and time zones apart; alarms inside of events are passed over."""
        block: list[Line] = []
        depth, kind = 0, ""
        for line in lines[1:]:
            word = line.value.strip().upper()
            if line.name == "BEGIN":
                depth += 1
                if depth == 1:
                    block, kind = [], word
            if depth and (kind == "VTIMEZONE" or (depth == 1 and line.name in _KEPT)):
                block.append(line)
            elif depth == 1 and line.name in ("DTSTAMP", "LAST-MODIFIED"):
                self.stamps.append(line.value.strip())
            if line.name == "END" and depth:
                depth -= 1
                if not depth:
                    {"VEVENT": self.events, "VTIMEZONE": self.zones}.get(kind, []).append(block)
        if len(self.events) > MAX_EVENTS:
            raise KbError(f"{self.name} holds {len(self.events):,} events, more than {MAX_EVENTS:,}; export fewer days")

    # -- screening -----------------------------------------------------------------------------

    def _usable(self, event: list[Line]) -> bool:
        """Whether an event may be expanded; if not, it is noted why."""
        odd = next(filter(None, (self._odd(line) for line in event)), None)
        if odd is None and not any(line.name == "DTSTART" for line in event):
            odd = (event[0], "this event has no beginning (DTSTART)", "leave it out")
        if odd is not None:
            self.notes.append(Note(Source(self.name, odd[0].number, 1), odd[1], odd[2]))
        return odd is None

    def _odd(self, line: Line) -> tuple[Line, str, str] | None:
        if line.name == "RRULE":
            said = _odd_rule(line.value)
            return (line, said, "write a rule that recurs daily or less often") if said else None
        return self._odd_time(line) if line.name in _DATES else None

    def _odd_time(self, line: Line) -> tuple[Line, str, str] | None:
        zone = re.search(r"TZID=\"?([^\";:]+)", line.parameters, re.IGNORECASE)
        values = line.value.strip().split(",")
        floating = "T" in line.value and not line.value.strip().endswith("Z") and zone is None
        wrong = fix = ""
        if zone and zone[1] not in self.known:
            wrong, fix = f"nobody knows the time zone `{zone[1][:60]}`", "name one such as Europe/Berlin, or use UTC"
        elif len(values) > MAX_EVENTS or not all(_DAY.match(value.strip()) for value in values):
            wrong, fix = f"{line.name} is no time", "write it as 20260131T080000Z"
        elif any(not _OLDEST <= int(value.strip()[:4]) < 9000 for value in values):
            wrong, fix = f"{line.name} lies before {_OLDEST}, or beyond all years", "mend the year"
        elif floating and self.zone not in self.known:
            wrong, fix = f"{line.name} names no time zone", "add TZID or X-WR-TIMEZONE, or write the time in UTC"
        return (line, wrong, fix) if wrong else None

    # -- expansion -----------------------------------------------------------------------------

    def window(self, since: date | None, days: int) -> Window:
        """Return the days to look at: from a day on, else from the day the file was exported, else from its first event."""
        if since is None:
            begins = [line.value.strip() for event in self.usable for line in event if line.name == "DTSTART"]
            since = max(filter(None, map(_day, self.stamps)), default=None)
            since = since or min(filter(None, map(_day, begins)), default=date(_OLDEST, 1, 1))
        start = datetime(since.year, since.month, since.day, tzinfo=UTC)
        return Window(start, start + timedelta(days=days))

    def schedule(self, window: Window) -> Schedule:
        """Return the shifts in a window.

        Raises:
            NotInstalledError: if the libraries are not installed.
            KbError: if the expansion takes too long, or the libraries cannot read the file.
        """
        if any(importlib.util.find_spec(name) is None for name in ("icalendar", "recurring_ical_events")):
            raise NotInstalledError("iCalendar files need two libraries", "oncall")
        lines = {_uid(event): event[0].number for event in reversed(self.usable)}
        found = _within_budget(self._text(), window, self.zone if self.zone in self.known else "UTC", self.name)
        source = Source(self.name, 1, 1)
        system = "pagerduty" if "pagerduty" in self.product.casefold() else ""
        made = Schedule(self.title, system, "", {}, [], rendered=True, source=source)
        for uid, summary, attendee, start, end in found[:MAX_SHIFTS]:
            person = _person(summary, attendee)
            place = source._replace(line=lines.get(uid, 1))
            begin, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
            if not person.said or begin >= last:
                self.notes.append(Note(place, "this event names nobody, or has no length", "leave it out, or mend it"))
            else:
                made.shifts.append(Shift(person, begin, last, role(self.title, summary), place))
        if len(found) > MAX_SHIFTS:
            message = f"more than {MAX_SHIFTS:,} shifts; those after {found[MAX_SHIFTS][3]} were not read"
            self.notes.append(Note(source, message, "ask for fewer days: --days 30"))
        return made

    def _text(self) -> str:
        """Return a calendar of what may be expanded, unfolded."""
        blocks = [line for block in (*self.zones, *self.usable) for line in block]
        head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//holdfast//screened//EN"]
        head += [f"X-WR-TIMEZONE:{self.zone}"] if self.zone in self.known else []
        body = [f"{line.name}{';' if line.parameters else ''}{line.parameters}:{line.value}" for line in blocks]
        return "\r\n".join([*head, *body, "END:VCALENDAR", ""])


def _odd_rule(rule: str) -> str:
    """Return what is wrong with a rule of recurrence; empty if nothing is."""
    parts = dict(part.strip().upper().partition("=")[::2] for part in rule.split(";") if part.strip())
    often = parts.get("FREQ", "")
    if often not in _RARE:
        return (
            f"the rule recurs {often[:20] or 'without FREQ'}; on-call shifts last days, and a calendar may not hang us"
        )
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval[:6]) <= 10_000:
        return f"INTERVAL is `{interval[:20]}`, and has to be 1 or more"
    count = parts.get("COUNT", "1")
    if not count.isdecimal() or len(count) > 6:
        return f"COUNT is `{count[:20]}`"
    if any(key in parts for key in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        return "the rule recurs within a day (BYHOUR, BYMINUTE, BYSECOND)"
    return "" if len(rule) <= 500 else "the rule is longer than 500 signs"


def _day(stamp: str) -> date | None:
    try:
        found = date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None
    return found if _OLDEST <= found.year < 9000 else None


def _uid(event: list[Line]) -> str:
    return next((line.value.strip() for line in event if line.name == "UID"), "")


def _plain(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda found: " " if found[1] in "nN" else found[1], value)


def _person(summary: str, attendee: str) -> Someone:
    """Return whom an event names: its attendee's mail, and the name its summary is or holds."""
    told = _ON_CALL.fullmatch(summary)
    name = told[1] if told else summary
    mail = re.sub(r"^mailto:", "", attendee.strip(), flags=re.IGNORECASE).casefold()
    mail = mail if "@" in mail and not re.search(r"\s", mail) else ""
    if "@" in name and " " not in name.strip():
        return Someone("", mail or name.strip().casefold())
    return Someone(" ".join(name.split())[:200], mail)


Found = list[tuple[str, str, str, str, str]]
"""Expanded events: UID, summary, attendee, start and end in UTC."""


def _within_budget(text: str, window: Window, zone: str, name: str) -> Found:
    """Expand a calendar in a process of its own, which is ended when its time is over."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_expand, args=(there, text, window.start, window.end, zone), daemon=True)
    worker.start()
    there.close()
    try:
        answer: Any = here.recv() if here.poll(BUDGET_SECONDS) else f"takes longer than {BUDGET_SECONDS:.0f} seconds"
    except EOFError:
        answer = "ends the library that reads it"
    finally:
        worker.kill()
        worker.join()
        here.close()
    if isinstance(answer, str):
        raise KbError(f"{name} was not read: expanding it {answer}; export the shifts themselves, or fewer of them")
    return list(answer)


def _expand(there: Connection, text: str, start: datetime, end: datetime, zone: str) -> None:
    """Send the events between two instants, or a clause that says why there are none."""
    try:
        there.send(_expanded(text, start, end, zone))
    except Exception as error:  # noqa: BLE001 - of two libraries, on a stranger's file; the parent says it
        there.send(f"fails ({type(error).__name__}: {str(error)[:200]})")


def _expanded(text: str, start: datetime, end: datetime, zone: str) -> Found:
    import warnings  # noqa: PLC0415 - runs in a process of its own, as the rest
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    import icalendar  # noqa: PLC0415 - an extra
    import recurring_ical_events  # type: ignore[import-untyped] # noqa: PLC0415 - an extra

    warnings.simplefilter("ignore")
    home = ZoneInfo(zone)

    def utc(value: Any) -> str:
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=home)
        return (moment if moment.tzinfo else moment.replace(tzinfo=home)).astimezone(UTC).isoformat()

    found: Found = []
    calendar = icalendar.Calendar.from_ical(text)
    for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end):
        first = event["DTSTART"].dt
        last = event["DTEND"].dt if "DTEND" in event else first + event["DURATION"].dt if "DURATION" in event else None
        if last is None:
            last = first if isinstance(first, datetime) else first + timedelta(days=1)
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        attendee = event.get("ATTENDEE", "")
        one = attendee[0] if isinstance(attendee, list) else attendee
        found.append((str(event.get("UID", "")), str(event.get("SUMMARY", "")), str(one), utc(first), utc(last)))
    return sorted(found, key=lambda item: (item[3], item[4], item[1:3], item[0]))
