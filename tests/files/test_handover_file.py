"""A saved handover, read back; and what else may lie there."""

import json
from datetime import date

import pytest

from kb.errors import UsageError
from kb.files.handover_file import read

WHOLE = {
    "format_version": 1,
    "report": "handover-report",
    "by": "2026-07-10",
    "scope": "ann",
    "givers": [{"person": "ann", "last": "2026-07-10"}],
    "runbooks": [{"id": "write:fix", "runbook": "fix", "todo": "write it"}],
    "duties": [{"id": "access:vault", "subject": "vault", "todo": "give it", "day": "2026-07-09"}],
    "plan": {
        "at": "2026-06-01T12:00:00+00:00",
        "by": "2026-07-03",
        "scope": "handover of ann",
        "items": [
            {
                "id": "bob-fix",
                "learner": "bob",
                "components": ["pay"],
                "runbook": "fix",
                "first": "2026-06-01",
                "due": "2026-06-07",
            }
        ],
    },
}


@pytest.fixture
def file(tmp_path):
    """Write a file and return its path."""

    def write(value):
        path = tmp_path / "saved.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return path

    return write


def test_a_saved_handover_is_read_back(file):
    saved = read(file(WHOLE))
    assert saved.last == (("ann", date(2026, 7, 10)),)
    assert [(task.id, task.subject, task.day, task.runbook) for task in saved.tasks] == [
        ("write:fix", "fix", date(2026, 7, 10), "fix"),
        ("access:vault", "vault", date(2026, 7, 9), None),
    ]
    assert saved.plan.items[0].learner == "bob"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{", "not JSON"),
        ("[]", "is not a handover of kb: save one with kb handover PERSON --format json -o FILE"),
        ({"report": "plan-report", "format_version": 1}, "is not a handover of kb, but holds a plan-report: save one"),
        ({"report": ["x"], "format_version": 1}, "is not a handover of kb: save one"),
        (WHOLE | {"format_version": 2}, "has format_version 2, and this kb reads 1"),
        (WHOLE | {"plan": 1}, "`plan` must be an object"),
        (WHOLE | {"givers": {}}, "the handover: `givers` must be a list"),
        (WHOLE | {"givers": [1]}, "`givers` 1: must be an object"),
        (WHOLE | {"givers": [{"person": "ann", "last": "soon"}]}, "`givers` 1: `last`: 'soon' is not a date"),
        (WHOLE | {"duties": [{"id": "x"}]}, "`duties` 1: `subject` must be a text"),
        (WHOLE | {"runbooks": [{"id": "x", "todo": "y"}]}, "`runbooks` 1: `runbook` must be a text"),
    ],
)
def test_anything_else_is_refused_in_sentences(file, value, said):
    with pytest.raises(UsageError) as error:
        read(file(value))
    assert said in str(error.value)


def test_all_faults_are_told_at_once(file):
    with pytest.raises(UsageError) as error:
        read(file(WHOLE | {"by": 3, "scope": "", "plan": {"items": 1}}))
    assert len(str(error.value).splitlines()) > 5
