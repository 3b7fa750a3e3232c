"""Solve one critical set by HiGHS: the peer of `kb.graph.critical_set`, for `graph_scale.py --highs` only.

Reads ``{holders, weights, needed, limit}`` as JSON, minimises the people gone: a component is lost only if each of its
holders is gone; lost weight at least `needed`. Components with equal holders are drawn together for it, too. Prints
``{size, bound, seconds, status}``, CPU seconds of building and solving on one thread. Needs highspy and numpy, which this
project does not; run it with an interpreter that has them.
"""

import json
import sys
import time

import highspy
import numpy as np


def main() -> None:
    """Solve what stands on stdin."""
    task = json.load(sys.stdin)
    start = time.process_time()
    grouped: dict[tuple[int, ...], int] = {}
    for people, weight in zip(task["holders"], task["weights"], strict=True):
        grouped[tuple(people)] = grouped.get(tuple(people), 0) + weight
    needed = task["needed"] - grouped.pop((), 0)
    sets, weights = list(grouped), list(grouped.values())
    place = {person: number for number, person in enumerate(sorted({one for people in sets for one in people}))}
    staff = len(place)
    pairs = [(place[person], staff + number) for number, people in enumerate(sets) for person in people]
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = staff + len(sets), len(pairs) + 1
    program.col_cost_ = np.r_[np.ones(staff), np.zeros(len(sets))]
    program.col_lower_, program.col_upper_ = np.zeros(program.num_col_), np.ones(program.num_col_)
    program.row_lower_ = np.r_[np.zeros(len(pairs)), float(needed)]
    program.row_upper_ = np.full(program.num_row_, highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.r_[np.arange(len(pairs) + 1) * 2, 2 * len(pairs) + len(sets)]
    program.a_matrix_.index_ = np.r_[np.array(pairs).ravel(), staff + np.arange(len(sets))]
    program.a_matrix_.value_ = np.r_[np.tile([1.0, -1.0], len(pairs)), np.array(weights, float)]
    kinds = highspy.HighsVarType
    program.integrality_ = [kinds.kInteger] * staff + [kinds.kContinuous] * len(sets)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", float(task["limit"]))
    solver.passModel(program)
    solver.run()
    info = solver.getInfo()
    answer = {
        "size": round(info.objective_function_value),
        "bound": int(-(-(info.mip_dual_bound - 1e-6) // 1)),
        "seconds": time.process_time() - start,
        "status": solver.modelStatusToString(solver.getModelStatus()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
