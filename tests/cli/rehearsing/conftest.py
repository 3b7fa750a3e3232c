"""A small organisation, and kb in a real pseudo-terminal."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from kb.testing import tree

FILES = {
    "architecture/a.yml": "services: {room: {}, relay: {}}\n",
    "ownership/a.yml": "people: {ann: {}, bob: {}, cid: {}, dan: {until: 2020-01-31}}\nknowledge: {room: {ann: operate}}\n",
    "runbooks/move-room.md": """\
---
id: move-room
title: Move the room
components: [room, relay]
authors: [ann]
est_minutes: 9
requires: {level: operate, access: [room-admin]}
---
## When to use
The room is down.
## Before you start
Stop when the audience has left.
## Steps
### s1 · Freeze
- do: Run `roomctl freeze --with-a-long-option --and-another-one ROOM` and say so in the call, aloud and twice.
- expect: The counter stays for 30 s.
- minutes: 2
### s2 · Open another
- do: Run this.

  ```sh
  roomctl open --copy-speakers --of the-old-room --as the-new-room --and-tell everyone-who-listens
  ```
- expect: It is ready within 60 s.
- if not: s4
- undo: `roomctl close NEW`
### s3 · Move everybody
- do: Run `roomctl redirect`.
- expect: 95 of 100 arrive.
- two-person: true
### s4 · Say it is over
- do: Tell the host.
- expect: The host answers.
""",
    "runbooks/foreign.md": "# Disk full\n\n## Meaning\n\nA disk is full.\n",
}
KB = str(Path(sys.executable).with_name("kb"))


@pytest.fixture
def root(tmp_path):
    tree(tmp_path, FILES)
    return tmp_path


class Seat:
    """kb in a pseudo-terminal of some columns; ``text`` is all that was shown."""

    def __init__(self, arguments, columns=80):
        self.text, self.mark, self.code = "", 0, None
        self.pid, self.master = pty.fork()
        size = struct.pack("HHHH", 24, columns, 0, 0)
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            # A whole environment of its own: readline, which pytest loads, sets COLUMNS behind Python's back.
            os.execve(
                KB,
                ["kb", *arguments],
                {"PATH": os.environ["PATH"], "NO_COLOR": "1", "TERM": "xterm", "LANG": "C.UTF-8"},
            )

    def shown(self, seconds=30):
        """Wait for a question, and return all that was shown since the last answer."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.text[self.mark :].rstrip(" ").endswith(">"):
            if not self._read():
                break
        return self.text[self.mark :]

    def _read(self):
        if not select.select([self.master], [], [], 0.2)[0]:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.text += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)

    def type(self, line):
        self.mark = len(self.text)
        os.write(self.master, line.encode() + b"\n")

    def answer(self, *lines):
        """Answer one question after the other; return what was shown last."""
        for line in lines:
            self.shown()
            self.type(line)
        return self.shown()

    def press(self, key):
        os.write(self.master, key)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self):
        """Wait for the end, and return the exit code."""
        while self._read():
            pass
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self.master)
        return self.code


@pytest.fixture
def seat(root):
    """Start kb in a terminal: ``seat("runbook", "start", …)``."""
    seats = []

    def start(*arguments, columns=80):
        seats.append(Seat(["-C", str(root), *arguments], columns))
        return seats[-1]

    yield start
    for each in seats:
        if each.code is None:
            with contextlib.suppress(OSError):
                each.kill()


@pytest.fixture
def begin(seat):
    """Start a run of ``move-room`` by ``bob``."""
    return lambda *more, columns=80: seat(
        "runbook", "start", "move-room", "--by", "bob", *(more or ("--kind", "drill")), columns=columns
    )
