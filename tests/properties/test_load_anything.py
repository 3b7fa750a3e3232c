"""Whatever stands in the files: no exception, no endless work, and every finding has its place, its words and a way out."""

import importlib.util
import json
import tempfile
import time
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.files import keys
from kb.files.load import load

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("fuzz_reader", ROOT / "benchmarks" / "fuzz_reader.py")
fuzz_reader = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz_reader)

OURS = [base / path for base in fuzz_reader.BASES for path in fuzz_reader.files(base)]
PLACES = [
    "architecture/a.yml",
    "ownership/a.yml",
    "events/a.yml",
    "events/a/b.yml",
    "runbooks/a.md",
    "runbooks/log/a.yml",
    "kb.toml",
]


def check(path: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        started = time.process_time()
        assert fuzz_reader.flaws(root) == []
        assert time.process_time() - started < 5
        first, second = load(root), load(root)
        assert first.findings == second.findings


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), st.binary(max_size=300))
def test_any_bytes(path, data):
    check(path, data)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.text(st.sampled_from(list("ab:-#&*!|>'\"%@`{}[],?~<=. \n\t\\0123\u00e9\u202e")), max_size=120),
)
def test_any_yaml_like_text(path, text):
    check(path, text.encode())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
words = st.sampled_from(
    sorted({key for sections in keys.SECTIONS.values() for _, record in sections.values() for key in record.slots})
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["services", "vendors", "systems", "sources"]), st.dictionaries(words, values, max_size=5))
def test_any_value_for_any_key(section, entity):
    check("architecture/a.yml", f"{section}:\n  a: {json.dumps(entity)}\n".encode())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(OURS), st.integers(0, 2**32))
def test_any_change_to_our_own_files(file, seed):
    base = next(base for base in reversed(fuzz_reader.BASES) if file.is_relative_to(base))
    check(file.relative_to(base).as_posix(), fuzz_reader.mutated(file.read_bytes(), Random(seed)))
