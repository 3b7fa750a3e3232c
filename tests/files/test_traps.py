"""Every trap of YAML that we know of: the file, and what is said about it, word for word.

A row is (name, contents, [(rule, line, column, message), ...]); no rows in the list: the file is read as written.
"""

import time
from datetime import date
from pathlib import Path

import pytest

from kb.analyses.check.rules.runbook_links import RunbookLinks
from kb.analyses.check.view import View
from kb.files.load import Loaded, load
from kb.files.parser import Parser, Slow
from kb.model.moment import noon

LIMIT = 8 if Parser is not Slow else 40
"""Seconds of a processor; PyYAML's own parser takes some ten times as long."""

_HASH = "`#` begins a comment, so that the bracket behind it is not read"
_COLON = "a second `: ` stands where a value was being read"
TRAPS = [
    ("comment in braces", "services:\n  a: {title: #one}\n  b: {}\n", [("yaml-syntax", 2, 14, _HASH)]),
    ("comment in the last line", "services: {a: {aliases: [x, #one]}}\n", [("yaml-syntax", 1, 29, _HASH)]),
    (
        "a quoted hash is text",
        "services:\n  a: {title: 'one #1}', aliases: [x # why\n  b: {}\n",
        [
            (
                "yaml-syntax",
                3,
                3,
                "the brackets `[ ]` or braces `{ }` opened in line 2 are not closed, or a comma is missing",
            )
        ],
    ),
    ("colon in braces", "services:\n  a: {tier: 1, title: One: two}\n", [("yaml-syntax", 2, 26, _COLON)]),
    (
        "duplicate",
        "services:\n  a: {}\n  a: {}\n",
        [("duplicate-key", 3, 3, "`a` stands twice in this mapping, first in line 2")],
    ),
    (
        "duplicate nested",
        "services:\n  a:\n    tier: 1\n    tier: 2\n",
        [("duplicate-key", 4, 5, "`tier` stands twice in this mapping, first in line 3")],
    ),
    (
        "duplicate null",
        "services:\n  a:\n    tier:\n    tier: 2\n",
        [
            ("null-value", 3, 10, "nothing stands where a whole number from 0 to 3 is expected"),
            ("duplicate-key", 4, 5, "`tier` stands twice in this mapping, first in line 3"),
        ],
    ),
    (
        "dup sections",
        "services:\n  a: {needs: [b]}\nservices:\n  b: {}\n",
        [("duplicate-key", 3, 1, "`services` stands twice in this mapping, first in line 1")],
    ),
    ("no", "services:\n  a: {title: no}\n", []),
    ("off", "services:\n  a: {title: off}\n", []),
    (
        "010",
        "services:\n  a: {tier: 010}\n",
        [("yaml-subset", 2, 13, "`010` is a number with a leading zero, which YAML versions read differently")],
    ),
    (
        "010 id",
        "services:\n  a: {needs: [010]}\n",
        [("yaml-subset", 2, 15, "`010` is a number with a leading zero, which YAML versions read differently")],
    ),
    ("12:30", "services:\n  a: {title: 12:30}\n", []),
    (
        "12:30 num",
        "services:\n  a: {tier: 12:30}\n",
        [("wrong-type", 2, 13, "expected a whole number from 0 to 3, found text (`12:30`)")],
    ),
    ("date ok", "services:\n  a: {changes: [{date: 2026-02-01}]}\n", []),
    (
        "2026-02-30",
        "services:\n  a: {changes: [{date: 2026-02-30}]}\n",
        [("impossible-date", 2, 24, "2026-02-30 is not a day of the calendar")],
    ),
    (
        "5000 digits",
        "services:\n  a: {tier: " + "9" * 5000 + "}\n",
        [("wrong-type", 2, 13, "`9999999999999999999\u2026` is too large for a number")],
    ),
    (
        "5000 digits title",
        "services:\n  a: {title: " + "9" * 5000 + "}\n",
        [("wrong-type", 2, 14, "`9999999999999999999\u2026` is too large for a number")],
    ),
    ("1.10", "services:\n  a: {title: 1.10}\n", [("wrong-type", 2, 14, "expected text, found a number (`1.10`)")]),
    ("1e3", "services:\n  a: {title: 1e3}\n", [("wrong-type", 2, 14, "expected text, found a number (`1e3`)")]),
    (
        "true title",
        "services:\n  a: {title: True}\n",
        [("wrong-type", 2, 14, "expected text, found true/false (`True`)")],
    ),
    (
        "channel",
        "teams:\n  t: {}\nservices:\n  a:\n    title: #ops\n",
        [
            ("unknown-key", 1, 1, "`teams` does not belong into architecture/"),
            ("null-value", 5, 11, "nothing stands where text is expected: what follows `#` is a comment"),
        ],
    ),
    (
        "channel item",
        "services:\n  a:\n    tags:\n    - #ops\n",
        [("null-value", 4, 6, "nothing stands where an item of this list is expected: what follows `#` is a comment")],
    ),
    ("null", "services:\n  a:\n    title:\n", [("null-value", 3, 11, "nothing stands where text is expected")]),
    (
        "empty text",
        'services:\n  a: {title: "", description: " "}\n',
        [
            ("null-value", 2, 14, "nothing stands where text is expected"),
            ("null-value", 2, 31, "nothing stands where text is expected"),
        ],
    ),
    (
        "NEL",
        "services:\n  a: {title: x\x85y}\n",
        [("hidden-character", 2, 15, "NEL (U+0085, the end of a line in YAML) does not belong into a text file")],
    ),
    ("NUL", "services:\n  a: {title: x\x00y}\n", [("hidden-character", 2, 15, "NUL does not belong into a text file")]),
    ("ESC", "services:\n  a: {title: x\x1by}\n", [("hidden-character", 2, 15, "ESC does not belong into a text file")]),
    (
        "ESC escape",
        'services:\n  a: {title: "\\e[31mred"}\n',
        [("hidden-character", 2, 14, "a hidden character (U+001B, control character)")],
    ),
    ("NUL escape key", 'services:\n  "a\\0b": {}\n', [("bad-id", 2, 3, "`a\\u{0}b` is not an id")]),
    (
        "NFD id",
        "services:\n  cafe\u0301: {}\n",
        [("bad-id", 2, 3, "`cafe\u0301` is not an id: it holds U+0301, which is not a plain letter")],
    ),
    (
        "NFC id",
        "services:\n  caf\xe9: {}\n",
        [("bad-id", 2, 3, "`caf\xe9` is not an id: it holds U+00E9, which is not a plain letter")],
    ),
    (
        "NFD key x",
        "services:\n  a: {x: {cafe\u0301: 1, caf\xe9: 2}}\n",
        [("confusable", 2, 11, "`cafe\u0301` is spelt with combining characters and looks like another key")],
    ),
    (
        "RTL",
        "services:\n  a: {title: ab\u202ecd}\n",
        [("hidden-character", 2, 16, "a hidden character (U+202E, right-to-left override)")],
    ),
    (
        "RTL id",
        "services:\n  a\u202eb: {}\n",
        [("bad-id", 2, 3, "`a\\u{202e}b` is not an id: it holds U+202E, which is not a plain letter")],
    ),
    (
        "NBSP key",
        "services:\n  a: {ti\xa0tle: x}\n",
        [
            (
                "unknown-key",
                2,
                7,
                "`ti\\u{a0}tle` is not a key of a service; did you mean `title`? One character is U+00A0, no-break space",
            )
        ],
    ),
    (
        "NBSP id",
        "services:\n  a\xa0b: {}\n",
        [("bad-id", 2, 3, "`a\\u{a0}b` is not an id: it holds U+00A0, which is not a plain letter")],
    ),
    (
        "cyrillic",
        "services:\n  a: {title: p\u0430yment}\n",
        [("confusable", 2, 14, "`p\u0430yment` mixes Cyrillic and Latin letters that look alike")],
    ),
    ("key 1", "services:\n  1: {}\n", [("yaml-subset", 2, 3, "the key `1` is a number to YAML, and keys are text")]),
    (
        "key 1.0",
        "services:\n  1.0: {}\n",
        [("yaml-subset", 2, 3, "the key `1.0` is a number to YAML, and keys are text")],
    ),
    (
        "key true",
        "services:\n  true: {}\n",
        [("yaml-subset", 2, 3, "the key `true` is true or false to YAML, and keys are text")],
    ),
    ("key null", "services:\n  ~: {}\n", [("yaml-subset", 2, 3, "the key `~` is nothing to YAML, and keys are text")]),
    ("key empty", "services:\n  : {}\n", [("yaml-syntax", 2, 3, "the indentation does not fit the lines above")]),
    ("quoted key 1", 'services:\n  "1": {}\n', []),
    ("recursive", "services:\n  a: &a {x: *a}\n", [("yaml-subset", 2, 13, "`*a` lies inside the value it stands for")]),
    (
        "recursive list",
        "services:\n  a: {x: &a [*a]}\n",
        [("yaml-subset", 2, 14, "`*a` lies inside the value it stands for")],
    ),
    (
        "alias unknown",
        "services:\n  a: {title: *b}\n",
        [("yaml-syntax", 2, 14, "`*b` stands for nothing in this file")],
    ),
    ("alias ok", "services:\n  a: {tags: &t [x, y]}\n  b: {tags: *t}\n", []),
    (
        "many aliases",
        "services:\n  a: {tags: [&t x" + ", *t" * 1001 + "]}\n",
        [("too-large", 2, 4020, "more than 1,000 aliases in one file")],
    ),
    (
        "deep aliases",
        "services:\n a: {x: {a0: &a0 " + "[" * 40 + "1" + "]" * 40 + ", b: " + "[" * 30 + "*a0" + "]" * 30 + "}}\n",
        [("too-large", 2, 134, "the aliases of this file nest too deep")],
    ),
    (
        "reused",
        "services:\n  a: {title: &t x}\n  b: {title: &t y}\n",
        [("yaml-subset", 3, 14, "the anchor `&t` is defined twice, first in line 2")],
    ),
    ("BOM", "\ufeffservices:\n  a: {}\n", []),
    (
        "BOM mid",
        "services:\n  \ufeffa: {}\n",
        [("hidden-character", 2, 3, "a byte order mark does not belong into a text file")],
    ),
    (
        "surrogate",
        'services:\n  a: {title: "\\ud800"}\n',
        [("yaml-syntax", 2, 17, "an escape in double quotes stands for half a character, or none")],
    ),
    (
        "depth",
        "services: " + "[" * 100_000 + "]" * 100_000 + "\n",
        [
            ("wrong-type", 1, 11, "`services` holds a list where ids are expected"),
            ("too-large", 1, 74, "nested deeper than 64 levels"),
        ],
    ),
    (
        "depth block",
        "a: " + "{b: " * 100_000,
        [("unknown-key", 1, 1, "`a` is not a section"), ("too-large", 1, 256, "nested deeper than 64 levels")],
    ),
    ("tab", "services:\n\ta: {}\n", [("yaml-syntax", 2, 1, "a tab stands in the indentation")]),
    ("tab after", "services:\n  a:\t{}\n", []),
    (
        "latin1",
        b"services:\n  a: {title: caf\xe9}\n",
        [("unreadable", 2, 17, "byte 0xe9 is not UTF-8 (Latin-1, perhaps)")],
    ),
    (
        "utf16",
        b"\xff\xfes\x00e\x00r\x00v\x00i\x00c\x00e\x00s\x00:\x00 \x00{\x00}\x00\n\x00",
        [("unreadable", 1, 1, "the file is in UTF-16 or UTF-32")],
    ),
    (
        "utf16le nobom",
        b"s\x00e\x00r\x00v\x00i\x00c\x00e\x00s\x00:\x00 \x00{\x00}\x00\n\x00",
        [("unreadable", 1, 1, "the file is in UTF-16 or UTF-32")],
    ),
    ("multi", "services: {}\n---\nservices: {}\n", [("yaml-subset", 2, 1, "a second document begins here")]),
    (
        "conflict",
        "services:\n<<<<<<< HEAD\n  a: {}\n=======\n  b: {}\n>>>>>>> x\n",
        [("yaml-syntax", 2, 1, "a merge conflict marker stands in the file")],
    ),
    ("@", "services:\n  a: {title: @x}\n", [("yaml-syntax", 2, 14, "a value cannot begin with `@`")]),
    ("%", "services:\n  a: {title: %x}\n", [("yaml-syntax", 2, 14, "a value cannot begin with `%`")]),
    ("`", "services:\n  a: {title: `x`}\n", [("yaml-syntax", 2, 14, "a value cannot begin with ```")]),
    ("% line", "services:\n%x: {}\n", [("yaml-syntax", 2, 3, "directives (`%\u2026`) are not read")]),
    (
        "CR",
        "services:\r  a: {}\r",
        [("hidden-character", 1, 10, "a carriage return without a line feed does not belong into a text file")],
    ),
    ("CRLF", "services:\r\n  a: {}\r\n", []),
    ("empty", "", [("empty-file", 1, 1, "the file is empty")]),
    ("comment only", "# x\n", [("empty-file", 1, 1, "the file is empty")]),
    ("---", "---\n", [("empty-file", 1, 1, "the file is empty")]),
    ("scalar", "hello\n", [("yaml-subset", 1, 1, "the file holds a single value where a mapping is expected")]),
    ("list", "- a\n", [("yaml-subset", 1, 1, "the file holds a list where a mapping is expected")]),
    (
        "NaN",
        "services:\n  a: {capacity: {designed: .nan}}\n",
        [("wrong-type", 2, 28, "`.nan` is not a number that can be counted with")],
    ),
    (
        "inf",
        "services:\n  a: {capacity: {designed: -.inf}}\n",
        [("wrong-type", 2, 28, "`-.inf` is not a number that can be counted with")],
    ),
    ("-0", "services:\n  a: {capacity: {designed: -0}}\n", [("wrong-type", 2, 28, "`-0` is a negative zero")]),
    ("-0.0", "services:\n  a: {capacity: {designed: -0.0}}\n", [("wrong-type", 2, 28, "`-0.0` is a negative zero")]),
    (
        "1e400",
        "services:\n  a: {capacity: {designed: 1e400}}\n",
        [("wrong-type", 2, 28, "`1e400` is too large for a number")],
    ),
    (
        "neg",
        "services:\n  a: {capacity: {designed: -5}}\n",
        [("wrong-type", 2, 28, "-5 is out of range: it must be at least 0")],
    ),
    (
        "bool",
        "services:\n  a: {tier: true}\n",
        [("wrong-type", 2, 13, "expected a whole number from 0 to 3, found true/false (`true`)")],
    ),
    ("tier 4", "services:\n  a: {tier: 4}\n", [("wrong-type", 2, 13, "4 is out of range: it must be from 0 to 3")]),
    (
        "tier 1.5",
        "services:\n  a: {tier: 1.5}\n",
        [("wrong-type", 2, 13, "expected a whole number from 0 to 3, found a number (`1.5`)")],
    ),
    (
        "tag",
        "services:\n  a: {title: !!str x}\n",
        [("yaml-subset", 2, 14, "tags such as `tag:yaml.org,2002:str` are not read")],
    ),
    (
        "python tag",
        "services:\n  a: {title: !!python/object/apply:os.system [id]}\n",
        [
            ("wrong-type", 2, 14, "expected text, found a list"),
            ("yaml-subset", 2, 14, "tags such as `tag:yaml.org,2002:python/object/apply:os.system` are not read"),
        ],
    ),
    (
        "merge",
        "services:\n  a: &a {tier: 1}\n  b:\n    <<: *a\n",
        [("yaml-subset", 4, 5, "merge keys (`<<`) are not read")],
    ),
    ("directive", "%YAML 1.1\n---\nservices: {}\n", [("yaml-subset", 1, 1, "directives (`%\u2026`) are not read")]),
    (
        "complex key",
        "services:\n  ? [a]\n  : {}\n",
        [("yaml-subset", 2, 5, "a key must be plain text, not a list or mapping")],
    ),
    ("alias key", "services:\n  a: &x {}\n  *x : {}\n", [("yaml-subset", 3, 3, "an alias cannot be a key")]),
    (
        "unclosed quote",
        'services:\n  a: {title: "x}\n',
        [("yaml-syntax", 3, 1, "the quotation mark opened in line 2 is never closed")],
    ),
    (
        "unclosed [",
        "services:\n  a: {needs: [b\n",
        [
            (
                "yaml-syntax",
                3,
                1,
                "the brackets `[ ]` or braces `{ }` opened in line 2 are not closed, or a comma is missing",
            )
        ],
    ),
    (
        "colon",
        "services:\n  a:\n    title: b: c\n",
        [("yaml-syntax", 3, 13, "a second `: ` stands where a value was being read")],
    ),
    (
        "no colon",
        "services:\n  a\n  b: {}\n",
        [("yaml-syntax", 2, 3, "a key without its colon")],
    ),
    (
        "no blank behind a colon",
        "services:\n  a:\n    tier: 1\n    title:Web shop\n\n    # words\n    needs: []\n",
        [("yaml-syntax", 4, 5, "no blank stands behind `title:`")],
    ),
    (
        "no colon, a word alone",
        "services:\n  a:\n    tier: 1\n    title\n    needs: []\n",
        [("yaml-syntax", 4, 5, "a key without its colon")],
    ),
    (
        "a text that goes on",
        "services:\n  a:\n    title: b\n      c\n      d: e\n",
        [("yaml-syntax", 5, 8, "a second `: ` stands where a value was being read")],
    ),
    (
        "too far in",
        "services:\n  a:\n    tier: 1\n     needs: []\n",
        [("yaml-syntax", 4, 11, "a second `: ` stands where a value was being read")],
    ),
    (
        "escape",
        'services:\n  a: {title: "\\q"}\n',
        [("yaml-syntax", 2, 15, "a backslash in double quotes begins an escape that YAML does not know")],
    ),
    (
        "indent",
        "services:\n  a:\n    tier: 1\n   title: x\n",
        [("yaml-syntax", 4, 4, "the indentation does not fit the lines above")],
    ),
    ("star", "services:\n  a: {title: * x}\n", [("yaml-syntax", 2, 15, "a value cannot begin with `*`")]),
    ("amp", "services:\n  a: {title: & x}\n", [("yaml-syntax", 2, 15, "a value cannot begin with `&`")]),
    ("bang", "services:\n  a: {title: !<x}\n", [("yaml-syntax", 2, 17, "a value cannot begin with `!`")]),
    (
        "pipe",
        "services:\n  a:\n    title: | x\n",
        [("yaml-syntax", 3, 14, "only a comment may follow `|` or `>` in the same line")],
    ),
    ("anchor root", "&a\nservices: {}\n", []),
    ("dash key", "services:\n  - a: {}\n", [("wrong-type", 2, 3, "`services` holds a list where ids are expected")]),
]


