"""Whatever a foreign file holds, an importer gives notes or one sentence: no traceback, no hang, no link followed."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import importers, plugs, testing
from kb.cli import explain
from kb.errors import KbError
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers import Importer, _walk, _yaml

NAMES = {
    "backstage": "catalog-info.yaml", "codeowners": "CODEOWNERS", "compose": "compose.yml", "csv": "a.csv", "gitlab-catalog": "service-catalog.yml",
    "kubernetes": "a.yaml", "oncall": "a.json", "owners": "OWNERS", "runbooks": "a.md",
}  # fmt: skip
BASE = {
    "kb.toml": "",
    "architecture/a.yml": "services: {shop: {paths: [shop/]}, cart: {}}\n",
    "ownership/a.yml": "people: {ann: {}}\nteams: {t: {}}\n",
}


def importer(name):
    return plugs.plug(importers, Importer, name)()


def read(name, file, base):
    """Read one file and work out the proposal; return the sentence if there is one."""
    try:
        reading = importer(name).read([file], load(base).base)
        merge(base, load(base).base, reading.facts, name, "in", reading.files)
    except KbError as error:
        return str(error)
    assert all(note.message and note.fix and note.source.line >= 1 for note in reading.notes)
    return ""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return testing.tree(tmp_path_factory.mktemp("base"), BASE)


def test_every_importer_of_files_is_tried():
    assert sorted([*NAMES, "git"]) == plugs.names(importers)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_and_any_damage_give_notes_or_one_sentence(name, data, tmp_path, base):
    example = "".join(
        text
        for path, text in explain.page("importer", importers, name).files("Reads").items()
        if not path.startswith("architecture/")
    ).encode()
    start, length = data.draw(st.integers(0, len(example))), data.draw(st.integers(0, 40))
    damaged = example[:start] + data.draw(st.binary(max_size=12)) + example[start + length :]
    file = tmp_path / NAMES[name]
    file.write_bytes(data.draw(st.one_of(st.just(damaged), st.binary(max_size=60))))
    read(name, file, base)


FAR_TOO_LONG = 30
"""CPU seconds: each takes one or two; a pattern that tries every way takes hours."""
HOSTILE = {
    "letters": b"a" * 1_000_000,
    "blanks": b"a: " + b" " * 1_000_000 + b"b",
    "stars": b"*" * 1_000_000,
    "slashes": b"/" * 500_000 + b" @a/b" + b"/" * 500_000,
    "brackets": b"[" * 500_000 + b"]" * 500_000,
    "owners": b"/x " + b"@a-._" * 200_000 + b"!",
    "mails": b"/x " + b"a@" * 500_000,
    "variables": b"services: {a: {image: '" + b"${A:-" * 200_000 + b"'}}",
    "addresses": b"services: {a: {environment: {URL: '" + b"a://b@" * 160_000 + b"'}}, b: {}}",
    "tags": b"# " + b"<a" * 500_000,
    "ticks": b"`" * 1_000_000,
    "commas": b"id," + b"," * 1_000_000,
    "dashes": b"---\n" * 250_000,
    "quotes": b'"' * 1_000_001,
    "escapes": b"\\ " * 500_000 + b"@a",
    "sections": b"[" + b"a" * 500_000 + b"[" * 500_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", NAMES)
def test_a_long_line_costs_no_more_than_its_length(name, tmp_path, base):
    file = tmp_path / NAMES[name]
    slow = {}
    for line, content in HOSTILE.items():
        file.write_bytes(content)
        before = time.process_time()
        read(name, file, base)
        slow[line] = time.process_time() - before
    assert {line: round(seconds, 1) for line, seconds in slow.items() if seconds > FAR_TOO_LONG} == {}


# -- YAML ----------------------------------------------------------------------------------------


def documents(tmp_path, text):
    notes = []
    file = testing.tree(tmp_path, {"a.yml": text}) / "a.yml"
    return list(_yaml.documents(file, "a.yml", notes)), [(note.source.line, note.message) for note in notes]


def test_anchors_merge_keys_tags_and_several_documents_are_read(tmp_path):
    found, notes = documents(tmp_path, "a: &x {k: 1, j: 2}\nb: {<<: *x, k: 3}\nc: !Sub text\n---\n- 1\n---\n")
    assert found[0] == {"a": {"k": "1", "j": "2"}, "b": {"k": "3", "j": "2"}, "c": "text"}
    assert found[0]["b"].lines == {"k": 2, "j": 1}
    assert (found[1], found[0].lines["c"], notes) == (["1"], 3, [])


@pytest.mark.parametrize(("text", "line", "said"), [
    ("a: 1\na: 2\n", 2, "stands here twice (first in line 1)"), ("? [1]\n: 2\n", 1, "a key is not text"), ("a: *b\n", 1, "stands for nothing"),
    ("a: &a [*a]\n", 1, "stands for nothing"), ("a: [\n", 2, "not valid YAML"), ("[" * 70 + "]" * 70, 1, "nested deeper than 64"), ("a: \x07b\n", 1, "not valid YAML"),
])  # fmt: skip
def test_odd_yaml_is_noted_with_its_line(tmp_path, text, line, said):
    _, notes = documents(tmp_path, text)
    assert [(number, said in message) for number, message in notes][:1] == [(line, True)]


def test_a_merge_takes_keys_over_several_steps_and_the_first_one_holds(tmp_path):
    text = "a: &a {k: 1, l: {m: 2}}\nb: &b {<<: *a, k: 3}\nc: {j: 4, <<: [*b, *a]}\nd: {<<: {<<: *b}, l: 5}\ne: *b\n"
    (found,), notes = documents(tmp_path, text)
    assert found["b"] == found["e"] == {"k": "3", "l": {"m": "2"}}
    assert found["c"] == {"j": "4", "k": "3", "l": {"m": "2"}}
    assert found["d"] == {"k": "3", "l": "5"}
    assert (found["c"].lines, notes) == ({"j": 3, "k": 2, "l": 1}, [])


def thousand(name, value="1"):
    return f"{name}: &{name} {{{', '.join(f'k{n}: {value}' for n in range(1000))}}}\n"


LIVES = {
    "aliases": "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
    "merged keys": thousand("a") + "b: &b {<<: *a}\n" + "".join(f"x{n}: {{<<: *b}}\n" for n in range(3000)),
    "merged, none of them new": thousand("a") + f"b: &b {{<<: *a}}\nc: {{<<: [{', '.join(['*b'] * 3000)}]}}\n",
    "values behind merged keys": thousand("a")
    + "b: &b {c: *a}\nd: &d {<<: *b}\n"
    + "".join(f"x{n}: {{<<: *d}}\n" for n in range(3000)),
    "aliases of what has merged": thousand("a") + f"b: &b {{<<: *a}}\nc: [{', '.join(['*b'] * 3000)}]\n",
    "an anchor set anew": f"a: &x {{}}\nb: *x\n{thousand('x')}c: [{', '.join(['*x'] * 3000)}]\n",
}


@pytest.mark.parametrize("text", LIVES.values(), ids=LIVES)
def test_values_copied_without_end_are_refused_with_the_line(tmp_path, text):
    with pytest.raises(KbError, match=r"^a\.yml:\d+:1: more than 2,000,000 values, aliases and merged keys counted"):
        documents(tmp_path, text)


def test_tags_run_nothing(tmp_path):
    documents(tmp_path, f"a: !!python/object/apply:os.system ['touch {tmp_path}/sung']\n")
    assert not (tmp_path / "sung").exists()


# -- places --------------------------------------------------------------------------------------


def test_links_pipes_and_large_files_are_refused(tmp_path, monkeypatch):
    real = testing.tree(tmp_path, {"real.yml": "a: 1\n"}) / "real.yml"
    (tmp_path / "link.yml").symlink_to(real)
    os.mkfifo(tmp_path / "pipe.yml")
    monkeypatch.setattr(_walk, "MAX_BYTES", 3)
    for name, said in (
        ("link.yml", "links are not followed"),
        ("pipe.yml", "not a regular file"),
        ("real.yml", "is larger"),
        ("none.yml", "not a regular file"),
    ):
        with pytest.raises(KbError, match=said):
            _walk.read_bytes(tmp_path / name, name)


def test_walking_passes_over_links_hidden_and_foreign_folders_and_has_an_end(tmp_path, monkeypatch):
    testing.tree(tmp_path, {"a/x": "", "node_modules/x": "", ".git/x": "", ".github/x": "", "a/b/c/x": "", "y": ""})
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "x").symlink_to(tmp_path / "y")

    def found(**options):
        return [
            path.relative_to(tmp_path).as_posix()
            for path in _walk.below(tmp_path, lambda path: path.endswith("x"), **options)
        ]

    assert found() == ["a/b/c/x", "a/x"]
    assert found(hidden=(".github",), depth=1) == [".github/x", "a/x"]
    monkeypatch.setattr(_walk, "MAX_FILES", 2)
    with pytest.raises(KbError, match="holds more than 2 files"):
        found()
