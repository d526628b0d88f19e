"""The assertions of theorysim.testing pass on what is true, and say what they measured on what is not."""

import re
import shlex
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from calibration import SUITES, tail, three_errors

from theorysim import testing
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.smooth import smooth
from theorysim.chance.spending import Account, opened
from theorysim.cli import main
from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.maths import where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method, Objective, Quantity, Satisfies
from theorysim.objectives.chain import chain
from theorysim.objectives.quadratic import quadratic
from theorysim.settings import Usage
from theorysim.testing import (
    assert_bound,
    assert_decreases,
    assert_gradient,
    assert_hits,
    assert_lower_bound,
    assert_member,
    assert_rate,
    assert_statement,
)
from theorysim.testing.rates import ranks, slopes
from theorysim.testing.trials import share_between


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g / 2


slow_descent = Method(step)


def value(x: Coordinate):
    return x * x


def gradient(x: Coordinate):
    return 2 * x


def wrong_gradient(x: Coordinate):
    return 2 * x + 1


def hessian(x: Coordinate):
    return 2


def two():
    return 2


def one():
    return 1


parabola = Objective(value, gradient, hessian, (Satisfies(smooth, {"L": two}),))


def test_what_is_exported():
    words = "bound decreases gradient hits lower_bound mean member quantile rate statement"
    assert testing.__all__ == [f"assert_{word}" for word in words.split()]


def test_a_bound_is_met_at_the_very_number_of_steps():
    """x halves: 4, 2, 1, 1/2: the gradient x is at most 1/2 after 3 steps."""
    numbers = {"eta": 0.5, "objective.a": 1}
    assert assert_bound("gradient_descent", "quadratic", numbers, 4, 0.5, 3).T == 3
    assert assert_bound(gradient_descent, quadratic, numbers, 4, 0.5, 3.9).T == 3
    for bound in (2.999, 2, 0, -1):
        with pytest.raises(AssertionError, match="the bound is"):
            assert_bound(gradient_descent, quadratic, numbers, 4, 0.5, bound)


def test_the_message_holds_what_was_measured_and_a_line_that_replays(capsys):
    with pytest.raises(AssertionError) as error:
        assert_bound(gradient_descent, quadratic, {"eta": 0.5, "a": 1}, 4, 0.5, 2.5)
    text = str(error.value)
    assert text.splitlines()[:4] == [
        "gradient_descent on quadratic, eta = 0.5, a = 1, from 4: gradient norm <= 0.5 within 2.5 steps",
        "  measured  T = 3, the bound is 2.5; outcome: reached, gradient norm 0.5",
        "  bound     T <= 2.5",
        "  error     none: the run is not random",
    ]
    words = shlex.split(text.split("theorysim replay ")[1])
    assert main(["replay", *words]) == 0
    assert "T = 3 " in capsys.readouterr().out


@pytest.mark.parametrize(
    "eta, start, outcome",
    [(0.5, 1e9, "budget"), (3.0, 4, "budget"), (1e300, 1e300, "diverged"), (2.0, 4, "cycle")],
)
def test_a_run_that_never_reaches_fails(eta, start, outcome):
    with pytest.raises(AssertionError, match=f"not reached in .*outcome: ({outcome})"):
        assert_bound("gradient_descent", "quadratic", {"eta": eta, "a": 1}, start, 0.5, 20)


def test_nan_fails():
    def nowhere(x: Coordinate):
        return x * (1e308 * 10 - 1e308 * 10)

    lost = Objective(value, nowhere)
    with pytest.raises(AssertionError, match="outcome: nan"):
        assert_bound("gradient_descent", lost, {"eta": 1}, 1, 1e300, 5)


def test_records_of_ones_own():
    """With eta = 1 half the gradient 2 x is taken off: one step ends at the minimum."""
    assert assert_bound(slow_descent, parabola, {"eta": 1}, 8, 0.5, 1).T == 1
    assert assert_bound(slow_descent, parabola, {"eta": 1}, 0.25, 0.5, 0).T == 0


def test_records_of_ones_own_are_named_by_their_file():
    with pytest.raises(AssertionError) as error:
        assert_bound(slow_descent, parabola, {"method.eta": 0.5}, 8, 0.5, 2)
    assert re.search(r"test_testing\.py:slow_descent \S*test_testing\.py:parabola", str(error.value))


