from kb.analyses.readiness.limits import limits, within
from kb.testing import read


def capacity(said):
    return (
        read({"architecture/a.yml": f"services: {{room: {{capacity: {{{said}}}}}}}\n"}).base.components["room"].capacity
    )


def test_the_least_comes_first_in_whatever_order_they_stand():
    found = limits(capacity("provisioned: 900, autoscale_max: 500, quota: 700, limit_confirmed: {value: 600}"))
    assert [(item.key, item.value) for item in found] == [
        ("autoscale max", 500), ("limit confirmed", 600), ("quota", 700), ("provisioned", 900),
    ]  # fmt: skip


def test_none_is_no_limit_but_where_nothing_is_provisioned():
    assert limits(capacity("autoscale_max: none, quota: none, limit_confirmed: none")) == []
    assert [tuple(item) for item in limits(capacity("provisioned: none, quota: 5"))] == [
        (0, "provisioned"),
        (5, "quota"),
    ]


def test_a_number_within_its_limits_is_what_it_was():
    assert within(500, capacity("quota: 500")) == (500, "")
    assert within(501, capacity("quota: 500")) == (500, "quota 500")
    assert within(501, capacity("unit: concurrent")) == (501, "")
