"""Worst laws come with certificates that rationals check; expectations over every noise are proved, broken and replayed."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from theorysim import catalogue
from theorysim.chance.atoms import VECTORS, law, number_of_atoms, numbered, of_vectors, over_law, priced
from theorysim.chance.two_atoms import atoms_of, over_two_atoms
from theorysim.chance.worst_law import refused, worst_law
from theorysim.commands.replay import _known, point
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.judge import expected
from theorysim.judge.expected import breaks, grid, judge_expected, planted_in_expected, prove_priced, settings, worst_at
from theorysim.maths import sqrt
from theorysim.model import Claim, Expected, Sided, Statement, at_most, same
from theorysim.prove.variants import substituted, variant
from theorysim.readings import exact, floats
from theorysim.readings.confirm import confirm
from theorysim.show.replay import replay

F = Fraction


def _atoms(draw, dimension, n):
    """Draw points of few digits; with them, the corners of a cross, so that some law has mean 0."""
    cross = [tuple(F(s if i == j else 0) for i in range(dimension)) for j in range(dimension) for s in (-1, 1)]
    return [*cross, *(tuple(F(draw.randint(-9, 9), 4) for _ in range(dimension)) for _ in range(n))]


@pytest.mark.parametrize("dimension", (1, 2, 3))
def test_worst_laws_of_drawn_payoffs_have_no_gap(dimension):
    draw = Random(dimension)
    for _ in range(25):
        atoms = _atoms(draw, dimension, 12)
        payoff = [F(draw.randint(-50, 50), draw.choice((1, 3, 7))) for _ in atoms]
        found = worst_law(atoms, payoff)
        assert found is not None and refused(atoms, payoff, found) == "" and found.gap == 0
        assert len(found.law) <= dimension + 1


def test_worked_out_by_hand():
    found = worst_law([(F(-1),), (F(0),), (F(2),)], [F(1), F(0), F(4)])  # -1 with 2/3, 2 with 1/3: 2/3 + 4/3
    assert found.law == {0: F(2, 3), 2: F(1, 3)} and found.value == 2 == found.level and found.price == (1,)
    assert worst_law([(F(1),), (F(2),)], [F(1), F(1)]) is None  # no law of mean 0


def _flips(number):
    """Return a number with one digit of its numerator or its denominator changed, each in every way."""
    for top in (True, False):
        digits = str(abs(number.numerator if top else number.denominator))
        for i, digit in enumerate(digits):
            for other in set("0123456789") - {digit}:
                new = int(digits[:i] + other + digits[i + 1 :])
                if top or new:
                    sign = -1 if number < 0 else 1
                    yield F(sign * new, number.denominator) if top else F(number.numerator, new)


def test_one_flipped_digit_of_the_certificate_is_refused():
    draw = Random(5)
    atoms = _atoms(draw, 2, 20)
    payoff = [F(draw.randint(-999, 999), 7) for _ in atoms]
    found = worst_law(atoms, payoff)
    flipped = [replace(found, level=x) for x in _flips(found.level)]
    flipped += [replace(found, price=(*found.price[:j], x, *found.price[j + 1 :])) for j in range(2) for x in _flips(found.price[j])]
    flipped += [replace(found, law={**found.law, i: x}) for i, p in found.law.items() for x in _flips(p)]
    flipped += [replace(found, value=x) for x in _flips(found.value)]
    assert refused(atoms, payoff, found) == "" and len(flipped) > 100
    assert all(refused(atoms, payoff, wrong) for wrong in flipped)


def test_a_law_that_pays_costs_is_refused_when_one_digit_of_its_certificate_is_changed():
    draw = Random(7)
    atoms = [(F(k),) for k in range(-9, 10)]
    costs = [(F(abs(a[0])) ** 2 - 7,) for a in atoms]
    payoff = [F(draw.randint(-999, 999), 7) for _ in atoms]
    found = worst_law(atoms, payoff, costs)
    flipped = [replace(found, level=x) for x in _flips(found.level)] + [replace(found, value=x) for x in _flips(found.value)]
    flipped += [replace(found, price=(x,)) for x in _flips(found.price[0])] + [replace(found, paid=(x,)) for x in _flips(found.paid[0])]
    flipped += [replace(found, law={**found.law, i: x}) for i, p in found.law.items() for x in _flips(p)]
    assert refused(atoms, payoff, found, costs=costs) == "" and len(found.law) == 3 and len(flipped) > 100
    assert all(refused(atoms, payoff, wrong, costs=costs) for wrong in flipped)
    assert refused(atoms, payoff, replace(found, law={0: F(1, 2), 18: F(1, 2)}), costs=costs) == "the law costs more than it may"
    assert refused(atoms, payoff, replace(found, paid=(F(-1),)), costs=costs) == "the price of a cost is negative"


# --- expectations ---------------------------------------------------------------------------------------------------


def _variance(G: Nonnegative, s: Nonnegative, r: Nonnegative):
    """|grad f + n|^2 is |grad f|^2 + |n|^2 in expectation."""
    return s * s, G * G + r * r


def _two():
    return 2


def _twice(s: Nonnegative, G: Nonnegative, tau: Nonnegative):
    return s, G + tau * tau / (2 * G)


def _price(G: Positive):
    return 1 / G


def _square(s: Nonnegative, G: Nonnegative):
    return 0, (s - G) * (s - G)


def _smaller(s: Nonnegative, G: Nonnegative, tau: Nonnegative):
    return s, G + tau * tau / (3 * G)


def _steep(G: Positive):
    return 1, G


RANGES = {"G": (1, 2**7), "tau": (0, 2**4)}
VARIANCE = Expected(same(_variance), multiplier=_two, search=RANGES)
ROOT = Expected(
    at_most(_twice, "E|g| <= |grad f| + tau^2/(2 |grad f|)"), (at_most(_steep),), None, _price, RANGES, lines=(at_most(_square),)
)


def test_what_is_true_of_every_law_is_proved_by_its_multiplier():
    for claim in (VARIANCE, ROOT):
        found = judge_expected(claim, "quick", "e")
        assert (found.outcome, found.grade, found.by) == ("holds", "proved", "algebra"), found
        assert {"enumeration", "worst law"} <= {name for name, _ in found.beside} and found.tried["certified"] > 0
        assert not prove_priced(replace(claim, multiplier=None), 4).proved  # outcome by outcome it is false
        counts = planted_in_expected(claim)
        assert counts["refuted"] > 0 and counts["missed"] == 0


def test_what_a_law_breaks_is_refuted_and_the_law_replays():
    wrong = replace(ROOT, check=at_most(_smaller))
    found = judge_expected(wrong, "quick", "s:printed")
    assert (found.outcome, found.grade) == ("refuted", "certified") and ("symbols", "refuted") in found.beside
    words = found.witness.split()[1:]
    values = point(words, _known([Claim(wrong)]))
    assert breaks(wrong, values)
    lines = list(replay(Statement("s", (Claim(wrong),)), "printed", "", values))
    assert sum("fails, exactly" in line for line in lines) == 1 and lines[-1].endswith("fails, exactly")
    biased = {**values, "p1": values["p1"] / 2}
    assert not breaks(wrong, biased)  # no law, so it shows nothing


def _reads_the_outcome(s: Nonnegative):
    return s


def test_a_multiplier_that_reads_the_outcome_is_an_error():
    with pytest.raises(ValueError, match="it reads s"):
        priced(replace(ROOT, multiplier=_reads_the_outcome))


def test_a_wrong_multiplier_proves_nothing_and_a_wrong_line_stops_the_proof():
    assert not prove_priced(replace(ROOT, multiplier=_two), 4).proved

    def line(G: Positive, s: Nonnegative):
        return s, G

    assert "line" in prove_priced(replace(ROOT, lines=(*ROOT.lines, at_most(line, "line"))), 4).open_path


def test_vacuous_hypotheses_are_undecided():
    def never(G: Nonnegative):
        return G, -1

    assert judge_expected(replace(ROOT, given=(at_most(never),)), "quick", "e").outcome == "undecided"


def test_what_no_multiplier_proves_holds_over_many_places_only(monkeypatch):
    unproved = replace(ROOT, multiplier=None, lines=())
    assert judge_expected(unproved, "quick", "e").grade == "simulated"
    monkeypatch.setattr("theorysim.judge.relation.ENOUGH", 10**6)
    few = judge_expected(unproved, "quick", "e")
    assert (few.outcome, few.by) == ("undecided", "enumeration") and "places only (at least 1000000)" in few.why


def test_a_certificate_with_a_gap_certifies_nothing(monkeypatch):
    monkeypatch.setattr(expected, "refused", lambda *_: "the gap is 1")
    assert worst_at(ROOT, {"G": F(3), "tau": F(1)}) is None


# --- laws -----------------------------------------------------------------------------------------------------------


def test_laws_of_vectors_are_unbiased_and_bounded():
    for vectors in VECTORS:
        d = len(vectors[0][1])
        assert sum(p for p, _ in vectors) == 1
        for direction in (tuple(F(i == j) for i in range(d)) for j in range(d)):
            atoms = of_vectors(vectors, direction, F(3), F(2))
            assert sum(a["p"] * a["a"] for a in atoms) == 0
            assert all(a["r"] <= 2 and abs(a["a"]) <= 3 * a["r"] for a in atoms)
    with pytest.raises(ValueError, match="mean"):
        law("1/2: 1", "1/2: 0")
    with pytest.raises(ValueError, match="sum to 3/4"):
        law("1/2: 1", "1/4: -2")


def test_expectations_over_vectors_by_hand():
    """The cross around the gradient (3, 0) with noise 4: |g| is 7, 1, 5 and 5, so E|g|^2 is 25."""
    cross = next(v for v in VECTORS if len(v) == 4)
    values = {"G": F(3), "tau": F(4), **numbered(of_vectors(cross, (F(1), F(0)), F(3), F(4)))}
    check = over_law(VARIANCE, 4).checks[0]
    assert exact.evaluate(check.body, values) == (25, 25)
    assert all(confirm(g, values) for g in over_law(VARIANCE, 4).given)


def test_two_atoms_balance_each_other():
    setting = {"G": F(3), "tau": F(2), "u1": F(1), "c1": F(1, 2), "u2": F(1, 2), "c2": F(1)}
    values = atoms_of(setting)
    assert number_of_atoms(values) == 2 and values["p1"] * values["a1"] + values["p2"] * values["a2"] == 0
    plain = replace(ROOT, multiplier=None)
    left, right = _floats(over_two_atoms(plain), setting)
    assert _floats(over_law(ROOT, 2).checks[0], values) == pytest.approx((left, right))
    assert _floats(over_two_atoms(ROOT), setting) == pytest.approx((left, right))  # the multiplier changes nothing


def _floats(sided: Sided, values):
    return floats.evaluate(sided.body, {n: float(v) for n, v in values.items()})


def test_grids_are_triangles_with_rational_sides():
    for outcome in grid(F(3), F(2)):
        assert exact.evaluate(_side, {"G": F(3), **outcome}) >= 0 and abs(outcome["a"]) <= 3 * outcome["r"]


def _side(G: Nonnegative, r: Nonnegative, a: Real):
    return sqrt(G * G + 2 * a + r * r)


def test_settings_meet_the_hypotheses():
    found = list(settings(ROOT, 5))
    assert len(found) == 5 and all(s["G"] >= 1 and 0 <= s["tau"] <= 16 for s in found)


def _outer(x: Real, y: Positive):
    return x * y


def _inner(y: Positive, z: Positive):
    return y + z


def test_bodies_stand_for_parameters():
    body = substituted(_outer, x=_inner)
    assert body(2, 3) == 10 == body(y=2, z=3) and exact.evaluate(body, {"y": F(2), "z": F(3)}) == 10
    assert variant(body, lambda *_: (0, 0)) is not body


# --- the statements -------------------------------------------------------------------------------------------------


def test_lemma_3_7_2_needs_a_step_of_at_most_one():
    """As T >= 1 makes it: with eta = 8, gradient 1 and noise -1 or 1 it fails for (3.11) as printed, not for the step as it is used."""
    claim = catalogue.load("statements", "lemma-3.7.2").claims[0]
    values = {"G": F(1), "tau": F(1), "L1": F(1, 1024), "eta": F(8), "T": F(1)}
    values |= {"p1": F(1, 2), "r1": F(1), "a1": F(-1), "p2": F(1, 2), "r2": F(1), "a2": F(1)}
    free = [replace(what, given=what.given[:1], lines=()) for what in (claim.what, *claim.second)]
    assert [breaks(what, values) for what in free] == [True, False]
    assert not breaks(claim.what, values)


def test_the_gradient_leaves_the_sublevel_set_in_3_7_5():
    """With M the bound on the sublevel set of x_0, the repaired line fails at x_1, without noise: L0 = 10, L1 = 1/1000, x_0 = 1, T = 4."""
    line = next(c.what for c in catalogue.load("statements", "proof-3.7.5-descent").claims if c.part == "line")
    x1 = 1 - F(10, 2)
    values = {"G": abs(10 * x1), "M": F(10), "L0": F(10), "L1": F(1, 1000), "tau": F(0), "R": F(2), "p1": F(1), "r1": F(0), "a1": F(0)}
    assert not breaks(line, values)  # the hypothesis G <= M does not hold
    f = lambda x: 5 * x * x  # noqa: E731
    x2 = x1 - F(1, 2) * 10 * x1
    last = (5 * 10 + 4 * F(1, 1000) * 10) * 10**2 / (2 * 4)
    assert f(x2) > f(x1) - F(1, 2) * (10 * x1) ** 2 + last
