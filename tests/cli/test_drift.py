"""kb drift: each way in which declared and observed differ, once, with both places; and silence where they agree."""

import json

import pytest
from click.testing import CliRunner

from kb import testing
from kb.cli.main import main

FILES = {
    "architecture/a.yml": """\
services:
  shop: {owner: shop-team, paths: [shop/], needs: [db, mail]}
  mail: {owner: shop-team, needs: []}
  cart: {needs: [shop]}
datastores: {db: {}}
""",
    "ownership/o.yml": """\
teams: {shop-team: {}, other: {aliases: ["@org/other"]}}
people:
  ann: {team: shop-team, handles: {git: Ann, github: annx}}
  gone: {team: other, until: 2025-12-31, handles: {github: leaver}}
knowledge:
  shop: {ann: operate}
""",
}
REPOSITORY = {
    "CODEOWNERS": "/nothing/ @leaver\n/shop/ @org/other @stranger\n",
    "compose.yml": "services:\n  shop: {depends_on: [db, cart]}\n  mail: {}\n  db: {}\n  cart: {depends_on: [shop]}\n",
}


def drift(tmp_path, *words, files=FILES, at="2026-06-01"):
    base = testing.tree(tmp_path / "base", files)
    return CliRunner().invoke(main, ["-C", str(base), "drift", str(tmp_path / "repo"), "--at", at, *words])


@pytest.fixture
def observed(repo):
    """A repository in which Ann began, and Zoe has done nearly all since."""
    repo.commit({**REPOSITORY, "shop/a.py": "a\n"}, "2025-10-01")
    repo.write({f"shop/{n}.py": f"{n}\n" for n in range(5)} | {"shop/a.py": "b\n"})
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "more", "--author", "Zoe <zoe@example.org>", day="2026-05-01")
    return repo


def found(result):
    return {(one["sort"], one["subject"]): one for one in json.loads(result.stdout)["drifts"]}


def test_every_difference_is_told_once_with_both_places(observed, tmp_path):
    result = drift(tmp_path, "--format", "json")
    assert result.exit_code == 0, result.output
    drifts = found(result)
    assert set(drifts) == {
        ("left", "other"), ("unknown-name", "stranger"), ("other-owner", "shop"), ("undeclared-edge", "shop"),
        ("unseen-edge", "shop"), ("commits-undeclared", "shop"), ("no-longer-commits", "shop"),
    }  # fmt: skip
    edge = drifts["undeclared-edge", "shop"]
    assert (edge["seen"]["path"], edge["seen"]["line"], edge["declared"]["line"]) == ("compose.yml", 2, 2)
    assert "`cart`" in edge["message"]
    assert "`mail`" in drifts["unseen-edge", "shop"]["message"]
    assert "on 2025-12-31" in drifts["left", "other"]["message"]
    assert "the files say `shop-team`" in drifts["other-owner", "shop"]["message"]
    assert "Zoe changes much of it" in drifts["commits-undeclared", "shop"]["message"]


def test_all_formats_say_it_and_a_nightly_job_can_fail_on_it(observed, tmp_path):
    for name in ("text", "markdown", "csv"):
        result = drift(tmp_path, "--format", name, "--fail-on", "any")
        assert result.exit_code == 1
        assert "stranger" in result.stdout
        assert result.stderr.startswith("fails (--fail-on any): other left; ")
        assert name != "text" or max(map(len, result.stdout.splitlines())) <= 80


def test_an_owner_whose_team_is_silent_is_told(observed, tmp_path):
    files = {
        **FILES,
        "ownership/o.yml": FILES["ownership/o.yml"].replace(
            "knowledge:\n", "  zed: {team: other, handles: {git: Zoe}}\nknowledge:\n"
        ),
    }
    messages = [one["message"] for one in json.loads(drift(tmp_path, "--format", "json", files=files).stdout)["drifts"]]
    assert any("its owner `shop-team` has not changed it" in message for message in messages)


def test_nothing_is_told_where_both_agree(repo, tmp_path):
    repo.commit({"compose.yml": "services:\n  shop: {depends_on: [db]}\n  db: {}\n", "CODEOWNERS": "/shop/ @org/shop-team @annx\n",
                 "shop/a.py": "a\n"}, "2026-05-01")  # fmt: skip
    result = drift(tmp_path, "--fail-on", "any")
    assert result.exit_code == 0, result.output
    assert "No difference" in result.stdout
    assert "1 file belongs" not in result.stdout


def test_where_nothing_could_be_compared_that_is_said(repo, tmp_path):
    repo.commit({"elsewhere/a.py": "a\n", "elsewhere/b.py": "b\n"}, "2026-05-01")
    result = drift(tmp_path)
    assert "Nothing compared" in result.stdout
    assert "No difference" not in result.stdout
    assert "2 files belong to no component" in result.stdout


