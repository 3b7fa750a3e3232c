"""Answers kept between runs, in the user's cache folder: keyed by what they were made from, checked when read, never needed.

An entry that is missing, damaged or of another program is simply made anew; one that cannot be written is not written.
Nothing in it is ever run: the content is JSON, packed, behind a checksum. It never lies in the knowledge base: what is
committed there may come from anybody. Entries are put in place as a whole, so that runs beside each other do no harm.
"""

import contextlib
import hashlib
import json
import os
import sys
import zlib
from pathlib import Path
from typing import Any, Final

from kb import __version__
from kb.files.write import drop, staged

_MAX: Final = 512 * 1024 * 1024
"""Bytes an entry may unpack to: a damaged or planted one must not fill the memory."""
MAX_FILES: Final = 20_000
"""Entries of one kind; beyond so many, those that were written first are removed."""
_OFTEN: Final = 1_000


def users_folder() -> Path | None:
    """Return the folder of this program among the user's caches, as the system has them; None for a user without a home."""
    if os.environ.get("XDG_CACHE_HOME", "").startswith("/"):
        return Path(os.environ["XDG_CACHE_HOME"]) / "holdfast"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "holdfast"
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "holdfast"


class Cache:
    """Entries of one kind.

    Args:
        folder: where they lie; made when the first is written, for its owner alone. None keeps nothing.
        kind: what they are; entries of another kind, or of another version of kb, are never read.
    """

    def __init__(self, folder: Path | None, kind: str) -> None:
        self.folder = None if folder is None else folder / f"{kind}-{__version__}"
        self._written = 0

    def get(self, *key: str) -> Any:
        """Return an entry as plain data; None if there is none that can be trusted to be what was put."""
        path = self._path(key)
        if path is None:
            return None
        with contextlib.suppress(OSError, ValueError, zlib.error, RecursionError):
            digest, _, packed = path.read_bytes().partition(b"\n")
            if hashlib.sha256(packed).hexdigest().encode() == digest:
                unpacker = zlib.decompressobj()
                data = unpacker.decompress(packed, _MAX)
                return None if unpacker.unconsumed_tail else json.loads(data)
        return None

    def put(self, data: Any, *key: str) -> None:
        """Keep plain data under a key; where that cannot be done, do without."""
        path = self._path(key)
        if path is None:
            return
        packed = zlib.compress(json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii"), 1)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = staged(path, hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed, lasting=False)
            try:
                os.replace(temporary, path)  # noqa: PTH105 - the atomic step
            finally:
                drop(temporary)
            self._written += 1
            if self._written % _OFTEN == 1:
                self._sweep(path.parent)

    def _path(self, key: tuple[str, ...]) -> Path | None:
        if self.folder is None:
            return None
        return self.folder / hashlib.sha256("\0".join(key).encode("utf-8", "surrogateescape")).hexdigest()[:40]

    def _sweep(self, folder: Path) -> None:
        """Remove what was written first, where there is too much; that is also what ended runs left behind."""
        with os.scandir(folder) as inside:
            files = sorted((item.stat().st_mtime, item.path) for item in inside if item.is_file(follow_symlinks=False))
        for _, path in files[: max(0, len(files) - MAX_FILES)]:
            drop(path)
