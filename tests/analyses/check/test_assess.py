from kb.analyses.check import assess as module
from kb.analyses.check.assess import assess
from kb.model.finding import Finding, Severity
from kb.model.source import Source
from kb.testing import at, read, written

CERTAIN = frozenset({"duplicate-key", "unknown-key"})
DOUBTFUL = frozenset({"secret"})


def report(files, day="2026-06-01", **options):
    loaded = read(written(files) if isinstance(files, str) else files)
    return assess(
        loaded.base, loaded.findings, at(day), files=loaded.files, certain=CERTAIN, doubtful=DOUBTFUL, **options
    )


def ids(found):
    return [finding.rule for finding in found.findings]


def test_an_empty_base_has_nothing_to_say():
    found = report({})
    assert found.counts == (0, 0, 0, 0)
    assert (found.findings, found.more, found.rules_run, found.held_back, found.questions) == ((), 0, True, 0, ())


def test_findings_are_sorted_by_severity_path_and_line():
    found = report(
        {
            "architecture/b.yml": "services:\n  b: {tier: 9}\n",
            "architecture/a.yml": "services:\n  a: {needs: [a2]}\n  a2: {needs: [a]}\n",
        }
    )
    keys = [(finding.severity.rank, finding.source.path, finding.source.line) for finding in found.findings]
    assert keys == sorted(keys)
    assert found.findings[0].severity is Severity.ERROR
    assert found.findings[-1].rule == "hard-cycle"


def test_counts_are_of_findings_that_count():
    files = {
        "architecture/a.yml": "services:\n  # kb: ignore[tier-known] until 2026-06-01: later\n  a: {uses: [b]}\n  b: {}\n"
    }
    assert report(files).counts == (0, 2, 0, 1), "a: nothing leads to it; b: no tier; a's tier is let be"
    assert report(files).counts.at_or_over(Severity.WARNING) == 2
    later = report(files, "2026-06-02")
    assert later.counts.suppressed == 0
    assert "suppression-current" in ids(later)


def test_an_error_of_a_component_holds_back_its_warnings_and_no_others():
    found = report({"architecture/a.yml": "services:\n  a: {teir: 1}\n  b: {needs: [a]}\n"})
    assert [(finding.rule, finding.subject) for finding in found.findings] == [
        ("unknown-key", "a"),
        ("component-reached", "b"),
        ("tier-known", "b"),
    ]
    assert (found.rules_run, found.held_back) == (True, 1)


def test_a_reference_to_nothing_holds_back_what_rests_on_it():
    files = {
        "architecture/a.yml": "services: {a: {tier: 0, owner: teem}, b: {tier: 0, owner: team}}\n",
        "ownership/a.yml": "teams: {team: {}}\npeople: {ann: {}}\nknowledge: {b: {an: operate}}\n",
    }
    found = report(files)
    assert {finding.subject for finding in found.findings if finding.severity is Severity.ERROR} == {"teem", "an"}
    assert not {"a", "b"} & {finding.subject for finding in found.findings}
    assert found.held_back > 0


def test_an_error_of_a_team_holds_back_what_is_said_of_its_components():
    files = {
        "architecture/a.yml": "services: {a: {tier: 0, owner: t}}\n",
        "ownership/a.yml": "teams: {t: {contcat: []}}\n",
    }
    assert "contact-known" not in ids(report(files))


def test_a_file_that_cannot_be_read_keeps_the_rules_from_running():
    found = report({"architecture/a.yml": "services: {a: {}}\n", "ownership/b.yml": "people: {ann: {title: @ann}}\n"})
    assert not found.rules_run
    assert ids(found) == ["yaml-syntax"]


def test_a_secret_leaves_no_doubt_about_the_rest():
    found = report({"architecture/a.yml": 'services: {a: {description: "password: correct-horse"}}\n'})
    assert ids(found) == ["secret", "component-reached", "tier-known"]


def test_a_suppressed_fault_counts_again_after_its_last_day():
    files = {
        "architecture/a.yml": 'services:\n  # kb: ignore[secret] until 2026-06-01: an example\n  a: {tier: 0, description: "password: correct-horse"}\n'
    }
    assert report(files).counts.errors == 0
    assert report(files, "2026-06-02").counts.errors == 1


def test_the_second_of_two_suppressions_may_be_the_one_that_holds():
    files = {
        "architecture/a.yml": 'services:\n  # kb: ignore[secret] until 2026-01-01: an example\n  a: {description: "password: correct-horse"}\n',
        "kb.toml": '[[suppress]]\nrule = "secret"\nreason = "still one"\nuntil = "2026-12-31"\n',
    }
    (secret,) = (finding for finding in report(files).findings if finding.rule == "secret")
    assert secret.suppressed.reason == "still one"


