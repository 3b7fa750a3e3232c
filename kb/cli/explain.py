"""kb explain: the manual, offline."""

import importlib
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Final, NamedTuple

import click

from kb import plugs
from kb.cli.options import draw, format_option, output_option
from kb.cli.session import known
from kb.documents.manual import Manual, of
from kb.errors import UsageError

_EPILOG: Final = """\b
Examples:
  kb explain                           every id with its first line
  kb explain owner-known               a rule of kb check
  kb explain unknown-key               a fault of the files
  kb explain bus-factor                a word of the reports
  kb explain event                     keys of an event; of person, team, …
"""

KINDS: Final = {
    "rule": ("Rules of kb check", "kb.analyses.check.rules"),
    "check": ("Checks of kb ready", "kb.analyses.readiness.checks"),
    "fault": ("Faults of the files", "kb.files.faults"),
    "word": ("Words and measures", "kb.analyses.glossary"),
    "format": ("Formats", "kb.render"),
    "importer": ("Importers", "kb.importers"),
    "move": ("Moves of kb plan", "kb.analyses.plan.moves"),
    "exporter": ("Exporters", "kb.exporters"),
}
"""Kind of page -> its heading, and the folder in which each file's docstring is one."""

_ALIAS: Final = re.compile(r"RB[0-9]{3}|\b[a-z][a-z-]+\b")
_GLUE: Final = frozenset(["a", "and", "as", "comes", "from", "in", "lists", "of", "or", "rule", "the", "this", "too"])
"""Words around the names in `Known as … too`, which are no names."""
_PREFIX: Final = {"importer": "import-", "exporter": "export-"}
"""What stands before the ids of kinds whose files are named after a format, so that every page has an id of its own."""


def ids(kind: str) -> dict[str, str]:
    """Return the ids of the pages of a kind, each with the name of its plug."""
    socket = importlib.import_module(KINDS[kind][1])
    return {_PREFIX.get(kind, "") + name: name for name in plugs.names(socket)}


def pages(kinds: tuple[str, ...] = tuple(KINDS)) -> Iterator[Manual]:
    """Yield every manual page of some kinds, by kind, then id."""
    for kind in kinds:
        socket = importlib.import_module(KINDS[kind][1])
        for name in plugs.names(socket):
            yield page(kind, socket, name)


def page(kind: str, socket: ModuleType, name: str) -> Manual:
    """Return one manual page; see :func:`kb.documents.manual.of`."""
    module = importlib.import_module(f"{socket.__name__}.{name.replace('-', '_')}")
    return of(module, _PREFIX.get(kind, "") + name, kind)


class Pages(NamedTuple):
    """All manual pages, as the list of them in JSON holds them."""

    pages: tuple[Manual, ...]


def _find(name: str) -> Manual | None:
    """Return the page of an id, None if there is none."""
    for kind, (_, folder) in KINDS.items():
        names = ids(kind)
        if name in names:
            return page(kind, importlib.import_module(folder), names[name])
    return None


def _of_code(name: str) -> str | None:
    """Return the id of the check of `kb ready` that a code such as C2 stands for, or of the rule on runbooks one such as RB003 does."""
    if re.fullmatch(r"(?i:RB)[0-9]{3}", name.strip()):
        return _known_as(name.strip().upper(), "rule")
    if not re.fullmatch(r"[A-Za-z][0-9]{1,2}", name.strip()):
        return None
    from kb.analyses.readiness.configure import by_name

    return by_name().get(name.strip().upper())


def _known_as(name: str, kind: str) -> str | None:
    """Return the id of the page of a kind that says it is known under another name too."""
    said = re.compile(rf"^Known as [^.:]*(?<![\w-]){re.escape(name)}(?![\w-])", re.MULTILINE)
    found = (
        page for page in pages((kind,)) if any(said.search(text) for text in (page.body, *dict(page.parts).values()))
    )
    return next((page.id for page in found), None)


def _of_word(slug: str) -> str | None:
    """Return the id of the page on a word that has none of its own, such as `orphaned`."""
    has_its_own = any(slug in ids(kind) for kind in KINDS)
    return None if has_its_own else _known_as(slug, "word")


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids that begin so, and the codes and other names that do: `C2`, `RB003`, `orphaned`."""
    from kb.cli import explain_keys

    found = {name for kind in KINDS for name in ids(kind)} | set(explain_keys.names())
    found = {name for name in found if name.startswith(incomplete)}
    if incomplete:
        found |= {name for name in aliases() if name.lower().startswith(incomplete.lower())}
    return sorted(found)


def aliases() -> set[str]:
    """Return every other name a page is found by: the codes of checks, and what pages say they are known as."""
    from kb.analyses.readiness.configure import kinds

    said = re.compile(r"^Known as ([^.:]*)", re.MULTILINE)
    texts = (text for page in pages(("rule", "word")) for text in (page.body, *dict(page.parts).values()))
    names = {word for text in texts for match in said.finditer(text) for word in _ALIAS.findall(match[1])} - _GLUE
    return names | {check.code for check in kinds().values()}


def _command(name: str) -> None:
    """Refuse the name of a command, which has no page.

    Raises:
        UsageError: with what does explain it.
    """
    root = click.get_current_context().find_root().command
    first, *_ = name.split() or [""]
    if isinstance(root, click.Group) and first in root.list_commands(click.get_current_context()):
        raise UsageError(f"`{name}` is a command: kb {name} --help")


@click.command("explain", epilog=_EPILOG)
@click.argument("name", metavar="[ID]", required=False, shell_complete=_complete)
@format_option("text", "markdown", "json")
@output_option
def command(name: str | None, format_name: str, output: str | None) -> None:
    """Print the manual page of a rule, a fault, a word or a format; without ID, list them all.

    For what the files hold (event, person, team, component, runbook, rotation, capacity, …) it prints the keys, for a
    key (needs, away, until, …) what it takes.

    The manual is part of the program: it needs neither a knowledge base nor a network.
    """
    from kb.cli import explain_keys
    from kb.documents.document import Section
    from kb.documents.manual import describe, describe_all

    if name is None:
        found = Pages(tuple(pages()))
        draw(found, describe_all(found.pages, {kind: title for kind, (title, _) in KINDS.items()}), format_name, output)
        return
    slug = name.strip().lower().replace(" ", "-").replace("_", "-")
    manual = _find(_of_code(name) or _of_word(slug) or slug)
    keys = explain_keys.find(slug) or (explain_keys.find(manual.id) if manual else None)
    if manual is not None:
        document = describe(manual)
        if keys is not None:  # a word of the reports, and a mapping of the files
            document = document._replace(blocks=(*document.blocks, Section("Keys in the files", keys[1].blocks)))
        draw(manual, document, format_name, output)
    elif keys is not None:
        draw(keys[0], explain_keys.describe(*keys), format_name, output)
    elif (key := explain_keys.uses(slug)) is not None:
        draw(key, explain_keys.described_uses(key), format_name, output)
    else:
        _command(name.strip().lower())
        known(
            slug,
            [*(each for kind in KINDS for each in ids(kind)), *explain_keys.names(), *explain_keys.words(), *aliases()],
            "manual page",
        )
