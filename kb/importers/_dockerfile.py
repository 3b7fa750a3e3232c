"""What an image is built on, by its Dockerfile: a store that is built with a few files of one's own is a store."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.importers._walk import read_bytes

_FROM: Final = re.compile(r"FROM[ \t]+(?:--platform=\S+[ \t]+)?(\S+)(?:[ \t]+AS[ \t]+(\S+))?[ \t]*", re.IGNORECASE)
_ARG: Final = re.compile(r"ARG[ \t]+(\w+)(?:=(\S*))?[ \t]*", re.IGNORECASE)
_USED: Final = re.compile(r"\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))")
_LINES: Final = 10_000


def built_on(root: Path, folder: str, name: str = "Dockerfile", given: Mapping[str, str] | None = None) -> str:
    """Return the image the last stage of a Dockerfile begins with; empty where that cannot be read.

    Args:
        root: no link below it is followed.
        folder: where the file lies, below the root.
        name: of the file.
        given: arguments it is built with; those it has a default for need not be.
    """
    if name.startswith("/"):
        return ""
    path = root / folder / name
    below = [path, *path.parents][: len(Path(folder, name).parts)]
    if ".." in path.relative_to(root).parts or any(place.is_symlink() for place in below):
        return ""
    try:
        text = read_bytes(path, name).decode("utf-8", "replace")
    except KbError:
        return ""
    stages: dict[str, str] = {}
    last, arguments = "", dict[str, str]()
    for line in text.splitlines()[:_LINES]:
        argument = _ARG.fullmatch(line.strip())
        if argument is not None and not stages:  # those behind a FROM are no part of an image's name
            arguments[argument[1]] = (given or {}).get(argument[1], (argument[2] or "").strip("\"'"))
        found = _FROM.fullmatch(line.strip())
        if found is not None:
            image = _USED.sub(lambda use: arguments.get(use[1] or use[3]) or use[2] or use[0], found[1])
            last = stages.get(image.lower(), image)
            stages[(found[2] or "").lower()] = last
    return last
