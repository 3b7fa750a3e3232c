"""What every command shares: the root, the loaded base, the date, and where the answer goes."""

import gc
import io
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from kb.errors import KbError, NothingHereError, UsageError
from kb.files import tree
from kb.files.load import Loaded, load
from kb.model.asked import At, asked
from kb.model.base import Base
from kb.model.finding import faults_said

if TYPE_CHECKING:
    from pathlib import Path

    from kb.importers._overlay import Catalogue


class Session:
    """One run of one command on one knowledge base; loads it when first asked."""

    def __init__(self, folder: str) -> None:
        try:
            self.folder = absolute(folder)
            self.place = tree.nearest(self.folder)
        except OSError as error:
            raise UsageError(f"{folder} cannot be looked at: {error.strerror}") from None
        self._loaded: Loaded | None = None
        self.overlay = True
        """Whether to see what ``[overlay]`` adds: not where the files themselves are added to."""

    @cached_property
    def root(self) -> "Path":
        """The folder of the knowledge base."""
        from pathlib import Path

        return Path(self.place)

    @property
    def loaded(self) -> Loaded:
        """The base and every fault in its files; with what ``[overlay]`` of the settings adds to them."""
        if self._loaded is None:
            if os.path.lexists(f"{self.place}/{tree.JOURNAL}"):
                from kb.cli.options import note

                note(
                    "A change was cut off half-way: `kb migrate`, or the command that made it, first puts back what was."
                )
            self._loaded = load(self.place)
            if self._loaded.base.settings.overlay.backstage is not None:
                seen = self.beside.added(tree.Disk(self.place), self._loaded, load)
                self._loaded = seen if self.overlay else self._loaded._replace(findings=seen.findings)
            gc.enable()  # see kb.cli.main
            gc.set_threshold(50_000, 20, 100)  # reports are large and hold no cycles
            gc.freeze()  # the base lives as long as the process: going through it again and again takes a third of a report
        return self._loaded

    @cached_property
    def beside(self) -> "Catalogue":
        """What ``[overlay]`` of the settings adds, to the files and to commits."""
        from kb.importers._overlay import Catalogue

        return Catalogue(self.root)

    @property
    def base(self) -> Base:
        """The base, when its files are free of faults.

        Raises:
            KbError: listing every fault, when there are any.
        """
        faults = [finding for finding in self.loaded.findings if finding.suppressed is None]
        if faults:
            raise KbError(faults_said(faults))
        return self.loaded.base

    @property
    def stocked(self) -> Base:
        """The base, when there is a component to ask about.

        Raises:
            KbError: as :attr:`base`.
            NothingHereError: if there is none.
        """
        if not self.base.components:
            raise NothingHereError("there is no component yet: add one under `services:` in a file of architecture/")
        return self.base

    def at(self, text: str | None, option: str = "--at") -> At:
        """Return the date to answer for: the one asked for, else ``as_of`` of the settings, else the present instant.

        Raises:
            UsageError: if the text is no date.
        """
        return asked(self.loaded.base.settings, text, now, option)


def absolute(folder: str) -> str:
    """Return the absolute path of a folder, as :meth:`pathlib.Path.absolute` gives it."""
    joined = os.path.join(os.getcwd(), folder)  # noqa: PTH109, PTH118 - pathlib is slow to import
    if os.sep != "/" or joined.startswith("//"):
        from pathlib import Path

        return str(Path(folder).absolute())
    return "/" + "/".join(part for part in joined.split("/") if part not in ("", "."))


def now() -> datetime:
    """Return the present instant, UTC, in whole seconds; SOURCE_DATE_EPOCH stands in for the clock where builds must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch[:20]), tz=UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageError("SOURCE_DATE_EPOCH is not a number of seconds since 1970") from None
    return datetime.now(tz=UTC).replace(microsecond=0)  # noqa: TID251 - the one clock


def known(name: str, names: Any, what: str, base: Base | None = None) -> str:
    """Return an id that exists.

    Raises:
        UsageError: naming the nearest one, if it does not; where none is near and there are few, all. With a base: what the id
            stands for, if for something else.
    """
    if name in names:
        return name
    if base is not None and (kind := base.kind(name)) is not None:
        is_, asked_for = (("an " if word[0] in "aeiou" else "a ") + word for word in (kind.value, what))
        raise UsageError(f"`{name}` is {is_}, not {asked_for}")
    from kb.model.nearest import called, there_is

    alias = called(name, names) if isinstance(names, Mapping) else ""
    raise UsageError(f"there is no {what} `{name}`{alias or there_is(name, names)}")


def say(text: str, output: str | None, *, data: bool = False) -> None:
    """Write an answer to standard output, or to a file as a whole or not at all.

    ``data`` is read by a program: it is UTF-8 with line feeds, whatever the locale and the system would make of it.
    """
    if output is None or output == "-":
        if data and not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        sys.stdout.write(text)
        return
    from pathlib import Path

    from kb.files.write import write_text

    write_text(Path(output), text)


def session_command(function: Callable[..., Any]) -> Callable[..., Any]:
    """Pass a :class:`Session` of the folder given with ``-C`` as the first argument."""
    from functools import wraps

    @click.pass_obj
    @wraps(function)
    def call(folder: str, *args: Any, **kwargs: Any) -> Any:
        return function(Session(folder), *args, **kwargs)

    return call
