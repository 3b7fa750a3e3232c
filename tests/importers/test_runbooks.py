"""A folder of Markdown becomes runbooks that load, with nothing made up."""

import time

import pytest

from kb import importers, testing
from kb.cli import explain
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers.runbooks import Runbooks

BASE = {
    "architecture/a.yml": "services:\n  shop: {aliases: [store front], alerts: [{id: JoinFailureRate}]}\n  mail: {}\n"
}


def bring(tmp_path, files):
    root = testing.tree(tmp_path / "base", BASE)
    folder = testing.tree(tmp_path / "texts", files)
    reading = Runbooks().read(Runbooks().finds(folder), load(root).base)
    proposal = merge(root, load(root).base, reading.facts, "runbooks", "texts", reading.files)
    write_together(root, proposal.changes)
    loaded = load(root)
    assert loaded.findings == ()
    return reading, loaded.base


def test_the_example_of_the_manual_comes_out_as_it_says(tmp_path):
    _, base = bring(tmp_path, explain.page("importer", importers, "runbooks").files("Reads"))
    found = base.runbooks["restart-shop"]
    assert (found.about.title, found.components) == ("Restart the shop", ("shop",))


def test_names_aliases_and_alerts_tell_what_a_runbook_is_for(tmp_path):
    _, base = bring(
        tmp_path,
        {
            "mail/drain.md": "# Drain\n",
            "a.md": "# When the Store Front is down\n",
            "b.md": "# X\n\nOn JoinFailureRate do this.\n",
        },
    )
    assert {name: base.components_of(name) for name in base.runbooks} == {
        "drain": ("mail",),
        "a": ("shop",),
        "b": ("shop",),
    }
    assert base.runbooks["b"].alerts == ("JoinFailureRate",)


def test_front_matter_of_others_goes_and_code_stays(tmp_path):
    text = "---\nlayout: post\n---\n\nText\n\n```sh\n# not a heading\necho '<b>'\n```\n"
    _, base = bring(tmp_path, {"Some Name.md": text})
    assert base.runbooks["some-name"].about.title == "Some name"


def test_what_is_no_runbook_is_passed_over_and_counted(tmp_path):
    files = {
        "README.md": "x",
        "a.md": "# A\n",
        "sub/a.md": "# Again\n",
        "bad.md": b"\xff\xfe",
        "long.md": "x" * 100_001,
        "shop.md": "# Shop\n",
    }
    reading, base = bring(tmp_path, files)
    assert set(base.runbooks) == {"a", "shop-runbook"}
    assert reading.skipped == {
        "files whose id another file has": 1, "files that are not UTF-8 or cannot be read": 1, "files that are too long": 1,
    }  # fmt: skip
    assert [(str(note.source), note.message) for note in reading.notes] == [
        ("bad.md:1", "left out: not UTF-8"),
        ("long.md:1", "longer than 100 kB; nobody reads that at 3 a.m."),
        ("sub/a.md:1", "a.md becomes the runbook `a` already"),
    ]


REFUSED = {
    "bidi.md": ("# A \u202e heading\n\nText\n", 1, 5, "U+202E"),
    "sep.md": ("---\nlayout: x\n---\n\n# Sep\n\nDo\u2028it.\n", 7, 3, "U+2028"),
    "esc.md": ("\n\n# Esc\n\nText \x1b[31m and \x1b[0m.\n", 5, 6, "ESC does not belong into a text file"),
    "nul.md": ("# Nul\n\n\x00\n", 3, 1, "NUL"),
    "html.md": (
        "# Html\r\n\r\n<b onclick=x>hi</b>\r\n",
        3,
        1,
        "raw HTML (`<b onclick=x>`) in a runbook (1 more like it)",
    ),
    "key.md": ("# Key\n\n- do: use AKIA2E0A8F3B244C9986\n", 3, 11, "this looks like"),
}


def test_a_file_kb_would_refuse_is_left_out_with_its_place_and_keeps_no_other_out(tmp_path):
    files = {name: text.encode() for name, (text, *_) in REFUSED.items()}
    reading, base = bring(tmp_path, files | {"good.md": "# Good\n"})
    assert set(base.runbooks) == {"good"}
    assert reading.skipped == {"files a knowledge base must not hold": len(REFUSED)}
    notes = {note.source.path: note for note in reading.notes}
    for name, (_, line, column, said) in REFUSED.items():
        assert (notes[name].source.line, notes[name].source.column) == (line, column), name
        assert notes[name].message.startswith("left out: ")
        assert said in notes[name].message
        assert notes[name].fix


def test_a_carriage_return_alone_is_a_line_end(tmp_path):
    reading, base = bring(tmp_path, {"mac.md": "# Mac\r\rFirst\rsecond\r", "one.md": "# One\n\na\rb\r\n"})
    assert (set(base.runbooks), reading.notes, reading.skipped) == ({"mac", "one"}, (), {})
    assert base.runbooks["mac"].about.title == "Mac"
    assert reading.files["runbooks/one.md"].endswith("# One\n\na\nb\n")
    assert "\r" not in reading.files["runbooks/mac.md"]


def test_a_second_time_nothing_is_written_over(tmp_path):
    _, first = bring(tmp_path, {"a.md": "# A\n"})
    reading, second = bring(tmp_path, {"a.md": "# Other\n"})
    assert reading.skipped == {"files whose id is a runbook already": 1}
    assert second.runbooks["a"].about.title == first.runbooks["a"].about.title


def test_a_file_name_cannot_write_front_matter(tmp_path):
    _, base = bring(tmp_path, {"x\nvisibility: public\n#.md": "# X\n"})
    assert [item.visibility for item in base.runbooks.values()] == [None]


@pytest.mark.parametrize(
    "text", [f"# a{'#' * 95_000}x", "`" * 49_000 + "\n" + "x" * 49_000, "<a" * 48_000, "```\n" * 24_000]
)
def test_no_text_takes_long(tmp_path, text):
    root = testing.tree(tmp_path, {"a.md": text})
    started = time.process_time()
    Runbooks().read(Runbooks().finds(root), testing.base("ann operates pay"))
    assert time.process_time() - started < 5  # each took more than half a minute
