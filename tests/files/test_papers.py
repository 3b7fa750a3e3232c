"""Papers are written whole or not at all, never over another, and clean for the strict reader."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import testing
from kb.errors import KbError
from kb.files.load import load
from kb.files.papers import Paper, write_paper
from kb.model.moment import parse_instant

AT = parse_instant("2026-06-01T12:00:00+02:00")
FILES = {"events/show.yml": "title: A show\n", "ownership/a.yml": "people: {ann: {}, bob: {}}\n"}


def paper(value="ann answered after 2 minutes", by="ann"):
    return Paper(
        "sign",
        "show",
        "escalation-alive",
        {
            "check": "escalation-alive",
            "subject": "show",
            "value": value,
            "by": by,
            "date": "2026-06-01T10:00:00Z",
            "evidence": None,
        },
        AT,
    )


@pytest.fixture
def root(tmp_path):
    return testing.tree(tmp_path, FILES)


def test_the_name_says_when_in_utc_what_and_who(root):
    assert write_paper(root, paper()) == "events/show/20260601T100000Z-sign-escalation-alive-ann.yml"
    (sign,) = load(root).base.signs
    assert (sign.check, sign.value, sign.by) == ("escalation-alive", "ann answered after 2 minutes", "ann")


def test_a_taken_name_is_never_written_over(root):
    first = root / write_paper(root, paper("the first of them"))
    before = first.read_bytes()
    assert write_paper(root, paper("the second of them")).endswith("-ann-2.yml")
    assert first.read_bytes() == before
    assert [sign.value for sign in load(root).base.signs] == ["the second of them", "the first of them"]


@given(value=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=60))
def test_what_is_written_is_read_back_as_it_was_or_refused(tmp_path_factory, value):
    root = testing.tree(tmp_path_factory.mktemp("papers"), FILES)
    try:
        write_paper(root, paper(value))
    except KbError:
        assert not (root / "events" / "show").exists()
        return
    loaded = load(root)
    assert loaded.findings == ()
    assert [sign.value for sign in loaded.base.signs] == [value]


@pytest.mark.parametrize(
    "value",
    [
        "yes",
        "0x10",
        "2026-01-01",
        "1e3",
        "null",
        "a: b",
        "a #b",
        "- a",
        "[a]",
        "'a'",
        '"a"',
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "a\\b",
        "~",
        "1,000",
    ],
)
def test_what_yaml_could_misread_is_quoted(root, value):
    write_paper(root, paper(value))
    assert [sign.value for sign in load(root).base.signs] == [value]


def test_an_item_of_a_list_with_a_comma_in_it_stays_one_item():
    made = Paper("bundle", "show", "x", {"by": "ann", "needs": ["a, b", "c"]}, AT)
    assert made.text.endswith('  needs: ["a, b", c]\n')


@pytest.mark.parametrize("value", ["call +44 20 7946 0958", "password: hunter2hunter2", "a\x1bb", "<script>x</script>"])
def test_what_the_reader_would_refuse_is_not_written(root, value):
    with pytest.raises(KbError, match="nothing was written"):
        write_paper(root, paper(value))
    assert not (root / "events" / "show").exists()


def _write_many(root, who, number):
    for index in range(number):
        write_paper(Path(root), paper(f"answer {index} of {who}", "ann"))


def test_eight_processes_signing_at_once_lose_nothing(root):
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write_many, args=(str(root), who, 10)) for who in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 8
    loaded = load(root)
    assert loaded.findings == ()
    assert len({sign.value for sign in loaded.base.signs}) == 80


def test_a_kill_in_the_middle_leaves_whole_papers_only(root):
    context = multiprocessing.get_context("fork")

    def written():
        return list((root / "events" / "show").glob("[!.]*.yml"))

    for round_ in range(5):
        before = len(written())
        writer = context.Process(target=_write_many, args=(str(root), round_, 10_000))
        writer.start()
        while len(written()) == before and writer.is_alive():
            time.sleep(0.001)
        time.sleep(round_ * 0.01)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
    loaded = load(root)
    assert loaded.findings == ()
    assert len(loaded.base.signs) == len(written()) >= 5


def test_a_folder_that_cannot_be_written_is_said_so(root):
    (root / "events" / "show").write_text("in the way")
    with pytest.raises(KbError, match="cannot be written to"):
        write_paper(root, paper())
