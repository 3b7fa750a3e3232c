import re
from datetime import timedelta

from kb import testing
from kb.analyses.trend.report import Headline, Origin, Point, TrendReport
from kb.model.moment import noon
from tests.pages.conftest import composed, site_of

EVENT = """
title: Launch
window: {start: 2026-06-20T18:00+02:00, end: 2026-06-20T20:00+02:00}
entry: [pay]
"""
OVER = "title: Past\nwindow: {start: 2026-01-20T18:00+02:00, end: 2026-01-20T20:00+02:00}\nentry: [pay]\n"


def home(said, **options):
    base = testing.read(said).base if isinstance(said, dict) else testing.base(said)
    site = site_of(base)
    for name, value in options.items():
        setattr(site, name, value)
    return composed(site)["index.md"]


def test_it_counts_by_class_and_says_what_to_do_first():
    page = home("nobody operates pay; ann operates web; pay tier 0; web needs pay; mail tier 1").markdown
    assert '<span class="kb-count">1</span> [<span class="kb-class kb-orphaned">orphaned</span>](risk.md)' in page
    assert '<span class="kb-count">1</span> [<span class="kb-class kb-unknown">unknown</span>](risk.md)' in page
    assert page.index("Something is down") < page.index("kb-count")
    assert "1. " in page[page.index("## What to do first") :]
    assert "[pay](components/pay.md)" in page


def test_what_is_held_and_soon_by_nobody_says_so_where_nobody_is_named():
    words = (
        "pay tier 0; web tier 1; dot operates web; eve operates pay; eve until 2026-06-15; dot in shop; pay owner shop"
    )
    internal = home(words).markdown
    assert "pay](components/pay.md): nobody is left after 2026-06-15&#58; pair" in internal
    shown = home(words, profile="leadership").markdown
    first = shown[shown.index("## What to do first") :]
    assert "pay](components/pay.md): soon nobody is left who operates it" in first
    assert first.count("soon nobody") == 1
    assert not {"dot", "eve"} & set(re.findall("[a-z]+", first))


def test_it_speaks_of_systems_where_there_are_any():
    alone = home("ann operates pay").markdown
    assert "## The whole\n" in alone
    assert "[Systems](systems/index.md)" not in alone.partition("## The whole")[2]
    assert (
        "## The whole, by system\n"
        in home({"architecture/a.yml": "systems: {s: {}}\nservices: {pay: {system: s}}\n"}).markdown
    )


def test_it_counts_as_many_findings_as_the_page_it_leads_to():
    pages = composed(site_of(testing.base("pay tier 0; web needs pay; mail tier 1; ann operates web")))
    said = re.search(r"\[(\d+) findings\]\(findings\.md\)", pages["index.md"].markdown)[1]
    assert f"{said} findings of `kb check`" in pages["findings.md"].markdown


def test_coming_events_have_their_verdict_and_what_is_over_is_left_out():
    page = home({**testing.written("ann operates pay"), "events/launch.yml": EVENT, "events/past.yml": OVER}).markdown
    assert "NO-GO</span> [Launch](readiness/launch.md)" in page
    assert "Past" not in page
    assert "No event is coming" in home("ann operates pay").markdown


def headline(**numbers):
    return Headline(**{name: numbers.get(name, 0) for name in Headline._fields})


def trend(*held):
    points = [
        Point(Origin.PERIOD, day, day, None, 0, headline(components=3, held=number, thin=3 - number))
        for number, day in zip(
            held, (testing.at() - timedelta(days=30 * back) for back in range(len(held), 0, -1)), strict=True
        )
    ]
    return TrendReport("HEAD", testing.at(), "month", False, tuple(points))


def test_it_says_what_moved_between_the_last_two_points_that_differ():
    page = home("ann operates pay", trend=trend(1, 2, 2)).markdown
    assert "From 2026-03-03 to 2026-05-02: thin 2 to 1, held 1 to 2." in page
    assert "Nothing since 2026-04-02" in home("ann operates pay", trend=trend(2, 2)).markdown
    assert "What changed" not in home("ann operates pay").markdown


def test_the_page_on_changes_draws_the_history():
    site = site_of(testing.base("ann operates pay"))
    site.trend = trend(1, 2, 3)
    page = composed(site)["changes.md"]
    assert "<svg" in page.inserts["chart-history"]
    assert "2026-05-02" in page.markdown


def test_a_command_of_the_history_can_be_copied():
    site = site_of(testing.base("ann operates pay"))
    day = testing.at()
    read = ((day - timedelta(days=back), headline(components=3, held=2)) for back in (60, 30))
    points = [Point(Origin.COMMIT, on, noon(day.date()), "a" * 40, 0, numbers) for on, numbers in read]
    site.trend = TrendReport("HEAD", day, "commit", False, tuple(points))
    assert "<code>kb diff" in composed(site)["changes.md"].markdown
