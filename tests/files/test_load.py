"""A tree as a whole: every fault in one run, none hides another, none causes a second."""

import gc
from pathlib import Path

import pytest

from kb import testing
from kb.files import context
from kb.files import load as loading
from kb.files.load import load

ROOT = Path(__file__).parents[2]


def tree(root, **files):
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_yml", ".yml").replace("_md", ".md").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(root)


def said(loaded):
    return [(each.rule, str(each.source), each.message) for each in loaded.findings]


@pytest.mark.parametrize("base", [ROOT, ROOT / "examples" / "lantern"], ids=["founding case", "lantern"])
def test_our_own_bases_are_free_of_faults(base):
    assert load(base).findings == ()


GOOD_TEAM = "teams:\n  core: {}\npeople:\n  ann: {team: core}\nknowledge:\n  pay: {ann: operate}\n"

BROKEN = {
    "syntax": "services:\n  pay: {owner: core}\n  ship: {needs: [pay]\n  stock:\n    tier: 1\n",
    "flow": "services: {pay: {}, ship: {tier: 1}, stock: {}}\n  x: [\n",
    "tab": "services:\n  pay: {}\n\tship: {}\n  stock: {}\n",
    "conflict": "services:\n<<<<<<< HEAD\n  pay: {}\n=======\n  ship: {}\n>>>>>>> other\n  stock: {}\n",
    "Latin-1": "services:\n  # caf\u00e9\n  pay: {}\n  ship: {}\n  stock: {}\n".encode("latin-1"),
    "UTF-16": "services:\n  pay: {}\n  ship: {}\n  stock: {}\n".encode("utf-16"),
    "control": "services:\n  pay: {title: \x00}\n  ship: {}\n  stock: {}\n",
    "section twice": "services:\n  pay: {}\nservices:\n  ship: {}\n  stock: {}\n",
    "too deep": "services:\n  pay: {x: " + "[" * 70 + "}\n  ship: {}\n  stock: {}\n",
    "list": "- services:\n  - pay: {}\n    ship: {}\n    stock: {}\n",
    "key is a number": "services:\n  1: {}\n  pay: {}\n  ship: {}\n  stock: {}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_fault_and_its_ids_are_no_unknown_references(tmp_path, text):
    loaded = tree(
        tmp_path,
        architecture__broken_yml=text,
        ownership__team_yml=GOOD_TEAM,
        ownership__more_yml="knowledge:\n  ship: {ann: expert}\n  stock: none\n",
    )
    assert len(loaded.findings) == 1
    assert loaded.findings[0].source.path == "architecture/broken.yml"
    assert "core" in loaded.base.teams


@pytest.mark.parametrize(
    "spoil", [lambda file: file.rename(file.with_suffix(".yaml")), lambda file: file.write_bytes(b" " * 10_000_001), lambda file: (file.unlink(), file.symlink_to("/dev/null"))],
    ids=["yaml ending", "too large", "link"],
)  # fmt: skip
def test_where_nothing_could_be_read_references_are_not_followed_up(tmp_path, spoil):
    tree(tmp_path, architecture__pay_yml="services: {pay: {owner: cor}}\n", ownership__team_yml=GOOD_TEAM)
    spoil(tmp_path / "architecture" / "pay.yml")
    assert {each.source.path.partition(".")[0] for each in load(tmp_path).findings} == {"architecture/pay"}


def test_but_references_to_other_kinds_still_are(tmp_path):
    loaded = tree(
        tmp_path,
        architecture__pay_yaml="services: {pay: {}}\n",
        architecture__ship_yml="services: {ship: {needs: [pay], owner: cor}}\n",
        ownership__team_yml="teams: {core: {}}\n",
    )
    (tmp_path / "architecture" / "pay_yaml").rename(tmp_path / "architecture" / "pay.yaml")
    loaded = load(tmp_path)
    assert [(each.rule, each.subject) for each in loaded.findings] == [
        ("yaml-ending", "architecture/pay.yaml"),
        ("unknown-reference", "cor"),
    ]
    assert loaded.findings[1].message == "there is no team `cor`; did you mean `core`?"


def test_a_broken_event_keeps_its_papers(tmp_path):
    loaded = tree(
        tmp_path,
        events__sale_yml="title: {\n",
        events__sale__a_yml="sign: {check: load-tested, by: ann, date: 2026-01-01, value: done}\n",
        ownership__p_yml="people: {ann: {}}\n",
    )
    assert [each.rule for each in loaded.findings] == ["yaml-syntax"]


def test_a_paper_without_its_event(tmp_path):
    loaded = tree(
        tmp_path,
        events__sale__a_yml="sign: {check: load-tested, by: ann, date: 2026-01-01, value: done}\n",
        ownership__p_yml="people: {ann: {}}\n",
    )
    assert said(loaded) == [
        ("unknown-reference", "events/sale/a.yml:1", "there is no event `sale`, whose folder this file lies in")
    ]


@pytest.mark.parametrize(
    "text",
    ["---\nid: {\n---\n", "---\nid: restart\n", b"# \xff\n", "# \x00\n"],
    ids=["front matter", "never closed", "Latin-1", "NUL"],
)
def test_a_broken_runbook_is_still_there_to_refer_to(tmp_path, text):
    loaded = tree(tmp_path, runbooks__restart_md=text, architecture__a_yml="services: {pay: {runbooks: [restart]}}\n")
    assert len(loaded.findings) == 1


def test_what_is_missing_behind_a_syntax_error_is_not_missed(tmp_path):
    loaded = tree(
        tmp_path,
        runbooks__log__r_yml="runbook: restart\nkind: drill\nby: ann\nended: [\n",
        runbooks__restart_md="# Restart\n",
        ownership__p_yml="people: {ann: {}}",
    )
    assert [each.rule for each in loaded.findings] == ["yaml-syntax"]


def test_every_fault_of_a_tree_in_one_run(tmp_path):
    loaded = tree(
        tmp_path,
        kb_toml='as_of = 2026-02-01\nprofil = "x"\n',
        architecture__a_yml="services:\n  pay: {titel: x, tier: 9, needs: [pay, shipp]}\n  ship: {}\n",
        architecture__b_yml="vendors:\n  pay: {contact: chat}\n",
        architecture__c_yml="services: {x: [\n",
        architecture__d_yaml="",
        ownership__o_yml="people:\n  ann: {from: 2026-02-01, until: 2026-01-01, team: none}\nknowledge:\n  ship: {ann: good, bob: operate}\n",
        events__e_yml="window: {start: 2026-01-01T10:00Z, end: 2026-01-01T09:00Z}\n",
        runbooks__r_md="---\nid: other\n---\n<b>\n",
    )
    assert sorted(said(loaded)) == sorted([
        ("unknown-reference", "architecture/a.yml:2", "there is no component or vendor `shipp`; did you mean `ship`?"),
        ("self-dependency", "architecture/a.yml:2", "`pay` is said to stand on itself"),
        ("unknown-key", "architecture/a.yml:2", "`titel` is not a key of a service; did you mean `title`?"),
        ("wrong-type", "architecture/a.yml:2", "9 is out of range: it must be from 0 to 3"),
        ("duplicate-id", "architecture/b.yml:2", "the id `pay` is taken: a vendor here and a service there, first at architecture/a.yml:2"),
        ("wrong-type", "architecture/b.yml:2", "expected a list, each item a contact, found text (`chat`)"),
        ("yaml-syntax", "architecture/c.yml:2", "the brackets `[ ]` or braces `{ }` are not closed, or a comma is missing"),
        ("impossible-interval", "events/e.yml:1", "the event ends before it begins"),
        ("unknown-key", "kb.toml:2", "`profil` is not a key of the settings; did you mean `profile`?"),
        ("unknown-reference", "ownership/o.yml:2", "`none` is not an answer here, where a team is expected"),
        ("impossible-interval", "ownership/o.yml:2", "the last day lies before the first"),
        ("unknown-word", "ownership/o.yml:4", "`good` is not a level"),
        ("unknown-reference", "ownership/o.yml:4", "there is no person `bob`"),
        ("bad-id", "runbooks/r.md:2", "the id `other` differs from the file's name"),
        ("raw-html", "runbooks/r.md:4", "raw HTML (`<b>`) in a runbook"),
    ])  # fmt: skip
    assert {each.source.path for each in loaded.findings} == {
        "kb.toml", "architecture/a.yml", "architecture/b.yml", "architecture/c.yml", "events/e.yml", "ownership/o.yml", "runbooks/r.md",
    }  # fmt: skip


def test_both_places_of_an_id_are_named(tmp_path):
    loaded = tree(
        tmp_path, architecture__a_yml="services:\n  pay: {}\n", architecture__b_yml="\nservices:\n  pay: {}\n"
    )
    [finding] = loaded.findings
    assert (finding.rule, str(finding.source), [str(each) for each in finding.evidence]) == (
        "duplicate-id",
        "architecture/b.yml:3",
        ["architecture/a.yml:2"],
    )
    assert finding.message == "the id `pay` is taken: a service, first at architecture/a.yml:2"


def test_one_person_twice_for_a_component_over_two_files(tmp_path):
    loaded = tree(
        tmp_path,
        architecture__a_yml="services: {pay: {}}\n",
        ownership__a_yml="people: {ann: {}}\nknowledge: {pay: {ann: operate}}\n",
        ownership__b_yml="knowledge: {pay: {ann: expert}}\n",
    )
    [finding] = loaded.findings
    assert (finding.rule, finding.message) == (
        "duplicate-id",
        "what `ann` can do with `pay` is said twice, first at ownership/a.yml:2",
    )
    assert [str(each) for each in finding.evidence] == ["ownership/a.yml:2"]


@pytest.mark.parametrize("nobody", ["none", "{}"])
@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_nobody_in_one_file_and_somebody_in_another(tmp_path, nobody, first, second):
    loaded = tree(
        tmp_path, architecture__a_yml="services: {pay: {}}\n",
        **{f"ownership__{first}_yml": f"knowledge: {{pay: {nobody}}}\n", f"ownership__{second}_yml": "people: {ann: {}}\nknowledge: {pay: {ann: expert}}\n"},
    )  # fmt: skip
    assert said(loaded) == [
        (
            "duplicate-id",
            f"ownership/{first}.yml:1",
            f"nobody is said to know `pay`, but somebody is named at ownership/{second}.yml:2",
        )
    ]


def test_a_fault_is_reported_once_although_an_alias_is_read_twice(tmp_path):
    loaded = tree(tmp_path, architecture__a_yml="services:\n  a: {tags: &t [1]}\n  b: {tags: *t}\n")
    assert [(each.source.line, each.subject) for each in loaded.findings] == [(2, "a"), (2, "b")]


def test_faults_of_one_file_have_an_end(tmp_path):
    loaded = tree(tmp_path, architecture__a_yml="services:\n" + "".join(f"  s{n}: {{tier: 9}}\n" for n in range(3_000)))
    assert len(loaded.findings) == context.MAX_FAULTS + 1
    assert "more than 1,000 faults in this file; the rest is not shown" in {each.message for each in loaded.findings}


def test_faults_of_a_tree_have_an_end(tmp_path):
    files = {
        f"architecture__a{n}_yml": "services:\n" + "".join(f"  s{n}-{m}: {{tier: 9}}\n" for m in range(900))
        for n in range(6)
    }
    loaded = tree(tmp_path, **files)
    assert len(loaded.findings) == loading.MAX_FINDINGS + 1
    assert loaded.findings[-1].message == "400 more faults from here on are not shown"


def test_the_collector_is_left_as_it_was(tmp_path):
    load(tmp_path)
    assert gc.isenabled()
    gc.disable()
    try:
        load(tmp_path)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_suppressions_are_for_what_may_be_mistaken_and_nothing_else(tmp_path):
    loaded = tree(
        tmp_path,
        architecture__a_yml=(
            "services:\n  a:\n    # kb: ignore[phone-number, wrong-type] until 2026-12-31: an example\n"
            "    description: call +49 30 901820\n  b: {tier: 9} # kb: ignore[wrong-type] until 2026-12-31: no\n  c: {} # kb: ignore[x]\n  d: {} # kb: ignore[x] until 2026-02-30: y\n"
        ),
    )
    assert [(each.rule, each.source.line, each.suppressed is not None) for each in loaded.findings] == [
        ("phone-number", 4, True), ("wrong-type", 5, False), ("bad-suppression", 6, False), ("impossible-date", 7, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("teams", "found"),
    [
        ("a: {parent: b}, b: {parent: c}, c: {}", []),
        ("a: {parent: gone}", ["unknown-reference"]),
        ("a: {parent: a}", ["the team `a` is part of itself"]),
        ("z: {parent: b}, b: {parent: a}, a: {parent: b}", ["the team `a` is part of `b`, and they of it"]),
        ("c: {parent: a}, b: {parent: c}, a: {parent: b}, e: {parent: e}", ["the team `a` is part of `b` and `c`, and they of it", "the team `e` is part of itself"]),
    ],
)  # fmt: skip
def test_teams_that_are_part_of_each_other(tmp_path, teams, found):
    findings = tree(tmp_path, ownership__a_yml=f"teams: {{{teams}}}\n").findings
    assert [item.message if item.rule == "self-dependency" else item.rule for item in findings] == found


def test_a_secret_is_shown_in_its_own_line(tmp_path):
    loaded = tree(
        tmp_path,
        architecture__a_yml="services:\n  a:\n    description: |\n      one\n      two\n      key AKIAABCDEFGHIJKLMNOP\n",
    )
    assert [(each.rule, each.source.line, each.source.column, each.width) for each in loaded.findings] == [
        ("secret", 6, 11, 20)
    ]


def test_a_yaml_file_among_the_runbooks(tmp_path):
    loaded = tree(tmp_path, runbooks__a_yml="a: b\n")
    assert said(loaded) == [("unknown-key", "runbooks/a.yml:1", "a YAML file does not belong here")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('<div\n  class="x">', 4),
        ("words <a\nhref=x>y", 4),
        ("`<b\nx>`", None),
        ("```\n<div\nx>\n```", None),
        ("if a <b\n\nand c> d", None),
        ("a <n of them\n> quoted", None),
    ],
)
def test_a_tag_over_several_lines_is_found_in_a_long_runbook(tmp_path, text, line):
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks/r.md").write_text(f"---\ntitle: R\n---\n{text}\n" + "Plain words.\n" * 2_000)
    found = [item for item in load(tmp_path).findings if item.rule == "raw-html"]
    assert [item.source.line for item in found] == ([] if line is None else [line])


@pytest.mark.parametrize(
    ("folder", "section", "said"),
    [("architecture", "servicez", "did you mean `services`?"), ("ownership", "services", "does not belong into")],
)
def test_what_stands_under_a_wrong_section_is_missed_nowhere_else(tmp_path, folder, section, said):
    for name in ("architecture", "ownership"):
        (tmp_path / name).mkdir()
    (tmp_path / folder / "z.yml").write_text(f"{section}:\n  pay: {{needs: [ledger]}}\n  ledger: {{}}\n")
    (tmp_path / "ownership/a.yml").write_text("knowledge:\n  pay: {ann: operate}\n  pya: none\npeople: {ann: {}}\n")
    other, cause = sorted(load(tmp_path).findings, key=lambda item: item.rule, reverse=True)
    assert said in cause.message
    assert "`pya`" in other.message


@pytest.mark.parametrize(
    ("rule", "fix"),
    [
        ("--", "write line 3 as `---`"),
        ("-----", "write line 3 as `---`"),
        (" ---", "write line 3 as `---`"),
        ("\u2014", "write line 3 as `---`"),
        ("", "end it with a line `---`"),
        ("- a", "end it with a line `---`"),
    ],
)
def test_front_matter_that_is_nearly_closed_says_where(rule, fix):
    (found,) = testing.read({"runbooks/restart.md": f"---\ntitle: Restart\n{rule}\n## Steps\n"}).findings
    assert (found.rule, found.fix) == ("yaml-syntax", fix)


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("people: {ann: {away: 2026-05-01/2026-05-09}}", "write a list, even of one: [2026-05-01/2026-05-09]"),
        ("people: {ann: {away: next week}}", "write a list, even of one: [2026-01-01/2026-01-31]"),
        ("people: {ann: {team: [a, b]}}", "write one, without brackets: a"),
        ("people: {ann: {team: []}}", "write the id of a team"),
        ("people: {ann: {team: [{id: a}]}}", "write the id of a team"),
        (
            "people: {ann: {tem: a}}",
            "write the key that is meant; keys of your own go under `x:`; `kb explain person` says what each takes",
        ),
    ],
)
def test_a_fix_is_made_of_what_was_written(line, fix):
    (found,) = testing.read({"ownership/a.yml": f"{line}\n"}).findings
    assert found.fix == fix


def test_of_two_of_a_kind_one_is_kept():
    files = {"architecture/a.yml": "services: {pay: {}}\n", "architecture/b.yml": "services: {pay: {}}\n"}
    assert [found.fix for found in testing.read(files).findings] == ["keep one of the two, or give one another id"]
    files["architecture/b.yml"] = "queues: {pay: {}}\n"
    assert [found.fix for found in testing.read(files).findings] == [
        "give one of the two another id; ids are shared by all kinds"
    ]
