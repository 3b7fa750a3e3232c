"""Every manual page of Holdfast, by kind: the docstrings of its rules, checks, faults, words, formats and importers."""

import importlib
import pkgutil
from typing import Final

import kb
from kb import plugs
from kb.documents.manual import Manual, of

KINDS: Final = {
    "rule": ("Rules of kb check", "kb.analyses.check.rules", ""),
    "check": ("Checks of kb ready", "kb.analyses.readiness.checks", ""),
    "fault": ("Faults of the files", "kb.files.faults", ""),
    "word": ("Words and measures", "kb.analyses.glossary", ""),
    "format": ("Formats", "kb.render", ""),
    "importer": ("Importers", "kb.importers", "import-"),
    "move": ("Moves of kb plan", "kb.analyses.plan.moves", ""),
    "exporter": ("Exporters", "kb.exporters", "export-"),
}
"""Kind of page -> its heading, the folder in which each file's docstring is one, and what stands before its ids."""


def manuals() -> dict[str, tuple[str, tuple[Manual, ...]]]:
    """Return every manual page: per kind its heading and its pages by id; the same text as ``kb explain`` prints."""
    there = {found.name for found in pkgutil.iter_modules(kb.__path__, "kb.")}
    return {
        kind: (title, _pages(kind, folder, prefix))
        for kind, (title, folder, prefix) in KINDS.items()
        if ".".join(folder.split(".")[:2]) in there
    }


def _pages(kind: str, folder: str, prefix: str) -> tuple[Manual, ...]:
    socket = importlib.import_module(folder)
    return tuple(
        of(importlib.import_module(f"{folder}.{name.replace('-', '_')}"), prefix + name, kind)
        for name in plugs.names(socket)
    )
