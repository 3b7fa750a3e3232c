"""What the options taken from mkdocs.yml may hold: every one has a shape, and what has another is refused, before a template meets it.

The theme puts most of them into every page as they are: texts are without markup, addresses lead to the web, to mail, or to a page beside them.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, Final

Check = Callable[[Any], bool]

_MARKUP: Final = re.compile(r"[<>\"\x00-\x1f\x7f]|javascript:", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_FILE: Final = re.compile(r"(?!.*\.\.)[A-Za-z0-9_.][A-Za-z0-9_./-]{0,199}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_SCHEME: Final = re.compile(r"[^/?#]*:")
_OUT: Final = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_DEEPEST: Final = 16
"""Levels of a navigation."""


def text(value: Any) -> bool:
    """Whether a value is a text without markup."""
    return isinstance(value, str) and not _MARKUP.search(value) and not _MARKUP.search(unescape(value))


def address(value: Any) -> bool:
    """Whether a value leads to the web, to mail or to a page beside it: no other scheme, and no other host by two strokes."""
    if not text(value):
        return False
    plain = unescape(value).strip()
    return bool(_OUT.fullmatch(plain)) or not (_SCHEME.match(plain) or plain.startswith(("//", "\\", "/\\")))


def web(value: Any) -> bool:
    """Whether a value is an address of the web, or empty."""
    return value == "" or (address(value) and str(value).lower().startswith(("https://", "http://")))


def yes_or_no(value: Any) -> bool:
    """Whether a value is true or false."""
    return isinstance(value, bool)


def lines(value: Any) -> bool:
    """Whether a value is a text of several lines."""
    return isinstance(value, str)


def _matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _one_of(*values: Any) -> Check:
    return lambda value: any(value is item or (isinstance(value, str) and value == item) for item in values)


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def _mapping(checks: Mapping[str, Check]) -> Check:
    return lambda value: (
        isinstance(value, dict) and all(key in checks and checks[key](item) for key, item in value.items())
    )


def _icons(value: Any) -> bool:
    """Whether a value maps names to icons, perhaps in groups."""
    if not isinstance(value, dict):
        return False
    return all(text(key) and (_matching(_FILE)(item) or _icons(item)) for key, item in value.items())


def navigation(value: Any, depth: int = 0) -> bool:
    """Whether a value is a list of pages, each perhaps with a title, in sections."""
    if depth > _DEEPEST or not isinstance(value, list):
        return False
    for item in value:
        held = list(item.items()) if isinstance(item, dict) else [("", item)]
        if not all(text(title) and (address(page) or navigation(page, depth + 1)) for title, page in held):
            return False
    return True


_TOGGLE: Final = _mapping({"icon": _matching(_FILE), "name": text})
_SCHEME_OF: Final = _mapping(
    {
        "media": text,
        "scheme": _matching(_NAME),
        "primary": _matching(_NAME),
        "accent": _matching(_NAME),
        "toggle": _TOGGLE,
    }
)
_LEVELS: Final = ("off", "info", "warn", "ignore", "relative_to_docs", "")
_LEVEL: Final = _one_of(*_LEVELS)

TOP: Final[dict[str, tuple[Check, str]]] = {
    **dict.fromkeys(
        ("site_name", "site_description", "site_author", "copyright", "repo_name", "dev_addr"),
        (text, "must be a plain text: the theme puts it into every page as it is"),
    ),
    **dict.fromkeys(("site_url", "repo_url"), (web, "must be a plain text, and an address that begins with https://")),
    "edit_uri": (address, "must be a plain text, and a path or an address that begins with https://"),
    "nav": (navigation, "must hold plain texts, the titles of pages, and pages of the site or addresses that begin with https://"),
    "not_in_nav": (lines, "must be a text with one pattern a line"),
    "exclude_docs": (lines, "must be a text with one pattern a line"),
    "use_directory_urls": (yes_or_no, "must be true or false"),
    "validation": (
        _mapping({"omitted_files": _LEVEL, "not_found": _LEVEL, "absolute_links": _LEVEL, "unrecognized_links": _LEVEL, "anchors": _LEVEL,
                  "nav": _mapping(dict.fromkeys(("omitted_files", "not_found", "absolute_links"), _LEVEL)),
                  "links": _mapping(dict.fromkeys(("not_found", "absolute_links", "unrecognized_links", "anchors"), _LEVEL))}),
        "must map nav and links to warn, info, ignore",
    ),
}  # fmt: skip
"""Per key of mkdocs.yml its shape, and the sentence for any other."""
THEME: Final[dict[str, tuple[Check, str]]] = {
    "language": (_matching(_LANGUAGE), "must be a language, such as `de`"),
    "direction": (_one_of("ltr", "rtl"), "must be ltr or rtl"),
    "palette": (_either(_SCHEME_OF, _list_of(_SCHEME_OF)), "must hold media, scheme, primary, accent, toggle with icon and name, all plain texts"),
    "features": (_list_of(_matching(_NAME)), "must be a list of names"),
    "icon": (_icons, "must map names to icons, such as `logo: kb/mark`"),
    "logo": (_matching(_FILE), "must be a file inside site/"),
    "favicon": (_matching(_FILE), "must be a file inside site/"),
}  # fmt: skip
EXTRA: Final[dict[str, tuple[Check, str]]] = {
    "generator": (yes_or_no, "must be true or false"),
    "homepage": (address, "must be an address that begins with https://, or a page of the site"),
    "social": (_list_of(_mapping({"icon": _matching(_FILE), "link": address, "name": text})),
               "must be a list of icon, link and name; a link begins with https:// or mailto:"),
}  # fmt: skip
PLUGIN_OPTIONS: Final[dict[str, dict[str, Check]]] = {
    "holdfast": {"profile": _one_of("internal", "leadership", "public"), "at": text, "root": text},
    "search": {"separator": lines, "lang": _either(_matching(_LANGUAGE), _list_of(_matching(_LANGUAGE))),
               "pipeline": _list_of(_one_of("stemmer", "stopWordFilter", "trimmer"))},
}  # fmt: skip
EXTENSION_OPTIONS: Final[dict[str, dict[str, Check]]] = {
    "toc": {
        "permalink": _either(yes_or_no, text), "permalink_title": text, "title": text, "anchorlink": yes_or_no,
        "toc_depth": _either(_one_of("1", "2", "3", "4", "5", "6"), lambda value: type(value) is int and 1 <= value <= 6,
                             _matching(re.compile(r"[1-6]-[1-6]"))),
    },
    "pymdownx.tabbed": {"alternate_style": yes_or_no},
    "pymdownx.tasklist": {"custom_checkbox": yes_or_no, "clickable_checkbox": yes_or_no},
}  # fmt: skip
