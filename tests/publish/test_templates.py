"""Templates in the sandbox do what they did, and reach nothing of Python."""

import pytest

pytest.importorskip("jinja2")
from jinja2 import DictLoader, Environment
from jinja2.exceptions import SecurityError

from kb.publish.templates import boxed


def made() -> Environment:
    env = Environment(loader=DictLoader({"x": "{{ word | loud }}"}), extensions=["jinja2.ext.i18n"])
    env.filters["loud"] = str.upper
    env.globals["word"] = "pay"
    return env


def test_filters_globals_and_templates_are_those_that_were() -> None:
    box = boxed(made())
    assert box.get_template("x").render() == "PAY"
    assert boxed(box) is box


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.getcwd() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ (lambda_.__code__) }}",
        "{{ '{0.__class__}'.format(word) }}",
    ],
)
def test_nothing_of_python_is_reached(text: str) -> None:
    assert made().from_string(text).render(lambda_=lambda: 1)
    try:
        said = boxed(made()).from_string(text).render(lambda_=lambda: 1)
    except SecurityError:
        return
    assert said == ""
