"""From what somebody did to a file to whether they know it.

Two models. *Degree of authorship* (DOA) is the one of the literature: Fritz et al. (ICSE 2010), weights as used by Avelino,
Passos, Hora, Valente, *A Novel Approach for Estimating Truck Factors* (ICPC 2016). The *logistic* one was fitted by us on the
1,209 published answers to "can you maintain this file?" (Avelino et al. 2019): 0.738 against 0.684 area under the curve,
left-one-system-out, because it knows how long ago the last change was. In those answers knowledge falls with time as a
slope, not off a cliff, and so it does here.
"""

import math
from collections.abc import Mapping
from typing import Final

from kb.analyses.maintaining.authorship import Work

AUTHOR_SHARE: Final = 0.75
"""Of the greatest degree of authorship of a file, from which on somebody is an author of it (Avelino et al. 2016)."""
AUTHOR_LEAST: Final = 3.293
"""The least degree of authorship of an author who did not add the file (the same)."""
DAY: Final = 86_400


def degree(work: Work) -> float:
    """Return the degree of authorship of somebody in a file."""
    return 3.293 + 1.098 * work.added + 0.164 * work.own - 0.321 * math.log1p(work.others)


def authors(work: Mapping[int, Work], share: float = AUTHOR_SHARE) -> list[int]:
    """Return the authors of a file by the published rule, sorted.

    Args:
        work: person -> what they did to it.
        share: of the greatest degree of authorship that an author exceeds.
    """
    degrees = {who: degree(one) for who, one in work.items()}
    greatest = max(degrees.values(), default=0.0)
    return [
        who
        for who, found in sorted(degrees.items())
        if greatest > 0 and found / greatest > share and (found >= AUTHOR_LEAST or work[who].added)
    ]


def probability(work: Work, now: int) -> float:
    """Return the probability that somebody can maintain a file, between 0 and 1.

    logit p = 0.752 + 1.225 FA + 1.025 ln(1 + DL) - 0.414 ln(1 + AC) - 0.237 ln(1 + days). ``now`` is in seconds since 1970.
    """
    days = max(0, now - work.last) / DAY
    logit = (
        0.752
        + 1.225 * work.added
        + 1.025 * math.log1p(work.own)
        - 0.414 * math.log1p(work.others)
        - 0.237 * math.log1p(days)
    )
    return 1 / (1 + math.exp(-logit))
