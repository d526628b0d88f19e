"""Read a real number that is no fraction, sqrt(2) say, as it stands in a line that replays."""

import re

import sympy

TOKENS = re.compile(r"(sqrt|CRootOf|x|\d+|[-+*/(), ])+")
MOST = 200  # letters


def root(text: str) -> sympy.Expr:
    """Return the number exactly; raises ValueError for what is no real algebraic number."""
    if len(text) > MOST or not TOKENS.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    try:
        number = sympy.sympify(text, rational=True)
    except (sympy.SympifyError, TypeError, ValueError, AttributeError, NotImplementedError) as reason:
        raise ValueError(f"{text!r} is no number") from reason
    if not (isinstance(number, sympy.Expr) and number.is_number and number.is_real and number.is_finite and number.is_algebraic):
        raise ValueError(f"{text!r} is no real algebraic number")
    return number
