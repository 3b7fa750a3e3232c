"""Plugs: each socket is a folder, each other file in it is exactly one plug.

A *socket* is a package whose ``__init__`` holds the abstract base ("what a plug is"). Every other
module in the folder defines exactly one concrete subclass of it. The plug's id is the module name
with ``-`` for ``_``; its manual page is the module's docstring. Nothing registers itself.
"""

import importlib
import os
from abc import ABC
from types import ModuleType
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform, get_origin

from kb.errors import InternalError

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Plug(ABC):  # noqa: B024 - what a plug must do, its socket says
    """A plug with options: each annotated attribute of its class is one, with its default, but for a ``ClassVar``.

    To a type checker it is a frozen dataclass of keywords. At run time nothing is generated: a command makes a plug of half a
    hundred classes, once each, and a dataclass takes as long as the import of its module.
    """

    def __init__(self, **options: Any) -> None:
        if options:
            unknown = options.keys() - self.options()
            if unknown:
                raise TypeError(f"{type(self).__name__} has no option {', '.join(sorted(unknown))}")
            self.__dict__.update(options)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        """Raise: a plug is as it was made."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    @classmethod
    def options(cls) -> dict[str, Any]:
        """Return the options and their defaults, in the order they are declared, those of a base first."""
        declared = {name: said for kind in reversed(cls.__mro__[:-1]) for name, said in kind.__annotations__.items()}
        return {name: getattr(cls, name) for name, said in declared.items() if get_origin(said) is not ClassVar}


def meanings(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of each of its attributes, on one line and without its full stop."""
    import inspect  # noqa: PLC0415 - only manuals and schemas ask
    import re  # noqa: PLC0415

    body = (inspect.getdoc(kind) or "").partition("Attributes:\n")[2]
    found = re.findall(r"^    (\w+): (.+(?:\n        .+)*)", body, re.MULTILINE)
    return {name: " ".join(text.replace("``", "`").split()).rstrip(".") for name, text in found}


def slug(module_name: str) -> str:
    """Return the id of the plug in a module: its last name, with ``-`` for ``_``."""
    return module_name.rpartition(".")[2].replace("_", "-")


def names(socket: ModuleType) -> list[str]:
    """Return the sorted ids of the plugs of a socket without importing one of them."""
    found = [entry for folder in socket.__path__ for entry in os.scandir(folder) if not entry.name.startswith("_")]
    return sorted(
        slug(entry.name.removesuffix(".py")) for entry in found if entry.name.endswith(".py") or _is_package(entry)
    )


def plug(socket: ModuleType, base: type[T], name: str) -> type[T]:
    """Import one plug by id.

    Raises:
        InternalError: if its file does not define exactly one concrete subclass of ``base``.
    """
    module = importlib.import_module(f"{socket.__name__}.{name.replace('-', '_')}")
    own = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__]
    found = [kind for kind in own if issubclass(kind, base) and not getattr(kind, "__abstractmethods__", None)]
    if len(found) != 1:
        raise InternalError(f"{module.__name__} must define exactly one {base.__name__}, found {len(found)}")
    return found[0]


def plugs(socket: ModuleType, base: type[T]) -> dict[str, type[T]]:
    """Import every plug of a socket and return ``{id: class}``, sorted by id."""
    return {name: plug(socket, base, name) for name in names(socket)}


def _is_package(entry: "os.DirEntry[str]") -> bool:
    return "." not in entry.name and os.path.isfile(os.path.join(entry.path, "__init__.py"))  # noqa: PTH113, PTH118
