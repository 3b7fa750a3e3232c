"""A sign of life at a terminal: after a second, on a line of standard error that goes away again, what is being done."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import click

if TYPE_CHECKING:
    from threading import Timer

AFTER: Final = 1.0
"""Seconds after which it is said: shorter waits need no word."""
_CLEAR: Final = "\r\033[K"


class Progress:
    """Says what is being done for as long as it lasts; nothing where standard error is no terminal."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._said = False
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from threading import Timer

            self._timer = Timer(AFTER, self._say)
            self._timer.daemon = True
            self._timer.start()
        return self

    def now(self, doing: str) -> None:
        """Change what is being done; cheap to call often."""
        self._doing = doing
        if self._said:
            self._say()

    def _say(self) -> None:
        self._said = True
        click.echo(f"{_CLEAR}{self._doing}", err=True, nl=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer.join()  # what it may be saying just now is said before the line is cleared
        if self._said:
            click.echo(_CLEAR, err=True, nl=False)
