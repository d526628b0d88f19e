"""Say why a claim is refuted, from the witness that is shown: the values, both sides, each hypothesis."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.letters import in_letters, written
from theorysim.readings import balls, exact

FAILS = {"<=": "not at most", "<": "not below", "==": "not"}
LONG = 90  # characters of a formula that is told in a sentence
SHORT = 9  # characters of a rational that is told as it is
DIGITS = (6, 9, 12, 15, 17)  # as many as tell two sides apart
MANY = 4  # hypotheses that are told one by one
BITS = 512


def formula(sided: Sided) -> str:
    """Print a relation from its body, empty where that takes more than a line."""
    text = written(sided) or in_letters(sided)
    return text if len(text) <= LONG else ""


def sides(sided: Sided, point: Mapping[str, Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return both sides at a point, exact or to hundreds of bits; None where one of them is not a number there."""
    takes = {p.name: point[p.name] if p.default is None or p.name in point else p.default for p in parameters(sided.body)}
    try:
        left, right = exact.evaluate(sided.body, takes)
        return left, right
    except (exact.NotRational, ZeroDivisionError):
        pass
    both = balls.evaluate(sided.body, takes, BITS)
    if not all(one.finite() for one in both):
        return None
    left, right = map(balls.middle, both)
    return left, right


def number(value: Fraction, digits: int = DIGITS[0]) -> str:
    """Print a number: as it is where that is short, else to so many digits."""
    return str(value) if len(str(value)) <= SHORT else _decimal(value, digits)


def _decimal(value: Fraction, digits: int) -> str:
    try:
        return f"{float(value):.{digits}g}"
    except OverflowError:
        return f"about 10^{len(str(abs(value.numerator // value.denominator))) - 1}"


def both(left: Fraction, right: Fraction) -> tuple[str, str]:
    """Print two sides with as many digits as tell them apart."""
    short = all(len(str(value)) <= SHORT for value in (left, right))
    shown = ("", "")
    for digits in DIGITS:
        shown = (str(left), str(right)) if short else (_decimal(left, digits), _decimal(right, digits))
        if left == right or shown[0] != shown[1]:
            return shown
    return shown[0], f"{shown[1]} {'-' if left > right else '+'} {number(abs(left - right))}"


def broken_at(check: Sided, given: Sequence[Sided], point: Mapping[str, Fraction]) -> str:
    """Tell how a point breaks a claim: its values, the two sides of the claim there, and those of the hypotheses, which hold."""
    place = at(point)
    text = formula(check)
    values = sides(check, point)
    if values is None:
        told = f"the claim{' ' + text if text else ''} is not defined there"
    else:
        left, right = both(*values)
        told = f"{text} fails: " if text else "the claim fails: "
        told += f"the left side is {left}, {FAILS[check.sense]} the right side, {right}"
    return ". ".join(filter(None, (place + told, held(given, point))))


def at(point: Mapping[str, Fraction]) -> str:
    """Print a point, as a sentence begins."""
    return f"At {', '.join(f'{name} = {number(value)}' for name, value in point.items())}: " if point else ""


def held(given: Sequence[Sided], point: Mapping[str, Fraction]) -> str:
    """Tell that the hypotheses hold at a point, each with its two sides where they are few."""
    if not given:
        return ""
    shown = "; ".join(filter(None, (_held(g, point) for g in given))) if len(given) <= MANY else ""
    word = "The hypothesis holds there" if len(given) == 1 else f"All {len(given)} hypotheses hold there"
    return f"{word}{': ' + shown if shown else ''}"


def _held(given: Sided, point: Mapping[str, Fraction]) -> str:
    """Print a hypothesis with its two sides at a point; nothing where the formula is long or its sides are no numbers."""
    text, values = formula(given), sides(given, point)
    if values is None or not text:
        return ""
    left, right = both(*values)
    sign = "=" if given.sense == "==" else given.sense
    return f"{text} ({left} {sign} {right})"
