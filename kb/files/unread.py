"""Folders beside the four that hold YAML and are named after what stands in one of them: nothing reads them."""

import os
from collections.abc import Iterator
from typing import Final

from kb.files.keys import SECTIONS
from kb.files.tree import FOLDERS

_GOES_TO: Final = {
    name.rstrip("s"): folder
    for folder, names in {**dict.fromkeys(FOLDERS, ()), **SECTIONS}.items()
    for name in (folder, *names)
} | {"knowledge": "ownership", "on-call": "ownership", "person": "ownership"}
"""Word without its plural -> the folder it belongs to."""
_YAML: Final = (".yml", ".yaml")


def unread(root: str) -> Iterator[tuple[str, str]]:
    """Yield each such folder of a knowledge base and where its files go, by name.

    A folder of any other name is none of our business: a base may lie at the top of a repository full of YAML.
    """
    with os.scandir(root) as inside:
        names = sorted(item.name for item in inside if item.name not in FOLDERS and item.is_dir(follow_symlinks=False))
    for name in names:
        folder = _GOES_TO.get(name.lower().rstrip("s"))
        if folder is not None and any(each.endswith(_YAML) for each in os.listdir(os.path.join(root, name))):  # noqa: PTH118, PTH208 - pathlib is slow to import
            yield name, folder