def load_one(root: Path, text: str | bytes, name: str = "architecture/a.yml") -> Loaded:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(root)


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_a_trap_is_named_where_it_is(tmp_path, text, expected):
    if Parser is Slow and text == "services:\n  a:\t{}\n":
        pytest.skip("read by libyaml alone")
    started = time.process_time()
    loaded = load_one(tmp_path, text)
    assert time.process_time() - started < 2
    assert [(each.rule, each.source.line, each.source.column, each.message) for each in loaded.findings] == expected
    assert all(each.fix and each.source.path == "architecture/a.yml" for each in loaded.findings)


def test_the_fix_quotes_the_value_as_it_is_written(tmp_path):
    loaded = load_one(
        tmp_path,
        "services:\n  a:\n    title: 1.10\n    description: True\n    tags: [010]\n    owner: 7\n    aliases:\n    - #x\n",
    )
    assert [each.fix for each in loaded.findings] == [
        'quote it: "1.10"', 'quote it: "True"', 'quote it if it is text ("010"), or write 10', 'quote it: "7"', 'quote the value: "#x"',
    ]  # fmt: skip


def test_a_billion_laughs_are_refused_at_once(tmp_path):
    text = "services:\n  s:\n    x:\n      a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    text += "".join(f"      x{n}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
    started = time.process_time()
    loaded = load_one(tmp_path, text)
    assert time.process_time() - started < 2
    assert [(each.rule, each.source.line, each.message) for each in loaded.findings] == [
        ("too-large", 9, "the aliases of this file stand for more than 100,000 values")
    ]


