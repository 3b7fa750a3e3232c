"""kb.toml and [tool.kb]: broken, of the wrong kind, too large; the line that is meant is named."""

import time
from datetime import date

import pytest

from kb.files.load import load


def settings_of(root, text, name="kb.toml"):
    (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    loaded = load(root)
    return loaded.base.settings, [
        (each.rule, each.source.line, each.source.column, each.message) for each in loaded.findings
    ]


def test_without_a_file_the_defaults_hold(tmp_path):
    settings = load(tmp_path).base.settings
    assert (settings.as_of, settings.evidence_days, settings.tier_weights) == (None, 180, (8, 4, 2, 1))
    assert settings.weight(None) == 4
    assert settings.weight(0) == 8


def test_everything_is_read(tmp_path):
    settings, findings = settings_of(
        tmp_path,
        'as_of = 2026-01-31\nprofile = "public"\nevidence_days = 90\ntier_weights = [9, 3, 2, 1]\nunknown_tier_weight = 0\n'
        'require_basis = ["services"]\n[rules.thin-tier]\nlimit = 2\nteams = ["a"]\n'
        '[[suppress]]\nrule = "secret"\nreason = "an example"\nuntil = 2026-12-31\n',
    )
    assert findings == []
    assert (settings.as_of, settings.profile, settings.evidence_days, settings.tier_weights) == (
        date(2026, 1, 31),
        "public",
        90,
        (9, 3, 2, 1),
    )
    assert settings.rules["thin-tier"]["limit"] == (2, ("kb.toml", 8, 1))
    assert settings.rules["thin-tier"]["teams"].value == ("a",)
    assert settings.suppress[0].until == date(2026, 12, 31)


def test_pyproject_is_read_where_there_is_no_kb_toml(tmp_path):
    settings, findings = settings_of(
        tmp_path, '[project]\nname = "x"\n\n[tool.kb]\nas_of = 2026-01-31\nprofil = "x"\n', "pyproject.toml"
    )
    assert settings.as_of == date(2026, 1, 31)
    assert findings == [("unknown-key", 6, 1, "`profil` is not a key of the settings; did you mean `profile`?")]


@pytest.mark.parametrize(
    "text", [b"[tool.kb\n", b"\xff", b"[tool]\nkb = 1\n", b"tool = 1\n", b"[tool.other]\n", b"a" * 1_000_001]
)
def test_a_faulty_pyproject_is_not_ours_to_report(tmp_path, text):
    settings, findings = settings_of(tmp_path, text, "pyproject.toml")
    assert findings == []
    assert settings.as_of is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as_of = \n", ("toml-syntax", 1, 9, "this is not TOML: Invalid value")),
        ("as_of = 2026-02-30\n", ("toml-syntax", 1, 9, "this is not TOML: Invalid date or datetime")),
        ("a = 1\na = 2\n", ("toml-syntax", 2, 6, "this is not TOML: Cannot overwrite a value")),
        ("a = [1\n", ("toml-syntax", 2, 1, "this is not TOML: Unclosed array")),
        ("evidence_days = " + "9" * 5000, ("toml-syntax", 1, 5017, "this is not TOML: a number is too large")),
        ("a = " + "[" * 5000, ("too-large", 1, 1, "nested too deep")),
        ("a" + ".a" * 200_00 + " = 1", ("too-large", 1, 1, "a line holds more than 300 dots")),
        ("a" + ".a" * 200 + " = 1", ("too-large", 1, 1, "nested deeper than 64 levels")),
        ("x" * 200_001, ("too-large", 1, 1, "the file has more than the 200,000 bytes that are read")),
        (b"\xff\xfea\0", ("unreadable", 1, 1, "the file is in UTF-16 or UTF-32")),
        (b"notice = '\xe9'", ("unreadable", 1, 11, "byte 0xe9 is not UTF-8 (Latin-1, perhaps)")),
        ("# \x1b[31m\n", ("hidden-character", 1, 3, "ESC does not belong into a text file")),
        (
            "<<<<<<< HEAD\nas_of = 2026-01-01\n=======\n>>>>>>> x\n",
            ("toml-syntax", 1, 1, "a merge conflict marker stands in the file"),
        ),
        (
            "\nas_off = 2026-01-01\n",
            ("unknown-key", 2, 1, "`as_off` is not a key of the settings; did you mean `as_of`?"),
        ),
        ('as_of = "tomorrow"\n', ("impossible-date", 1, 9, "'tomorrow' is not a date of the form 2026-01-31")),
        ("as_of = 10:00:00\n", ("impossible-date", 1, 9, "'10:00:00' is not a date of the form 2026-01-31")),
        (
            "as_of = 2026-01-01T10:00:00Z\n",
            ("impossible-date", 1, 9, "'2026-01-01T10:00:00+00:00' is not a date of the form 2026-01-31"),
        ),
        ("as_of = 2026\n", ("wrong-type", 1, 9, "expected a date such as 2026-01-31, found a number (`2026`)")),
        ("evidence_days = 0\n", ("wrong-type", 1, 17, "0 is out of range: it must be at least 1")),
        ("evidence_days = true\n", ("wrong-type", 1, 17, "expected a whole number, found true/false (`true`)")),
        ("evidence_days = inf\n", ("wrong-type", 1, 17, "expected a whole number, found a number (`inf`)")),
        ("evidence_days = nan\n", ("wrong-type", 1, 17, "expected a whole number, found a number (`nan`)")),
        ('profile = "everyone"\n', ("unknown-word", 1, 11, "`everyone` is not a profile")),
        ("tier_weights = [1, 2]\n", ("wrong-type", 1, 16, "2 weights for the four tiers 0 to 3")),
        (
            "tier_weights = [0, 0, 0, 0]\n",
            ("wrong-type", 1, 16, "no tier weighs anything: every blast radius would be 0"),
        ),
        ("tier_weights = [8, -4, 2, 1]\n", ("wrong-type", 1, 16, "-4 is out of range: it must be at least 0")),
        (
            "tier_weights = 3\n",
            ("wrong-type", 1, 16, "expected a list, each item a whole number, found a number (`3`)"),
        ),
        ("rules = 3\n", ("wrong-type", 1, 9, "expected a table of rules, found a number (`3`)")),
        ("[rules]\nx = 3\n", ("wrong-type", 2, 1, "`rules.x` must be a table")),
        ("suppress = 3\n", ("wrong-type", 1, 12, "expected a list, each item a suppression, found a number (`3`)")),
        ('[[suppress]]\nrule = "secret"\nreason = "x"\n', ("missing-key", 1, 3, "a suppression without `until`")),
        (
            '[[suppress]]\nrule = "secret"\nreason = "x"\nuntil = 2026-01-01\n\n[[suppress]]\nrule = "secret"\nreason = "y"\nuntil = 2026-01-01\nwhy = 1\n',
            ("unknown-key", 10, 1, "`why` is not a key of a suppression; did you mean `reason`?"),
        ),
        ('notice = "call +49 30 901820"\n', ("phone-number", 1, 16, "this looks like a phone number")),
    ],
)
def test_a_fault_is_named_in_its_line(tmp_path, text, expected):
    started = time.process_time()
    _, findings = settings_of(tmp_path, text)
    assert time.process_time() - started < 2
    assert expected in findings
    assert len(findings) <= 2


