"""kb runbook list, coverage and bundle as a user runs them."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from kb.analyses.runbooks.bundle import bundle, marks
from kb.cli.main import main
from kb.errors import UsageError
from kb.files.load import load
from kb.model.moment import noon, parse_day

FILES = {
    "kb.toml": 'as_of = "2026-09-14"\nnotice = "All of this is invented."\n',
    "architecture/a.yml": """\
systems: {sales: {owner: till, tier: 0}}
services:
  shop: {system: sales, needs: [{to: pay, fallback: queue, modes: [{id: slow, effect: waits, runbook: shed}, {id: dead}]}], alerts: [{id: ShopSlow, runbook: shed}, {id: ShopDead}]}
  pay: {tier: 1, needs: [bank, {to: ledger, modes: none}]}
  queue: {tier: 3}
  ledger: {tier: 2, needs: none}
  old: {tier: 0, lifecycle: retired, alerts: [{id: OldDead}]}
vendors: {bank: {contact: [{kind: ticket, to: CASE}], support: {hours: 24x7}}}
""",
    "ownership/a.yml": """\
teams: {till: {contact: [{kind: chat, to: "#till"}]}}
people: {ann: {team: till}, bob: {team: till}, p-9: {until: 2026-09-01}}
knowledge: {shop: {ann: operate, bob: operate}}
oncall:
  till-primary:
    covers: [shop]
    rotation: [ann, bob]
    contact: [{kind: pager, to: till-pager}]
    escalation: [bob, till]
    shifts: [{person: ann, start: 2026-09-20T15:00Z, end: 2026-09-20T23:00Z, role: primary}, {person: bob, start: 2026-09-21T15:00Z, end: 2026-09-21T23:00Z}]
""",
    "events/sale.yml": "title: 5 < 6 & the sale\nwindow: {start: 2026-09-20T16:00Z, end: 2026-09-20T20:00Z, pre: 60, post: 60}\nentry: [shop]\n",
    "runbooks/shed.md": """\
