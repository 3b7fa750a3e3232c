"""What shares nobody and no runbook is planned apart."""

from kb.analyses.plan.blocks import blocks
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.model.settings import PlanSettings


def need(name, *people, runbook=None, teachers=()):
    candidates = tuple(Candidate(person, None, 0, (), teachers) for person in people)
    return Need(name, 0, 8, 0, 1, candidates, True, runbook or f"r-{name}", written=True)


def parts(*needs):
    return [[item.component for item in part.needs] for part in blocks(Problem((), needs, {}, PlanSettings()))]


def test_learners_mentors_and_runbooks_bind():
    assert parts(need("a", "ann"), need("b", "bob"), need("c", "ann")) == [["a", "c"], ["b"]]
    assert parts(need("a", "ann", teachers=("mia",)), need("b", "bob"), need("c", "mia")) == [["a", "c"], ["b"]]
    assert parts(need("a", runbook="fix"), need("b"), need("c", runbook="fix")) == [["a", "c"], ["b"]]


def test_a_chain_is_one_block_and_nothing_is_none():
    assert parts(need("a", "ann"), need("b", "bob"), need("c", "ann", "bob")) == [["a", "b", "c"]]
    assert parts() == []
