"""kb trend: formats, what cannot be asked, and that it keeps only counts, in the user's folder."""

import csv
import io
import json
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from click.testing import CliRunner, Result

from kb.cli.main import main
from kb.cli.schema import report_schema


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def kb(story: Any) -> Path:
    return story.folder / "org" / "kb"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), "trend", "--at", "2026-06-08", *words], standalone_mode=False)


def test_text_fits_and_tells_where_it_began_and_stands(kb: Path) -> None:
    output = run(kb, "--ahead", "30").output
    assert max(map(len, output.splitlines())) <= 80
    assert "From the first point to the last: 2026-01-05 → 2026-06-08" in output
    assert "In the time to come: 2026-06-08 → 2027-01-04" in output
    assert "1 point has no numbers, for faults of the files then: " in output


def test_json_is_as_its_schema_says(kb: Path) -> None:
    made = json.loads(run(kb, "--ahead", "2", "-f", "json").output)
    jsonschema.validate(made, json.loads(report_schema("trend")))
    assert made["report"] == "trend-report"
    assert [point["origin"] for point in made["points"][-3:]] == ["now", "ahead", "ahead"]


def test_csv_has_every_point(kb: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(kb, "-f", "csv").output)))
    assert len(rows) == 9
    assert rows[-1]["single"] == "3"
    assert rows[5]["faults"] == "2"
    assert rows[5]["single"] == ""


def test_svg_is_a_picture_with_dates_and_no_script(kb: Path) -> None:
    text = run(kb, "-f", "svg").output
    root = ET.fromstring(text)
    said = "".join(root.itertext())
    assert "2026-01-05" in said
    assert "2026-06-08" in said
    assert "script" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mian",), "did you mean `main`?"),
        (("--since", "soon"), "--since: 'soon' is not a date"),
        (("--since", "2027-01-01"), "--since 2027-01-01 lies after the end of the history, 2026-06-08"),
        (("--ahead", "0"), "0 is not in the range"),
        (("--every", "day"), "'day' is not one of"),
    ],
)
def test_what_cannot_be_asked(kb: Path, words: tuple[str, ...], said: str) -> None:
    result = run(kb, *words)
    assert said in str(getattr(result.exception, "message", result.exception))


def test_a_history_of_faults_is_nothing_to_draw(repo: Any) -> None:
    repo.commit({"architecture/a.yml": "services: [\n"})
    result = run(repo.folder)
    assert getattr(result.exception, "exit_code", None) == 3


def test_only_counts_are_kept_and_only_there(kb: Path, cache: Path) -> None:
    before = sorted(path for path in kb.rglob("*"))
    first = run(kb).output
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert len(files) == 8
    kept = [json.loads(zlib.decompress(file.read_bytes().partition(b"\n")[2])) for file in files]
    assert all(set(map(type, entry.values())) == {int} for entry in kept)
    assert run(kb).output == first
    assert sorted(path for path in kb.rglob("*")) == before


def test_nothing_is_kept_when_not_wanted(kb: Path, cache: Path) -> None:
    run(kb, "--no-cache")
    assert not cache.exists()
