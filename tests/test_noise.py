"""The laws of oracles refuse wrong means, moments, tails and supports; what an oracle states certifies a class of noises."""

import math
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest

from theorysim.assumptions.bounded_gradient_moment import bounded_gradient_moment
from theorysim.assumptions.bounded_moment import bounded_moment
from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.coordinate_moment import coordinate_moment
from theorysim.chance import moments, quadrature
from theorysim.chance.enumeration import laws as laws_of_draws
from theorysim.chance.enumeration import minibatches
from theorysim.domains import Asked, Finite, Nonnegative, Normal, Positive, PositiveCount, Real, TailIndex, Uniform, WithoutReplacement
from theorysim.laws import every
from theorysim.maths import equal, inf, maximum, power, where
from theorysim.members import noises
from theorysim.model import Oracle
from theorysim.oracles.bounded import bounded, half
from theorysim.oracles.bounded_uniform import bounded_uniform
from theorysim.oracles.few_atoms import few_atoms, with_atoms
from theorysim.oracles.finite_sum import finite_sum
from theorysim.oracles.finite_sum_without_replacement import finite_sum_without_replacement
from theorysim.oracles.gaussian import gaussian
from theorysim.oracles.log_gamma import log_gamma
from theorysim.oracles.pareto import pareto
from theorysim.oracles.stable import arctan, stable
from theorysim.oracles.student import student
from theorysim.oracles.two_point import two_point
from theorysim.prove.algebra import prove


def changed(oracle, **fields):
    kept = {n: getattr(oracle, n) for n in ("unbiased", "mean", "moment", "support")} | fields
    return Oracle(kept.pop("perturb", oracle.perturb), *oracle.asks, **kept)


# --- means -------------------------------------------------------------------------------------------------------------


def nearly_even(g: Real, z: Annotated[float, Finite(half)], tau: Nonnegative = 1):
    return g + where(equal(z, 1), tau, -tau) + tau / 2**40


def test_a_bias_of_one_in_a_trillion_is_refused_exactly():
    complaint = moments.is_unbiased_where_it_says(changed(bounded, perturb=nearly_even, moment=None, support=None))[0]
    assert "the mean of what it shows is 2199023255553/1099511627776, not 2" in complaint


def drifting(g: Real, z: Normal, sigma: Nonnegative = 1):
    return g + sigma * (z + 1 / 1024)


def drift(g: Real, sigma: Nonnegative = 1):
    return g + sigma / 1024


def test_a_bias_of_a_continuous_noise_is_refused_and_a_stated_one_passes():
    assert "is 2.00097656, not 2" in moments.is_unbiased_where_it_says(changed(gaussian, perturb=drifting))[0]
    assert moments.is_unbiased_where_it_says(changed(gaussian, perturb=drifting, unbiased=False, mean=drift)) == []
    assert moments.is_unbiased_where_it_says(changed(gaussian, unbiased=False, mean=drift)) != []


def test_atoms_off_their_centre_are_biased_and_say_so():
    tilted = with_atoms((0, Fraction(2, 3)), (1, Fraction(1, 3)))
    assert not tilted.unbiased and moments.is_unbiased_where_it_says(tilted) == []
    assert "not 2" in moments.is_unbiased_where_it_says(changed(tilted, unbiased=True))[0]


def centreless(g: Real, u: Uniform):
    return g + where(u < 1 / 2, -1 / (2 * u), 1 / (2 - 2 * u))


def test_a_symmetric_noise_without_a_mean_is_not_unbiased():
    assert moments.is_unbiased_where_it_says(Oracle(centreless)) != []


# --- moments, tails, supports ------------------------------------------------------------------------------------------


def shaved(q: Positive, tau: Nonnegative = 1):
    return power(tau, q) * (1 - 1 / 2**40)


def tight(tau: Nonnegative = 1):
    return tau * (1 - 1 / 2**20)


def test_a_moment_or_a_support_that_is_a_little_small_is_refused():
    complaint = moments.has_the_moments_it_says(changed(bounded, moment=shaved))[0]
    assert "the moment of order 1 is 1, stated 1099511627775/1099511627776" in complaint
    assert "the support says" in moments.has_the_moments_it_says(changed(bounded, support=tight))[0]
    assert "the support says" in moments.has_the_moments_it_says(changed(bounded_uniform, support=tight))[0]


def small(q: Positive, alpha: Positive = 3, scale: Nonnegative = 1):
    return where(q < alpha, 999 * power(scale, q) * alpha / (alpha - q) / 1000, inf)


def lighter(q: Positive, nu: Positive = 2, scale: Nonnegative = 1):
    return student.moment(q, nu + 1 / 8, scale)


def heavier(g: Real, u: Uniform, alpha: Positive = 3, scale: Nonnegative = 1):
    return pareto.perturb(g, u, 9 * alpha / 10, scale)


def of_the_normal(q: Positive, alpha: TailIndex = 2, beta: Real = 0, sigma: Nonnegative = 1):
    return stable.moment(q, 2, 0, sigma)


