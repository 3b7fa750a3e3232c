"""What a drill of a fallback may do to the report on risk: mend, never worsen, and never flatter."""

from datetime import timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.diff.side import Side
from kb.analyses.handover.question import question
from kb.analyses.handover.scope import Scope
from kb.analyses.readiness.demand import flows
from kb.analyses.readiness.situation import Situation
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.report import Row
from kb.analyses.runbooks.bundle import bundle
from kb.analyses.runbooks.matrix import Matrix
from kb.analyses.who.outside import under
from kb.model.base import Base
from kb.model.moment import day_of
from kb.model.scenario import whom
from kb.testing import at, read

PEOPLE = ("ann", "bob", "cid", "dot")
BOOK = "---\nkind: relaunch\ncovers: [{{from: {0}, to: {1}}}]\nauthors: [eve]\n---\n## Steps\n\n### s1 Switch\n\n- Do: switch\n- Expect: 1\n"
RUN = (
    "runbook: {0}\nsteps_hash: {1}\nkind: drill\nby: fay\nstarted: 2026-05-01T10:00Z\nended: 2026-05-01T10:10Z\nhelp: none\n"
    "outcome: pass\n"
)
HASH = read(
    {"architecture/a.yml": "services: {a: {needs: [b]}, b: {}}", "ownership/p.yml": "people: {eve: {}}", "runbooks/x.md": BOOK.format("a", "b")}
).base.runbooks["x"].steps_hash  # fmt: skip


class Drawn:
    """Files of a base with a runbook for each edge that has a fallback, and which of them have been run."""

    def __init__(self, draw: st.DrawFn) -> None:
        names = [f"c{number}" for number in range(draw(st.integers(2, 6)))]
        one = st.sampled_from(names)
        self.edges = {
            name: draw(st.dictionaries(one.filter(lambda to, name=name: to != name), st.none() | one, max_size=3))
            for name in names
        }
        people = st.frozensets(st.sampled_from(PEOPLE), max_size=3)
        self.held = {name: draw(st.none() | people) for name in names}
        self.tiers = {name: draw(st.integers(0, 3)) for name in names}
        self.books = [(name, to) for name, edges in self.edges.items() for to, other in edges.items() if other]
        self.run = draw(st.frozensets(st.sampled_from(self.books))) if self.books else frozenset()

    def base(self, run: frozenset[tuple[str, str]]) -> Base:
        services = "\n".join(
            f"  {name}: {{tier: {self.tiers[name]}, needs: [{', '.join(_edge(to, other) for to, other in edges.items())}]}}"
            for name, edges in self.edges.items()
        )
        known = "\n".join(
            f"  {name}: " + ("{" + ", ".join(f"{who}: operate" for who in sorted(held)) + "}" if held else "none")
            for name, held in self.held.items()
            if held is not None
        )
        files = {
            "architecture/a.yml": f"services:\n{services}\n",
            "ownership/p.yml": f"people: {{{', '.join(f'{who}: {{}}' for who in (*PEOPLE, 'eve', 'fay'))}}}\n"
            + (f"knowledge:\n{known}\n" if known else ""),
        }
        for tail, head in self.books:
            files[f"runbooks/{tail}-{head}.md"] = BOOK.format(tail, head)
        for tail, head in run:
            files[f"runbooks/log/20260501-{tail}-{head}.yml"] = RUN.format(f"{tail}-{head}", HASH)
        loaded = read(files)
        assert not loaded.findings
        return loaded.base


def _edge(to: str, other: str | None) -> str:
    return f"{{to: {to}, fallback: {other}}}" if other else to


drawn = st.composite(Drawn)


def rows(base: Base) -> dict[str, Row]:
    return {row.component: row for row in Assessment(base, at()).report("all").rows}


