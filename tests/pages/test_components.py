"""A page per component: what to know at 3 a.m. first, and nothing made up where nothing is written."""

import re

from kb.pages import _parts
from kb.testing import read

FILES = {
    "architecture/a.yml": """
systems:
  shop: {title: Shop, owner: shop-team, tier: 1}
services:
  checkout:
    title: Checkout
    aliases: [till, "cash desk"]
    description: Takes orders.
    system: shop
    tier: 0
    needs: [{to: orders, why: writes each order, modes: [{id: slow, effect: buyers wait for minutes, detect: OrdersSlow, runbook: restart}]}, bank]
    uses: [mailer]
    dashboards: ["https://graphs.example/checkout"]
    alerts: [{id: CheckoutErrorRate, runbook: restart}]
    capacity: {unit: orders per minute, designed: 12000, tested: {value: 9000, date: 2026-03-01, breaks_at: 9500}, basis: stated, sources: [s1]}
    changes: [{date: 2026-05-01, significant: true, ref: "release 7"}, {date: 2026-07-01, ref: later}]
  mailer: {system: shop}
  old: {lifecycle: retired}
datastores:
  orders: {title: Order store, system: shop, needs: []}
vendors:
  bank: {contact: [{kind: url, to: "https://bank.example/support"}]}
""",
    "architecture/sources.yml": "sources:\n  s1: {title: Load test of March}\n",
    "ownership/o.yml": """
teams:
  shop-team: {title: Shop team, lead: ann, contact: [{kind: chat, to: "#shop"}]}
people:
  ann: {title: Ann A., team: shop-team}
  bob: {team: shop-team, until: 2026-01-31}
knowledge:
  checkout: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: expert}
  mailer: none
oncall:
  shop-primary: {covers: [shop], rotation: [bob, ann], contact: [{kind: pager, to: shop-primary}], escalation: [shop-team]}
""",
    "runbooks/restart.md": "---\nid: restart\nkind: relaunch\ncomponents: [checkout]\n---\n# Restart the till\n\n## Steps\n\n### s1 · One\n\n- do: restart 1\n- expect: 1 line\n",
}


def text(page):
    return page.markdown


def section(page, title):
    return re.search(rf"## {title}.*?\n\n(.*?)(?=\n## |\Z)", text(page), re.DOTALL)[1]


def test_the_card_says_what_it_is_what_breaks_whom_to_call_and_what_to_follow(compose_base):
    page = compose_base(FILES)["components/checkout.md"]
    card = text(page)[text(page).index("!!! kb-card") : text(page).index("## Neighbours")]
    assert "What it is" in card
    assert "an outage is public at once" in card
    assert "CheckoutErrorRate" in card
    assert "[Restart the till](../runbooks/restart.md)" in card
    assert card.index("Takes orders") < card.index("shop-primary") < card.index("Restart the till")


def test_who_left_is_not_called(compose_base):
    page = compose_base(FILES)["components/checkout.md"]
    card = text(page)[text(page).index("!!! kb-card") : text(page).index("## Neighbours")]
    assert "(../people/bob.md)" not in card.replace("left", "")  # bob takes turns in the file, but left
    assert "(../people/ann.md)" in card


def test_where_nothing_is_written_it_says_what_to_write_and_where(compose_base):
    page = text(compose_base("pay tier 0")["components/pay.md"])
    card, below = page[page.index("!!! kb-card") : page.index("## Neighbours")], page[page.index("## Findings") :]
    assert not re.search(r"[Ww]rite `|\b(add|give)\b|`", card), "at 3 a.m. nobody writes files"
    assert "There is no runbook." in card
    assert "nothing says what it is. Write `description:`" in below
    said = ("which team runs it", "has no runbook")  # by rules: once is enough
    assert [below.count(part) for part in said] == [1, 1]
    assert "Write it under `knowledge:`" in page
    assert "What it stands on is unknown" in page


