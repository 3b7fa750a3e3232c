"""In which files, and in which order, the sections of a base are written does not matter."""

import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.files.load import load
from kb.model.source import Source

IDS = [f"c{number}" for number in range(6)]
PEOPLE = [f"p{number}" for number in range(4)]
UNKNOWN = ["gone", "c99"]

ids = st.sampled_from(IDS + UNKNOWN)
services = st.dictionaries(
    st.sampled_from(IDS),
    st.fixed_dictionaries(
        {},
        optional={
            "title": st.sampled_from(["Pay", "no", "'1.10'", "1.10"]),
            "tier": st.integers(-1, 4),
            "needs": st.lists(ids, max_size=3),
            "uses": st.lists(ids, max_size=2),
            "owner": st.sampled_from(["t0", "t9"]),
            "titel": st.just("x"),
        },
    ),
    min_size=1,
)
knowledge = st.dictionaries(
    st.sampled_from(IDS),
    st.dictionaries(st.sampled_from([*PEOPLE, "p99"]), st.sampled_from(["operate", "assist", "good"]), max_size=3),
)
people = st.dictionaries(
    st.sampled_from(PEOPLE),
    st.fixed_dictionaries(
        {}, optional={"team": st.sampled_from(["t0", "t9"]), "until": st.sampled_from(["2026-01-31", "2026-02-30"])}
    ),
)


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, list) else str(value)


def write(root: Path, folder: str, section: str, entries: list[tuple[str, Any]], files: list[int]) -> None:
    """Write the entries of a section, each into the file with the number drawn for it."""
    (root / folder).mkdir(exist_ok=True)
    for number in sorted(set(files)):
        lines = [f"  {key}: {flow(value)}" for (key, value), file in zip(entries, files, strict=True) if file == number]
        (root / folder / f"{section}-{number}.yml").write_text("\n".join([f"{section}:", *lines]) + "\n")


def placeless(value: Any) -> Any:
    """Return a value of the model without the places in it."""
    if isinstance(value, Source):
        return "somewhere"
    if isinstance(value, dict):
        return {key: placeless(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(placeless(item) for item in value)
    return value


def outcome(root: Path) -> tuple[Any, list[tuple[str, str, str]]]:
    loaded = load(root)
    tables = {
        name: placeless(dict(table))
        for name, table in vars(loaded.base).items()
        if isinstance(table, dict) and name != "knowledge_sources"
    }
    return tables, sorted(
        (each.rule, each.subject, re.sub(r"in line \d+", "above", each.message)) for each in loaded.findings
    )


@settings(max_examples=60, deadline=None)
@given(services, knowledge, people, st.data())
def test_files_and_order_do_not_matter(some_services, some_knowledge, some_people, data):
    results = []
    for split in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for place, section, table in (
                ("architecture", "services", some_services), ("ownership", "knowledge", some_knowledge), ("ownership", "people", some_people), ("ownership", "teams", {"t0": {}}),
            ):  # fmt: skip
                entries = list(table.items())
                if split:
                    entries = data.draw(st.permutations(entries))
                write(root, place, section, entries, [data.draw(st.integers(0, 3)) if split else 0 for _ in entries])
            results.append(outcome(root))
    assert results[0] == results[1]
