"""A run held against a claim: its line names the claim and every constant, and replays with the bound and the verdict."""

import json
import math
import shlex
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path

import pytest

from theorysim import catalogue
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.commands.run import simulate, simulate_many
from theorysim.domains import Positive
from theorysim.judge.held import of_bound
from theorysim.judge.relation import worst_of
from theorysim.letters import letters
from theorysim.memory import verdicts
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.sgd import sgd
from theorysim.model import Evidence, Setting, count
from theorysim.prove.certificates import Open, refutation
from theorysim.results import Run
from theorysim.settings import parsed
from theorysim.statements.chapter3.theorem_3_4_5 import statement
from theorysim.trials.beyond_floats import constants_of, read_in
from theorysim.trials.written import as_certificate, constants, number, word
from theorysim.verify.certificate import claims_of
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Refused

CYCLE = "stochastic_clipped exponential -p method.eta=0.001953125 -p method.tau=0.25 -p method.threshold=2 -p objective.L1=16"
CYCLE += " --start=-0.5 --epsilon 900 --steps 251 --claim theorem-3.4.4:printed -p statement.L0=16 -p statement.L1=16 -p statement.tau=0.25"
SLOPE = "gradient_descent slow -p method.eta=0.24242424242424243 -p objective.epsilon=4 --start=1 --epsilon 7.7 --steps 2"
SLOPE += (
    " --claim theorem-3.4.5:printed -p statement.f_star=0 -p statement.L0=12 -p statement.L1=0.5 -p statement.M=8 -p statement.tau=0.25"
)
F, L, L0, epsilon = letters("F L L0 epsilon", Positive)
BOUND = statement.claims[0].what
SETTING = Setting("gradient_descent", "slow", (("method.eta", 8 / 33), ("objective.epsilon", 4.0)), (1.0,), epsilon=7.7, steps=2)
STATED = {"L0": Fraction(12), "L1": Fraction(1, 2), "M": Fraction(8), "tau": Fraction(1, 4)}
RAW = {"objective.epsilon": 4.0, "start": 1.0, "epsilon": 7.7, "L1": 0.5, "tau": 0.25}


def replayed(capsys, line, code=0):
    assert main(["replay", *shlex.split(line)]) == code
    return capsys.readouterr()


def held(stated=STATED, setting=SETTING, bound=BOUND):
    return of_bound(bound, setting, parsed(setting).what, stated, None)


@pytest.mark.parametrize(
    "line, bound, where", [(CYCLE, 250.33, "F = 68.5083, L0 = 16, L1 = 16"), (SLOPE, 1.47292, "F = 5, L0 = 12, L1 = 0.5")]
)
def test_the_line_of_a_run_that_refutes_replays_with_its_bound_its_constants_and_the_verdict(line, bound, where, capsys):
    found = replayed(capsys, line).out
    assert f"\nbound: {bound}, where {where}" in found and f"\nverdict: exceeded: T >= {int(bound) + 1}, in balls\n" in found
    assert found.splitlines()[-1].endswith(line.partition("--claim")[2])
    said = json.loads(replayed(capsys, f"{line} --json").out)
    assert said["T"] is None and said["claim"]["verdict"] == "exceeded" and said["claim"]["bound"] == pytest.approx(bound, rel=1e-5)
    assert said["claim"]["says"].startswith("T <= ")


def descent(c):
    """Return the bound c L F/epsilon^2 on the steps of gradient descent; 2 is its true constant."""
    return count(gradient_descent, over=(lower_bounded, smooth), eta=1 / L) <= c * L * F / epsilon**2


