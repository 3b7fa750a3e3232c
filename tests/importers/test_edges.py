from kb.importers._edges import Edge, Edges, settled
from kb.model.source import Source

HERE = Source("a.yml", 1, 1)


def edge(relation, to, why=""):
    return Edge(relation, to, why, HERE)


def told(**said):
    return [(name, one.relation, one.to) for name, one in settled(said)]


def test_what_one_line_says_is_hard_is_hard():
    assert told(web=Edges([], [edge("uses", "db"), edge("needs", "db")])) == [("web", "needs", "db")]


def test_nothing_stands_on_itself_and_each_end_is_told_once():
    assert told(web=Edges([edge("needs", "web"), edge("needs", "db")], [edge("needs", "db")])) == [
        ("web", "needs", "db")
    ]


def test_a_start_is_order_only_where_the_address_is_soft():
    assert told(web=Edges([edge("needs", "otel")], [edge("uses", "otel")])) == [("web", "uses", "otel")]
    assert told(web=Edges([edge("needs", "otel", "shares its network")], [edge("uses", "otel")])) == [
        ("web", "needs", "otel")
    ]


def test_a_receiver_of_telemetry_watches_unless_somebody_calls_it():
    web, otel = Edges([], [edge("uses", "otel")]), Edges([], [edge("needs", "web")])
    assert told(web=web, otel=otel) == [("web", "uses", "otel"), ("otel", "uses", "web")]
    assert ("otel", "needs", "web") in told(web=web, otel=otel, page=Edges([], [edge("needs", "otel")]))