def test_what_no_rule_asks_for_is_advised_below(compose_base):
    below = text(compose_base("pay tier 2")["components/pay.md"]).partition("## Findings")[2]
    assert "which team runs it. Write `owner:`" in below
    assert "Write `runbooks/restart-pay.md` with `components: [pay]`" in below
    written = {
        "architecture/a.yml": "services:\n  pay: {tier: 2, owner: shop, description: Takes money., runbooks: none}\n",
        "ownership/t.yml": "teams: {shop: {}}\n",
    }
    assert "Advice: " not in text(compose_base(written)["components/pay.md"])


def restorable(compose_base, said, profile="internal"):
    page = text(compose_base(said, profile=profile)["components/pay.md"])
    found = re.search(r"\*\*Can restore it\.\*\* (.*)", page[: page.index("## Neighbours")])
    return re.sub(r"\[(\w+)\]\([^)]*\)", r"\1", found[1]) if found else None


ABLE = """
teams: {shop: {contact: [{kind: chat, to: "#shop"}]}}
people:
  ann: {team: shop}
  bob: {team: shop}
  dan: {team: shop}
  eve: {team: shop, until: 2026-01-31}
  fay: {kind: external}
  gus: {team: shop}
knowledge:
  pay: {ann: operate, dan: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, eve: operate, fay: operate, gus: assist, bob: expert}
"""
PAY = {"architecture/a.yml": "services:\n  pay: {owner: shop}\n", "ownership/o.yml": ABLE}


def test_where_no_rotation_answers_those_who_can_restore_it_are_named(compose_base):
    assert restorable(compose_base, PAY) == "dan (proven), bob (claimed), ann (claimed), fay (external, claimed)."
    dead = ABLE + "oncall:\n  r: {covers: [pay], rotation: [eve]}\n"
    assert restorable(compose_base, PAY | {"ownership/o.yml": dead}).startswith("dan (proven)")


def test_where_a_rotation_answers_it_alone_is_called(compose_base):
    assert (
        restorable(compose_base, PAY | {"ownership/o.yml": ABLE + "oncall:\n  r: {covers: [pay], rotation: [ann]}\n"})
        is None
    )


def test_nobody_and_unknown_differ_on_the_card_too(compose_base):
    assert restorable(compose_base, "pay tier 0") == "Unknown: nobody is written down."
    none = {"architecture/a.yml": "services:\n  pay: {}\n", "ownership/o.yml": "knowledge: {pay: none}\n"}
    assert restorable(compose_base, none) == "Nobody who is there now."


def test_who_may_not_see_people_is_told_nobody_who_can_restore_it(compose_base):
    for profile in ("leadership", "public"):
        assert restorable(compose_base, PAY, profile) is None


def test_an_alert_leads_to_its_runbook_whichever_side_binds_them(compose_base):
    files = {
        "architecture/a.yml": "services:\n  pay: {alerts: [{id: PayErrors, runbook: one}, {id: PaySlow, runbook: none}]}\n",
        "runbooks/one.md": "---\nid: one\n---\n# First aid\n\n## Steps\n\n1. Look.\n",
        "runbooks/two.md": "---\nid: two\ncomponents: [pay]\nalerts: [PaySlow, PayGone]\n---\n# Second aid\n\n## Steps\n\n1. Look.\n",
    }
    pages = compose_base(files)
    lines = text(pages["components/pay.md"]).splitlines()
    assert "    - <code>PayErrors</code> \u2192 [First aid](../runbooks/one.md)" in lines
    assert "    - <code>PaySlow</code> \u2192 [Second aid](../runbooks/two.md)" in lines
    heads = {
        name: text(pages[name]).split("---")[1] for name in ("components/pay.md", "runbooks/one.md", "runbooks/two.md")
    }
    assert '"pay errors"' in heads["runbooks/one.md"]
    assert '"pay slow"' in heads["runbooks/two.md"]
    assert all(f'"pay {word}"' in heads["components/pay.md"] for word in ("errors", "slow"))
    assert "**Alerts**: <code>PayErrors</code>" in text(pages["runbooks/one.md"])


