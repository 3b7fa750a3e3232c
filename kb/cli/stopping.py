"""Being told to stop: what was made on the way goes, as with Ctrl-C."""

import contextlib
import os
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def tidily(*, once: bool = False) -> Iterator[None]:
    """Let SIGTERM, and SIGHUP of a terminal that is closed, end what runs inside as Ctrl-C does, with the exit code 130.

    Folders in the making are removed, and what was half written is put back. Signals that are ignored stay so (`nohup`).

    Args:
        once: whether only the first signal counts, Ctrl-C among them: nothing then stops what puts back.
    """
    process = os.getpid()
    told: list[int] = []

    def stop(number: int, _: object) -> None:
        if os.getpid() != process:  # a child, which has nothing to tidy
            os._exit(128 + number)
        told.append(number)
        if len(told) == 1 or not once:
            raise KeyboardInterrupt

    wanted = [
        signal.SIGTERM,
        *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []),
        *([signal.SIGINT] if once else []),
    ]
    before = {number: signal.getsignal(number) for number in wanted}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
