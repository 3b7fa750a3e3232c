"""How foreign files are called in what is said of them: alike in every run, whichever way they were named.

A file of a repository is told from the root of that repository, as everybody who has it would tell it; where what was named is a
folder of repositories, from there. What lies in no repository is told from the folder that was named.
"""

from collections.abc import Sequence
from pathlib import Path

from kb.importers._walk import RUN_BY_NOBODY


def called(places: Sequence[Path], named: Sequence[Path] = ()) -> dict[Path, str]:
    """Return how each file is called; where they lie in several folders apart, with the name of each.

    Args:
        places: the files; they exist.
        named: the files and folders that were named; without any, the folder all files lie in stands for them.
    """
    full = _full(places)
    homes = _homes(full, named)
    roots = sorted(set(homes.values()))
    names = [f"{name}/" for name in names_of(roots)] if len(roots) > 1 else [""]
    begins = dict(zip(roots, names, strict=True)) if roots else {}
    return {place: begins[home] + full[place].relative_to(home).as_posix() for place, home in homes.items()}


def repository_around(place: Path) -> Path | None:
    """Return the folder of the repository a file lies in; None if it lies in none."""
    return _repository(place.parent.resolve(), {})


def only_repository(places: Sequence[Path]) -> str:
    """Return what the repository is called that all files lie in; empty if they lie in none, or in several."""
    around = {repository_around(place) for place in places}
    return "".join(repository_name(root) for root in around if root and len(around) == 1)


def running(places: Sequence[Path], named: Sequence[Path] = ()) -> tuple[list[Path], int]:
    """Return the places outside of folders for tests, examples and texts, and how many lie in such.

    Only folders below the one that was named count: who names a folder of examples wants to read it.
    """
    full = _full(places)
    folders, rest = _folders(named), common(list(full.values()))
    inside = {place: path.relative_to(_nearest(path, folders) or rest).parts[:-1] for place, path in full.items()}
    kept = [place for place in places if RUN_BY_NOBODY.isdisjoint(inside[place])]
    return kept, len(places) - len(kept)


def common(places: Sequence[Path]) -> Path:
    """Return the folder all places lie in; they are told from the root."""
    first, *others = [place.parent for place in places]
    while not all(first == other or first in other.parents for other in others):
        first = first.parent
    return first


def names_of(places: Sequence[Path]) -> list[str]:
    """Return what to call each of several repositories: its folder, with as many above it as tell it from the others."""
    short = [repository_name(place) for place in places]
    parts = [place.resolve().parts for place in places]
    called: dict[str, list[tuple[str, ...]]] = {}
    for own, name in zip(parts, short, strict=True):
        called.setdefault(name, []).append(own)
    found = []
    for own, name in zip(parts, short, strict=True):
        alike = [other for other in called[name] if other != own]
        depth = next(
            (size for size in range(1, len(own)) if all(other[-size:] != own[-size:] for other in alike)), len(own)
        )
        found.append(name if not alike else "/".join(own[-depth:]))
    return found


def repository_name(place: Path) -> str:
    """Return what to call a repository: the name of its folder."""
    found = place.resolve()
    return (found.parent.name if found.name == ".git" else found.name).removesuffix(".git")


def _full(places: Sequence[Path]) -> dict[Path, Path]:
    folders = {folder: folder.resolve() for folder in {place.parent for place in places}}
    return {place: folders[place.parent] / place.name for place in places}


def _folders(named: Sequence[Path]) -> list[Path]:
    return [place if place.is_dir() else place.parent for place in (one.resolve() for one in named)]


def _nearest(path: Path, folders: Sequence[Path]) -> Path | None:
    above = [folder for folder in folders if folder in path.parents]
    return max(above, key=lambda folder: len(folder.parts), default=None)


def _homes(full: dict[Path, Path], named: Sequence[Path]) -> dict[Path, Path]:
    """Return the folder each file is told from."""
    folders, known = _folders(named), dict[Path, Path | None]()
    homes: dict[Path, Path | None] = {}
    for place, path in full.items():
        near, repository = _nearest(path, folders), _repository(path.parent, known)
        holds = near is not None and (repository is None or near in repository.parents)
        homes[place] = near if holds else repository
    loose = [full[place] for place, home in homes.items() if home is None]
    return {place: home or common(loose) for place, home in homes.items()}


def _repository(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """Return the nearest repository a folder lies in; ``known`` keeps what was found."""
    if folder not in known:
        above = None if folder.parent == folder else folder.parent
        known[folder] = folder if (folder / ".git").exists() else _repository(above, known) if above else None
    return known[folder]
