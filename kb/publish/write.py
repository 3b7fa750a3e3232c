"""The site as plain files: Markdown with its pictures in place, the shell, and a mkdocs.yml, for any engine that reads such a project."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from kb.errors import KbError, UsageError
from kb.pages._compose import compose
from kb.publish import config, judge, options, shell
from kb.publish.build import STAMP, made_by_kb, stamp
from kb.publish.nav import navigation
from kb.publish.source import Source
from kb.publish.told import told

_DOCS: Final = "docs"
_PAGES: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs and its like take for a page."""


class Written(NamedTuple):
    """A written project: files written because they are new or changed, files as they were, leftovers removed."""

    changed: int
    same: int
    removed: int


def write(root: Path, source: Source, target: Path, *, dry_run: bool = False, trusted: bool = False) -> Written:
    """Write the site of a knowledge base as a project of Markdown files.

    A file is written only if its bytes change, so that an engine that watches builds no more than it must; what an
    earlier run left and this one does not write is removed.

    Args:
        root: the folder of the knowledge base.
        source: what it was read to, without faults.
        target: where to write: a folder that is empty, missing, or was written so before.
        dry_run: count only, write nothing.
        trusted: whether templates, scripts and HTML of the base's own are let be.

    Raises:
        KbError: if mkdocs.yml or a page of site/ says what it may not, or a file cannot be written.
        UsageError: if the folder holds something else.
    """
    _replaceable(target)
    wanted = dict(_files(root, source, trusted=trusted))
    try:
        before = (
            {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
            if target.exists()
            else set()
        )
        changed = [path for path, data in wanted.items() if path not in before or (target / path).read_bytes() != data]
        left = sorted(path for path in before - wanted.keys() if path.startswith((f"{_DOCS}/", "overrides/")))
        if not dry_run:
            for path in changed:
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (target / path).write_bytes(wanted[path])
            for path in left:
                (target / path).unlink()
    except OSError as error:
        raise KbError(f"{error.filename or target} cannot be written: {error.strerror}") from None
    return Written(len(changed), len(wanted) - len(changed), len(left))


def _replaceable(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is not a folder")
    if target.is_dir() and any(target.iterdir()) and not made_by_kb(target):
        raise UsageError(
            f"{target} holds something else than a site written by kb ({STAMP} is missing, or not from kb): name an empty folder"
        )


def _files(root: Path, source: Source, *, trusted: bool) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the project: path relative to it, and bytes. Files of the base's own site/ come before generated ones."""
    made = config.made(root, root, {}, trusted=trusted)
    own = {path: file.read_bytes() for path, file in _folder(root / "site")}
    shipped = {path: file.read_bytes() for path, file in shell.files()}
    if not trusted:
        _judge({path: data for path, data in own.items() if shipped.get(path) != data}, made["markdown_extensions"])
    pages = {page.uri: page.whole.encode() for page in compose(source.site)} if source.site else {}
    docs = {**pages, **shipped, **own}
    for path, data in sorted(docs.items()):
        yield f"{_DOCS}/{path}", data
    for path, file in _folder(Path(made["theme"]["custom_dir"])):
        yield f"overrides/{path}", file.read_bytes()
    written = [path for path in docs if path.endswith(".md") and path not in pages]
    yield "mkdocs.yml", (json.dumps(_config(root, made, source, list(docs), written), indent=2) + "\n").encode()
    yield STAMP, stamp(source.profile, source.at.instant.date().isoformat()).encode()


def _judge(own: Mapping[str, bytes], extensions: Sequence[Any]) -> None:
    """Refuse pages of the base's own that are more than formatted text, as a build does, all at once.

    Raises:
        KbError: naming them, and what is in each.
    """
    found = {
        path: judge.authored(data.decode(errors="replace"), extensions)
        for path, data in own.items()
        if path.endswith(_PAGES)
    }
    said = [judge.told(path, items) for path, items in sorted(found.items()) if items]
    if said:
        raise KbError("\n".join(["nothing was written:", *(f"  {line}" for line in said)]))


def _folder(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        path = file.relative_to(folder).as_posix()
        if (
            file.is_file()
            and file.resolve().is_relative_to(folder.resolve())
            and not path.startswith(f"{shell.OVERRIDES}/")
            and not file.name.startswith(".")
        ):
            yield path, file


def _config(root: Path, made: dict[str, Any], source: Source, uris: list[str], written: list[str]) -> dict[str, Any]:
    """Return the configuration for another engine: our plugin's work is done, so it is not in it. JSON is YAML."""
    said = options.read(root)
    pages = [uri for uri in uris if uri.endswith(".md")]
    return {
        **{
            key: value
            for key, value in made.items()
            if key not in ("docs_dir", "site_dir", "strict", "exclude_docs", "plugins")
        },
        "docs_dir": _DOCS,
        "site_dir": "site",
        "theme": {**made["theme"], "custom_dir": "overrides", "variant": "classic"},
        "plugins": [item for item in made["plugins"] if "holdfast" not in item],
        "nav": said.get("nav") or navigation(pages, written),
        "extra": {**made["extra"], "kb": {**told(source), "csp": False}},
    }
