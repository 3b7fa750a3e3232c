"""Compare whole full reports with exhaustive search on many small random organisations.

Run as ``PYTHONPATH=. python benchmarks/brute_force_report.py [organisations] [first seed]``: the checks are those of
tests/properties/test_risk_full.py, from a base to the report. Prints every mismatch and a summary.
"""

import importlib.util
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests" / "properties" / "test_risk_full.py"


def main(count: int = 20_000, first: int = 1_000_000) -> int:
    """Check `count` organisations; return the number of mismatches."""
    spec = importlib.util.spec_from_file_location("checks", TESTS)
    checks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checks)
    wrong, start = 0, time.process_time()
    for seed in range(first, first + count):
        try:
            checks.test_every_number_equals_brute_force(seed)
        except AssertionError as error:
            wrong += 1
            print(f"seed {seed}: {error}", flush=True)
    print(f"{count} organisations, {wrong} mismatches, {time.process_time() - start:.1f} s CPU")
    return wrong


if __name__ == "__main__":
    sys.exit(min(1, main(*map(int, sys.argv[1:]))))
