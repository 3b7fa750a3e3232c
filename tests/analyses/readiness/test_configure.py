import pytest

from kb import testing
from kb.analyses.check.assess import assess
from kb.analyses.readiness.assess import assess as judge
from kb.analyses.readiness.configure import configure, faults
from kb.documents.document import Facts
from kb.documents.readiness import describe
from kb.documents.readiness_page import describe_page
from kb.model.finding import Severity

ROOM = {"architecture/a.yml": "services: {room: {}}\n"}


def configured(toml):
    loaded = testing.read(ROOM | {"kb.toml": toml})
    assert loaded.findings == ()
    return configure(loaded.base.settings)


def check(found, name):
    return next(check for check in found.checks if check.id == name)


def test_thresholds_are_set_by_id_and_by_code():
    assert check(configured("[checks.load-tested]\nwarn_under = 3\n"), "load-tested").warn_under == 3
    assert check(configured("[checks.C2]\nwarn_under = 2.5\n"), "load-tested").warn_under == 2.5
    assert check(configured('[checks.must-have-runbooks]\nkinds = ["rollback"]\n'), "must-have-runbooks").kinds == (
        "rollback",
    )


def test_without_settings_defaults_hold():
    found = configured("")
    assert (check(found, "load-tested").warn_under, found.faults) == (2.0, ())


def test_faults_name_their_place_and_leave_the_defaults():
    found = configured(
        "[checks.load-tested]\nwarn_over = 3\n\n[checks.churn]\nfail_at = 'much'\n\n[checks.lod-tested]\n"
    )
    said = [(str(fault.source), fault.rule) for fault in found.faults]
    assert said == [("kb.toml:5", "wrong-type"), ("kb.toml:2", "unknown-key"), ("kb.toml:7", "unknown-rule")]
    assert "did you mean `load-tested`" in found.faults[2].message
    assert check(found, "churn").fail_at == 0.3


def test_how_long_sign_offs_hold_is_set_where_people_sign():
    assert check(configured("[checks.comms]\ndays = 3\n"), "comms").days == 3
    assert check(configured("[checks.watch]\n"), "watch").days == 30
    (fault,) = configured("[checks.comms]\ndays = 0\n").faults
    assert (str(fault.source), fault.rule) == ("kb.toml:2", "wrong-type")
    (fault,) = configured("[checks.load-tested]\ndays = 3\n").faults
    assert fault.rule == "unknown-key"


def test_what_a_check_is_cannot_be_set():
    (fault,) = configured("[checks.load-tested]\nseverity = 'minor'\n").faults
    assert fault.fix == "use one of: fail_under, warn_under"


def test_a_table_of_checks_that_is_none_is_a_fault_of_the_file():
    assert [fault.rule for fault in testing.read(ROOM | {"kb.toml": "checks = 1\n"}).findings] == ["wrong-type"]
    assert [fault.rule for fault in testing.read(ROOM | {"kb.toml": "[checks]\nload-tested = 1\n"}).findings] == [
        "wrong-type"
    ]


def test_kb_check_reports_them():
    loaded = testing.read(ROOM | {"kb.toml": "[checks.load-tested]\nwarn_over = 3\n"})
    report = assess(loaded.base, loaded.findings, testing.at())
    assert [(str(item.source), item.rule) for item in report.findings if item.severity is Severity.ERROR] == [
        ("kb.toml:2", "unknown-key")
    ]


@pytest.mark.parametrize("value", ["nan", "-nan", "inf", "-inf", "+inf"])
def test_what_is_no_finite_number_is_no_threshold(value):
    for key in ("load-tested]\nwarn_under", "comms]\ndays", "test-joint]\nmax_days"):
        (fault,) = configured(f"[checks.{key} = {value}\n").faults
        assert (str(fault.source), fault.rule) == ("kb.toml:2", "wrong-type")
        assert "is no finite number" in fault.message


MOVED = """\
evidence_days = 365
[checks.c2]
fail_under = 0.5
warn_under = 2
[checks.must-have-runbooks]
kinds = []
[checks.comms]
days = 7.5
"""


def test_what_is_not_the_default_is_told_with_its_line():
    base = testing.read({"kb.toml": MOVED, "events/show.yml": "title: Show\n"}).base
    found = judge(base, base.events["show"], testing.at()).thresholds
    assert [(item.check, item.key, item.value, item.default, str(item.source)) for item in found] == [
        ("", "evidence_days", "365", "180", "kb.toml:1"),
        ("comms", "days", "7.5", "7", "kb.toml:8"),
        ("load-tested", "fail_under", "0.5", "1", "kb.toml:3"),
        ("must-have-runbooks", "kinds", "none", "scale-out, degrade, rollback, access, comms", "kb.toml:6"),
    ]


def test_whoever_decides_reads_it_too():
    base = testing.read({"kb.toml": MOVED, "events/show.yml": "title: Show\n"}).base
    report = judge(base, base.events["show"], testing.at())
    for document in (describe(report, "today"), describe_page(report, None, "today")):
        facts = next(block for block in document.blocks if isinstance(block, Facts))
        said = dict(facts.pairs)["Set otherwise"].text
        assert said.startswith(
            "evidence_days 365 (default 180; kb.toml:1); comms days 7.5 (default 7; kb.toml:8); load-"
        )


def test_nothing_is_said_of_what_is_as_it_was():
    base = testing.read({"kb.toml": "[checks.C2]\nfail_under = 1\n", "events/show.yml": "title: Show\n"}).base
    assert judge(base, base.events["show"], testing.at()).thresholds == ()


@pytest.mark.parametrize(
    "toml",
    [
        "", "[checks.load-tested]\nwarn_under = 3\n", "[checks.load-tested]\nwarn_over = 3\n\n[checks.churn]\nfail_at = 'much'\n",
        "[checks.C2]\nwarn_over = 3\n", "[checks.lod-tested]\n",
    ],
)  # fmt: skip
def test_the_faults_alone_are_those_of_the_whole(toml):
    settings = testing.read(ROOM | {"kb.toml": toml}).base.settings
    assert sorted(faults(settings)) == sorted(configure(settings).faults)
