"""Files are called alike in every run, whichever way they were named."""

from pathlib import Path

import pytest

from kb import testing
from kb.importers._places import called, names_of, running
from kb.importers.compose import Compose
from kb.importers.csv import Csv

DEEP = "deploy/prod/compose.yml"


def named(root, places, *names):
    return [*called([root / place for place in places], [root / name for name in names]).values()]


def test_a_file_of_a_repository_is_told_from_its_root_whatever_was_named(tmp_path):
    testing.tree(tmp_path, {"shop/.git/HEAD": "", f"shop/{DEEP}": ""})
    for name in ("shop", "shop/deploy", "shop/deploy/prod", f"shop/{DEEP}"):
        assert named(tmp_path, [f"shop/{DEEP}"], name) == [DEEP]
    assert named(tmp_path, [f"shop/{DEEP}"]) == [DEEP]


def test_one_more_file_changes_the_name_of_no_other(tmp_path):
    testing.tree(tmp_path, {"shop/.git/HEAD": "", f"shop/{DEEP}": "", "shop/compose.yml": ""})
    assert named(tmp_path, [f"shop/{DEEP}", "shop/compose.yml"], "shop") == [DEEP, "compose.yml"]


def test_a_folder_of_repositories_is_where_their_files_are_told_from(tmp_path):
    testing.tree(tmp_path, {"all/shop/.git/HEAD": "", f"all/shop/{DEEP}": ""})
    assert named(tmp_path, [f"all/shop/{DEEP}"], "all") == [f"shop/{DEEP}"]


def test_several_repositories_are_told_apart_by_their_names(tmp_path):
    testing.tree(
        tmp_path, {f"{name}/x": "" for name in ("a/shop/.git", "a/shop", "b/shop/.git", "b/shop", "cart/.git", "cart")}
    )
    files = ["a/shop/x", "b/shop/x", "cart/x"]
    assert named(tmp_path, files, "a/shop", "b/shop", "cart") == files


def test_without_a_repository_it_is_told_from_what_was_named(tmp_path):
    testing.tree(tmp_path, {f"shop/{DEEP}": "", "cart/a.yml": ""})
    assert named(tmp_path, [f"shop/{DEEP}"], "shop") == [DEEP]
    assert named(tmp_path, [f"shop/{DEEP}"], f"shop/{DEEP}") == ["compose.yml"]
    assert named(tmp_path, [f"shop/{DEEP}", "cart/a.yml"], "shop", "cart") == [f"shop/{DEEP}", "cart/a.yml"]
    assert named(tmp_path, [f"shop/{DEEP}", "cart/a.yml"]) == [f"shop/{DEEP}", "cart/a.yml"]
    assert named(tmp_path, []) == []


def test_relative_and_linked_ways_lead_to_the_same_name(tmp_path, monkeypatch):
    testing.tree(tmp_path, {"shop/.git/HEAD": "", f"shop/{DEEP}": "", "kb/kb.toml": ""})
    (tmp_path / "link").symlink_to(tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "kb")
    for way in ("../shop", "../link", str(tmp_path / "shop"), "../kb/../shop"):
        folder = Path(way)
        assert list(called([folder / DEEP], [folder]).values()) == [DEEP]


def test_folders_of_examples_count_only_below_what_was_named(tmp_path):
    root = testing.tree(tmp_path, {"shop/.git/HEAD": "", "shop/examples/a/compose.yml": "", "shop/compose.yml": ""})
    both = [root / "shop/examples/a/compose.yml", root / "shop/compose.yml"]
    assert running(both, [root / "shop"]) == (both[1:], 1)
    assert running(both[:1], [root / "shop"]) == ([], 1)
    assert running(both[:1], [root / "shop/examples"]) == (both[:1], 0)
    assert running(both[:1], both[:1]) == (both[:1], 0)


@pytest.mark.parametrize(
    ("importer", "file", "text"),
    [(Compose, "deploy/compose.yml", "services: {shop: {image: x}}\n"), (Csv, "lists/a.csv", "id\nshop\n")],
)
def test_importers_say_where_in_the_repository(tmp_path, importer, file, text):
    folder = testing.tree(tmp_path, {".git/HEAD": "", file: text})
    base = testing.base("ann operates pay")
    for place in (folder, folder / file, (folder / file).parent):
        found = importer().finds(place) if place.is_dir() else [place]
        assert {fact.source.path for fact in importer().read(found, base, [place]).facts} == {file}


def test_repositories_of_the_same_name_are_told_apart_by_the_folders_above_them():
    places = [Path("/x/a/shop"), Path("/x/b/shop"), Path("/x/b/cart.git"), Path("/y/b/shop")]
    assert names_of(places) == ["a/shop", "x/b/shop", "cart", "y/b/shop"]
    assert names_of(places[:1]) == ["shop"]