def test_the_gap_can_be_asked_for():
    """The gap x^2/2 is at most 1/8 when x is at most 1/2."""
    assert assert_bound("gradient_descent", "quadratic", {"eta": 0.5, "a": 1}, 4, 0.125, 3, until="gap").T == 3


def test_a_value_below_the_minimum_that_is_declared_is_no_gap():
    """Below it any gap is reached; and where none is declared nothing falls."""
    wrong, none = (Objective(value, gradient, hessian, minimum=least) for least in (two, None))
    for asserts in (assert_bound, assert_lower_bound):
        with pytest.raises(Usage, match="the value 1 lies below 2, the minimum that the objective declares"):
            asserts("gradient_descent", wrong, {"eta": 0.25}, 1, 0.5, 0, until="gap")
    with pytest.raises(Usage, match="lies below 2"):
        assert_hits("gradient_descent", wrong, "bounded", {"eta": 0.25}, 1, 0.5, 0, until="gap")
    with pytest.raises(Usage, match="declares none"):
        assert_decreases("gradient_descent", none, {"eta": 0.25}, 1, 3, "gap")


@pytest.mark.parametrize(
    "change, said",
    [
        ({"bound": float("nan")}, "bound is nan"),
        ({"bound": float("inf")}, "bound is inf"),
        ({"epsilon": -1}, "epsilon is -1"),
        ({"parameters": {"etaa": 1}}, "did you mean eta"),
        ({"parameters": {"eta": -1, "a": 1}}, "outside"),
        ({"start": (1, 2)}, "shape"),
        ({"start": float("nan")}, "start is nan; it must be finite"),
        ({"start": float("inf")}, "start is inf; it must be finite"),
        ({"bound": None}, "bound is None; it must be a number"),
    ],
)
def test_numbers_that_make_no_sense_are_no_failure_of_the_bound(change, said):
    words = {"parameters": {"eta": 0.5, "a": 1}, "start": 4, "epsilon": 0.5, "bound": 3}
    with pytest.raises(ValueError, match=said):
        assert_bound("gradient_descent", "quadratic", **{**words, **change})


def test_numbers_of_other_kinds_are_numbers():
    """What is told at the end of a run is JSON, which knows no number of NumPy's."""
    told = []
    with opened(Account(share=0.5, tell=told.append)):
        assert assert_bound("gradient_descent", "quadratic", {"eta": 0.5, "a": 1}, np.float64(4), np.float32(0.5), np.int64(3)).T == 3
        assert assert_bound("gradient_descent", "quadratic", {"eta": Fraction(1, 2), "a": 1}, 4, Fraction(1, 2), Fraction(7, 2)).T == 3
        noisy = ("gradient_descent", "quadratic", "bounded", {"eta": 0.5, "a": 1}, 1, 0.5)
        assert assert_hits(*noisy, bound=np.int64(3), quantile=np.float32(0.5), seed=np.int64(4)).outcome == "holds"
        assert assert_hits(*noisy, bound=3, quantile=Fraction(1, 2), false_alarm=np.float32(1e-5)).outcome == "holds"
    assert len(told) == 6


def test_gradients():
    assert_gradient("exponential")
    assert_gradient(parabola)
    with pytest.raises(AssertionError, match="derivatives are not those"):
        assert_gradient(Objective(value, wrong_gradient))


def test_members():
    assert_member("quadratic", "l0_l1_smooth")
    assert_member(quadratic, l0_l1_smooth)
    assert_member(parabola, "smooth")


@pytest.mark.parametrize(
    "objective, assumption, said",
    [
        ("exponential", "smooth", "does not declare"),  # it declares that it is none
        (parabola, "l0_l1_smooth", "does not declare"),
        (Objective(value, gradient, hessian, (Satisfies(smooth, {"L": one}),)), smooth, "is not known to satisfy"),
    ],
)
def test_others_are_refused(objective, assumption, said):
    with pytest.raises(AssertionError, match=said):
        assert_member(objective, assumption)


