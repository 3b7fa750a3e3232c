"""events/<id>.yml and the small files below events/<id>/: sign-offs, waivers, polls, offline copies."""

from typing import Any

from kb.files import keys
from kb.files.context import Context
from kb.files.entities import bad_id
from kb.files.gather import Gathered
from kb.files.nodes import Map
from kb.files.runbooks import same_id
from kb.files.shapes import is_slug
from kb.files.syntax import visible
from kb.model.event import Event, OfflineCopy, Poll, Sign, Waive
from kb.model.provenance import NO_PROVENANCE
from kb.model.words import Kind

READY_WORDS = ("diff", "plan", "poll", "review", "sign", "waive")
"""Words of `kb ready`, which no event may be called by."""


def read_event(root: Map, ctx: Context, into: Gathered) -> None:
    """Read one event file; the id is the file's name."""
    stem = ctx.path.rpartition("/")[2][: -len(".yml")]
    mark = root.places[0] if root.places else root.mark
    ctx.provenance = NO_PROVENANCE
    if not is_slug(stem):
        bad_id(stem, mark, ctx)
    elif stem in READY_WORDS:
        ctx.fault(
            "bad-id", mark, f"an event cannot be called `{stem}`: that is a word of `kb ready`", "rename the file"
        )
    ctx.entity = stem
    same_id(root, stem, ctx)
    taken = into.claim(stem, Kind.EVENT, mark, ctx)
    event: Event = keys.EVENT.fill(root, mark, ctx)
    if taken is None:
        into.entities[Kind.EVENT][stem] = event


def read_paper(root: Map, event: str, ctx: Context, into: Gathered) -> None:
    """Read one sign-off, waiver, poll or offline copy: a file with exactly one of these keys at its top."""
    ctx.provenance = NO_PROVENANCE
    ctx.entity = event
    if not root:
        ctx.fault(
            "missing-key",
            root.mark,
            "the file says nothing",
            "begin it with `sign:`, `waive:`, `poll:` or `bundle:`, or delete it",
        )
    for (key, node), key_mark, mark in root.walk():
        record = keys.PAPERS.get(key)
        if record is None:
            ctx.fault(
                "unknown-key",
                key_mark,
                f"`{visible(key)}` is not a paper of an event{ctx.near.est(key, keys.PAPERS)}",
                "begin the file with `sign:`, `waive:`, `poll:` or `bundle:`",
                len(key),
            )
            continue
        paper: Any = record.read(node, mark, ctx)
        if paper is not None:
            _file(paper._replace(event=event), into)


def _file(paper: Any, into: Gathered) -> None:
    if isinstance(paper, Sign):
        into.signs.append(paper)
    elif isinstance(paper, Waive):
        into.waives.append(paper)
    elif isinstance(paper, Poll):
        into.polls.append(paper)
    elif isinstance(paper, OfflineCopy):
        into.copies.append(paper)
