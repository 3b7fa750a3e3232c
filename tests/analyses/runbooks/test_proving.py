import pytest

from kb import testing
from kb.analyses.risk.assess import Assessment
from kb.analyses.runbooks.proving import proving, run_by, steps_first, to_drill
from kb.testing import TODAY, at

STEPS = "## Steps\n### s1 · Go\n- do: go\n- expect: 1 line\n- if not: escalate\n"


def made(**books):
    """Return a base of two services with runbooks: name = (components, kind, whether it has steps)."""
    files = {"architecture/a.yml": "services: {pay: {tier: 0}, mail: {tier: 1}}\n"}
    for name, (components, kind, steps) in books.items():
        said = f"kind: {kind}\n" if kind else ""
        head = f"---\nid: {name}\ncomponents: [{components}]\n{said}---\n# {name}\n"
        files[f"runbooks/{name}.md"] = head + (STEPS if steps else "Some words.\n")
    return testing.read(files).base


@pytest.mark.parametrize(
    ("books", "expected"),
    [
        ({}, None),
        ({"text": ("pay", None, False)}, "text"),
        ({"text": ("pay", None, False), "wide": ("pay, mail", "routine", True)}, "text"),
        ({"wide": ("pay, mail", "routine", True)}, None),
        ({"way-in": ("pay", "access", True)}, None),
        ({"away": ("pay", "comms", True), "back": ("pay", "rollback", True)}, "back"),
        ({"both": ("pay, mail", None, True), "own": ("pay", None, True)}, "own"),
        ({"b": ("pay", None, True), "a": ("pay", None, True)}, "a"),
        ({"tell": ("pay", "comms", False)}, None),
    ],
)
def test_the_runbook_to_prove_it_with(books, expected):
    found = proving(made(**books), "pay")
    assert (found and found.id) == expected


def test_what_leads_to_a_drill():
    base = made(text=("pay", None, False), fix=("mail", None, True))
    assert to_drill("pay", proving(base, "pay"), " together") == "give runbook text steps together, then drill it"
    assert to_drill("mail", proving(base, "mail"), " together") == "drill runbook fix"
    assert to_drill("pay", None) == "write a runbook for pay, then drill it"


def test_an_author_runs_it_only_where_nobody_else_can():
    book = made(fix=("pay", None, True)).runbooks["fix"]._replace(authors=("ann",))
    assert run_by(book, ["ann", "bob"]) == ["bob"]
    assert run_by(book, ["ann"]) == ["ann"]
    assert run_by(None, ["ann", "bob"]) == ["ann", "bob"]


def test_a_repair_names_who_can_verify_the_runbook_too():
    people = "teams: {till: {}}\npeople: {ann: {team: till}, bob: {team: till}}\nknowledge: {pay: {ann: operate, bob: operate}}\n"
    head = "---\nid: fix\ncomponents: [pay]\nauthors: [ann]\n---\n# Fix\n"
    files = {
        "architecture/a.yml": "services: {pay: {tier: 0, owner: till}}\n",
        "ownership/a.yml": people,
        "runbooks/fix.md": head + STEPS,
    }
    report = Assessment(testing.read(files).base, at(TODAY)).report("all")
    assert report.repairs[0].sentence == (
        "nobody else in team till is free to learn it: first prove what is claimed, drill runbook fix with bob"
    )
    assert report.repairs[0].people == ("bob",)


def test_what_comes_before_a_drill_of_a_runbook():
    books = made(text=("pay", None, False), fix=("mail", None, True)).runbooks
    assert steps_first(books["text"]) == "give text steps, then "
    assert steps_first(books["fix"]) == ""