@pytest.mark.no_cover
@given(drawn(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_passed_run_worsens_no_number(files: Drawn, data: st.DataObject) -> None:
    if not files.books:
        return
    more = files.run | {data.draw(st.sampled_from(files.books))}
    before, after = rows(files.base(files.run)), rows(files.base(more))
    for name, row in after.items():
        old = before[name]
        assert (old.bus_factor is not None) or row.bus_factor is None
        assert row.bus_factor is None or row.bus_factor >= (old.bus_factor or 0)
        assert (row.proven_bus_factor or 0) >= (old.proven_bus_factor or 0) or row.proven_bus_factor is None
        assert (row.weak, row.unknown, row.blast_radius, row.closure) <= (
            old.weak,
            old.unknown,
            old.blast_radius,
            old.closure,
        )
        assert row.weak <= old.weak
        assert row.unknown <= old.unknown
        assert row.blast_radius <= old.blast_radius
        assert row.closure <= old.closure
        assert row.vendors == old.vendors


def down(files: Drawn, run: frozenset[tuple[str, str]], lost: frozenset[str], doubtful: frozenset[str]) -> set[str]:
    """Return what is down: over an edge without a way out, or with both ways; `doubtful` is down as a fallback only."""

    def fallen(gone: frozenset[str], helpless: set[tuple[str, str]]) -> set[str]:
        found = set(gone)
        while True:
            new = {
                name
                for name, edges in files.edges.items()
                if any(to in found and ((name, to) not in run or (name, to) in helpless) for to in edges)
            }
            if new <= found:
                return found
            found |= new

    def settle(gone: frozenset[str], among: set[str] | None) -> set[str]:
        helpless = set(run)
        while True:
            found = fallen(gone, helpless)
            left = {
                (tail, head) for tail, head in run if files.edges[tail][head] in (found if among is None else among)
            }
            if left == helpless:
                return found
            helpless = left

    return settle(lost, settle(lost | doubtful, None))


@pytest.mark.no_cover
@given(drawn())
@settings(max_examples=100, deadline=None)
def test_every_number_is_that_of_trying_all_absences(files: Drawn) -> None:
    """Every set of people is taken away, and every component lost alone, in the and/or graph itself."""
    found = rows(files.base(files.run))
    unknown = frozenset(name for name, held in files.held.items() if held is None)
    least: dict[str, int] = {}
    for gone in chain.from_iterable(combinations(PEOPLE, size) for size in range(len(PEOPLE) + 1)):
        lost = frozenset(name for name, held in files.held.items() if held is not None and held <= set(gone))
        for name in down(files, files.run, lost, unknown):
            least.setdefault(name, len(gone))
    weak = {name for name, held in files.held.items() if held is not None and len(held) < 2}
    fallen = {lost: down(files, files.run, frozenset({lost}), frozenset()) for lost in files.edges}
    for name, row in found.items():
        alone = {lost for lost in files.edges if name in fallen[lost]}
        assert (row.closure, row.weak, row.unknown) == (len(alone), len(alone & weak), len(alone & unknown))
        assert row.blast_radius == sum(2 ** (3 - files.tiers[other]) for other in fallen[name])
        if name in least:
            assert row.bus_factor == least[name]
        else:
            assert row.bus_factor is None
        assert (row.weakest is None) == (row.bus_factor is None)
        if row.weakest is not None:
            held = {who for place in (row.weakest.component, *row.weakest.together) for who in files.held[place] or ()}
            assert row.weakest.coverage == row.bus_factor == len(held)
            assert row.weakest.path[0] == name
            assert row.weakest.path[-1] == row.weakest.component
            for tail, head in zip(row.weakest.path, row.weakest.path[1:], strict=False):
                ways = {*files.edges[tail], *(files.edges[tail][to] for end, to in files.run if end == tail)}
                assert head in ways


SHOW = {
    "architecture/a.yml": "services:\n"
    "  shop: {tier: 0, needs: [{to: main-pay, fallback: spare-pay}]}\n"
    "  main-pay: {tier: 0, needs: [bank]}\n"
    "  spare-pay: {tier: 0, runs_on: [cloud]}\n"
    "  bank: {tier: 0, needs: []}\n"
    "  login: {tags: [log-in], needs: [{to: bank, fallback: paper}]}\n"
    "  paper: {needs: []}\n"
    "vendors: {cloud: {}}\n",
    "ownership/p.yml": "people: {ann: {}, eve: {}, fay: {}}\nknowledge: {main-pay: {ann: operate}, spare-pay: {ann: operate}, shop: {ann: operate}}\n",
    "events/sale.yml": "entry: [shop]\nwindow: {start: 2026-06-10T10:00Z, end: 2026-06-10T12:00Z}\n",
    "runbooks/shop-main-pay.md": BOOK.format("shop", "main-pay"),
    "runbooks/login-bank.md": BOOK.format("login", "bank"),
}


def show(*run: str, more: str = "") -> Base:
    log = {f"runbooks/log/20260501-{name}.yml": RUN.format(name, HASH) for name in run}
    files = {
        **SHOW,
        **log,
        "architecture/a.yml": SHOW["architecture/a.yml"].replace("paper: {needs: []}", f"paper: {{needs: [{more}]}}"),
    }
    loaded = read(files)
    assert not loaded.findings
    return loaded.base


def test_whatever_prepares_asks_for_both_ways() -> None:
    made = show("shop-main-pay")
    event, both = made.events["sale"], ("bank", "main-pay", "shop", "spare-pay")
    case = Situation(made, event, at())
    assert (case.closure, case.vendors) == (both, ("cloud",))
    assert {flow.to for flow in flows(made, case.graph, case.closure)} == {"bank", "main-pay", "spare-pay"}
    assert [item.component for item in bundle(made, event, at()).stands] == sorted(both)
    assert Matrix(made, at()).report("sale").components == both
    assert [item.vendor for item in under(made, "shop", at())] == ["cloud"]
    assert Side(made, at(), "new").closure("sale") == both
    ann = question(made, at(), (whom(made, "ann"),), day_of(at()) + timedelta(weeks=8))
    order = Scope(ann).order()
    assert order.index("shop") > max(order.index("main-pay"), order.index("spare-pay"))


def test_what_one_gets_in_by_is_judged_by_whether_it_falls_with_the_event() -> None:
    """With a way out that does not stand on the event it does not fall, and with one that does it does."""

    def shared(made: Base) -> list[str]:
        return Situation(made, made.events["sale"], at()).shared(["login"])

    assert shared(show()) == shared(show("shop-main-pay")) == ["bank"]
    assert shared(show("login-bank")) == []
    assert shared(show("shop-main-pay", "login-bank")) == []
    assert shared(show("shop-main-pay", "login-bank", more="spare-pay")) == ["bank", "cloud", "spare-pay"]
    assert shared(show("login-bank", more="spare-pay")) == []  # nothing of the event falls back to it yet
