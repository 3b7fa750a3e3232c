"""The worked example: found in a checkout and in a wheel, unpacked whole or not at all."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from kb.errors import InternalError, UsageError
from kb.files import example
from kb.files.load import load

ROOT = Path(__file__).parents[2]


def test_unpacks_what_the_checkout_holds(tmp_path):
    count = example.unpack(tmp_path / "demo")
    assert count == load(ROOT).files + 1
    assert load(tmp_path / "demo").base.components.keys() == load(ROOT).base.components.keys()
    assert [item.name for item in tmp_path.iterdir()] == ["demo"]


def test_refuses_what_exists(tmp_path):
    (tmp_path / "demo").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        example.unpack(tmp_path / "demo")


def test_refuses_a_place_that_is_none(tmp_path):
    with pytest.raises(UsageError, match="cannot be made"):
        example.unpack(tmp_path / "no/such/folder")


def test_says_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(example, "_PACKAGE", tmp_path / "kb")
    with pytest.raises(InternalError, match="install holdfast anew"):
        example.example_root()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built once: some 2 seconds."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_example_and_nothing_beside_the_package(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kb"}
    inside = {name.removeprefix("kb/example/") for name in names if name.startswith("kb/example/")}
    assert "kb.toml" in inside
    assert len(inside) == load(ROOT).files + 1
    assert "kb/py.typed" in names


def test_the_demo_runs_from_an_installed_wheel(wheel, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    script = "import kb, sys; assert kb.__file__.startswith(sys.argv.pop(1)), kb.__file__; from kb.cli.main import run; run()"
    paths = os.pathsep.join([str(site), str(Path(yaml.__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-S", "-c", script, str(site), "demo"],
        cwd=tmp_path, env={"PATH": os.environ["PATH"], "PYTHONPATH": paths}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Unpacked" in done.stdout
    assert "periscope-media" in done.stdout
    assert (tmp_path / "holdfast-demo/architecture/spaces.yml").is_file()
