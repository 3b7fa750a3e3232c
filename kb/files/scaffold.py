"""A first knowledge base: few lines that show the idea, and the schemas an editor checks them with."""

from pathlib import Path, PurePosixPath
from typing import Final

from kb.errors import UsageError
from kb.files.json_schema import KINDS, schema_text
from kb.files.tree import FOLDERS
from kb.files.write import folders_made, write_text

SCHEMAS: Final = ".kb/schema"
"""Where the schemas lie in a knowledge base; the reader passes over folders that begin with a dot."""

_SETTINGS: Final = """\
#:schema ./.kb/schema/settings.json
# Settings of this knowledge base. `kb schema settings` lists every key; each has a default.
schema = 1
profile = "internal"
evidence_days = 180 # a drill, game day or incident older than this no longer proves a level
# as_of = "2030-01-31" # answer for this day unless --at says otherwise; without it, for today
"""
_SERVICES: Final = """\
# yaml-language-server: $schema=../.kb/schema/architecture.json
# What stands on what. Kinds: services, platforms, datastores, queues, clients, jobs; vendors stand outside.
# A missing key is unknown; [] and none are answers.
systems:
  shop: {title: Shop, owner: shop-team, tier: 2} # lends owner and tier to its components; tier 0 = an outage is public at once
services:
  checkout:
    title: Checkout
    system: shop
    needs: [orders] # hard: without it, this is down
    uses: [] # soft: without it, this is worse
    runbooks: [restart-checkout]
datastores:
  orders: {title: Orders, system: shop, needs: [], runbooks: [restart-checkout]}
"""
_TEAMS: Final = """\
# yaml-language-server: $schema=../.kb/schema/ownership.json
# Who can operate what. Ids may be pseudonyms; those who leave stay here, with `until: 2030-01-31`.
teams:
  shop-team: {title: Shop team, contact: [{kind: chat, to: "#shop"}]}
people:
  ann: {team: shop-team}
  ben: {team: shop-team}
knowledge: # component, person, level: aware < assist < operate (can restore it alone at 3 a.m.) < expert
  checkout:
    ann: operate # claimed; proven is `ann: {level: operate, by: drill, last: 2030-01-31, ref: ticket 214}`
    ben: operate
  orders: {ann: operate, ben: operate} # write `none` where nobody can; leave a component out where you do not know
oncall:
  shop-primary:
    covers: [shop] # a system stands for all its components
    rotation: [ann, ben]
    contact: [{kind: pager, to: shop-primary}]
    escalation: [shop-team]
"""
_RUNBOOK: Final = """\
---
id: restart-checkout
title: Restart checkout
kind: relaunch
components: [checkout, orders]
owner: shop-team
authors: [ann]
risk: low
est_minutes: 5
requires: {level: operate}
review: {every_days: 180}
---

## When to use

Orders fail for 5 minutes, and nothing was released today.

## Impact

Buyers wait for up to 60 seconds. No order is lost.

## Before you start

- Tell the team's chat that you begin.
- Stop condition: stop if the store of orders does not answer.

## Steps

### s1 · Restart one instance

- do: Restart 1 of the instances of checkout.
- expect: It answers its health check within 60 seconds.
- if not: escalate
- minutes: 2

### s2 · Restart the others

- do: Restart the other instances, 1 at a time.
- expect: All instances answer their health check within 3 minutes.
- if not: escalate
- minutes: 3

## Verify

Failed orders stay below 1 % for 10 minutes.

## Roll back

There is nothing to take back: a restart changes no data.

## Escalate

Page `shop-primary`, then write to the team's chat.

## Background

Whoever runs this, rehearsal or not, leaves a record in `runbooks/log/`: that is what proves it works.
"""

_EVENT: Final = """\
# yaml-language-server: $schema=../.kb/schema/event.json
# What is coming: `kb ready friday-sale` says what it still lacks. Its sign-offs, waivers and polls lie in events/friday-sale/.
title: Friday sale
basis: stated
window: {start: 2030-03-01T10:00:00Z, end: 2030-03-01T12:00:00Z, pre: 60, post: 60} # pre and post: minutes around it
entry: [checkout] # where people come in; all it stands on is looked at
scale: routine # routine, notable or marquee: the larger, the more is asked
typical: {value: 200, metric: concurrent, date: 2026-01-15, text: a usual Friday} # an event is routine where this shows it
forecast: {low: 150, base: 200, high: 300, metric: concurrent, by: ann, date: 2026-01-15}
decider: ann
deputy: ben
"""

IGNORED: Final = ".gitignore"
_IGNORED: Final = """\
# What kb makes and nobody commits: the built site, rehearsals that are under way, the schemas for your editor (after a
# clone, or a newer kb: kb schema -o .kb/schema), and what a change leaves that was killed half-way.
/build/
/runbooks/log/.open/
/.kb/schema/
/.kb-undo.json
.*.tmp
"""


def files() -> dict[str, str]:
    """Return the files of a first knowledge base: path relative to its root, and text."""
    schemas = {f"{SCHEMAS}/{kind}.json": schema_text(kind) for kind in KINDS}
    return {
        "kb.toml": _SETTINGS,
        IGNORED: _IGNORED,
        "architecture/services.yml": _SERVICES,
        "ownership/teams.yml": _TEAMS,
        "runbooks/restart-checkout.md": _RUNBOOK,
        "events/friday-sale.yml": _EVENT,
        **schemas,
    }


def bare() -> dict[str, str]:
    """Return the files of a knowledge base without the example in it: its settings, schemas, and what git ignores."""
    return {path: text for path, text in files().items() if path in ("kb.toml", IGNORED) or path.startswith(SCHEMAS)}


def unignored(folder: Path) -> list[str]:
    """Return the lines that a ``.gitignore`` which is there lacks; it may be anybody's, so it is left as it is."""
    path = folder / IGNORED
    try:
        there = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    except OSError:
        there = []
    return [line for line in _IGNORED.splitlines() if not line.startswith("#") and line not in there]


def in_the_way(folder: Path, texts: dict[str, str]) -> list[str]:
    """Return what a folder holds already that a first knowledge base would meet: its files, folders of another, and links."""
    found = {path for path in texts if (folder / path).exists() or (folder / path).is_symlink()}
    found = {f"{SCHEMAS}/" if path.startswith(SCHEMAS) else path for path in found}
    for name in FOLDERS:
        if (folder / name).is_dir() and any((folder / name).iterdir()):
            found.add(f"{name}/")
            found = {path for path in found if not path.startswith(f"{name}/") or path == f"{name}/"}
        elif (folder / name).exists() and not (folder / name).is_dir():
            found.add(name)
    above = {str(place) for path in texts for place in PurePosixPath(path).parents if place.name}
    return sorted(found | {f"{place} (a link)" for place in above | {*FOLDERS} if (folder / place).is_symlink()})


def overwrite_all(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write generated files, each as a whole, over older ones of the same name; return their paths.

    Raises:
        KbError: if the folder cannot be made, or one cannot be written.
    """
    folders_made(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    for name, text in texts.items():
        write_text(folder / name, text)
    return [folder / name for name in texts]
