"""Two coins: the numbers of the best rule are exact, what holds of any two coins does, and what is false is refused."""

from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from flint import arb

from theorysim.chance.coins import told_apart
from theorysim.domains import PositiveCount, Probability
from theorysim.judge.coins import facts, holds_at, judge_coins
from theorysim.letters import letter, letters
from theorysim.model import Coins, doubt, success
from theorysim.prove.certificates import Open, certificate, refutation
from theorysim.readings.balls import precision
from theorysim.verify.certificate import claims_of, verify
from theorysim.verify.coins import best
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Refused

p, q = letters("p q", Probability)
k = letter("k", PositiveCount)
HALF = {"p": (1e-6, 0.25), "k": (1, 1000)}
SPREAD = [(Fraction(1, 4), Fraction(1, 8), 1), (Fraction(1, 3), Fraction(1, 2), 7), (Fraction(9, 10), Fraction(1, 10), 4)]
SPREAD += [(Fraction(1, 4), Fraction(1, 4), 5), (Fraction(1, 1000), Fraction(1, 2000), 60)]


def exactly(p, q, n):
    laws = [[comb(n, s) * c**s * (1 - c) ** (n - s) for s in range(n + 1)] for c in (p, q)]
    return sum(map(max, *laws)) / 2, sum(P * Q / (P + Q) for P, Q in zip(*laws, strict=True)) / 2


@pytest.mark.parametrize(("p", "q", "n"), SPREAD)
@pytest.mark.parametrize("told", [told_apart, best], ids=["of the judge", "of the checker"])
def test_the_best_rule_is_exact(told, p, q, n):
    for came, expected in zip(told(*(arb(c.numerator) / c.denominator for c in (p, q)), n), exactly(p, q, n), strict=True):
        assert came.contains(arb(expected.numerator) / expected.denominator) and came.rad() < 1e-9


def test_many_tosses_cost_no_more_than_they_tell():
    with precision(128):
        seldom, never = told_apart(arb(10) ** -9, arb(10) ** -9 / 2, 10**9), told_apart(arb("0.2"), arb("0.1"), 10**6)
        assert seldom[0].rad() < 1e-20 and 0.6193 < seldom[0] < 0.6194  # of two Poisson laws, nearly
        assert never[0].rad() < 0.3  # not counted out


@pytest.mark.parametrize(("a", "b", "n"), SPREAD)
def test_what_is_known_of_any_two_coins_holds(a, b, n):
    claim = Coins((success <= 1,), (p, q), k)
    for fact in facts(claim):
        assert holds_at(claim, fact, {"p": a, "q": b, "k": Fraction(n)})[0] is not False


@pytest.mark.parametrize("check", [success <= 1 / 2 + k * p / 8, doubt >= 1 / 4, success <= 3 / 4, 2 * doubt <= 1 - success])
def test_a_false_claim_is_refuted_at_a_point(check):
    assert judge_coins(Coins((check,), (p, p / 2), k, search=HALF), "quick", "own").outcome == "refuted"


def test_a_true_claim_is_proved_and_one_that_nothing_proves_is_certified():
    proved = judge_coins(Coins((success <= 1 / 2 + k * p / 4,), (p, p / 2), k, search=HALF), "quick", "own")
    tried = judge_coins(Coins((success <= 1 / 2 + k * p / 4, success < 1), (p, p / 2), k, (k <= 10,), HALF), "quick", "own")
    assert (proved.grade, proved.beside) == ("proved", (("exact laws", "holds"),))
    assert tried.outcome == "holds" and tried.grade == "certified" and tried.scope.startswith("on ")


OWN = """
from theorysim.domains import PositiveCount, Probability
from theorysim.letters import letter
from theorysim.model import Claim, Coins, Statement, doubt, success

p, k = letter("p", Probability), letter("k", PositiveCount)
statement = Statement("own", Claim(Coins(({check},), (p, p / 2), k, search={{"p": (1e-6, 1 / 4), "k": (1, 100)}})))
"""


def told(path: Path, check: str, made=None):
    """Return what the checker says of a file that claims so, with a certificate of its own or another one."""
    path.write_text(OWN.format(check=check), encoding="utf-8")
    if made is None:
        ((_, _, _, claim),) = claims_of(Reader(), path)
        made = certificate(Reader(), claim)
    ((said),) = verify(Reader(), path, {"printed||0": made})
    return said.outcome, made


def test_a_certificate_is_accepted_for_what_it_is_about_and_refused_for_a_neighbour(tmp_path):
    path = tmp_path / "own.py"
    accepted, sums = told(path, "success <= 1 / 2 + k * p / 4")
    at_points, points = told(path, "success < 1")
    assert (accepted, at_points) == ("accepted", "accepted") and "points" in points and "points" not in sums
    assert told(path, "success <= 1 / 2 + k * p / 5", sums)[0] == "refused"
    assert told(path, "success <= 33 / 64", points)[0] == "refused"
    assert told(path, "success < 1", {"proofs": {}, "points": {"0": []}})[0] == "refused"
    assert told(path, "success < 1", {"proofs": {}, "points": {"0": [{"p": "2", "k": "1"}]}})[0] == "refused"
    assert told(path, "success < 1", {"proofs": {}, "points": {"0": [{"p": "1/8", "k": "1/2"}]}})[0] == "refused"


def test_a_point_refutes_what_fails_there_and_nothing_else(tmp_path):
    path = tmp_path / "own.py"
    path.write_text(OWN.format(check="success <= 33 / 64"), encoding="utf-8")
    ((_, _, _, claim),) = claims_of(Reader(), path)
    made = refutation(Reader(), claim, {"p": "1/4", "k": "1"})
    assert told(path, "success <= 33 / 64", made)[0] == "accepted"
    assert told(path, "success <= 1", made)[0] == "refused"


NO_COINS = """
from theorysim.domains import Positive, PositiveCount, Probability
from theorysim.letters import letter
from theorysim.model import Claim, Coins, Statement, success

p, x, k = letter("p", Probability), letter("x", Positive), letter("k", PositiveCount)
statement = Statement("own", Claim(Coins(({check},), ({chance}, p / 2), {tosses}, search={{"p": (1e-3, 1 / 4), "x": (1, 3), "k": (1, 9)}})))
"""


@pytest.mark.parametrize(
    ("check", "chance", "tosses"),
    [
        ("success <= 1 / 4", "p", "-k"),
        ("success <= 1 / 2", "p", "0 * k"),
        ("success <= 1 / 2 + k * p / 8", "p", "k / 2"),
        ("success <= 1 / 2 + x * p / 4", "p", "x"),
        ("success <= 1 / 2 + k * x / 2 + k * p / 4", "x", "k"),
    ],
)
def test_of_what_are_no_two_coins_and_no_tosses_nothing_is_accepted(tmp_path, check, chance, tosses):
    path = tmp_path / "own.py"
    path.write_text(NO_COINS.format(check=check, chance=chance, tosses=tosses), encoding="utf-8")
    ((_, _, _, claim),) = claims_of(Reader(), path)
    with pytest.raises((Refused, Open)):
        certificate(Reader(), claim)


@pytest.mark.parametrize("tosses", [-k, 0 * k, k / 2])
def test_a_number_of_tosses_that_is_none_is_a_usage_error(tosses):
    with pytest.raises(ValueError, match="whole, and at least 1"):
        judge_coins(Coins((success <= 1,), (p, p / 2), tosses, search=HALF), "quick", "own")
