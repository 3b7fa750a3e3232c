"""What stands before the parser (bytes, encoding, odd characters) and how its errors are put into words."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from kb.model.pattern import pattern

Fault = Callable[[str, int, int, int, str, str], None]
"""Takes rule, line, column, width, message and fix."""

MAX_BYTES: Final = 10_000_000

HIDDEN: Final = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that do not show, or change how others show."""


class Stopped(Exception):  # noqa: N818 - not an error: the way out of a loop
    """The file cannot be read on; the fault has been reported."""


def visible(text: str, limit: int = 60) -> str:
    """Return a text for quoting in a message: on one line, hidden characters escaped, shortened to ``limit``."""
    flat = text[: limit + 1].replace("\n", " ").replace("\t", " ")
    if not flat.isascii() or not flat.isprintable():
        flat = "".join(
            f"\\u{{{ord(sign):x}}}" if HIDDEN.match(sign) or not sign.isprintable() else sign for sign in flat
        )
    return flat if len(text) <= limit and len(flat) <= 2 * limit else flat[: limit - 1] + "…"


_ODD: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")
_NAMES: Final = {
    "\x00": "NUL", "\x1b": "ESC", "\x85": "NEL (U+0085, the end of a line in YAML)", "\r": "a carriage return without a line feed",
    "\u2028": "a line separator (U+2028)", "\u2029": "a paragraph separator (U+2029)", "\ufeff": "a byte order mark",
}  # fmt: skip


def decode(data: bytes, fault: Fault) -> str | None:
    """Return the text of a file, or None after reporting why it cannot be read as UTF-8 text."""
    if len(data) > MAX_BYTES:
        fault("too-large", 1, 1, 1, f"the file has more than the {MAX_BYTES:,} bytes that are read", "split it")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (data[:1] and b"\0" in data[:2]):
        fault("unreadable", 1, 1, 1, "the file is in UTF-16 or UTF-32", "save it as UTF-8")
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8"))
        fault(
            "unreadable",
            line,
            column,
            1,
            f"byte 0x{data[error.start]:02x} is not UTF-8 (Latin-1, perhaps)",
            "save the file as UTF-8",
        )
        return None
    odd = _ODD.search(text) if has_control(data) or not beyond_ascii(data).isprintable() else None
    if odd:
        line, column = place(text[: odd.start()])
        name = _NAMES.get(odd.group(), f"a control character (U+{ord(odd.group()):04X})")
        fault(
            "hidden-character",
            line,
            column,
            1,
            f"{name} does not belong into a text file",
            "delete the character, or save the file anew as plain UTF-8",
        )
        return None
    return text


_CONTROLS: Final = bytes(9) + b"\1\1" + bytes(21) + b"\1" * 95 + b"\0" + b"\1" * 128
"""0 for each byte that is a control character, but tab and line feed."""


_ASCII: Final = bytes(range(128))


def has_control(data: bytes) -> bool:
    """Whether a text in UTF-8 holds a control character of ASCII other than tab and line feed."""
    return 0 in data.translate(_CONTROLS)


def beyond_ascii(data: bytes) -> str:
    """Return the characters of a text in UTF-8 that are not ASCII: few, which are soon looked at one by one."""
    return data.translate(None, _ASCII).decode("utf-8", "surrogatepass")


