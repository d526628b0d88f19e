"""Numbers, polynomials and ratios of a leaf as Coq writes them; v_x is the variable x."""

from fractions import Fraction
from typing import Any

from theorysim.verify.leaf import Leaf, Ratio
from theorysim.verify.trees import Domain, Refused


def text_of(value: Any) -> str:
    f = Fraction(value)
    said = str(abs(f)) if f.denominator == 1 else f"({abs(f)})"
    return said if f >= 0 else f"(- {said})"


def polynomial(p: Any, leaf: Leaf) -> str:
    names, terms = list(leaf.index), []
    for m, c in p.terms():
        f = Fraction(int(c.p), int(c.q))
        powers = [f"v_{names[i]} ^ {int(e)}" if e > 1 else f"v_{names[i]}" for i, e in enumerate(m) if e]
        terms.append(" * ".join(powers if f == 1 and powers else [text_of(f), *powers]))
    return f"({' + '.join(terms)})" if terms else "0"


def ratio(leaf: Leaf, r: Ratio) -> str:
    top = polynomial(r.top, leaf)
    return top if r.bottom == 1 else f"({top} / {polynomial(r.bottom, leaf)})"


def positive(leaf: Leaf, p: Any) -> str:
    """Write a polynomial of known sign, times that sign, as a product of sums of positive terms and of even powers."""
    if p == 0:
        return "0"
    if known := leaf.plain(p):
        return polynomial(p * known[0], leaf)
    c, factors = p.factor()
    parts = [text_of(abs(Fraction(int(c.p), int(c.q))))]
    for f, times in factors:
        sign = leaf.plain(f)
        if sign is None and times % 2:
            raise Refused(f"the sign of {f} is not known")
        parts.append(f"{polynomial(f * (sign[0] if sign else 1), leaf)} ^ {int(times)}")
    return f"({' * '.join(parts)})"


def letter(name: str, domain: Domain, sign: str) -> str:
    """Write a letter in a case of signs."""
    v = f"v_{name}"
    low = "0" if domain.low is None else text_of(domain.low)
    return {"+": v, "f": v, "0": "0", "-": f"(- {v})", "d": f"({v} - {v}_)", "b": v if low == "0" else f"({low} + {v})"}[sign]


def fact_name(label: str) -> str:
    return "F_" + label.replace(":", "_").replace("-", "m").replace("+", "p")
