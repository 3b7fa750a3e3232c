"""What `kb check` finds: where the organisation is thin or stale, by rule, and the unknowns most worth asking about."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kb.model.finding import Finding
from kb.model.saying import count
from kb.pages import Page, Pages, _mentions, _parts, _uris
from kb.pages._escape import sentence
from kb.pages._input import SiteInput
from kb.pages._page import page

_MOST: Final = 100
"""Findings shown of one rule."""


class Findings(Pages):
    """Composes the page on what is found."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        if not site.advises:
            return
        here = _uris.FINDINGS
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in site.check.findings:
            if finding.is_open:
                by_rule[finding.rule].append(finding)
        parts = [part for rule, found in sorted(by_rule.items(), key=_order) for part in _rule(site, here, rule, found)]
        total = sum(map(len, by_rule.values()))
        said = (
            f"{count(total, 'finding')} of `kb check`, the most serious first."
            if total
            else "`kb check` finds nothing: no rule is broken."
        )
        yield page(here, "Findings", said, *_questions(site, here), *parts, search={"exclude": True})


def _order(item: tuple[str, list[Finding]]) -> tuple[int, int, str]:
    rule, found = item
    return min(finding.severity.rank for finding in found), -len(found), rule


def _questions(site: SiteInput, here: str) -> Iterator[str]:
    if not site.check.questions or not site.shows_people:
        return
    word = _mentions.Mentions(site, here)
    yield _parts.heading("Worth asking first", searched=False)
    yield _parts.bullets((word(item.sentence) for item in site.check.questions), numbered=True)


def _rule(site: SiteInput, here: str, rule: str, found: list[Finding]) -> Iterator[str]:
    yield f"## {rule} ({len(found)}) {{ #{rule} data-search-exclude }}"
    word = _mentions.Mentions(site, here)
    fixes = {finding.fix for finding in found}
    same = f" {word(sentence(found[0].fix))}" if site.shows_people and len(found) > 1 and len(fixes) == 1 else ""
    said = found[0].severity.value.capitalize()
    yield f"{said}; [what it means]({_uris.relative(here, _uris.manual('rule', rule))}).{same}"
    yield _parts.bullets(_line(site, finding, word, mends=not same) for finding in found[:_MOST])
    if len(found) > _MOST:
        yield f"And {len(found) - _MOST:,} more."


def _line(site: SiteInput, finding: Finding, word: _mentions.Mentions, *, mends: bool) -> str:
    if not site.shows_people:
        return word(finding.subject)
    fix = f"{word(sentence(finding.fix))} " if mends else ""
    return f"{word(sentence(finding.message))} {fix}{_parts.places((finding.source,))}"
