"""What changed: the headline numbers over the last year, as the history of the files tells them."""

from collections.abc import Iterator

from kb.documents.trend import describe
from kb.model.words import RiskClass
from kb.pages import Page, Pages, _charts, _document, _mentions, _parts, _uris
from kb.pages._input import PUBLIC, SiteInput
from kb.pages._page import page


class Changes(Pages):
    """Composes the page on what changed, where the files have a history."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        if site.trend is None or site.profile == PUBLIC:
            return
        moments = [
            _charts.Moment(point.on.date(), {risk: getattr(point.numbers, risk.value) for risk in RiskClass})
            for point in site.trend.points
            if point.numbers is not None
        ]
        picture = _charts.history(moments, site.trend.points[-1].on.date()) if moments else ""
        yield page(
            _uris.CHANGES,
            "What changed",
            "The numbers at the end of each month of the last year, from the history of the files: `kb trend` prints the same, `kb diff REV` what one change did.",
            _parts.insert("chart-history") if picture else "",
            _document.draw(
                describe(site.trend, site.line).blocks, word=_mentions.Mentions(site, _uris.CHANGES), searched=False
            ),
            inserts={"chart-history": picture},
            search={"exclude": True},
        )
