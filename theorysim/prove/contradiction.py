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
from typing import Any, NamedTuple

import numpy as np
from flint import fmpq, fmpq_mat
from numpy.typing import NDArray

from theorysim.prove.budget import kept, spend
from theorysim.prove.programs import least_sum

Terms = tuple[tuple[tuple[int, ...], fmpq], ...]  # of a polynomial: exponents, and a coefficient other than 0
Coded = dict[int, fmpq]  # the same, ascending, the exponents as one number

LARGEST = 9000  # columns of a linear program that still takes under a second or two
LEVELS = ((1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (3, 0), (2, 2), (3, 1), (2, 3))  # constraints in a product, degree of the monomial
MOST_FACTORS, HIGHEST = (max(column) for column in zip(*LEVELS, strict=True))


class Constraint(NamedTuple):
    """A polynomial that is nonnegative, or positive where `strict`."""

    terms: Terms
    strict: bool


@lru_cache(maxsize=256)
def _powers(n: int, degree: int) -> tuple[tuple[int, ...], ...]:
    """Return the exponents of the monomials of n variables up to a degree, in order."""
    if n == 0:
        return ((),)
    return tuple((first, *rest) for first in range(degree + 1) for rest in _powers(n - 1, degree - first))


def _times(one: Coded, other: Coded) -> Coded:
    found: Coded = {}
    for m, a in one.items():
        for n, b in other.items():
            found[m + n] = found[m + n] + a * b if m + n in found else a * b
    return {m: found[m] for m in sorted(found) if found[m] != 0}


@dataclass(frozen=True)
class _Columns:
    """Products of constraints and of monomials, and at the end each monomial by itself: all are >= 0, and > 0 where `strict`.

    Of each entry of a column: its monomial, its column, its coefficient in floats, where the largest of a product is 1.
    """

    monomials: NDArray[Any]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    strict: NDArray[np.bool_]
    products: Sequence[Coded]  # each stands in as many columns as there are shifts, monomials that it is multiplied by
    shifts: NDArray[Any]
    alone: NDArray[Any]

    def exact(self, j: int) -> Coded:
        """Return a column as it is."""
        k, i = divmod(j, self.shifts.size)
        if k < len(self.products):
            return {m + int(self.shifts[i]): c for m, c in self.products[k].items()}
        return {int(self.alone[j - self.shifts.size * len(self.products)]): fmpq(1)}


class _Products:
    """The products of the constraints of one system, which every level asks for again.

    A monomial is one number, of so many bits an exponent: a product of monomials is a sum, and their order stays.
    """

    def __init__(self, system: Sequence[Constraint], strict_variables: Sequence[bool]):
        highest = max((power for terms, _ in system for powers, _ in terms for power in powers), default=0)
        self.bits, self.n = (MOST_FACTORS * highest + HIGHEST).bit_length(), len(strict_variables)
        self.whole = np.int64 if self.bits * self.n < 63 else object  # numbers of Python where 64 bits are too few
        self.system, self.strict_variables = system, strict_variables
        self.coded: list[Coded] = [dict(sorted((self._code(m), c) for m, c in terms)) for terms, _ in system]
        self.made: dict[tuple[int, ...], tuple[Coded, NDArray[Any], NDArray[np.float64]]] = {}
        self._keep((), {0: fmpq(1)})

    def _code(self, powers: Sequence[int]) -> int:
        return reduce(lambda code, power: code << self.bits | power, powers, 0)

    def _keep(self, chosen: tuple[int, ...], product: Coded) -> None:
        try:
            values = np.array([int(c.p) / int(c.q) for c in product.values()])
        except OverflowError:  # beyond float64: as shares of the largest, which they become anyway
            most = max(abs(c) for c in product.values())
            values = np.array([int(c.p) / int(c.q) for c in (c / most for c in product.values())])
        self.made[chosen] = product, np.array(list(product), self.whole), values / np.abs(values).max()

    def of(self, chosen: tuple[int, ...]) -> tuple[Coded, NDArray[Any], NDArray[np.float64]]:
        if chosen not in self.made:
            self._keep(chosen, _times(self.of(chosen[:-1])[0], self.coded[chosen[-1]]))
        return self.made[chosen]

    def _positive(self, codes: NDArray[Any]) -> NDArray[np.bool_]:
        """Tell of monomials whether each is positive: it holds no variable that may be 0."""
        mask = (1 << self.bits) - 1
        closed = sum(mask << self.bits * (self.n - 1 - i) for i, strict in enumerate(self.strict_variables) if not strict)
        return np.asarray((codes & closed) == 0, dtype=bool)

    def columns(self, factors: int, degree: int) -> _Columns:
        """Return all products of up to so many constraints and a monomial up to a degree."""
        shifts = np.array([self._code(powers) for powers in _powers(self.n, degree)], self.whole)
        positive = self._positive(shifts)
        monomials, sizes, values, strict, products = [], [], [], [], []
        for size in range(factors + 1):
            for chosen in combinations_with_replacement(range(len(self.system)), size):
                product, codes, scaled = self.of(chosen)
                monomials.append((shifts[:, None] + codes).ravel())
                sizes += [codes.size] * shifts.size
                values.append(np.tile(scaled, shifts.size))
                strict.append(positive & all(self.system[k].strict for k in chosen))
                products.append(product)
        alone = np.unique(np.concatenate(monomials))
        return _Columns(
            np.concatenate([*monomials, alone]),
            np.repeat(np.arange(len(sizes) + alone.size), [*sizes, *[1] * alone.size]),
            np.concatenate([*values, np.ones(alone.size)]),
            np.concatenate([*strict, self._positive(alone)]),
            products,
            shifts,
            alone,
        )


def _exact(columns: Sequence[Coded], strict: Sequence[bool]) -> bool:
    """Solve the identity on these columns in rationals, and say whether its multipliers prove the contradiction."""
    n = len(columns)
    monomials = sorted({m for column in columns for m in column})
    rows = [[column.get(m, fmpq(0)) for column in columns] + [fmpq(0)] for m in monomials]
    rows.append([fmpq(int(s)) for s in strict] + [fmpq(1)])
    reduced, rank = fmpq_mat(rows).rref()
    solution = [fmpq(0)] * n
    for i in range(rank):
        pivot = next(j for j in range(n + 1) if reduced[i, j] != 0)
        if pivot == n:  # the last column is a pivot: no solution
            return False
        solution[pivot] = reduced[i, n]
    if any(c < 0 for c in solution):
        return False
    total: Coded = {}
    for c, column in zip(solution, columns, strict=True):
        for m, v in column.items():
            total[m] = total.get(m, fmpq(0)) + c * v
    return all(v == 0 for v in total.values()) and sum((c for c, s in zip(solution, strict, strict=True) if s), fmpq(0)) > 0


def contradicts(system: Sequence[Constraint], strict_variables: Sequence[bool], levels: int = len(LEVELS)) -> bool:
    """Tell whether the system was proved to have no solution with all variables >= 0 (> 0 where strict).

    False means that no proof of the tried degrees was found, not that there is a solution.
    """
    system = [c for c in system if c.terms or c.strict]
    if any(not c.terms for c in system):  # 0 > 0
        return True
    return _refuted(tuple(system), tuple(strict_variables), levels)


@kept(20_000)  # cases and planted errors ask for the same systems again and again
def _refuted(system: tuple[Constraint, ...], strict_variables: tuple[bool, ...], levels: int) -> bool:
    products = _Products(system, strict_variables)
    for factors, degree in LEVELS[:levels]:
        if comb(len(system) + factors, factors) * comb(len(strict_variables) + degree, degree) > LARGEST:
            continue
        found = products.columns(factors, degree)
        spend(len(found.strict))
        rows, n = _numbered(found.monomials)
        if _hopeless(rows, found.columns, found.values > 0, found.strict, n):
            continue
        sure = np.flatnonzero(found.strict)
        entries = np.concatenate([rows, np.full(sure.size, n)]), np.concatenate([found.columns, sure])
        target = np.zeros(n + 1)
        target[n] = 1  # the strict ones weigh 1 together
        x = least_sum(np.concatenate([found.values, np.ones(sure.size)]), *entries, target)
        if x is not None:
            chosen = [int(j) for j in np.argsort(-x) if x[j] > 1e-9]
            if _exact([found.exact(j) for j in chosen], [bool(found.strict[j]) for j in chosen]):
                return True
    return False


def _numbered(monomials: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    """Number monomials in the order in which they are met."""
    distinct, first, inverse = np.unique(monomials, return_index=True, return_inverse=True)
    rank = np.empty(distinct.size, np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(distinct.size)
    return rank[inverse], distinct.size


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
