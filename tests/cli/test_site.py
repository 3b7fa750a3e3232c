"""kb site, as a user runs it."""

import re

import pytest
from click.testing import CliRunner

from kb import testing
from kb.cli.main import main
from kb.errors import install
from kb.publish import engine

FILES = testing.written("ann operates pay; pay needs ledger; pay tier 0") | {"kb.toml": 'as_of = "2026-06-01"\n'}


@pytest.fixture
def root(tmp_path):
    return testing.tree(tmp_path / "base", FILES)


def run(root, *words):
    return CliRunner().invoke(main, ["-C", str(root), "site", *words])


@pytest.mark.parametrize("name", ["audit", "build", "serve", "write"])
def test_every_command_of_the_group_is_documented_with_an_example(name):
    result = CliRunner().invoke(main, ["site", name, "--help"])
    assert result.exit_code == 0
    assert f"  kb site {name}" in result.output
    assert name in CliRunner().invoke(main, ["site", "--help"]).output


def test_build_says_what_it_made(root):
    result = run(root, "build", "--profile", "public", "--at", "2026-05-01")
    assert result.exit_code == 0, result.output
    assert re.search(
        r"wrote \S+: \d+ pages, \d\.\d MB, \d+\.\d CPU seconds\nprofile public, as of 2026-05-01\n", result.output
    )


def test_build_warns_of_a_public_host(root):
    (root / "mkdocs.yml").write_text("site_url: https://acme.github.io/kb/\n")
    result = run(root, "build", "-o", str(root / "out"))
    assert result.exit_code == 0
    assert "github.io" in result.stderr
    assert "behind a login" in result.stderr


def test_build_refuses_an_impossible_date(root):
    assert "is not a day of the calendar" in str(run(root, "build", "--at", "2026-02-30").exception)
    assert not (root / "build" / "site").exists()


@pytest.mark.parametrize("words", [("build",), ("serve",)])
def test_without_mkdocs_a_sentence_says_what_to_install(root, monkeypatch, words):
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    result = run(root, *words)
    assert str(result.exception).endswith(f"{install('mkdocs-material>=9.7,<10')}")
    assert result.exception.exit_code == 2


def test_write_writes_only_what_changed(root, tmp_path):
    target = tmp_path / "pages"
    assert "would write" in run(root, "write", str(target), "--dry-run").output
    assert not target.exists()
    first = run(root, "write", str(target))
    assert first.exit_code == 0, first.output
    assert (target / "docs" / "components" / "pay.md").read_text().startswith('---\ntitle: "pay"')
    assert "<svg" in (target / "docs" / "components" / "pay.md").read_text()
    (root / "ownership" / "made.yml").write_text("people: {ann: {}}\nknowledge: {pay: none}\n")
    again = run(root, "write", str(target))
    changed, same = map(int, re.findall(r"wrote (\d+) files .*?, (\d+) are", again.output)[0])
    assert 0 < changed < same
    (root / "architecture" / "made.yml").write_text("services:\n  pay: {tier: 0}\n")
    run(root, "write", str(target))
    assert not (target / "docs" / "components" / "ledger.md").exists()


def test_write_refuses_a_folder_of_something_else(root, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert "kb-site.json is missing" in str(run(root, "write", str(tmp_path)).exception)


def test_write_lists_the_faults_of_the_files(root, tmp_path):
    (root / "architecture" / "made.yml").write_text("services:\n  pay: {nonsense: 0}\n")
    assert "made.yml:2" in str(run(root, "write", str(tmp_path / "pages")).exception)
    assert not (tmp_path / "pages").exists()


def test_write_judges_pages_of_the_base_as_build_does(root, tmp_path):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text("# Own\n\n<script>x()</script>\n")
    (root / "site" / "good.md").write_text("# Good\n\n*Text*, and [a link](own.md).\n")
    target = tmp_path / "pages"
    said = str(run(root, "write", str(target)).exception)
    assert "site/own.md holds HTML" in said
    assert "good.md" not in said
    assert not target.exists()
    assert run(root, "write", str(target), "--trust-templates").exit_code == 0
    assert "<script>" in (target / "docs" / "own.md").read_text()
