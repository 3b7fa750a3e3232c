"""kb import as a user runs it: a diff first, nothing written unasked, every format, exit codes, 80 columns."""

import json

import pytest

from kb import importers, plugs, testing
from kb.files.load import load
from tests.cli.till import kb

COMPOSE = "services:\n  shop: {build: ./shop, depends_on: [db, gone], environment: {A: 'cart:1'}}\n  cart: {}\n  db: {image: postgres}\n"
FILES = {"kb.toml": "", "architecture/a.yml": "# kept\nservices:\n  shop: {tier: 1} # as it is\n"}


@pytest.fixture
def places(tmp_path):
    return testing.tree(tmp_path / "base", FILES), testing.tree(tmp_path / "org", {"compose.yml": COMPOSE})


def snapshot(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_diff_comes_first_and_every_new_file_in_it(places):
    root, org = places
    done = kb(root, "import", "compose", str(org), "--dry-run")
    assert "--- /dev/null\n+++ b/architecture/compose.yml\n@@ -0,0 +1," in done.stdout
    assert "--- a/architecture/a.yml\n+++ b/architecture/a.yml\n" in done.stdout


def test_with_yes_it_is_written_and_a_second_time_nothing_is_new(places):
    root, org = places
    assert kb(root, "import", "compose", str(org), "--yes").exit_code == 0
    text = (root / "architecture/a.yml").read_text()
    assert text.startswith("# kept\nservices:\n  shop: {tier: 1,")
    assert text.endswith("} # as it is # suggested: paths (compose.yml:2), needs (compose.yml:2)\n")
    assert load(root).findings == ()
    before = snapshot(root)
    again = kb(root, "import", "compose", str(org), "--yes")
    assert "new            0 facts" in again.stdout
    assert snapshot(root) == before


@pytest.mark.parametrize("name", ["text", "json", "markdown", "csv"])
def test_every_format_tells_what_is_new_and_what_is_odd(places, name):
    root, org = places
    out = kb(root, "import", "compose", str(org), "--format", name).stdout
    assert "gone" in out if name != "csv" else "cart" in out
    if name == "json":
        report = json.loads(out)
        assert report["read"] == {"files": 1, "services": 3}
        assert report["notes"][0]["source"]["line"] == 2
    if name == "text":
        assert max(map(len, out.partition("kb import compose:")[2].splitlines())) <= 80
        assert "`gone` is no service" in " ".join(out.split())


@pytest.mark.parametrize(("words", "said"), [
    (["compose", "nowhere"], "nowhere does not exist"), (["compose", "."], "nothing for `kb import compose` in"), (["gitt"], "No such command 'gitt'"),
])  # fmt: skip
def test_wrong_words_are_one_sentence_and_exit_2(places, words, said, monkeypatch):
    monkeypatch.chdir(places[0])
    done = kb(places[0], "import", *words)
    code = done.exception.exit_code if hasattr(done.exception, "exit_code") else done.exit_code
    assert code == 2
    assert said in f"{done.exception} {done.output}"


def test_a_base_with_faults_is_refused_with_all_of_them(places):
    root, org = places
    (root / "architecture/b.yml").write_text("services: {x: {nonsense: 1}}\n")
    assert "architecture/b.yml:1" in str(kb(root, "import", "compose", str(org)).exception)


@pytest.mark.parametrize("name", plugs.names(importers))
def test_the_help_of_an_importer_tells_its_options_and_fits(places, name):
    done = kb(places[0], "import", name, "--help")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert all(option in done.stdout for option in ("--dry-run", "--yes", "--format", "--output", "Examples:"))


@pytest.mark.parametrize(
    "words", ["import compose {} more --dry-run", "drift {} more", "init new --from all --of {} --of more --dry-run"]
)
def test_a_place_told_from_the_root_and_one_told_from_here_go_together(places, words, monkeypatch):
    root, org = places
    testing.tree(root / "more", {"compose.yml": "services: {late: {}}\n"})
    monkeypatch.chdir(root)
    done = kb(root, *words.format(org).split())
    assert done.exit_code == 0, done.output
    assert "late" in done.stdout
