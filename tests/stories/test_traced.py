"""A small organisation whose reports are traced by hand, number by number, and computed once more without kb.

`traced/TRACE.md` quotes every line with a number and derives it from the YAML files. Here the quotes are compared with
the reports, and the values recomputed in plain Python from literals written by hand: enumeration instead of algorithms.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.main import main

HERE = Path(__file__).resolve().parent / "traced"
REPORTS = {
    "full": ["--full"],
    "component": ["--component", "checkout"],
    "without": ["--without", "cyd,gus"],
}

# By hand from the files: tier, operators (None: unknown), those of them proven, and the hard edges that count: of checkout's two
# ways, payments and pay-later, of which either suffices, the one thing both stand on.
TIERS = dict.fromkeys(("storefront", "checkout", "payments", "orders", "cluster"), 0)
TIERS |= {"pay-later": 1, "catalogue": 1, "stock": 1, "search": 2, "reports": 3}
OPERATORS = {
    "storefront": {"ann", "bob", "cyd"},
    "checkout": {"ann", "bob"},
    "payments": {"ann"},
    "orders": {"eve"},
    "cluster": {"eve", "gus"},
    "pay-later": {"bob", "cyd"},
    "catalogue": {"cyd"},
    "stock": None,
    "search": set(),
    "reports": {"gus"},
}
PROVEN = {"checkout": {"ann"}, "orders": {"eve"}, "pay-later": {"bob"}}
EDGES = {
    "storefront": ["checkout", "catalogue"],
    "checkout": ["orders", "stock", "cluster"],
    "payments": ["cluster"],
    "orders": ["cluster"],
    "cluster": [],
    "pay-later": ["cluster"],
    "catalogue": ["cluster"],
    "stock": ["orders"],
    "search": ["catalogue"],
    "reports": ["orders"],
}
EITHER = ("payments", "pay-later")
STAFF, LEAVING = 8, 1
WEIGHT = {name: (8, 4, 2, 1)[tier] for name, tier in TIERS.items()}
KNOWN = {name: who for name, who in OPERATORS.items() if who is not None}
ONLY_PROVEN = {name: PROVEN.get(name, set()) for name in KNOWN}
PEOPLE = sorted(set().union(*KNOWN.values()))


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["-C", str(HERE), "risk", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout_bytes.decode()


@pytest.fixture(scope="module")
def full():
    return json.loads(run("--full", "-f", "json"))


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def quoted(report: str) -> str:
    """Return the quotes of one chapter of TRACE.md."""
    chapter = re.split(r"^## ", (HERE / "TRACE.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    mine = next(text for text in chapter if text.startswith(f"kb risk {' '.join(REPORTS[report])}\n"))
    return "\n".join(re.findall(r"^```text\n(.*?)^```", mine, flags=re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("report", REPORTS)
def test_the_report_reads_as_traced(report, golden):
    output = run(*REPORTS[report])
    golden(HERE / "expected" / f"{report}.txt", output)
    assert max(map(len, output.splitlines())) <= 80
    assert numbers(quoted(report)) == numbers(output)
    assert len(numbers(output)) > 20


@pytest.mark.parametrize("report", REPORTS)
def test_every_quote_is_followed_by_its_derivation(report):
    chapter = (HERE / "TRACE.md").read_text(encoding="utf-8").partition(f"## kb risk {' '.join(REPORTS[report])}\n")[2]
    parts = chapter.partition("\n## ")[0].split("```text\n")[1:]
    assert all(part.partition("```\n")[2].strip() for part in parts)


def closure(name: str) -> set[str]:
    return {name}.union(*(closure(below) for below in EDGES[name]))


def bus_factor(name: str, holders: dict[str, set[str]]) -> int:
    below = closure(name)
    least = min(len(holders[one]) for one in below if one in holders)
    return min(least, max(bus_factor(one, holders) for one in EITHER)) if "checkout" in below else least


def lost(holders: dict[str, set[str]], gone: set[str]) -> int:
    return sum(WEIGHT[name] for name, who in holders.items() if who <= gone)


def worst(holders: dict[str, set[str]], gone: int) -> int:
    return max(lost(holders, set(some)) for some in combinations(PEOPLE, gone))


def fewest(holders: dict[str, set[str]], total: int) -> int:
    return next(gone for gone in range(len(PEOPLE) + 1) if 2 * worst(holders, gone) > total)


def scenarios() -> list[set[str]]:
    """Every choice of the leavers among the staff, of whom three are a number only."""
    staff = [*PEOPLE, *(f"other {number}" for number in range(STAFF - len(PEOPLE)))]
    return [set(some) for some in combinations(staff, LEAVING)]


def expected(holders: dict[str, set[str]], staff: int, leaving: int, weight: dict[str, int]) -> Fraction:
    everybody = [*PEOPLE, *(f"other {number}" for number in range(staff - len(PEOPLE)))]
    choices = [set(some) for some in combinations(everybody, leaving)]
    return Fraction(sum(weight[name] for some in choices for name, who in holders.items() if who <= some), len(choices))


def random_area(holders: dict[str, set[str]], total: int, safe: int = 0) -> float:
    """Follow all orders in which five people can go: no formula."""
    left = []
    for order in permutations(PEOPLE):
        shares = [total - safe - lost(holders, set(order[:gone])) + safe for gone in range(len(order) + 1)]
        left.append(sum(shares) - Fraction(shares[0] + shares[-1], 2))
    return float(sum(left) / len(left) / len(PEOPLE) / total)


def test_classes_and_totals(full):
    counts = [None if who is None else min(len(who), 3) for who in OPERATORS.values()]
    totals = full["totals"]
    assert [totals[name] for name in ("components", "orphaned", "single", "thin", "held", "unknown")] == [
        10,
        *(counts.count(number) for number in (0, 1, 2, 3, None)),
    ]
    assert full["people"] == len(PEOPLE) == 5


def test_critical_set_and_its_corners(full):
    total = sum(WEIGHT[name] for name in KNOWN)
    claimed, proven = full["critical"]["claimed"], full["critical"]["proven"]
    assert (claimed["size"], claimed["bound"], claimed["total"]) == (fewest(KNOWN, total), 3, total)
    assert claimed["lost_weight"] == worst(KNOWN, 3)
    assert (proven["size"], proven["already"]) == (fewest(ONLY_PROVEN, total), lost(ONLY_PROVEN, set()))
    corners = [(point["people"], point["weight"]) for point in full["critical"]["hull"]]
    assert corners == [(gone, worst(KNOWN, gone)) for gone in (0, 3, 5)]
    assert [(full["critical"][key]) for key in ("people", "components", "unknown")] == [5, 9, 1]


def test_greedy(full):
    held = {person: sum(WEIGHT[name] for name, who in KNOWN.items() if person in who) for person in PEOPLE}
    order = sorted(PEOPLE, key=lambda person: (-held[person], person))
    size = next(gone for gone in range(6) if 2 * lost(KNOWN, set(order[:gone])) > 51)
    assert full["critical"]["claimed"]["greedy"] == size == 3


def test_random_loss(full):
    found = full["loss"]
    one = dict.fromkeys(WEIGHT, 1)
    assert found["staff"]["people"] == STAFF
    assert found["expected"] == expected(KNOWN, STAFF, LEAVING, one)
    assert found["expected_weight"] == pytest.approx(float(expected(KNOWN, STAFF, LEAVING, WEIGHT)), rel=1e-5)
    losses = sorted(lost(KNOWN, gone) for gone in scenarios())
    assert found["tail"]["median"] == losses[(len(losses) + 1) // 2 - 1]
    assert found["tail"]["tail"] == losses[-(-len(losses) * 95 // 100) - 1]
    assert found["tail"]["over"] == sum(2 * loss > 51 for loss in losses) / len(losses)
    assert found["keeping"]["chance"] == sum(not loss for loss in losses) / len(losses)
    for tier in found["by_tier"]:
        mine = {name: who for name, who in KNOWN.items() if TIERS[name] == tier["tier"]}
        assert (tier["components"], tier["expected"]) == (len(mine), expected(mine, STAFF, LEAVING, one))
    for step in found["curve"]:
        share = expected(KNOWN, STAFF, step["leaving"], WEIGHT) / 51
        assert step["share"] == pytest.approx(float(share), rel=1e-5)
    assert len(found["curve"]) == STAFF + 1


def test_robustness(full):
    found = full["robustness"]
    left = [51 - worst(KNOWN, gone) for gone in range(6)]
    area = (sum(left) - (left[0] + left[-1]) / 2) / 5 / 51
    assert [found["area_worst_low"], found["area_worst_high"]] == pytest.approx([area, area], rel=1e-5)
    assert found["area_random"] == pytest.approx(random_area(KNOWN, 51), rel=1e-5)
    for step, covered in zip(found["curve"], left, strict=True):
        assert [step["worst_low"], step["worst_high"]] == pytest.approx([covered / 51] * 2, rel=1e-5)
        average = 1 - expected(KNOWN, 5, step["gone"], WEIGHT) / 51
        assert step["random"] == pytest.approx(float(average), rel=1e-5)


def test_structure(full):
    found = full["structure"]
    for entry in found["entries"]:
        below = closure(entry["entry"])
        cut = {point: len(below - without(entry["entry"], point)) - 1 for point in below - {entry["entry"]}}
        points = {point["component"]: point["cut_off"] for point in entry["single_points"]}
        assert points == {point: number for point, number in cut.items() if number}
    assert [entry["entry"] for entry in found["entries"]] == ["storefront"]
    assert found["articulation"] == [name for name in sorted(WEIGHT) if pieces(name) > 1]
    under = {
        "card-network": {"payments"},
        "cluster": {"cluster"},
        "shop-team": {"storefront", "checkout", "payments", "pay-later", "catalogue", "search"},
        "platform-team": {"orders", "cluster", "stock", "reports"},
    }
    shares = {name: sum(WEIGHT[one] for one in WEIGHT if closure(one) & below) / 55 for name, below in under.items()}
    assert {fate["name"]: fate["share"] for fate in found["fates"]} == pytest.approx(shares, rel=1e-5)


def without(start: str, point: str) -> set[str]:
    """What is still reached from a component if another is gone."""
    if start == point:
        return set()
    return {start}.union(*(without(below, point) for below in EDGES[start]))


def pieces(gone: str) -> int:
    """How many pieces the rest is in, directions disregarded."""
    rest = set(WEIGHT) - {gone}
    near = {one: {two for two in rest if two in EDGES[one] or one in EDGES[two]} for one in rest}
    count = 0
    while rest:
        count += 1
        todo = [rest.pop()]
        while todo:
            new = near[todo.pop()] & rest
            rest -= new
            todo += new
    return count


def test_ranges(full):
    readings = {
        "written": (KNOWN, 0),
        "proven": (ONLY_PROVEN, 0),
        "unknown_lost": ({**KNOWN, "stock": set()}, 0),
        "unknown_held": (KNOWN, WEIGHT["stock"]),
        "lowest": ({**ONLY_PROVEN, "stock": set()}, 0),
    }
    ranges = {item["name"]: item for item in full["uncertainty"]["ranges"]}
    one = dict.fromkeys(WEIGHT, 1)
    for reading, (holders, safe) in readings.items():
        total = sum(WEIGHT[name] for name in holders) + safe
        everywhere = [name for name in WEIGHT if all(holders.get(below, {"?"}) for below in closure(name))]
        values = {
            "covered": 1 - lost(holders, set()) / total,
            "operable": sum(WEIGHT[name] for name in everywhere) / 55,
            "bus factor": min(len(who) for who in holders.values()),
            "critical set size": fewest(holders, total),
            "expected loss": float(expected(holders, STAFF, LEAVING, one)),
            "keeps all": 0,
            "robustness": random_area(holders, total, safe),
        }
        assert {name: ranges[name][reading] for name in values} == pytest.approx(values, rel=1e-5)
    assert (ranges["expected loss"]["low"], ranges["expected loss"]["high"]) == (1.5, 7.375)


def test_what_moves_the_numbers_and_what_runs_out(full):
    found = {item["name"]: item for item in full["uncertainty"]["sensitivities"]}
    assert (found["operable"]["component"], found["operable"]["after"]) == ("cluster", 0)
    assert (found["expected loss"]["component"], found["expected loss"]["after"]) == ("cluster", 2.5)
    assert found["expected loss"]["tied"] == 2
    claimed = [name for name, who in KNOWN.items() if who and not ONLY_PROVEN[name]]
    turned = [{**KNOWN, name: set()} for name in (*claimed, "stock")]
    assert {fewest(holders, 55) for holders in turned} == {3}
    assert found["critical set size"]["component"] is None
    ageing = full["uncertainty"]["ageing"]
    left = [180 - 92, 180 - 50, 180 - 22]
    assert ageing["within"] == [[days, sum(one < days for one in left)] for days in (30, 90)]
    assert (ageing["proven"], ageing["expired"], ageing["never"]) == (3, 2, 4)


def test_the_order_of_consequence(full):
    demand = {"checkout": 0.2, "orders": 0.2, "stock": 0.2, "catalogue": 3, "cluster": 3, "search": 1}
    demand |= {"storefront": 1, "payments": 0.4}
    for row in full["order"]:
        name = row["component"]
        above = [other for other in WEIGHT if name in closure(other)]
        assert row["blast_radius"] == sum(WEIGHT[other] for other in above)
        tiers = [sum(TIERS[other] == tier for other in above) for tier in range(4)]
        assert list(row["above"].values()) == [*tiers, 0]
        assert row["bus_factor"] == bus_factor(name, KNOWN)
        assert (row["demand"] or {}).get("factor") == demand.get(name)


def test_one_component():
    row = json.loads(run("--component", "checkout", "-f", "json"))["row"]
    below = closure("checkout")
    known = below & KNOWN.keys()
    assert (row["coverage"], row["proven"]) == (len(KNOWN["checkout"]), len(PROVEN["checkout"]))
    assert (row["closure"], row["unknown"]) == (len(below), len(below - known))
    assert row["bus_factor"] == bus_factor("checkout", KNOWN)
    assert row["proven_bus_factor"] == bus_factor("checkout", ONLY_PROVEN)
    assert row["weak"] == sum(len(KNOWN[name]) < 2 for name in known)


def test_without_two():
    found = json.loads(run("--without", "cyd,gus", "-f", "json"))["scenarios"][0]
    remain = {name: who - {"cyd", "gus"} for name, who in KNOWN.items()}
    for holders, totals in ((KNOWN, found["before"]), (remain, found["after"])):
        counts = [min(len(who), 3) for who in holders.values()]
        assert [totals[name] for name in ("orphaned", "single", "thin", "held")] == [counts.count(n) for n in range(4)]
    for change in found["components"]:
        name = change["after"]["component"]
        for holders, row in ((KNOWN, change["before"]), (remain, change["after"])):
            known = closure(name) & KNOWN.keys()
            assert row["coverage"] == len(holders.get(name, ()))
            assert row["bus_factor"] == bus_factor(name, holders)
            assert row["weak"] == sum(len(holders[below]) < 2 for below in known)
    assert len(found["components"]) == 10
    assert (found["people_before"], found["people_after"]) == (5, 3)
