"""Numbers that stand left of <=: compared with a formula, each makes the claim that its judge knows.

count(gradient_descent, over=(smooth, lower_bounded), eta=1 / L) <= 2 * L * F / epsilon**2
quantile(through(bounded_noise, count(sgd, over=(smooth,), eta=eta)), 1 / 2) <= T_of
after(gap, gradient_descent, over=(convex, smooth), eta=1 / L) <= L * R**2 / (4 * k + 2)
"""

from dataclasses import dataclass, replace
from typing import Any

from theorysim.claims.bound import Bound
from theorysim.claims.rate import Rate
from theorysim.entries import Assumption, Method, Oracle, Quantity
from theorysim.letters import as_body, number


@dataclass(frozen=True, eq=False)
class Count:
    """How many steps a method takes until a quantity is at most epsilon; of a random method, a quantile of it."""

    made: Bound  # but for its bound

    def __le__(self, bound: Any) -> Bound:
        return replace(self.made, bound=as_body(bound))

    def __bool__(self) -> bool:
        raise TypeError("a count is neither true nor false: compare it with a formula, count(...) <= formula")


def count(method: Method, over: tuple[Assumption, ...], until: Quantity | None = None, **own: Any) -> Count:
    """Return the number of steps until `until`, the gradient norm where none is given, is at most epsilon, over a class of objectives.

    `own` are the method's parameters, as formulas of the constants of the class, F, R, epsilon and, of a random method, T and the
    constants of the noise.
    """
    return Count(Bound(method, number(0), over, own, until=until))  # type: ignore[arg-type]


def through(seen: Assumption | Oracle, steps: Count, **own: Any) -> Count:
    """Return a number of steps where the gradient is seen through noise: of a class, or of one oracle with parameters `own`."""
    if isinstance(seen, Oracle):
        return Count(replace(steps.made, oracles=(*steps.made.oracles, (seen, own))))
    if own:
        raise TypeError(f"a class of noises has constants of its own: {', '.join(own)} is given for nothing")
    return Count(replace(steps.made, noise=seen))


def quantile(steps: Count, share: float) -> Count:
    """Return the least number of steps that suffices with probability `share` (thesis, (3.8)). Raises ValueError without noise."""
    if not steps.made.random:
        raise ValueError("without noise every run takes the same steps: a quantile is of through(noise, count(...))")
    if not 0 < share < 1:
        raise ValueError(f"a quantile is of a share in (0, 1), not {share}")
    return Count(replace(steps.made, quantile=share))


@dataclass(frozen=True, eq=False)
class After:
    """What a quantity is after k steps of a method."""

    made: Rate  # but for its bound

    def __le__(self, bound: Any) -> Rate:
        return replace(self.made, bound=as_body(bound))

    def __bool__(self) -> bool:
        raise TypeError("a value after k steps is neither true nor false: compare it with a formula of k, after(...) <= formula")


def after(quantity: Quantity, method: Method, over: tuple[Assumption, ...], first: int = 0, least: bool = False, **own: Any) -> After:
    """Return a quantity after k steps, or with `least` the smallest so far, over a class of objectives; `first` is the first k.

    `own` are the method's parameters, as formulas of the constants of the class, F and R, and of k where it is fixed in advance.
    """
    return After(Rate(method, quantity, number(0), over, own, least=least, first=first))  # type: ignore[arg-type]
