"""``NamedTuple`` as of :mod:`typing`, made in a fifth of the time.

A command defines more than a hundred named tuples while it is imported, and uses few of them. To a type checker they are
what they always were. At run time the constructor of a class is made when it is first called, of one that is compiled for
all classes of as many fields: compiling is most of what defining one costs. All else is shared by all of them. ``tests/model/test_noun.py`` holds the two against each other.
"""

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from 3.14 on, annotations are not read where a class is made
    from typing import NamedTuple
else:
    from _collections import _tuplegetter
    from types import CodeType, FunctionType

    _SCOPE: dict[str, Any] = {"new": tuple.__new__, "__builtins__": {}}

    @cache
    def _constructor(size: int) -> CodeType:
        """Return the code of a constructor of so many fields."""
        names = "".join(f"_{place}," for place in range(size))
        code: CodeType = eval(f"lambda cls, {names}: new(cls, ({names}))", _SCOPE).__code__  # noqa: S307
        return code

    class _Noun(tuple):
        """What all named tuples share; the words and their meaning are those of :func:`collections.namedtuple`."""

        __slots__ = ()

        def __new__(cls, /, *args: Any, **kwargs: Any) -> Any:
            """Make the constructor of this class, and call it."""
            code = _constructor(len(cls._fields)).replace(co_varnames=("cls", *cls._fields))
            made = FunctionType(code, _SCOPE, "__new__", tuple(cls._field_defaults.values()))
            made.__qualname__ = f"{cls.__qualname__}.__new__"
            cls.__new__ = staticmethod(made)
            return cls(*args, **kwargs)

        @classmethod
        def _make(cls, iterable: Any) -> Any:
            result = tuple.__new__(cls, iterable)
            if len(result) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(result)}")
            return result

        def _replace(self, /, **kwargs: Any) -> Any:
            result = self._make(map(kwargs.pop, self._fields, self))
            if kwargs:
                raise ValueError(f"Got unexpected field names: {list(kwargs)!r}")
            return result

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            said = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Maker(type):
        """Makes a named tuple of a class body."""

        def __new__(cls, name: str, _bases: Any, body: dict[str, Any]) -> Any:
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            body["_fields"] = body["__match_args__"] = fields
            body["__slots__"] = ()
            for place, field in enumerate(fields):
                body[field] = _tuplegetter(place, None)
            return type(name, (_Noun,), body)

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {"__doc__": _Noun.__doc__})
