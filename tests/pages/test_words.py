import pytest

from kb.pages._words import apart, both


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("JoinFailureRate", "join failure rate"),
        ("HTTPErrors5xx", "http errors 5 xx"),
        ("join_failure_rate", "join failure rate"),
        ("space-room", "space room"),
        ("login", ""),
        ("", ""),
    ],
)
def test_a_name_is_taken_apart_into_its_words(name, words):
    assert apart(name) == words


def test_both_forms_are_searched():
    assert both(["DiskFull", "login"]) == ["DiskFull", "disk full", "diskfull", "login"]
