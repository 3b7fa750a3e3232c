"""No key of an event file makes a verdict better, or a scale lower, by being left out: every key of every file in both bases."""

import re
from functools import cache
from pathlib import Path

import pytest

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.report import Verdict
from kb.files.load import load
from tests.analyses.readiness.examples import without_each_key

ROOT = Path(__file__).parents[2]
BASES = {
    "founding": (ROOT, {"presidential-announcement": "2023-05-23", "weekly-space": "2022-10-05"}),
    "lantern": (
        ROOT / "examples" / "lantern",
        {"lecture-night": "2026-09-14", "autumn-on-sale": "2026-09-14", "summer-finale": "2026-07-09"},
    ),
}
WORST_FIRST = (Verdict.NO_GO, Verdict.WAIVERS, Verdict.GO)
EVENTS = [(name, event) for name, (_, events) in BASES.items() for event in events]
PAPER = re.compile(r"[0-9]{8}T[0-9]{6}Z-(\w+-.+)-lt-[0-9]+(?=\.yml)")
PAPERS = ("signs", "waives", "polls", "copies")


@cache
def whole(name):
    return load(BASES[name][0]).base


def judged(name, event, files, path):
    """Return the report of an event with one of its own files as given, in a base that is otherwise whole; None if it is faulty."""
    own = f"events/{event}.yml"
    loaded = testing.read({own: files[own], path: files[path]})
    if any(finding.rule != "unknown-reference" for finding in loaded.findings):
        return None
    base = whole(name)
    papers = {
        kind: (
            *(item for item in getattr(base, kind) if item.source.path != path),
            *(item for item in getattr(loaded.base, kind) if item.source.path == path),
        )
        for kind in PAPERS
    }
    changed = base._replace(events={**base.events, event: loaded.base.events[event]}, **papers)
    return assess(changed, changed.events[event], testing.at(BASES[name][1][event]))


def event_files(name, event):
    folder = BASES[name][0]
    found = [folder / "events" / f"{event}.yml", *sorted((folder / "events" / event).glob("*.yml"))]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_leaving_out_a_key_of_an_event_improves_no_verdict_and_lowers_no_scale(name, event):
    """A scale may come out lower only where a blocker asks for what is missing (forecast-stated, which every scale asks).

    What a hand raised it to would hide what the other keys do to it: the line is taken out first.
    """
    whole_files = event_files(name, event)
    files = {path: re.sub(r"(?m)^scale: .*\n", "", text) for path, text in whole_files.items()}
    own, tried, bad, seen = f"events/{event}.yml", set(), [], 0
    before = judged(name, event, files, own)
    assert before.scale is judged(name, event, whole_files, own).scale
    for key, less in without_each_key(files):
        alike = PAPER.sub(r"\1", key)  # of several sign-offs of one check, one is enough
        skip = ":outcome" in key or alike in tried
        after = None if skip else judged(name, event, less, key.partition(":")[0])
        tried.add(alike)
        if after is None:
            continue
        seen += 1
        asked = any(item.check == "forecast-stated" and item.outcome.blocks for item in after.results)
        if WORST_FIRST.index(after.verdict) > WORST_FIRST.index(before.verdict):
            bad.append(f"{before.verdict.value} became {after.verdict.value} without {key}")
        if after.scale < before.scale and not asked:
            bad.append(f"{before.scale.word} became {after.scale.word} without {key}")
    assert bad == []
    assert seen > 20