ASSUMES = """
from theorysim.domains import Asked, Positive
from theorysim.model import Assumption, Objective, Satisfies, at_most
from theorysim.objectives.huber import gradient, hessian, one, value


def bounded(H_norm: Asked, K: Positive):
    return H_norm, K


curved = Assumption(at_most(bounded, "|f''| <= K"))
mine = Objective(value, gradient, hessian, (Satisfies(curved, {"K": one}),))
"""


def test_an_assumption_of_ones_own_is_one_by_name_and_as_a_record(tmp_path, monkeypatch):
    (tmp_path / "assumes.py").write_text(ASSUMES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    imported = __import__("assumes")
    for objective in ("assumes.py:mine", imported.mine):
        for assumption in ("assumes.py:curved", imported.curved):
            assert_member(objective, assumption)


def peak(x: Coordinate):
    return where(x < 0, x, -x)


def falling(x: Coordinate):
    return where(x < 0, 1, -1)


def stair(x: Coordinate):
    return where(x < 0, 0, 1)


def flat(x: Coordinate):
    return 0


def test_what_is_bounded_on_every_piece_may_still_jump():
    """-|x| has no curvature on either side and is not smooth; a stair has no slope and is not Lipschitz."""
    for body, slope, assumption, jumps in ((peak, falling, smooth, "0, -2"), (stair, flat, lipschitz, "1, 0")):
        made = Objective(body, slope, flat, (Satisfies(assumption, {"L": one}),))
        with pytest.raises(AssertionError, match=f"at x = 0 value and gradient jump by {jumps}"):
            assert_member(made, assumption)
    assert_member(Objective(peak, falling, flat, (Satisfies(lipschitz, {"L": one}),)), lipschitz)


def test_what_has_no_fixed_number_of_coordinates_is_not_proved():
    with pytest.raises(Usage, match="no fixed number of coordinates"):
        assert_member(replace(chain, satisfies=(Satisfies(lipschitz, {"L": one}),)), lipschitz)


# --- lower bounds, descent ------------------------------------------------------------------------------------------

HALVING = ("gradient_descent", "quadratic", {"eta": 0.5, "a": 1}, 4)  # x = 4, 2, 1, 1/2, ...; the value x^2/2 falls by 3/8 g^2 a step


def replayed(error, capsys):
    """Replay the line of a message, and give what is printed."""
    assert main(["replay", *shlex.split(str(error.value).split("theorysim replay ")[1])]) == 0
    return capsys.readouterr().out


def test_a_lower_bound_is_met_at_the_very_number_of_steps(capsys):
    assert assert_lower_bound(*HALVING, 0.5, 3).T == 3
    assert assert_lower_bound(*HALVING, 0.5, -1).T == 3
    with pytest.raises(AssertionError, match=r"not before 3.001 steps\n  measured  T = 3, the bound is 3.001; outcome: reached") as error:
        assert_lower_bound(*HALVING, 0.5, 3.001)
    assert "T = 3 " in replayed(error, capsys)
    assert assert_lower_bound("gradient_descent", "quadratic", {"eta": 2, "a": 1}, 4, 0.5, 10**6).outcome == "cycle"
    with pytest.raises(ValueError, match="bound is inf"):
        assert_lower_bound(*HALVING, 0.5, float("inf"))


def test_a_run_that_begins_where_others_have_diverged_shows_no_lower_bound():
    """One step of 1 ends at the minimum, wherever the run begins."""
    with pytest.raises(AssertionError, match="not reached in 0 steps, the bound is 2; outcome: diverged"):
        assert_lower_bound("gradient_descent", "quadratic", {"eta": 1, "a": 1}, 1e151, 0.5, 2)


def test_a_run_that_ends_in_nan_shows_no_lower_bound():
    def nowhere(x: Coordinate):
        return x * (1e308 * 10 - 1e308 * 10)

    with pytest.raises(AssertionError, match="outcome: nan") as error:
        assert_lower_bound("gradient_descent", Objective(value, nowhere), {"eta": 1}, 1, 1e300, 5)
    assert str(error.value).endswith("replay: none, as an entry has no name: define it at the top of a file, where FILE.py:NAME finds it")


def shifted(value: Asked, c: Positive = 100):
    return value - c


def squared(x):
    return float(x @ x)


def test_a_descent_lemma_holds_with_its_constant_and_no_larger_one(capsys):
    assert assert_decreases(*HALVING, 40, by=lambda value, slope: 3 / 8 * slope**2).steps == 40
    assert assert_decreases(*HALVING, 40, "gap", by=lambda value, slope: 3 / 2 * value / 2).steps == 40
    assert assert_decreases(*HALVING, 40, "gradient_norm", by=lambda value, slope: slope / 2).steps == 40
    assert assert_decreases(*HALVING, 40, squared).steps == 40
    assert assert_decreases(*HALVING, 40, Quantity(shifted)).steps == 40  # it is negative, and the run goes on
    with pytest.raises(AssertionError, match=r"at step 1 from 8 to 2: it falls by 6; 6.0\d+ is stated") as error:
        assert_decreases(*HALVING, 40, by=lambda value, slope: (3 / 8 + 1e-6) * slope**2)
    assert "gradient norm 2" in replayed(error, capsys)
    with pytest.raises(AssertionError, match="at step 2 from 2 to 0.5: it falls by 1.5; 2 is stated"):
        assert_decreases(*HALVING, 40, by=2)


@pytest.mark.parametrize("what", ["value", "gap"])
def test_what_rises_beyond_all_numbers_does_not_fall(what):
    with pytest.raises(AssertionError, match="to inf: it falls by -inf"):
        assert_decreases("gradient_descent", "quadratic", {"eta": 1e200, "a": 1}, 1, 1, what)


def test_what_rises_or_is_lost_does_not_fall():
    with pytest.raises(AssertionError, match=r"value falls or stays at each of 3 steps\n  measured  at step 1 from 8 to 32"):
        assert_decreases("gradient_descent", "quadratic", {"eta": 3, "a": 1}, 4, 3)
    with pytest.raises(AssertionError, match="to nan"):
        assert_decreases(*HALVING, 3, lambda x: float("nan") if x[0] < 2 else 1.0)
    assert assert_decreases("gradient_descent", "quadratic", {"eta": 2, "a": 1}, 4, 3).steps == 3  # it stays


def test_a_descent_that_nothing_shows_is_an_error_not_a_pass():
    with pytest.raises(Usage, match="steps is 0"):
        assert_decreases(*HALVING, 0)
    with pytest.raises(Usage, match="by is -inf"):
        assert_decreases(*HALVING, 3, by=float("-inf"))
    with pytest.raises(Usage, match="no step is seen"):
        assert_decreases("gradient_descent", "quadratic", {"eta": 1, "a": 1}, 0, 3)
    with pytest.raises(Usage, match="'prog' is not read off a run"):
        assert_decreases("gradient_descent", "chain", {"eta": 0.1}, None, 3, "progress")


# --- rates ----------------------------------------------------------------------------------------------------------

SLOPE = {"eta": 0.5, "objective.epsilon": lambda epsilon: epsilon}  # a step is epsilon long; from 5 to 1
LEVELS = [1 / 8, 1 / 16, 1 / 32, 1 / 64]


def test_a_rate_is_the_exponent_of_what_is_varied(capsys):
    found = assert_rate("gradient_descent", "slow", None, SLOPE, 5, LEVELS, (-1.05, -0.95))
    assert found.slope == pytest.approx(-1, abs=0.05) and found.low <= found.slope <= found.high
    with pytest.raises(AssertionError, match=r"T grows as epsilon\^r, r in \[-2.1, -1.9\]\n  measured  r = -(1.0|0.9)") as error:
        assert_rate("gradient_descent", "slow", None, SLOPE, 5, LEVELS, (-2.1, -1.9))
    assert re.search(r"T = \d+ ", replayed(error, capsys))
    assert assert_rate("gradient_descent", "slow", None, SLOPE, lambda e: 1 + 1 / e, LEVELS, (-2.1, -1.9)).slope < -1.9
    steps = assert_rate(
        "gradient_descent", "slow", None, {"eta": [1 / 8, 1 / 4, 1 / 2], "objective.epsilon": 1 / 32}, 5, 1 / 32, (-1.1, -0.9)
    )
    assert steps.points == 3


def test_the_rate_of_a_random_method_has_an_interval(capsys):
    """Without noise to speak of T is the same in all runs, and so is its interval; with it the interval holds the slope of more runs."""
    words = ("gradient_descent", "slow", "bounded_uniform")
    quiet = assert_rate(*words, SLOPE | {"oracle.tau": 0}, 5, LEVELS, (-1.05, -0.95))
    assert quiet.low == quiet.slope == quiet.high
    noisy = SLOPE | {"oracle.tau": lambda epsilon: epsilon}
    few = assert_rate(*words, noisy, 5, LEVELS, (-1.1, -0.9), false_alarm=0.01)
    many = assert_rate(*words, noisy, 5, LEVELS, (-1.1, -0.9), runs=4000, false_alarm=0.01, seed=9)
    assert few.low < few.high and few.low <= many.slope <= few.high
    with pytest.raises(
        AssertionError, match=r"error     \[-.*\] of 1000 runs a point holds the true one but for a probability 1e-06"
    ) as error:
        assert_rate(*words, noisy, 5, LEVELS, (-2.1, -1.9))
    line = str(error.value).split("theorysim replay ")[1]
    assert "--runs 1000 --quantile 0.5" in line and "T at quantile 0.5" in replayed(error, capsys)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"epsilon": 0.1}, "there are 0"),
        ({"parameters": SLOPE | {"eta": [0.1, 0.2]}}, "there are 2"),
        ({"epsilon": [0.1, 0.1]}, "two different positive numbers"),
        ({"rate": (1, 0)}, "must be"),
        ({"steps": 10}, "give more steps"),
        ({"oracle": "bounded_uniform", "runs": 3}, "give more runs"),
        ({"oracle": "bounded_uniform", "quantile": 1.5}, "between 0 and 1"),
        ({"oracle": "bounded_uniform", "runs": 0}, "runs is 0"),
        ({"oracle": "bounded_uniform", "runs": 10.5}, "runs is 10.5"),
        ({"oracle": "bounded_uniform", "false_alarm": -0.5}, "false_alarm is -0.5"),
        ({"oracle": "bounded_uniform", "false_alarm": 20}, "false_alarm is 20"),
        ({"oracle": "bounded_uniform", "seed": 1.5}, "seed is 1.5"),
        ({"rate": -1}, "must be"),
    ],
)
def test_a_rate_that_cannot_be_said_is_no_failure(change, said):
    words = {"method": "gradient_descent", "objective": "slow", "oracle": None, "parameters": SLOPE, "start": 5}
    with pytest.raises(ValueError, match=said):
        assert_rate(**{**words, "epsilon": LEVELS, "rate": (-1.1, -0.9), **change})


