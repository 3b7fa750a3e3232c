"""The words of a comparison: what is said of one and of many, for the worse and for the better."""

from typing import Final

from kb.analyses.diff.report import What

LOST: Final = {
    What.ORPHANED: "lost their last operator",
    What.SINGLE: "are down to one operator",
    What.UNKNOWN: "are unknown now: nothing is written about who can operate them",
    What.VERDICT: "events have a worse verdict",
    What.BUS_FACTOR: "have a lower bus factor by what they stand on",
    What.THIN: "are down to two operators",
    What.RUNBOOK: "runbooks are not verified any more",
    What.UNPROVEN: "have no proven operator any more",
    What.SUPPORT: "vendors are without support",
    What.READINESS: "events have worse answers, and the same verdict",
    What.EXTERNAL: "have no expert outside any more",
    What.MINOR: "smaller changes for the worse",
}
NEW: Final = {
    What.ORPHANED: "are new, and nobody can operate them",
    What.SINGLE: "are new, and one person can operate them",
    What.UNKNOWN: "are new, and nothing is written about who can operate them",
}
GAINED: Final = {
    What.ORPHANED: "have an operator again",
    What.SINGLE: "have a second operator",
    What.UNKNOWN: "are known now",
    What.VERDICT: "events have a better verdict",
    What.BUS_FACTOR: "have a higher bus factor by what they stand on",
    What.THIN: "are held by three or more",
    What.RUNBOOK: "runbooks are verified now",
    What.UNPROVEN: "have a proven operator",
    What.SUPPORT: "vendors are in support again",
    What.READINESS: "events have better answers, and the same verdict",
    What.EXTERNAL: "have an expert outside",
    What.MINOR: "smaller changes for the better",
}
TOP: Final = {
    What.ORPHANED: ("component has", "components have", "no operator"),
    What.SINGLE: ("component is", "components are", "down to one operator"),
    What.UNKNOWN: ("component is", "components are", "unknown now"),
    What.VERDICT: ("event has", "events have", "a worse verdict"),
}


def subjects(many: int, words: str) -> str:
    """Return what so many things have in common, as a sentence without its number."""
    named = words.startswith(("events", "runbooks", "vendors", "smaller"))
    if many == 1:
        return _singular(words if named else f"component {words}")
    return words if named else f"components {words}"


def _singular(words: str) -> str:
    pairs = (
        ("events have", "event has"), ("runbooks are", "runbook is"), ("vendors are", "vendor is"),
        ("lost their", "lost its"), ("they stand on", "it stands on"), ("smaller changes", "smaller change"),
        ("operate them", "operate it"), ("component are", "component is"), ("component have", "component has"),
    )  # fmt: skip
    for many, one in pairs:
        words = words.replace(many, one)
    return words
