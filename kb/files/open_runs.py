"""The runs of runbooks under way, as their journals say; the reader of the knowledge base passes them over."""

from pathlib import Path
from typing import Final

from kb.analyses.handover.report import OpenRun
from kb.files.rehearsals import coding
from kb.files.rehearsals.records import LOG, OPEN
from kb.model.source import Source

_MAX_LINE: Final = 1_000_000


def open_runs(root: Path) -> tuple[OpenRun, ...]:
    """Return the runs under way, oldest first. A journal that cannot be read is left out: `kb runbook start` will say what it is."""
    folder = root / LOG / OPEN
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as file:
                plan = coding.read_plan(file.readline(_MAX_LINE))
        except (OSError, ValueError, RecursionError):
            continue
        if not isinstance(plan.runbook, str) or not isinstance(plan.by, str) or plan.started.tzinfo is None:
            continue  # edited by hand
        place = Source(f"{LOG}/{OPEN}/{path.name}", 1, 1)
        found.append(OpenRun(plan.runbook, plan.kind, plan.by, plan.observer, plan.started, place))
    return tuple(sorted(found, key=lambda run: (run.started, run.source)))