def place(before: str) -> tuple[int, int]:
    """Return 1-based (line, column) of the place that follows the text ``before``."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_MARKER: Final = pattern(r"^(?:<{7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_CONFLICT: Final = pattern(r"^(?:<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)


def in_conflict(text: str, fault: Fault) -> bool:
    """Whether a merge was left half done in a file; reported if so."""
    if not (("<" in text and "<<<<<<<" in text) or (">" in text and ">>>>>>>" in text)) or not _MARKER.search(text):
        return False
    found = _CONFLICT.search(text)
    if found is None:
        return False
    line, column = place(text[: found.start()])
    fault("yaml-syntax", line, column, 7, "a merge conflict marker stands in the file",
          "resolve the conflict and remove the `<<<<<<<`, `=======` and `>>>>>>>` lines")  # fmt: skip
    return True


def report(error: Any, text: str, fault: Fault) -> None:
    """Put an error of PyYAML into words, with its likely cause and the way out."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a reader error: only for characters `decode` lets through
        line, column = place(text[: getattr(error, "position", 0)])
        fault("hidden-character", line, column, 1, "a character that YAML does not allow", "delete it")
        return
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1)
    column = min(mark.column, len(lines[number])) if number == mark.line else len(lines[number])
    if "unknown escape" in (getattr(error, "problem", None) or "") and lines[number][column - 1 : column] == "\\":
        column -= 1  # PyYAML's own parser points behind the backslash
    commented = _commented(error, lines, number)
    if commented is not None:
        fault("yaml-syntax", *commented, 1, "`#` begins a comment, so that the bracket behind it is not read",
              "quote the value the `#` belongs to, or move the comment behind the closing bracket")  # fmt: skip
        return
    colonless = _colonless(error, lines, number)
    if colonless is not None:
        fault("yaml-syntax", *colonless)
        return
    trouble = _Trouble(error, lines[number], column)
    message, fix = next((words for fits, *words in _causes(trouble) if fits))
    fault("yaml-syntax", number + 1, column + 1, 1, message, fix)