@pytest.mark.parametrize(
    "word", ["no", "off", "yes", "on", "2026-02-01", "12:30", "22:22", "1_000", "0x1f", "1.2.3", "null1", "+", "."]
)
def test_words_other_readers_take_for_something_else_stay_text(tmp_path, word):
    loaded = load_one(tmp_path, f"services:\n  a: {{title: {word}}}\n")
    assert not loaded.findings
    assert loaded.base.components["a"].about.title == word


@pytest.mark.parametrize("size", [10_000_001, 1 << 30])
def test_a_file_too_large_is_refused_by_its_size(tmp_path, size):
    file = tmp_path / "architecture" / "a.yml"
    file.parent.mkdir()
    with file.open("wb") as sparse:
        sparse.truncate(size)
    started = time.process_time()
    [finding] = load(tmp_path).findings
    assert time.process_time() - started < 5
    assert (finding.rule, finding.message) == (
        "too-large",
        f"the file has {size:,} bytes, more than the 10,000,000 that are read",
    )


HOSTILE = {
    "newlines": "\n" * 9_000_000 + "a: [",
    "dotted urls": "services:\n  a:\n    title: " + "a." * 500_000 + "\n    description: <b>\n",
    "token starts": "services:\n  a:\n    title: " + "eyJ-" * 300_000 + "\n",
    "unknown keys": "services:\n  a:\n" + "".join(f"    titel{n}: x\n" for n in range(100_000)),
    "unknown references": "services:\n" + "".join(f"  c{n}: {{needs: [d{n}]}}\n" for n in range(15_000)),
    "one long list": "services:\n  a: {x: [" + "1," * 2_500_000 + "]}\n",
    "one long key": "services:\n  a: {? " + "k" * 1_000_000 + " : 1}\n",
    "anchors in anchors": "x: " + "".join(f"&a{n} [" for n in range(60)) + "1" + "]" * 60 + "\n",
    "quotes": "services:\n  a: {title: " + "'" * 1_000_000 + "}\n",
    "phone numbers": "services:\n  a:\n    title: " + "+1 " * 500_000 + "\n",
    "html": "services:\n  a:\n    title: " + "<a " * 500_000 + "\n",
    "duplicate keys": "".join(f"k{n}: 1\n" for n in range(100_000)) + "k99999: 1\n" * 20_000,
    "near ids": "services:\n" + "".join(f"  {n:080b}: {{needs: [{n + 5000:079b}0]}}\n" for n in range(1, 1500)),
    "tag directives": "".join(f"%TAG !a{n}! tag:x,{n}:\n" for n in range(40_000)) + "---\nservices: {}\n",
    "late directives": "services: {}\n...\n"
    + "".join(f"%TAG !a{n}! tag:x,{n}:\n" for n in range(40_000))
    + "---\na: 1\n",
    "suppressions": "# kb: ignore[secret] until 2026-12-31: x\n" * 40_000
    + "services:\n"
    + "".join(f"  t{n}: {{title: 'password: hunter{n}22'}}\n" for n in range(900)),
    "suppression words": "# kb: ignore[" + "secret," * 200_000 + "x] until 2026-12-31: x\nservices: {}\n",
    "suppression date": "# kb: ignore[a] until " + "x" * 2_000_000 + ": r\nservices: {}\n",
    "faults in a line": "services:\n  a:\n    needs: [" + "1," * 900_000 + "1]\n",
    "places in a line": 'systems:\n  a:\n    description: "'
    + "pass\\x77ord: hunter22 " * 900
    + "x" * 5_000_000
    + '"\n',
    "a long word": "services:\n  a: {title: " + "\u0430b" * 500_000 + "}\n",
    "a long id": "services:\n  ? " + "a" * 1_000_000 + "\n  : {}\n",
}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_file_holds_up_the_reader(tmp_path, text):
    started = time.process_time()
    loaded = load_one(tmp_path, text)
    assert time.process_time() - started < LIMIT
    assert len(loaded.findings) <= 5_001
    assert all(len(finding.message) < 500 for finding in loaded.findings)