@pytest.mark.parametrize("n, q, alpha", [(10, 0.5, 0.1), (50, 0.9, 0.01), (200, 0.5, 1e-9), (4, 0.5, 1e-6)])
def test_the_places_around_a_quantile_are_the_narrowest_that_keep_the_level(n, q, alpha):
    below, above = ranks(n, q, alpha)
    p = Fraction(q)
    short, long = (lambda k: tail(n, k - 1, p)), (lambda k: 1 - tail(n, k - 1, p))  # P(fewer than k), P(k or more) hits
    assert (below == 0 or short(below) <= alpha / 2) and short(below + 1) > alpha / 2
    assert (above == n + 1 or long(above) <= alpha / 2) and long(above - 1) > alpha / 2


def test_slopes_are_the_extremes_over_the_boxes():
    rng = np.random.default_rng(1)
    x = np.array([1.0, 3.0, 5.0, 11.0])
    low, high = np.array([2.0, 3.0, 9.0, 9.0]), np.array([3.0, 8.0, 9.0, 30.0])
    least, greatest = slopes(x, low, high)
    tried = [np.polyfit(np.log(x), np.log(low + (high - low) * rng.integers(0, 2, 4)), 1)[0] for _ in range(200)]
    assert min(tried) == pytest.approx(least) and max(tried) == pytest.approx(greatest)


