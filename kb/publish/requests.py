"""Which requests the site served on this machine answers; the others get a sentence, and nobody a traceback.

MkDocs' server is made for one friendly browser: it takes any verb for GET, and fails over a path no file can have.

Any page in the browser of whoever serves may send requests to 127.0.0.1 under a name of its own, once that name is made to lead there
(DNS rebinding), and then read the whole site. What such requests cannot do is to name this machine in their `Host`.
"""

import re
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kb.render._clean import one_line

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_SHOWN: Final = 100
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9_.-]+))(?::[0-9]{1,5})?")
_NOWHERE: Final = re.compile(r"\0|/livereload/[0-9]{20}")
"""What no path holds: NUL, and times of a build (milliseconds) longer than a number may be read from."""


class _Refusal(NamedTuple):
    """What is said to whom is not answered."""

    status: HTTPStatus
    sentence: str
    headers: tuple[tuple[str, str], ...] = ()


def guard(server: "LiveReloadServer", bound: str) -> None:
    """Let a server answer what :func:`guarded` lets through, and pass over browsers that hang up."""
    server.set_app(guarded(server.serve_request, bound))
    told = server.handle_error

    def handle_error(request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            told(request, client_address)

    server.handle_error = handle_error  # type: ignore[method-assign]


def guarded(app: App, bound: str) -> App:
    """Return an application of WSGI that refuses requests in the name of another host, to change something, or for no path."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        refusal = _refusal(environ, bound)
        if refusal is None:
            body = app(environ, start_response)
            return _without_body(body) if environ.get("REQUEST_METHOD") == "HEAD" else body
        status = f"{refusal.status.value} {refusal.status.phrase}"
        start_response(status, [("Content-Type", "text/plain; charset=utf-8"), *refusal.headers])
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [f"{refusal.sentence}\n".encode()]

    return answer


def _refusal(environ: dict[str, Any], bound: str) -> _Refusal | None:
    host = str(environ.get("HTTP_HOST", ""))
    if not answers(host, bound):
        asked = one_line(host)[:_SHOWN] or "no host"
        served = f"This site is served to this machine only, as localhost or {bound}"
        return _Refusal(HTTPStatus.FORBIDDEN, f"{served}; the request was for {asked}.")
    if environ.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
        return _Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "This site can only be read.", (("Allow", "GET, HEAD"),))
    if _NOWHERE.search(str(environ.get("PATH_INFO", ""))):
        return _Refusal(HTTPStatus.NOT_FOUND, "There is no such page.")
    return None


def answers(host: str, bound: str) -> bool:
    """Whether a request is answered.

    Args:
        host: the `Host` of the request; its port does not matter, since a tunnel may lead here.
        bound: the address served at. Where that is every address of the machine, any address will do: a name can be made to lead
            elsewhere, an address cannot.
    """
    found = _HOST.fullmatch(host)
    name = (found[1] or found[2]).lower().rstrip(".") if found else ""
    if name in _HERE or (name and name == bound.lower()):
        return True
    try:
        return ip_address(bound).is_unspecified and bool(ip_address(name))
    except ValueError:
        return False


def _without_body(body: Iterable[bytes]) -> Iterable[bytes]:
    """Close what would have been sent, a file say, and return nothing."""
    close = getattr(body, "close", None)
    if close is not None:
        close()
    return []
