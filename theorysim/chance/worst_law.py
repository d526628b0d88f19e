"""Find the worst law on finitely many atoms whose mean is 0 and whose mean costs are at most 0, with a proof that none there is worse.

A linear program proposes; what counts is checked in rationals. The law shows a value of E[payoff]. A price of the mean, and one >= 0 of
each cost, with a level, show that none is larger: payoff <= level + <price, atom> + <paid, cost> at every atom. Their difference is the
gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

Vector = tuple[Fraction, ...]
TOLERANCE = 1e-9  # below it a probability of the linear program counts as 0
LARGEST_DENOMINATOR = 10**6  # of a price that the atoms of the law leave free


@dataclass(frozen=True)
class WorstLaw:
    """A law (atom's place -> probability) and the certificate (price, level) that none on these atoms does worse."""

    law: Mapping[int, Fraction]
    price: Vector
    level: Fraction
    value: Fraction  # E[payoff] under the law
    paid: Vector = ()  # the prices of the costs, each >= 0

    @property
    def gap(self) -> Fraction:
        """How far the level may lie above the worst value; 0 where the law is the worst one exactly."""
        return self.level - self.value


def _solved(rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction], free: Sequence[float]) -> list[Fraction] | None:
    """Solve a linear system in rationals; unknowns that it leaves free are taken from `free`, rounded. None where it has no solution."""
    n = len(free)
    table = [[*(QQ(x.numerator, x.denominator) for x in row), QQ(b.numerator, b.denominator)] for row, b in zip(rows, right, strict=True)]
    reduced, pivots = DomainMatrix(table, (len(table), n + 1), QQ).rref()
    if n in pivots:
        return None
    solution = [Fraction(x).limit_denominator(LARGEST_DENOMINATOR) for x in free]
    lines = reduced.to_dense().to_list() if hasattr(reduced, "to_dense") else reduced.to_list()
    for line, pivot in zip(lines, pivots, strict=False):
        entries = [Fraction(int(x.numerator), int(x.denominator)) for x in line]
        solution[pivot] = entries[n] - sum((entries[j] * solution[j] for j in range(n) if j not in pivots), Fraction(0))
    return solution


def _dot(prices: Sequence[Fraction], of: Sequence[Fraction]) -> Fraction:
    return sum((c * x for c, x in zip(prices, of, strict=True)), Fraction(0))


def refused(
    atoms: Sequence[Vector], payoff: Sequence[Fraction], found: WorstLaw, gap: Fraction = Fraction(0), costs: Sequence[Vector] = ()
) -> str:
    """Tell, in rationals alone, what is wrong with a certificate; the empty string where it is right, with at most this gap."""
    d = len(atoms[0])
    if any(p < 0 for p in found.law.values()) or sum(found.law.values(), Fraction(0)) != 1:
        return "the law's probabilities are not nonnegative with sum 1"
    if any(sum((p * atoms[i][j] for i, p in found.law.items()), Fraction(0)) for j in range(d)):
        return "the law's mean is not 0"
    every = costs or [()] * len(atoms)
    if any(sum((p * every[i][j] for i, p in found.law.items()), Fraction(0)) > 0 for j in range(len(every[0]))):
        return "the law costs more than it may"
    if any(price < 0 for price in found.paid):
        return "the price of a cost is negative"
    if sum((p * payoff[i] for i, p in found.law.items()), Fraction(0)) != found.value:
        return "the law does not have this value"
    for atom, gain, cost in zip(atoms, payoff, every, strict=True):
        if gain > found.level + _dot(found.price, atom) + _dot(found.paid, cost):
            return f"the price does not cover the atom {', '.join(map(str, atom))}"
    return "" if 0 <= found.gap <= gap else f"the gap is {float(found.gap):.3g}"


def worst_law(atoms: Sequence[Vector], payoff: Sequence[Fraction], costs: Sequence[Vector] = ()) -> WorstLaw | None:
    """Return the law of mean 0 with the largest E[payoff] whose mean costs are at most 0, and its certificate; None where there is no law.

    The certificate's prices and level are raised until they cover every atom exactly, so that only its gap depends on floats.
    """
    from scipy.optimize import linprog

    d = len(atoms[0])
    every = costs or [()] * len(atoms)
    scales = [max((abs(float(a[j])) for a in atoms), default=0.0) or 1.0 for j in range(d)]
    weights = [max(abs(float(c[j])) for c in every) or 1.0 for j in range(len(every[0]))]
    unit = max(abs(float(g)) for g in payoff) or 1.0
    program = linprog(
        [-float(g) / unit for g in payoff],
        A_ub=[[float(c[j]) / w for c in every] for j, w in enumerate(weights)] or None,
        b_ub=[0.0] * len(weights) or None,
        A_eq=[[1.0] * len(atoms), *([float(a[j]) / scales[j] for a in atoms] for j in range(d))],
        b_eq=[1.0] + [0.0] * d,
        method="highs-ds",
    )
    if program.status != 0:
        return None
    chosen = [i for i, p in enumerate(program.x) if p > TOLERANCE]
    active = [j for j in range(len(weights)) if program.slack[j] <= TOLERANCE]  # costs that are spent
    zero = [
        [Fraction(1)] * len(chosen),
        *([atoms[i][j] for i in chosen] for j in range(d)),
        *([every[i][j] for i in chosen] for j in active),
    ]
    law = _solved(zero, [Fraction(1)] + [Fraction(0)] * (d + len(active)), program.x[chosen])
    if law is None or any(p < 0 for p in law):
        return None
    duals = [-float(y) * unit for y in program.eqlin.marginals]
    guess = [duals[0], *(y / s for y, s in zip(duals[1:], scales, strict=True))]
    guess += [max(-float(program.ineqlin.marginals[j]) * unit / weights[j], 0.0) for j in active]
    rows = [[Fraction(1), *atoms[i], *(every[i][j] for j in active)] for i in chosen]
    dual = _solved(rows, [payoff[i] for i in chosen], guess)
    if dual is None or any(x < 0 for x in dual[1 + d :]):
        dual = [Fraction(x).limit_denominator(LARGEST_DENOMINATOR) for x in guess]
    level, price = dual[0], tuple(dual[1 : 1 + d])
    spent = dict(zip(active, dual[1 + d :], strict=True))
    paid = tuple(spent.get(j, Fraction(0)) for j in range(len(weights)))
    over = max(g - level - _dot(price, a) - _dot(paid, c) for a, g, c in zip(atoms, payoff, every, strict=True))
    kept = {i: p for i, p in zip(chosen, law, strict=True) if p}
    value = sum((p * payoff[i] for i, p in kept.items()), Fraction(0))
    return WorstLaw(kept, price, level + max(over, Fraction(0)), value, paid)