def test_a_true_rate_fails_seldom_at_the_boundary():
    """20,000 simulated rates, T = N/x^2 with log N normal, of median exponent -2; intervals of a level that is too large fail too often."""
    x, n, alpha = np.array([1.0, 2.0, 4.0]), 25, 0.1
    draws = np.sort(np.exp(np.random.default_rng(3).standard_normal((SUITES, 3, n))) / (x * x)[:, None], axis=2)

    def failed(level):
        below, above = ranks(n, 0.5, level / 3)
        ends = [slopes(x, low, high) for low, high in zip(draws[:, :, below - 1], draws[:, :, above - 1], strict=True)]
        return np.mean([least > -2 or greatest < -2 for least, greatest in ends])

    assert failed(alpha) <= alpha + three_errors(alpha) < failed(2.9)


def test_the_interval_of_a_share_holds_at_every_number_of_runs():
    """1,000 coins of probability 0.3, looked at after each of 200 tosses: few leave the interval ever; a fixed one is left often."""
    hits = np.cumsum(np.random.default_rng(2).random((1000, 200)) < 0.3, axis=1)
    pairs = {(n, int(h)) for n in range(1, 201) for h in set(hits[:, n - 1].tolist())}
    out = {pair for pair in pairs if not share_between(*pair)[0] <= 0.3 <= share_between(*pair)[1]}
    left = np.mean([any((n, h) in out for n, h in enumerate(row.tolist(), 1)) for row in hits])
    assert left <= 0.05 + 3 * (0.05 * 0.95 / 1000) ** 0.5
    low, high = share_between(400, 200)
    assert 0.4 < low < 0.5 < high < 0.6 and share_between(10, 0)[0] == 0 and share_between(10, 10)[1] == 1