def test_unknown_and_nobody_differ(compose_base):
    pages = compose_base(FILES)
    assert "kb-unknown" in text(pages["components/orders.md"])
    assert "Nobody: `none` is written." in text(pages["components/mailer.md"])


def test_neighbours_stand_in_a_table_beside_the_map(compose_base):
    page = compose_base(FILES)["components/checkout.md"]
    rows = section(page, "Neighbours")
    assert "[Order store](orders.md)" in rows
    assert "writes each order" in rows
    assert "[bank](../vendors.md#bank)" in rows
    assert "kb-unknown" in rows
    assert page.inserts["map-checkout"].startswith("<div")


def test_coverage_gives_reasons_and_places(compose_base):
    rows = section(compose_base(FILES)["components/checkout.md"], "Who can operate it")
    assert "counts, proven" in rows
    assert "left" in rows
    assert "ownership&#47;o&#46;yml&#58;8" in rows


def test_capacity_failure_modes_history_and_sources(compose_base):
    page = compose_base(FILES)["components/checkout.md"]
    assert "12k orders per minute" in section(page, "Capacity")
    assert "9,000 orders per minute on 2026-03-01; breaks at 9,500" in section(page, "Capacity")
    assert "buyers wait for minutes" in section(page, "How it fails")
    assert "release 7" in section(page, "History")
    assert "later" not in section(page, "History")
    assert '<span class="kb-basis kb-stated">stated</span>' in section(page, "Sources")
    assert "[s1](../sources.md#s1)" in section(page, "Sources")


def test_it_is_found_by_alias_and_by_the_words_of_an_alert(compose_base):
    head = text(compose_base(FILES)["components/checkout.md"]).split("---")[1]
    for word in ("till", "cash desk", "CheckoutErrorRate", "checkout error rate"):
        assert f'"{word}"' in head


def test_a_retired_component_keeps_its_page_and_leaves_the_list(compose_base):
    pages = compose_base(FILES)
    assert "retired" in text(pages["components/old.md"])
    assert "| old |" not in text(pages["components/index.md"])
    assert "Retired, and left out above: [old](old.md)" in text(pages["components/index.md"])


def test_a_component_called_index_does_not_take_the_place_of_the_list(compose_base):
    pages = compose_base("index tier 0")
    assert "# Components" in text(pages["components/index.md"])
    assert "# index" in text(pages["components/index-.md"])


def test_who_may_not_see_people_sees_none(compose_base):
    for profile in ("leadership", "public"):
        for uri, page in compose_base(FILES, profile=profile).items():
            assert "Ann A" not in text(page), uri
            assert "people/" not in text(page), uri
            assert "o&#46;yml&#58;" not in text(page), uri


CALLED = """
teams:
  shop-team: {lead: ann, contact: [{kind: pager, to: shop-primary}]}
  bare: {}
people:
  ann: {team: shop-team}
  bob: {team: bare, until: 2026-01-31}
oncall:
  a-empty: {covers: [pay], rotation: [bob], contact: [{kind: chat, to: nobody}]}
  b-shop: {covers: [pay], rotation: [ann], contact: [{kind: pager, to: shop-primary}], escalation: [shop-team]}
"""


def test_whom_to_call_begins_with_who_answers_and_says_each_pager_once(compose_base):
    said = {"architecture/a.yml": "services:\n  pay: {owner: shop-team}\n", "ownership/o.yml": CALLED}
    card = text(compose_base(said)["components/pay.md"])
    first = card[card.index("1. ") :].split("\n")[0]
    assert "shop-primary" in first
    assert card.count("**shop-primary**") == 1
    assert card.index("b-shop") < card.index("a-empty")
    assert "shop-team" in card


