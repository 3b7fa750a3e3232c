"""The plugin, as MkDocs runs it: faults, watched folders, live reload."""

import contextlib
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from kb import testing
from kb.errors import KbError
from kb.publish import build as building
from kb.publish import config

pytest.importorskip("material")
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

FILES = testing.written("ann operates pay; pay needs ledger") | {"kb.toml": 'as_of = "2026-06-01"\n'}
BROKEN = "services:\n  pay: {nonsense: 1}\n  web: {needs: [nowhere]}\n"


@pytest.fixture
def root(tmp_path):
    return testing.tree(tmp_path / "base", FILES)


def started(root, command="serve", **plugin):
    made = load_config(_file(root, **plugin))
    made.plugins.on_startup(command=command, dirty=False)
    return made


def _file(root, **plugin):
    file = root.parent / "mkdocs.yml"
    file.write_text(json.dumps(config.made(root, root.parent / "out", plugin)))
    return str(file)


def test_every_file_of_the_base_is_watched(root):
    watched = started(root).plugins["holdfast"].on_config(started(root)).watch
    assert {path.rpartition("/")[2] for path in watched} == {"architecture", "ownership", "kb.toml"}


def test_deploying_to_a_public_host_is_refused_unless_the_site_is_public(root):
    with pytest.raises(PluginError, match="gh-deploy publishes"):
        started(root, "gh-deploy").plugins.on_config(started(root, "gh-deploy"))
    public = started(root, "gh-deploy", profile="public")
    assert public.plugins["holdfast"].on_config(public) is public


def test_faults_end_a_build_all_listed_and_are_a_page_while_serving(root):
    (root / "architecture" / "broken.yml").write_text(BROKEN)
    with pytest.raises(PluginError) as caught:
        started(root, "build").plugins.on_config(started(root, "build"))
    assert "broken.yml:2" in str(caught.value)
    assert "broken.yml:3" in str(caught.value)
    serving = started(root)
    plugin = serving.plugins["holdfast"]
    plugin.on_config(serving)
    (page,) = plugin._compose()
    assert page.uri == "index.md"
    assert "broken&#46;yml&#58;2" in page.markdown
    assert "broken&#46;yml&#58;3" in page.markdown


def test_a_link_out_of_site_is_not_published(root):
    (root / "site").mkdir()
    (root / "site" / "secret.md").symlink_to("/etc/hostname")
    (root / "site" / "more").symlink_to("/etc/ssl")
    with pytest.raises(KbError, match=r"site/secret\.md: is a link"):
        building.build(root, None, {})


def test_an_impossible_date_is_a_sentence(root):
    with pytest.raises(PluginError, match="not a day of the calendar"):
        started(root, "build", at="2026-02-30").plugins.on_config(started(root, "build", at="2026-02-30"))


def test_templates_are_told_date_and_profile(root):
    made = started(root, "build", profile="leadership")
    assert made.plugins.on_config(made).extra["kb"]["profile"] == "leadership"
    assert made.extra["kb"]["as_of"] == "2026-06-01"
    assert made.extra["kb"]["csp"] is True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(port, path):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
        return answer.read().decode()
    return ""


def refused(port, host):
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    with pytest.raises(urllib.error.HTTPError, match="403") as failure:
        urllib.request.urlopen(asked, timeout=5)
    return f"the request was for {host}" in failure.value.read().decode()


def shown(server, port, path, words, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, server.stderr.read()
        if re.search(words, read(port, path)):
            return True
        time.sleep(0.2)
    return False


def test_edits_show_by_live_reload_and_faults_become_a_page(root):
    port = free_port()
    code = "from kb.cli.main import run; run()"
    server = subprocess.Popen(
        [sys.executable, "-c", code, "-C", str(root), "site", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    made = root / "architecture" / "made.yml"
    before = made.read_text()
    try:
        assert shown(server, port, "components/pay/", "<h1")
        assert "livereload" in read(port, "components/pay/")
        assert refused(port, "evil.example")
        made.write_text(before.replace("pay: {", "pay: {title: Paying, "))
        assert shown(server, port, "components/pay/", "Paying")
        made.write_text(BROKEN)
        assert shown(server, port, "", "The files have faults")
        assert shown(server, port, "components/pay/", "The files have faults")
        made.write_text(before)
        assert shown(server, port, "components/pay/", "<h1 id=.pay.>pay")
    finally:
        server.terminate()
        server.communicate(timeout=10)