HEAVY = {
    "heads": "## Steps\n" + "### a\n" * 15_000,
    "hashes": "## Steps\n### s1 \u00b7 A\n- do: [x](#y)\n\n### a" + "# " * 40_000 + "x\n",
    "targets": "## Steps\n### s1 \u00b7 A\n- do: x\n- if not: a" + " " * 90_000 + "x\n",
    "lazy": "## Steps\n<a\n" + ">" * 60 + "a\n" + "a\n" * 45_000,
    "images": "## Steps\n<a " + "![" * 45_000 + "\n",
    "short images": "## Steps\n<a " + "![" * 9_000 + "\n",
    "table": "## Steps\n<a\n\n|a|a\n|-|-\n" + "a\n" * 45_000,
    "html": "## Steps\n" + "<a " * 30_000 + "\n",
}


@pytest.mark.no_cover
@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY)
def test_no_runbook_holds_up_the_reader(tmp_path, body):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks" / "fix.md").write_text(body, encoding="utf-8")
    started = time.process_time()
    loaded = load(tmp_path)
    list(RunbookLinks().find(View(loaded.base, noon(date(2026, 1, 1)))))
    assert time.process_time() - started < LIMIT
    assert "fix" in loaded.base.runbooks


@pytest.mark.parametrize("filler", ["", "word\n" * 10_000])
def test_raw_html_is_found_in_short_and_long_runbooks_but_not_in_code(tmp_path, filler):
    (tmp_path / "runbooks").mkdir()
    text = filler + "\n\na `<b>` and <i\u202e>\n\n```\n<u>\n```\n\nthen <https://x.org/>, 1 < 2 and <em>x</em>\n"
    (tmp_path / "runbooks" / "fix.md").write_text(text, encoding="utf-8")
    found = [item for item in load(tmp_path).findings if item.rule == "raw-html"]
    assert all(item.message.isprintable() for item in found)
    assert {item.source.line - filler.count("\n") for item in found} == {9}
    assert len(found) == 2


