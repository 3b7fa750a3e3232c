"""Golden handovers: the founding case, in October 2022 and in April 2023, and the example organisation."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kb.cli.schema import report_schema
from tests.stories.conftest import LANTERN, counted

HERE = Path(__file__).parent / "handover"
MEDIA = ("handover", "old-4,old-7,old-8", "--at", "2022-10-03")
STORIES = {
    "founding-media.txt": ("", *MEDIA),
    "founding-media-and-archive.txt": ("", *MEDIA, "old-9"),
    "founding-p-2-full.txt": ("", "handover", "p-2", "--at", "2023-04-24", "--by", "2023-05-24", "--full"),
    "founding-p-2.txt": ("", "handover", "p-2", "--at", "2023-04-24", "--by", "2023-05-24"),
    "founding-p-2-hours.txt": ("", "handover", "p-2", "--at", "2023-04-24", "--by", "2023-05-24", "--hours", "16"),
    "lantern-done.txt": (LANTERN, "handover", "lt-12", "--by", "2026-10-30"),
    "lantern-done.md": (LANTERN, "handover", "lt-12", "--by", "2026-10-30", "--format", "markdown"),
    "lantern-done.json": (LANTERN, "handover", "lt-12", "--by", "2026-10-30", "--format", "json"),
    "lantern-done.csv": (LANTERN, "handover", "lt-12", "--by", "2026-10-30", "--format", "csv"),
    "lantern-done.ics": (LANTERN, "handover", "lt-12", "--by", "2026-10-30", "--format", "ics"),
    "lantern-done-checklist.md": (LANTERN, "handover", "lt-12", "--by", "2026-10-30", "--checklist"),
    "lantern-short.txt": (LANTERN, "handover", "lt-12", "--by", "2026-09-17"),
    "lantern-team.txt": (LANTERN, "handover", "team:stage-team", "--by", "2026-12-18"),
    "lantern-reorganisation.txt": (LANTERN, "handover", "lt-10", "lt-17", "--by", "2027-03-01"),
    "lantern-papers.txt": (LANTERN, "handover", "lt-16", "--by", "2026-09-16"),
}


@pytest.mark.parametrize("name", counted(STORIES))
def test_the_story_is_told_as_expected(name, as_agreed):
    as_agreed(HERE / name, STORIES[name])


@pytest.mark.no_cover
def test_what_spaces_is_built_on_is_handed_over_first_and_what_is_out_of_reach_is_said(told):
    report = json.loads(told(*STORIES["founding-media.txt"], "-f", "json").output)
    first = next(item for item in report["components"] if item["order"] == 1)
    assert (first["component"], first["class_after"]) == ("periscope-media", "orphaned")
    assert "spaces-audio" in first["bears"]
    assert [item["component"] for item in report["plan"]["open"]] == [
        "periscope-media", "audio-mixer", "segment-packager",
    ]  # fmt: skip
    text = " ".join(told(*STORIES["founding-media.txt"]).output.split())
    assert "Given these assumed starting levels" in text
    assert "audio-mixer (tier 0) lacks 1, 20 h short" in text


@pytest.mark.no_cover
def test_nobody_teaches_in_the_working_days_kept_free_before_their_own_last(told):
    report = json.loads(told(*STORIES["founding-media.txt"], "-f", "json").output)
    last = {giver["person"]: giver["sessions"] for giver in report["givers"]}
    assert last == {"old-7": "2022-10-28", "old-4": "2022-11-11", "old-8": "2022-11-11"}
    taught = [item for item in report["plan"]["sessions"] if item["teacher"] in last]
    assert taught
    assert all(item["first"] <= last[item["teacher"]] for item in taught)


@pytest.mark.no_cover
def test_more_hours_of_whoever_goes_hand_more_over(told):
    few, more = (
        json.loads(told(*STORIES[name], "-f", "json").output) for name in ("founding-p-2.txt", "founding-p-2-hours.txt")
    )
    assert sum(item["short"] for item in more["plan"]["open"]) < sum(item["short"] for item in few["plan"]["open"])


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["lantern-done.json", "founding-media.txt"])
def test_the_json_is_as_its_schema_says(name, told):
    found = json.loads(told(*STORIES[name], "-f", "json").output)
    Draft7Validator(json.loads(report_schema("handover"))).validate(found)
    assert (found["format_version"], found["report"]) == (1, "handover-report")


def test_what_is_handed_over_is_closed_by_runs_and_by_the_files(told, tmp_path):
    """Three months before: what runs since then have closed, and what they have not."""
    file = tmp_path / "handover.json"
    words = (LANTERN, "handover", "lt-01", "--at", "2026-06-15", "--by", "2026-09-30", "--target", "3")
    assert told(*words, "-f", "json", "-o", str(file)).exit_code == 0
    begin, later = (
        json.loads(told(LANTERN, "handover", "--progress", str(file), *at, "-f", "json").output)
        for at in (("--at", "2026-06-15"), ())
    )
    Draft7Validator(json.loads(report_schema("handover-progress"))).validate(later)
    assert begin["closed"] < later["closed"] < later["total"]
    assert all(item["run"] for item in later["sessions"]["items"] if item["state"] == "closed")
