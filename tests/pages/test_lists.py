"""Systems, teams, people, vendors, sources, findings, plan: what each page holds."""

import re

from tests.pages.test_components import FILES


def test_a_system_says_what_it_is_made_of_and_shows_its_map(compose_base):
    page = compose_base(FILES)["systems/shop.md"]
    assert "[Shop team](../teams/shop-team.md)" in page.markdown
    assert "[Checkout](../components/checkout.md)" in page.markdown
    assert "chat **&#35;shop**" in page.markdown
    assert "<svg" in page.inserts["map-shop"]


def test_a_system_without_components_says_what_to_write(compose_base):
    page = compose_base({"architecture/a.yml": "systems: {lonely: {}}\n"})["systems/lonely.md"]
    assert "Write `system: lonely` at the components" in page.markdown


def test_a_team_says_what_it_holds_what_is_thin_and_what_to_rehearse(compose_base):
    page = compose_base(FILES)["teams/shop-team.md"].markdown
    assert "Holds 3 components" in page
    thin = page[page.index("## What is thin") : page.index("## Rehearse next")]
    assert "[mailer](../components/mailer.md)" in thin
    assert "[Restart the till](../runbooks/restart.md)" in page[page.index("## Rehearse next") :]
    assert "Led by [Ann A&#46;](../people/ann.md)" in page


def test_people_come_by_id_and_nothing_is_counted_about_them(compose_base):
    pages = compose_base(FILES)
    index = pages["people/index.md"].markdown
    assert "[Ann A&#46;](ann.md)" in index
    assert "bob" not in index.partition("| --- |")[2]  # left before
    assert "1 more are written down who are not here" in index
    own = pages["people/ann.md"].markdown
    assert "kb person show ann" in own.replace("&#32;", " ")
    assert "checkout" in own
    assert not re.search(r"\b(rank|score|top)\b", index + own, re.IGNORECASE)


def test_vendors_are_judged_by_contact_and_support(compose_base):
    page = compose_base(FILES)["vendors.md"].markdown
    assert '<a href="https://bank.example/support"' in page
    assert "unknown: write `support:`" in page
    assert "[Checkout](components/checkout.md)" in page


def test_support_that_is_over_and_support_there_is_none_of_are_no_support(compose_base):
    ends = "vendors: {old: {support: {hours: 24x7, until: 2026-01-31}}, now: {support: {hours: 24x7, until: 2027-01-31}}, bare: {support: none}}\n"
    page = compose_base({"architecture/a.yml": ends}, day="2026-06-01")["vendors.md"].markdown
    assert '24x7, <span class="kb-tone-bad">ended 2026-01-31</span>' in page
    assert "24x7, until 2027-01-31" in page
    assert '<span class="kb-tone-caution">none</span>' in page


def test_of_many_teams_those_wanted_can_be_found(compose_base):
    teams = "teams: {{{}}}\n".format(", ".join(f"t{number}: {{}}" for number in range(13)))
    assert "kb-sortable" in compose_base({"ownership/o.yml": teams})["teams/index.md"].markdown
    assert "kb-sortable" not in compose_base("pay owner t")["teams/index.md"].markdown


def test_sources_stand_under_their_ids(compose_base):
    page = compose_base(FILES)["sources.md"].markdown
    assert "## s1 { #s1 }" in page
    assert "Load test of March" in page


def test_what_mends_all_findings_of_a_rule_is_said_once(compose_base):
    page = compose_base("pay tier 0; web tier 0; ann operates pay, web")["findings.md"].markdown
    part = page.partition("## capacity-known (2)")[2].partition("## ")[0]
    assert part.count("<code>capacity&#58;</code>") == 1
    assert part.count("\n- ") == 2


def test_findings_are_grouped_by_rule_with_a_way_to_its_manual(compose_base):
    page = compose_base("pay tier 0; ann operates pay")["findings.md"].markdown
    assert "## owner-known (1) { #owner-known data-search-exclude }" in page
    assert "(manual/rules.md#owner-known)" in page
    assert "Worth asking first" in compose_base("pay tier 0; web needs pay")["findings.md"].markdown


def test_the_plan_names_who_learns_for_those_who_may_see_it(compose_base):
    said = "ann operates pay; ann in t; bob in t; bob assists pay; pay tier 0; pay owner t"
    assert "bob" in compose_base(said)["plan.md"].markdown
    assert "plan.md" not in compose_base(said, profile="leadership")


def test_of_the_weeks_of_a_plan_the_first_is_open(compose_base):
    names = [f"{letter}{number}" for letter in "pq" for number in range(4)]
    said = "; ".join(f"{name} tier 0; {name} owner t; ann operates {name}; bob assists {name}" for name in names)
    page = compose_base(f"{said}; ann in t; bob in t")["plan.md"].markdown
    weeks = [part.rstrip().endswith('data-of="session"></div>') for part in page.split("## Week ")[:-1]]
    assert weeks == [True] * len(weeks)
    assert weeks
    opened = page.index("## First")
    assert 'class="kb-fold"' not in page[:opened]
    assert opened < page.index("## Why ") < page.index("## Week 2")


def test_without_people_and_sources_there_are_no_such_pages(compose_base):
    pages = compose_base("pay tier 0", profile="public")
    assert not {"people/index.md", "plan.md", "readiness/index.md", "sources.md", "vendors.md"} & set(pages)
