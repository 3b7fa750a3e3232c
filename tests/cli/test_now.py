"""What is recorded counts at once, at whatever hour: an answer without a date is for the present instant, not for a noon."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from kb.testing import tree

HOURS = ("00:01", "11:59", "12:01", "23:59")
FILES = {
    "architecture/a.yml": "services:\n  pay: {tier: 0, runbooks: [pay-down], needs: none}\n",
    "ownership/a.yml": """\
teams:
  shop: {contact: [{kind: chat, to: shop-help}]}
people:
  ann: {team: shop}
  bob: {team: shop}
knowledge:
  pay: {ann: operate, bob: assist}
oncall:
  shop-primary:
    covers: [pay]
    shifts:
      - {person: ann, start: 2026-05-31T12:00Z, end: 2026-06-01T12:00Z}
      - {person: bob, start: 2026-06-01T12:00Z, end: 2026-06-02T12:00Z}
""",
    "runbooks/pay-down.md": """\
---
id: pay-down
components: [pay]
authors: [ann]
---
# Payments are down

## Steps

### 1 · Restart it

- do: restart the service
- expect: payments go through
""",
}


@pytest.fixture(params=HOURS)
def now(request, monkeypatch):
    instant = datetime.fromisoformat(f"2026-06-01T{request.param}:00").replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(instant.timestamp())))
    return instant


def kb(folder, *words):
    done = CliRunner().invoke(main, ["-C", str(folder), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_who_is_on_call_now(tmp_path, now):
    person = "ann" if now.hour < 12 else "bob (can assist)"
    said = kb(tree(tmp_path, FILES), "who", "pay")
    assert f"On call now  {person} until" in said
    assert f"At {now:%Y-%m-%d %H:%M} UTC (now" in said


def test_a_run_that_ended_a_minute_ago_verifies_its_runbook(tmp_path, now):
    assert "0 OF 1" in kb(tree(tmp_path, FILES), "runbook", "list")
    started, ended = (f"{now - timedelta(minutes=ago):%Y-%m-%dT%H:%MZ}" for ago in (10, 1))
    told = f"--kind drill --by bob --started {started} --ended {ended} --outcome pass --help-taken none --all-steps-ok"
    assert "bob is now proven" in kb(tmp_path, "runbook", "log", "pay-down", *told.split())
    assert "1 OF 1" in kb(tmp_path, "runbook", "list")
    assert "bob" in kb(tmp_path, "who", "pay").partition("Can operate it")[2].partition("Next best")[0]
