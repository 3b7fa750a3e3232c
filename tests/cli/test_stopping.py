"""Whoever is told to stop leaves nothing behind."""

import signal
import subprocess
import sys

import pytest

from kb.cli import stopping

PROGRAM = """
import sys, tempfile, time
from kb.cli import main, stopping

def wait(**_):
    with stopping.tidily(), tempfile.TemporaryDirectory(dir=sys.argv[1]):
        print("ready", flush=True)
        time.sleep(60)

main.main.main = wait
main.run()
"""


@pytest.mark.parametrize(
    "told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=["told to stop", "terminal closed", "Ctrl-C"]
)
def test_a_folder_in_the_making_goes_and_the_exit_code_says_why(tmp_path, told):
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout.readline() == "ready\n"
        assert list(tmp_path.iterdir())
        run.send_signal(told)
        said = run.communicate(timeout=60)[1]
    assert (run.returncode, said) == (130, "Interrupted.\n")
    assert list(tmp_path.iterdir()) == []


def test_afterwards_it_is_as_it_was():
    before = signal.getsignal(signal.SIGTERM)
    with stopping.tidily():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


ONCE = """
import os, signal, sys
from kb.cli import stopping

try:
    with stopping.tidily(once=True):
        try:
            os.kill(os.getpid(), int(sys.argv[1]))
            print("not stopped")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                os.kill(os.getpid(), number)
            print("put back")
except KeyboardInterrupt:
    print("ended")
"""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_puts_back_is_not_stopped_again(told):
    run = subprocess.run(
        [sys.executable, "-c", ONCE, str(int(told))], capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (0, "put back\nended\n")


def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.tidily():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not before
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
