"""What is broken and then taken away comes back to no verdict: any value of the files of an event that goes, made worse, and then gone.

One value is made worse (a number a thousandth, a day long ago, a word that says less, another id). Where that makes the verdict worse, the line,
the item that holds it and what holds that are taken away, one at a time: the verdict stays as bad. The exceptions are one list, each with
the reason why it is an answer, or a mending.
"""

import random
import re
from functools import cache

import pytest
import yaml

from kb import testing
from kb.analyses.readiness.assess import assess
from tests.properties.test_readiness_keys import BASES, WORST_FIRST

SAMPLE = 24
"""Values tried of each event, of one to three thousand; some two thousand were tried when this was written."""
EVENTS = {"lecture-night": "lantern", "autumn-on-sale": "lantern", "weekly-space": "founding"}
FOLDERS = ("architecture", "ownership", "runbooks", "events")
WORDS = ("TBD", "none", "aware", "claimed", "fail", "took_over", "tabletop", "assumption", "2h", "no-go", "true", "false", "lt-19", "lt-01", "captions")  # fmt: skip
SAYS_NOTHING = re.compile(r"(^|\.)(title|description|tags|links|outcome|x|aliases|url|text|sources|note)(\.|$)")
ANSWERS = {
    r"sign\.closure": "who edits what they signed says so under their name, in the history of the files",
    r"sign\.valid_for": "it holds as long as the check allows, and no longer (decision 33)",
    r"covers|modes": "a failure mode that nothing answers, or that is not there: without the line it is mended",
    r"(from|until|away)": "no bound and no leave: so the rules on dates say",
    r"shifts": "a shift of somebody who cannot take it: window-covered, which cannot be waived, asks who does",
    r"alerts\..*runbook": "a runbook names its alerts, too",
    r"window\.(pre|post)": "two hours before and after, unless the event says otherwise",
    r"sign\.subject": "a sign-off without one is about the event",
    r"components": "a runbook that is about less: the map that was signed keeps which runbooks a component has",
    r"weekly-space .*capacity": "below the entry of a routine event no capacity is asked (decision 57)",
    r"significant": "a change not said to be small counts as significant",
    r"past|typical": "more than what was signed: without it, it is as it was",
}


@cache
def files(event):
    root = BASES[EVENTS[event]][0]
    found = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text() for path in found}


def judged(event, changed):
    """Return the verdict on an event, None where the files have errors."""
    loaded = testing.read({**files(event), **changed})
    if any(finding.severity.name == "ERROR" for finding in loaded.findings):
        return None
    report = assess(loaded.base, loaded.base.events[event], testing.at(BASES[EVENTS[event]][1][event]))
    return WORST_FIRST.index(report.verdict)


def values(node, holders, path):
    """Yield each value of a document, with what holds it, nearest last, and the keys that lead to it."""
    if isinstance(node, yaml.ScalarNode):
        yield node, holders, path
    for item in node.value if not isinstance(node, yaml.ScalarNode) else ():
        key, inner = (item[0].value, item[1]) if isinstance(item, tuple) else ("", item)
        yield from values(inner, [*holders, (node.value, item)], f"{path}.{key}".strip("."))


def documents(event):
    """Yield (path, what stands before and after the YAML, its node) of each file that can matter to an event."""
    for path, text in files(event).items():
        if path == "architecture/sources.yml" or (path.startswith("events/") and event not in path):
            continue
        front = re.match(r"---\n(.*?\n)(---\n.*)", text, re.DOTALL) if path.endswith(".md") else None
        if front or path.endswith(".yml"):
            head, tail = (front[1], front[2]) if front else (text, None)
            yield path, tail, yaml.compose(head, Loader=yaml.BaseLoader)


def written(node, tail):
    body = yaml.serialize(node, Dumper=yaml.BaseDumper, width=10**6, allow_unicode=True)
    return body if tail is None else f"---\n{body}{tail}"


def worse(value, chance):
    """Return a value that says less, is smaller, larger or older, or means something else."""
    if re.fullmatch(r"[0-9.]+", value):
        return chance.choice(("0", str(int(float(value) * 1000)), str(max(1, int(float(value) / 1000)))))
    if re.match(r"[0-9]{4}-", value):
        return chance.choice(("2024-01-01", "2026-09-13")) + value[10:]
    return chance.choice([word for word in WORDS if word != value])


def come_back(event, path, tail, root, place):
    """Yield what is taken away and makes the verdict better again, after one value of a document was made worse."""
    leaf, holders, keys, value, before = place
    kept, leaf.value = leaf.value, value
    broken = judged(event, {path: written(root, tail)})
    if broken is not None and broken < before:
        for mapping, item in reversed(holders[-4:]):
            index = next(number for number, each in enumerate(mapping) if each is item)
            mapping.pop(index)
            after = judged(event, {path: written(root, tail)})
            mapping.insert(index, item)
            if after is not None and after > broken:
                yield f"{path}: {keys} {kept!r} as {value!r}, and without {item[0].value if isinstance(item, tuple) else item.value}"
    leaf.value = kept


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_what_is_broken_and_taken_away_comes_back_to_no_verdict(event):
    chance, before, bad = random.Random(event), judged(event, {}), []
    found = [
        (path, tail, root, leaf, holders, keys)
        for path, tail, root in documents(event)
        for leaf, holders, keys in values(root, [], "")
        if not SAYS_NOTHING.search(keys)
        and not any(re.search(rf"(^|[. ])({key})(\.|$)", f"{event} {keys}") for key in ANSWERS)
    ]
    assert len(found) > 500
    for path, tail, root, leaf, holders, keys in chance.sample(found, SAMPLE):
        bad += come_back(event, path, tail, root, (leaf, holders, keys, worse(leaf.value, chance), before))
    assert bad == []
