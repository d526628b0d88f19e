"""Functions on a ball by their values at its ends, and at the place where they turn: balls themselves would be too wide."""

from functools import reduce

from flint import arb

from theorysim.verify.trees import Refused


def absolute(x: arb) -> arb:
    return x.abs_lower().union(x.abs_upper())


def erfc(x: arb) -> arb:
    return x.lower().erfc().union(x.upper().erfc())


def flat(t: arb, n: arb) -> arb:
    """Return exp(-1/t^2)/t^n for t > 0, else 0: it rises, for n > 0 up to sqrt(2/n) alone, and falls from there."""
    if not t.is_finite() or not (n > 0 or n <= 0):
        raise Refused("a flat function of what is not known")
    places = [t.lower(), t.upper()]
    if n > 0 and not ((top := (2 / n).sqrt()) < t.lower() or t.upper() < top):
        places.append(top)
    return reduce(arb.union, ((-1 / at**2).exp() / at**n if at > 0 else arb(0) for at in places))
