"""Why each variant of the searcher's corpus is wrong: a run, a point, a law of the noise or a tree of outcomes, found by hand.

What `studies/searcher/corpus.py` holds is searched; what stands here is not seen by the searcher, and is verified beyond float64.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction as F

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Coordinate
from theorysim.maths import absolute, minimum, where
from theorysim.model import Objective, Satisfies
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.exponential import exponential
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.slow import slow


@dataclass(frozen=True)
class Run:
    """A setting from which the method is above epsilon at every step up to the bound."""

    objective: Objective
    start: float
    epsilon: float
    constants: Mapping[str, float]  # of the objective, "more L" for a looser constant, those that are free


@dataclass(frozen=True)
class Tree:
    """A run that sees the gradient plus or minus tau, with probability 1/2 each."""

    run: Run


@dataclass(frozen=True)
class Point:
    """Numbers that meet the hypotheses and break the relation; for an expectation with the atoms p1, r1, a1, ... of a law."""

    numbers: Mapping[str, F]


def run(objective, start, epsilon, **constants):
    own = {p.name for p in objective.parameters}
    keyed = {(f"objective.{n}" if n in own else n.replace("more_", "more ")): float(v) for n, v in constants.items()}
    return Run(objective, float(start), float(epsilon), keyed)


def on_slope(start, epsilon, e=1, **constants):
    """Start where slow, with its own epsilon e, has slope 2 e: beyond 1."""
    found = run(slow, start, epsilon, **constants)
    return Run(slow, found.start, found.epsilon, {**found.constants, "objective.epsilon": float(e)})


def point(**numbers):
    return Point({name: F(value) for name, value in numbers.items()})


# --- functions of one variable ------------------------------------------------------------------------------------------


def zero():
    return 0


def one():
    return 1


def even(value, slope, curvature, start):
    """Return a 1-smooth function of |x| whose minimum is 0 at 0."""

    def of_x(x: Coordinate):
        return value(absolute(x))

    def gradient(x: Coordinate):
        return where(x < 0, -slope(absolute(x)), slope(absolute(x)))

    def hessian(x: Coordinate):
        return curvature(absolute(x))

    known = (Satisfies(lower_bounded, {"f_star": zero}), Satisfies(smooth, {"L": one}))
    return Objective(of_x, gradient, hessian, known, zero, start, minimizer=zero)


def tooth(d):
    """Let the slope rise to 1, dip by d on the way of 2 d, and stay 1: a step of 2 d gains 2 d - d^2 there."""

    def value(u):
        dipped = -1 + 2 * (1 + d) - (1 + d) * (1 + d) / 2
        back = dipped + (u * u - (1 + d) * (1 + d)) / 2 - 2 * d * (u - 1 - d)
        top = dipped + ((1 + 2 * d) * (1 + 2 * d) - (1 + d) * (1 + d)) / 2 - 2 * d * d
        return where(u < 1, u * u / 2, where(u < 1 + d, -1 + 2 * u - u * u / 2, where(u < 1 + 2 * d, back, top + u - 1 - 2 * d)))

    def slope(u):
        return where(u < 1, u, where(u < 1 + d, 2 - u, where(u < 1 + 2 * d, u - 2 * d, 1 + 0 * u)))  # NaN where x is

    def curvature(u):
        return where(u < 1, 1, where(u < 1 + d, -1, where(u < 1 + 2 * d, 1, 0)))

    return even(value, slope, curvature, one)


def plateau(s):
    """Let the slope rise to 1 and fall to s, where it stays: above the gap that it has there, f is almost flat."""

    def value(u):
        edge = -1 + 2 * (2 - s) - (2 - s) * (2 - s) / 2
        return where(u < 1, u * u / 2, where(u < 2 - s, -1 + 2 * u - u * u / 2, edge + s * (u - 2 + s)))

    def slope(u):
        return where(u < 1, u, where(u < 2 - s, 2 - u, s + 0 * u))

    def curvature(u):
        return where(u < 1, 1, where(u < 2 - s, -1, 0))

    return even(value, slope, curvature, one)


def two_wells():
    """Take the lower of |x| and 1/2 + |x - 4|: a well that is not the deepest."""

    def value(x: Coordinate):
        return minimum(absolute(x), 1 / 2 + absolute(x - 4))

    def gradient(x: Coordinate):
        return where(x < 0, -1, where(4 * x < 9, 1, where(x < 4, -1, 1 + 0 * x)))

    known = (Satisfies(lower_bounded, {"f_star": zero}), Satisfies(lipschitz, {"L": one}))
    return Objective(value, gradient, None, known, zero, one, minimizer=zero)


CROSSED = 3.6926345288896956  # near exp(x - 1) = 4 x, where half the gradient is 2 x

WITNESSES = {
    "smooth_three_quarters": run(tooth(1 / 2), 2, 63 / 64),  # f(2) = 5/4, and a step of 1 meets the slope 1 twice
    "smooth_exponent": run(huber, 2, 3 / 128, delta=1 / 32),
    "smooth_double_step": run(quadratic, 1, 1 / 2, a=1),  # x goes to -x
    "long_half": run(tooth(3 / 4), 5 / 2, 127 / 128),  # f(5/2) = 23/16
    "long_too_long": run(quadratic, 1, 1 / 2, a=1),
    "convex_fifth": run(huber, 21, 41 / 4, delta=1),  # x_k = 21 - k
    "convex_without_convex": run(plateau(1 / 64), 4, 1 / 2),
    "convex_long_step": run(quadratic, 1, 1 / 4, a=1),  # x goes to -3/4 x
    "gradient_third": run(huber, 4, 15 / 128, delta=1 / 8),
    "gradient_root": run(huber, 4, 15 / 128, delta=1 / 8),
    "strongly_twentieth": run(quadratic, 32, 1 / 8, a=1, more_L=64),
    "strongly_third": run(quadratic, 32, 1 / 8, a=1, more_L=64),
    "strongly_double_step": run(quadratic, 1, 1 / 4, a=1),
    "best_fifth": run(quadratic, 1, 1 / 128, a=64, more_mu=64),  # x goes to -63/65 x
    "best_long_step": run(quadratic, 1, 1, a=64, more_mu=64),
    "best_as_accelerated": run(quadratic, 1, 1 / 128, a=64, more_mu=64),
    "fista_twentieth": run(huber, 64, 1 / 2, delta=1 / 64),
    "fista_without_momentum": run(huber, 4, 1 / 16, delta=1 / 32),
    "fista_long_step": run(quadratic, 1, 1 / 64, a=1),
    "nesterov_without_momentum": run(quadratic, 32, 1 / 8, a=1, more_L=64),
    "nesterov_exponent": run(quadratic, 64, 1 / 128, a=1 / 64, more_L=4096),
    "nesterov_long_step": run(quadratic, 1, 1, a=64, more_mu=64),
    "subgradient_exponent": run(absolute_value, 8, 1 / 4, a=1),
    "subgradient_long_step": run(absolute_value, 3 / 8, 1 / 4, a=1),  # x goes to -x
    "subgradient_without_convex": run(two_wells(), 35 / 8, 1 / 4),
    "unscaled_step": run(absolute_value, 1 / 8, 1 / 4, a=4),  # x goes to -x
    "unscaled_fifth": run(absolute_value, 8, 4, a=1, more_L=8),
    "heavy_exponent": run(huber, 2, 3 / 128, delta=1 / 32),
    "heavy_long_step": run(quadratic, 1, 1 / 2, a=1),
    "sgd_same_step": Tree(run(quadratic, 1, 1 / 4, a=1, tau=1 / 2)),  # after a step of 1/L what is left is the noise
    "sgd_same_bound": run(quadratic, 1, 1 / 2, a=1, tau=4),
    "sgd_long_step": Tree(run(quadratic, 1, 1 / 4, a=1, tau=1 / 2)),
    "noisy_subgradient_bound": run(absolute_value, 1, 1 / 2, a=1, tau=8),
    "noisy_subgradient_sixteenth": run(absolute_value, 4, 4, a=2, more_L=4, tau=1 / 16),
    "noisy_subgradient_step": run(absolute_value, 1 / 2, 1 / 4, a=1, tau=1 / 1024),  # x goes almost to -x
    "moment_smaller": point(G=1, tau=1, p1="1/2", r1=1, a1=-1, p2="1/2", r2=1, a2=1),
    "moment_mixed": point(G=0, tau=1, p1=1, r1=1, a1=0),
    "norm_upside_down": point(G=0, tau=1, p1=1, r1=1, a1=0),
    "norm_larger": point(G=1, tau=0, p1=1, r1=0, a1=0),
    "gain_long_step": point(G=1, tau=0, eta=2, L=1, p1=1, r1=0, a1=0),
    "gain_half_noise": point(G=1, tau=1, eta=1, L=1, p1="1/2", r1=1, a1=-1, p2="1/2", r2=1, a2=1),
    "gain_exponent": point(G=1, tau=1, eta=4, L="1/4", p1="1/2", r1=1, a1=-1, p2="1/2", r2=1, a2=1),
    "along_smaller": point(G=1, tau="21/20", p1="1/2", r1="21/20", a1="-21/20", p2="1/2", r2="21/20", a2="21/20"),
    "along_square": point(G="1/8", tau="1/8", p1=1, r1="1/8", a1=0),  # at right angles
    "lemma_long_step": point(L=1, h=3, g=1, change="3/2"),
    "lemma_twice": point(L=1, h=1, g=1, change="-1/2"),
    "lemma_any_step": point(L=1, h=3, g=1, change="3/2"),
    "cocoercive_sixth": point(x=1, y=0, delta=2),
    "lojasiewicz_twentieth": point(x="1/2", L1=1),
    "quartic_twentieth": point(x=1, y=-2),
    "quartic_slope": point(x=1, y="11/10"),
    "sequence_faster": point(t=10),
    "sequence_index": point(t=1),
    "contraction_any_curvature": point(L=1, mu="1/2", curvature=4),
    "contraction_two_over_L": point(L=1, mu="1/2", curvature=1),
    "logarithm_twentieth": point(Q=10),
    "young_half": point(x=1, y=1, c=1),
    "descent_constant": on_slope(100, 255 / 128, L1=2**-19),
    "descent_without_M": run(exponential, 6, 8, L1=1),
    "descent_step_without_M": run(exponential, CROSSED, 14, L1=1),  # x goes almost to -x
    "clipped_constant": on_slope(11, 255 / 128, L1=2**-10, more_L0=16),
    "clipped_small_L1": run(quadratic, 100, 60, a=1, L1=2**-10),  # steps are 1 long
    "clipped_without_L0": run(quadratic, 1 / 4, 2, a=16, L1=2**-10),
    "clipped_sgd_threshold": run(exponential, 5 / 8, 8000, L1=16, tau=2**-9),  # x goes almost to -x
    "clipped_sgd_fifth": on_slope(26, 255 / 128, L1=1 / 2, tau=2**-9),
    "sgd_not_squared": on_slope(1, 7.7, e=4, L1=1 / 2, tau=1 / 4),
    "gronwall_constant": point(t=1, u0=1, L0=1, L1=1000),
    "gronwall_any_length": point(t=2, u0=1, L0=1, L1=1000),
    "noise_squared": point(G=F(1, 1024), tau=1, eta=1, T=1, L0=1, L1=F(1, 2**14), p1=1, r1=1, a1=0),
    "gain_of_a_step": point(g=1, epsilon=1, M=2, L0=1, L1=1),
    "clipping_left": point(g=1, eta_n=1, beta=1),
    "squares_index": point(n=1, s=1, q=1, g=1),
}
