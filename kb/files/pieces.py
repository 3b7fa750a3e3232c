"""Load one knowledge base after another, as a history holds them: what a file says is read once, however often it comes.

Two commits that follow each other differ in a file or two. What reading a file adds to a base depends on its path and its
bytes alone, as long as no two files claim the same id; so it is kept by both, and a base is put together from what is
kept. Where two files do claim one, or any fault is found, the base is loaded as any other.
"""

from collections.abc import Iterator

from kb.files import links, settings, tree
from kb.files.commit import CommitStore
from kb.files.context import Context
from kb.files.editing.trial import Supposed
from kb.files.gather import Gathered
from kb.files.load import Loaded, load, orphaned_papers, read_entry
from kb.files.tree import Store
from kb.model.settings import Settings

_LISTS = ("runs", "signs", "waives", "polls", "copies", "suppressions", "refs", "nobody")
_TABLES = ("ids", "events")
_SPARE = 1_000


class Pieces:
    """What has been read of the files of a history."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Gathered] = {}
        self._settings: dict[tuple[tuple[str, int, str], ...], Settings | None] = {}

    def load(self, store: Store) -> Loaded:
        """Load a base from a commit, or with changes to one: the same as :func:`kb.files.load.load`, in less time when much of it is known."""
        chosen = self.settings(store)
        ctx = Context("kb.toml")
        found = tree.entries(store, ctx) if chosen is not None else []
        if chosen is None or ctx.findings:
            return load(store)
        whole = _together(self._each(found))
        if whole is None:
            return load(store)
        orphaned_papers(whole)
        links.check_references(whole)
        links.check_nobody(whole)
        links.check_parents(whole)
        if whole.findings:
            return load(store)
        return Loaded(links.link(whole, chosen), (), len(found))

    def settings(self, store: Store) -> Settings | None:
        """Return the settings; None where they have faults. No trial changes them."""
        while isinstance(store, Supposed) and store.below is not None:
            store = store.below
        if not isinstance(store, CommitStore):
            return None
        key = tuple(item for item in store.key() if item[0].endswith(".toml"))
        if key not in self._settings:
            ctx = Context("kb.toml")
            chosen = settings.read(store, ctx)
            self._settings[key] = None if ctx.findings else chosen
        return self._settings[key]

    def _each(self, found: list[tree.Entry]) -> Iterator[Gathered]:
        if len(self._read) > _SPARE + 4 * len(found):  # versions of long ago: a long history must not fill the memory
            now = {(entry.path, entry.file) for entry in found}
            self._read = {key: piece for key, piece in self._read.items() if key in now}
        for entry in found:
            key = entry.path, entry.file
            if isinstance(entry.store, Supposed) and entry.store.holds(entry.file):
                piece = Gathered()  # of this one state only
                read_entry(entry, piece)
                yield piece
                continue
            if key not in self._read:
                self._read[key] = Gathered()
                read_entry(entry, self._read[key])
            yield self._read[key]


def _together(pieces: Iterator[Gathered]) -> Gathered | None:
    """Return what some files say together; None where one has a fault, or two claim the same."""
    whole = Gathered()
    claimed = lines = 0
    for piece in pieces:
        if piece.findings or piece.unread:
            return None
        for kind, table in piece.entities.items():
            whole.entities[kind].update(table)
        for name in _TABLES:
            getattr(whole, name).update(getattr(piece, name))
        for name in _LISTS:
            getattr(whole, name).extend(getattr(piece, name))
        for component, knowers in piece.knowledge.items():
            whole.knowledge.setdefault(component, {}).update(knowers)
            lines += len(knowers)
        for component, source in piece.knowledge_sources.items():
            whole.knowledge_sources.setdefault(component, source)
        whole.rescued_ids |= piece.rescued_ids
        claimed += len(piece.ids)
    same = claimed == len(whole.ids) and lines == sum(map(len, whole.knowledge.values()))
    return whole if same else None
