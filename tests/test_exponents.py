"""Powers whose exponents are fractions of a letter: equal ones are one variable, and nothing false of them is proved."""

import pytest
from flint import arb

from theorysim.domains import AtLeastOne, Positive, TailIndex
from theorysim.entries import Sided
from theorysim.letters import equals, letter, letters
from theorysim.maths import sqrt
from theorysim.prove.algebra import prove
from theorysim.prove.search import refutes

alpha, k = letter("alpha", TailIndex), letter("k", AtLeastOne)
x, y = letters("x y", Positive)
beta = alpha - 1
root = (4 * x) ** (1 / beta)
RANGES = {"alpha": (1.1, 2.0), "x": (0.1, 3.0), "y": (0.1, 3.0), "k": (1.0, 50.0)}

TRUE = [
    equals(root**alpha, 4 * x * root),
    equals((4 * x**alpha) ** (1 / beta), x * root),
    equals((root * x) ** 2 / (4 * root**alpha), (4 ** (3 / alpha - 2) * x) ** (alpha / beta)),
    equals(x ** (-1 / alpha) * x ** (1 / alpha), 1),
    sqrt(k * (1 / (4 * k ** (beta / alpha))) ** (alpha / beta)) <= 1 / 4,
    k ** (beta / alpha) >= 1,
]
FALSE = [
    equals(root**alpha, 2 * x * root),
    equals((4 * x**alpha) ** (1 / beta), 4 * x * root),
    (4 ** (2 - 1 / alpha) * x) ** (alpha / beta) <= (4 * x) ** (alpha / beta),
    sqrt(k * (1 / (4 * k ** (beta / alpha))) ** (alpha / beta)) < 1 / 4,
    root <= 1,
    x ** (beta / alpha) <= x,
]


@pytest.mark.parametrize("relation", TRUE, ids=str)
def test_what_is_true_is_proved(relation: Sided):
    assert prove(relation).proved


@pytest.mark.parametrize("relation", FALSE, ids=str)
def test_what_is_false_is_not(relation: Sided):
    assert not prove(relation, (), 3).proved and refutes(relation, (), RANGES)


def test_a_variable_is_the_power_that_it_stands_for():
    """The checker's normal form of a power, evaluated at numbers, is that power."""
    from theorysim.verify.leaf import Leaf

    leaf = Leaf([("a", True, False), ("x", True, False)], "")
    a, base = leaf.variable("a"), leaf.variable("x")
    power = leaf.with_letters(leaf.ratio(12) * base, (leaf.ratio(5) * a + leaf.ratio(3)) / (leaf.ratio(2) * a))
    at = {"a": arb("0.7"), "x": arb("1.3")}
    values = {leaf.index[name]: value for name, value in at.items()}

    def number(ratio):
        top, bottom = (
            sum((arb(c.p) / c.q * _product(values[i] ** int(e) for i, e in enumerate(m) if e) for m, c in p.terms()), arb(0))
            for p in (ratio.top, ratio.bottom)
        )
        return top / bottom

    for part, log, inside in leaf.logs:
        two_parts = len(list(log.top.terms())) > 1
        values |= {part: number(inside).log()} | ({part + 1: arb(0)} if two_parts else {})
    for u, made in leaf.exps:
        values[leaf.index[str(made.top)]] = number(u).exp()
    expected = (arb(12) * at["x"]) ** ((5 * at["a"] + 3) / (2 * at["a"]))
    assert abs(number(power) / expected - 1) < 1e-10


def _product(factors):
    total = arb(1)
    for one in factors:
        total *= one
    return total
