"""What exporters are given: a small base with hostile words, and the example bases, whose edges are read without kb."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from kb import exporters, plugs, testing
from kb.exporters import Exporter, Subject
from kb.files.load import load

ROOT = Path(__file__).parents[2]
EXAMPLES = {
    "spaces": ROOT,
    "lantern": ROOT / "examples/lantern",
    "thin": ROOT / "tests/stories/thin",
    "traced": ROOT / "tests/stories/traced",
}
RELATIONS = ("needs", "built_on", "runs_on", "uses")
NAUGHTY = 'x"]; click n1 "javascript:alert(1)" &amp; -->|%%{init}%%| =1+1'
FILES = {
    "architecture/a.yml": f"""\
systems: {{shop: {{title: {json.dumps(NAUGHTY)}, owner: t1, tier: 1}}}}
services:
  web: {{system: shop, title: {json.dumps(NAUGHTY)}, needs: [pay, {{to: acme, why: {json.dumps(NAUGHTY)}}}], uses: [mail]}}
  pay: {{built_on: [ledger], uses: []}}
  mail: {{tier: 2}}
datastores: {{ledger: {{}}}}
vendors: {{acme: {{needs: [mail]}}}}
""",
    "ownership/o.yml": "teams: {t1: {}}\npeople: {ann: {team: t1}}\nknowledge: {web: {ann: operate}, pay: none}\n",
}


def given(files=FILES):
    """What an exporter is given for some files."""
    loaded = testing.read(files)
    assert loaded.findings == ()
    return Subject(loaded.base, testing.at(), "At 2026-06-01 (as_of in kb.toml).")


def exported(name, subject=None):
    """The files an exporter makes."""
    return plugs.plug(exporters, Exporter, name)().export(subject or given())


def the_file(name, subject=None):
    """The one file an exporter makes."""
    (text,) = exported(name, subject).values()
    return text


class Example:
    """An example base: as an exporter gets it, and what stands in its files as PyYAML alone reads them.

    Attributes:
        subject: what an exporter is given.
        names: the ids of its components and vendors.
        edges: (from, to, relation) of every edge that is written, as often as it is.
    """

    def __init__(self, root):
        loaded = load(root)
        assert loaded.findings == ()
        self.subject = Subject(loaded.base, testing.at("2026-09-14"), "At 2026-09-14.")
        self.names: set[str] = set()
        self.edges: Counter[tuple[str, str, str]] = Counter()
        for file in sorted((root / "architecture").rglob("*.yml")):
            data = yaml.safe_load(file.read_text("utf-8")) or {}
            for section, entries in data.items():
                if section not in ("defaults", "systems", "sources"):
                    for name, entry in (entries or {}).items():
                        self._take(name, entry or {})

    def _take(self, name, entry):
        self.names.add(name)
        for relation in RELATIONS:
            ends = entry.get(relation)
            for end in ends if isinstance(ends, list) else ():
                self.edges[name, end["to"] if isinstance(end, dict) else end, relation] += 1


@pytest.fixture(scope="session", params=EXAMPLES)
def example(request):
    return Example(EXAMPLES[request.param])
