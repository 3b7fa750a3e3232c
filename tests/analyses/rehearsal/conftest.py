"""A plan of four steps: s1 asks for two people, s2 leads to s4 if it fails, the others say to escalate."""

import pytest

from tests.analyses.rehearsal.plans import drill, step


@pytest.fixture(scope="session")
def plan():
    leads_to = {"s1": "escalate", "s2": "s4", "s3": "escalate", "s4": "escalate"}
    return drill(*(step(name, to, expect="it shows 1", minutes=2, two=name == "s1") for name, to in leads_to.items()))
