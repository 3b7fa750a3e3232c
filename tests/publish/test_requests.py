import logging
import socket
import struct
import threading

import pytest

from kb.publish.engine import _Shown
from kb.publish.requests import answers, guard, guarded

livereload = pytest.importorskip("mkdocs.livereload")
HERE = {"HTTP_HOST": "localhost:8000"}


def ask(app, **environ):
    status = []
    body = b"".join(app(environ, lambda code, headers: status.append((code, dict(headers)))))
    return *(status or [(None, {})])[0], body.decode()


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST:1", "localhost.", "127.0.0.1:8000", "[::1]:8000", "[::1]"]
)
def test_this_machine_is_answered_for_at_any_port(host):
    assert answers(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@localhost", "localhost/x",
     "192.168.0.7:8000", "0.0.0.0", "[::1", "[::2]", "localhost:8000.evil.example", "\x00", "a" * 10_000],
)  # fmt: skip
def test_no_other_name_is(host):
    assert not answers(host, "127.0.0.1")


def test_the_address_bound_to_is_answered_for_and_any_address_where_that_is_all_of_them():
    assert answers("10.0.0.5:8000", "10.0.0.5")
    assert answers("Build-Box:8000", "build-box")
    assert not answers("10.0.0.6", "10.0.0.5")
    assert answers("10.0.0.6", "0.0.0.0")
    assert answers("[fe80::1]:8000", "::")
    assert not answers("evil.example", "0.0.0.0")


def test_a_refusal_is_a_sentence_and_the_site_is_not_asked():
    asked = []
    app = guarded(lambda environ, _: asked.append(environ["HTTP_HOST"]) or [b"the site"], "127.0.0.1")
    status, _, told = ask(app, HTTP_HOST="evil.example\r\n<b>")
    assert (status, asked) == ("403 Forbidden", [])
    assert told.startswith(
        "This site is served to this machine only, as localhost or 127.0.0.1; the request was for evil.example"
    )
    assert "\r" not in told
    assert ask(app, **HERE)[2] == "the site"
    assert ask(app)[0] == "403 Forbidden"


def test_what_would_change_something_or_leads_nowhere_is_refused():
    app = guarded(lambda *_: pytest.fail("the site was asked"), "127.0.0.1")
    for verb in ("POST", "PUT", "DELETE", "OPTIONS", "BREW", ""):
        assert ask(app, REQUEST_METHOD=verb, **HERE) == (
            "405 Method Not Allowed",
            {"Content-Type": "text/plain; charset=utf-8", "Allow": "GET, HEAD"},
            "This site can only be read.\n",
        )
    for path in ("/\0", "/a/\0/b", "/livereload/" + "9" * 20, "/livereload/" + "9" * 5000 + "/1"):
        assert ask(app, PATH_INFO=path, **HERE)[::2] == ("404 Not Found", "There is no such page.\n")
        assert ask(app, PATH_INFO=path, REQUEST_METHOD="HEAD", **HERE)[::2] == ("404 Not Found", "")


@pytest.fixture
def port(tmp_path):
    (tmp_path / "index.html").write_text("<body>home</body>")
    (tmp_path / "logo.svg").write_text("<svg/>")
    server = livereload.LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    guard(server, "127.0.0.1")
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_address[1]
    livereload.wsgiref.simple_server.WSGIServer.shutdown(server)
    thread.join()
    server.server_close()


def said(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        with client.makefile("rb") as file:
            return file.read()


HOST = b"\r\nHost: localhost\r\n\r\n"
HOSTILE = {
    b"GET /%00 HTTP/1.1": b"404",
    b"GET /livereload/" + b"9" * 5_000 + b"/1 HTTP/1.1": b"404",
    b"GET /" + b"a" * 60_000 + b" HTTP/1.1": b"404",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1": b"414",
    b"GET /..%2f..%2f..%2fetc/passwd HTTP/1.1": b"404",
    b"GET /../../../etc/passwd HTTP/1.1": b"404",
    b"GET /%5c..%5c.. HTTP/1.1": b"404",
    b"GET /%zz%e HTTP/1.1": b"404",
    b"GET /\xff\xfe\x1b[31m HTTP/1.1": b"404",
    b"GET /x%0d%0aSet-Cookie:1 HTTP/1.1": b"404",
    b"GET http://evil.example/ HTTP/1.1": b"404",
    b"POST / HTTP/1.1": b"405",
    b"BREW / HTTP/1.1": b"405",
    b"OPTIONS * HTTP/1.1": b"405",
    b"GET / HTTP/1.1\r\nContent-Length: -5x": b"200",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200: b"431",
}


def test_no_request_of_any_kind_ends_in_a_traceback(port, capfd, caplog):
    for line, status in HOSTILE.items():
        assert said(port, line + HOST).split()[1] == status, line[:60]
    assert b"Error code: 400" in said(port, b"GET / HTTP/9.9.9" + HOST)
    assert said(port, b"GET / HTTP/1.1\r\nHost: \xff\0\r\n\r\n").split()[1] == b"403"
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: local"):
        client = socket.create_connection(("127.0.0.1", port), timeout=10)
        client.sendall(begun)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()  # hangs up without a word
    assert said(port, b"GET / HTTP/1.1" + HOST).endswith(b"<body>home</body>")
    assert "Traceback" not in capfd.readouterr().err
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_head_is_answered_as_a_get_without_what_it_would_send(port):
    for path, length in ((b"/", b"17"), (b"/logo.svg", b"6")):
        head, _, body = said(port, b"HEAD " + path + b" HTTP/1.1" + HOST).partition(b"\r\n\r\n")
        assert (head.split()[1], body) == (b"200", b"")
        assert b"Content-Length: " + length in head


def test_another_fault_of_the_server_is_not_hidden(capfd):
    server = livereload.LiveReloadServer(lambda: None, "127.0.0.1", 0, ".")
    guard(server, "127.0.0.1")
    for fault in (ConnectionResetError(), ValueError("a fault of ours")):
        try:
            raise fault
        except (OSError, ValueError):
            server.handle_error(None, ("127.0.0.1", 1))
    server.server_close()
    told = capfd.readouterr().err
    assert "a fault of ours" in told
    assert "ConnectionResetError" not in told


def test_what_was_asked_for_stands_in_the_log_without_what_a_terminal_obeys():
    record = logging.LogRecord("mkdocs", logging.INFO, "", 1, '"GET /\x1b[31m%s" code 404\nnext', ("a" * 60_000,), None)
    first, second = _Shown().format(record).split("\n")
    assert first.startswith('"GET /\\x1b[31maaa')
    assert first.endswith("aaa...")
    assert len(first) == 503
    assert second == "next"
