import os

from kb.files.excerpts import excerpts
from kb.model.finding import Finding, Severity
from kb.model.source import Source
from kb.testing import tree

TEXT = "services:\n  pay:\n    ownr: t\n"


def finding(path="a.yml", line=3, column=5, width=4):
    return Finding("unknown-key", Severity.ERROR, "pay", "m", Source(path, line, column), "f", width=width)


def frame(folder, files, **place):
    found = excerpts(tree(folder, files), [finding(**place)])
    return next(iter(found.values()), None)


def test_the_line_and_the_one_above(tmp_path):
    found = frame(tmp_path, {"a.yml": TEXT})
    assert found.lines == ((2, "  pay:"), (3, "    ownr: t"))
    assert (found.path, found.line, found.column, found.width) == ("", 3, 5, 4)


def test_the_first_line_has_none_above(tmp_path):
    assert frame(tmp_path, {"a.yml": TEXT}, line=1, column=1).lines == ((1, "services:"),)


def test_the_mark_ends_with_the_line(tmp_path):
    assert frame(tmp_path, {"a.yml": TEXT}, width=99).width == 7
    assert frame(tmp_path, {"a.yml": TEXT}, column=30).width == 1


def test_secrets_and_phone_numbers_are_masked_wherever_they_stand(tmp_path):
    found = frame(tmp_path, {"a.yml": "one: password=correct-horse\ntwo: +49 30 1234567\n"}, line=2)
    assert found.lines == ((1, "one: " + "•" * 22), (2, "two: " + "•" * 14))


def test_line_ends_and_a_byte_order_mark_are_no_part_of_a_line(tmp_path):
    assert frame(tmp_path, {"a.yml": b"\xef\xbb\xbfone:\r\ntwo:\r\n"}, line=2).lines == ((1, "one:"), (2, "two:"))


def test_bytes_that_are_no_text_are_shown_as_such(tmp_path):
    assert frame(tmp_path, {"a.yml": b"caf\xe9\n"}, line=1).lines == ((1, "caf\ufffd"),)


def test_what_is_no_plain_file_is_not_opened(tmp_path):
    tree(tmp_path, {"secret.txt": "out of reach\n" * 3})
    (tmp_path / "a.yml").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "b.yml").mkdir()
    os.mkfifo(tmp_path / "c.yml")
    found = excerpts(tmp_path, [finding(path) for path in ("a.yml", "b.yml", "c.yml", "missing.yml")])
    assert found == {}


def test_places_outside_the_file_have_no_frame(tmp_path):
    assert frame(tmp_path, {"a.yml": TEXT}, line=99) is None
    assert frame(tmp_path, {"a.yml": TEXT}, line=0) is None


def test_endless_lines_are_cut(tmp_path):
    found = frame(tmp_path, {"a.yml": "x" * 100_000}, line=1)
    assert len(found.lines[0][1]) < 10_000
    assert frame(tmp_path, {"a.yml": "x" * 100_000}, line=1, column=50_000) is None


def test_only_the_first_findings_have_frames(tmp_path):
    found = excerpts(tree(tmp_path, {"a.yml": TEXT}), [finding(line=line) for line in (1, 2, 3)], 2)
    assert sorted(source.line for source in found) == [1, 2]
