"""Being told to stop: what was made on the way goes, as with Ctrl-C."""

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import NoReturn


@contextlib.contextmanager
def tidily() -> Iterator[None]:
    """Let SIGTERM end what runs inside as Ctrl-C does: folders in the making are removed, and the exit code is 130."""
    process = os.getpid()

    def stop(*_: object) -> NoReturn:
        if os.getpid() != process:  # a child, which has nothing to tidy
            os._exit(128 + signal.SIGTERM)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