@pytest.mark.parametrize(
    "c, smoothness, eta, allowed, verdict, why",
    [
        (2, 1, 1, 28, "kept", "it arrives by step 4"),
        (Fraction(1, 4), 1, 1, 3.5, "exceeded", "T >= 4, in balls"),
        (Fraction(1, 4), 2, 1 / 2, 7, "kept", "it arrives by step 7"),  # a weaker class, as it is stated
        (Fraction(1, 4), None, 1, 3.5, "exceeded", "T >= 4, in balls"),  # what the function needs
        (2, 1, 1 / 2, 28, "undecided", "no run of the claim: eta is 0.5, and 1 in the claim"),
        (2, Fraction(1, 2), 2, None, "undecided", "no run of the claim: L = 0.5 is not what the objective has: 1"),
    ],
)
def test_another_bound_or_another_constant_gives_another_verdict(c, smoothness, eta, allowed, verdict, why):
    setting = Setting("gradient_descent", "huber", (("method.eta", eta), ("objective.delta", 1.0)), (4.0,), epsilon=0.5, steps=20)
    what = parsed(setting)
    stated = {} if smoothness is None else {"L": Fraction(smoothness)}
    found = descent(c).held(setting, what.what, stated, simulate(what).T)
    assert (found.verdict, found.why) == (verdict, why) and (allowed is None or found.allowed == allowed)


def test_a_function_outside_the_class_and_a_run_that_is_too_short_decide_nothing():
    setting = Setting("gradient_descent", "terraces", (("method.eta", 1.0),), (4.0,), epsilon=0.5, steps=20)
    concave = replace(descent(2), classes=(lower_bounded, smooth, convex))
    assert "no proof was found that terraces lies in the class" in concave.held(setting, parsed(setting).what, {}, 3).why
    short = replace(setting, objective="huber", steps=2)
    assert descent(2).held(short, parsed(short).what, {}, None).why == "it makes 2 steps, too few to tell"


@pytest.mark.parametrize(
    "line, why",
    [
        (SLOPE.replace("L0=12", "L0=11"), "no run of the claim: L0 = 11 is not what the objective has: 12"),
        (SLOPE.replace("M=8", "M=9"), "no run of the claim: M = 9 is not what the objective has: 8"),  # a supremum, which is what it is
        (SLOPE.replace("eta=0.24", "eta=0.25"), "no run of the claim: eta is 0.252424, and 0.242424 in the claim"),
        (SLOPE.replace("-p statement.tau=0.25", ""), "-p statement.tau=VALUE is missing"),
        (SLOPE.replace("tau=0.25", "tau=1000000"), "no run of the claim: eta is"),
    ],
)
def test_what_is_no_run_of_the_claim_decides_nothing(line, why, capsys):
    found = replayed(capsys, line).out
    assert f"\nverdict: not decided: {why}" in found


@pytest.mark.parametrize(
    "words, why",
    [
        (SLOPE.replace("--claim theorem-3.4.5:printed", ""), "goes with --claim"),
        (SLOPE.replace("3.4.5:printed", "3.4.5:repaired:no"), "has no claim repaired:no"),
        (SLOPE.replace("theorem-3.4.5", "lemma-3.7.1"), "says nothing of runs of gradient_descent"),
        (SLOPE.replace("L0=12", "L0=twelve"), "-p statement.L0 is 'twelve'; it must be a number or a rational"),
        (SLOPE.replace("L0=12", "L0=1/0"), "-p statement.L0 is '1/0'; it must be a number or a rational"),
        (SLOPE.replace("statement.tau", "statement.sigma"), "theorem-3.4.5:printed: the claim takes no sigma; it takes "),
    ],
)
def test_a_line_that_makes_no_sense_is_one_line(words, why, capsys):
    assert why in replayed(capsys, words, 2).err


HUBER = Setting("gradient_descent", "huber", (("method.eta", 1.0), ("objective.delta", 1.0)), (4.0,), epsilon=0.5, steps=40)
NOISY = CYCLE + " --oracle bounded -p oracle.tau=0.25"


def with_own(setting, **more):
    return replace(setting, parameters=(*setting.parameters, *more.pop("own").items()), **more)


