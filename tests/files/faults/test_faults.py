"""The manual pages of the faults: their examples are executed in tests/test_house.py."""

from kb import plugs
from kb.files import faults
from kb.files.load import SUPPRESSIBLE


def test_what_can_be_let_be_is_documented():
    assert set(plugs.names(faults)) >= SUPPRESSIBLE
