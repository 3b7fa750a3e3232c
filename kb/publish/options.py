"""mkdocs.yml read as data: what it may say is listed here, all else is refused with its line.

MkDocs runs what its configuration names: hooks, plugins, tags that construct objects, templates of any folder. Whoever may
propose a change to mkdocs.yml could so run code where the site is built. ``kb site`` therefore never hands the file on: it reads
it with the strict reader of the knowledge base, takes the keys below, and writes a configuration of its own.

Longer than the usual 150 lines: one list of what may be said, and a method each kind of value.
"""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from kb.errors import KbError
from kb.files import nodes
from kb.files.nodes import Map, Mark, Seq
from kb.publish import checked

FILE: Final = "mkdocs.yml"
_FIXED: Final = {"docs_dir": "site", "site_dir": "build/site"}
_THEME: Final = ("name", "custom_dir", "font", *checked.THEME)
PLUGINS: Final = ("holdfast", "search")
EXTENSIONS: Final = (
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
)  # fmt: skip
_WHY: Final = {
    "hooks": "hooks are Python code that MkDocs would run",
    "INHERIT": "another file would be read in its place",
    "watch": "`kb site serve` watches the knowledge base by itself",
    "strict": "`kb site build` is strict; --no-strict lets warnings pass",
    "extra_templates": "templates are code that MkDocs would run",
    "remote_branch": "`kb site` publishes nothing by itself",
    "remote_name": "`kb site` publishes nothing by itself",
}
_ADDRESS: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class Refusal(NamedTuple):
    """One thing that mkdocs.yml may not say here: where, what, and why."""

    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"{FILE}:{self.line}:{self.column}: {self.sentence}"


def read(root: Path) -> dict[str, Any]:
    """Return what the mkdocs.yml of a knowledge base says, an empty mapping where there is none.

    Raises:
        KbError: listing everything in it that is refused, each with its line.
    """
    file = root / FILE
    if not file.is_file():
        return {}
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KbError(f"{FILE} cannot be read: {error.strerror}") from None
    found = _Reader(root)
    options = found.read(data)
    if found.refusals:
        lines = [f"  {refusal}" for refusal in sorted(found.refusals)]
        raise KbError("\n".join(["nothing was built, because `kb site` reads mkdocs.yml as data and refuses:", *lines]))
    return options


