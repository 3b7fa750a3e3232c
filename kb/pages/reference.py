"""The reference of the guide that is made from the code: keys of the files, settings, weights, limits."""

import json
from collections.abc import Iterator
from typing import Any, Final

from kb.documents import weights
from kb.files import anchors, context, json_schema, load, nodes, syntax, tree
from kb.pages import Page, Pages, _document, _parts, _uris
from kb.pages._escape import code, esc_md, front_matter
from kb.pages._input import SiteInput
from kb.pages._shape_words import said

_FOLDER: Final = "guide/reference"
_LIMITS: Final = (
    ("Bytes of a YAML file", syntax.MAX_BYTES),
    ("Bytes of a Markdown file", tree.MAX_MARKDOWN),
    ("Files of a knowledge base", tree.MAX_FILES),
    ("Characters of a path", tree.MAX_PATH),
    ("Levels a file may be nested", nodes.MAX_DEPTH),
    ("Values of a file", nodes.MAX_NODES),
    ("Digits of a number", nodes.MAX_DIGITS),
    ("Aliases of a file", anchors.MAX_ALIASES),
    ("Values that aliases of a file may stand for", anchors.MAX_EXPANDED),
    ("Faults noted of one file", context.MAX_FAULTS),
    ("Faults shown of a knowledge base", load.MAX_FINDINGS),
)


class Reference(Pages):
    """Composes the generated part of the guide's reference."""

    def compose(self, site: SiteInput) -> Iterator[Page]:  # noqa: ARG002 - the same for every base
        """Yield its pages."""
        yield _keys()
        yield _settings()
        yield _page("weights", "Weights and thresholds", _document.draw(weights.describe().blocks, searched=False))
        yield _page("limits", "Limits", _limits())


def _page(name: str, title: str, *parts: str) -> Page:
    here = f"{_FOLDER}/{name}.md"
    body = _parts.lines(_parts.crumbs(here, ("Guide", _uris.GUIDE)), f"# {esc_md(title)}", *parts)
    return Page(here, front_matter(title, search={"boost": 0.5}) + body)


def _keys() -> Page:
    parts = [
        "Every key that is read. What is not here is an error with the nearest key beside it; free keys go under `x:`."
    ]
    for kind in json_schema.KINDS:
        schema = json.loads(json_schema.schema_text(kind))
        if kind != "settings":
            parts += [f"## {esc_md(schema['description'])} {{ #{kind} }}", *_tables(kind, schema)]
    return _page("keys", "Keys of the files", *parts)


def _tables(kind: str, schema: dict[str, Any]) -> Iterator[str]:
    yield _table(schema)
    for name, definition in sorted(schema.get("definitions", {}).items()):
        yield f"### {esc_md(definition.get('title', name))} {{ #{kind}-{name.lower()} }}"
        yield esc_md(definition.get("description", ""))
        yield _table(definition)


def _table(schema: dict[str, Any]) -> str:
    needed = set(schema.get("required", ()))
    rows = [
        (code(key) + (" (needed)" if key in needed else ""), esc_md(said(value)), esc_md(value.get("description", "")))
        for key, value in sorted(schema.get("properties", {}).items())
    ]
    return _parts.table(("Key", "Takes", "What it is"), rows) if rows else ""


def _settings() -> Page:
    schema = json.loads(json_schema.schema_text("settings"))
    parts = [
        "`kb.toml` beside the four folders, or the table `[tool.kb]` of a pyproject.toml. Every key has a default.",
        *_tables("settings", schema),
        (
            "Options of a rule go under `[rules.ID]`, thresholds of a readiness check under `[checks.ID]`: the "
            f"[manual]({_uris.relative(f'{_FOLDER}/settings.md', _uris.MANUAL)}) says which each has."
        ),
    ]
    return _page("settings", "Settings", *parts)


def _limits() -> str:
    said_first = "What is larger is a fault with a sentence, never a crash: whoever proposes a file must not be able to stop the others."
    table = _parts.table(("What", "At most"), [(esc_md(what), f"{most:,}") for what, most in _LIMITS], (1,))
    return f"{said_first}\n\n{table}"
