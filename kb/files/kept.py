"""Results that are kept between runs, in a folder of the user: one small JSON file each, found by what they were made of.

Never in the knowledge base: what is committed there may come from anybody. Never a pickle: reading one runs it. Files
are written whole or not at all, so that runs beside each other do no harm; one that is damaged, or holds anything but
whole numbers, counts as not there. Where the folder cannot be written, nothing is kept.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 10_000
MAX_FILES: Final = 20_000
"""Beyond so many, those that were written first are removed."""


class Kept:
    """A folder of results.

    Args:
        folder: where; made when first written to, for its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written = 0

    def get(self, key: object) -> dict[str, int] | None:
        """Return the numbers kept for a key, None where there are none."""
        try:
            with self._file(key).open("rb") as file:
                found = json.loads(file.read(MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return None
        whole = isinstance(found, dict) and all(type(value) is int and value >= 0 for value in found.values())
        return found if whole else None

    def put(self, key: object, numbers: Mapping[str, int]) -> None:
        """Keep numbers for a key, if that is possible."""
        file = self._file(key)
        made = file.with_suffix(f".{os.urandom(8).hex()}.tmp")
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                made.write_text(json.dumps(dict(numbers)), encoding="ascii")
                made.replace(file)
            finally:
                made.unlink(missing_ok=True)
            self._written += 1
            if self._written % 1_000 == 1:
                self._sweep()

    def _file(self, key: object) -> Path:
        digest = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
        return self.folder / f"{digest[:40]}.json"

    def _sweep(self) -> None:
        """Remove what was written first, where there is too much, and what a run that was ended left behind."""
        with os.scandir(self.folder) as inside:
            files = sorted((item.stat().st_mtime, item.path) for item in inside if item.is_file(follow_symlinks=False))
        for _, path in files[: max(0, len(files) - MAX_FILES)]:
            Path(path).unlink(missing_ok=True)