def test_both_ends_of_an_edge_say_the_same_kind(compose_base):
    pages = compose_base(
        {"architecture/a.yml": "services:\n  one: {built_on: [two], runs_on: [three]}\n  two: {}\n  three: {}\n"}
    )
    assert "| is built on | [two]" in section(pages["components/one.md"], "Neighbours")
    assert "| built on by | [one]" in section(pages["components/two.md"], "Neighbours")
    assert "| runs | [one]" in section(pages["components/three.md"], "Neighbours")


def test_findings_are_sentences_with_code_in_them(compose_base):
    page = compose_base("ann operates pay; pay tier 0")["components/pay.md"]
    found = section(page, "Findings")
    assert "&#96;" not in found
    assert "<code>" in found
    assert not re.search(r"\. [a-z]", re.sub(r"&#46;", ".", found))


def test_what_a_description_names_can_be_followed(compose_base):
    files = {
        "architecture/a.yml": "services:\n  pay: {description: Settles by way of room-store., needs: []}\n  room-store: {needs: []}\n"
    }
    assert "Settles by way of [room-store](room-store.md)" in compose_base(files)["components/pay.md"].markdown


def test_who_is_on_call_and_until_when_are_two_words(compose_base):
    shifts = "[{person: ann, start: 2020-01-01T00:00Z, end: 2040-01-01T00:00Z}]"
    said = {
        "architecture/a.yml": "services:\n  pay: {}\n",
        "ownership/o.yml": f"people: {{ann: {{}}}}\noncall:\n  r: {{covers: [pay], shifts: {shifts}}}\n",
    }
    assert ") until 2040" in text(compose_base(said)["components/pay.md"]).replace("&#45;", "-")


def test_a_finding_that_names_somebody_is_told_without_its_words_where_people_are_not_shown(compose_base):
    files = {
        "architecture/a.yml": "services: {pay: {tier: 0}}\n",
        "ownership/o.yml": "people: {ann: {}}\nknowledge: {pay: none}\n",
        "runbooks/fix.md": "---\ncomponents: [pay]\n---\n## Steps\n1. Go.\n",
        "runbooks/log/1.yml": "{runbook: fix, kind: drill, by: ann, ended: 2026-05-30T10:00Z, help: none, outcome: pass}\n",
    }
    named = text(compose_base(files)["components/pay.md"])
    assert "but ann passed a drill" in named
    hidden = text(compose_base(files, profile="leadership")["components/pay.md"])
    assert "Warning: what it says names people, whom this site does not. ([nobody-true]" in hidden
    assert "ann passed" not in hidden
    assert "someone-1 passed" not in hidden
    assert "(tier 0) has no runbook" in hidden or "how much it can carry" in hidden


def test_what_a_component_may_fall_back_to_says_whether_that_was_rehearsed(compose_base):
    page = text(
        compose_base(FILES | {"architecture/b.yml": "services: {web: {needs: [{to: mailer, fallback: old}]}}"})[
            "components/web.md"
        ]
    )
    assert "may fall back to" in page
    assert "either suffices" not in page
    book = "---\nkind: relaunch\ncovers: [{from: web, to: mailer}]\nauthors: [bob]\n---\n## Steps\n\n### s1 Switch\n\n- Do: switch\n- Expect: 1\n"
    files = {
        "architecture/a.yml": "services: {web: {needs: [{to: mailer, fallback: post}]}, mailer: {needs: [box]}, post: {needs: [box]}, box: {}}",
        "ownership/o.yml": "people: {ann: {}, bob: {}}\nknowledge: {box: {ann: operate}}\n",
        "runbooks/switch.md": book,
    }
    files["runbooks/log/20260501-switch.yml"] = (
        f"runbook: switch\nsteps_hash: {read(files).base.runbooks['switch'].steps_hash}\nkind: drill\nby: ann\nended: 2026-05-01T10:10Z\n"
        "help: none\noutcome: pass\n"
    )
    page = text(compose_base(files)["components/web.md"])
    assert "or [post](post.md), which was rehearsed: either suffices" in page
    assert "2 components, itself included" in page
    assert _parts.WAY.join(("web", "mailer or post", "box")) in page
