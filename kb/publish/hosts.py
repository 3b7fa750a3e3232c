"""Which names the site is served under on this machine: those of this machine, and no other.

Any page in the browser of whoever serves may send requests to 127.0.0.1 under a name of its own, once that name is made to lead there
(DNS rebinding), and then read the whole site. What such requests cannot do is to name this machine in their `Host`.
"""

import re
from ipaddress import ip_address
from typing import Final

_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9_.-]+))(?::[0-9]{1,5})?")


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
