"""What every exporter keeps: the same bytes for the same base, and a file for an empty one."""

import pytest
from click.testing import CliRunner

from kb import exporters, plugs, testing
from kb.cli.main import main
from kb.exporters import Subject
from tests.exporters.conftest import FILES, exported, given


@pytest.mark.parametrize("name", plugs.names(exporters))
def test_the_order_of_files_and_entries_does_not_matter(name):
    turned = {path: FILES[path] for path in reversed(FILES)}
    assert exported(name, given(turned)) == exported(name)
    assert all(text.endswith("\n") for text in exported(name).values())


@pytest.mark.parametrize("name", plugs.names(exporters))
def test_an_empty_base_can_be_exported(name):
    assert exported(name, Subject(testing.read({"kb.toml": ""}).base, testing.at(), "At"))


def test_the_command_writes_to_a_file_or_a_folder_and_names_what_there_is(tmp_path):
    testing.tree(tmp_path, FILES)
    run = lambda *words: CliRunner().invoke(main, ["-C", str(tmp_path), "export", *words])  # noqa: E731
    assert "mermaid" in run().output
    assert run("mermaid", "--at", "2026-06-01").output.startswith("flowchart LR\n")
    assert run("csv", "-o", str(tmp_path / "x.csv")).exit_code == 0
    assert run("csv", "-o", f"{tmp_path}/out/").exit_code == 0
    assert (tmp_path / "out/components.csv").read_bytes() == (tmp_path / "x.csv").read_bytes()
    wrong = run("mermiad")
    assert wrong.exit_code != 0
    assert "did you mean `mermaid`" in str(wrong.exception)


def test_what_takes_several_files_becomes_a_folder_unless_it_is_a_file(tmp_path):
    testing.tree(tmp_path, FILES)
    run = lambda *words: CliRunner().invoke(main, ["-C", str(tmp_path), "export", "backstage", *words])  # noqa: E731
    assert run("-o", str(tmp_path / "new")).exit_code == 0
    assert (tmp_path / "new/components.yaml").is_file()
    there = tmp_path / "there.txt"
    there.write_text("mine")
    assert str(run("-o", str(there)).exception).endswith(
        f" files: name a folder, such as -o backstage/; {there} is a file"
    )
    assert there.read_text() == "mine"
    assert str(run().exception).endswith(" files: name a folder, such as -o backstage/")
    assert str(run("-o", "-").exception).endswith(" files: name a folder, such as -o backstage/")
