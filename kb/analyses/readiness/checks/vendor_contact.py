"""Each vendor is supported during the whole event, and someone there with a name and a case number knows about it.

Why: whoever opens a ticket at the minute of the failure waits behind everyone else who does. For a planned event AWS
opens a case beforehand and prepares it with its customer (Infrastructure Event Management).

How to fix: buy or move support to cover the window (`support: {hours, until}`), open a case, and sign the name and its number.

Source of thresholds: a public workbook for AWS infrastructure events; 14 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # events/show/a.yml
    sign: {check: vendor-contact, subject: cloud, by: bob, date: 2026-05-29,
      value: engineer on duty 15:00-23:00 in case 12, evidence: case 12}
    # architecture/a.yml
    services: {room: {runs_on: [cloud]}}
    vendors: {cloud: {support: {hours: 24x7, until: 2026-12-31}}}
    # ownership/a.yml
    people: {bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {runs_on: [cloud]}}
    vendors: {cloud: {support: {hours: Mon-Fri 09:00-17:00 Europe/London,
      until: 2026-12-31}}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.hours import open_throughout
from kb.analyses.readiness.situation import Situation
from kb.model.moment import day_of
from kb.model.words import Nothing


class VendorContact(SignedCheck):
    """Holds the support of each vendor against the window, and looks for the sign-off."""

    code = "P9"
    title = "Vendor contact"
    due = 7
    needs = ("entry", "window")
    days: float = 14

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per vendor on its support, one on its sign-off."""
        if not case.vendors:
            yield self.say(case).not_asked("the event stands on no vendor")
        for vendor in case.vendors:
            yield self._support(case, vendor)
            yield from self.signed(case, vendor, "who is on duty there, from when to when, in which case")

    def _support(self, case: Situation, name: str) -> Answer:
        say = self.say(case, name)
        vendor = case.base.vendors[name]
        support = vendor.support
        repair = f"agree with {name} on support for the whole window, and write `support: {{hours, until}}`"
        if isinstance(support, Nothing):
            return say.fails("there is no support contract", declared(vendor), repair)
        if support is None or support.hours is None or support.until is None or case.span is None:
            return say.unknown("hours and end of its support are not written", declared(support or vendor), repair)
        rests = dated(support)
        if support.until < day_of(case.span[1]):
            return say.fails(f"support ended {support.until}", rests, repair)
        throughout = open_throughout(support.hours, *case.span)
        if throughout is None:
            why = f"support {support.hours!r} cannot be held against the window"
            return say.unknown(why, rests, "write 24x7, or hours as in Mon-Fri 09:00-17:00 Europe/London")
        said = f"support {support.hours} until {support.until}"
        return say.passes(said, rests) if throughout else say.fails(f"{said}, not the whole window", rests, repair)
