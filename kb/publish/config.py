"""The configuration `kb site` gives to MkDocs: what mkdocs.yml says of what is allowed, our defaults for the rest, and what is fixed."""

from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.publish import content, options, shell

_FEATURES: Final = (
    "navigation.prune",
    "navigation.indexes",
    "navigation.top",
    "search.highlight",
    "content.code.copy",
)
_SEPARATOR: Final = r'[\s\-_,:!=\[\]()"/]+|(?!\b)(?=[A-Z][a-z])|\.(?!\d)|&[lg]t;'
"""Splits ``JoinFailureRate`` into its words, too."""
_PALETTE: Final = (
    {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom", "toggle": {"icon": "kb/moon", "name": "Dark"}},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom", "toggle": {"icon": "kb/sun", "name": "Light"}},
)  # fmt: skip
_ICONS: Final = {
    "logo": "kb/mark",
    "menu": "kb/menu",
    "search": "kb/search",
    "close": "kb/close",
    "previous": "kb/back",
    "top": "kb/top",
}
"""Icons of our own: those of the theme are ten times as long, on every page."""
_CHECKED: Final = {
    "nav": {"omitted_files": "info", "not_found": "warn"},
    "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
}
DEFAULTS: Final[dict[str, Any]] = {
    "site_name": "Holdfast",
    "use_directory_urls": True,
    "plugins": ["holdfast", {"search": {"separator": _SEPARATOR}}],
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "tables",
        "fenced_code",
        "sane_lists",
        {"toc": {"permalink": True}},
    ],
    "extra_css": ["assets/kb.css"],
    "extra_javascript": ["assets/kb.js"],
    "extra": {"generator": False},
    "exclude_docs": "overrides/\n",
    "not_in_nav": "*\n",
    "validation": _CHECKED,
}
"""What holds where mkdocs.yml says nothing; the mkdocs.yml of this repository says the same, and a test compares."""
THEME: Final[dict[str, Any]] = {
    "features": list(_FEATURES),
    "palette": list(_PALETTE),
    "icon": dict(_ICONS),
}


def made(
    root: Path, site_dir: Path, plugin: dict[str, Any], *, strict: bool = True, trusted: bool = False
) -> dict[str, Any]:
    """Return a whole configuration for MkDocs.

    Args:
        root: the folder of the knowledge base.
        site_dir: where to build to.
        plugin: options of the plugin `holdfast`.
        strict: whether a warning ends the build.
        trusted: whether templates of the base's own may run.

    Raises:
        KbError: listing what mkdocs.yml may not say, or what may not be published of site/; or if it names templates of its own that
            nobody said to trust.
    """
    said = options.read(root)
    content.check(root, trusted=trusted)
    theme = THEME | (said.pop("theme", None) or {})
    custom = theme.pop("custom_dir", None)
    folder = _templates(root / custom if isinstance(custom, str) else None, trusted=trusted)
    docs = root / "site"
    return {
        **DEFAULTS,
        **said,
        "theme": {**theme, "name": "material", "font": False, "custom_dir": str(folder)},
        "plugins": _plugins(
            said.get("plugins") or DEFAULTS["plugins"], {"root": str(root), "trusted": trusted or None, **plugin}
        ),
        "docs_dir": str(docs if docs.is_dir() else shell.folder()),
        "site_dir": str(site_dir),
        "strict": strict,
    }


def _templates(own: Path | None, *, trusted: bool) -> Path:
    """Return the folder of templates: those that ship, unless others are trusted. A template can run any code."""
    ours = shell.folder() / shell.OVERRIDES
    if own is None or not own.is_dir() or _texts(own) == _texts(ours):
        return ours
    if trusted:
        return own
    raise KbError(
        f"nothing was built: theme.custom_dir in mkdocs.yml names templates of its own ({own}), and a template can run any code; "
        "take the line out, or, if you trust whoever wrote them: kb site build --trust-templates (serve takes it, too)"
    )


def _texts(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _plugins(listed: list[Any], plugin: dict[str, Any]) -> list[Any]:
    """Return the plugins with our options on ours; ours and the search are there whatever is listed."""
    named = {next(iter(item)) if isinstance(item, dict) else item: item for item in listed}
    search = named.get("search", {"search": {"separator": _SEPARATOR}})
    own = named.get("holdfast")
    said = own["holdfast"] if isinstance(own, dict) and isinstance(own["holdfast"], dict) else {}
    return [{"holdfast": {**said, **{key: value for key, value in plugin.items() if value is not None}}}, search]