@pytest.mark.parametrize(
    ("oracle", "fields", "said"),
    [
        (pareto, {"moment": small}, "the moment of order 1 is"),
        (pareto, {"perturb": heavier}, "the moment of order"),
        (student, {"moment": lighter}, "the moment of order"),
        (stable, {"moment": of_the_normal}, "is inf, stated"),
    ],
    ids=["small", "heavier", "lighter", "normal"],
)
def test_a_tail_that_is_heavier_than_stated_is_refused(oracle, fields, said):
    assert said in " ".join(moments.has_the_moments_it_says(changed(oracle, **fields)))


def three_at_once(g: Real, u: Uniform, v: Uniform, w: Normal):
    return g + (u - v) * w


def too_likely(p: Positive = 2):
    return p


def unlawful(g: Real, z: Annotated[float, Finite(too_likely)], p: Positive = 2):
    return g * z / p


def decides(q: Positive, tau: Nonnegative = 1):
    return tau if q > 1 else 1


def test_what_cannot_be_checked_is_said():
    assert "cannot be checked, NotImplementedError: expectations over 3 continuous draws" in every.complaints(Oracle(three_at_once))[0]
    assert "negative probability" in every.complaints(Oracle(unlawful))[0]
    assert "decides by a condition" in every.complaints(changed(bounded, moment=decides))[0]


# --- minibatches -------------------------------------------------------------------------------------------------------


def all_but(q: Positive, variance: Asked, deviation: Asked, parts: Asked, batch: PositiveCount = 1):
    left = maximum(parts - batch, 0) / parts  # n - 1 is right
    return where(q < 2, power(left * variance / batch, q / 2), left * power(deviation, q - 2) * variance / batch)


def one_of_each(sample: WithoutReplacement, batch: PositiveCount = 1):
    return sample


def test_the_variance_of_a_minibatch_is_that_of_its_kind():
    assert (
        "the moment of order 1 is 2, stated 1.76"
        in moments.has_the_moments_it_says(changed(finite_sum_without_replacement, moment=all_but))[0]
    )
    assert moments.has_the_moments_it_says(changed(finite_sum, perturb=one_of_each)) == []  # smaller than with replacement
    assert moments.has_the_moments_it_says(changed(finite_sum, moment=finite_sum_without_replacement.moment)) != []


def test_minibatches_by_hand():
    terms = [Fraction(0), Fraction(3)]
    assert sorted(minibatches("with replacement", terms, 2)) == [
        (Fraction(1, 4), v) for v in (Fraction(0), Fraction(3, 2), Fraction(3, 2), Fraction(3))
    ]
    assert list(minibatches("without replacement", terms, 5)) == [(1, Fraction(3, 2))]  # no more than there are
    assert [v for _, v in minibatches("in turn", [Fraction(k) for k in range(3)], 2)] == [Fraction(1, 2), 1, Fraction(3, 2)]


# --- atoms -------------------------------------------------------------------------------------------------------------


def test_few_atoms_are_exact():
    (law,) = laws_of_draws(few_atoms.perturb, {}).values()
    assert law == [(Fraction(9, 10), 0), (Fraction(1, 10), 1)]
    assert moments.number(few_atoms.moment, {"q": Fraction(2), "scale": Fraction(1, 3)}) == 1
    thirds = with_atoms((Fraction(-1, 3), Fraction(2, 7)), (0, Fraction(4, 7)), (Fraction(2, 3), Fraction(1, 7)))
    assert every.complaints(thirds) == [] and thirds.unbiased
    assert moments.number(thirds.moment, {"q": Fraction(3), "scale": 1}) == Fraction(2 + 8, 7 * 27)


@pytest.mark.parametrize("chances", [(Fraction(1, 2), Fraction(1, 3)), (Fraction(3, 2), Fraction(-1, 2))])
def test_atoms_that_are_no_law_are_refused(chances):
    with pytest.raises(ValueError, match="not positive with sum 1"):
        with_atoms(*zip((1, 2), chances, strict=True))


# --- quadrature and special functions ----------------------------------------------------------------------------------


def test_known_integrals():
    def rows(draws):
        u = draws["u"]
        return np.stack([u**-0.5, np.log(u), (1 - u) ** -0.9, u**-1.0, np.abs(u - 0.3)])

    values, errors = quadrature.integrate(rows, {"u": "uniform"})
    true = np.array([2, -1, 10, np.inf, 0.29])
    assert np.abs(values[:3] - true[:3]) == pytest.approx(0, abs=1e-5)
    assert values[3] == np.inf
    assert 0 < abs(values[4] - true[4]) <= 4 * errors[4] < 1e-2  # a kink: the error is known
    kinds = {"u": "uniform", "z": "normal"}
    (both, fourth), _ = quadrature.integrate(lambda d: np.stack([d["u"] * d["z"] ** 2, d["z"] ** 4]), kinds)
    assert both == pytest.approx(0.5, abs=1e-9) and fourth == pytest.approx(3, abs=1e-6)


