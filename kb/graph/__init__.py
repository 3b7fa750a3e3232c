"""The service graph as mathematics; the only home of networkx. Plain sorted tuples come out."""
