"""Every oracle passes the laws of its kind, and what the engine draws has the law that the oracle states.

Each random test draws from a fixed seed; ALARM is the probability that such a test of a right oracle fails at another seed.
"""

import importlib
import math
import pkgutil
from fractions import Fraction

import numpy as np
import pytest
from keeping import changed, due
from scipy import stats

import theorysim.oracles
from theorysim.chance.enumeration import laws as laws_of_draws
from theorysim.chance.enumeration import minibatches, outcomes
from theorysim.chance.moments import CONTINUOUS, measured, number, settings
from theorysim.domains import SAMPLES, Asked, Coordinate, Part, Real, parameters
from theorysim.laws import every
from theorysim.maths import equal, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method, Objective, Oracle, Quantity
from theorysim.objectives.chain import chain
from theorysim.oracles.bernoulli_chain import bernoulli_chain
from theorysim.oracles.stable import stable
from theorysim.oracles.student import student
from theorysim.readings import arrays
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import run
from theorysim.simulate.streams import Trial

ALARM = 1e-6
DRAWS = 400_000


def _found():
    names = [m.name for m in pkgutil.iter_modules(theorysim.oracles.__path__)]
    records = {n: getattr(importlib.import_module(f"theorysim.oracles.{n}"), n, None) for n in names}
    return {n: r for n, r in records.items() if isinstance(r, Oracle)}


ORACLES = _found()
KINDS = {n: {p.domain.role for p in parameters(o.perturb)} for n, o in ORACLES.items()}
FINITE = [n for n, kinds in KINDS.items() if "finite" in kinds and not kinds & {*CONTINUOUS, *SAMPLES}]
SAMPLED = [n for n, kinds in KINDS.items() if kinds & set(SAMPLES)]


def taken(names):
    """Return those of the oracles that this run takes, the first one always."""
    names = list(names)
    return list(dict.fromkeys((names[0], *due(names, lambda name: changed("oracles", name)))))


