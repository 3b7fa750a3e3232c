"""What a site is made from: the loaded base at the instant asked for, redacted for its audience; or every fault in the files."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from kb.analyses.trend.report import TrendReport
from kb.errors import KbError
from kb.files.load import Loaded, load
from kb.files.tree import Disk
from kb.importers._overlay import Catalogue
from kb.model.asked import NOW, At, asked
from kb.model.base import Base
from kb.model.finding import Finding
from kb.pages._input import SiteInput
from kb.publish.manuals import manuals

_YEAR: Final = timedelta(days=366)


class Source(NamedTuple):
    """A read knowledge base.

    Attributes:
        base: as the files say it, before redaction.
        profile: the audience: internal, leadership or public.
        at: the instant everything is said for, and where it came from.
        site: what pages are composed from; None where the files have faults.
        faults: those faults, in the order of their places.
        chosen: whether somebody chose the instant; else it is that of the build.
    """

    base: Base
    profile: str
    at: At
    site: SiteInput | None
    faults: tuple[Finding, ...]
    chosen: bool


def read(
    root: Path,
    now: Callable[[], datetime],
    *,
    at: str | None = None,
    profile: str | None = None,
    directories: bool = True,
) -> Source:
    """Read the knowledge base below a folder for a site.

    Args:
        root: the folder.
        now: tells the instant where neither ``at`` nor the settings do.
        at: the date or instant asked for.
        profile: the audience; None for that of the settings.
        directories: whether the engine builds ``a/b.md`` to ``a/b/``.

    Raises:
        UsageError: if ``at`` is no date.
    """
    from kb.analyses.audience.redaction import redact  # noqa: PLC0415 - not needed to say what is wrong

    loaded = load(root)
    if loaded.base.settings.overlay.backstage is not None:
        loaded = Catalogue(root).added(Disk(root), loaded, load)
    base = loaded.base
    when = asked(base.settings, at, now)
    audience, chosen = profile or base.settings.profile, at is not None or base.settings.as_of is not None
    faults = tuple(finding for finding in loaded.findings if finding.suppressed is None)
    if faults:
        return Source(base, audience, when, None, faults, chosen)
    shown = redact(base, audience, when.instant)
    line = asked(shown.settings, at, lambda: when.instant).line  # the notice is redacted, too
    when = when._replace(line=line.replace(NOW, ""))  # a page is read long after it was built
    site = SiteInput(
        shown, when.instant, when.line,
        profile=audience, directories=directories, faults=loaded.findings, manuals=manuals(),
        history=lambda: _history(root, loaded, when),
    )  # fmt: skip
    return Source(base, audience, when, site, (), chosen)


def _history(root: Path, loaded: Loaded, when: At) -> TrendReport | None:
    """Return the numbers at the end of each month of the last year; None where git knows nothing of the folder."""
    from kb.files.trends import Asked, trend_of  # noqa: PLC0415 - reads git; most rebuilds while serving do not ask

    asked_for = Asked(
        None, "month", max(when.instant.date(), date.min + _YEAR) - _YEAR, when.instant, dated=False, weeks=0
    )
    try:
        report = trend_of(root, loaded, asked_for, None, Catalogue(root), lambda _done, _number: None)
    except KbError:
        return None
    return report if len([point for point in report.points if point.numbers is not None]) > 1 else None
