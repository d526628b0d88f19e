"""Refute a system of polynomial inequalities over nonnegative variables, by an identity that is checked in rationals.

Farkas' lemma on products (Handelman, Krivine): if sum c_k P_k = 0 with c_k >= 0, each P_k a product of the constraints and
of monomials, hence nonnegative where the system holds, and some strictly positive P_k has c_k > 0, then no point
satisfies the system. A linear program proposes the c_k; only the exact identity counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import combinations_with_replacement
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csc_matrix
from sympy import QQ, Poly
from sympy.polys.matrices import DomainMatrix

from theorysim.prove.budget import kept, spend

Terms = dict[int, object]  # a monomial, its exponents as one number -> rational coefficient

LARGEST = 9000  # columns of a linear program that still takes under a second or two
LEVELS = ((1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (3, 0), (2, 2), (3, 1), (2, 3))  # constraints in a product, degree of the monomial


@dataclass(frozen=True)
class Constraint:
    """A polynomial that is nonnegative, or positive where `strict`."""

    polynomial: Poly
    strict: bool


class _Column(NamedTuple):
    """A product of constraints and of a monomial: its monomials as they lie, its coefficients, and whether it is positive."""

    monomials: Sequence[int]
    coefficients: Sequence[object]
    scaled: Sequence[float]  # the coefficients in floats, the largest 1
    strict: bool


@lru_cache(maxsize=256)
def _powers(n: int, degree: int) -> tuple[tuple[int, ...], ...]:
    """Return the exponents of the monomials of n variables up to a degree, in order."""
    if n == 0:
        return ((),)
    return tuple((first, *rest) for first in range(degree + 1) for rest in _powers(n - 1, degree - first))


def _coded(powers: Sequence[int], bits: int) -> int:
    """Write exponents as one number, of so many bits each: a product of monomials is a sum, and their order stays."""
    return reduce(lambda code, power: code << bits | power, powers, 0)


def _times(one: Terms, other: Terms) -> Terms:
    found: Terms = {}
    for m, a in one.items():
        for n, b in other.items():
            found[m + n] = found[m + n] + a * b if m + n in found else a * b  # type: ignore[operator]
    return {m: found[m] for m in sorted(found) if found[m]}


def _columns(system: Sequence[Constraint], strict_variables: Sequence[bool], factors: int, degree: int) -> list[_Column]:
    n = len(strict_variables)
    every = [c.polynomial.rep.to_dict() for c in system]
    bits = (factors * max((p for terms in every for m in terms for p in m), default=0) + degree).bit_length()
    coded: list[Terms] = [{code: c for code, c in sorted((_coded(m, bits), c) for m, c in terms.items())} for terms in every]

    def positive(powers: Sequence[int]) -> bool:
        return all(s for s, power in zip(strict_variables, powers, strict=True) if power)

    shifts = [(_coded(s, bits), positive(s)) for s in _powers(n, degree)]
    columns: list[_Column] = []
    made: dict[tuple[int, ...], Terms] = {(): {0: QQ(1)}}
    for size in range(factors + 1):
        for chosen in combinations_with_replacement(range(len(system)), size):
            if chosen:
                made[chosen] = coded[chosen[0]] if size == 1 else _times(made[chosen[:-1]], coded[chosen[-1]])
            strict = all(system[k].strict for k in chosen)
            coefficients = tuple(made[chosen].values())
            floats = [float(c) for c in coefficients]  # type: ignore[arg-type]
            scale = max(map(abs, floats))
            scaled = [c / scale for c in floats]
            columns += [_Column([m + s for m in made[chosen]], coefficients, scaled, strict and sure) for s, sure in shifts]
    mask = (1 << bits) - 1
    for m in sorted({m for column in columns for m in column.monomials}):  # each monomial by itself is >= 0
        columns.append(_Column([m], (QQ(1),), [1.0], positive([m >> bits * (n - 1 - i) & mask for i in range(n)])))
    return columns


def _exact(chosen: Sequence[_Column]) -> bool:
    """Solve the identity on these columns in rationals, and say whether its multipliers prove the contradiction."""
    columns: list[Terms] = [dict(zip(c.monomials, c.coefficients, strict=True)) for c in chosen]
    strict = [c.strict for c in chosen]
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
    total: Terms = {}
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


@kept(20_000)  # cases and planted errors ask for the same systems again and again
def _refuted(system: tuple[Constraint, ...], strict_variables: tuple[bool, ...], levels: int) -> bool:
    for factors, degree in LEVELS[:levels]:
        if comb(len(system) + factors, factors) * comb(len(strict_variables) + degree, degree) > LARGEST:
            continue
        columns = _columns(system, strict_variables, factors, degree)
        spend(len(columns))
        strict = np.array([c.strict for c in columns])
        index: dict[int, int] = {}
        rows = np.array([index.setdefault(m, len(index)) for c in columns for m in c.monomials])
        cols = np.repeat(np.arange(len(columns)), [len(c.monomials) for c in columns])
        values = np.array([x for c in columns for x in c.scaled])
        n, sure = len(index), np.flatnonzero(strict)
        if _hopeless(rows, cols, values > 0, strict, n):
            continue
        target = np.zeros(n + 1)
        target[n] = 1
        places = np.concatenate([rows, np.full(sure.size, n)]), np.concatenate([cols, sure])
        matrix = csc_matrix((np.concatenate([values, np.ones(sure.size)]), places), shape=(n + 1, len(columns)))
        program = linprog(np.ones(len(columns)), A_eq=matrix, b_eq=target, method="highs-ds")
        if program.status == 0:
            chosen = [j for j in np.argsort(-program.x) if program.x[j] > 1e-9]
            if _exact([columns[j] for j in chosen]):
                return True
    return False


def _hopeless(rows: NDArray[np.int64], cols: NDArray[np.int64], above: NDArray[np.bool_], strict: NDArray[np.bool_], n: int) -> bool:
    """Tell whether signs alone show that no sum of columns is 0 with a strict one in it: a monomial of one sign cancels with nothing."""
    used = np.ones(strict.size, dtype=bool)
    while (used & strict).any():
        live = used[cols]
        one_sign = (np.bincount(rows[live & above], minlength=n) > 0) ^ (np.bincount(rows[live & ~above], minlength=n) > 0)
        out = cols[live & one_sign[rows]]
        if not out.size:
            return False
        used[out] = False
    return True