def test_while_there_are_errors_no_suppression_is_called_unused():
    toml = '[[suppress]]\nrule = "owner-known"\nreason = "r"\nuntil = "2026-12-31"\n'
    good = {"kb.toml": toml, "architecture/a.yml": "services: {a: {tier: 2}}\n"}
    bad = {"kb.toml": toml, "architecture/a.yml": "services: {a: {tier: 9}}\n"}
    assert "suppression-used" in ids(report(good))
    assert "suppression-used" not in ids(report(bad))


def test_a_rule_with_faulty_options_does_not_run():
    found = report({"kb.toml": "[rules.tier-known]\nmost = 3\n", "architecture/a.yml": "services: {a: {}}\n"})
    assert ids(found) == ["unknown-key", "component-reached"]


def test_findings_beyond_the_limit_are_counted(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    found = report({"architecture/a.yml": "services: {a: {}, b: {}, c: {}}\n"})
    assert (len(found.findings), found.more, found.counts.warnings) == (3, 3, 6)


def test_the_order_of_files_does_not_matter():
    one = {"architecture/a.yml": "services: {a: {needs: [b]}}\n", "architecture/b.yml": "services: {b: {needs: [a]}}\n"}
    assert report(one) == report(dict(reversed(one.items())))


def test_what_is_found_before_does_not_change():
    finding = Finding("unknown-key", Severity.ERROR, "x.yml", "m", Source("x.yml", 1, 1), "f")
    base = read({}).base
    assert assess(base, (finding,), at()).findings == (finding,)


def test_what_refers_to_nothing_inside_a_mapping_is_held_back_too():
    files = {
        "architecture/a.yml": "services: {a: {tier: 0}}\n",
        "events/sale.yml": "entry: [a]\ndecider: ann\nroles: {scribe: [nobody]}\n",
        "ownership/p.yml": "people: {ann: {until: 2026-01-01}}\n",
    }
    found = report(files)
    assert "event-crew-present" not in ids(found)
    assert found.held_back == 1


def test_rules_bear_references_to_nothing_everywhere():
    files = {
        "architecture/a.yml": "systems: {s: {owner: x1}}\nservices: {a: {tier: 0, system: x2, needs: [{to: x3, fallback: x4}], runbooks: [x5], alerts: [{id: A, runbook: x6}]}, b: {tier: 0, owner: x7}}\nvendors: {v: {needs: [x8]}}\n",
        "ownership/a.yml": "teams: {t: {lead: x9, parent: x10}}\npeople: {ann: {team: x11}}\nknowledge: {a: {x12: operate}, x13: {ann: operate}}\n"
        "oncall: {r: {covers: [x14, a], rotation: [x15], secondary: [x16], escalation: [x17], shifts: [{person: x18, start: 2026-06-08T08:00Z, end: 2026-06-09T08:00Z}]}}\n",
        "events/sale.yml": "entry: [x19]\ndecider: x20\ndeputy: x21\nroles: {scribe: [x22]}\nbackup_venue: {entry: [x23]}\namplifiers: [{edge: [x24]}]\n",
        "runbooks/a-down.md": "---\ncomponents: [x25]\ncovers: [{from: x26, to: x27}]\nauthors: [x28]\nowner: x29\n---\n# A\n",
        "runbooks/log/1.yml": "{runbook: a-down, kind: drill, by: x30, ended: 2026-05-01T10:00Z, help: none, outcome: pass}\n",
    }
    found = report(files, questions=9)
    assert {finding.rule for finding in found.findings if finding.severity is Severity.ERROR} == {"unknown-reference"}
    assert len([finding for finding in found.findings if finding.severity is Severity.ERROR]) == 30
    assert found.rules_run


def test_nothing_is_asked_about_what_has_errors():
    half = report({"architecture/a.yml": "services:\n  a: {teir: 1}\n  b: {tier: 1}\n"}, questions=3)
    assert {question.component for question in half.questions} == {"b"}
    assert len(half.questions) == 3
    assert (
        report(
            {"architecture/a.yml": "services: {a: {}}\n", "ownership/b.yml": "people: {ann: {title: @ann}}\n"},
            questions=3,
        ).questions
        == ()
    )


def test_an_unknown_word_in_the_settings_leaves_open_nothing_of_the_files():
    files = {"kb.toml": 'evidence_day = 3\nprofile = "privat"\n', "architecture/a.yml": "services: {a: {tier: 0}}\n"}
    found = report(files)
    assert (found.rules_run, found.counts.errors) == (True, 2)
    assert "owner-known" in ids(found)
    assert not report({**files, "kb.toml": 'as_of = "x"\n'}).rules_run
    assert not report({**files, "kb.toml": "a = = b\n"}).rules_run


def test_a_basis_nobody_knows_leaves_open_nothing_of_what_a_file_says():
    found = report({"architecture/a.yml": "defaults: {basis: reportd}\nservices:\n  a: {tier: 0}\n"})
    assert found.rules_run
    assert {"unknown-word", "owner-known"} <= set(ids(found))
    found = report({"architecture/a.yml": "servicess:\n  a: {tier: 0}\n"})
    assert (found.rules_run, ids(found)) == (False, ["unknown-key"])
