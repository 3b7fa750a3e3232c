"""Programs are those of the system, never a file that lies beside a knowledge base."""

import os
from types import SimpleNamespace

import pytest

from kb.git import surroundings
from kb.git.surroundings import installed


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Two folders with a program each, the first of them the present one."""
    for name in ("here", "system"):
        (tmp_path / name).mkdir()
        for program in ("dot", "dot.exe"):
            (tmp_path / name / program).write_text("#!/bin/sh\n")
            (tmp_path / name / program).chmod(0o755)
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def test_a_program_lies_in_an_absolute_folder_of_the_search_path(folders, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../here", str(folders / "nowhere"), str(folders / "system")]))
    assert installed("dot") == str(folders / "system/dot")
    assert installed("neato") is None


def test_nothing_is_found_beside_a_knowledge_base(folders, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../here"]))
    assert installed("dot") is None


@pytest.mark.parametrize("spoil", [lambda file: file.chmod(0o644), lambda file: (file.unlink(), file.mkdir())])
def test_what_cannot_be_run_is_no_program(folders, monkeypatch, spoil):
    spoil(folders / "system/dot")
    monkeypatch.setenv("PATH", str(folders / "system"))
    assert installed("dot") is None


def test_on_windows_a_program_is_looked_for_by_its_whole_name(folders, monkeypatch):
    monkeypatch.setenv("PATH", str(folders / "system"))
    there = SimpleNamespace(name="nt", path=os.path, pathsep=os.pathsep, environ=os.environ, defpath=os.defpath)
    monkeypatch.setattr(surroundings, "os", there)
    assert installed("dot") == str(folders / "system/dot.exe")
