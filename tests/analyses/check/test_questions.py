from kb.analyses.check.questions import ask
from kb.analyses.check.view import View
from kb.testing import at, base, read, written


def questions(files, most=99):
    made = base(files) if isinstance(files, str) else read(files).base
    return ask(View(made, at()), most)


def test_what_more_rests_on_comes_first():
    found = questions(
        "a needs b; b needs c; a tier 2; b tier 2; c tier 2; a owner t; b owner t; c owner t; c uses x; x tier 2; x owner t; x uses c"
    )
    assert [(item.component, item.kind, item.weight, item.under) for item in found] == [
        ("c", "knowledge", 6, 2),
        ("b", "knowledge", 4, 1),
        ("a", "knowledge", 2, 0),
        ("x", "knowledge", 2, 0),
    ]
    assert (
        found[0].sentence
        == "To t: who can operate `c`? Nobody is named for it. It lies under 2 other components (weight 6)."
    )
    assert found[2].sentence.endswith("Nothing else stands on it (weight 2).")


def test_what_is_out_of_use_asks_for_nothing():
    services = {"b": "{owner: t, tier: 2, needs: []}", "old": "{lifecycle: retired, tier: 0, needs: [b]}"}
    text = "services:\n" + "".join(f"  {name}: {entry}\n" for name, entry in services.items())
    found = questions({"architecture/a.yml": text, "ownership/a.yml": "teams: {t: {}}\n"})
    assert [(item.component, item.kind, item.weight, item.under) for item in found] == [("b", "knowledge", 2, 0)]


def test_one_component_with_everything_unknown():
    assert [item.kind for item in questions("ann aware b; b uses a")] == [
        "knowledge",
        "owner",
        "owner",
        "dependencies",
        *["runbook"] * 2,
        *["capacity"] * 2,
        *["tier"] * 2,
    ]


def test_lower_tiers_are_not_asked_how_they_come_back():
    assert [item.kind for item in questions("ann operates a; a tier 3; a owner t")] == ["dependencies"]


def test_without_an_owner_those_who_stand_on_it_are_asked():
    (found,) = (
        item
        for item in questions(
            "a needs b; a owner t; c uses b; c owner s; ann operates a, b, c; a tier 2; b tier 2; c tier 2"
        )
        if item.kind == "owner"
    )
    assert found.to is None
    assert found.sentence.startswith("To s or t: which team owns `b`?")


def test_with_nobody_to_ask_it_goes_to_whoever_knows():
    assert questions("a tier 2")[0].sentence.startswith("To whoever knows: ")


def test_an_answer_of_none_is_an_answer():
    files = {
        "architecture/a.yml": "services: {a: {tier: 0, owner: t, needs: none, runbooks: none, capacity: none}}\n",
        "ownership/t.yml": "teams: {t: {}}\nknowledge: {a: none}\n",
    }
    assert questions(files) == ()


def test_a_runbook_nobody_but_its_author_has_run():
    files = written("a tier 0; a owner t; ann operates a; a uses b; b tier 3") | {
        "runbooks/fix-a.md": "---\ncomponents: [a]\nauthors: [ann]\n---\n# Fix\n## Steps\n1. Restart.\n"
    }
    (found,) = (item for item in questions(files) if item.kind == "runbook")
    assert "has anyone but its author run `fix-a` for `a` lately" in found.sentence


def test_the_most_asked_for():
    assert len(questions("a tier 2", most=1)) == 1


def test_retired_components_are_not_asked_about():
    assert questions("a lifecycle retired") == ()


def test_a_team_is_asked_once_about_a_runbook():
    files = written(
        "a tier 0; b tier 0; c tier 0; a owner t; b owner t; c owner u; ann operates a, b, c; a uses b; b uses a; c uses a"
    )
    files["runbooks/undo.md"] = "---\ncomponents: [a, b, c]\n---\nUndo.\n"
    found = [item for item in questions(files) if item.kind == "runbook"]
    assert [(item.component, item.to) for item in found] == [("a", "t"), ("c", "u")]


def test_a_second_runbook_is_asked_about():
    files = written("a tier 0; b tier 0; a owner t; b owner t; ann operates a, b; a uses b; b uses a")
    files["runbooks/undo.md"] = "---\ncomponents: [a, b]\n---\nUndo.\n"
    files["runbooks/redo.md"] = "---\ncomponents: [b]\n---\nRedo.\n"
    assert [item.component for item in questions(files) if item.kind == "runbook"] == ["a", "b"]


def test_the_weight_that_is_said_is_the_one_that_ranks():
    found = questions(
        "a needs b; c needs b; b tier 2; a tier 0; c tier 0; a owner t; b owner t; c owner t; ann operates a, c; d needs a; d tier 0; d owner t"
    )
    weights = [item.weight for item in found]
    assert weights == sorted(weights, reverse=True)
    assert all(item.sentence.endswith(f"(weight {item.weight}).") for item in found)
    runbook = next(item for item in found if (item.component, item.kind) == ("a", "runbook"))
    assert runbook.weight == 8
    assert runbook.sentence.endswith("It lies under 1 other component; the answer is about it alone (weight 8).")
