"""Which mails are one person's by a `.mailmap`, beside what git makes of it.

git puts the proper mail of an entry in the place of the others in every commit; an address without reply that stands there, and
with it the login, is seen no more. The file still says whose it is.
"""

import re
from collections.abc import Mapping
from typing import Final

_ENTRY: Final = re.compile(r"((?!#)[^<>]*)<([^<>\s]+@[^<>\s]+)>\s*([^<>]*)<([^<>\s]+@[^<>\s]+)>\s*(?:#.*)?")
MAX_LINES: Final = 100_000


def other_mails(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return what other mails somebody has, by their proper one; in small letters.

    An entry that holds for a name only (``Ann <ann@x> Old Name <shared@x>``) says of a mail that several may have it, and a mail
    that two entries give to two people is nobody's.
    """
    owners: dict[str, set[str]] = {}
    for line in text.splitlines()[:MAX_LINES]:
        found = _ENTRY.fullmatch(line.strip())
        if found is not None:
            proper, other = found[2].casefold(), found[4].casefold()
            owners.setdefault(other, set()).update([proper, other] if found[3].strip() else [proper])
    made: dict[str, list[str]] = {}
    for other, proper in sorted(owners.items()):
        if len(proper) == 1 and proper != {other}:
            made.setdefault(next(iter(proper)), []).append(other)
    return {proper: tuple(others) for proper, others in sorted(made.items())}