_QUOTED: Final = pattern(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_LONGEST: Final = 1_000
"""Characters of a line looked through for a comment: nobody writes a longer one, and the search takes the square of them."""


def _commented(error: Any, lines: list[str], last: int) -> tuple[int, int] | None:
    """Return the place of a `#` that hides the end of the brackets an error is about; None if there is none."""
    start = getattr(error, "context_mark", None)
    if start is None or "flow" not in (error.context or ""):
        return None
    first = start.line
    if "node" in error.context:  # what could not be begun: the brackets around it lie before, in the line last written
        first = next((number for number in range(last, -1, -1) if lines[number].strip()), last)
    for number in range(first, last + 1):
        line = lines[number]
        if len(line) <= _LONGEST and "#" in line:
            line = _QUOTED.sub(lambda found: "_" * len(found.group()), line)
            at = max(line.find(" #"), line.find("\t#"))
            if 0 <= at < max(line.rfind("]"), line.rfind("}")):
                return number + 1, at + 2
    return None


def _colonless(error: Any, lines: list[str], last: int) -> tuple[int, int, int, str, str] | None:
    """Return what is wrong with the line above, if it was a key but for its colon: the parser only notices in the next."""
    problem = getattr(error, "problem", None) or ""
    if "mapping values are not allowed" not in problem and "could not find expected ':'" not in problem:
        return None
    filled = (n for n in range(min(last, len(lines)) - 1, -1, -1) if lines[n].strip() and lines[n].strip()[0] != "#")
    number, before = next(filled, None), next(filled, None)
    if number is None:
        return None
    key = lines[number].strip()
    indent = len(lines[number]) - len(lines[number].lstrip())
    opens = "" if before is None else lines[before].rstrip()
    goes_on = len(opens) - len(opens.lstrip()) < indent and not opens.endswith(":")  # the text of the line before
    if (before is not None and goes_on) or ": " in key or key.endswith(":") or key[0] in "-\"'[{|>&*!?":
        return None
    glued = re.match(r"([a-z_]+):(?=[^/:\s])", key)
    if glued:
        said, fix = f"no blank stands behind `{glued[1]}:`", f"write `{glued[1]}: …`"
    else:
        said, fix = "a key without its colon", "write `key: value`; begin an item of a list with `- `"
    return number + 1, indent + 1, len(glued[0]) if glued else min(len(key), 80), said, fix


class _Trouble:
    """What is known of a parser error.

    Attributes:
        problem, context: the parser's words.
        at: the character it stopped at.
        before: the line up to there.
        opened: in which line the thing began that could not be read, as words.
        in_line: whether it began in the line it stopped at.
    """

    def __init__(self, error: Any, line: str, column: int) -> None:
        self.problem = (getattr(error, "problem", None) or "not readable").strip()
        self.context = (getattr(error, "context", None) or "").strip()
        self.line, self.at, self.before = line, line[column : column + 1], line[:column]
        start, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        self.in_line = start is not None and mark is not None and start.line == mark.line
        self.opened = f" opened in line {start.line + 1}" if start is not None and "node" not in self.context else ""


def _causes(trouble: _Trouble) -> Iterator[tuple[Any, str, str]]:
    """Yield whether a likely cause fits, what is wrong, and the way out; the likeliest first, the last always fits."""
    problem, context, at = trouble.problem, trouble.context, trouble.at
    indent = trouble.line[: len(trouble.line) - len(trouble.line.lstrip())]
    yield (
        at == "\t" and trouble.before.strip(),
        "a tab stands where YAML takes only blanks",
        "write a blank in its place, or quote the text it belongs to",
    )
    yield (
        at == "\t" or "\t" in indent,
        "a tab stands in the indentation",
        "indent with spaces; YAML does not allow tabs there",
    )
    yield "cannot start any token" in problem, f"a value cannot begin with `{at}`", "put it in quotes"
    yield (
        "entries are not allowed" in problem,
        "`-` begins an item of a list, which cannot stand here",
        "begin the list in the next line, indented; quote a `-` that is text",
    )
    yield "mapping keys are not allowed" in problem, "`?` begins a key, which cannot stand here", "put it in quotes"
    yield (
        "found unexpected ':'" in problem,
        "a word between brackets ends in a colon",
        "write a blank and a value behind it, or quote the word if the colon belongs to it",
    )
    yield (
        trouble.line.startswith("%") or "directive" in problem + context,
        "directives (`%…`) are not read",
        "remove the line that begins with `%`, or quote it if it is text",
    )
    yield (
        "mapping values are not allowed" in problem,
        "a second `: ` stands where a value was being read",
        "quote the value if the colon belongs to it; else mend the indentation of this line",
    )
    yield "tag" in context or "tag handle" in problem, "a value cannot begin with `!`", "put it in quotes"
    yield (
        "Unicode character escape" in problem,
        "an escape in double quotes stands for half a character, or none",
        "write the character itself",
    )
    yield (
        "escape" in problem or "hexdecimal" in problem,
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes, or double the backslash",
    )
    yield (
        "quoted scalar" in context,
        f"the quotation mark{trouble.opened} is never closed",
        "close it, or double a quotation mark that belongs to the text",
    )
    yield "alias" in problem + context or at == "*", "a value cannot begin with `*`", "put it in quotes"
    yield "anchor" in context, "a value cannot begin with `&`", "put it in quotes"
    yield (
        "block scalar" in context,
        "only a comment may follow `|` or `>` in the same line",
        "begin the text in the next line, indented",
    )
    yield (
        "flow" in context and at == ":" and trouble.in_line,
        "a second `: ` stands where a value was being read",
        "quote the value if the colon belongs to it; else put a comma before the next key",
    )
    yield (
        "flow" in context,
        f"the brackets `[ ]` or braces `{{ }}`{trouble.opened} are not closed, or a comma is missing",
        "close them, or put a comma between the items",
    )
    yield (
        "could not find expected ':'" in problem,
        "a key without its colon",
        "write `key: value`; begin an item of a list with `- `",
    )
    yield (
        "block" in context,
        "the indentation does not fit the lines above",
        "align this line with its neighbours; use two spaces a level",
    )
    yield (
        "document" in problem + context,
        "something stands after the end of the document",
        "keep one document a file: remove the `---` or `...`",
    )
    yield (
        True,
        f"this is not YAML: {problem}" + (f" ({context})" if context else ""),
        "mend the line; quoting the value often helps",
    )