@pytest.mark.parametrize("c", [2, Fraction(1, 4)])  # a true claim, and one that the run of its own method exceeds
@pytest.mark.parametrize(
    "method, setting, why",
    [
        (sgd, with_own(HUBER, method="sgd", own={"method.decay": 1.0}), "no run of the claim: decay is 1, and 0 in the claim"),
        (
            gradient_descent,
            with_own(HUBER, oracle="bounded", own={"oracle.tau": 9.0}),
            "no run of the claim: it is about the true gradient",
        ),
        (gradient_descent, replace(HUBER, epsilon=0.0), "the bound is no finite number"),
        (gradient_descent, replace(HUBER, epsilon=1e-300), "the bound is no finite number"),
        (gradient_descent, replace(HUBER, epsilon=math.inf), "no run of the claim: cannot convert Infinity"),
        (gradient_descent, replace(HUBER, start=(math.inf,)), "no run of the claim: cannot convert Infinity"),
    ],
)
def test_what_a_claim_says_nothing_of_is_neither_kept_nor_exceeded(c, method, setting, why):
    what = parsed(setting)
    several = [None] if what.what.oracle is None else [None, simulate_many(what, 30)]
    claim = count(method, over=(lower_bounded, smooth), eta=1 / L) <= c * L * F / epsilon**2
    for many in several:
        found = claim.held(setting, what.what, {}, simulate(what).T, many)
        assert found.verdict == "undecided" and found.why.startswith(why), found


def test_a_whole_number_of_which_nothing_is_proved_and_a_function_on_an_interval_decide_nothing():
    """x^3 has no least value, whatever is declared of x^4; a class is one of functions on the whole line."""
    bound = count(gradient_descent, over=(lower_bounded, l0_l1_smooth), eta=1 / (4 * L0)) <= 1000 * L0 * F / epsilon**2
    setting = Setting("gradient_descent", "power", (("method.eta", 1 / 12), ("objective.p", 3.0)), (-4.0,), epsilon=0.5, steps=9)
    cubic = bound.held(setting, parsed(setting).what, {"L1": Fraction(1), "L0": Fraction(3)}, None)
    assert cubic.verdict == "undecided" and "p is none of 2, 4, 6, 8" in cubic.why
    setting = Setting("gradient_descent", "parabola_on_interval", (("method.eta", 1.0),), (1.0,), epsilon=0.01, steps=20)
    assert "is not defined everywhere" in descent(2).held(setting, parsed(setting).what, {}, None).why


@pytest.mark.parametrize("change", ["tau=1000000", "tau=0.5"])
def test_a_noise_outside_the_class_decides_nothing(change, capsys):
    found = replayed(capsys, f"{NOISY.replace('oracle.tau=0.25', 'oracle.' + change)} --runs 30").out
    assert "\nverdict: not decided: no proof was found that the noise of bounded lies in the class" in found


@pytest.mark.parametrize("runs, verdict", [(2, "not decided: 0 of 2 runs"), (19, "not decided: 0 of 19"), (20, "exceeded: 0 of 20 runs")])
@pytest.mark.parametrize("asked", ["", "--quantile 0.01"])
def test_few_runs_are_chance_and_the_share_is_the_claims(runs, verdict, asked, capsys):
    assert f"\nverdict: {verdict}" in replayed(capsys, f"{NOISY} --runs {runs} {asked}").out


def test_a_noise_of_less_than_nothing_is_none(capsys):
    wrong = SLOPE.replace("tau=0.25", "tau=-0.25").replace("eta=0.24242424242424243", "eta=0.25806451612903225")
    assert "\nverdict: not decided: no run of the claim: a constant lies outside its domain" in replayed(capsys, wrong).out


def test_a_run_of_which_two_parts_speak_names_one(capsys):
    line = (
        "normalized_gradient_descent slow -p method.eta_n=1 -p method.beta=1 --start=1 --epsilon 1 --steps 2 --claim text-3.3.1-ngd-rates"
    )
    assert "name a part, section 3.4.1 or section 3.4.2" in replayed(capsys, line, 2).err


