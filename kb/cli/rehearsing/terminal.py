"""Showing and asking. All that is shown passes the sanitiser; Ctrl-C is heard only while a question stands.

Answers are whole lines: a key hit by accident answers nothing, and a process that is killed
leaves the terminal as it was.
"""

import signal
import sys
from collections.abc import Iterable
from types import FrameType, TracebackType
from typing import Any, Self

from kb.cli.options import terminal_width
from kb.render._clean import clean, one_line
from kb.render._width import wrap


class LeftError(Exception):
    """The runner left: end of input."""


class Terminal:
    """Standard input and output, while a run is under way."""

    def __init__(self) -> None:
        self._waiting = self._interrupted = False
        self._before: Any = None

    @property
    def width(self) -> int:
        """Columns a line may take; the window may be resized at any time."""
        return terminal_width()

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        """Remember Ctrl-C; an event that is being written is written to its end."""
        del number, frame
        self._interrupted = True
        if self._waiting:
            raise KeyboardInterrupt

    def show(self, lines: Iterable[str]) -> None:
        """Print lines that fit already."""
        sys.stdout.write("".join(f"{clean(line)}\n" for line in lines))
        sys.stdout.flush()

    def say(self, text: str) -> None:
        """Print sentences, wrapped."""
        self.show(wrap(clean(text), self.width))

    def ask(self, prompt: str) -> str:
        """Ask for a line; blanks around it are dropped.

        Raises:
            LeftError: at the end of input.
            KeyboardInterrupt: on Ctrl-C, also if it came since the last question.
        """
        *above, last = wrap(one_line(prompt), self.width - 2)
        self.show(above)
        sys.stdout.write(f"{last} ")
        sys.stdout.flush()
        self._waiting = True
        try:
            if self._interrupted:
                raise KeyboardInterrupt
            line = sys.stdin.buffer.readline()
        except OSError:
            raise LeftError from None  # the terminal is gone
        finally:
            self._waiting = False
        if not line:
            raise LeftError
        return line.decode("utf-8", "replace").strip()
