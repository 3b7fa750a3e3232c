"""Edits of YAML that leave all other characters as they are: comments, order, quotes, line ends.

Places are named by the keys that lead to them, ``*`` for any: ``("services", "*", "needs")``. Lists add nothing.
In a runbook the front matter is meant.
"""

from collections.abc import Iterator, Mapping

from kb.files.editing.cuts import Cutter
from kb.files.editing.spans import Node, tree, yaml_of

Where = tuple[str, ...]


def key_renamed(path: str, text: str, where: Where, new: str) -> str:
    """Return a text in which the key at some places has another name."""
    edits = [(node.key, node.key.text, new) for node in _found(path, text, where) if node.key is not None]
    return _replaced(text, edits)


def words_renamed(path: str, text: str, where: Where, words: Mapping[str, str]) -> str:
    """Return a text in which some words are others, where they are the value of a key or an item of its list."""
    found = [node for node in _found(path, text, where) if node.entries is None and node.text in words]
    return _replaced(text, [(node, node.text, words[node.text]) for node in found])


def key_removed(path: str, text: str, where: Where) -> str:
    """Return a text without the key at some places and all it holds."""
    mark, rest = _without_mark(text)
    cutter = Cutter(rest)
    for node in _found(path, text, where):
        if node.key is not None and node.parent is not None and node.parent.is_map:
            cutter.cut(node)
    return mark + cutter.result()


def _found(path: str, text: str, where: Where) -> Iterator[Node]:
    root = tree(yaml_of(path, text))
    for node in root.below() if root is not None else ():
        keys = node.path()
        if len(keys) == len(where) and all(want in ("*", key) for want, key in zip(where, keys, strict=True)):
            yield node


def _replaced(text: str, edits: list[tuple[Node, str, str]]) -> str:
    """Put words in the place of others, within the quotes of those."""
    mark, rest = _without_mark(text)
    cutter = Cutter(rest)
    for node, old, new in edits:
        shown = rest[node.start : node.end]
        cutter.replace(node.start, node.end, shown.replace(old, new, 1) if old in shown else new)
    return mark + cutter.result()


def _without_mark(text: str) -> tuple[str, str]:
    return (text[:1], text[1:]) if text.startswith("\ufeff") else ("", text)
