"""Scenario files: what they may say, and every fault with its place, however hostile the file."""

import pytest

from kb.errors import UsageError
from kb.files.scenario import MOST, read
from kb.model.moment import parse_day, parse_instant
from kb.testing import base

BASE = base("ann in till; bob in till; cid operates pay")


@pytest.fixture
def faults(tmp_path):
    def faults(text, name="cut.yml"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = read(file, BASE)
        assert found.findings or found.scenarios
        return [(item.source.line, item.source.column, item.rule, item.message) for item in found.findings]

    return faults


def scenarios(tmp_path, text, name="cut.yml"):
    file = tmp_path / name
    file.write_text(text)
    found = read(file, BASE)
    assert found.findings == ()
    return found.scenarios


def test_one_scenario_is_called_by_its_file(tmp_path):
    text = "title: The cut\nat: 2026-03-01\nwithout: [team:till, cid, cid]\n"
    (found,) = scenarios(tmp_path, text)
    assert (found.id, found.title, found.at) == ("cut", "The cut", parse_day("2026-03-01"))
    assert [item.term for item in found.without] == ["cid", "team:till"]
    assert found.source.line == 1
    (same,) = scenarios(tmp_path, 'title = "The cut"\nat = 2026-03-01\nwithout = ["team:till", "cid"]\n', "cut.toml")
    assert same[:4] == found[:4]


def test_several_scenarios_share_a_date_and_may_have_their_own(tmp_path):
    text = "at: 2026-03-01\nscenarios:\n  b: {without: [ann]}\n  a: {at: 2026-03-02T10:00Z, title: A, without: [bob]}\n"
    first, second = scenarios(tmp_path, text)
    assert (first.id, first.at, first.title) == ("b", parse_day("2026-03-01"), None)
    assert (second.id, second.at, second.title) == ("a", parse_instant("2026-03-02T10:00Z"), "A")
    toml = 'at = 2026-03-01\n[scenarios.b]\nwithout = ["ann"]\n[scenarios.a]\nat = 2026-03-02T10:00:00Z\ntitle = "A"\nwithout = ["bob"]\n'
    assert [item[:4] for item in scenarios(tmp_path, toml, "cut.toml")] == [first[:4], second[:4]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("without: [anm]\n", (1, 11, "unknown-reference", "there is no person `anm`; did you mean `ann`?")),
        ("without:\n  - ann\n  - till\n", (3, 5, "unknown-reference", "there is no person `till`; did you mean `team:till`?")),
        ("without: [ann]\ntitel: x\n", (2, 1, "unknown-key", "`titel` is not a key of a scenario file; did you mean `title`?")),
        ("at: 2026-02-30\nwithout: [ann]\n", (1, 5, "impossible-date", "2026-02-30 is not a day of the calendar")),
        ("at: 2026-02-03T10:00\nwithout: [ann]\n", (1, 5, "impossible-date", None)),
        ("without: ann\n", (1, 10, "wrong-type", None)),
        ("without: [[ann]]\n", (1, 11, "wrong-type", None)),
        ("without: [7]\n", (1, 11, "wrong-type", None)),
        ("without: []\n", (1, 10, "missing-key", "`without` names nobody")),
        ("title: x\n", (1, 1, "missing-key", "a scenario file holds either `without` or `scenarios`")),
        ("without: [ann]\nscenarios: {a: {without: [ann]}}\n", (1, 1, "missing-key", None)),
        ("scenarios: {}\n", (1, 12, "missing-key", "no scenario is named")),
        ("scenarios: {A: {without: [ann]}}\n", (1, 13, "bad-id", None)),
        ("scenarios: {a: {title: x}}\n", (1, 16, "missing-key", "a scenario without `without`")),
        ("scenarios: {a: {without: [ann], scenarios: {}}}\n", (1, 33, "unknown-key", None)),
        ("scenarios: {a: {without: [ann]}, a: {without: [bob]}}\n", (1, 34, "duplicate-key", None)),
        ("- without\n", (1, 1, "yaml-subset", None)),
        ("", (1, 1, "empty-file", None)),
        ("without: [ann\n", (2, 1, "yaml-syntax", None)),
        ("without: !!python/object:os.system [ann]\n", (1, 10, "yaml-subset", None)),
        ('without: [ann]\ntitle: "\x1b[31m"\n', (2, 9, "hidden-character", None)),
        (b"without: [ann]\ntitle: \xff\n", (2, 8, "unreadable", None)),
        ("title: a\nwithout: &a [*a]\n", (2, 14, "yaml-subset", None)),
    ],
)  # fmt: skip
def test_every_fault_has_its_place(faults, text, expected):
    found = faults(text)
    line, column, rule, message = expected
    assert (line, column, rule) in [item[:3] for item in found]
    if message is not None:
        assert message in [item[3] for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('without = ["anm"]\n', (1, "unknown-reference")),
        ('[scenarios.a]\nwithout = ["ann"]\n[scenarios.b]\nwithout = ["team:tli"]\n', (4, "unknown-reference")),
        ("without = [\n", (2, "toml-syntax")),
        ('without = ["ann"]\nat = 07:32:00\n', (2, "impossible-date")),
        ('without = ["ann"]\nat = 2026-01-01T10:00:00\n', (2, "impossible-date")),
        ("without = [nan, inf]\n", (1, "wrong-type")),
        ("a=" + "[" * 100_000, (1, "too-large")),
        ("a" + ".a" * 5_000 + "=1\n", (1, "too-large")),
    ],
)
def test_toml_is_read_as_strictly(faults, text, expected):
    assert expected in [(item[0], item[2]) for item in faults(text, "cut.toml")]


def test_all_faults_are_collected(faults):
    text = "titel: x\nat: soon\nscenarios:\n  a: {without: [anm, bbo]}\n  b: {without: [team:x]}\n"
    assert [item[2] for item in faults(text)] == ["unknown-key", "impossible-date", *["unknown-reference"] * 3]


def test_floods_are_stopped(faults):
    many = "".join(f"  s{number}: {{without: [ann]}}\n" for number in range(MOST + 1))
    assert "too-large" in [item[2] for item in faults(f"scenarios:\n{many}")]
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
    )
    assert "too-large" in [item[2] for item in faults(laughs + "without: [ann]\n")]
    assert len(faults(f"without: [{', '.join(['nobody-' + 'x' * 50] * 5000)}]\n")) <= 1_001
    assert faults("without: " + "[" * 5_000)


def test_a_file_must_be_there_be_plain_and_end_in_what_it_is(tmp_path):
    (tmp_path / "cut.json").write_text("{}")
    with pytest.raises(UsageError, match=r"ends in \.yml or \.toml"):
        read(tmp_path / "cut.json", BASE)
    with pytest.raises(UsageError, match="there is no file"):
        read(tmp_path / "none.yml", BASE)
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "good.yml").write_text("without: [ann]\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "good.yml")
    for name in ("folder.yml", "link.yml"):
        (finding,) = read(tmp_path / name, BASE).findings
        assert finding.rule == "unreadable"
