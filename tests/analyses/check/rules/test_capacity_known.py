import pytest

from kb.testing import check


def found(capacity, section="services"):
    entry = f", capacity: {capacity}" if capacity else ""
    return len(check("capacity-known", {"architecture/a.yml": f"{section}: {{pay: {{tier: 0{entry}}}}}\n"}))


@pytest.mark.parametrize("capacity", ["", "{}", "{unit: calls}", "{unit: calls, reaction_minutes: 5}"])
def test_a_unit_alone_is_no_capacity(capacity):
    assert found(capacity) == 1


@pytest.mark.parametrize(
    "capacity", ["none", "{tested: none}", "{designed: 300}", "{quota: 0}", "{tested: {value: 3}}"]
)
def test_a_number_or_a_none_is_an_answer(capacity):
    assert found(capacity) == 0


def test_clients_run_elsewhere():
    assert found("", "clients") == 0
    assert found("", "queues") == 1
