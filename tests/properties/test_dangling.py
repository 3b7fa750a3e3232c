"""Whichever one reference is misspelt: `kb check` says so, and every rule and question copes with what then is not there."""

import re

import pytest

from kb import testing
from kb.analyses.check.assess import assess

FILES = {
    "architecture/a.yml": """
systems:
  shop: {owner: pay-team, tier: 0, runbooks: [restart]}
services:
  pay: {system: shop, needs: [{to: ledger, fallback: spare}, bank], alerts: [{id: Down, pages: true, runbook: restart}]}
  cart: {system: shop, needs: [pay], uses: [mail], built_on: [ledger]}
  mail: {owner: pay-team, tier: 1, needs: [cart]}
datastores:
  ledger: {system: shop, needs: []}
  spare: {system: shop, runs_on: [old]}
platforms:
  old: {lifecycle: retired, needs: []}
vendors:
  bank: {support: {until: 2026-07-01}}
""",
    "ownership/a.yml": """
teams:
  pay-team: {lead: gone, contact: [{kind: chat, to: pay}]}
people:
  ann: {team: pay-team, until: 2026-06-15}
  bob: {team: pay-team, away: [2026-05-01/2026-08-01]}
  gone: {team: pay-team, until: 2026-01-31}
  new: {team: pay-team, from: 2026-07-01}
knowledge:
  pay: {ann: operate, bob: operate, new: operate}
  cart: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes}, gone: expert}
  ledger: {gone: operate}
  mail: none
oncall:
  pay-primary:
    covers: [shop, mail]
    rotation: [ann, gone]
    secondary: [bob]
    escalation: [pay-team]
    shifts:
      - {person: ann, start: 2026-06-10T09:00Z, end: 2026-06-17T09:00Z}
      - {person: bob, start: 2026-06-18T09:00Z, end: 2026-06-24T09:00Z}
""",
    "events/sale.yml": """
window: {start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z}
entry: [cart]
decider: ann
deputy: gone
""",
    "runbooks/restart.md": """---
kind: relaunch
components: [pay, mail]
owner: pay-team
authors: [gone]
covers: [{from: pay, to: ledger}]
---

## Steps

### s1 · Restart

- do: Restart it.
- expect: It answers within 5 seconds.
""",
    "runbooks/log/2026-05-02-restart.yml": """
runbook: restart
by: ann
observer: bob
kind: drill
started: 2026-05-02T10:00Z
ended: 2026-05-02T10:10Z
outcome: pass
help: none
""",
}
_IDS = re.compile(
    r"(?<![\w-])(ann|bob|gone|new|pay|cart|mail|ledger|spare|old|bank|shop|pay-team|pay-primary|restart)(?![\w-])"
)
PLACES = [(path, found.start(), found.group()) for path, text in FILES.items() for found in _IDS.finditer(text)]


def test_the_base_itself_is_without_fault():
    assert not testing.read(FILES).findings


@pytest.mark.parametrize("path", FILES)
def test_any_reference_that_leads_nowhere(path):
    for place, start, name in PLACES:
        if place == path:
            text = f"{FILES[path][:start]}nobody-s{FILES[path][start + len(name) :]}"
            loaded = testing.read({**FILES, path: text})
            report = assess(loaded.base, loaded.findings, testing.at("2026-06-01"), questions=5)
            assert report.counts.warnings or report.counts.errors, (name, start)
