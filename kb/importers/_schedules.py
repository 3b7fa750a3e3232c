"""On-call exports in JSON: the shapes of PagerDuty, Opsgenie and Jira Service Management, Grafana and incident.io.

What each system documents, read leniently: a missing part is noted, the rest is taken. Final ("rendered") shifts are
preferred; the rules of a rotation say who takes turns, and are never turned into shifts: that is the system's work, and
it can be asked for them. Where the shapes are documented, as of November 2026:

- PagerDuty: :mod:`kb.importers._pagerduty`
- Opsgenie: https://docs.opsgenie.com/docs/schedule-api (its OpenAPI description: https://github.com/opsgenie/opsgenie-oas)
- Jira Service Management: https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedule-timelines/
- Grafana: https://grafana.com/docs/oncall/latest/oncall-api-reference/schedules/
- incident.io: https://api-docs.incident.io/ (Schedules V2; its client: https://github.com/incident-io/terraform-provider-incident)
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from kb.importers import _pagerduty
from kb.importers._shifts import Maker, Schedule, Someone, mail, maps, word
from kb.importers._yaml import Map, Seq, Text, of
from kb.model.fact import Note
from kb.model.source import Source

SIGNS: Final = (
    "rendered_schedule_entries", "schedule_layers", "finalTimeline", "shift_start", "rolling_users", "schedule_entries",
    "handover_start_at", "assignment_strategy", "participants", "effective_from", '"rotations"', '"oncalls"',
)  # fmt: skip
"""Words that one of the shapes holds."""
_WRAPPERS: Final = ("data", "schedule", "schedules", "values")
_NOBODY: Final = frozenset({"noone", "none"})
_NOT_PEOPLE: Final = frozenset({"team", "escalation", "schedule", "group"})


class Reader(Maker):
    """Reads the schedules of exports."""

    def schedules(self, root: Any) -> Iterator[Schedule]:
        """Yield the schedules of what a file holds."""
        self._pages(of(Map, root) or Map(1))
        for one in _unwrapped(root):
            if isinstance(one.get("oncalls"), Seq):
                yield from self.pagerduty.oncalls(one)
                continue
            found = self._schedule(one)
            if found is not None and self._is_on(one):
                yield found

    @cached_property
    def pagerduty(self) -> _pagerduty.PagerDuty:
        """The reader of PagerDuty's shapes."""
        return _pagerduty.PagerDuty(self.name, self.notes, self.skipped)

    def _pages(self, root: Map) -> None:
        """Note that an export is one page of several, as each system says it."""
        links, meta = (of(Map, root.get(key)) or Map(1) for key in ("links", "pagination_meta"))
        said = ((root, "next"), (links, "next"), (meta, "after"))
        found = next((one.lines[key] for one, key in said if word(one, key)), None)
        if found is None and word(root, "more") == "true":
            found = root.lines["more"]
        if found is not None:
            fix = "export all pages, and import them"
            self.notes.append(Note(Source(self.name, found, 1), "there are further pages of this export", fix))

    def _is_on(self, one: Map) -> bool:
        """Whether a schedule is in use; one that is switched off pages nobody, and is counted."""
        for part in (one, of(Map, one.get("_parent"))):
            if word(part, "enabled") == "false":
                self.skipped["schedules that are switched off"] += 1
                return False
        return True

    def _schedule(self, one: Map) -> Schedule | None:
        shapes = (
            (self._incident, isinstance(one.get("config"), Map) or isinstance(one.get("schedule_entries"), Map)),
            (self._opsgenie, isinstance(one.get("finalTimeline"), Map)),
            (self._grafana, isinstance(one.get("results"), Seq) and _tells_shifts(one["results"])),
            (self.pagerduty.schedule, _pagerduty.fits(one)),
            (self._rules, isinstance(one.get("rotations"), Seq) or "participants" in one),
        )
        return next((read(one) for read, fits in shapes if fits), None)

    # -- Opsgenie, Jira Service Management -----------------------------------------------------

    def _opsgenie(self, one: Map) -> Schedule:
        parent = of(Map, one.get("_parent")) or one
        made = self.made(parent, "opsgenie", "Opsgenie schedule")
        timeline = of(Map, one.get("finalTimeline")) or Map(one.line)
        for rotation in maps(timeline.get("rotations")):
            for period in maps(rotation.get("periods")):
                for who in self._called(period):
                    person = self._recipient(who)
                    self.shift(made, period, person, "startDate", "endDate", f"{made.name} {word(rotation, 'name')}")
        return made._replace(rendered=True)

    def _called(self, period: Map) -> Iterator[Map]:
        """Yield the people of a period; a team or an escalation stands for those it is flattened to, if it is."""
        who = of(Map, period.get("recipient")) or of(Map, period.get("responder"))
        kind = word(who, "type").lower()
        flat = [*maps(period.get("flattenedRecipients")), *maps(period.get("flattenedResponders"))]
        people = [one for one in flat if word(one, "type").lower() not in _NOBODY | _NOT_PEOPLE]
        if who is not None and kind not in _NOBODY | _NOT_PEOPLE:
            people = [who]
        elif kind in _NOT_PEOPLE and not people:
            self.skipped[f"shifts of a {kind}, not of a person"] += 1
        for one in people:
            if word(one, "deleted") == "true":
                self.skipped["shifts of people the system has deleted"] += 1
            else:
                yield one

    def _recipient(self, who: Map) -> Someone:
        """Return a recipient: in Opsgenie its name is a mail, in Jira there is only an account."""
        name = word(who, "name") or word(who, "username")
        address = name.casefold() if "@" in name else ""
        return Someone("" if address else name, address, word(who, "id"), opaque=True)

    def _rules(self, one: Map) -> Schedule:
        """Read the rules of rotations, which say who takes turns and not when."""
        made = self.made(one, "opsgenie", "Opsgenie schedule")
        rotations = list(maps(one.get("rotations"))) or [one]
        for rotation in rotations:
            for who in maps(rotation.get("participants")):
                if word(who, "type").lower() not in _NOBODY | _NOT_PEOPLE:
                    self.member(made, self._recipient(who), who.line)
        return made

    # -- Grafana -------------------------------------------------------------------------------

    def _grafana(self, one: Map) -> Schedule:
        made = self.made(one, "grafana", "")
        rendered = False
        for row in maps(one.get("results")):
            if "shift_start" in row:
                rendered = True
                handle = word(row, "user_username") or word(row, "user_pk")
                person = Someone("", word(row, "user_email").casefold(), handle, opaque="user_username" not in row)
                self.shift(made, row, person, "shift_start", "shift_end", made.name)
            for turn in [of(Seq, row.get("users")) or [], *(of(Seq, row.get("rolling_users")) or [])]:
                for who in turn if isinstance(turn, Seq) else ():
                    if isinstance(who, Text):
                        self.member(made, Someone(handle=str(who), opaque=True), who.line)
        return made._replace(rendered=rendered)

    # -- incident.io ---------------------------------------------------------------------------

    def _incident(self, one: Map) -> Schedule:
        made = self.made(one, "incident-io", "incident.io schedule")
        config = of(Map, one.get("config")) or Map(one.line)
        names: dict[str, str] = {}
        for rotation in maps(config.get("rotations")):
            for part in (rotation, *maps(rotation.get("layers"))):
                names[word(part, "id")] = word(part, "name")
            for user in maps(rotation.get("users")):
                self.member(made, self._incident_user(user), user.line)
        entries = of(Map, one.get("schedule_entries")) or Map(one.line)
        final = of(Seq, entries.get("final"))
        for entry in maps(final):
            person = self._incident_user(of(Map, entry.get("user")) or Map(entry.line))
            parts = [names.get(word(entry, key), "") for key in ("rotation_id", "layer_id")]
            self.shift(made, entry, person, "start_at", "end_at", " ".join((made.name, *parts)))
        return made._replace(rendered=final is not None)

    def _incident_user(self, user: Map) -> Someone:
        return Someone(word(user, "name"), mail(user), word(user, "id"), opaque=True)


def _tells_shifts(rows: Seq) -> bool:
    """Whether results of Grafana are shifts or rules of some: a list of schedules tells nothing of who is on call."""
    return all(any(key in row for key in ("shift_start", "users", "rolling_users")) for row in maps(rows))


def _unwrapped(root: Any) -> Iterator[Map]:
    """Yield what may be a schedule: without the wrappers of answers and of lists."""
    todo = [root]
    for _ in range(4):
        inner: list[Any] = []
        for one in todo:
            if isinstance(one, Seq):
                inner += one
            elif isinstance(one, Map):
                wrapped = [one[key] for key in _WRAPPERS if isinstance(one.get(key), Map | Seq)]
                inner += wrapped or [one]
        todo = inner
    rows = [one for one in todo if isinstance(one, Map)]
    if isinstance(root, Seq) and rows and all("shift_start" in row for row in rows):
        whole = Map(root.line)
        whole["results"] = root
        rows = [whole]
    yield from rows
