"""The configuration `kb site` gives to MkDocs: what mkdocs.yml says of what is allowed, our defaults for the rest, and what is fixed."""

from pathlib import Path
from typing import Any, Final

from kb.publish import options, shell

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


def made(root: Path, site_dir: Path, plugin: dict[str, Any], *, strict: bool = True) -> dict[str, Any]:
    """Return a whole configuration for MkDocs.

    Args:
        root: the folder of the knowledge base.
        site_dir: where to build to.
        plugin: options of the plugin `holdfast`.
        strict: whether a warning ends the build.

    Raises:
        KbError: listing what mkdocs.yml may not say.
    """
    said = options.read(root)
    theme = THEME | (said.pop("theme", None) or {})
    custom = theme.pop("custom_dir", None)
    own = root / custom if isinstance(custom, str) else None
    folder = own if own is not None and own.is_dir() else shell.folder() / shell.OVERRIDES
    docs = root / "site"
    return {
        **DEFAULTS,
        **said,
        "theme": {**theme, "name": "material", "font": False, "custom_dir": str(folder)},
        "plugins": _plugins(said.get("plugins") or DEFAULTS["plugins"], {"root": str(root), **plugin}),
        "docs_dir": str(docs if docs.is_dir() else shell.folder()),
        "site_dir": str(site_dir),
        "strict": strict,
    }


def _plugins(listed: list[Any], plugin: dict[str, Any]) -> list[Any]:
    """Return the plugins with our options on ours; ours and the search are there whatever is listed."""
    named = {next(iter(item)) if isinstance(item, dict) else item: item for item in listed}
    search = named.get("search", {"search": {"separator": _SEPARATOR}})
    own = named.get("holdfast")
    said = own["holdfast"] if isinstance(own, dict) and isinstance(own["holdfast"], dict) else {}
    return [{"holdfast": {**said, **{key: value for key, value in plugin.items() if value is not None}}}, search]
