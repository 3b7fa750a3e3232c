"""A runbook to be filled in: in the form that is asked for, and never taken for one that is finished."""

from kb.analyses.check.rules.runbook_sections import FORM
from kb.analyses.coverage import Coverage
from kb.analyses.freshness import Badge, freshness
from kb.analyses.runbooks.proving import to_drill
from kb.files.scaffold_runbook import Asked, owners, scaffolded
from kb.model.runbook import PROMPT
from kb.testing import at, base, check, read
from tests.analyses.check.rules.written import messages_of

TOWN = {
    "architecture/a.yml": "systems: {sales: {owner: till}}\nservices:\n  pay: {system: sales, tier: 0}\n  bank: {tier: 1, owner: vault}\n  lone: {}\n",
    "ownership/a.yml": "teams: {till: {}, vault: {}}\npeople: {ann: {team: till}}\nknowledge: {pay: {ann: operate}}\noncall: {till-primary: {covers: [sales], rotation: [ann]}}\n",
}
PAY = Asked("restore-pay", "relaunch", ("pay",), (), ())


def begun(asked=PAY, town=TOWN):
    change = scaffolded(read(town).base, asked)
    return read(town | {change.path: change.new}), change.new


def test_it_is_read_without_a_fault_and_has_the_sections_in_order():
    loaded, _ = begun()
    assert loaded.findings == ()
    book = loaded.base.runbooks["restore-pay"]
    assert tuple(item.title for item in book.sections) == FORM
    assert (book.owner, book.components, book.kind, book.about.title) == ("till", ("pay",), "relaunch", "Restore pay")
    assert all(PROMPT in item.text for item in book.sections)


def test_it_proves_nothing_and_counts_as_a_runbook_without_steps():
    loaded, text = begun()
    book = loaded.base.runbooks["restore-pay"]
    assert (book.unfinished, book.rehearsable, book.steps_hash) == (True, False, None)
    fresh = freshness(loaded.base, book, at("2026-06-01"))
    assert fresh.badge is Badge.NEVER_RUN
    assert [reason.text for reason in fresh.reasons] == ["its steps are not written yet"]
    assert to_drill("pay", book) == "give runbook restore-pay steps, then drill it"
    logged = {
        "runbooks/restore-pay.md": text,
        "runbooks/log/one.yml": "{runbook: restore-pay, kind: drill, by: ann, ended: 2026-05-11T10:00Z, help: none, outcome: pass}",
    }
    for files in (TOWN, TOWN | logged):
        assert Coverage(read(files).base, at("2026-06-01")).cover("pay").proven == 0


def test_once_its_steps_are_written_it_can_be_run_and_what_is_left_is_still_said():
    _, text = begun()
    steps = "".join(line + "\n" for line in text.split("\n") if PROMPT not in line or not line.startswith("- "))
    book = read(TOWN | {"runbooks/restore-pay.md": steps.replace("- if not: escalate", "- do: it\n- expect: 1")}).base
    assert (book.runbooks["restore-pay"].rehearsable, book.runbooks["restore-pay"].unfinished) == (True, True)
    assert len(book.runbooks["restore-pay"].steps) == 2


def test_the_check_says_that_it_is_not_finished_and_nothing_else():
    _, text = begun()
    found = {"runbooks/restore-pay.md": text}
    assert messages_of("runbook-placeholders")(TOWN | found) == [
        "the runbook `restore-pay` is not finished: 13 lines still to be filled in"
    ]
    quiet = ("sections", "steps", "verified", "rehearsable", "people", "links", "owner")
    for rule in (*(f"runbook-{name}" for name in quiet), "step-target", "step-vague", "step-keys", "risk-guarded"):
        assert check(rule, TOWN | found) == [], rule


def test_what_the_files_know_stands_in_it():
    _, text = begun(PAY._replace(alerts=("PayDown", "No:Pay"), authors=("ann",)))
    assert 'alerts: [PayDown, "No:Pay"]\n' in text
    assert "authors: [ann]\n" in text
    assert "The alert `PayDown` fires.\n" in text
    assert "Page `till-primary`; then {fill in:" in text


def test_the_owner_is_taken_where_there_is_one_and_asked_for_where_there_is_not():
    found = read(TOWN).base
    assert owners(found, ["pay", "bank"]) == ("till", "vault")
    for components in (("pay", "bank"), ("lone",)):
        loaded, text = begun(PAY._replace(components=components))
        assert loaded.base.runbooks["restore-pay"].owner is None
        assert "\n# owner: the team that keeps it true\n" in text
    assert owners(found, ["pay", "lone"]) == ("till",)


def test_odd_ids_stay_what_they_are():
    for name in ("123", "true", "2026-01-01", "1e3", "null"):
        town = {"architecture/a.yml": f'services: {{"{name}": {{}}}}\n'}
        loaded, _ = begun(Asked(f"restore-{name}", "relaunch", (name,), (), ()), town)
        assert loaded.findings == ()
        assert loaded.base.runbooks_of(name) == (f"restore-{name}",)
        loaded, _ = begun(Asked(name, "comms", ("pay",), (), ()), {"architecture/a.yml": "services: {pay: {}}\n"})
        assert loaded.findings == ()
        assert name in loaded.base.runbooks


def test_a_base_of_nothing_but_a_component_is_enough():
    loaded = base("pay tier 0")
    assert PROMPT in scaffolded(loaded, PAY).new
