"""What `kb check` is limited to on the command line: PATHs, as the shell sees them, and rules."""

import os

from kb import plugs
from kb.analyses.check import rules as all_rules
from kb.analyses.check.narrow import Narrow
from kb.cli.session import Session, known
from kb.errors import UsageError
from kb.files import faults


def narrow(session: Session, paths: tuple[str, ...], rules: tuple[str, ...]) -> Narrow:
    """Return what is asked for.

    Raises:
        UsageError: for a path that is not there or not in the knowledge base, or an id no rule and no fault has.
    """
    ids = {*plugs.names(all_rules), *plugs.names(faults)}
    return Narrow(tuple(_within(session, path) for path in paths), tuple(known(rule, ids, "rule") for rule in rules))


def _within(session: Session, path: str) -> str:
    """Return a path relative to the knowledge base: one counted from the folder kb runs in, else as a report prints it."""
    places = [os.path.normpath(os.path.join(folder, path)) for folder in (session.folder, session.place)]  # noqa: PTH118 - as the session
    found = next((place for place in places if os.path.lexists(place)), None)
    if found is None:
        raise UsageError(f"there is no file or folder {path}")
    try:
        relative = os.path.relpath(found, session.place)
    except ValueError:  # another drive of Windows
        relative = ".."
    if relative == ".." or relative.startswith(f"..{os.sep}"):
        raise UsageError(f"{path} does not lie in the knowledge base {session.place}: -C names another one")
    return relative.replace(os.sep, "/")
