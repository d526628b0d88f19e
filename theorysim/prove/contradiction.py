"""Refute a system of polynomial inequalities over nonnegative variables, by an identity that is checked in rationals.

Farkas' lemma on products (Handelman, Krivine): if sum c_k P_k = 0 with c_k >= 0, each P_k a product of the constraints and
of monomials, hence nonnegative where the system holds, and some strictly positive P_k has c_k > 0, then no point
satisfies the system. A linear program proposes the c_k; only the exact identity counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement, product
from math import comb

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_matrix
from sympy import QQ, Poly
from sympy.polys.matrices import DomainMatrix

Terms = dict[tuple[int, ...], object]  # exponents -> rational coefficient

LARGEST = 9000  # columns of a linear program that still takes under a second or two
LEVELS = ((1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (3, 0), (2, 2), (3, 1), (2, 3))  # constraints in a product, degree of the monomial


@dataclass(frozen=True)
class Constraint:
    """A polynomial that is nonnegative, or positive where `strict`."""

    polynomial: Poly
    strict: bool


def _columns(system: Sequence[Constraint], strict_variables: Sequence[bool], factors: int, degree: int) -> Iterator[tuple[Terms, bool]]:
    n = len(strict_variables)
    shifts = [s for s in product(range(degree + 1), repeat=n) if sum(s) <= degree]
    positive = [all(strict_variables[i] for i in range(n) if s[i]) for s in shifts]
    for size in range(factors + 1):
        for chosen in combinations_with_replacement(range(len(system)), size):
            terms: Terms = {(0,) * n: QQ(1)}
            strict = True
            if chosen:
                polynomial = system[chosen[0]].polynomial
                for k in chosen[1:]:
                    polynomial = polynomial * system[k].polynomial
                terms = polynomial.rep.to_dict()
                strict = all(system[k].strict for k in chosen)
            for shift, shift_positive in zip(shifts, positive, strict=True):
                yield {tuple(a + b for a, b in zip(m, shift, strict=True)): c for m, c in terms.items()}, strict and shift_positive


def _exact(columns: list[Terms], strict: list[bool]) -> bool:
    """Solve the identity on these columns in rationals, and say whether its multipliers prove the contradiction."""
    monomials = sorted({m for column in columns for m in column})
    rows = [[column.get(m, QQ(0)) for column in columns] + [QQ(0)] for m in monomials]
    rows.append([QQ(1) if s else QQ(0) for s in strict] + [QQ(1)])
    reduced, pivots = DomainMatrix(rows, (len(rows), len(columns) + 1), QQ).rref()
    if len(columns) in pivots:  # the last column is a pivot: no solution
        return False
    solution = [QQ(0)] * len(columns)
    dense = reduced.to_dense().to_list() if hasattr(reduced, "to_dense") else reduced.to_list()
    for row, pivot in enumerate(pivots):
        solution[pivot] = dense[row][len(columns)]
    if any(c < 0 for c in solution):
        return False
    total: dict[tuple[int, ...], object] = {}
    for c, column in zip(solution, columns, strict=True):
        for m, v in column.items():
            total[m] = total.get(m, QQ(0)) + c * v
    return all(v == 0 for v in total.values()) and sum((c for c, s in zip(solution, strict, strict=True) if s), QQ(0)) > 0


def contradicts(system: Sequence[Constraint], strict_variables: Sequence[bool], levels: int = len(LEVELS)) -> bool:
    """Tell whether the system was proved to have no solution with all variables >= 0 (> 0 where strict).

    False means that no proof of the tried degrees was found, not that there is a solution.
    """
    system = [c for c in system if not c.polynomial.is_zero or c.strict]
    if any(c.polynomial.is_zero for c in system):  # 0 > 0
        return True
    return _refuted(tuple(system), tuple(strict_variables), levels)


@lru_cache(maxsize=20_000)  # cases and planted errors ask for the same systems again and again
def _refuted(system: tuple[Constraint, ...], strict_variables: tuple[bool, ...], levels: int) -> bool:
    for factors, degree in LEVELS[:levels]:
        if comb(len(system) + factors, factors) * comb(len(strict_variables) + degree, degree) > LARGEST:
            continue
        columns = list(_columns(system, strict_variables, factors, degree))
        for m in sorted({m for terms, _ in columns for m in terms}):  # each monomial by itself is >= 0
            columns.append(({m: QQ(1)}, all(s for s, power in zip(strict_variables, m, strict=True) if power)))
        strict = np.array([s for _, s in columns])
        index: dict[tuple[int, ...], int] = {}
        rows, cols, values = [], [], []
        for j, (terms, _) in enumerate(columns):
            scale = max(abs(float(v)) for v in terms.values())  # type: ignore[arg-type]
            for m, v in terms.items():
                rows.append(index.setdefault(m, len(index)))
                cols.append(j)
                values.append(float(v) / scale)  # type: ignore[arg-type]
        n = len(index)
        rows += [n] * int(strict.sum())
        cols += list(np.flatnonzero(strict))
        values += [1.0] * int(strict.sum())
        target = np.zeros(n + 1)
        target[n] = 1
        program = linprog(
            np.ones(len(columns)), A_eq=csc_matrix((values, (rows, cols)), shape=(n + 1, len(columns))), b_eq=target, method="highs-ds"
        )
        if program.status == 0:
            chosen = [j for j in np.argsort(-program.x) if program.x[j] > 1e-9]
            if _exact([columns[j][0] for j in chosen], [columns[j][1] for j in chosen]):
                return True
    return False
