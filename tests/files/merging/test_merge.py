"""Facts join the files: what is new is added with its place, what a human wrote stays, and the result loads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import testing
from kb.errors import KbError
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging import merge as merging
from kb.files.merging.merge import merge, untried
from kb.model.fact import Fact
from kb.model.source import Source
from kb.model.words import Basis

FILES = {
    "architecture/a.yml": """\
services: # by hand
  pay: {title: Pay, needs: [ledger]} # one line
  web:
    title: Web # the shop
    needs:
      - pay # first
    tier: 1

  cron:
datastores:
  ledger: {}
systems:
  shop: {owner: t1}
""",
    "ownership/o.yml": """\
teams: {t1: {}}
people:
  ann: {team: t1, handles: {github: annx}}
knowledge:
  pay: {ann: operate}
  web: none
""",
}


def fact(section, name, key="", value=True, line=1):
    return Fact(section, name, key, value, Source("foreign.yml", line, 1))


def merged(tmp_path, *facts, files=FILES, **more):
    root = testing.tree(tmp_path, files)
    return root, merge(root, load(root).base, facts, "compose", "foreign.yml", **more)


def new(proposal, path):
    return {change.path: change.new for change in proposal.changes}[path]


def lines_added(proposal, path):
    change = next(change for change in proposal.changes if change.path == path)
    old = change.old.splitlines()
    return [line for line in change.new.splitlines() if line not in old]


def test_a_new_entity_goes_to_a_file_named_after_the_import_and_says_that_it_is_inferred(tmp_path):
    root, proposal = merged(
        tmp_path, fact("services", "cart", line=3), fact("services", "cart", "title", "The cart", 4)
    )
    assert [(change.path, change.old) for change in proposal.changes] == [("architecture/compose.yml", None)]
    write_together(root, proposal.changes)
    cart = load(root).base.components["cart"]
    assert (cart.about.title, cart.provenance.basis, cart.provenance.sources) == (
        "The cart",
        Basis.INFERRED,
        ("import-compose",),
    )
    text = (root / "architecture/compose.yml").read_text()
    assert "  cart: # suggested: foreign.yml:3\n    title: The cart # suggested: foreign.yml:4\n" in text


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (fact("services", "web", "needs", "ledger"), "      - {to: ledger, basis: inferred, sources: [import-compose]} # suggested: foreign.yml:1"),
        (fact("services", "web", "owner", "t1"), "    owner: t1 # suggested: foreign.yml:1"),
        (fact("services", "cron", "owner", "t1"), "    owner: t1 # suggested: foreign.yml:1"),
        (fact("services", "pay", "tier", 0), "  pay: {title: Pay, needs: [ledger], tier: 0} # one line # suggested: tier (foreign.yml:1)"),
        (fact("services", "pay", "needs", "web"), "  pay: {title: Pay, needs: [ledger, {to: web, basis: inferred, sources: [import-compose]}]} # one line # suggested: web (foreign.yml:1)"),
        (fact("datastores", "ledger", "aliases", "book: keeping"), '      aliases: ["book: keeping"] # suggested: foreign.yml:1'),
        (fact("systems", "shop", "tier", 1), "      tier: 1 # suggested: foreign.yml:1"),
    ],
)  # fmt: skip
def test_what_is_missing_in_an_entry_becomes_a_line_of_it(tmp_path, given, line):
    _, proposal = merged(tmp_path, given)
    assert line in lines_added(proposal, "architecture/a.yml")
    assert proposal.added == (given,)


def test_people_and_knowledge_join_entries_too(tmp_path):
    _, proposal = merged(
        tmp_path,
        fact("people", "ben", "handles", {"github": "b"}),
        fact("people", "ann", "handles", {"slack": "u1"}),
        fact("knowledge", "pay", "ben", {"level": "assist", "by": "authored"}),
        fact("knowledge", "ledger", "ben", "assist"),
    )
    assert lines_added(proposal, "ownership/o.yml") == [
        "  ann: {team: t1, handles: {github: annx,",
        "      slack: u1 # suggested: foreign.yml:1",
        "    }}",
        "  pay: {ann: operate,",
        "      ben: {level: assist, by: authored, basis: inferred, sources: [import-compose]} # suggested: foreign.yml:1",
        "    }",
    ]
    assert "  ledger:\n    ben: assist # suggested: foreign.yml:1\n" in new(proposal, "ownership/compose.yml")


@pytest.mark.parametrize(
    ("given", "there", "line"),
    [
        (fact("services", "web", "tier", 0), "1", 7),
        (fact("services", "web", "title", "Shop"), "Web", 4),
        (fact("people", "ann", "handles", {"github": "other"}), "annx", 3),
        (fact("knowledge", "pay", "ann", "aware"), "operate", 5),
        (fact("knowledge", "web", "ann", "operate"), "an alias or a single word", 6),
    ],
)
def test_what_a_human_wrote_is_kept_and_told_with_its_line(tmp_path, given, there, line):
    _, proposal = merged(tmp_path, given)
    assert (proposal.changes, proposal.added) == ((), ())
    assert [(item.fact, item.there, item.source.line) for item in proposal.kept] == [(given, there, line)]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (fact("services", "web", "needs", "nowhere"), "there is no component or vendor `nowhere`"),
        (fact("services", "web", "needs", {"to": "web"}), ""),
        (fact("services", "web", "needs", "web"), "it names itself"),
        (fact("services", "web", "owner", "t2"), "there is no team `t2`"),
        (fact("services", "ann", "tier", 1), "`ann` is a person here"),
        (fact("knowledge", "nowhere", "ann", "assist"), "there is no component `nowhere`"),
        (fact("knowledge", "web", "zoe", "assist"), "there is no person `zoe`"),
        (fact("nonsense", "web"), "there is no section `nonsense`"),
    ],
)
def test_what_cannot_stand_is_dropped_and_says_why(tmp_path, given, why):
    _, proposal = merged(tmp_path, given)
    assert [item.why for item in proposal.dropped] == [why or "it names itself"]
    assert not proposal.changes


def test_the_same_facts_a_second_time_change_nothing(tmp_path):
    facts = [
        fact("services", "cart"),
        fact("services", "cart", "needs", "pay"),
        fact("services", "web", "needs", "cart"),
    ]
    root, proposal = merged(tmp_path, *facts)
    write_together(root, proposal.changes)
    again = merge(root, load(root).base, facts, "compose", "foreign.yml")
    assert (again.changes, again.added, again.same) == ((), (), 3)


def test_a_datastore_stays_one_if_a_foreign_file_calls_it_a_service(tmp_path):
    _, proposal = merged(tmp_path, fact("services", "ledger", "title", "Ledger"))
    assert lines_added(proposal, "architecture/a.yml") == [
        "  ledger: {",
        "      title: Ledger # suggested: foreign.yml:1",
        "    }",
    ]


def test_an_owner_or_tier_that_the_system_lends_is_known_already(tmp_path):
    files = {"architecture/a.yml": "systems: {shop: {owner: t1, tier: 1}}\nservices: {web: {system: shop}}\n",
             "ownership/o.yml": "teams: {t1: {}}\n"}  # fmt: skip
    _, proposal = merged(
        tmp_path, fact("services", "web", "owner", "t1"), fact("services", "web", "tier", 1), files=files
    )
    assert (proposal.same, proposal.changes) == (2, ())


def test_windows_line_ends_stay(tmp_path):
    files = {"architecture/a.yml": "services:\r\n  web:\r\n    tier: 1\r\n  pay: {}\r\n"}
    _, proposal = merged(tmp_path, fact("services", "web", "needs", "pay"), files=files)
    assert "\n" not in proposal.changes[0].new.replace("\r\n", "")


def test_whole_new_files_are_written_but_never_over_an_old_one(tmp_path):
    root, _ = merged(tmp_path, files={**FILES, "runbooks/a.md": "---\nid: a\n---\n"})
    found = merge(
        root, load(root).base, (), "runbooks", "x", {"runbooks/a.md": "x", "runbooks/b.md": "---\nid: b\n---\n"}
    )
    assert [(change.path, change.old) for change in found.changes] == [("runbooks/b.md", None)]


def test_a_result_with_faults_is_refused_whole(tmp_path):
    with pytest.raises(KbError, match=r"(?s)nothing was changed.*architecture/a.yml:\d+:\d+: .*\[unknown-word\]"):
        merged(tmp_path, fact("services", "web", "lifecycle", ["no", "word"]))


def test_writing_is_refused_if_a_file_has_changed_meanwhile(tmp_path):
    root, proposal = merged(tmp_path, fact("services", "cart"), fact("services", "web", "owner", "t1"))
    (root / "architecture/a.yml").write_text("services: {}\n")
    with pytest.raises(KbError, match="no longer what it was"):
        write_together(root, proposal.changes)
    assert not (root / "architecture/compose.yml").exists()


IDS = st.sampled_from(["web", "pay", "cron", "ledger", "cart", "mail", "ann", "ben", "shop", "t1"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
FACTS = st.builds(
    fact,
    st.sampled_from(["services", "datastores", "people", "teams", "knowledge", "systems"]),
    IDS,
    st.sampled_from(["", "title", "needs", "owner", "team", "aliases", "handles", "ann", "ben"]),
    st.one_of(IDS, TEXTS, st.fixed_dictionaries({"level": st.sampled_from(["aware", "operate"])})),
    st.integers(1, 99),
)
SHAPE = {"title": str, "aliases": str, "needs": str, "owner": str, "team": str}


@given(st.lists(FACTS, max_size=8))
def test_whatever_is_read_the_result_loads_and_nothing_a_human_wrote_is_gone(tmp_path_factory, facts):
    usable = [
        item for item in facts
        if (item.section == "knowledge") == (item.key in ("ann", "ben") or (item.section == "knowledge" and not item.key))
        and isinstance(item.value, SHAPE.get(item.key, object)) and item.key != "handles"
        and not (item.section == "knowledge" and item.key and not isinstance(item.value, dict))
        and not (item.key in ("needs", "owner") and item.section in ("people", "teams", "knowledge"))
        and not (item.key == "needs" and item.section == "systems")
        and not (item.key == "team" and item.section != "people")
    ]  # fmt: skip
    root, proposal = merged(tmp_path_factory.mktemp("base"), *usable)
    for change in proposal.changes:
        kept = iter(change.new)
        assert all(letter in kept for letter in change.old or "")  # every character is still there, in order
    write_together(root, proposal.changes)
    again = merge(root, load(root).base, usable, "compose", "foreign.yml")
    assert not again.changes


@pytest.mark.parametrize(("given", "why"), [
    (fact("services", "cart", "title", "a\x85b"), "a hidden character"), (fact("services", "cart", "title", "a\u2028b"), "a hidden character"),
    (fact("services", "c" * 201), "its name makes no usable id"), (fact("services", "defaults"), "is a word of the files' own"),
    (fact("teams", "sources"), "is a word of the files' own"), (fact("services", "cart", "description", "x" * 10_001), "a text of more than"),
    (fact("services", "cart", "title", "<b>x</b>"), "raw HTML"), (fact("services", "Not A Slug"), "its name makes no usable id"),
])  # fmt: skip
def test_one_odd_fact_is_dropped_and_the_others_are_taken(tmp_path, given, why):
    _, proposal = merged(tmp_path, given, fact("services", "mail", "title", "Mail"))
    assert why in proposal.dropped[0].why
    assert "mail:" in new(proposal, "architecture/compose.yml")


def test_a_place_with_an_odd_name_cannot_end_its_comment(tmp_path):
    odd = Fact("services", "cart", "title", "Cart", Source("x\ntier: 0\u2028y.yml", 1, 1))
    root, proposal = merged(tmp_path, odd)
    write_together(root, proposal.changes)
    assert load(root).base.components["cart"].tier is None


# -- many facts ----------------------------------------------------------------------------------


def shift(number):
    start, end = (f"{2000 + number + later}-01-01T00:00:00Z" for later in (0, 1))
    return fact("oncall", "rota", "shifts", {"person": "ann", "start": start, "end": end}, number + 1)


ROTA = FILES | {"ownership/r.yml": "oncall:\n  rota:\n    shifts:\n"}


@pytest.mark.parametrize("there", [0, 200], ids=["new", "200 there"])
def test_each_value_is_looked_at_as_often_however_many_there_are(tmp_path, monkeypatch, there):
    looked = []
    handle = merging.handle
    monkeypatch.setattr(merging, "handle", lambda value: looked.append(1) or handle(value))
    items = "".join(
        f"      - {{person: ann, start: {item.value['start']}, end: {item.value['end']}}}\n"
        for item in map(shift, range(there))
    )
    root = testing.tree(tmp_path, ROTA | {"ownership/r.yml": ROTA["ownership/r.yml"] + items} if there else FILES)
    proposal = untried(root, load(root).base, [shift(number) for number in range(400)], "oncall", "f")
    assert (proposal.same, len(proposal.added)) == (there, 400 - there)
    assert len(looked) <= 400 * 2 + there


def test_an_item_that_is_told_twice_is_added_once(tmp_path):
    _, proposal = merged(tmp_path, *(fact("services", "web", "needs", value) for value in ("cron", {"to": "cron"})))
    assert lines_added(proposal, "architecture/a.yml") == [
        "      - {to: cron, basis: inferred, sources: [import-compose]} # suggested: foreign.yml:1"
    ]
    assert (len(proposal.added), proposal.same) == (1, 1)
