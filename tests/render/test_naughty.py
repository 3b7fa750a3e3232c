"""The worst texts we know, in every place of every format: none of them acts."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kb.render
from kb.plugs import plugs
from kb.render import Format
from kb.render._clean import UNSAFE
from kb.render._width import width
from kb.render.text import Text

FORMATS = plugs(kb.render, Format)
# One example draws hundreds of places: a busy machine must not fail it for its pace.
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANSI = re.compile("\x1b\\[[0-9;]+m")


def assert_inert(name, drawn):
    """No byte a terminal obeys, and no command to a build runner but those of the format itself."""
    drawn.encode()
    # Only CSV ends its lines with a carriage return, only github begins them with a command.
    own = drawn.replace("\r\n", "\n") if name == "csv" else drawn
    own = re.sub("(?m)^::(error|warning|notice) ", "", own) if name == "github" else own
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]", own)
    assert not UNSAFE.search(own)


@pytest.mark.parametrize("name", FORMATS)
def test_no_naughty_text_acts_in_any_format(naughty, infected, poisoned, name):
    for text in naughty:
        assert_inert(name, FORMATS[name]().render(infected(text), poisoned(text, "::error::")))


@SLOW
@pytest.mark.parametrize("name", FORMATS)
@given(st.data())
def test_no_mixture_acts_in_any_format(naughty, infected, poisoned, name, data):
    text = data.draw(st.text(st.characters()) | st.lists(st.sampled_from(naughty), max_size=4).map("".join))
    assert_inert(name, FORMATS[name]().render(infected(text), poisoned(text)))


@pytest.mark.parametrize("size", [20, 33, 46, 80, 120])
def test_no_line_of_text_is_longer_than_the_width(naughty, poisoned, size):
    for text in naughty:
        drawn = Text(width=size).render(None, poisoned(text, "two words"))
        assert max(map(width, drawn.split("\n"))) <= size, text


@SLOW
@given(st.data(), st.integers(20, 120))
def test_no_mixture_makes_a_line_too_long(naughty, poisoned, data, size):
    text = data.draw(st.text() | st.lists(st.sampled_from(naughty), max_size=4).map("".join))
    painted = Text(width=size, colour=True).render(None, poisoned(text))
    assert ANSI.sub("", painted) == Text(width=size).render(None, poisoned(text))
    assert max(map(width, ANSI.sub("", painted).split("\n"))) <= size
