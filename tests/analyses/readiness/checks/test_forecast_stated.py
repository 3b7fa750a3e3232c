"""D1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("whole, young and signed", [], "PASS"),
    ("a key less: low", [("low: 100,", "")], "UNKNOWN"),
    ("a key less: base", [("base: 200,", "")], "UNKNOWN"),
    ("a key less: high", [("high: 300,", "")], "UNKNOWN"),
    ("a key less: metric", [("metric: concurrent,", "")], "UNKNOWN"),
    ("a key less: by", [("by: ann,", "")], "UNKNOWN"),
    ("a key less: date", [("date: 2026-05-28,", "")], "UNKNOWN"),
    ("30 days old", [("date: 2026-05-28", "date: 2026-05-02")], "PASS"),
    ("31 days old", [("date: 2026-05-28", "date: 2026-05-01")], "STALE"),
    ("nobody is expected", [("low: 100, base: 200, high: 300", "low: 0, base: 0, high: 0")], "FAIL"),
    ("fewer than to an ordinary one", [("low: 100, base: 200, high: 300", "low: 1, base: 1, high: 1")], "FAIL"),
    ("as many as to an ordinary one", [("low: 100, base: 200, high: 300", "low: 1, base: 1, high: 150")], "PASS"),
    ("fewer than came once", [("entry: [room]", "entry: [room]\npast: [{value: 301, metric: concurrent}]")], "FAIL"),
    ("than came in all", [("entry: [room]", "entry: [room]\npast: [{value: 301, metric: cumulative}]")], "PASS"),
    ("dated tomorrow", [("date: 2026-05-28", "date: 2026-06-02")], "UNKNOWN"),
    ("another metric than the capacity", [("metric: concurrent", "metric: cumulative")], "FAIL"),
    (
        "a written none",
        [
            (
                "forecast: {low: 100, base: 200, high: 300, metric: concurrent, by: ann, date: 2026-05-28, basis: stated}",
                "forecast: none",
            )
        ],
        "FAIL",
    ),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by the forecaster", [("by: bob", "by: ann")], "UNKNOWN"),
    ("a tick for a value", [("value: 100 to 300 concurrent", "value: done")], "UNKNOWN"),
    ("no evidence", [("evidence: ledger of May", "evidence: TBD")], "UNKNOWN"),
    ("signed before it was stated", [("date: 2026-05-28", "date: 2026-05-30")], "STALE"),
    ("run out", [("date: 2026-05-29", "date: 2026-04-29")], "STALE"),
    ("no typical event", [("typical: {value: 150, metric: concurrent}", "")], "UNKNOWN"),
    ("a typical event without a value", [("typical: {value: 150,", "typical: {")], "UNKNOWN"),
    ("a typical event of nobody", [("typical: {value: 150,", "typical: {value: 0,")], "UNKNOWN"),
    ("typical in another metric", [("150, metric: concurrent", "150, metric: attempts")], "UNKNOWN"),
    ("nothing like it was ever held", [("typical: {value: 150, metric: concurrent}", "typical: []")], "PASS"),
    ("a routine event needs no sign-off", [("-events/show/a.yml", ""), ("designed: 500", "designed: 5000")], "PASS"),
]


def test_what_the_forecast_is_below_is_said(ask):
    floors = [("entry: [room]", "entry: [room]\npast: [{value: 12000, metric: concurrent}]")]
    assert ask("forecast-stated", *floors)[0].value == (
        "100 / 200 / 300 concurrent, 4 days ago; the high forecast is below the 12k that came once already"
    )
    assert ask("forecast-stated", ("value: 150", "value: 400"))[0].value == (
        "100 / 200 / 300 concurrent, 4 days ago; the high forecast is below a typical event, 400"
    )