@pytest.mark.parametrize("x", [Fraction(1, 3), Fraction(0.1), Fraction(16), Fraction(-5, 2), Fraction(10) ** 400, Fraction(5e-324)])
def test_a_number_reads_back_as_it_is(x):
    assert number(word(x)) == x


def test_constants_are_exact_and_what_is_not_rational_is_no_stronger():
    assert constants(BOUND, parsed(SETTING).what.objective, RAW) == {"f_star": "0", "L0": "12", "L1": "0.5", "M": "8", "tau": "0.25"}
    thirds = constants(BOUND, parsed(SETTING).what.objective, RAW | {"objective.epsilon": 0.1})
    assert number(thirds["L0"]) == 3 * Fraction(0.1)
    steep = catalogue.load("objectives", "exponential")
    raw = {"objective.L1": 16.0, "start": -0.7, "epsilon": 1.0, "tau": 0.25, "more L0": 1.1}
    written = constants(BOUND, steep, raw)
    exactly = constants_of(BOUND, steep, {n: Fraction(x) for n, x in raw.items()}, read_in(256))
    assert "/" not in written["M"] and (exactly["M"] <= number(written["M"])).known
    assert float(number(written["M"])) == pytest.approx(float(exactly["M"].arb.mid()), rel=1e-15)


def printed(reader):
    """Return the printed bound as the checker reads it."""
    path = Path(catalogue.source("statements", "theorem-3.4.5")[0])
    return next(what for reading, _, route, what in claims_of(reader, path, "statement") if (reading, route) == ("printed", 0))


def test_a_certificate_takes_the_numbers_of_the_run_and_fails_with_others():
    bound = printed(reader := Reader())
    run = Run("theorem-3.4.5:printed", "", SETTING, constants(BOUND, parsed(SETTING).what.objective, RAW), held().allowed)
    said = as_certificate(run)
    assert said == {
        "objective": "slow",
        "own": {"epsilon": "4"},
        "start": "1",
        "constants": {"f_star": "0", "L0": "12", "L1": "1/2", "M": "8", "tau": "1/4", "epsilon": str(Fraction(7.7))},
        "steps": 2,
    }
    assert refutation(reader, bound, said)["refutes"]["run"]["steps"] == 2
    with pytest.raises(Refused):
        refutation(reader, bound, {**said, "steps": 1})
    assert as_certificate(replace(run, setting=replace(SETTING, oracle="bounded"))) == {}


def test_six_digits_of_a_constant_are_too_few_and_all_of_them_are_written():
    bound = printed(reader := Reader())
    raw = RAW | {"objective.epsilon": 4.7, "epsilon": 9.0}  # the float is above 47/10, and so is L0 above 141/10
    setting = replace(SETTING, parameters=(("objective.epsilon", 4.7),), epsilon=9.0)
    run = Run("", "", setting, constants(BOUND, parsed(setting).what.objective, raw), 1.27)
    said = as_certificate(run)
    assert Fraction(said["constants"]["L0"]) == 3 * Fraction(4.7) > Fraction(141, 10)
    assert refutation(reader, bound, said)["refutes"]["run"]["steps"] == 2
    with pytest.raises((Open, Refused)):
        refutation(reader, bound, {**said, "constants": {**said["constants"], "L0": "141/10"}})


def test_the_run_beside_a_witness_is_its_own_where_parts_are_joined():
    runs = [Run("", "", replace(SETTING, steps=steps), {}, 1.0) for steps in (2, 3)]
    parts = [Evidence("r", "holds", "simulated", ratio, None, run.line(), run=run) for ratio, run in zip((0.1, 0.9), runs, strict=True)]
    assert worst_of(parts).witness == worst_of(parts).run.line() == runs[1].line()


def test_evidence_of_a_run_is_kept_as_it_is():
    run = Run("a:printed", "T <= 1", SETTING, {"L0": "1/3"}, 1.5)
    found = Evidence("never_exceeds", "refuted", "certified", witness=run.line(), run=run)
    assert verdicts._evidence(json.loads(json.dumps(asdict(found)))) == found