class _Reader:
    """Goes through one mkdocs.yml and gathers what it refuses."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.refusals: list[Refusal] = []

    def refuse(self, place: int, sentence: str) -> None:
        mark = Mark(place)
        self.refusals.append(Refusal(mark.line + 1, mark.column + 1, sentence))

    def read(self, data: bytes) -> dict[str, Any]:
        def fault(_kind: str, line: int, column: int, _width: int, message: str, fix: str) -> None:
            self.refusals.append(Refusal(line, column, f"{message}; {fix}"))

        top = nodes.read(data, fault)
        made: dict[str, Any] = {}
        for (key, value), mark, _ in top.walk() if top is not None else ():
            taken = self._key(key, value, mark)
            if taken is not None:
                made[key] = taken
        return made

    def _key(self, key: str, value: Any, mark: int) -> Any:
        readers: dict[str, Callable[[Any, int], Any]] = {
            "theme": self._theme, "plugins": self._plugins, "markdown_extensions": self._extensions,
            "extra_css": self._assets, "extra_javascript": self._assets, "extra": self._extra,
        }  # fmt: skip
        if key in readers:
            return readers[key](value, mark)
        if key in checked.TOP:
            check, sentence = checked.TOP[key]
            if check(value):
                return plain(value)
            self.refuse(mark, f"`{key}` {sentence}")
            return None
        if key in _FIXED:
            if value != _FIXED[key]:
                self.refuse(mark, f"`{key}` must be `{_FIXED[key]}`; to build elsewhere: kb site build --output DIR")
            return None
        why = _WHY.get(key, f"only these are read: {', '.join(sorted((*checked.TOP, *_FIXED, *readers)))}")
        self.refuse(mark, f"`{key}` is not taken: {why}")
        return None

    def _theme(self, value: Any, mark: int) -> Any:
        if isinstance(value, str):
            value = _with_name(value, mark)
        if not isinstance(value, Map):
            self.refuse(mark, "`theme` must be a mapping, or `material`")
            return None
        for (key, item), where, _ in value.walk():
            if key == "static_templates":
                self.refuse(where, "`theme.static_templates` is not taken: templates are code that MkDocs would run")
            elif key not in _THEME:
                self.refuse(where, f"`theme.{key}` is not taken: only {', '.join(_THEME)} are")
            elif key == "name" and item != "material":
                self.refuse(where, "the theme must be `material`")
            elif key == "custom_dir" and not self._inside(item):
                self.refuse(
                    where, "`theme.custom_dir` must be a folder inside site/: templates are code that MkDocs would run"
                )
            elif key == "font" and item is not False:
                self.refuse(where, "`theme.font` must be false: a font from elsewhere would be asked for on every page")
            elif key in checked.THEME and not checked.THEME[key][0](item):
                self.refuse(where, f"`theme.{key}` {checked.THEME[key][1]}")
        return plain(value)

    def _inside(self, path: Any) -> bool:
        """Whether a path is written, and leads, into site/: links are followed."""
        if not isinstance(path, str) or PurePosixPath(path).is_absolute() or not path.startswith("site/"):
            return False
        site = (self.root / "site").resolve()
        return (self.root / path).resolve().is_relative_to(site) and ".." not in PurePosixPath(path).parts

    def _named(
        self, value: Any, mark: int, what: str, allowed: tuple[str, ...], known: dict[str, dict[str, checked.Check]]
    ) -> Any:
        """Read a list of names, each perhaps with options."""
        if not isinstance(value, Seq):
            self.refuse(mark, f"`{what}` must be a list")
            return None
        made: list[Any] = []
        for item, where in zip(value, value.places, strict=False):
            name, options = next(iter(item.items()), ("", None)) if isinstance(item, Map) else (item, None)
            if name not in allowed:
                self.refuse(where, f"`{name}` of `{what}` is not taken: only {', '.join(allowed)} are")
            else:
                self._options(options, where, name, known.get(name, {}))
                made.append({name: plain(options)} if options else name)
        return made

    def _options(self, options: Any, mark: int, name: str, known: dict[str, checked.Check]) -> None:
        """Refuse options of a plugin or an extension that are not known, or of another shape."""
        if options is not None and not isinstance(options, Map):
            self.refuse(mark, f"the options of `{name}` must be a mapping")
            return
        for (key, item), where, _ in options.walk() if options else ():
            if key not in known:
                only = f"only {', '.join(known)} are" if known else "it has none here"
                self.refuse(where, f"`{key}` of `{name}` is not taken: {only}")
            elif not known[key](item):
                self.refuse(where, f"`{key}` of `{name}` is not taken with this value")

    def _plugins(self, value: Any, mark: int) -> Any:
        return self._named(value, mark, "plugins", PLUGINS, checked.PLUGIN_OPTIONS)

    def _extensions(self, value: Any, mark: int) -> Any:
        return self._named(value, mark, "markdown_extensions", EXTENSIONS, checked.EXTENSION_OPTIONS)

    def _assets(self, value: Any, mark: int) -> Any:
        if not isinstance(value, Seq):
            self.refuse(mark, "a list of files inside site/ is expected here")
            return None
        for item, where in zip(value, value.places, strict=False):
            if (
                not isinstance(item, str)
                or _ADDRESS.match(item)
                or ".." in PurePosixPath(item).parts
                or item.startswith("/")
            ):
                self.refuse(
                    where,
                    f"`{item}` is not taken: styles and scripts are files inside site/, nothing is loaded from elsewhere",
                )
        return plain(value)

    def _extra(self, value: Any, mark: int) -> Any:
        if not isinstance(value, Map):
            self.refuse(mark, "`extra` must be a mapping")
            return None
        for (key, item), where, _ in value.walk():
            if key not in checked.EXTRA:
                self.refuse(where, f"`extra.{key}` is not taken: only {', '.join(checked.EXTRA)} are")
            elif not checked.EXTRA[key][0](item):
                self.refuse(where, f"`extra.{key}` {checked.EXTRA[key][1]}")
        return plain(value)


def _with_name(name: str, mark: int) -> Map:
    """Return the long form of a theme that is given as its name alone."""
    made = Map(name=name)
    made.mark, made.places = mark, [mark, mark]
    return made


def plain(value: Any) -> Any:
    """Return nodes as plain values: what was read, and nothing that remembers where."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else None
