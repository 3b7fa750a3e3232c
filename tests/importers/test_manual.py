"""The manual pages of importers and exporters: all their parts, and an example that gives to the letter what it says.

In `Reads`, files of the knowledge base come first, then foreign ones; `HISTORY` stands for a repository, a commit a line. `Gives`
holds what is new, without the header of a new file and the source it names. `UPDATE_EXPECTED=1` writes it anew.
"""

import itertools
import os
import re
from pathlib import Path

import pytest

from kb import exporters, importers, plugs, testing
from kb.cli import explain
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers import Importer

ROOT = Path(__file__).parents[2]
OURS = ("architecture/", "ownership/")
_COMMIT = re.compile(r"([0-9-]{10}) (\w+): (.+)")
_HEADER = re.compile(r"(?:#.*\n)+defaults:.*\n")
_SOURCES = re.compile(r"sources:\n  import-[\w-]+:\n    title: .*\n")


def history(repo, text):
    """Make a repository of lines such as `2026-05-20 Ann: a.py b.py`."""
    for number, line in enumerate(text.strip().splitlines()):
        day, who, paths = _COMMIT.fullmatch(line).groups()
        repo.write({path: f"{path} {number}\n" for path in paths.split()})
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "change", "--author", f"{who} <{who.lower()}@example.org>", day=day)
    return repo.folder


def gives(name, tmp_path, repo):
    """Return what the example of an importer gives, as a manual page shows it."""
    files = explain.page("importer", importers, name).files("Reads")
    base = testing.tree(
        tmp_path / "base", {"kb.toml": "", **{path: text for path, text in files.items() if path.startswith(OURS)}}
    )
    foreign = {path: text for path, text in files.items() if not path.startswith(OURS)}
    folder = history(repo, foreign["HISTORY"]) if "HISTORY" in foreign else testing.tree(tmp_path / "in", foreign)
    importer = plugs.plug(importers, Importer, name)()
    reading = importer.read(importer.finds(folder), load(base).base)
    proposal = merge(base, load(base).base, reading.facts, name, "in", reading.files)
    write_together(base, proposal.changes)
    assert load(base).findings == ()
    shown = {change.path: change.new for change in proposal.changes}
    plain = {path: _SOURCES.sub("", _HEADER.sub("", text, count=1)).strip("\n") for path, text in sorted(shown.items())}
    return "".join(f"# {path}\n{text}\n" for path, text in plain.items() if text)


@pytest.mark.parametrize("name", plugs.names(importers))
def test_the_example_of_an_importer_gives_what_its_manual_says(name, tmp_path, repo):
    found = gives(name, tmp_path, repo)
    if os.environ.get("UPDATE_EXPECTED"):
        file = ROOT / "kb/importers" / f"{name.replace('-', '_')}.py"
        text = "".join(f"    {line}".rstrip() + "\n" for line in found.splitlines())
        head, _, rest = file.read_text("utf-8").partition("\nGives:\n\n")
        file.write_text(f'{head}\nGives:\n\n{text}"""{rest.partition(chr(34) * 3)[2]}', "utf-8")
    assert explain.page("importer", importers, name).part("Gives") == found


@pytest.mark.parametrize("name", plugs.names(importers))
def test_the_page_of_an_importer_has_all_its_parts(name):
    page = explain.page("importer", importers, name)
    assert page.summary.endswith(".")
    assert [part for part, _ in page.parts] == ["What", "Why", "Options", "Reads", "Gives"]
    assert all(text.strip() for _, text in page.parts)


@pytest.mark.parametrize("name", plugs.names(exporters))
def test_the_page_of_an_exporter_says_what_it_writes_and_whom_it_names(name):
    page = explain.page("exporter", exporters, name)
    assert page.summary.endswith(".")
    assert [part for part, _ in page.parts][:2] == ["What", "Why"]
    assert re.search(r"\bpe(?:ople|rson)", " ".join([page.body, *(text for _, text in page.parts)])), (
        "says nothing of people"
    )


@pytest.mark.parametrize("kind", [("importer", importers), ("exporter", exporters)], ids=lambda kind: kind[0])
def test_a_plug_has_a_test_of_its_own(kind):
    name, socket = kind
    for plug in plugs.names(socket):
        own = ROOT / "tests" / f"{name}s" / f"test_{plug.replace('-', '_')}.py"
        assert own.is_file() or (ROOT / f"tests/{name}s/test_{name}s.py").is_file()


def test_no_line_of_a_page_is_wider_than_the_house():
    for page in itertools.chain(explain.pages(("importer",)), explain.pages(("exporter",))):
        assert max(map(len, page.part("Gives").splitlines() if page.kind == "importer" else [""])) <= 140
