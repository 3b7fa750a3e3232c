"""What if these were gone: a page that calculates in the reader's browser what `kb risk --without` prints.

*What*: choose people or teams, or how many leave at random, and see components turn, with the list of what is lost.

*Why*: the question is asked in a meeting, about a set of people somebody has in mind, and must not travel: nothing of it leaves the page,
nor is it kept in an address or a storage. The page does not look for the worst set: whoever asks names whom they mean.

For leadership whole teams can be chosen, of five people or more. The public has no such page: the distribution of operators over people
is what it must not learn, and a chance over N would tell N.
"""

import json
from collections.abc import Iterator

from kb.pages import Page, Pages, _parts
from kb.pages._escape import esc_attr, esc_md, front_matter
from kb.pages._input import PUBLIC, SiteInput
from kb.pages._page import page
from kb.pages._whatif_data import HERE, data
from kb.render._clean import clean_json

DATA = "assets/data/what-if.json"


class WhatIf(Pages):
    """Composes the what-if page and its data."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the page and the data; nothing for the public."""
        if site.profile == PUBLIC:
            return
        if not site.risk.rows:
            empty = _parts.empty(
                "No component yet", "Write who can operate what, then ask here what is lost without them."
            )
            yield Page(HERE, front_matter("What if") + _parts.lines("# What if", empty))
            return
        whom = "people or teams" if site.shows_people else "teams of five people or more"
        yield page(
            HERE,
            "What if",
            esc_md(
                f"Choose {whom}, or how many leave at random, and see what is lost. It is calculated in this page: nothing you "
                "choose is sent or kept. Classes, operators and bus factors of components are those of "
            )
            + " `kb risk --without`, which lists besides what runbooks, rotations, teams, vendors and events lose.",
            _parts.insert("what-if"),
            inserts={"what-if": frame(site.url(HERE, DATA), "kb-what-if", "kb risk --without a,b")},
            search={"boost": 1.2},
            tags=["absence", "departure", "leaving"],
            kind="risk",
            hide=["toc"],
        )
        text = json.dumps(data(site), ensure_ascii=False, separators=(",", ":"))
        yield Page(DATA, clean_json(text))


def frame(address: str, looks: str, instead: str) -> str:
    """Return the place a script of the site fills, with what to do where scripts do not run."""
    return (
        f'<div class="{looks}" data-src="{esc_attr(address)}"><p class="kb-note">This page calculates in your browser and needs '
        f"JavaScript; the command line does the same: <code>{esc_attr(instead)}</code></p></div>"
    )
