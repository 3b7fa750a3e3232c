"""Checks of `kb ready`. Each other file in this folder is one check; its docstring is the check's manual page.

A check looks at one event at an instant and yields one answer per subject. It prints nothing, reads no clock and ranks
nobody. What is absent is UNKNOWN, never PASS.
"""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import ClassVar

from kb import plugs
from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Nature, Rank, Scale, Severity
from kb.analyses.readiness.grounds import declared, grounds
from kb.analyses.readiness.papers import Moved, Rule, expiry, instant, judge
from kb.analyses.readiness.saying import Say
from kb.analyses.readiness.situation import Situation
from kb.model.event import Sign
from kb.model.moment import When
from kb.plugs import Plug

_DAY = timedelta(days=1)


class Check(Plug):
    """What a plug of this socket is; its options are its thresholds in `kb.toml` (``[checks.<id>]``).

    Attributes:
        code: the short code of readiness.md; accepted everywhere as an alias.
        title: the check in a few words.
        severity: blocker, major or minor.
        nature: computed, attested, or both.
        scale: the scale of event from which on it applies.
        due: days before the event by which it should pass; negative: working days after it.
        needs: what must be known before it can be asked: ``entry``, ``window``; with ``calls`` it passes only where each shift
            around the event says who has it, from when to when; with ``shifts`` only where shifts are written besides.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity] = Severity.BLOCKER
    nature: ClassVar[Nature] = Nature.COMPUTED
    scale: ClassVar[Scale] = Scale.NOTABLE
    due: ClassVar[int] = 7
    needs: ClassVar[tuple[str, ...]] = ("entry",)

    @abstractmethod
    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per subject."""

    @property
    def id(self) -> str:
        """The id: the name of the module, with hyphens."""
        return plugs.slug(type(self).__module__)

    @property
    def names(self) -> tuple[str, str]:
        """The id and the code."""
        return self.id, self.code

    def behind(self, case: Situation, subject: str) -> float:  # noqa: ARG002 - for those that know more
        """Return how much stands behind a value: of two equal ones, the one with less is read first."""
        return 0.0

    def say(self, case: Situation, subject: str = "") -> Say:
        """Return what says answers of this check about a subject; without one, about the event."""
        return Say(case, self.id, self.due, subject or case.event.id)


class SignedCheck(Check):
    """A check that named people answer, by sign-offs or in a poll.

    Attributes:
        made: what those have done who cannot attest it.
        days: how many days a sign-off of it holds at most.
        keeps_closure: whether a sign-off keeps what the event stood on, and is of nothing else.
    """

    nature: ClassVar[Nature] = Nature.BOTH
    made: ClassVar[str] = "they made it"
    keeps_closure: ClassVar[bool] = False
    days: float = 30

    def signed(
        self,
        case: Situation,
        subject: str,
        ask: str,
        producers: frozenset[str] = frozenset(),
        least: int = 1,
        since: tuple[When | None, str] = (None, ""),
    ) -> Iterator[Answer]:
        """Yield what sign-offs say about a subject; nothing for a routine event, which needs none.

        Args:
            case: the situation.
            subject: what is attested; a sign-off without a subject is about the event.
            ask: what the sign-off must say, for the repair.
            producers: people who made, or are, the thing attested.
            least: how many different people must have signed.
            since: the newest of what is attested, and how it is called; a sign-off from before it is STALE.
        """
        if case.scale is Scale.ROUTINE:
            return
        mine = case.signs_about(self.names, subject)
        barred = producers | ({subject} & case.base.people.keys())
        why = partial(self.why_not, case, subject)
        moved = partial(self.moved, case)
        rule = Rule(self.days, self.severity is Severity.BLOCKER, barred, *since, why=why, moved=moved)
        found = judge(case.base, case.event, mine, rule, case.at)
        repair = f"kb ready sign {case.event.id} {self.id} --subject {subject}: {ask}"
        kept = found[:1] if least == 1 else found
        signers = {item.sign.by for item in found if item.sign is not None and not item.outcome.blocks}
        say = self.say(case, subject)
        for item in kept:
            rank = Rank.DECLARED if item.sign is None or is_placeholder(item.sign.evidence) else Rank.DATED
            yield say.answer(
                item.outcome, item.value, grounds(rank, [item.sign or case.event]), repair, self._age(case, item.sign)
            )
        if 0 < len(signers) < least:
            others = tuple(sign for sign in mine if sign.by not in signers)
            lost = judge(case.base, case.event, others, rule, case.at)[0]
            said = f"signed by {len(signers)} of {least} people{f'; {lost.value}' if lost.sign else ''}"
            yield say.unknown(
                said, declared(lost.sign or case.event), repair, Distance(len(signers), least, "signatures")
            )

    def why_not(self, case: Situation, subject: str, person: str) -> str:  # noqa: ARG002 - for those that know more
        """Return why somebody who is barred cannot attest a subject, as a clause; and who could, where that is known."""
        about = "it is about them" if subject == person else self.made
        return f"{about}; somebody else has to look"

    def moved(self, case: Situation, sign: Sign) -> Moved | None:  # noqa: ARG002 - for those that keep what they were of
        """Return why a sign-off is of something else than what is there now; None if it is not."""
        return None

    def _age(self, case: Situation, sign: Sign | None) -> Distance | None:
        """Return how old a sign-off is and may be, in days."""
        end = None if sign is None else expiry(sign, self.days)
        if sign is None or sign.date is None or end is None:
            return None
        written = instant(sign.date)
        age, most = (case.at - written) / _DAY, (end - written) / _DAY
        return Distance(round(age, 1), round(most, 1), "days", at_least=False)