def test_what_is_shown_and_not_declared_is_told(repo, tmp_path):
    repo.commit(
        {"compose.yml": "services:\n  shop: {}\n  cache: {image: redis}\n  web: {}\n", "CODEOWNERS": "* @annx\n"},
        "2026-05-01",
    )
    result = drift(tmp_path, "--format", "json", "--fail-on", "any")
    assert result.exit_code == 1
    drifts = {subject: one for (sort, subject), one in found(result).items() if sort == "undeclared"}
    assert set(drifts) == {"cache", "web"}
    assert drifts["cache"]["message"] == "compose shows this datastore, which nobody declared"
    assert drifts["cache"]["seen"]["line"] == 3
    aliased = {**FILES, "architecture/b.yml": "datastores: {redis: {aliases: [cache]}}\nservices: {web: {}}\n"}
    assert not [one for one in found(drift(tmp_path, "--format", "json", files=aliased)) if one[0] == "undeclared"]


def test_a_repository_of_strangers_is_not_compared_and_long_lists_are_cut(repo, tmp_path):
    services = "".join(f"  s{number}: {{}}\n" for number in range(30))
    repo.commit({"compose.yml": f"services:\n{services}"}, "2026-05-01")
    text = " ".join(drift(tmp_path).stdout.split())
    assert "Nothing compared" in text
    assert "is it the right place to look at" in text
    assert "Shown and not declared (30)" in text
    assert "and 10 more; --format csv or json has them all." in text


EXPORT = """\
{"schedule": {"id": "P1", "name": "first", "final_schedule": {"rendered_schedule_entries": [
  {"start": "2026-06-02T09:00:00+01:00", "end": "2026-06-09T09:00:00+01:00", "user": {"id": "U1", "summary": "zed"}}]}}}
"""
ROTATION = {**FILES, "ownership/r.yml": "oncall: {first: {covers: [shop], rotation: [ann]}}\n"}


@pytest.mark.parametrize(("place", "named"), [
    ("oncall/pd.json", ""), ("a/pagerduty/pd.json", ""), ("rota.ics.json", ""), ("odd/pd.json", "odd/pd.json"), ("odd/pd.json", "odd"),
])  # fmt: skip
def test_exports_are_found_further_down_and_whatever_is_named_is_read(tmp_path, place, named):
    testing.tree(tmp_path / "repo", {place: EXPORT})
    base = testing.tree(tmp_path / "base", ROTATION)
    done = CliRunner().invoke(main, ["-C", str(base), "drift", str(tmp_path / "repo" / named), "-f", "json"])
    assert ("rotation", "first") in found(done), done.output
    assert json.loads(done.stdout)["looked_at"] == {"oncall": 6}


def test_what_was_not_looked_at_is_said_with_the_reason(tmp_path):
    testing.tree(
        tmp_path / "repo",
        {"data/pd.json": EXPORT, "CODEOWNERS": "# nobody\n", "compose.yml": "services: {shop: {}}\n"},
    )
    said = " ".join(drift(tmp_path).stdout.split())
    assert "csv, runbooks (which are no observation of something that runs)" in said
    assert "git, gitlab-catalog, kubernetes, oncall, owners (nothing of theirs lies there)" in said
    assert "codeowners (there is no rule in" in said


def test_a_named_file_that_nothing_reads_is_refused_with_its_name(tmp_path):
    testing.tree(tmp_path / "repo", {"a.txt": "hello\n", "CODEOWNERS": "/shop/ @org/shop-team\n"})
    base = testing.tree(tmp_path / "base", FILES)
    places = [str(tmp_path / "repo" / name) for name in ("CODEOWNERS", "a.txt")]
    done = CliRunner().invoke(main, ["-C", str(base), "drift", *places])
    assert "can read" in str(done.exception)
    assert places[1] in str(done.exception)
    assert places[0] not in str(done.exception)
    assert CliRunner().invoke(main, ["-C", str(base), "drift", places[0]]).exit_code == 0


def test_an_owner_the_files_only_inherit_is_found_and_so_is_a_team_nobody_knows(tmp_path):
    files = {
        "architecture/a.yml": "systems: {store: {owner: shop-team}}\nservices: {db: {system: store, paths: [db/]}}\n",
        "ownership/o.yml": "teams: {shop-team: {}}\n",
    }
    catalogue = "kind: Component\nmetadata: {name: db}\nspec: {owner: platform, system: store}\n"
    testing.tree(tmp_path / "repo", {"catalog-info.yaml": catalogue, ".github/CODEOWNERS": "/db/ @acme/platform\n"})
    differ = json.loads(drift(tmp_path, "-f", "json", files=files).stdout)["drifts"]
    assert {(one["sort"], one["subject"], one["seen"]["path"]) for one in differ} == {
        ("other-owner", "db", "catalog-info.yaml"), ("other-owner", "db", ".github/CODEOWNERS"),
        ("unknown-name", "acme/platform", ".github/CODEOWNERS"),
    }  # fmt: skip


def test_a_folder_with_nothing_to_look_at_is_said(tmp_path):
    testing.tree(tmp_path / "repo", {"CODEOWNERS": "# nobody\n"})
    result = drift(tmp_path)
    assert "no importer finds anything" in str(result.exception)
    assert str(result.exception).partition("\n")[2].startswith("  codeowners: there is no rule in")
    assert "does not exist" in str(
        CliRunner().invoke(main, ["-C", str(tmp_path / "base"), "drift", "nowhere"]).exception
    )
