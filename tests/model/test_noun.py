"""Our named tuples against those of typing: nobody should be able to tell them apart by what they do."""

import pickle
import sys
import typing

import pytest

from kb.model import noun
from kb.model.source import Source


class Ours(noun.NamedTuple):
    """A place."""

    path: str
    line: int = 1
    tags: tuple[str, ...] = ()

    @property
    def where(self):
        return f"{self.path}:{self.line}"


class Theirs(typing.NamedTuple):
    """A place."""

    path: str
    line: int = 1
    tags: tuple[str, ...] = ()


class Empty(noun.NamedTuple):
    """Nothing."""


@pytest.mark.parametrize(
    ("given", "named"), [(("a",), {}), (("a", 2), {}), ((), {"path": "a"}), (("a",), {"tags": ("x",)})]
)
def test_made_as_theirs(given, named):
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert ours == theirs
    assert repr(ours).removeprefix("Ours") == repr(theirs).removeprefix("Theirs")
    assert (ours._asdict(), hash(ours), len(ours)) == (theirs._asdict(), hash(theirs), len(theirs))
    assert ours._replace(line=9) == theirs._replace(line=9)
    assert type(ours._replace(line=9)) is type(ours) is Ours


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, (), 4), {}), (("a",), {"line": 1, "other": 2}), (("a",), {"path": "b"})]
)
def test_refused_as_theirs(given, named):
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_a_field_there_is_not():
    for kind in (Ours, Theirs):
        with pytest.raises((ValueError, TypeError), match="other"):  # from Python 3.13 on a TypeError
            kind("a")._replace(other=1)
        with pytest.raises(AttributeError):
            kind("a").path = "b"
        with pytest.raises(TypeError):
            kind._make(["a"])


@pytest.mark.parametrize(
    "name", ["_fields", "_field_defaults", "__match_args__", "__doc__", "__annotations__", "__slots__"]
)
def test_described_as_theirs(name):
    assert getattr(Ours, name) == getattr(Theirs, name)


def test_matched_copied_and_kept():
    match Ours("a", 2):
        case Ours(path, line):
            assert (path, line) == ("a", 2)
    assert Ours("a", 2).where == "a:2"
    assert Ours._make(["a", 1, ()]) == Ours("a")
    source = pickle.loads(pickle.dumps(Source("a", 1, 2)))
    assert (source, type(source)) == (Source("a", 1, 2), Source)
    assert Empty() == ()


def test_no_dictionary_in_each():
    assert not hasattr(Ours("a"), "__dict__")
    assert sys.getsizeof(Ours("a")) == sys.getsizeof(Theirs("a"))
