"""kb demo as a user runs it; from a wheel, see tests/files/test_example.py."""

from click.testing import CliRunner

from kb.cli.main import main


def kb(folder, *words):
    return CliRunner().invoke(main, ["-C", str(folder), "demo", *words])


def test_unpacks_and_shows_the_risk_report(tmp_path):
    done = kb(tmp_path)
    assert done.exit_code == 0, done.output
    assert "Risk: the whole knowledge base" in done.stdout
    assert "Try next:" in done.stdout
    assert (tmp_path / "holdfast-demo/kb.toml").is_file()


def test_inside_of_another_knowledge_base_it_says_so(tmp_path):
    (tmp_path / "kb.toml").write_text("")
    said = " ".join(kb(tmp_path, "x").stderr.split())
    assert f"lies inside of the knowledge base {tmp_path}, which is the one that answers without -C" in said


def test_refuses_what_exists(tmp_path):
    kb(tmp_path, "x")
    done = kb(tmp_path, "x")
    assert "exists already" in str(done.exception)
    assert done.exception.exit_code == 2
