"""Reading a saved plan: what kb wrote comes back, anything else gets a sentence."""

import json
from datetime import date

import pytest

from kb.errors import UsageError
from kb.files.plan_file import read

PLAN = {
    "format_version": 1,
    "report": "plan-report",
    "at": "2026-06-01T12:00:00+00:00",
    "by": "2026-06-28",
    "scope": "all",
    "items": [
        {
            "id": "ann-fix",
            "learner": "ann",
            "components": ["pay"],
            "runbook": "fix",
            "first": "2026-06-01",
            "due": "2026-06-07",
        }
    ],
}


def saved(tmp_path, data):
    file = tmp_path / "plan.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return file


def test_what_kb_wrote_comes_back(tmp_path):
    plan = read(saved(tmp_path, PLAN))
    assert (plan.by, plan.scope, plan.items[0].components) == (date(2026, 6, 28), "all", ("pay",))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "plan.json:1:2: not JSON"),
        (b"\xff", "not JSON in UTF-8"),
        (b"[]", "is not a plan of kb"),
        ({"report": "risk-report"}, "is not a plan of kb"),
        (PLAN | {"format_version": 9}, "format_version 9, and this kb reads 1"),
        (PLAN | {"by": "soon"}, "`by`: 'soon' is not a date"),
        (PLAN | {"at": 3}, "`at` must be a text"),
        (PLAN | {"scope": ""}, "`scope` must be a text"),
        (PLAN | {"at": "2026-06-01T12:00"}, "has no offset"),
        (PLAN | {"items": {}}, "`items` must be a list"),
        (PLAN | {"items": [3]}, "item 1: must be an object"),
        (PLAN | {"items": [{"components": [1]}]}, "item 1: `components` must be a list of texts"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_anything_else_gets_a_sentence(tmp_path, data, said):
    with pytest.raises(UsageError) as caught:
        read(saved(tmp_path, data))
    assert said in str(caught.value)


def test_all_faults_at_once(tmp_path):
    with pytest.raises(UsageError) as caught:
        read(saved(tmp_path, PLAN | {"by": "soon", "items": [{}]}))
    assert str(caught.value).count("\n") == 7


def test_no_file_and_too_large(tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "none.json")
    monkeypatch.setattr("kb.files.plan_file.MAX_BYTES", 10)
    with pytest.raises(UsageError, match="more than the 10 bytes"):
        read(saved(tmp_path, PLAN))
