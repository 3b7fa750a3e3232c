"""The specimen: a document and a report that hold every element once, and the worst texts we know."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

import pytest

from kb.documents.document import (
    Bullets,
    Cell,
    Column,
    Curve,
    Document,
    Excerpt,
    Facts,
    Paragraph,
    Plot,
    Section,
    Table,
    Tone,
    Verdict,
)
from kb.model.finding import Finding, Severity, Suppression
from kb.model.source import Source

# fmt: off
NAUGHTY = (
    "", " ", "\n", "a\nb", "\r\n", "a\rb", "\t", "\x00", "a\x00b", "\x07bell", "\x08\x08back", "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\", "\x7f", "\x85", "\x9b31m", "\x9d0;t\x9c",
    "\u202eevil\u202c", "\u2066x\u2069", "\u200f", "a\u200bb", "\u200d", "\ufeffbom", "\u2028line\u2029par", "\xad",
    "\U000e0041tag", "\ud800", "x\udfff", "\ufffe", "\U0001ffff", "\u3164", "\u180e", "\u061c",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- c -->", "<b>", "&lt;&amp;&#64;", "]]>",
    "<?x?>", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1+1", "=cmd|' /C calc'!A0", '"', '""',
    "a,b", "a;b", "'", "::error::x", "a ::error file=x::y", "\n::stop-commands::t", "##[error]x", "%0A::error::", "%",
    "100%25", ":", "::", "`", "``", "```", "`a`", "```\nx\n```", "~~~", "~~x~~", "|", "a|b", "\\|", "\\", "a\\",
    "| a | b |\n|---|---|", "[x](http://a.example)", "![x](y)", "[x]: http://a", "[[wiki]]", "[^1]", "[ ] task",
    "https://a.example", "www.a.b", "@team", "a@b.example", "@org/team", "#1", "org/repo#12", "GH-7", "*x*", "**x**",
    "_x_", "__x__", "a_b_c", "$x$", "# x", "- x", "+ x", "* x", "1. x", "1) x", "> x", "---", "===", "!!! note",
    "    code", "{: .x}", "{{ x }}", ": x", "w" * 300, "pay-" * 60, "a/b" * 80, ":" * 180, "\u5b57" * 100,
    "\u65e5\u672c \u8a9e " * 30, "e\u0301" * 120, "\u0301" * 90, "\ud55c\uad6d\uc5b4", "\U0001f469\u200d\U0001f680",
    "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "\U0001f1e9\U0001f1ea", "\xdcn\xefc\xf6d\xe9", "\xa0nbsp\xa0", "\ufdfa",
    "Z\u0338\u031b\u0325a\u0337\u0353l\u0335\u0317g\u0336o\u0336", "--8<-- 'x'", "${HOME}", "javascript:x",
)
# fmt: on


class Status(Enum):
    PASS = "pass"
    UNKNOWN = "unknown"


class Line(NamedTuple):
    """One line of the specimen report."""

    component: str
    operators: int | None
    status: Status
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class SpecimenReport:
    """A report with a field of every kind."""

    at: date
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    names: frozenset[str]
    share: float
    by_team: dict[str, tuple[int, str]]
    note: str | None = None


@pytest.fixture(scope="session")
def naughty() -> tuple[str, ...]:
    return NAUGHTY


@pytest.fixture(scope="session")
def report() -> SpecimenReport:
    place = Source("ownership/people/ann.yaml", 4, 5)
    findings = (
        Finding(
            "unknown-key", Severity.ERROR, "ann", "There is no key 'operatse'.", place, "Write 'operates'.", width=8
        ),
        Finding(
            "single-operator",
            Severity.WARNING,
            "spaces-ingest",
            "Only one person can operate spaces-ingest.",
            Source("architecture/spaces/ingest.yaml", 1, 1),
            "Let a second person rehearse its runbook.",
            evidence=(Source("runbooks/ingest.md", 12, 1), place),
        ),
        Finding("no-load-test", Severity.INFO, "spaces", "No load test is recorded.", Source("a b/ü.yaml", 2, 3), ""),
        Finding(
            "stale-runbook",
            Severity.ERROR,
            "runbooks/ingest.md",
            "Last rehearsed 400 days ago.",
            Source("runbooks/ingest.md", 1, 1),
            "Rehearse it.",
            suppressed=Suppression("team is moving it", "2023-06-30", Source("kb.toml", 9, 1)),
        ),
    )
    lines = (Line("spaces-ingest", 1, Status.PASS, (place,)), Line("spaces-edge", None, Status.UNKNOWN))
    return SpecimenReport(
        date(2023, 5, 24), lines, findings, frozenset({"b", "a"}), 0.5, {"video": (3, "x"), "core": (1, "y")}
    )


def table() -> Table:
    return Table(
        (
            Column("Component"),
            Column("Can operate it", right=True),
            Column("Status"),
            Column("What would change it", wrap=True),
        ),
        (
            (
                Cell("spaces-ingest"),
                Cell("1"),
                Cell("needs a second person", Tone.BAD),
                Cell("Ben rehearses runbooks/ingest.md with Ann: he has run it twice with help, never alone."),
            ),
            (Cell("spaces-edge"), Cell("0"), Cell("unknown", Tone.UNKNOWN), Cell("Ask team video who runs it.")),
            (Cell("音声-gateway"), Cell("12"), Cell("covered", Tone.GOOD), Cell("")),
        ),
        caption="Components under Spaces, thinnest first.",
        keys=("component", "operators", "status", "fix"),
    )


@pytest.fixture(scope="session")
def specimen() -> Document:
    excerpt = Excerpt(
        "ownership/people/ann.yaml", 4, 3, 8, ((3, "name: Ann"), (4, "  operatse:"), (5, ""), (12, "  - pay"))
    )
    inner = Section("Nested", (Paragraph("Deeper text.", Tone.CAUTION), Section("Deepest", (Bullets(("leaf",)),))))
    return Document(
        "Readiness of campaign-launch",
        "As of 2023-05-24 (as_of in kb.toml)",
        (
            Verdict(
                "NO-GO",
                "Three of nine required checks fail, and the answer to one is unknown; each is listed below.",
                Tone.BAD,
            ),
            Facts((("Event", Cell("campaign-launch")), ("Expected listeners", Cell("1,000,000", Tone.CAUTION)))),
            Section(
                "Coverage",
                (table(), Paragraph("A component is covered when two people have run it alone.\nSee the manual.")),
            ),
            Section(
                "What to do",
                (
                    Bullets(
                        (
                            "Rehearse the ingest runbook with Ben, alone, before Monday; log the run with kb runbook log.",
                            "Ask video.",
                        )
                    ),
                    Bullets(("First.", "Then."), numbered=True),
                    excerpt,
                    plot("worst order"),
                    Table((Column("Nothing"),), ()),
                    inner,
                ),
            ),
        ),
    )


def plot(title: str) -> Plot:
    """A plot with a band."""
    low = Curve("low", title, ((0, 1.0), (2, 0.5), (4, 0.0)))
    high = Curve("high", f"{title}, at most", ((0, 1.0), (2, 0.75), (4, 0.0)))
    other = Curve("other", "random order", ((0, 1.0), (1, 1.0), (2, 0.9), (3, 0.6), (4, 0.0)))
    return Plot(title, "people gone", "share covered", 4, low, high, other, 0.5)


def poison(text: str, more: str = "x") -> Document:
    """A document that holds a text wherever one can stand."""
    columns = (Column(text), Column(more, right=True), Column("w", wrap=True))
    rows = ((Cell(text), Cell(more), Cell(text)), (Cell(more, Tone.BAD), Cell(text), Cell(more)))
    blocks = (
        Paragraph(text, Tone.GOOD),
        Verdict(text, more, Tone.BAD),
        Verdict(more, text),
        Bullets((text, more)),
        Bullets((more, text), numbered=True),
        Facts(((text, Cell(more)), (more, Cell(text, Tone.UNKNOWN)))),
        Table(columns, rows, caption=text, keys=(text, more, text)),
        Excerpt(text, 2, 3, 4, ((1, more), (2, text), (3, ""))),
        plot(text)._replace(across=text, up=more),
    )
    return Document(text, more, (*blocks, Section(text, (*blocks[:6], Section(more, (Section(text, blocks[:6]),))))))


@pytest.fixture(scope="session")
def poisoned():
    return poison


@pytest.fixture(scope="session")
def infected(report):
    """A report whose findings hold a text wherever one can stand."""

    def build(text: str) -> SpecimenReport:
        place = Source(text, 0, 0)
        finding = Finding(text, Severity.ERROR, text, text, place, text, (place,), 3, None)
        hushed = finding._replace(suppressed=Suppression(text, text, place))
        lines = (Line(text, 1, Status.PASS, (place,)),)
        return SpecimenReport(
            report.at, lines, (finding, hushed, finding), frozenset({text}), 0.1, {text: (1, text)}, text
        )

    return build
