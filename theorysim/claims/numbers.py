"""Numbers that stand left of <=: compared with a formula, each makes the claim that its judge knows.

count(gradient_descent, over=(smooth, lower_bounded), eta=1 / L) <= 2 * L * F / epsilon**2
quantile(through(bounded_noise, count(sgd, over=(smooth,), eta=eta)), 1 / 2) <= T_of
after(gap, gradient_descent, over=(convex, smooth), eta=1 / L) <= L * R**2 / (4 * k + 2)
"""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, NoReturn

from theorysim.claims.bound import Bound, unread_method
from theorysim.claims.rate import Rate
from theorysim.entries import Assumption, Method, Oracle, Plain, Quantity
from theorysim.letters import as_body, number


class Number:
    """A number that is no formula: it stands left of <= and nowhere else."""

    written: ClassVar[str]

    def _refused(self, other: object) -> NoReturn:
        raise TypeError(f"write {self.written}: nothing else is claimed of such a number (a lower bound is a Cover or a Family)")

    __lt__ = __gt__ = __ge__ = __eq__ = __ne__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _refused
    __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        raise TypeError(f"such a number is neither true nor false: write {self.written}")


@dataclass(frozen=True, eq=False, repr=False)
class Count(Number):
    """How many steps a method takes until a quantity is at most epsilon; of a random method, a quantile of it."""

    made: Bound  # but for its bound
    written: ClassVar[str] = "count(...) <= formula"

    def __le__(self, bound: Any) -> Bound:
        return replace(self.made, bound=as_body(bound))


def count(method: Method, over: tuple[Assumption, ...], until: Quantity | None = None, **own: Any) -> Count:
    """Return the number of steps until `until`, the gradient norm where none is given, is at most epsilon, over a class of objectives.

    `own` are the method's parameters, as formulas of the constants of the class, F, R, epsilon and, of a random method, T and the
    constants of the noise.
    """
    _checked(method, over, "count")
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


@dataclass(frozen=True, eq=False, repr=False)
class After(Number):
    """What a quantity is after k steps of a method."""

    made: Rate  # but for its bound
    written: ClassVar[str] = "after(...) <= formula of k"

    def __le__(self, bound: Any) -> Rate:
        return replace(self.made, bound=as_body(bound))


def after(quantity: Quantity, method: Method, over: tuple[Assumption, ...], first: int = 0, least: bool = False, **own: Any) -> After:
    """Return a quantity after k steps, or with `least` the smallest so far, over a class of objectives; `first` is the first k.

    `own` are the method's parameters, as formulas of the constants of the class, F and R, and of k where it is fixed in advance.
    """
    _checked(method, over, "after")
    if not isinstance(quantity, Quantity):
        raise TypeError(f"after(...) takes a quantity first, then a method; it got {_kind(quantity)}")
    return After(Rate(method, quantity, number(0), over, own, least=least, first=first))  # type: ignore[arg-type]


def _checked(method: Any, over: Any, word: str) -> None:
    """Raise TypeError where what should be a method, or a tuple of classes, is none."""
    if isinstance(method, Plain):
        raise TypeError(f"{word}(...): {unread_method(method)}")
    if not isinstance(method, Method):
        raise TypeError(f"{word}(...) takes the record of a method, Method(step) or an imported one; it got {_kind(method)}")
    if not isinstance(over, tuple) or not all(isinstance(one, Assumption) for one in over):
        raise TypeError(f"{word}(..., over=...) takes a tuple of classes of functions, over=(smooth,); it got {_kind(over)}")


def _kind(value: Any) -> str:
    return repr(value) if isinstance(value, str) else type(value).__name__
