"""Results kept between runs: found again, never trusted further than whole numbers, harmless beside each other."""

import json
import threading
from pathlib import Path

import pytest

from kb.files import kept
from kb.files.kept import Kept


def test_what_is_put_is_found_again(tmp_path: Path) -> None:
    store = Kept(tmp_path / "deep" / "er")
    assert store.get(["a", 1]) is None
    store.put(["a", 1], {"x": 3})
    assert Kept(tmp_path / "deep" / "er").get(["a", 1]) == {"x": 3}
    assert store.get(["a", 2]) is None
    assert (tmp_path / "deep" / "er").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"x": "y"}', b'{"x": 1.5}', b'{"x": -1}', b'{"x": true}', b"\xff", b"[" * 9_000]
)
def test_what_is_damaged_is_not_there(tmp_path: Path, content: bytes) -> None:
    store = Kept(tmp_path)
    store.put("k", {"x": 1})
    next(tmp_path.iterdir()).write_bytes(content)
    assert store.get("k") is None
    store.put("k", {"x": 2})
    assert store.get("k") == {"x": 2}


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Kept(tmp_path / "file")
    store.put("k", {"x": 1})
    assert store.get("k") is None


def test_many_at_once(tmp_path: Path) -> None:
    def work(number: int) -> None:
        for turn in range(50):
            Kept(tmp_path).put(turn, {"x": turn, "y": number})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((Kept(tmp_path).get(turn) or {}).get("x") == turn for turn in range(50))


def test_the_folder_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MAX_FILES", 5)
    for number in range(20):
        (tmp_path / f"{number}.json").write_text(json.dumps({}))
    Kept(tmp_path).put("k", {"x": 1})
    assert len(list(tmp_path.iterdir())) == 5
