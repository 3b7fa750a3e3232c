"""Questions: pure functions from (base, graph, at) to frozen reports."""
