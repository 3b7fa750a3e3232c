"""Answers kept between runs, in the user's cache folder: keyed by what they were made from, checked when read, never needed.

An entry that is missing, damaged or of another program is simply made anew; one that cannot be written is not written.
Nothing in it is ever run: the content is JSON, packed, behind a checksum.
"""

import contextlib
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any, Final

from kb import __version__
from kb.errors import KbError
from kb.files.write import write_text

_MAX: Final = 512 * 1024 * 1024
"""Bytes an entry may unpack to: a damaged or planted one must not fill the memory."""


class Cache:
    """Entries of one kind.

    Args:
        folder: where they lie; made when the first is written. None keeps nothing.
        kind: what they are; entries of another kind, or of another version of kb, are never read.
    """

    def __init__(self, folder: Path | None, kind: str) -> None:
        self.folder = None if folder is None else folder / f"{kind}-{__version__}"

    def get(self, *key: str) -> Any:
        """Return an entry as plain data; None if there is none that can be trusted."""
        path = self._path(key)
        if path is None:
            return None
        with contextlib.suppress(OSError, ValueError, zlib.error, RecursionError):
            digest, _, text = path.read_bytes().partition(b"\n")
            packed = bytes.fromhex(text.decode("ascii"))
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
        with contextlib.suppress(OSError, KbError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, f"{hashlib.sha256(packed).hexdigest()}\n{packed.hex()}")

    def _path(self, key: tuple[str, ...]) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256("\0".join(key).encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / name[:2] / name[2:]
