"""Build a site beside the old one, then put it in its place: a reader meets the old site or the new, and a failure changes nothing."""

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

from kb import __version__
from kb.errors import KbError, UsageError
from kb.publish import config, engine

STAMP: Final = "kb-site.json"
"""The file that says of a folder that it is a site of ours: only such a folder is ever replaced."""
_STAMPED: Final = 10_000
"""Bytes of a stamp at most."""
_FOR_ROBOTS: Final = "User-agent: *\nDisallow: /\n"
_SITEMAPS: Final = ("sitemap.xml", "sitemap.xml.gz")


class Built(NamedTuple):
    """A built site.

    Attributes:
        folder: where it lies.
        pages: HTML pages in it.
        size: bytes of all its files.
        profile: whom it is for.
        as_of: the day everything in it is said for.
        warnings: what was warned of; empty in a strict build.
    """

    folder: Path
    pages: int
    size: int
    profile: str
    as_of: str
    warnings: tuple[str, ...]


def build(
    root: Path, output: Path | None, plugin: dict[str, Any], *, strict: bool = True, trusted: bool = False
) -> Built:
    """Build the site of a knowledge base.

    Args:
        root: its folder.
        output: where to; None for ``build/site`` in it.
        plugin: options of the plugin: ``at``, ``profile``.
        strict: whether a warning ends the build.
        trusted: whether templates of the base's own may run.

    Raises:
        KbError: with everything that is wrong, if it cannot be built; an older site is then as it was.
        UsageError: if ``output`` is a folder that holds anything but a site of ours.
    """
    target = Path(os.path.abspath(output or root / "build" / "site"))  # noqa: PTH100 - resolve() would follow a link to what is replaced
    _replaceable(target)
    engine.present()
    aside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        warnings = engine.build(config.made(root, aside, plugin, strict=strict, trusted=trusted))
        built = _finished(aside, target, warnings)
        aside.chmod(0o755)
        _swap(aside, target)
    except OSError as error:
        raise KbError(f"{error.filename or target} cannot be written: {error.strerror}") from None
    finally:
        if aside is not None and aside.exists():
            shutil.rmtree(aside, ignore_errors=True)
    return built


def _replaceable(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"{target} is not a folder: name another with --output")
    if target.is_dir() and any(target.iterdir()) and not made_by_kb(target):
        raise UsageError(
            f"{target} holds something else than a site of kb ({STAMP} is missing, or not from kb): empty it, or name another with --output"
        )


def made_by_kb(folder: Path) -> bool:
    """Whether a folder is a site of ours: by what its stamp says, not by its being there."""
    stamped = folder / STAMP
    try:
        if stamped.is_symlink() or not stamped.is_file() or stamped.stat().st_size > _STAMPED:
            return False
        said = json.loads(stamped.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(said, dict) or said.keys() != {"made_by", "profile", "as_of"}:
        return False
    return str(said["made_by"]).startswith("holdfast ") and said["profile"] in ("internal", "leadership", "public")


def _finished(aside: Path, target: Path, warnings: tuple[str, ...]) -> Built:
    """Count what there is."""
    stamp = json.loads((aside / STAMP).read_text("utf-8"))
    files = [file for file in aside.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return Built(target, pages, sum(file.stat().st_size for file in files), stamp["profile"], stamp["as_of"], warnings)


def mark(folder: Path, profile: str, as_of: str) -> None:
    """Say in a built site what it is, and keep robots out of one that is not for the public; neither is a lock."""
    (folder / STAMP).write_text(stamp(profile, as_of), encoding="utf-8")
    if profile != "public":
        (folder / "robots.txt").write_text(_FOR_ROBOTS, encoding="utf-8")
        for name in _SITEMAPS:
            (folder / name).unlink(missing_ok=True)


def stamp(profile: str, as_of: str) -> str:
    """Return what the stamp of a site says."""
    return json.dumps({"made_by": f"holdfast {__version__}", "profile": profile, "as_of": as_of}, indent=2) + "\n"


def _swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another; between the two renames there is none, which is as close as a file system gets."""
    old = None
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        os.replace(target, old / "site")  # noqa: PTH105 - the atomic step
    try:
        os.replace(new, target)  # noqa: PTH105 - the atomic step
    except OSError:
        if old is not None:
            with contextlib.suppress(OSError):
                os.replace(old / "site", target)  # noqa: PTH105 - take it back
        raise
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)
