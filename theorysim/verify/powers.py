"""Powers whose exponents hold a letter: x^(n + k v) is x^n (x^v)^k, where v is in [0, 1] and x^v a variable of its own.

Of two bases x and y with U = x^v and V = y^v four things are known, since t -> t^v grows and is concave, and t -> t^(1 + v) is convex:

    (x - y)(U - V) >= 0,   (x - y)(x V - y U) >= 0,   V (y + v (x - y)) >= y U,   x U >= V (y + (1 + v)(x - y)).

One base is 1. They hold at 0 too, with 0^0 = 1. Where x <= y is plain, or is a relation that is known, U <= V and x V <= y U.
"""

from fractions import Fraction
from typing import Any

from flint import fmpz

from theorysim.verify.trees import Refused

ORDERED = "mn"  # of x <= y: x^v grows, x^v/x decreases
KINDS = "gdat"  # the four, in this order: x^v grows, x^v/x decreases, a tangent of x^v is above it, one of x^(1 + v) below


def power(leaf: Any, x: Any, n: Any) -> Any:
    """Return x to an exponent that depends on one letter."""
    start, times, v = _exponent(leaf, n)
    leaf.to_show("positive" if times < 0 or start < 0 else "nonnegative", x)
    if x.number() == 0:
        if start > 0 or leaf.strict[v]:
            return leaf.ratio(0)
        raise Refused("a power of 0 with an exponent that may be 0")
    unit = leaf.ratio(1)
    (c, above), (d, below) = x.top.factor(), x.bottom.factor()
    rest = leaf.constant(1)
    for f, often, way in [*((f, t, 1) for f, t in above), *((f, t, -1) for f, t in below)]:
        known = leaf.sign(f)
        if known and known[0] >= 0:
            unit *= unit_of(leaf, leaf.whole(f), v) ** (int(often) * way)
        else:
            rest *= f ** int(often)  # f >= 0 is not known of it alone; below a line with its own power, above
            unit = unit if way > 0 else unit / unit_of(leaf, leaf.whole(f ** int(2 * often)), v)
    number = Fraction(int((c / d).p), int((c / d).q))
    if rest != 1:
        whole = leaf.whole(rest * (1 if number > 0 else -1))
        leaf.need("nonnegative", whole)  # where the other factors vanish, too
        unit *= unit_of(leaf, whole, v)
    for part, way in ((abs(number.numerator), 1), (number.denominator, -1)):
        for prime, often in fmpz(part).factor() if part > 1 else ():
            unit *= unit_of(leaf, leaf.ratio(int(prime)), v) ** (int(often) * way)
    if not any(known == x and w == v for known, _, w, _ in leaf.units):
        leaf.units.append((x, unit, v, leaf.time))
    return leaf.power(x, start) * unit**times


def fits(leaf: Any, n: Any) -> bool:
    """Tell whether an exponent is a whole multiple of one letter in [0, 1] beside a number."""
    try:
        return bool(_exponent(leaf, n))
    except Refused:
        return False


def _exponent(leaf: Any, n: Any) -> tuple[Any, int, int]:
    """Return (start, times, v) of start + times v, where v is a variable in [0, 1]."""
    start, times, which = leaf.ratio(0).number(), 0, None
    for exponents, c in n.top.terms() if n.bottom == 1 else []:
        used = [i for i, e in enumerate(exponents) if e]
        if not used:
            start = c
        elif which is None and len(used) == 1 and exponents[used[0]] == 1 and c.q == 1:
            which, times = used[0], int(c.p)
        else:
            raise Refused("an exponent that is no whole multiple of one letter beside a number")
    name = next((name for name, i in leaf.index.items() if i == which), "")
    room = leaf.facts.get(f"d:{name}")
    if which is None or room is None or not leaf.whole(room[0] + leaf.ctx.gen(which)).number() <= 1:
        raise Refused("an exponent that is neither whole nor half, nor depends on a letter between a number and the next")
    return start, times, which


def unit_of(leaf: Any, f: Any, v: int) -> Any:
    """Return f^v, for an f >= 0 that has no known factors."""
    if not any(w == v for _, _, w, _ in leaf.units):
        leaf.units.append((leaf.ratio(1), leaf.ratio(1), v, leaf.time))
    for base, unit, w, _ in leaf.units:
        if base == f and w == v:
            return unit
    known = leaf.sign(f.top)
    unit = leaf.atom(known is not None and known == (1, True))
    leaf.units.append((f, unit, v, leaf.time))
    return unit


def labels(leaf: Any, before: int) -> list[str]:
    """Return the names of what is known of pairs of bases before a time."""
    known = [i for i, (_, _, _, t) in enumerate(leaf.units) if t < before]
    pairs = [(i, j) for i in known for j in known if i != j and leaf.units[i][2] == leaf.units[j][2]]
    found = [f"p:{i}:{j}:{kind}" for i, j in pairs for kind in KINDS if i < j or kind in "at"]
    polynomials = {label: _scaled(p) for label, (p, _, t) in leaf.facts.items() if t < before and label[0] in "hcnd"}
    for i, j in pairs:
        way = leaf.cleared(leaf.units[j][0] - leaf.units[i][0])
        known = leaf.sign(way)
        said = "" if known and known[0] >= 0 else next((name for name, p in polynomials.items() if p == _scaled(way)), None)
        found += [] if said is None else [f"p:{i}:{j}:{kind}:{said}" for kind in ORDERED]
    return found


def _scaled(p: Any) -> Any:
    return p / abs(p.leading_coefficient()) if p != 0 else p


def fact(leaf: Any, first: str, second: str, kind: str, *order: str) -> tuple[Any, bool, int]:
    """Return the polynomial >= 0 that is known of two bases, that it is not strict, and since when; `order` shows that x <= y."""
    (x, xv, v, t), (y, yv, w, u) = leaf.units[int(first)], leaf.units[int(second)]
    if v != w or kind not in (ORDERED if order else KINDS):
        raise Refused("powers of two letters")
    if order:
        p, since = leaf.cleared(y - x), max(t, u)
        if (label := ":".join(order)) != "":
            said, _, when = leaf.fact(label)
            if _scaled(said) != _scaled(p):
                raise Refused(f"{label} does not say that one base is at most the other")
            since = max(since, when)
        elif not (known := leaf.sign(p)) or known[0] < 0:
            raise Refused("it is not plain that one base is at most the other")
        return leaf.cleared(yv - xv if kind == "m" else y * xv - x * yv), False, since
    exponent, one, way = leaf.whole(leaf.ctx.gen(v)), leaf.ratio(1), x - y
    said = {
        "g": way * (xv - yv),
        "d": way * (x * yv - y * xv),
        "a": yv * (y + exponent * way) - y * xv,
        "t": x * xv - yv * (y + (one + exponent) * way),
    }[kind]
    return leaf.cleared(said), False, max(t, u)
