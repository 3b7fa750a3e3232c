"""A Backstage catalogue read in place: its facts are seen by every command and never written.

The catalogue is merged as an import would merge it, and the result is loaded as if it stood there, so that what a human
wrote wins and nothing has to be said twice on what may stand beside what. What came from the catalogue then gets the place
it has there. The files may name what only the catalogue holds: a reference is broken where neither knows it.

A commit is seen with the catalogue it holds. Where it holds none (the catalogue lies in another repository, or git ignores
it), the one that lies there now stands in for it, and :attr:`Catalogue.stood_in` says so.

Longer than the usual 150 lines: the way of a catalogue from its folder to the places its facts have in the base.
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.files import settings
from kb.files.beside import Beside
from kb.files.context import Context
from kb.files.editing.trial import supposed
from kb.files.load import Loaded
from kb.files.merging.merge import Proposal, untried
from kb.files.tree import Disk, Store
from kb.importers._walk import MAX_BYTES, within
from kb.importers.backstage import catalogue, is_catalogue
from kb.model.base import Base
from kb.model.finding import Finding, Severity
from kb.model.settings import Settings
from kb.model.source import Source

_SAID: Final = re.compile(r"# suggested: (.+?):([0-9]+)(?:; suggested: .*)?$")
_NAME: Final = "backstage"
_FIX: Final = "mend the catalogue or name its folder, from that of kb.toml; or take the table out"


class Catalogue(Beside):
    """The catalogue beside one knowledge base, in each of its states.

    Attributes:
        stood_in: the folder whose present content stood in for what a commit does not hold; None if none had to.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stood_in: str | None = None
        self._seen_now: dict[str, tuple[Mapping[str, bytes], str]] = {}

    def folders(self, chosen: Settings) -> tuple[str, ...]:
        """Return the folder the settings name."""
        return () if chosen.overlay.backstage is None else (chosen.overlay.backstage,)

    def key(self, store: Store, chosen: Settings) -> str:
        """Return the object of the catalogue in a commit, else a fingerprint of the one that lies there now."""
        wanted = chosen.overlay.backstage
        if wanted is None:
            return ""
        place = store.folder(wanted)
        if place is not None:
            return place
        return self._now(wanted)[1]

    def added(self, store: Store, loaded: Loaded, load: Callable[[Store], Loaded]) -> Loaded:
        """Return what is loaded with the facts of the catalogue beside it; as it is if its files have faults.

        A catalogue that cannot be had is one more of them, in the line of the settings that names it.

        Raises:
            KbError: if it cannot, and the files are not those that lie here: nobody can mend a commit.
        """
        chosen = loaded.base.settings.overlay
        if chosen.backstage is None:
            return loaded
        try:
            return self._added(store, loaded, load, chosen.backstage)
        except KbError as error:
            if not isinstance(store, Disk):
                raise
            said = str(error)
            if f"`{chosen.backstage}`" not in said:
                said = f"the catalogue in `{chosen.backstage}`: {said}"
            fault = Finding("unreadable", Severity.ERROR, chosen.source.path, said, chosen.source, _FIX)
            return loaded._replace(findings=tuple(sorted((*loaded.findings, fault), key=_order)))

    def _added(self, store: Store, loaded: Loaded, load: Callable[[Store], Loaded], wanted: str) -> Loaded:
        files = self._content(store, wanted)
        if any(item.rule != "unknown-reference" for item in _faults(loaded)):
            return loaded
        facts = catalogue(files.items(), loaded.base).facts
        proposal = untried(store, loaded.base, facts, _NAME, wanted)
        seen = load(supposed(store, proposal.changes))
        relocated = _Relocated(_lines(proposal))
        left = relocated.findings(_faults(seen))
        known = {(item.rule, item.source) for item in loaded.findings}
        new = [item for item in left if (item.rule, item.source) not in known]
        if new:
            first = new[0]
            raise KbError(f"the catalogue in `{wanted}` cannot stand beside the files: {first.message} [{first.rule}]")
        let_be = [item for item in loaded.findings if item.suppressed is not None]
        return seen._replace(
            base=relocated.base(seen.base), findings=tuple(sorted([*left, *let_be], key=_order)), files=loaded.files
        )

    def _content(self, store: Store, wanted: str) -> Mapping[str, bytes]:
        place = store.folder(wanted)
        return self._now(wanted)[0] if place is None else self._files(store, place, wanted)

    def _now(self, wanted: str) -> tuple[Mapping[str, bytes], str]:
        """Return the catalogue as it lies there now, in place of one a store does not hold, and its fingerprint."""
        if wanted not in self._seen_now:
            disk = Disk(self.root)
            if wanted != self._named:  # a commit from anybody must not choose what is read of this machine
                raise KbError(
                    f"[overlay] backstage is `{wanted}`, which the commit does not hold; a folder outside of it is "
                    "read only where the kb.toml that lies here names the same"
                )
            place = disk.folder(wanted)
            if place is None:
                raise KbError(f"[overlay] backstage is `{wanted}`, and there is no such folder")
            files = self._files(disk, place, wanted)
            print_ = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
            self._seen_now[wanted] = files, print_
            self.stood_in = wanted
        return self._seen_now[wanted]

    @cached_property
    def _named(self) -> str | None:
        """The folder that the settings name which lie here now."""
        return settings.read(Disk(self.root), Context("kb.toml")).overlay.backstage

    def _files(self, store: Store, place: str, wanted: str) -> Mapping[str, bytes]:
        """Return the files of the catalogue: path, told from the root of the base -> content."""
        found = within(store, place, is_catalogue, wanted)
        if not found:
            raise KbError(f"[overlay] backstage is `{wanted}`, which holds no catalog-info.yaml")
        # from the root, so that a message names a file one can open
        folder = Path(os.path.relpath(self.root / wanted, self.root)).as_posix()
        return {f"{folder}/{name}": self._read(store, file, f"{folder}/{name}") for name, file in found}

    @staticmethod
    def _read(store: Store, file: str, name: str) -> bytes:
        try:
            data = store.read(file, MAX_BYTES)
        except OSError as error:
            raise KbError(f"{name} cannot be read: {error.strerror or error}") from None
        if len(data) > MAX_BYTES:
            raise KbError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; read a smaller part of it")
        return data