def test_a_quoted_text_is_shown_without_what_it_hides(tmp_path):
    loaded = load_one(tmp_path, 'services:\n  a: {title: "<b \\e[31m\\u202e>"}\n')
    [finding] = [item for item in loaded.findings if item.rule == "raw-html"]
    assert finding.message == "raw HTML (`<b \\u{1b}[31m\\u{202e}>`) in text"


def test_a_suppression_beyond_the_thousandth_of_a_file_does_not_hold(tmp_path):
    line = "# kb: ignore[secret] until 2026-12-31: x\n"
    loaded = load_one(tmp_path, line * 1_002 + "services:\n  a: {title: 'password: hunter22'}\n")
    assert [(item.rule, item.source.line, item.suppressed) for item in loaded.findings] == [
        ("too-large", 1001, None),
        ("secret", 1004, None),
    ]
    loaded = load_one(tmp_path, "services:\n  " + line + "  a: {title: 'password: hunter22'}\n")
    assert [item.suppressed.source.line for item in loaded.findings] == [2]


@pytest.mark.parametrize(
    ("entity", "rule", "message"),
    [
        ("changes: [{date: 1899-12-31}]", "impossible-date", "the year 1899 is out of range: it must be from 1900 to 9000"),
        ("changes: [{date: 9001-01-01}]", "impossible-date", "the year 9001 is out of range: it must be from 1900 to 9000"),
        ("capacity: {reaction_minutes: 1e308}", "wrong-type", "1e308 is too large: nothing here is more than 1,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_what_would_overflow_later_is_refused(tmp_path, entity, rule, message):
    [finding] = load_one(tmp_path, f"services:\n  a: {{{entity}}}\n").findings
    assert (finding.rule, finding.message) == (rule, message)


def test_a_window_leads_out_of_the_calendar_neither_by_its_year_nor_by_its_minutes(tmp_path):
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "e.yml").write_text(
        "window: {start: 0001-01-01T00:00Z, end: 9999-12-31T00:00Z, pre: 1e14, post: 5256000}\n", encoding="utf-8"
    )
    (tmp_path / "kb.toml").write_text("as_of = 9999-12-31\n", encoding="utf-8")
    assert [(item.rule, item.source.column) for item in load(tmp_path).findings] == [
        ("impossible-date", 17),
        ("impossible-date", 41),
        ("wrong-type", 65),
        ("impossible-date", 9),
    ]
