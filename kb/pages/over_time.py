"""Over time: how coverage came to be what it is, and what is written of what comes.

*What*: one picture of all components by class from the first to the last day on which the files say that something changes, and a
slider through those days that shows every system with its components.

*Why*: nobody decided that nobody should be left who can restore the media platform; it happened in steps, each of which looked
small. A picture of the steps is how that is seen while it happens. Numbers are worked out here, for every day as `kb risk --at` would; the page
only shows them.

Leadership sees months instead of days and no counts of small groups; the public has no such page, since dates are people's.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from kb.analyses.changing import Changing, Stand, changing
from kb.analyses.risk.report import CLASS_ORDER
from kb.model.moment import day_of
from kb.pages import Page, Pages, _charts, _parts
from kb.pages._escape import esc_md
from kb.pages._input import PUBLIC, SiteInput
from kb.pages._page import page
from kb.pages._whatif_data import pages
from kb.pages.what_if import frame
from kb.render._clean import clean_json

HERE: Final = "over-time.md"
DATA: Final = "assets/data/over-time.json"


class OverTime(Pages):
    """Composes the page over time and its data."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the page and the data; nothing for the public."""
        if site.profile == PUBLIC:
            return
        found = changing(site.base, site.at.date(), site.profile)
        if len(found.stands) < 2 or not found.components:
            empty = _parts.empty(
                "Nothing changes yet",
                "Write `until` of people who left or will leave, `from` of those who come, and when knowledge was last shown: "
                "then this page tells how coverage came to be what it is.",
            )
            yield page(HERE, "Over time", empty)
            return
        first, last = found.stands[0], found.stands[-1]
        left_out = f"{found.left_out} days in between are left out." if found.left_out else ""
        yield page(
            HERE,
            "Over time",
            esc_md(f"All components by class, from {first.day} to {last.day}: {_sum(first)}; then {_sum(last)}."),
            _parts.insert("history"),
            esc_md(left_out),
            _parts.insert("over-time"),
            inserts={
                "history": _charts.history(_moments(found), last.day + timedelta(days=_tail(found)), _marks(site)),
                "over-time": frame(site.url(HERE, DATA), "kb-over-time", f"kb risk --at {first.day}"),
            },
            tags=["history", "trend"],
            kind="risk",
            hide=["toc"],
        )
        text = json.dumps(data(site, found), ensure_ascii=False, separators=(",", ":"))
        yield Page(DATA, clean_json(text))


def _sum(stand: Stand) -> str:
    counts = Counter(cover.risk_class for cover in stand.covers)
    return ", ".join(f"{counts[risk]} {risk.value}" for risk in CLASS_ORDER if counts[risk])


def _tail(found: Changing) -> int:
    """Return how many days the picture goes on after the last change, so that its last step can be seen."""
    return max(7, (found.stands[-1].day - found.stands[0].day).days // 16)


def _moments(found: Changing) -> list[_charts.Moment]:
    return [_charts.Moment(item.day, dict(Counter(cover.risk_class for cover in item.covers))) for item in found.stands]


def _marks(site: SiteInput) -> list[_charts.Mark]:
    """Return what is marked on the picture: the day of the site, and the events."""
    windows = ((event.id, event.window) for event in site.base.events.values())
    starts = [(name, window.start) for name, window in windows if window is not None and window.start is not None]
    events = [_charts.Mark(day_of(start), site.base.title(name)) for name, start in starts]
    return [_charts.Mark(site.at.date(), f"as of {site.at.date()}"), *events]


def data(site: SiteInput, found: Changing) -> dict[str, Any]:
    """Return the stands for the page: the first in full, of each other what differs from the one before."""
    base = site.base
    systems = sorted({item.system for item in base.components.values() if item.system is not None})
    place = {name: number for number, name in enumerate(systems)}
    end = found.stands[-1].day + timedelta(days=_tail(found))
    items = [base.components[name] for name in found.components]
    return {
        "format": 1,
        "at": site.at.date().isoformat(),
        "classes": [risk.value for risk in CLASS_ORDER],
        "systems": [base.title(name) for name in systems],
        "ids": list(found.components),
        "titles": [base.title(name) for name in found.components],
        "system": [-1 if item.system is None else place[item.system] for item in items],
        "pages": pages(site, HERE, found.components),
        "counted": site.shows_people,
        "chart": [_charts.LEFT, _charts.WIDE - _charts.RIGHT, _charts.TOP, _charts.HIGH - _charts.LOW,
                  found.stands[0].day.isoformat(), end.isoformat()],
        "days": list(_days(found)),
    }  # fmt: skip


def _days(found: Changing) -> Iterator[list[Any]]:
    """Yield per stand [day, why, people, changes]; a change is [component, class, coverage]."""
    before: tuple[Any, ...] = (None,) * len(found.components)
    for stand in found.stands:
        changes = [
            [number, CLASS_ORDER.index(cover.risk_class), cover.coverage]
            for number, (old, cover) in enumerate(zip(before, stand.covers, strict=True))
            if old != cover
        ]
        yield [stand.day.isoformat(), list(stand.why), stand.people, changes]
        before = stand.covers
