from datetime import date

from kb.analyses.check.suppress import Suppressions, faults
from kb.model.finding import Finding, Severity
from kb.model.settings import Suppress
from kb.model.source import Source

HERE = Source("architecture/a.yml", 3, 5)
FINDING = Finding("owner-known", Severity.WARNING, "pay", "m", HERE, "f")
END = date(2026, 6, 1)


def marked(day=END, **fields):
    item = Suppress("owner-known", None, None, None, "why", END, Source("kb.toml", 1, 1))._replace(**fields)
    return Suppressions((item,), day).mark(FINDING).suppressed is not None


def test_by_rule_subject_path_or_line():
    assert marked()
    assert marked(subject="pay")
    assert not marked(subject="rates")
    assert marked(path="architecture/a.yml")
    assert not marked(path="architecture/b.yml")
    assert not marked(path="architecture/a.yml", line=2)
    assert marked(path="architecture/a.yml", line=3)
    assert not marked(path="architecture/a.yml", line=1)
    assert not marked(rule="tier-known")


def test_the_end_date_is_the_last_day():
    assert not marked(day=date(2026, 6, 2))


def test_a_mark_that_no_longer_holds_is_taken_off():
    held = Suppressions((Suppress("owner-known", None, None, None, "why", END, HERE),), END).mark(FINDING)
    assert Suppressions((), END).mark(held) == FINDING


def test_names_that_mean_nothing_and_faults_that_are_certain():
    written = tuple(
        Suppress(rule, None, None, None, "why", END, HERE)
        for rule in ("owner-knwon", "duplicate-key", "secret", "owner-known")
    )
    found = list(faults(written, ["owner-known"], ["duplicate-key"], ["secret"]))
    assert [(fault.rule, fault.subject) for fault in found] == [
        ("unknown-rule", "owner-knwon"),
        ("bad-suppression", "duplicate-key"),
    ]
    assert "did you mean `owner-known`?" in found[0].message
