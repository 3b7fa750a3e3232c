import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kb.graph import paths
from tests.graph.test_closures import DIAMOND, graphs, oracle


def test_shortest_path_by_hand():
    assert paths.shortest_path(DIAMOND, 4, {3}) == (4, 0, 1, 3)
    assert paths.shortest_path(DIAMOND, 4, {2, 1}) == (4, 0, 1)
    assert paths.shortest_path(DIAMOND, 3, {3, 0}) == (3,)
    assert paths.shortest_path(DIAMOND, 3, {0}) is None
    assert paths.shortest_path(DIAMOND, 3, ()) is None


@given(graphs(), st.data())
def test_shortest_path_is_as_short_as_networkx_says(adj, data):
    if not adj:
        return
    node = st.integers(0, len(adj) - 1)
    start, goals = data.draw(node), data.draw(st.sets(node))
    _, graph = oracle(adj)
    lengths = nx.single_source_shortest_path_length(graph, start)
    near = min((lengths[goal] for goal in goals if goal in lengths), default=None)
    path = paths.shortest_path(adj, start, goals)
    shuffled = [data.draw(st.permutations(targets)) for targets in adj]
    assert paths.shortest_path(shuffled, start, goals) == path
    if path is None:
        assert near is None
    else:
        assert path[0] == start
        assert path[-1] == min(goal for goal in goals if lengths.get(goal) == near)
        assert len(path) - 1 == near
        assert nx.is_path(graph, path) or len(path) == 1
