import re

import pytest

BOOK = """---
id: restart
title: Restart the till
kind: relaunch
components: [pay]
alerts: [PayDown]
authors: [ann]
owner: t
est_minutes: 5
risk: low
requires: {level: operate, access: [till-admin]}
visibility: %s
---

## Steps

### s1 · One

- do: restart 1
- expect: 1 line within 5 s
- if not: escalate
"""
RUN = """
runbook: restart
kind: drill
by: bob
started: 2026-05-01T10:00+00:00
ended: 2026-05-01T10:05+00:00
help: none
outcome: %s
steps_hash: unknown
steps: [{id: s1, result: ok}]
"""
OWNERS = "teams: {t: {}}\npeople: {ann: {team: t}, bob: {team: t}}\nknowledge: {pay: {ann: operate}}\n"


def pages(compose_base, run=None, profile="internal", visibility="internal"):
    files = {
        "architecture/a.yml": "services: {pay: {owner: t}}\n",
        "ownership/o.yml": OWNERS,
        "runbooks/restart.md": BOOK % visibility,
    }
    if run:
        files["runbooks/log/20260501T100000Z-restart-bob.yml"] = RUN % run
    return compose_base(files, profile=profile)


def test_it_says_whether_it_can_be_trusted_before_its_steps(compose_base):
    page = pages(compose_base)["runbooks/restart.md"].markdown
    assert page.index("kb-never") < page.index("## Steps")
    assert "Nobody but its authors has run it" in page
    assert "level operate; access" in page
    assert "kb runbook start restart" in page
    assert '"PayDown", "pay down"' in page


def test_runs_are_its_history(compose_base):
    page = pages(compose_base, run="fail")["runbooks/restart.md"].markdown
    assert "2026-05-01" in page[page.index("## Runs") :]
    assert "[bob](../people/bob.md): fail" in page


def test_whoever_knows_the_rest_comes_to_the_steps_at_once(compose_base):
    assert "[1\N{NO-BREAK SPACE}step](#steps) · about 5 min" in pages(compose_base)["runbooks/restart.md"].markdown
    hidden = pages(compose_base, profile="leadership")["runbooks/restart.md"].markdown
    assert "#steps" not in hidden
    assert "about 5 min" in hidden


def test_the_latest_run_comes_first(compose_base):
    files = {
        "architecture/a.yml": "services: {pay: {owner: t}}\n",
        "ownership/o.yml": OWNERS,
        "runbooks/restart.md": BOOK % "internal",
    }
    for month in ("03", "05", "04"):
        files[f"runbooks/log/2026{month}01T100000Z-restart-bob.yml"] = (RUN % "pass").replace(
            "2026-05", f"2026-{month}"
        )
    page = compose_base(files)["runbooks/restart.md"].markdown
    assert re.findall(r"2026-\d\d-01", page[page.index("## Runs") :])[:3] == ["2026-05-01", "2026-04-01", "2026-03-01"]


@pytest.mark.parametrize(
    ("profile", "visibility", "shown"),
    [
        ("internal", "internal", True),
        ("leadership", "public", False),
        ("public", "internal", False),
        ("public", "public", True),
    ],
)
def test_steps_are_shown_to_whom_they_are_for(compose_base, profile, visibility, shown):
    page = pages(compose_base, profile=profile, visibility=visibility)["runbooks/restart.md"].markdown
    assert ("restart 1" in page) is shown
    assert shown or "not shown on this site" in page


def test_the_list_puts_what_to_rehearse_first(compose_base):
    page = pages(compose_base)["runbooks/index.md"].markdown
    assert "1 runbook, those to rehearse first" in page
    assert "[Restart the till](restart.md)" in page
