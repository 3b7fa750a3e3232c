"""A first knowledge base: sound, small, and never in the place of another."""

import json

import pytest

from kb.errors import KbError
from kb.files import scaffold
from kb.files.editing.trial import Supposed
from kb.files.load import load


def test_loads_without_faults():
    loaded = load(Supposed({path: text.encode() for path, text in scaffold.files().items()}))
    assert loaded.findings == ()
    assert set(loaded.base.components) == {"checkout", "orders"}
    assert loaded.base.runbooks_of("checkout") == ("restart-checkout",)


def test_names_the_schema_of_each_file_relative_to_it():
    texts = scaffold.files()
    for path in ("architecture/services.yml", "ownership/teams.yml"):
        first = texts[path].partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../.kb/schema/{path.partition('/')[0]}.json"
        assert json.loads(texts[f".kb/schema/{path.partition('/')[0]}.json"])["title"]
    assert texts["kb.toml"].startswith("#:schema ./.kb/schema/settings.json\n")


def test_is_short():
    own = [text for path, text in scaffold.files().items() if path.endswith((".yml", ".toml"))]
    assert sum(text.count("\n") for text in own) < 50


def test_finds_what_is_in_the_way(tmp_path):
    texts = scaffold.files()
    assert scaffold.in_the_way(tmp_path, texts) == []
    (tmp_path / "kb.toml").write_text("")
    (tmp_path / "events").mkdir()
    assert scaffold.in_the_way(tmp_path, texts) == ["kb.toml"]
    (tmp_path / "events/e.yml").write_text("title: E\n")
    (tmp_path / "runbooks").write_text("a file\n")
    assert scaffold.in_the_way(tmp_path, texts) == ["events/", "kb.toml", "runbooks"]


def test_refuses_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(KbError):
        scaffold.overwrite_all(tmp_path / "x", {"a": ""})
    with pytest.raises(KbError, match="cannot be made"):
        scaffold.overwrite_all(tmp_path / "x/y", {"a": ""})


@pytest.mark.parametrize("link", ["runbooks", "events", ".kb", ".kb/schema"])
def test_folders_that_are_links_are_in_the_way(tmp_path, link):
    (tmp_path / "root/.kb").mkdir(parents=True) if "/" in link else (tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "root" / link).symlink_to(tmp_path / "outside")
    assert scaffold.in_the_way(tmp_path / "root", scaffold.files()) == [f"{link} (a link)"]
    assert scaffold.in_the_way(tmp_path / "root", scaffold.bare()) == ([f"{link} (a link)"])
