"""Solve linear programs by the dual simplex method of HiGHS: the numbers >= 0 of least sum that satisfy equations.

SciPy's `linprog` spends two thirds of the time of a proof's small programs on checks of options and copies, so HiGHS is fed directly where
SciPy ships it behind the door that is known here, and else through `linprog`. Both find the same numbers, bit for bit: a test says so.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

try:
    from scipy.optimize._highspy import _core
except ImportError:
    _core = None
NEEDED = ("_Highs", "HighsLp", "HighsModelStatus", "MatrixFormat")
highs: Any = _core if all(hasattr(_core, name) for name in NEEDED) else None  # of an older SciPy, or a newer one, None

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
OPTIONS = {"output_flag": False, "log_to_console": False, "presolve": "on", "solver": "simplex", "simplex_strategy": 1}  # 1: the dual one
FOREVER = float("inf")


def least_sum(values: Numbers, rows: Places, columns: Places, right: Numbers, seconds: float = FOREVER) -> Numbers | None:
    """Return the x >= 0 of least sum that satisfies equations; None where there is none, or none was found in time.

    `values` stand in `rows` and `columns`, each place once; `right` is the right side.
    """
    n = int(columns.max()) + 1
    order = np.lexsort((rows, columns))
    starts = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=n))])
    solve = _directly if highs is not None else by_linprog
    return solve(values[order], rows[order], starts, right, seconds)


def by_linprog(values: Numbers, rows: Places, starts: Places, right: Numbers, seconds: float = FOREVER) -> Numbers | None:
    """Solve a program, given column by column, through SciPy's own door."""
    from scipy.sparse import csc_matrix

    matrix = csc_matrix((values, rows, starts), shape=(right.size, starts.size - 1))
    options = {} if seconds == FOREVER else {"time_limit": seconds}
    program = linprog(np.ones(starts.size - 1), A_eq=matrix, b_eq=right, method="highs-ds", options=options)
    return np.asarray(program.x) if program.status == 0 else None


def _directly(values: Numbers, rows: Places, starts: Places, right: Numbers, seconds: float) -> Numbers | None:
    solver: Any = highs._Highs()  # a new one each time: nothing is left of the program before
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    if seconds != FOREVER:
        solver.setOptionValue("time_limit", seconds)
    program, n = highs.HighsLp(), starts.size - 1
    program.num_row_ = program.a_matrix_.num_row_ = right.size
    program.num_col_ = program.a_matrix_.num_col_ = n
    program.a_matrix_.format_ = highs.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = starts, rows, values
    program.col_cost_, program.col_lower_, program.col_upper_ = np.ones(n), np.zeros(n), np.full(n, np.inf)
    program.row_lower_ = program.row_upper_ = right
    solver.passModel(program)
    solver.run()
    found = solver.getModelStatus() == highs.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value) if found else None
