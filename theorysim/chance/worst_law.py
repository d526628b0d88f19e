"""Find the worst law on finitely many atoms whose mean is 0, with a proof that no law there is worse.

A linear program proposes; what counts is checked in rationals. The law shows a value of E[payoff]. A price of the mean, with a
level, shows that none is larger: payoff <= level + <price, atom> at every atom, and the mean is 0. Their difference is the gap.
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


def refused(atoms: Sequence[Vector], payoff: Sequence[Fraction], found: WorstLaw, gap: Fraction = Fraction(0)) -> str:
    """Tell, in rationals alone, what is wrong with a certificate; the empty string where it is right, with at most this gap."""
    d = len(atoms[0])
    if any(p < 0 for p in found.law.values()) or sum(found.law.values(), Fraction(0)) != 1:
        return "the law's probabilities are not nonnegative with sum 1"
    if any(sum((p * atoms[i][j] for i, p in found.law.items()), Fraction(0)) for j in range(d)):
        return "the law's mean is not 0"
    if sum((p * payoff[i] for i, p in found.law.items()), Fraction(0)) != found.value:
        return "the law does not have this value"
    for atom, gain in zip(atoms, payoff, strict=True):
        if gain > found.level + sum((c * x for c, x in zip(found.price, atom, strict=True)), Fraction(0)):
            return f"the price does not cover the atom {', '.join(map(str, atom))}"
    return "" if 0 <= found.gap <= gap else f"the gap is {float(found.gap):.3g}"


def worst_law(atoms: Sequence[Vector], payoff: Sequence[Fraction]) -> WorstLaw | None:
    """Return the law of mean 0 with the largest E[payoff], and its certificate; None where the atoms carry no such law.

    The certificate's price and level are raised until they cover every atom exactly, so that only its gap depends on floats.
    """
    from scipy.optimize import linprog

    d = len(atoms[0])
    scales = [max((abs(float(a[j])) for a in atoms), default=0.0) or 1.0 for j in range(d)]
    unit = max(abs(float(g)) for g in payoff) or 1.0
    program = linprog(
        [-float(g) / unit for g in payoff],
        A_eq=[[1.0] * len(atoms), *([float(a[j]) / scales[j] for a in atoms] for j in range(d))],
        b_eq=[1.0] + [0.0] * d,
        method="highs-ds",
    )
    if program.status != 0:
        return None
    chosen = [i for i, p in enumerate(program.x) if p > TOLERANCE]
    zero = [[Fraction(1)] * len(chosen), *([atoms[i][j] for i in chosen] for j in range(d))]
    law = _solved(zero, [Fraction(1)] + [Fraction(0)] * d, program.x[chosen])
    if law is None or any(p < 0 for p in law):
        return None
    duals = [-float(y) * unit for y in program.eqlin.marginals]
    guess = [duals[0], *(y / s for y, s in zip(duals[1:], scales, strict=True))]
    dual = _solved([[Fraction(1), *atoms[i]] for i in chosen], [payoff[i] for i in chosen], guess)
    level, *price = dual if dual is not None else [Fraction(x).limit_denominator(LARGEST_DENOMINATOR) for x in guess]
    over = max(g - level - sum((c * x for c, x in zip(price, a, strict=True)), Fraction(0)) for a, g in zip(atoms, payoff, strict=True))
    kept = {i: p for i, p in zip(chosen, law, strict=True) if p}
    value = sum((p * payoff[i] for i, p in kept.items()), Fraction(0))
    return WorstLaw(kept, tuple(price), level + max(over, Fraction(0)), value)
