"""The maps of a site: one around each component, one of each system, one of the whole.

What surrounds a component is placed by ourselves, without Graphviz (see `_boxes`); systems and the whole are placed by one
``dot`` process when the first of them is asked for (see `_dot`). All are drawn by `_picture`.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.analyses.drawing.around import Around, Surroundings
from kb.pages import _uris
from kb.pages._boxes import Layout, stacked
from kb.pages._dot import place
from kb.pages._input import PUBLIC
from kb.pages._picture import Href, Page, figure

if TYPE_CHECKING:
    from kb.pages._input import SiteInput

_WHOLE = ""
"""The key of the map of the whole: no system has an empty id."""


class Maps:
    """Draws maps as HTML on one line. The whole brings its table; pages of components and systems have theirs already.

    Earlier placements lie in ``cache``, else in the user's.
    """

    def __init__(self, site: "SiteInput", cache: Path | None = None) -> None:
        self.site = site
        self.cache = cache
        self.surroundings = Surroundings(
            site.base, site.rows, site.assessment.graph.rehearsed, counted=site.profile != PUBLIC
        )

    def component(self, name: str, from_uri: str) -> str:
        """Return the map around a component for the page at an uri; empty where nothing is around it."""
        around = self.surroundings.component(name)
        if len(around.spots) == 1:
            return ""
        return figure(around, stacked(around), Page(self._href(from_uri), table=False))

    def system(self, name: str, from_uri: str) -> str:
        """Return the map of a system for the page at an uri; empty where it has no component."""
        around = self._systems[name]
        return figure(around, self._layouts[name], Page(self._href(from_uri), table=False)) if around.spots else ""

    def whole(self, from_uri: str) -> str:
        """Return the map of all systems for the page at an uri; empty where there is no component."""
        around = self._systems[_WHOLE]
        return figure(around, self._layouts[_WHOLE], Page(self._href(from_uri))) if around.spots else ""

    @property
    def why(self) -> str:
        """Why the whole is not drawn; empty where it is."""
        found = self._layouts.get(_WHOLE, "")
        return found if isinstance(found, str) else ""

    @cached_property
    def _systems(self) -> Mapping[str, Around]:
        systems = {name: self.surroundings.system(name) for name in self.site.base.systems}
        return systems | {_WHOLE: self.surroundings.whole()}

    @cached_property
    def _layouts(self) -> Mapping[str, Layout | str]:
        return place({name: around for name, around in self._systems.items() if around.spots}, self.cache)

    def _href(self, from_uri: str) -> Href:
        site, base = self.site, self.site.base

        def href(name: str) -> str | None:
            if name in base.components:
                return site.url(from_uri, _uris.component(name))
            if name in base.systems:
                return site.url(from_uri, _uris.system(name))
            if name in base.teams:
                return site.url(from_uri, _uris.team(name))
            return site.url(from_uri, _uris.VENDORS, name) if name in base.vendors else None

        return href
