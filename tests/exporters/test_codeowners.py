"""CODEOWNERS: a line for each path that has an owner; without any it is said why."""

from click.testing import CliRunner

from kb import testing
from kb.cli.main import main
from tests.exporters.conftest import given, the_file


def rules(text):
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_without_a_rule_it_says_so_beside_the_file(tmp_path):
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {}}\n"})
    run = lambda: CliRunner().invoke(main, ["-C", str(tmp_path), "export", "codeowners"])  # noqa: E731
    done = run()
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    assert "no component has `paths`" in done.stderr
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {paths: [src/]}}\n"})
    assert "no component that has `paths` has an owner" in run().stderr
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {paths: [src/], owner: till}}\n"})
    testing.tree(tmp_path, {"ownership/a.yml": "teams: {till: {}}\n"})
    done = run()
    assert (done.stderr, done.stdout.splitlines()[1]) == ("", "/src/ @till")


def test_longer_paths_come_later_owners_are_inherited_and_teams_go_by_their_alias():
    found = the_file("codeowners", given({
        "architecture/a.yml": "systems: {shop: {owner: till}}\nservices:\n  pay: {system: shop, paths: [pay/deep/, 'a b.py']}\n  web: {owner: front, paths: [./, pay/]}\n  no: {paths: [x/]}\n",
        "ownership/a.yml": "teams: {till: {aliases: ['Till', '@org/till']}, front: {}}\n",
    }))  # fmt: skip
    assert [line.rsplit(maxsplit=1) for line in found.splitlines()[1:]] == [
        ["*", "@front"], ["/pay/", "@front"], ["/a\\ b.py", "@org/till"], ["/pay/deep/", "@org/till"],
    ]  # fmt: skip


def test_every_path_that_has_an_owner_and_none_besides(example):
    base = example.subject.base
    found = rules(the_file("codeowners", example.subject))
    owned = [path for item in base.components.values() if base.owner(item) for path in item.paths or ()]
    assert len(found) == len(owned)
    assert all(owner.startswith("@") for _, owner in found)


def test_no_path_brings_a_rule_of_its_own(tmp_path):
    testing.tree(tmp_path, {
        "architecture/a.yml": 'services:\n  pay: {owner: till, paths: ["src\\n*\\t@other/team", "a\\t@other/team", lib/]}\n',
        "ownership/a.yml": "teams: {till: {}}\n",
    })  # fmt: skip
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "export", "codeowners"])
    assert rules(done.stdout) == [["/lib/", "@till"]]
    assert "paths of pay that hold a tab" in done.stderr
