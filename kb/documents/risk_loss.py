"""The full report on risk, in words: what is lost when people leave at random."""

from typing import Final

from kb.analyses.risk.chance import Keeping
from kb.analyses.risk.loss import Loss
from kb.analyses.risk.staff import TeamStaff
from kb.documents.document import Block, Cell, Facts, Paragraph, Table, Tone, cells, columns
from kb.documents.saying import number, share, tier_word
from kb.model.saying import count

_TEAMS: Final = 4


def random_loss(loss: Loss, percent: int) -> list[Block]:
    """Say what is lost when people leave at random."""
    how = "asked for with --leaving" if loss.asked else "a tenth; --leaving asks for another number"
    pairs = (
        ("Among (N)", Cell(f"{count(loss.staff.people, 'person', 'people')}: {_teams(loss)}{_away(loss)}")),
        ("Leaving (m)", Cell(f"{loss.leaving} at random, {how}")),
        ("Without an operator", Cell(_expected(loss))),
        ("All keep one", Cell(_keeping(loss.keeping))),
        ("Spread", Cell(_tail(loss, percent))),
    )
    return [Facts(pairs), *_warnings(loss), _by_tier(loss), _curve(loss)]


def _teams(loss: Loss) -> str:
    said = [_team(item) for item in loss.staff.teams[:_TEAMS]]
    rest = loss.staff.teams[_TEAMS:]
    said += [f"{count(len(rest), 'more team')} {sum(item.used for item in rest)} (json has all)"] if rest else []
    return "; ".join(said) or "no team and nobody is known here"


def _away(loss: Loss) -> str:
    """Say why N is more than those available: who is away holds nothing today, and can leave all the same."""
    return f"; of them {loss.staff.away} away at this date, who can leave, too" if loss.staff.away else ""


def _team(item: TeamStaff) -> str:
    if item.team is None:
        return f"{item.used} in no team"
    if item.headcount is None:
        return f"{item.team} {item.used}, as listed"
    about = "about " if item.approx else ""
    said = f"{item.team} {item.used}, by headcount ({about}{item.headcount} on {item.date}, {item.source})"
    return said if item.used == item.headcount else f"{said}, corrected by those listed or taken away"


def _expected(loss: Loss) -> str:
    left = f"; {loss.unknown} unknown left out" if loss.unknown else ""
    already = f", {loss.already} of them now" if loss.already else ""
    weight = f"weight {number(loss.expected_weight)} of {loss.weight}"
    return f"{number(loss.expected)} of {count(loss.components, 'component')} expected{already} ({weight}){left}"


def _keeping(keeping: Keeping) -> str:
    if keeping.chance is None:
        return "unknown: nothing is written about who can operate anything here"
    what = f"over the {count(keeping.components, 'known component')} it stands on"
    if keeping.orphaned:
        return f"no: {keeping.orphaned} of {what[5:]} have nobody already"
    how = "exact" if keeping.method == "exact" else f"sampled, standard error {share(keeping.error)}"
    outside = f"; operators outside these teams stay and hold {keeping.outside}" if keeping.outside else ""
    unknown = f"; {keeping.unknown} unknown left out" if keeping.unknown else ""
    ways = "; rehearsed fallbacks are left out, for there are too many ways" if keeping.as_named else ""
    return f"{share(keeping.chance)} chance ({how}) {what}{outside}{unknown}{ways}"


def _tail(loss: Loss, percent: int) -> str:
    found = loss.tail
    weights = f"weight {found.median} lost in the median, at most {found.tail} in 19 of 20"
    if found.method == "exact":
        return f"{weights}; over {percent} % with a chance of {share(found.over)} (exact)"
    if not found.over:
        return f"{weights}; over {percent} % in none of {found.scenarios} samples (fixed seed)"
    return f"{weights}; over {percent} % with a chance of {share(found.over)} ({found.scenarios} samples, fixed seed)"


def _warnings(loss: Loss) -> list[Block]:
    found: list[Block] = []
    if loss.staff.unlisted:
        said = f"{loss.staff.unlisted} of the {loss.staff.people} are a headcount only and taken to operate nothing: the files list {loss.staff.listed}. If more of them can, less is lost."
        found.append(Paragraph(said, Tone.CAUTION))
    if loss.staff.nested:
        said = f"Counted beside a team above them: {', '.join(loss.staff.nested)}. If its headcount includes them, N is too high."
        found.append(Paragraph(said, Tone.CAUTION))
    return found


def _by_tier(loss: Loss) -> Table:
    rows = tuple(cells(tier_word(item.tier), item.components, number(item.expected)) for item in loss.by_tier)
    if len(rows) > 1:
        rows += (cells("all", loss.components, number(loss.expected)),)
    heads = columns("Tier", "Components>", "Expected without operator>")
    return Table(heads, rows, "Expected by tier.")


def _curve(loss: Loss) -> Table:
    steps = loss.curve
    places = sorted({round(place * (len(steps) - 1) / 10) for place in range(11)})
    rows = tuple(cells(steps[at].leaving, share(steps[at].share)) for at in places)
    return Table(
        columns("Leaving>", "Share lost>"),
        rows,
        "Expected share lost, by tier weight.",
    )