@pytest.mark.parametrize("law", every.LAWS[Oracle], ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", taken(ORACLES))
def test_law(name, law):
    assert law(ORACLES[name]) == []


@pytest.mark.parametrize("name", [n for n in ORACLES if n not in SAMPLED and ORACLES[n].moment])
def test_a_stated_moment_is_near_the_true_one(name):
    """A bound that is many times too large would pass the law, and judge nothing."""
    for m in measured(ORACLES[name]):
        for q, moment in zip((1, Fraction(5, 4), Fraction(3, 2), 2), m.moments, strict=False):
            stated = number(ORACLES[name].moment, {**m.case.values, "q": q})
            assert moment == 0 or stated <= Fraction(7, 5) * Fraction(moment) if math.isfinite(moment) else stated == math.inf


# --- what the engine draws ---------------------------------------------------------------------------------------------


def line(x: Coordinate, slope: Real = 0):
    return slope * x


def slope_of_line(x: Coordinate, slope: Real = 0):
    return slope + 0 * x


def quarter(x: Coordinate, part: Part):
    return slope_of_quarter(x, part) * x


def slope_of_quarter(x: Coordinate, part: Part):
    return where(equal(part, 0), -2, where(equal(part, 1), 0, where(equal(part, 2), 1 / 2, 3))) + 0 * x


def step(x: Real, g: Real):
    return g


def for_ever(value: Asked):
    return 1 + 0 * value


LINE, QUARTERS = Objective(line, slope_of_line), Objective(quarter, slope_of_quarter, parts=4)
TERMS = [Fraction(-2), Fraction(0), Fraction(1, 2), Fraction(3)]


def shown(oracle, own, n=DRAWS, slope=0.0, objective=LINE, seed=1):
    """Return what an oracle shows in n steps, drawn by the engine: each step goes to where the gradient says."""
    given = {f"oracle.{k}": float(v) for k, v in own.items()} | ({"objective.slope": slope} if objective is LINE else {})
    return run(
        Composition(Method(step), objective, Quantity(for_ever), oracle), given, 0.0, 0.0, n, trace="full", trial=Trial(seed)
    ).points[1:, 0]


def frequencies_differ(seen, law):
    """Tell where values are none of the law's, or their frequencies are off by more than Hoeffding's bound allows at ALARM."""
    chances = {}
    for chance, value in law:
        chances[float(value)] = chances.get(float(value), 0.0) + float(chance)
    nearest = np.array(sorted(chances))[np.argmin(np.abs(seen[:, None] - np.array(sorted(chances))), axis=1)]
    strange = np.abs(seen - nearest) > 4 * np.spacing(np.maximum(np.abs(nearest), 1))
    if strange.any():
        return f"{seen[strange][0]} is none of {sorted(chances)}"
    allowed = math.sqrt(math.log(2 * len(chances) / ALARM) / (2 * len(seen)))
    off = {v: np.mean(nearest == v) - c for v, c in chances.items()}
    return {v: d for v, d in off.items() if abs(d) > allowed} or ""


def enumerated(oracle, own, g):
    values = {**own, "g": Fraction(g), "i": Fraction(1), "prog": Fraction(0), "v": Fraction(0), "d": Fraction(1)}
    return [(c, number(oracle.perturb, {**values, **z})) for c, z in outcomes(laws_of_draws(oracle.perturb, values))]


@pytest.mark.parametrize("name", taken(FINITE))
def test_drawn_atoms_come_as_often_as_enumerated(name):
    own = settings(ORACLES[name])[0]
    seen = shown(ORACLES[name], own, n=100_000, slope=1 / 64)  # so small that a chain stays where it is
    assert frequencies_differ(seen, enumerated(ORACLES[name], own, 1 / 64)) == ""


@pytest.mark.parametrize("name", taken(n for n in SAMPLED if n != "in_turn"))
@pytest.mark.parametrize("batch", [1, 3])
def test_drawn_minibatches_come_as_often_as_enumerated(name, batch):
    (kind,) = KINDS[name] & set(SAMPLES)
    seen = shown(ORACLES[name], {"batch": batch}, n=100_000, objective=QUARTERS)
    assert frequencies_differ(seen, minibatches(kind, TERMS, batch)) == ""
    other = minibatches("with replacement" if kind == "without replacement" else "without replacement", TERMS, 3)
    assert frequencies_differ(seen, other) != ""


def test_minibatches_in_turn_go_round():
    seen = shown(ORACLES["in_turn"], {"batch": 3}, n=8, objective=QUARTERS)
    assert seen.tolist() == pytest.approx([float(value) for _, value in minibatches("in turn", TERMS, 3)] * 2)


def test_atoms_that_come_too_often_are_seen():
    own = settings(ORACLES["few_atoms"])[0]
    seen = shown(ORACLES["few_atoms"], own, n=100_000)
    assert frequencies_differ(seen, [(0.89, -own["scale"]), (0.11, 9 * own["scale"])])
    assert "none of" in frequencies_differ(seen, [(1.0, -own["scale"])])


def test_the_chain_uncovers_one_coordinate_at_a_time_and_rarely():
    """Over 1000 runs from 0 the support is never but a prefix, grows by at most 1 a step, and at the first step with probability p."""
    p, steps, trials, first = 0.25, 12, 1000, 0
    given = {"method.eta": 1 / 152, "oracle.p": p}
    for trial in range(trials):
        points = run(
            Composition(gradient_descent, chain, Quantity(for_ever), bernoulli_chain),
            given,
            0.0,
            0.0,
            steps,
            dimension=8,
            trace="full",
            trial=Trial(number=trial),
        ).points
        support = points != 0
        last = np.sum(support, axis=1)
        assert (support == (np.arange(8) < last[:, None])).all()
        assert (np.diff(last) <= 1).all()
        first += last[1]
    assert abs(first / trials - p) <= math.sqrt(math.log(2 / ALARM) / (2 * trials))


def distance(sample, cdf):
    """Return the largest distance between a sample's distribution function and another (Kolmogorov and Smirnov)."""
    ranks, below = np.arange(len(sample) + 1) / len(sample), cdf(np.sort(sample))
    return max(np.max(ranks[1:] - below), np.max(below - ranks[:-1]))


def allowed(n):
    """Return the distance that a right sample exceeds with probability at most ALARM (Dvoretzky, Kiefer, Wolfowitz, Massart)."""
    return math.sqrt(math.log(2 / ALARM) / (2 * n))


def symmetric(alpha, scale):
    law = stats.pareto(alpha, scale=scale)
    return lambda x: np.where(x < 0, law.sf(-x), 1 + law.cdf(x)) / 2


SCIPY = [
    ("bounded_uniform", {"tau": 2.0}, stats.uniform(-2, 4).cdf),
    ("gaussian", {"sigma": 3.0}, stats.norm(0, 3).cdf),
    ("pareto", {"alpha": 1.25, "scale": 2.0}, symmetric(1.25, 2.0)),
    ("pareto", {"alpha": 3.0, "scale": 1.0}, symmetric(3.0, 1.0)),
    ("pareto_one_sided", {"alpha": 1.5, "scale": 2.0}, stats.pareto(1.5, loc=-6, scale=2).cdf),
    ("student", {"nu": 1.5, "scale": 1.0}, stats.t(1.5).cdf),
    ("student", {"nu": 30.0, "scale": 2.0}, stats.t(30, scale=2).cdf),
    ("stable", {"alpha": 2.0, "beta": 1.0, "sigma": 1.0}, stats.norm(0, math.sqrt(2)).cdf),
]


DUE = [SCIPY[0], *due(SCIPY[1:], lambda case: changed("oracles", case[0]))]


@pytest.mark.parametrize(("name", "own", "cdf"), DUE, ids=[f"{n}-{'-'.join(f'{v:g}' for v in own.values())}" for n, own, _ in DUE])
def test_continuous_noise_has_scipys_law(name, own, cdf):
    sample = shown(ORACLES[name], own)
    assert distance(sample, cdf) <= allowed(DRAWS)
    assert distance(1.03 * sample, cdf) > allowed(DRAWS)  # a scale that is off by 3 % is seen


@pytest.mark.parametrize(("name", "own", "cdf"), [case for case in SCIPY if case[0].startswith(("bounded", "pareto"))])
def test_one_uniform_draw_is_the_quantile(name, own, cdf):
    u = np.concatenate([2.0 ** -np.arange(2, 40), 1 - 2.0 ** -np.arange(1, 40), np.linspace(0.001, 0.999, 999)])
    (noise,) = arrays.evaluate(ORACLES[name].perturb, {"g": 0.0, "u": u, **own})
    rises = name != "pareto_one_sided"
    assert np.max(np.abs(cdf(noise) - (u if rises else 1 - u))) < 1e-12


# --- stable noise by its characteristic function -----------------------------------------------------------------------

PLACES = np.array([0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5, 2.0])
HOEFFDING = math.sqrt(2 * math.log(2 * 2 * len(PLACES) / ALARM) / DRAWS)  # for the real and the imaginary part at each place


def characteristic(t, alpha, beta, sigma):
    return np.exp(-((sigma * t) ** alpha) * (1 - 1j * beta * math.tan(math.pi * alpha / 2)))


def deviation(sample, alpha, beta, sigma):
    """Return the largest deviation of the empirical characteristic function, part by part."""
    worst = 0.0
    for t in PLACES:
        off = np.mean(np.exp(1j * t * sample)) - characteristic(t, alpha, beta, sigma)
        worst = max(worst, abs(off.real), abs(off.imag))
    return worst


@pytest.mark.parametrize(
    ("alpha", "beta"), [(1.01, 0.0), (1.01, 1.0), (1.1, -0.5), (1.5, 0.0), (1.5, 1.0), (1.75, -1.0), (1.999, 1.0), (2.0, 0.0)]
)
def test_stable_noise_has_its_characteristic_function(alpha, beta):
    sample = shown(stable, {"alpha": alpha, "beta": beta, "sigma": 2.0})
    assert np.isfinite(sample).all()
    assert deviation(sample, alpha, beta, 2.0) <= HOEFFDING


def test_another_index_skewness_or_scale_is_seen():
    sample = shown(stable, {"alpha": 1.5, "beta": 0.5, "sigma": 1.0})
    for wrong in ((1.6, 0.5, 1.0), (1.5, -0.5, 1.0), (1.5, 0.4, 1.0), (1.5, 0.5, 1.04)):
        assert deviation(sample, *wrong) > HOEFFDING


def test_the_cut_of_what_rounding_takes_below_zero_is_never_felt():
    """At |beta| = 1 a factor nears 0 at one end of u: even at the last float the result is finite."""
    ends = np.array([2.0**-53, 1 - 2.0**-53])
    for beta in (-1.0, 1.0):
        for v in (2.0**-53, 0.5, 1 - 2.0**-53):
            for alpha in (1.001, 1.5, 2.0):
                (noise,) = arrays.evaluate(stable.perturb, {"g": 0.0, "u": ends, "v": v, "alpha": alpha, "beta": beta, "sigma": 1.0})
                assert np.isfinite(noise).all()


@pytest.mark.parametrize("nu", [1e3, 1e8, 1e17])
def test_student_with_many_degrees_of_freedom_is_normal(nu):
    """At 1e17 degrees u^(-2/nu) is 1 in floats; the variance of 4000 draws is 1 up to 4.9 standard errors (false alarm 1e-6)."""
    draws = shown(student, {"nu": nu}, 4000)
    assert abs(np.var(draws) - 1) < 4.9 * (2 / 4000) ** 0.5 and len(set(draws)) == 4000