def test_gamma_and_arctan_are_those_of_the_library():
    for x in (1e-3, 0.1, 0.5, 1.0, 1.5, 3.25, 20.0, 171.5, 1e4):
        assert log_gamma(x) == pytest.approx(math.lgamma(x), rel=1e-13, abs=1e-13)
    for t in (-1e16, -3.0, -0.25, 0.0, 1e-9, 1.0, 7.0, 1e8):
        assert arctan(t) == pytest.approx(math.atan(t), rel=1e-14, abs=1e-16)


# --- classes of noises -------------------------------------------------------------------------------------------------


def same_tau(tau: Nonnegative):
    return tau


def half_tau(tau: Nonnegative):
    return tau / 2


def same_alpha(alpha: TailIndex):
    return alpha


def just(x):
    return lambda: x


def member(oracle, assumption, constants, values, dimension=1):
    exact = {n: Fraction(v) for n, v in values.items()}
    return noises.why_no_member(oracle, assumption, constants, exact, dimension) == ""


def test_bounded_noise_is_proved_for_every_tau():
    assert prove(noises.relation(bounded, bounded_noise, {"tau": same_tau})).proved
    assert not prove(noises.relation(bounded, bounded_noise, {"tau": half_tau})).proved
    assert prove(noises.relation(bounded, bounded_moment, {"alpha": just(1.5), "sigma": same_tau})).proved


def test_the_norm_grows_with_the_dimension():
    assert member(bounded, bounded_noise, {"tau": just(3)}, {"tau": 1}, dimension=9)
    assert not member(bounded, bounded_noise, {"tau": just(3)}, {"tau": 1}, dimension=10)
    assert member(gaussian, bounded_moment, {"alpha": just(2), "sigma": just(3.001)}, {"sigma": 1}, dimension=9)
    assert not member(gaussian, bounded_moment, {"alpha": just(2), "sigma": just(2.999)}, {"sigma": 1}, dimension=9)


def test_a_power_tail_has_the_moments_below_its_index_only():
    at = {"alpha": Fraction(3, 2), "scale": 1}
    assert member(pareto, bounded_moment, {"alpha": just(1.25), "sigma": just(5)}, at)  # (3/2)/(1/4) = 6 = 4.19^1.25
    assert not member(pareto, bounded_moment, {"alpha": just(1.25), "sigma": just(4)}, at)
    assert not member(pareto, bounded_moment, {"alpha": just(1.5), "sigma": just(10**9)}, at)


def test_the_moment_of_a_gradient_is_enumerated_or_bounded():
    at = {"tau": 1, "g": 3}  # it shows 4 or 2
    assert member(bounded, bounded_gradient_moment, {"alpha": just(2), "G": just(3.1623)}, at)  # 10^(1/2)
    assert not member(bounded, bounded_gradient_moment, {"alpha": just(2), "G": just(3.1622)}, at)
    assert member(gaussian, coordinate_moment, {"alpha": just(2), "B": just(4.001)}, {"sigma": 1, "g": 3})  # Minkowski: 3 + 1
    assert not member(gaussian, coordinate_moment, {"alpha": just(2), "B": just(3)}, {"sigma": 1, "g": 3})


@pytest.mark.parametrize("nu", [0, 1])
@pytest.mark.parametrize("alpha", [Fraction(11, 10), Fraction(5, 4), Fraction(3, 2), Fraction(2)])
@pytest.mark.parametrize("epsilon", [Fraction(1, 8), Fraction(1, 100)])
def test_the_two_points_of_the_lower_bound_are_as_printed(epsilon, alpha, nu):
    """(4.3): the mean is x - b, and E|seen|^alpha <= 1 on [0, 1/2]; it is even at most 2^(1 - alpha)."""
    for x in (Fraction(0), Fraction(1, 4), Fraction(1, 2)):
        at = {"epsilon": epsilon, "alpha": alpha, "nu": nu, "g": x - (2 - nu) * epsilon}
        for bound, holds in ((1, True), (2 ** ((1 - float(alpha)) / float(alpha)) * (1 + 1e-12), True), (0.2, False)):
            if holds or x == Fraction(1, 2):
                assert member(two_point, coordinate_moment, {"alpha": same_alpha, "B": just(bound)}, at) is holds


def test_what_is_not_stated_is_said():
    with pytest.raises(ValueError, match="the oracle states no support"):
        noises.relation(gaussian, bounded_noise, {"tau": just(1)})
    with pytest.raises(ValueError, match="the class needs sigma"):
        noises.relation(gaussian, bounded_moment, {"alpha": just(2)})
    assert "'variance' is not known" in noises.why_no_member(
        finite_sum, bounded_moment, {"alpha": just(2), "sigma": just(1)}, {"batch": Fraction(1), "deviation": Fraction(1)}
    )
