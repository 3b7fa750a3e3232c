"""The direct path against the nodes: whatever it reads, they mean alike, and without a fault."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.files import direct, entities, nodes
from kb.files.context import Context, marked
from kb.files.gather import Gathered
from kb.files.keys import SECTIONS

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("architecture", "ownership", "examples", "tests/stories")
    for file in (ROOT / folder).rglob("*.yml")
    if file.parent.name in SECTIONS
)


def gathered(text, folder, *, directly):
    """Return whether a text was read, and everything it says, refers to and gets wrong."""
    data = text.encode()
    ctx, into = Context(f"{folder}/a.yml", data), Gathered()
    found = nodes.text_of(data, ctx.add_at)
    if found is None:
        return False, None
    if directly:
        read = direct.read(found, folder, ctx, into)
        if not read:
            kept = [ctx.refs, ctx.findings, into.ids, into.knowledge, into.nobody]
            assert not any(kept)
    else:
        root = nodes.read_text(found, ctx.add_at)
        read = root is not None
        if read:
            entities.read_file(root, folder, ctx, into)
    into.close(ctx)
    said = {name: value for name, value in vars(into).items() if name not in {"near", "refs"}}
    said["entities"] = {kind: table for kind, table in into.entities.items() if table}
    refs = sorted((path, str(kinds), *pair) for path, kinds, names, marks in into.refs for pair in marked(names, marks))
    return read, (said, refs)


def agrees(text, folder):
    """Hold the two against each other; return whether the direct one read the text."""
    read, said = gathered(text, folder, directly=True)
    if read:
        assert gathered(text, folder, directly=False) == (True, said), text
        assert said[0]["findings"] == []
    return read


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_of_this_repository(file):
    agrees(file.read_text(encoding="utf-8", errors="replace"), file.parent.name)


def test_most_files_are_read_directly():
    read = [agrees(file.read_text(encoding="utf-8"), file.parent.name) for file in FILES if "broken" not in file.parts]
    assert sum(read) > 0.8 * len(read)


_WORDS = (
    "none", "defaults", "basis: assumption", "sources: [a]", "- a", "#", "# a", "", " ", "a", "a: b", "[a, b]", "[]", "{}", "{a: b}", "tier: 2", "tier: 7",
    '"a"', "'a: b'", '"none"', "null", "~", "true", "1", "1.5", "01", ">", "|", "2026-01-01", "operate", "{level: operate, by: drill, last: 2026-01-02, ref: notes 7}",
    "{level: operate, basis: reported}", "{level: operate, ref: x}", "capacity: {unit: a, designed: 4}", "needs: [a, b]", "needs: [a, a]", "&a", "*a", "!!a", "é", "\t",
    "x:", "title: none", 'admission: "none"', "admission: none", "capacity: none", "uses:", "{to: a, why: b}", "services:", "people:", "knowledge:", "description: >-",
)  # fmt: skip
_PLAIN = [(file.parent.name, file.read_text(encoding="utf-8")) for file in FILES if "broken" not in file.parts]


@settings(max_examples=400)
@given(st.randoms(use_true_random=False), st.sampled_from(_PLAIN))
def test_files_with_lines_changed(random: Random, file):
    folder, text = file
    lines = text.split("\n")
    start = random.randrange(max(1, len(lines) - 40))
    lines = [line for line in lines[:start] if line[:1].strip() and line.endswith(":")][-1:] + lines[start : start + 40]
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(lines))
        line = lines[at]
        lines[at] = random.choice((
            line[: random.randrange(len(line) + 1)],
            line + random.choice(("", " ", ": ", " # a", ",", "]")) + random.choice(_WORDS),
            " " * random.randrange(8) + random.choice(_WORDS),
            line.partition(": ")[0] + ": " + random.choice(_WORDS),
            " " + line,
            line[1:],
            line + "\n" + line,
            "",
        ))  # fmt: skip
    agrees("\n".join(lines), folder)


@example("services:\n  a:\n    needs:\n    - b\n    - to: c\n      why: d\n    tier: 1\n")
@example("services:\n  a:\n    description: >-\n      b\n      c\n    tier: 1\n")
@example("services:\n  a:\n  # b\n\n  c:\n\n    tier: 1\n\n  d: {}\n")
@example("services:\n  a:\n    basis: reported\n    capacity: {designed: 1}\n  b: {tier: 1, basis: reported}\n")
@example("defaults: {basis: assumption}\nservices:\n  a: {tier: 1}\n")
@example("defaults:\n  basis: assumption\nservices:\n  a: {tier: 1}\n")
@example("services:\n  a: {tier: 1}\ndefaults: {basis: assumption}\n")
@example("services:\n  a:\n    tier: 1\n    tier: 1\n")
@example("services:\n  a: {tier: 1, tier: 1}\n")
@example("services:\n  a: {}\nservices:\n  b: {}\n")
@example("services\n  a: {}\n")
@example("services:a\n  a: {}\n")
@example("services: {a: {}}\n")
@example("services:\n  a: {}\n  a: {}\n")
@example("services:\n  a:\n      tier: 1\n    title: b\n")
@example("services:\n  a:\n    capacity: {unit: none, designed: none}\n    admission: 'none'\n")
@example("services: none\n")
@example("services:\n")
@example("services:\nplatforms:\n  a: {}")
@example("")
@given(st.lists(st.builds(lambda indent, word, value: " " * indent + word + value, st.sampled_from((0, 2, 2, 4, 4, 4, 6)),
                          st.sampled_from(("services:", "a:", "b-1:", "title: ", "tier: ", "needs: ", "runbooks: ", "- ", "defaults: ", "")),
                          st.sampled_from(("", *_WORDS))), max_size=12).map("\n".join))  # fmt: skip
def test_architecture(text):
    agrees(text, "architecture")


@example(
    "knowledge:\n  a:\n    b: operate\n    c: {level: assist, by: drill, last: 2026-01-01}\n    d: {level: teach, ref: x}\n"
)
@example("knowledge:\n  a: none\n  b: {c: operate}\n  d: {}\n")
@example("knowledge:\n  a:\n    basis: reported\n    b: operate\n  c: {basis: reported, d: operate}\n")
@example("knowledge:\n  a:\n    b: operate\n    b: assist\n")
@example(
    "knowledge:\n  a:\n    b: operate # c\n    d:\n      level: assist\n      by: drill\n    e: {level: teach, basis: reported}\n"
)
@example("knowledge:\n  a:\n    true: operate\n")
@given(st.lists(st.builds(lambda indent, word, value: " " * indent + word + value, st.sampled_from((0, 2, 2, 4, 4, 4, 6)),
                          st.sampled_from(("knowledge:", "people:", "a:", "b: ", "c-1: ", "level: ", "")),
                          st.sampled_from(("", *_WORDS))), max_size=12).map("\n".join))  # fmt: skip
def test_ownership(text):
    agrees(text, "ownership")


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  a:\n    needs:\n    - b\n    - to: c\n      why: d\n    tier: 1\n",
        "services:\n  a:\n    basis: reported\n    needs: [b]\n    description: |\n      a\n  # b\n\n  b: {tier: 1, capacity: none}\n",
        "defaults: {basis: assumption}\nplatforms:\n  a: {title: One, tier: 1}\n",
    ],
)
def test_forms_that_are_read_directly(text):
    assert agrees(text, "architecture")


def test_two_files_that_claim_one_id_are_read_from_nodes():
    ctx, into = Context("architecture/a.yml"), Gathered()
    assert direct.read("services:\n  a: {}\n", "architecture", ctx, into)
    assert not direct.read("services:\n  a: {}\n", "architecture", Context("architecture/b.yml"), into)
    assert [source.path for _, source in into.ids.values()] == ["architecture/a.yml"]


def test_what_two_files_say_of_one_component_is_one():
    ctx, into = Context("ownership/a.yml"), Gathered()
    assert direct.read("knowledge:\n  a: {b: operate}\n", "ownership", ctx, into)
    assert direct.read("knowledge:\n  a: {c: operate}\n", "ownership", Context("ownership/b.yml"), into)
    assert not direct.read("knowledge:\n  a: {c: operate}\n", "ownership", Context("ownership/c.yml"), into)
    assert list(into.knowledge["a"]) == ["b", "c"]


def test_what_one_file_says_under_its_defaults_is_not_taken_over_to_another():
    line = "knowledge:\n  {}: {{b: {{level: operate, basis: assumption}}, c: {{level: operate, sources: [s]}}}}\n"
    block = "knowledge:\n  {}:\n    b: {{level: operate, basis: assumption}}\n    c: {{level: operate, sources: [s]}}\n"
    for form in (line, block):
        for defaults in ("", "defaults: {basis: assumption, sources: [s]}\n", "defaults: {basis: assumption}\n", ""):
            agrees(defaults + form.format("a"), "ownership")