def test_what_is_right_holds_beside_what_is_wrong(tmp_path):
    settings, findings = settings_of(tmp_path, 'as_of = 2026-01-31\nevidence_days = "x"\ntier_weights = [1]\n')
    assert len(findings) == 2
    assert (settings.as_of, settings.evidence_days, settings.tier_weights) == (date(2026, 1, 31), 180, (8, 4, 2, 1))


@pytest.mark.parametrize("kind", ["folder", "link", "loop"])
def test_kb_toml_must_be_a_plain_file(tmp_path, kind):
    (tmp_path / "architecture").mkdir()
    if kind == "folder":
        (tmp_path / "kb.toml").mkdir()
    else:
        (tmp_path / "other.toml").write_text("as_of = 2026-01-01")
        (tmp_path / "kb.toml").symlink_to("other.toml" if kind == "link" else "kb.toml")
    loaded = load(tmp_path)
    assert loaded.base.settings.as_of is None
    assert [(each.rule, each.message) for each in loaded.findings] == [
        ("unreadable", "`kb.toml` is not a plain file; links are not followed")
    ]


def test_many_faults_have_an_end(tmp_path):
    settings, findings = settings_of(tmp_path, "".join(f"k{n} = 1\n" for n in range(3_000)))
    assert len(findings) == 1_001
    assert settings.evidence_days == 180


@pytest.mark.parametrize(
    "line", ["evidence_days = 0x{}", "profil = 0x{}", "[rules.x]\ny = 0x{}", "[rules.x]\ny = [0x{}]"]
)
def test_a_huge_number_is_a_fault_whatever_its_base(tmp_path, line):
    _, findings = settings_of(tmp_path, line.format("f" * 50_000) + "\n")
    assert ("wrong-type", "this is too large for a number") in [(item[0], item[3]) for item in findings]


def test_no_more_of_a_settings_file_is_read_than_may_be(tmp_path):
    with (tmp_path / "kb.toml").open("wb") as sparse:
        sparse.truncate(1 << 36)
    assert [item.rule for item in load(tmp_path).findings] == ["too-large"]


@pytest.mark.parametrize(
    ("pyproject", "found"),
    [
        ('[project]\nname = "x"\n\n[tool.kb]\nas_of = 2020-01-31\n', [("duplicate-key", "pyproject.toml", 4)]),
        ('[project]\nname = "tool.kb"\n', []),
        ("[tool.kb\n", []),
    ],
)
def test_settings_in_both_files_are_not_chosen_from_in_silence(tmp_path, pyproject, found):
    (tmp_path / "pyproject.toml").write_text(pyproject)
    (tmp_path / "kb.toml").write_text("as_of = 2026-01-31\n")
    loaded = load(tmp_path)
    assert loaded.base.settings.as_of == date(2026, 1, 31)
    assert [(item.rule, item.source.path, item.source.line) for item in loaded.findings] == found
