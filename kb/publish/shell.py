"""The site's shell: styles, scripts, templates and the guide, as they ship with Holdfast."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import kb
from kb.errors import InternalError

_PACKAGE: Final = Path(kb.__file__).parent
OVERRIDES: Final = "overrides"


def folder() -> Path:
    """Return the folder of the shell: in an installed wheel, else in the checkout kb runs from.

    Raises:
        InternalError: if it is in neither.
    """
    for found in (_PACKAGE / "shell", _PACKAGE.parent / "site"):
        if (found / OVERRIDES).is_dir():
            return found
    raise InternalError("the shell of the site is missing from this installation; install holdfast anew")


def files() -> Iterator[tuple[str, Path]]:
    """Yield the files of the shell that are published: path relative to it, and file; sorted."""
    root = folder()
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_file() and not path.startswith((f"{OVERRIDES}/", ".")):
            yield path, file
