"""Rules of `kb check`. Each other file in this folder is one rule; its docstring is the rule's manual page.

A rule says where the *organisation* is thin or stale at a date. It looks, yields findings and does nothing else:
it prints nothing, reads no clock, and never ranks or counts what people do.

The first word of its id says what it is about. A rule about runs, shifts, events, vendors or suppressions is not imported where a base has
none (:func:`kb.analyses.check.options.absent`): one that finds that they are missing begins with another word.
"""

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from kb import plugs
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity
from kb.model.service import Component
from kb.model.source import Source
from kb.plugs import Plug


class Rule(Plug):
    """What a plug of this socket is; its options are set in `kb.toml`.

    Attributes:
        severity: how serious its findings are.
        last: whether it must see what the other rules found (``View.findings``).
    """

    severity: ClassVar[Severity] = Severity.WARNING
    last: ClassVar[bool] = False

    @cached_property
    def id(self) -> str:
        """What the rule is called by."""
        return plugs.slug(type(self).__module__)

    @abstractmethod
    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each place that breaks the rule."""

    def finding(
        self,
        subject: str,
        source: Source,
        message: str,
        fix: str,
        *,
        evidence: tuple[Source, ...] = (),
        width: int = 0,
    ) -> Finding:
        """Return a finding of this rule.

        Args:
            subject: the id it is about.
            source: the place to look at first.
            message: one sentence that says what is wrong.
            fix: one sentence that says how to put it right.
            evidence: further places it rests on.
            width: characters meant at ``source``; 0 = the subject, which is written there.
        """
        return Finding(self.id, self.severity, subject, message, source, fix, evidence, width or len(subject))


class ComponentRule(Rule):
    """A rule about the components that must not fail.

    Attributes:
        tiers: the tiers it holds for; 0 = an outage is public at once, 1 = a core function is lost.
    """

    tiers: tuple[int, ...] = (0, 1)

    def vital(self, view: View) -> tuple[Component, ...]:
        """Return the components in use of these tiers, sorted by id."""
        return view.of_tiers(self.tiers)

    def named(self, view: View, component: Component) -> str:
        """Return how to call a component in a message: its id and its tier."""
        return f"`{component.id}` (tier {view.base.tier(component)})"
