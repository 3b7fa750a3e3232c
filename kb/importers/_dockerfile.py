"""What an image is built on, by its Dockerfile: a store that is built with a few files of one's own is a store."""

import re
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.importers._walk import read_bytes

_FROM: Final = re.compile(r"FROM[ \t]+(?:--platform=\S+[ \t]+)?(\S+)(?:[ \t]+AS[ \t]+(\S+))?[ \t]*", re.IGNORECASE)
_LINES: Final = 10_000


def built_on(root: Path, folder: str, name: str = "Dockerfile") -> str:
    """Return the image the last stage of a Dockerfile begins with; empty where that cannot be read.

    Args:
        root: no link below it is followed.
        folder: where the file lies, below the root.
        name: of the file.
    """
    path = root / folder / name
    below = [path, *path.parents][: len(Path(folder, name).parts)]
    if ".." in path.relative_to(root).parts or any(place.is_symlink() for place in below):
        return ""
    try:
        text = read_bytes(path, name).decode("utf-8", "replace")
    except KbError:
        return ""
    stages: dict[str, str] = {}
    last = ""
    for line in text.splitlines()[:_LINES]:
        found = _FROM.fullmatch(line.strip())
        if found is not None:
            last = stages.get(found[1].lower(), found[1])
            stages[(found[2] or "").lower()] = last
    return last