def _faults(loaded: Loaded) -> list[Finding]:
    return [finding for finding in loaded.findings if finding.suppressed is None]


def _order(finding: Finding) -> tuple[Source, str, str]:
    return finding.source, finding.rule, finding.message


def _lines(proposal: Proposal) -> dict[str, list[Source]]:
    """Return for each line of the supposed files where it really stands."""
    found = {}
    for change in proposal.changes:
        old, new = (change.old or "").splitlines(), change.new.splitlines()
        origins = _new_lines(new, Source("kb.toml" if change.old is None else change.path, 1, 1))
        for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag in ("equal", "replace"):
                for number in range(first, min(last, first + end - start)):
                    origins[number] = Source(change.path, start + number - first + 1, 1)
        found[change.path] = origins
    return found


def _new_lines(lines: list[str], default: Source) -> list[Source]:
    """Return the place each line names; one that names none belongs to the next that does."""
    origins: list[Source] = []
    after = default
    for line in reversed(lines):
        said = _SAID.search(line)
        after = Source(said[1], int(said[2]), 1) if said else after
        origins.append(after)
    return origins[::-1]


class _Relocated:
    """Goes through a base and puts right every place in a supposed file."""

    def __init__(self, lines: Mapping[str, list[Source]]) -> None:
        self.lines = lines

    def base(self, base: Base) -> Base:
        """Return the base with every place put right."""
        return Base(*map(self._value, base))

    def findings(self, findings: list[Finding]) -> list[Finding]:
        """Return findings with every place put right."""
        return [self._value(finding) for finding in findings]

    def _value(self, value: Any) -> Any:
        if isinstance(value, Source):
            there = self.lines.get(value.path)
            if there is None or not 1 <= value.line <= len(there):
                return value
            found = there[value.line - 1]
            return value._replace(line=found.line) if found.path == value.path else found
        if isinstance(value, Mapping):
            return {key: self._value(item) for key, item in value.items()}
        if hasattr(value, "_fields"):
            return type(value)(*map(self._value, value))
        if isinstance(value, tuple):
            return tuple(map(self._value, value))
        return value
