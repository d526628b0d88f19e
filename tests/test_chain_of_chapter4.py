"""What the statements of section 4.7.7 say in prose about the chain: its second derivative, and the tail beyond the boxes."""

import math

import pytest
import sympy

from theorysim.objectives.chain import dPhi, dPsi
from theorysim.statements.chapter4.parts.chain_slopes import ddPsi
from theorysim.statements.chapter4.text_4_7_7_half import tail


@pytest.mark.parametrize("x", [0.55, 0.75, 0.9, 1.5, 8.0])
def test_second_derivative_of_Psi_is_that_of_the_display(x):
    t = sympy.Symbol("t")
    psi = sympy.exp(1 - 1 / (2 * t - 1) ** 2)
    exact = [float(sympy.diff(psi, t, n).subs(t, sympy.Rational(x))) for n in (1, 2)]
    assert [dPsi(x), ddPsi(x)] == pytest.approx(exact, rel=1e-9)


def test_beyond_the_boxes_nothing_is_larger():
    for x in (40.0, 100.0, 1e6):
        assert dPsi(x) < 1e-3 and abs(ddPsi(x)) < 1e-3
        assert dPhi(x) < 1e-300 and x * dPhi(x) < 1e-300


def test_tail_of_coins_is_a_probability():
    assert tail(4, 0.5, 0) == 1 and tail(4, 0.5, 5) == 0
    assert tail(3, 0.5, 2) == 0.5 and math.isclose(tail(10, 0.25, 1), 1 - 0.75**10)
