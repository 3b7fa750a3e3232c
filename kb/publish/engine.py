"""MkDocs, started from here: with a configuration of ours, its words gathered, its failures as sentences."""

import contextlib
import gc
import io
import json
import logging
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError, NotInstalledError
from kb.render._clean import clean

_OBJECTS: Final = 100_000
"""Objects made between two runs of the garbage collector while a site is built."""
_LONGEST: Final = 500
"""Characters of a line of the log while a site is served; what was asked for may be 60,000."""
_QUIET: Final = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Notices of MkDocs' packages about other packages; they are no news of this build."""


class _Gather(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append(record.getMessage())


class _Shown(logging.Formatter):
    """A line of the log as a terminal may be given it: what was asked for stands in it, as whoever asked wrote it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return it without what a terminal would obey, and not longer than anybody reads."""
        lines = clean(super().format(record)).split("\n")
        return "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..." for line in lines)


def present() -> None:
    """See that MkDocs and its theme are installed.

    Raises:
        NotInstalledError: saying how to install them.
    """
    found = [find_spec(name) for name in ("mkdocs", "material")]
    if not all(found):
        raise NotInstalledError("the site needs MkDocs with its theme Material", "site")


def build(options: dict[str, Any]) -> tuple[str, ...]:
    """Build a site; return what MkDocs warned of.

    Raises:
        KbError: with everything it said, if it failed.
    """
    present()
    with _heard() as heard:
        from jinja2 import TemplateError  # noqa: PLC0415 - comes with MkDocs
        from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - MkDocs is optional
        from mkdocs.config import load_config  # noqa: PLC0415 - as above
        from mkdocs.exceptions import MkDocsException, PluginError  # noqa: PLC0415 - as above

        try:
            config = load_config(io.BytesIO(json.dumps(options).encode()), config_file_path=options["docs_dir"])
            config.plugins.on_startup(command="build", dirty=False)
            try:
                with _seldom_collected():
                    build_site(config)
            finally:
                config.plugins.on_shutdown()
        except PluginError as error:
            raise KbError(str(error)) from None
        except TemplateError as error:  # before OSError, since a missing template is both
            raise KbError(_failed(heard.said, template_fault(error))) from None
        except (MkDocsException, SystemExit) as error:
            raise KbError(_failed(heard.said, str(error))) from None
    return tuple(heard.said)


def template_fault(error: Exception) -> str:
    """Return what is wrong with a template, and where: a name in mkdocs.yml leads to none, or one of the base's own has a fault."""
    name, line = getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", None)
    place = f" {name}{f':{line}' if line else ''}" if name else ""
    missing = any(kind.__name__ == "TemplateNotFound" for kind in type(error).__mro__)
    said = "there is none" if missing else str(getattr(error, "message", None) or error)
    return f"the template{place} cannot be used: {said}; look at `theme` in mkdocs.yml, its icons and language, and at templates of your own"


def _failed(said: list[str], error: str) -> str:
    lines = list(dict.fromkeys(said)) or [error]
    return "\n".join(["the site was not built:", *(f"  {line}" for item in lines for line in item.splitlines())])


def serve(options: dict[str, Any], config_file: Path, *, open_browser: bool = False) -> None:
    """Serve a site, rebuilt whenever a file of the knowledge base or of site/ changes, until interrupted.

    Args:
        options: the configuration.
        config_file: where it is written for MkDocs, which reads it again for every build.
        open_browser: whether to show it in a browser at once.

    Raises:
        KbError: if it cannot be served: the address is taken, say.
    """
    present()
    os.environ.update({key: value for key, value in _QUIET.items() if key not in os.environ})
    from mkdocs.commands.serve import serve as serve_site  # noqa: PLC0415 - MkDocs is optional
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 - as above

    config_file.write_text(json.dumps(options), encoding="utf-8")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    terminal = logging.StreamHandler()
    terminal.setFormatter(_Shown())
    logging.basicConfig(level=logging.INFO, handlers=[terminal])
    try:
        serve_site(str(config_file), livereload=True, open_in_browser=open_browser)
    except MkDocsException as error:
        raise KbError(f"the site cannot be served: {error}") from None
    except OSError as error:
        raise KbError(
            f"the site cannot be served at {options.get('dev_addr', 'this address')}: {error.strerror}"
        ) from None


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    """Let the cyclic garbage collector run seldom: whatever a build makes is kept to its end, and going through it again and again takes a tenth of it."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def _heard() -> Iterator[_Gather]:
    """Gather what MkDocs warns of while it builds, and let nothing of it reach the terminal by itself."""
    before = {key: os.environ.get(key) for key in _QUIET}
    os.environ.update(_QUIET)
    gather, log = _Gather(), logging.getLogger("mkdocs")
    propagate, level = log.propagate, log.level
    log.propagate = False
    log.setLevel(logging.WARNING)
    log.addHandler(gather)
    try:
        yield gather
    finally:
        log.removeHandler(gather)
        log.propagate = propagate
        log.setLevel(level)
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
