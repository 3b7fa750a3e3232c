"""The edges of one key are a sequence, whether they stand as ids alone or say more; both say the same of the same text."""

from pathlib import Path

import pytest

from kb.files.load import load
from kb.model.provenance import NO_PROVENANCE
from kb.model.service import Edge, Edges
from kb.model.source import Source
from kb.model.words import Relation

ROOT = Path(__file__).resolve().parents[2]
HERE = Source("architecture/a.yml", 3, 12)


def edge(to, column):
    return Edge(to, Relation.NEEDS, None, None, None, None, NO_PROVENANCE, Source(HERE.path, HERE.line, column))


LISTED = Edges.listed(("pay", "search-index", "db"), Relation.NEEDS, NO_PROVENANCE, HERE)
MADE = Edges([edge("pay", 12), edge("search-index", 17), edge("db", 31)])


def test_a_list_of_ids_stands_for_the_edges_it_says():
    assert LISTED == MADE
    assert list(LISTED) == list(MADE)
    assert hash(LISTED) == hash(MADE)
    assert (LISTED[1], LISTED[-1], LISTED[:2]) == (MADE[1], MADE[-1], MADE[:2])
    assert (len(LISTED), bool(LISTED), bool(Edges())) == (3, True, False)
    assert repr(LISTED) == repr(MADE)


def test_it_equals_the_tuple_of_its_edges_and_nothing_else():
    assert tuple(MADE) == LISTED
    assert tuple(MADE)[:2] != LISTED
    assert list(MADE) != LISTED
    assert Edges([edge("pay", 13), *MADE[1:]]) != LISTED


def test_what_is_told_of_ids_alone_is_nothing():
    assert (LISTED.ids, MADE.ids) == (("pay", "search-index", "db"),) * 2
    assert (LISTED.told, MADE.told) == ((), tuple(MADE))
    assert (LISTED.source, MADE.source, Edges().source) == (HERE, HERE, None)


@pytest.mark.parametrize("example", [".", "examples/lantern"])
def test_the_ends_of_a_component_are_those_of_its_edges(example):
    components = load(ROOT / example).base.components.values()
    assert any(len(item.edges) > len(item.told) > 0 for item in components)
    for item in components:
        assert item.ends == tuple(found.to for found in item.edges)
        assert item.hard_ends == tuple(found.to for found in item.hard_edges)
        assert set(item.told) >= {found for found in item.edges if found.why or found.fallback or found.modes}
