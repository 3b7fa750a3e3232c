"""The parts of `kb.graph.critical_set`, in the order of the method.

problem: components drawn together. sharing: a fair sharing of what is held, and its certificates. flow: the exact cut.
decomposition: blocks between exact optima. hull: their corners. completion: a set that orphans enough. search: the proof
that it is the smallest.
"""
