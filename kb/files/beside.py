"""What `[overlay]` of the settings sets beside the files: who can read it hands it to those who load commits."""

from collections.abc import Callable
from typing import Protocol

from kb.files.load import Loaded
from kb.files.tree import Store
from kb.model.settings import Settings


class Beside(Protocol):
    """What lies beside the files of one knowledge base, in each of its states."""

    def key(self, store: Store, chosen: Settings) -> str:
        """Return what the answer of :meth:`added` depends on but for the files; empty where there is nothing."""

    def folders(self, chosen: Settings) -> tuple[str, ...]:
        """Return the folders it is read from, told from the root of the base."""

    def added(self, store: Store, loaded: Loaded, load: Callable[[Store], Loaded]) -> Loaded:
        """Return what is loaded with what lies beside it.

        Args:
            store: where the files lie.
            loaded: what they say.
            load: loads them again, with some texts in their place.

        Raises:
            KbError: if there is nothing there, or it cannot stand beside the files.
        """