# --- statements -----------------------------------------------------------------------------------------------------

THEOREM = '''"""Take at most a step."""

from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement, at_most


def means(a: Positive, b: Positive):
    return sqrt(a * b), (a + b) / 2


def wrong(a: Positive, b: Positive):
    return (a + b) / 2, sqrt(a * b)


mine = Statement("mine", (Claim(Relation((at_most(means),))),))
not_mine = Statement("not_mine", (Claim(Relation((at_most(wrong),))),))
'''


def test_a_statement_is_judged(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.py").write_text(THEOREM)
    monkeypatch.chdir(tmp_path)
    assert assert_statement("mine.py:mine").outcome == "holds"
    assert assert_statement("mine.py:not_mine", outcome="refuted").outcome == "refuted"
    with pytest.raises(AssertionError, match=r"mine.py:not_mine: Take at most a step\n  measured  refuted") as error:
        assert_statement("mine.py:not_mine")
    assert "theorysim replay mine.py:not_mine:printed" in str(error.value) and "fails, exactly" in replayed(error, capsys)
    with pytest.raises(Usage, match="no reading 'repaired'; there are printed"):
        assert_statement("mine.py:mine", "repaired")
    for word in ({"outcome": "hold"}, {"effort": "hard"}):
        with pytest.raises(Usage, match="it must be"):
            assert_statement("mine.py:not_mine", **word)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert assert_statement(__import__("mine").mine).outcome == "holds"


def test_a_file_beside_the_test_is_found_from_anywhere(tmp_path, monkeypatch):
    (tmp_path / "aside.py").write_text("def step(x, g, eta=0.5):\n    return x - eta * g\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with opened(Account(folder=tmp_path)):
        assert assert_bound("aside.py:step", "huber", {}, 3, 0.25, 6).T == 6
        with pytest.raises(AssertionError, match=rf"replay {tmp_path}/aside.py:step huber"):
            assert_bound("aside.py:step", "huber", {}, 3, 0.25, 5)


def test_what_is_no_entry_is_said():
    with pytest.raises(Usage, match="value is function; it must be a name or a Method, or a function step"):
        assert_bound(value, "huber", {}, 3, 0.25, 6)
    with pytest.raises(Usage, match="it must be a name or a Objective"):
        assert_bound("gradient_descent", 3, {}, 3, 0.25, 6)


def test_hits_takes_its_quantile_by_name():
    words = ("gradient_descent", "quadratic", None, {"eta": 0.5}, 4, 0.5)
    assert assert_hits(*words, 3, quantile=0.9).outcome == testing.assert_quantile(*words, 3, probability=0.9).outcome == "holds"
    with pytest.raises(
        AssertionError, match=r"share 0, in \[0, 0.\d+\] \(95%, whenever one looks\); a true bound fails with probability 1e-06"
    ):
        assert_hits(*words, 2, quantile=0.9)