---
title: Shed < load
kind: degrade
components: [shop]
authors: [ann]
---
## When to use
See [the other](switch.md), [bad](javascript:alert(1)), [file](../../etc/passwd), ![pic](https://x.example/a.png) and [docs](https://docs.example/a).
<script>alert(1)</script>
## Steps
### s1 · Shed
- do: `shed 10`
- expect: 10 % less
""",
    "runbooks/switch.md": "---\nkind: relaunch\ncomponents: [shop]\ncovers: [{from: shop, to: pay, mode: dead}]\nvisibility: public\n---\n## Steps\n### s1 · Switch\n- do: it\n",
}
RUN = "{{runbook: shed, steps_hash: {hash}, kind: drill, by: bob, ended: {ended}T10:00Z, help: none, outcome: pass}}\n"


@pytest.fixture
def kb(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text.replace("<script>alert(1)</script>", "`<script>alert(1)</script>`"))
    hashed = load(tmp_path).base.runbooks["shed"].steps_hash
    (tmp_path / "runbooks/log").mkdir()
    (tmp_path / "runbooks/log/one.yml").write_text(RUN.format(hash=f"'{hashed}'", ended="2026-09-01"))

    def run(*words):
        return CliRunner().invoke(main, ["-C", str(tmp_path), "runbook", *words], catch_exceptions=False)

    run.root = tmp_path
    return run


def test_the_list_says_what_is_verified_and_opens_with_the_date_and_notice(kb):
    result = kb("list")
    assert result.exit_code == 0
    assert "At 2026-09-14 (as_of in kb.toml). All of this is invented." in result.stdout
    assert "1 OF 2" in result.stdout
    assert result.stdout.index("switch") < result.stdout.index("shed")  # what needs work comes first
    assert "switch" in kb("list", "--stale").stdout
    assert "shed " not in kb("list", "--stale").stdout


def test_the_list_at_another_date_names_every_reason(kb):
    report = json.loads(kb("list", "--at", "2027-03-01", "--format", "json").stdout)
    assert report["report"] == "runbook-list-report"
    assert report["counts"] == {"never run": 1, "stale": 1, "changed since verified": 0, "verified": 0}
    shed = report["rows"][1]
    assert (shed["badge"], shed["age_days"], shed["reasons"][0]["cause"]) == ("stale", 181, "interval")
    assert "shed: last run 181 days ago, and it is to be run every 180" in kb(
        "list", "--at", "2027-03-01"
    ).stdout.replace("\n  ", " ")


def test_the_list_as_csv_has_every_column(kb):
    rows = list(csv.DictReader(io.StringIO(kb("list", "-f", "csv").stdout)))
    assert [(row["runbook"], row["badge"], row["last"], row["reasons"]) for row in rows] == [
        ("switch", "never run", "", "nobody has run it (runbooks/switch.md:1)"), ("shed", "verified", "2026-09-01", ""),
    ]  # fmt: skip


def test_coverage_has_three_matrices(kb):
    report = json.loads(kb("coverage", "--event", "sale", "-f", "json").stdout)
    assert report["components"] == ["ledger", "pay", "shop"]
    assert [(row["alert"], row["answer"]) for row in report["alerts"]] == [
        ("ShopDead", "missing"),
        ("ShopSlow", "verified"),
    ]
    assert [(row["from_"], row["to"], row["mode"], row["answer"]) for row in report["modes"]] == [
        ("pay", "bank", None, "unknown"), ("pay", "ledger", None, "missing"), ("shop", "pay", "slow", "verified"), ("shop", "pay", "dead", "unproven"),
    ]  # fmt: skip
    shop, pay = report["kinds"]
    assert (shop["component"], shop["answers"]["degrade"], shop["answers"]["relaunch"], shop["answers"]["comms"]) == (
        "shop",
        "verified",
        "unproven",
        "missing",
    )
    assert (pay["component"], pay["answers"]["degrade"], pay["answers"]["relaunch"]) == (
        "pay",
        "missing",
        "unproven",
    )  # relaunch is of the whole


def test_coverage_of_everything_leaves_out_what_is_retired(kb):
    text = kb("coverage").stdout
    assert "OldDead" not in text
    assert "queue (not rehearsed)" in text.replace("\n", " ").replace("  ", " ")
    rows = list(csv.DictReader(io.StringIO(kb("coverage", "-f", "csv").stdout)))
    assert {row["matrix"] for row in rows} == {"alert", "edge", "kind"}
    assert kb("coverage", "-f", "markdown").exit_code == 0


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.ids = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        assert not {"src", "srcset", "style", "background", "poster"} & found.keys()
        assert not [name for name in found if name.startswith("on")]
        self.tags.append(tag)
        self.links += [found["href"]] if "href" in found else []
        self.ids += [found["id"]] if "id" in found else []


def test_the_bundle_is_one_file_that_needs_nothing_else(kb):
    target = kb.root / "out.html"
    assert kb("bundle", "--event", "sale", "-o", str(target)).exit_code == 0
    text = target.read_text()
    assert text == kb("bundle", "--event", "sale").stdout  # the same bytes every time
    seen = Seen()
    seen.feed(text)
    assert not {"script", "img", "link", "iframe", "object", "base"} & set(seen.tags)
    assert "url(" not in text
    assert "@import" not in text
    assert len(seen.ids) == len(set(seen.ids))
    inner = [link[1:] for link in seen.links if link.startswith("#")]
    assert set(inner) <= set(seen.ids)
    assert [link for link in seen.links if not link.startswith("#")] == [
        "https://x.example/a.png",
        "https://docs.example/a",
    ]
    assert "#runbook-switch" in seen.links  # the link from one runbook to the other


def test_the_bundle_says_when_for_whom_and_whom_to_call(kb):
    text = kb("bundle", "--event", "sale").stdout
    for said in ("5 &lt; 6 &amp; the sale", "At 2026-09-14 (as_of in kb.toml). All of this is invented.", "Profile: internal.", "Shed &lt; load", "pager: till-pager",
                 "ann (primary, 2026-09-20 15:00+0000 to 2026-09-20 23:00+0000)", "then bob, then till", "ticket: CASE", "support 24x7", "thin (2, 1 proven)", "never run: nobody has run it",
                 "javascript:alert(1)"):  # fmt: skip
        assert said in text
    assert "bob (" not in text  # on call on another day
    assert "<script" not in text


def test_the_bundle_marks_who_is_not_there_at_the_event(kb):
    people = (kb.root / "ownership/a.yml").read_text()
    gone = people.replace("ann: {team: till}", "ann: {team: till, until: 2026-09-19}")
    (kb.root / "ownership/a.yml").write_text(gone)
    text = kb("bundle", "--event", "sale").stdout
    assert "2026-09-20 23:00+0000): left on 2026-09-19; next in turn: bob" in text
    away = people.replace("bob: {team: till}", "bob: {team: till, away: [2026-09-18/2026-09-30]}")
    (kb.root / "ownership/a.yml").write_text(away)
    assert "then bob (away until 2026-09-30), then till" in kb("bundle", "--event", "sale").stdout


def test_a_profile_that_is_not_internal_names_nobody_and_a_public_one_holds_public_runbooks_only(kb):
    (kb.root / "kb.toml").write_text('as_of = "2026-09-14"\nprofile = "leadership"\n')
    text = kb("bundle", "--event", "sale").stdout
    assert "till-pager" in text
    assert "ann" not in text.replace("channel", "")
    assert "then till" in text
    (kb.root / "kb.toml").write_text('as_of = "2026-09-14"\nprofile = "public"\n')
    text = kb("bundle", "--event", "sale").stdout
    assert "till-pager" not in text
    assert "runbook-switch" in text
    assert "runbook-shed" not in text
    assert "1 runbook is left out" in text


def test_what_is_not_there_is_said(kb):
    for command in ("coverage", "bundle"):
        result = CliRunner().invoke(main, ["-C", str(kb.root), "runbook", command, "--event", "sail"])
        assert "did you mean `sale`?" in str(result.exception)
    (kb.root / "events/sale.yml").write_text("title: x\n")
    assert "names no `entry`" in str(
        CliRunner().invoke(main, ["-C", str(kb.root), "runbook", "bundle", "--event", "sale"]).exception
    )
    for path in (kb.root / "runbooks").rglob("*.*"):
        path.unlink()
    (kb.root / "architecture/a.yml").write_text("services: {shop: {}}\n")
    (kb.root / "ownership/a.yml").unlink()
    result = CliRunner().invoke(main, ["-C", str(kb.root), "runbook", "list"])
    assert "there is no runbook yet" in str(result.exception)


@pytest.mark.parametrize("name", ["list", "coverage", "bundle"])
def test_help_shows_examples(kb, name):
    assert "Examples:" in kb(name, "--help").stdout


def test_the_group_imports_only_what_runs(kb):
    assert "Record a run" in kb("--help").stdout
    assert CliRunner().invoke(main, ["runbook", "lst"]).exit_code == 2


KEPT = ("--by", "ann", "--kept", "printed, in the red folder", "--needs", "none", "--at", "2026-09-14")


def test_a_copy_is_recorded_and_known_by_readiness(kb):
    target = kb.root / "out.html"
    result = kb("bundle", "--event", "sale", "-o", str(target), *KEPT)
    assert result.stdout == "wrote events/sale/20260914T120000Z-bundle-runbooks-ann.yml\n"
    assert target.is_file()
    base = load(kb.root).base
    (copy,) = base.copies
    assert (copy.by, copy.kept, copy.needs, sorted(copy.texts)) == ("ann", KEPT[3], (), ["shed", "switch"])
    found = marks(bundle(base, base.events["sale"], noon(parse_day("2026-09-15"))))
    assert (found.calls, found.texts) == (copy.calls, copy.texts)
    (kb.root / "runbooks" / "shed.md").write_text((kb.root / "runbooks" / "shed.md").read_text() + "\nMore.\n")
    base = load(kb.root).base
    found = marks(bundle(base, base.events["sale"], noon(parse_day("2026-09-15"))))
    assert [name for name in found.texts if found.texts[name] != copy.texts[name]] == ["shed"]
    assert found.calls == copy.calls


def test_a_dry_run_of_a_copy_writes_nothing(kb):
    before = sorted(kb.root.rglob("*"))
    assert "+  texts:\n" in kb("bundle", "--event", "sale", "-o", str(kb.root / "out.html"), *KEPT, "--dry-run").stdout
    assert kb("bundle", "--event", "sale", "--dry-run").stdout == "would write to standard output: 2 runbooks\n"
    assert sorted(kb.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (KEPT[:2], "give --kept, --needs, -o too"),
        (("-o", "out.html", *KEPT[:4]), "give --needs too"),
        (("-o", "out.html", "--by", "eve", *KEPT[2:]), "there is no person `eve`"),
        (("-o", "out.html", "--by", "p-9", *KEPT[2:]), "p-9 is not active"),
        (("-o", "out.html", *KEPT[:3], "TBD", *KEPT[4:]), "'TBD' is no place"),
        (("-o", "out.html", *KEPT[:5], "bnak"), "there is no component or vendor `bnak`; did you mean `bank`"),
    ],
)
def test_a_copy_is_refused_with_a_sentence(kb, arguments, sentence):
    before = sorted(kb.root.rglob("*"))
    with pytest.raises(UsageError, match=sentence):
        kb("bundle", "--event", "sale", *arguments)
    assert sorted(kb.root.rglob("*")) == before


def test_a_public_copy_holds_no_contacts(kb):
    settings = kb.root / "kb.toml"
    settings.write_text(f'profile = "public"\n{settings.read_text()}')
    kb("bundle", "--event", "sale", "-o", str(kb.root / "out.html"), *KEPT)
    (path,) = (kb.root / "events" / "sale").glob("*.yml")
    assert "  calls: none\n" in path.read_text()
    assert "shed" not in path.read_text()
