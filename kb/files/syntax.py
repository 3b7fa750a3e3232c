"""What stands before the parser (bytes, encoding, odd characters) and how its errors are put into words."""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

Fault = Callable[[str, int, int, int, str, str], None]

MAX_BYTES: Final = 10_000_000

_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")
_NAMES: Final = {
    "\x00": "NUL", "\x1b": "ESC", "\x85": "NEL (U+0085), which ends a line in YAML", "\r": "a carriage return without a line feed",
    "\u2028": "a line separator (U+2028)", "\u2029": "a paragraph separator (U+2029)", "\ufeff": "a byte order mark",
}  # fmt: skip


def decode(data: bytes, fault: Fault) -> str | None:
    """Return the text of a file, or None after reporting why it cannot be read as UTF-8 text."""
    if len(data) > MAX_BYTES:
        fault("too-large", 1, 1, 1, f"the file has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read", "split it")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        fault("unreadable", 1, 1, 1, "the file is in UTF-16", "save it as UTF-8")
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8"))
        bad = data[error.start]
        fault("unreadable", line, column, 1, f"byte 0x{bad:02x} is not UTF-8 (Latin-1, perhaps)", "save the file as UTF-8")
        return None
    odd = None if data.isascii() and not _has_control(data) else _ODD.search(text)
    if odd:
        line, column = place(text[: odd.start()])
        name = _NAMES.get(odd.group(), f"a control character (U+{ord(odd.group()):04X})")
        fault("hidden-character", line, column, 1, f"{name} does not belong into a text file", "delete the character, or save the file anew as plain UTF-8")
        return None
    return text


_CONTROLS: Final = bytes(set(range(32)) - {9, 10}) + b"\x7f"


def _has_control(data: bytes) -> bool:
    return len(data.translate(None, _CONTROLS)) != len(data)


def place(before: str) -> tuple[int, int]:
    """Return 1-based (line, column) of the place that follows the text ``before``."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_CONFLICT: Final = re.compile(r"^(<{7}|={7}|>{7})( |$)")


def report(error: yaml.YAMLError, text: str, fault: Fault) -> None:
    """Put a parser error into words, with its likely cause and the way out."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a reader error: only for characters `decode` lets through
        offset = getattr(error, "position", 0)
        line, column = place(text[:offset])
        fault("hidden-character", line, column, 1, "a character that YAML does not allow", "delete it")
        return
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    for number, content in enumerate(lines[: line + 1]):
        if _CONFLICT.match(content):
            fault("yaml-syntax", number + 1, 1, 7, "a merge conflict marker stands in the file", "resolve the conflict and remove the `<<<<<<<`, `=======` and `>>>>>>>` lines")
            return
    problem = (getattr(error, "problem", None) or "this is not YAML").strip()
    context = (getattr(error, "context", None) or "").strip()
    message, fix = _explain(problem, context, lines[line], mark.column, error)
    fault("yaml-syntax", line + 1, mark.column + 1, 1, message, fix)


def _explain(problem: str, context: str, line: str, column: int, error: Any) -> tuple[str, str]:
    at = line[column : column + 1]
    before = line[:column]
    if at == "\t" or "\t" in before[: len(before) - len(before.lstrip())]:
        return "a tab stands in the indentation", "indent with spaces; YAML does not allow tabs there"
    if at in ("@", "`") and "cannot start any token" in problem:
        return f"a value cannot begin with `{at}`", "put it in quotes"
    if at == "%":
        return "a value cannot begin with `%`", "put it in quotes"
    if "mapping values are not allowed" in problem:
        return "a second `: ` stands where a value was being read", "quote the value if the colon belongs to it; else mend the indentation of this line"
    if "escape" in problem:
        return "a backslash in double quotes begins an escape that YAML does not know", "use single quotes, or double the backslash"
    if "quoted scalar" in context:
        start = getattr(error, "context_mark", None)
        where = f" opened in line {start.line + 1}" if start is not None else ""
        return f"the quotation mark{where} is never closed", "close it, or double a quotation mark that belongs to the text"
    if "undefined alias" in problem or (at == "*" and "alphabetic" in problem):
        return "a value cannot begin with `*`", "put it in quotes"
    if "flow" in context:
        return "the brackets `[ ]` or braces `{ }` here are not closed or a comma is missing", "close them, or put a comma between the items"
    if "block mapping" in context or "block collection" in context:
        return "the indentation does not fit the lines above", "align this line with its neighbours; use two spaces a level"
    if "could not find expected ':'" in problem:
        return "a key without its colon", "write `key: value`; begin an item of a list with `- `"
    if "%" in before or "directive" in problem:
        return "YAML directives (`%…`) are not read", "remove the line"
    return f"this is not YAML: {problem}" + (f" ({context})" if context else ""), "mend the line; quoting the value often helps"
