import pytest

from kb.publish.hosts import answers


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST:1", "localhost.", "127.0.0.1:8000", "[::1]:8000", "[::1]"]
)
def test_this_machine_is_answered_for_at_any_port(host):
    assert answers(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@localhost", "localhost/x",
     "192.168.0.7:8000", "0.0.0.0", "[::1", "[::2]", "localhost:8000.evil.example", "\x00", "a" * 10_000],
)  # fmt: skip
def test_no_other_name_is(host):
    assert not answers(host, "127.0.0.1")


def test_the_address_bound_to_is_answered_for_and_any_address_where_that_is_all_of_them():
    assert answers("10.0.0.5:8000", "10.0.0.5")
    assert answers("Build-Box:8000", "build-box")
    assert not answers("10.0.0.6", "10.0.0.5")
    assert answers("10.0.0.6", "0.0.0.0")
    assert answers("[fe80::1]:8000", "::")
    assert not answers("evil.example", "0.0.0.0")
