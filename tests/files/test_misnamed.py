"""Folders that look like ours and are not read."""

from click.testing import CliRunner

from kb.cli.main import main
from kb.files.tree import misnamed
from kb.testing import tree

SERVICES = {"architecture/a.yml": "services: {a: {tier: 3, needs: none}}\n"}


def test_a_folder_named_after_a_section_goes_to_the_folder_of_that(tmp_path):
    files = (
        "Service/a.yml",
        "people/b.yaml",
        "event/c.yml",
        "on-call/d.yml",
        "oncall/d.yml",
        "queues/notes.txt",
        "deploy/e.yml",
    )
    tree(tmp_path, SERVICES | dict.fromkeys(files, "{}\n") | {"events/gala/sign.yml": "", "teams": "a file\n"})
    assert list(misnamed(str(tmp_path))) == [
        ("Service", "architecture"),
        ("event", "events"),
        ("on-call", "ownership"),
        ("oncall", "ownership"),
        ("people", "ownership"),
    ]


def test_kb_check_mentions_it_once_and_does_not_fail(tmp_path):
    files = SERVICES | {"services/a.yml": "a: {}\n", "services/b.yml": "b: {}\n"}
    done = CliRunner().invoke(main, ["-C", str(tree(tmp_path, files)), "check"])
    assert done.exit_code == 0
    said = "services/ holds YAML that nothing reads: what it is about goes to a file in\narchitecture/.\n"
    assert done.stderr == said
