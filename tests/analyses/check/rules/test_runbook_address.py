from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("runbook-address")


def say(text):
    return messages(book(f"## Impact\n{text}\n"))


def test_private_addresses():
    for text in (
        "10.0.3.17",
        "`ssh 192.168.1.4`",
        "172.16.0.1:8080",
        "https://172.31.9.9/x",
        "fd12:3456::1",
        "http://localhost:3000",
    ):
        assert len(say(text)) == 1, text


def test_an_address_is_named_once_and_a_command_may_talk_to_its_own_host():
    assert len(say("10.0.3.17\n\n10.0.3.17")) == 1
    assert len(say("10.0.3.17\n\n10.0.3.18")) == 2
    assert say("`curl http://localhost:9090/metrics`") == []


def test_what_is_none():
    for text in (
        "8.8.8.8",
        "version 10.0.3",
        "172.32.0.1",
        "1.10.0.3.17",
        "https://docs.example",
        "fd",
        "10.0.3.17.example",
    ):
        assert say(text) == [], text
