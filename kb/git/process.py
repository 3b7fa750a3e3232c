"""One run of git: no shell, an environment of our own, bounded waiting, and an end whatever happens."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Self

from kb.errors import InternalError
from kb.git.surroundings import GitError, environment

TIMEOUT: Final = 60.0
"""Seconds without a byte after which a call is given up: a pipe in place of a file would be waited for for ever."""
CHUNK: Final = 1024 * 1024
"""Bytes that are read at a time, at most."""
_SAID: Final = 4_096


class Running:
    """One run of git. A context manager: leaving it ends the process, whatever state it is in."""

    def __init__(
        self,
        command: str,
        line: Sequence[str],
        folder: Path,
        timeout: float,
        *,
        answers: bool = False,
        surroundings: Mapping[str, str] | None = None,
    ) -> None:
        self.command = command
        self.timeout = timeout
        self._said = b""
        self._late = False
        self._since: float | None = None
        self._over = threading.Event()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed line: no shell, an absolute program, a command of the list
                line, cwd=folder, env=environment() if surroundings is None else surroundings, stdin=subprocess.PIPE if answers else subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0 if not answers else CHUNK,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise GitError(f"git cannot be run in {folder}: {error.strerror}") from None
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._watch)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._process.poll() is None:
            self._kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def ask(self, line: bytes) -> None:
        """Send one line."""
        pipe = self._process.stdin
        if pipe is None or b"\n" in line:
            raise InternalError(f"git {self.command} cannot be asked that")
        try:
            pipe.write(line + b"\n")
            pipe.flush()
        except OSError:
            self.finish()
            raise GitError(f"`git {self.command}` ended before it was asked everything") from None

    def read_some(self, most: int) -> bytes:
        """Return what comes next, empty at the end."""
        return self._read(lambda: self._pipe.read(most))

    def read_line(self) -> bytes:
        """Return the next line without its end; an end of the answer is an error."""
        line = self._read(lambda: self._pipe.readline(_SAID))
        if not line.endswith(b"\n"):
            self._ended_early()
        return line[:-1]

    def read_exactly(self, size: int) -> bytes:
        """Return so many bytes; an end of the answer before is an error."""
        pieces: list[bytes] = []
        while size:
            piece = self.read_some(min(size, CHUNK))
            if not piece:
                self._ended_early()
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def finish(self) -> None:
        """Wait for the end.

        Raises:
            GitError: if it is not a success.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(self.timeout)
        self._check_time()
        if self._process.poll() is None:
            raise self._too_long()
        self._threads[0].join(timeout=5)
        if self._process.returncode:
            raise self._refused()

    @property
    def _pipe(self) -> IO[bytes]:
        pipe = self._process.stdout
        if pipe is None:
            raise InternalError("git has no output")
        return pipe

    def _read(self, read: Callable[[], bytes]) -> bytes:
        self._since = time.monotonic()
        data = read()
        self._since = None
        self._check_time()
        return data

    def _check_time(self) -> None:
        if self._late:
            raise self._too_long()

    def _too_long(self) -> GitError:
        return GitError(f"`git {self.command}` said nothing for {self.timeout:g} seconds and was ended")

    def _ended_early(self) -> None:
        self.finish()
        raise GitError(f"`git {self.command}` ended in the middle of an answer")

    def _refused(self) -> GitError:
        whole = self._said if len(self._said) < _SAID else self._said[: self._said.rfind(b"\n") + 1]
        said = whole.decode("utf-8", "replace").strip()
        return GitError(
            f"git {self.command}: {sentence(said) or f'exit code {self._process.returncode}'}",
            said,
            self._process.returncode,
        )

    def _listen(self) -> None:
        """Keep the beginning of what goes to standard error, and read on so that git never waits for us."""
        pipe = self._process.stderr
        with suppress(OSError, ValueError):
            while pipe is not None and (piece := pipe.read(_SAID)):
                self._said = (self._said + piece)[:_SAID]

    def _watch(self) -> None:
        """End the process when nothing has come for too long while somebody waits for it."""
        while not self._over.wait(min(1.0, self.timeout / 4)):
            if self._process.poll() is not None:
                return
            since = self._since
            if since is not None and time.monotonic() - since > self.timeout:
                self._late = True
                self._kill()
                return

    def _kill(self) -> None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)  # with whatever it may have started
            else:
                self._process.kill()


def sentence(said: str) -> str:
    """Return the last complaint git wrote, without its marker."""
    lines = [line for line in said.splitlines() if line.startswith(("fatal:", "error:"))] or said.splitlines()
    return lines[-1].partition(": ")[2] or lines[-1] if lines else ""
