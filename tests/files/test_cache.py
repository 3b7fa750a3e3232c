"""Answers kept between runs: found again, never trusted when damaged, harmless beside each other."""

import hashlib
import json
import threading
import zlib
from pathlib import Path

import pytest

from kb.files import cache
from kb.files.cache import Cache, users_folder


def entry(packed: bytes) -> bytes:
    return hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed


def only_file(folder: Path) -> Path:
    (file,) = (path for path in folder.rglob("*") if path.is_file())
    return file


def test_what_is_put_is_found_again(tmp_path: Path) -> None:
    store = Cache(tmp_path / "deep" / "er", "counts")
    assert store.get("a", "1") is None
    store.put({"x": ["\u00e9", 3, None]}, "a", "1")
    assert Cache(tmp_path / "deep" / "er", "counts").get("a", "1") == {"x": ["\u00e9", 3, None]}
    assert store.get("a", "2") is None
    assert store.get("a1") is None
    assert only_file(tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_entries_of_another_kind_or_another_version_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(tmp_path, "counts").put(1, "k")
    assert Cache(tmp_path, "maps").get("k") is None
    monkeypatch.setattr(cache, "__version__", "another")
    assert Cache(tmp_path, "counts").get("k") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"0" * 64 + b"\n" + zlib.compress(b"1"),
        entry(b"not packed"),
        entry(zlib.compress(b"{")),
        entry(zlib.compress(b"\xff")),
        entry(zlib.compress(b"[" * 100_000)),
    ],
)
def test_what_is_damaged_is_not_there(tmp_path: Path, content: bytes) -> None:
    store = Cache(tmp_path, "counts")
    store.put({"x": 1}, "k")
    only_file(tmp_path).write_bytes(content)
    assert store.get("k") is None
    store.put({"x": 2}, "k")
    assert store.get("k") == {"x": 2}


def test_what_unpacks_to_more_than_may_be_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MAX", 1_000)
    store = Cache(tmp_path, "counts")
    store.put("x" * 2_000, "k")
    assert store.get("k") is None
    store.put("x" * 900, "k")
    assert store.get("k") == "x" * 900


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for store in (Cache(tmp_path / "file", "counts"), Cache(None, "counts")):
        store.put({"x": 1}, "k")
        assert store.get("k") is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_many_at_once(tmp_path: Path) -> None:
    def work(number: int) -> None:
        for turn in range(50):
            Cache(tmp_path, "counts").put({"x": turn, "y": number}, str(turn))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((Cache(tmp_path, "counts").get(str(turn)) or {}).get("x") == turn for turn in range(50))


def test_the_folder_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_FILES", 5)
    store = Cache(tmp_path, "counts")
    assert store.folder is not None
    store.folder.mkdir(parents=True)
    for number in range(20):
        (store.folder / f".{number}.tmp").write_text(json.dumps({}))
    store.put({"x": 1}, "k")
    assert len(list(store.folder.iterdir())) == 5
    assert store.get("k") == {"x": 1}


@pytest.mark.parametrize(
    ("platform", "named", "found"),
    [
        ("linux", "/var/c", "/var/c/holdfast"),
        ("linux", "relative", "/h/.cache/holdfast"),
        ("linux", "", "/h/.cache/holdfast"),
        ("darwin", "", "/h/Library/Caches/holdfast"),
        ("win32", "", "/h/AppData/Local/holdfast"),
    ],
)
def test_the_users_folder_is_where_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, named: str, found: str
) -> None:
    monkeypatch.setattr(cache.sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/h"))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert users_folder() == Path(found)


def test_a_user_without_a_home_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert users_folder() is None
