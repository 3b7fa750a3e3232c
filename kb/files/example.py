"""The worked example: where it is, and a copy of it."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import kb
from kb.errors import InternalError, UsageError
from kb.files import tree
from kb.files.context import Context

_PACKAGE: Final = Path(kb.__file__).parent


def example_root() -> Path:
    """Return the folder of the worked example: in an installed wheel, else in the checkout kb runs from.

    Raises:
        InternalError: if it is in neither.
    """
    for root in (_PACKAGE / "example", _PACKAGE.parent):
        if (root / "kb.toml").is_file() and (root / "architecture").is_dir():
            return root
    raise InternalError("the worked example is missing from this installation; install holdfast anew")


def unpack(destination: Path) -> int:
    """Copy the worked example to a folder that does not exist yet, as a whole or not at all; return the number of files.

    Raises:
        UsageError: if it exists, or cannot be made.
    """
    if destination.exists() or destination.is_symlink():
        raise UsageError(f"{destination} exists already: remove it, or name another folder: kb demo DIR")
    root = example_root()
    paths = ["kb.toml", *(entry.path for entry in tree.entries(root, Context("kb.toml")))]
    temporary = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix=".holdfast-demo-", dir=destination.parent))
        for path in paths:
            (temporary / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, temporary / path)
        temporary.chmod(0o755)
        os.rename(temporary, destination)  # noqa: PTH104 - the atomic step
    except OSError as error:
        raise UsageError(f"{destination} cannot be made: {error.strerror}") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(temporary)
    return len(paths)
