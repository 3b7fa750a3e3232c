"""A Backstage catalogue read in place: its facts are seen by every command and never written.

The catalogue is merged as an import would merge it, into a copy that is thrown away, so that what a human wrote wins and
nothing has to be said twice on what may stand beside what. What came from the catalogue then gets the place it has there.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.files.load import Loaded
from kb.files.merging.merge import Proposal, untried
from kb.files.merging.trial import supposed
from kb.importers._walk import common
from kb.importers.backstage import Backstage
from kb.model.base import Base
from kb.model.source import Source

_SAID: Final = re.compile(r"# suggested: (.+?):([0-9]+)(?:; suggested: .*)?$")
_NAME: Final = "backstage"


def overlaid(root: Path, loaded: Loaded) -> Loaded:
    """Return what is loaded with the facts of the catalogue beside it; as it is if its files have faults.

    Args:
        root: folder of the knowledge base.
        loaded: its files, whose settings name the folder of the catalogue.

    Raises:
        KbError: if there is no catalogue there, or it cannot stand beside the files.
    """
    wanted = loaded.base.settings.overlay.backstage
    if wanted is None or any(finding.suppressed is None for finding in loaded.findings):
        return loaded
    folder = root / wanted
    if not folder.is_dir():
        raise KbError(
            f"kb.toml: [overlay] backstage is `{wanted}`, and there is no such folder; mend it or take it out"
        )
    places = Backstage().finds(folder)
    if not places:
        raise KbError(f"kb.toml: [overlay] backstage is `{wanted}`, which holds no catalog-info.yaml")
    prefix = Path(os.path.relpath(common(places), root)).as_posix()
    facts = [
        fact._replace(source=fact.source._replace(path=f"{prefix}/{fact.source.path}"))
        for fact in Backstage().read(places, loaded.base).facts
    ]
    proposal = untried(root, loaded.base, facts, _NAME, wanted)
    seen = supposed(root, proposal.changes, proposal.new_files)
    faults = [finding for finding in seen.findings if finding.suppressed is None]
    if faults:
        first = faults[0]
        raise KbError(f"the catalogue in `{wanted}` cannot stand beside the files: {first.message} [{first.rule}]")
    found = _Relocated(_lines(proposal)).base(seen.base)
    return seen._replace(base=found, findings=loaded.findings, files=loaded.files)


def _lines(proposal: Proposal) -> dict[str, list[Source]]:
    """Return for each line of the supposed files where it really stands."""
    found = {path: _new_lines(text.splitlines(), Source("kb.toml", 1, 1)) for path, text in proposal.new_files.items()}
    for change in proposal.changes:
        old, new = change.old.splitlines(), change.new.splitlines()
        origins = _new_lines(new, Source(change.path, 1, 1))
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
        return replace(base, **{item.name: self._value(getattr(base, item.name)) for item in fields(base)})

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
