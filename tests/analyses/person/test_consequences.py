"""What is lacking once somebody has been taken out."""

from datetime import UTC, datetime

from kb.analyses.person.consequences import consequences
from kb.files.load import load
from kb.testing import tree

AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
FILES = {
    "architecture/a.yml": "services: {pay: {}, mail: {}, chat: {}, old: {}}\n",
    "ownership/a.yml": """\
teams: {till: {lead: ann}}
people: {ann: {team: till}, bob: {}, dan: {until: 2026-01-31}}
knowledge: {pay: {ann: operate, bob: assist}, mail: {ann: operate, bob: operate}, chat: {ann: operate}, old: {dan: operate}}
oncall: {first: {rotation: [ann, bob], shifts: [{person: ann, start: 2026-09-14T08:00Z, end: 2026-09-15T08:00Z}]}}
""",
    "events/sale.yml": "title: Sale\ndecider: ann\n",
}


def test_what_is_lacking_is_said(tmp_path):
    tree(tmp_path, FILES)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    found = consequences(loaded.base, "ann", AT)
    assert found.last == ("chat", "pay")
    assert found.nobody == ("chat",)
    assert found.duties == (
        ("event", "sale", "decider"),
        ("rotation", "first", "rotation"),
        ("rotation", "first", "shifts"),
        ("team", "till", "lead"),
    )
    assert consequences(loaded.base, "dan", AT) == ((), ("old",), ())
    assert consequences(loaded.base, "bob", AT).last == ()
