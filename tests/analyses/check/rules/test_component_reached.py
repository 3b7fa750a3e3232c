from kb.testing import check


def subjects(files):
    return [found.subject for found in check("component-reached", files)]


def test_every_kind_of_edge_leads_somewhere():
    for edge in ("needs", "uses", "built_on", "runs_on"):
        assert subjects(f"a tier 0; a {edge} b; b tier 2") == []


def test_rotations_lead_to_what_they_cover_and_to_the_members_of_a_system():
    assert subjects("b tier 2; rota covers b") == []
    files = {
        "architecture/a.yml": "systems: {s: {}}\nservices: {b: {system: s, tier: 2}}\n",
        "ownership/o.yml": "oncall: {rota: {covers: [s]}}\n",
    }
    assert subjects(files) == []


def test_events_lead_to_entries_amplified_edges_and_backup_venues():
    event = "{entry: [a], amplifiers: [{edge: [b, c], multiplier: 2}], backup_venue: {entry: [d]}}\n"
    files = {
        "architecture/a.yml": "services: {a: {tier: 2}, b: {tier: 2}, c: {tier: 2}, d: {tier: 2}, e: {tier: 2}}\n",
        "events/sale.yml": event,
    }
    assert subjects(files) == ["e"]


def test_fallbacks_are_reached_when_needed():
    assert (
        subjects({"architecture/a.yml": "services: {a: {tier: 0, needs: [{to: b, fallback: c}]}, b: {}, c: {}}\n"})
        == []
    )


def test_clients_jobs_entries_and_retired_ones_need_nobody():
    assert subjects("a is client; b is job; c tier 1; d lifecycle retired") == []


def test_an_unknown_tier_is_no_entry():
    assert subjects("a is service; b is datastore") == ["a", "b"]
