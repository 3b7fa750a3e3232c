"""Every alert that pages someone leads to a runbook that exists.

Why: whoever creates an alert at Google usually writes its entry in the playbook, too, and repair was found to be about
three times faster with one. Whoever is paged by a name alone begins by searching.

How to fix: name the runbook at the alert, or the alert in the front matter of the runbook. An alert nobody need act on at once does not page:
`pages: false`. A runbook that is still to be filled in (`kb runbook new`) answers nothing.

Source of thresholds: AWS operational readiness lens; SRE book, chapter 1; Site Reliability Workbook, chapter 8.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {alerts: [{id: RoomDown, pages: true,
      runbook: restart}]}}
    # runbooks/restart.md
    Restart it.

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {alerts: [{id: RoomDown, pages: true, runbook: none}]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.runbook import Runbook
from kb.model.saying import count, listed
from kb.model.service import Alert, Component
from kb.model.words import Nothing


class AlertRunbook(Check):
    """Looks for the runbook of each paging alert of the components in scope."""

    code = "K1"
    title = "Runbook per alert"
    scale = Scale.ROUTINE
    due = 14

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.components:
            yield self._alerts(case, component)

    def _alerts(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        if component.alerts is None:
            return say.unknown(
                "its alerts are not written", declared(component), f"list the alerts of {component.id}, or write []"
            )
        paging = [alert for alert in component.alerts if alert.pages is not False]
        rests = declared(*paging, component)
        none = [alert.id for alert in paging if isinstance(alert.runbook, Nothing)]
        answered = {alert.id: _books(case, alert) for alert in paging if alert.id not in none}
        open_ = [name for name, books in answered.items() if not books]
        begun = {name: books for name, books in answered.items() if books and all(book.unfinished for book in books)}
        have = len(paging) - len(none) - len(open_) - len(begun)
        distance = Distance(have, len(paging), "alerts") if paging else None
        if none:
            repair = f"write a runbook for {listed(none)}"
            return say.fails(f"no runbook for {listed(none)}", rests, repair, distance)
        if begun:
            books = {book.id: book for found in begun.values() for book in found}
            said = f"the runbook for {listed(sorted(begun))} is not finished"
            return say.fails(said, declared(*books.values(), component), f"finish {listed(sorted(books))}", distance)
        if open_:
            why = f"which runbook answers {listed(open_)} is not written"
            return say.unknown(why, rests, f"name the runbook at {listed(open_)}", distance)
        return say.passes(
            f"{count(len(paging), 'paging alert')}, each with its runbook" if paging else "nothing pages", rests
        )


def _books(case: Situation, alert: Alert) -> list[Runbook]:
    """Return the runbooks of an alert, whichever side names the other."""
    books = case.base.runbooks.values()
    return [book for book in books if book.id == alert.runbook or alert.id in (book.alerts or ())]
