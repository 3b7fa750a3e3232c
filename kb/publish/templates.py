"""Templates that do not ship with us or the theme, in a sandbox: a second wall behind the rule that they are used only if trusted.

In it a template reaches no attribute that begins with an underscore, which is the way from any value to all of Python. It is no
permission to use templates one does not trust: what MkDocs hands to them has methods of its own.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment

from kb.publish import shell


def shipped(folders: Iterable[str]) -> bool:
    """Whether all folders that templates come from are ours, the theme's or MkDocs' own; no link is followed to tell."""
    ours = [shell.folder() / shell.OVERRIDES]
    for name in ("material", "mkdocs"):
        spec = find_spec(name)
        ours += [Path(place) / "templates" for place in (spec.submodule_search_locations or ())] if spec else []
    return all(Path(folder) in ours for folder in folders)


def boxed(made: Environment) -> Environment:
    """Return an environment that does the same in a sandbox.

    Args:
        made: as MkDocs and its plugins made it.
    """
    if isinstance(made, SandboxedEnvironment):
        return made
    box = SandboxedEnvironment(
        loader=made.loader, autoescape=made.autoescape, auto_reload=False, extensions=[*made.extensions]
    )
    box.filters.update(made.filters)
    box.tests.update(made.tests)
    box.globals.update({name: value for name, value in made.globals.items() if name not in box.globals})
    return box
