"""The command line: the only place that prints, reads the clock, and exits.

A command imports what it needs when it runs, not when its module is read: `kb --help` and completion read every module
here that they name, and nothing else.
"""

import gc


def run() -> None:
    """Run the command line and exit; the entry point of the script ``kb``.

    No pauses for the garbage collector before a base is loaded: most of what is made until then is there to stay.
    """
    gc.disable()  # Session.loaded enables it
    from kb.cli.main import run as run_main

    run_main()
