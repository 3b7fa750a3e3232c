"""The examples of the manual pages as bases to ask: edited, and without one of their keys."""

import re

import yaml

from kb import testing
from kb.analyses.readiness.assess import asked
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.situation import Situation
from kb.cli import explain
from kb.documents.manual import EXAMPLE_DAY

PAGES = {page.id: page for page in explain.pages(("check",))}


def edited(files, edits):
    """Return files after edits: ``(old, new)`` somewhere in them, ``("-path", "")`` a file less, ``("+path", text)`` one more.

    A blank in ``old`` stands for any white space.
    """
    files = dict(files)
    for old, new in edits:
        if old[0] in "+-" and re.match(r"\S*[/.]", old[1:]):
            files.pop(old[1:], None)
            files |= {old[1:]: new} if old[0] == "+" else {}
            continue
        pattern = re.compile(r"\s+".join(map(re.escape, old.split())))
        hits = [path for path, text in files.items() if pattern.search(text)]
        assert hits, f"{old!r} stands nowhere"
        files[hits[0]] = pattern.sub(new.replace("\\", r"\\"), files[hits[0]], count=1)
    return files


def worst(files, name):
    """Return the name of the worst outcome of a check on some files at the day of the examples, None where they have faults.

    As in an assessment, but whatever the scale of the event: what the check needs and is not there makes it UNKNOWN.
    """
    loaded = testing.read(files)
    if loaded.findings or "show" not in loaded.base.events:
        return None
    check = next(check for check in configure(loaded.base.settings).checks if check.id == name)
    case = Situation(loaded.base, loaded.base.events["show"], testing.at(EXAMPLE_DAY))
    return min((answer.outcome for answer in asked(case, check)), key=lambda found: found.order).name


def without_each_key(files):
    """Yield (path of the key, files without it) for each mapping key of the YAML and front matter in some files.

    Entries of lists count as ``[]``; the text is written anew with the same scalars, so that nothing else changes.
    """
    for path, text in files.items():
        head, rest = _split(path, text)
        node = yaml.compose(head, Loader=yaml.BaseLoader) if head else None
        for mapping, index, name in _pairs(node, ""):
            pair = mapping.value.pop(index)
            body = yaml.serialize(node, Dumper=yaml.BaseDumper, width=10**6, allow_unicode=True)
            mapping.value.insert(index, pair)
            yield f"{path}:{name}", files | {path: body if rest is None else f"---\n{body}{rest}"}


def _split(path, text):
    if path.endswith(".yml"):
        return text, None
    if path.endswith(".md") and text.startswith("---\n"):
        end = text.index("\n---", 3) + 1
        return text[4:end], text[end:]
    return "", None


def _pairs(node, path):
    if isinstance(node, yaml.MappingNode):
        for index, (key, value) in enumerate(node.value):
            name = f"{path}.{key.value}" if path else key.value
            yield node, index, name
            yield from _pairs(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _pairs(item, f"{path}[]")
