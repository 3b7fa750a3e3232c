"""The theme's templates, in a sandbox: a second wall behind the rule that no template of a base's own is used.

In it a template reaches no attribute that begins with an underscore, which is the way from any value to all of Python. It is no
permission to use templates one does not trust: what MkDocs hands to them has methods of its own.
"""

from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment


def boxed(made: Environment) -> Environment:
    """Return an environment that does in a sandbox what the one made by MkDocs and its plugins does."""
    if isinstance(made, SandboxedEnvironment):
        return made
    box = SandboxedEnvironment(
        loader=made.loader, autoescape=made.autoescape, auto_reload=False, extensions=[*made.extensions]
    )
    box.filters.update(made.filters)
    box.tests.update(made.tests)
    box.globals.update({name: value for name, value in made.globals.items() if name not in box.globals})
    return box
