"""The inferences of chapter 3 from the side: linear programs, laws written out, derivatives by SymPy, attained constants."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
import sympy
from scipy.optimize import linprog

from theorysim.letters import as_body
from theorysim.readings.paths import trace
from theorysim.statements.chapter3.parts import run_on_parabola, small_laws
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import V, exactly, extremal, slope_of_V


@pytest.mark.parametrize("T", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "first, last, held, sharp", [(0, -1, 0, 1), (0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 1, 1)]
)  # k < T; k <= T, from 0, 1, 0
def test_the_largest_sum_that_the_steps_allow(T, first, last, held, sharp):
    """Over all f_k >= 0 and a_k >= 0 with f_(k+1) <= f_k - a_k + N, N = eta^2 D: f_0 + T N for k < T; for k <= T with a_T <= f_T."""
    f0, N, steps = 1.0, 0.25, T + 1
    wanted = [first <= k <= T + last for k in range(steps)]
    rows, right = [], []
    for k in range(steps):  # unknowns a_0, ..., a_T, f_1, ..., f_(T+1)
        row = np.zeros(2 * steps)
        row[k] = row[steps + k] = 1
        if k:
            row[steps + k - 1] = -1
        rows.append(row)
        right.append(N + (f0 if k == 0 else 0))
    if held:
        rows.append(np.eye(2 * steps)[T] - np.eye(2 * steps)[steps + T - 1])
        right.append(0.0)
    most = -linprog([-1.0 if w else 0.0 for w in wanted] + [0.0] * steps, A_ub=rows, b_ub=right).fun
    assert most == pytest.approx(f0 + T * N if sharp else f0 + (T + 1) * N)


@pytest.mark.parametrize("beyond, most", [(1.001, 1.0), (3.9, 2 / 3.9), (4.0, 0.5)])
def test_the_largest_probability_beyond_a_multiple_of_epsilon(beyond, most):
    """Over all laws on a grid with mean at most 2 (epsilon = 1)."""
    values = np.sort(np.append(np.linspace(0, 40, 401), beyond))
    program = linprog(-1.0 * (values >= beyond), A_ub=[values], b_ub=[2.0], A_eq=[np.ones_like(values)], b_eq=[1.0])
    assert -program.fun == pytest.approx(most)


def test_the_witness_of_the_max_written_out():
    """T = 64, L1 = 1/8, Delta = 8, eta = 1/8: every line before holds, the last one fails by more than 6 %."""
    T, L0, L1, tau, Delta = 64, Fraction(1, 100), Fraction(1, 8), Fraction(1, 100), 8
    eta = min(1 / (20 * L0), 1 / (128 * L1 * tau), Fraction(1, 8))
    law = [(Fraction(97, 100), [4] * 4 + [0] * 60 + [5]), (Fraction(3, 100), [4] + [5] * 64)]
    totals, middle = [Fraction(0)] * 5, 0.0
    for p, gradients in law:
        assert len(gradients) == T + 1
        U = [g for g in gradients if eta * g * g <= g / (16 * L1)]
        rest = [g for g in gradients if eta * g * g > g / (16 * L1)]
        h = [min(eta, 1 / (16 * L1 * (g + tau))) for g in gradients]
        as_printed = [min(eta, 1 / (16 * eta * L1 * (g + tau))) for g in gradients]
        terms = (
            sum(x * g * g for x, g in zip(h, gradients, strict=True)) / 4,
            sum(x * g * g for x, g in zip(as_printed, gradients, strict=True)) / 4,
            sum(min(eta * g * g, g / (32 * L1)) for g in gradients),
            sum(eta * g * g for g in U),
            sum(g / (32 * L1) for g in rest),
        )
        totals = [total + p * term for total, term in zip(totals, terms, strict=True)]
        middle += float(p) * min(sqrt(sum(g * g for g in U) / len(U)), sum(rest) / len(rest))
    assert all(total <= Delta for total in totals)
    S = sqrt(T) + 20 * L0 + 128 * L1 * tau
    bound = max(sqrt(Delta * S / T), float(64 * L1 * Delta / T))
    assert middle > 1.06 * bound
    assert middle > 1.06 * max(sqrt(Delta) * S / T, float(64 * L1 * Delta / T))  # the root over Delta alone
    least = sum(p * min(gradients) for p, gradients in law)
    assert least <= bound  # the ends of the display compare as printed


def test_the_enumerations_see_a_lost_constant():
    assert small_laws.wrong_averages() == small_laws.wrong_least() == small_laws.wrong_middle() == small_laws.wrong_smaller() == 0
    assert small_laws.wrong_averages(Fraction(99, 100)) > 0
    assert small_laws.wrong_least(Fraction(99, 100), 63) > 0
    assert small_laws.wrong_least(Fraction(9, 10), 64) > 0
    assert small_laws.wrong_middle(24) > 0
    assert small_laws.wrong_smaller(Fraction(6, 5)) > 0


def test_the_runs_on_a_parabola_pass_where_the_line_is_true():
    """The lines before hold on both; the sums exceed Delta by little: from a point that is nearer both are within it."""
    assert run_on_parabola.sums(Fraction(4), Fraction(1, 10))[0] and run_on_parabola.sums(Fraction(499, 100), Fraction(1, 4))[0]
    for run in (run_on_parabola.gains_on_a_run, run_on_parabola.over_U_on_a_run):
        came, Delta = run()
        assert Delta * 1.01 < came < Delta * 1.03
    stands, Delta, gains, on_U = run_on_parabola.sums(Fraction(1, 2), Fraction(1, 10))
    assert stands and gains <= Delta and on_U <= Delta


def test_constants_that_are_said_to_be_attained():
    eta, L1, T = Fraction(1, 8), Fraction(1, 4), 7
    g = 1 / (64 * L1 * eta)  # all gradients
    Delta = T * min(eta * g * g, g / (32 * L1))
    assert g**2 == Delta / (eta * T) and g == 64 * L1 * Delta / T
    for q in (Fraction(1, 10**3), Fraction(1, 10**6)):  # U is everything, gradients 1, but with probability q it is empty
        Delta = (1 - q) * eta * T
        rare = 32 * L1 * Delta / (q * T)
        assert q * T * rare / (32 * L1) == Delta and rare > 1 / (16 * L1 * eta)
        middle, bound = (1 - q) + q * rare, sqrt(Delta / (eta * T)) + float(32 * L1 * Delta / T)
        assert 1 - q <= middle / bound <= 1


def test_derivatives_written_by_hand():
    t, R, u, u0, c = sympy.symbols("t R u u0 c", positive=True)
    (traced,) = trace(as_body(V), {"t": t, "R": R, "u0": u0, "c": c})
    (slope,) = trace(slope_of_V.body, {"u": u, "R": R, "t": t, "u0": u0, "c": c})
    assert sympy.simplify(sympy.diff(traced.result, t) + u * sympy.diff(traced.result, R) - slope.result[0]) == 0
    assert traced.result.subs({t: 0, R: 0}) == u0 + c
    (line,) = trace(exactly.body, {"t": t, "u0": u0, "c": c})
    profile = line.result[0]
    assert sympy.simplify(sympy.integrate(profile, (t, 0, t)) - (line.result[1] - c * t - u0)) == 0
    (closed,) = trace(extremal.body, {"t": t, "u0": u0, "c": c})
    s = sympy.Symbol("s")
    assert sympy.simplify(c + u0 + sympy.integrate((c + u0) * sympy.exp(t - s), (s, 0, t)) - closed.result[1]) == 0
