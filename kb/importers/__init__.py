"""Importers: what an organisation already has, read as facts. Each other file in this folder is one importer.

An importer looks into foreign files and says what stands there, in the words of a knowledge base, each fact with the
place it was read from. It writes nothing, opens no connection and runs nothing it finds. :mod:`kb.files.merging` turns
facts into a proposal, a diff to the files; `kb drift` holds them against what the files say.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kb.model.base import Base
from kb.model.fact import Fact, Note
from kb.plugs import Plug


class Reading(NamedTuple):
    """What an importer found.

    Attributes:
        facts: what the foreign files say, in their order.
        notes: the odd things in them.
        read: how many of each kind of thing were there ("services", "entries", ...).
        skipped: how many things were not taken, by the reason, a clause such as "no name".
        files: new files to write whole (path in the knowledge base -> text), such as runbooks; never over an old one.
        covers: sentences on what the reading can know at all, such as the days an export covers.
    """

    facts: tuple[Fact, ...]
    notes: tuple[Note, ...] = ()
    read: Mapping[str, int] = {}
    skipped: Mapping[str, int] = {}
    files: Mapping[str, str] = {}
    covers: tuple[str, ...] = ()


class Importer(Plug):
    """What a plug of this socket is; its options are shown by `kb import NAME --help`.

    Each option has a default; its line in the class docstring is its help.
    """

    @abstractmethod
    def finds(self, folder: Path) -> list[Path]:
        """Return what it can read in a folder, sorted: the files people would expect, without following links."""

    @abstractmethod
    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read foreign files or folders.

        Args:
            places: what to read; they exist.
            base: the knowledge base as it is, to find known names in.
            named: what was named, the files themselves or folders above them: places are told from there, or from the root of
                their repository.

        Raises:
            KbError: if there is nothing in a place that this importer can make sense of.
        """
