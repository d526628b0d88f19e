"""Expectations over every noise with a bounded moment: proved by prices, broken by laws; powers with a letter as exponent."""

from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pytest

from theorysim.chance.atoms import number_of_atoms, over_law
from theorysim.domains import Nonnegative, Positive, TailIndex
from theorysim.judge.expected import breaks, judge_expected, settings, worst_at
from theorysim.judge.priced import prove_priced
from theorysim.letters import letter, letters, number
from theorysim.maths import maximum, minimum
from theorysim.prove.algebra import prove
from theorysim.readings import exact
from theorysim.statements.chapter4 import lemma_4_7_1
from theorysim.statements.chapter4.lemma_4_7_1 import share
from theorysim.statements.chapter4.notation import beta
from theorysim.statements.chapter4.parts.clipping import ONE, bias, size, under_gradient, under_noise
from theorysim.verify.balls import Balls, decided
from theorysim.verify.certificate import claims_of
from theorysim.verify.law import broken
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Node, Refused

alpha = letter("alpha", TailIndex)
s = letter("s", Nonnegative)
tau, G, y = letters("tau G y", Positive)
CLIPPED, BIAS, SHARPEST = (claim.what for claim in lemma_4_7_1.statement.claims if claim.reading != "printed")


def scaled(claim, top, bottom):
    left, right = claim.check.tree.parts
    return replace(claim, check=left * top <= right * bottom)


@pytest.mark.parametrize(
    "relation",
    (
        minimum(s, tau) ** 2 <= tau ** (2 - alpha) * s**alpha,
        maximum(s - tau, 0) <= tau ** (1 - alpha) * s**alpha,
        (2 * tau) ** (2 - alpha) <= 2 * tau ** (2 - alpha),
        1 + alpha * (y - 1) <= y**alpha,
    ),
)
def test_powers_with_a_letter_as_exponent_are_proved_and_a_hair_more_is_not(relation):
    assert prove(relation).proved
    left, right = relation.tree.parts
    assert not prove(left * 101 <= right * 100, levels=4).proved or left.head == "+"  # Bernoulli's left side may be negative


def test_an_exponent_beyond_the_next_whole_number_is_not_read():
    wide = letter("n", Positive)
    assert not prove(tau**wide <= 2 * tau**wide).proved


@pytest.mark.parametrize("claim", (CLIPPED, BIAS))
def test_prices_prove_lemmas_and_without_them_nothing_is_proved(claim):
    assert prove_priced(claim).proved
    free = replace(claim, moments=tuple(replace(m, price=None) for m in claim.moments))
    assert not prove_priced(free, 2).proved


def test_a_negative_price_proves_nothing():
    wrong = under_gradient(-(s**alpha) <= -(G**alpha), price=number(-1))
    assert not prove_priced(wrong).proved and judge_expected(wrong, "quick", "e").outcome == "refuted"


@pytest.mark.parametrize("claim", (CLIPPED, SHARPEST))
def test_a_constant_that_is_sharp_is_refuted_one_percent_below(claim):
    found = judge_expected(scaled(claim, 101, 100), "quick", "e", doubting=False)
    assert (found.outcome, found.grade) == ("refuted", "certified")


H = 100 * G / 101  # what a claim takes for G, where the class has 1 % more
LARGER = under_gradient(size**2 <= H**alpha * tau ** (2 - alpha)), under_gradient(bias <= share * H**alpha * tau**-beta)


@pytest.mark.parametrize("claim", LARGER)
def test_a_class_one_percent_larger_refutes_what_is_sharp(claim):
    assert judge_expected(claim, "quick", "e", doubting=False).outcome == "refuted"


def law_of(excess):
    """g is 2 or -2, so E|g|^alpha is 2^alpha: the bound is 2, a hair less where the moment is to exceed it."""
    atoms = {"p1": F(1, 2), "r1": F(2), "a1": F(0), "p2": F(1, 2), "r2": F(2), "a2": F(0)}
    return {"grad": F(0), "tau": F(2), "alpha": F(2), "G": F(2) / excess, **atoms}


def test_a_moment_that_exceeds_its_bound_by_a_millionth_is_no_law_of_the_class():
    wrong = scaled(CLIPPED, 3, 2)
    assert breaks(wrong, law_of(F(1)))
    assert not breaks(wrong, law_of(F(10**6 + 1, 10**6)))
    relation = over_law(wrong, number_of_atoms(law_of(F(1))))
    assert "the moment of the noise is bounded" in [g.says for g in relation.given]


def test_worst_laws_at_settings_are_exact():
    certified = [w for setting in settings(CLIPPED, 12) if (w := worst_at(CLIPPED, setting)) is not None]
    assert len(certified) >= 3 and all(w.level <= 0 for w in certified)
    assert any(w.ratio is not None and w.ratio > F(9, 10) for w in certified)


def test_a_bias_is_judged_along_every_direction():
    """Noise-free, a gradient longer than tau has a bias in one direction alone: of -u and u one breaks the claim."""
    wrong = under_noise(bias <= G, bound=G, along=ONE)
    point = {"tau": F(1), "alpha": F(2), "G": F(1), "p1": F(1), "w1": F(0)}
    assert breaks(wrong, {**point, "c": F(-3)}) and not breaks(wrong, {**point, "c": F(3)})


def test_powers_of_rationals_are_exact_where_they_are_rational():
    def power(x, n):
        return exact.evaluate((tau**alpha <= 0).body, {"tau": x, "alpha": n})[0]

    assert power(F(4, 9), F(3, 2)) == F(8, 27) and power(F(8), F(4, 3)) == 16
    with pytest.raises(exact.NotRational):
        power(F(2), F(3, 2))


def test_the_checker_takes_real_powers_of_positive_numbers_only():
    def below(x, n, bound):
        tree = Node("<", (Node("power", (Node(F(x)), Node(F(n)))), Node(F(bound))))
        return decided(lambda: Balls({}).holds(tree))

    assert below(2, F(4, 3), F(252, 100)) is True and below(2, F(4, 3), F(251, 100)) is False
    assert below(0, F(4, 3), F(1, 10**9)) is True
    with pytest.raises(Refused):
        below(-1, F(4, 3), 1)


CHECKED = {"setting": {"grad": "1", "alpha": "2", "G": "1/2", "tau": "1"}}
FORGED = (
    ({"r": "500001/1000000"}, {}, "the moment is bounded"),
    ({"p": "1/3"}, {}, "no law of an unbiased noise"),
    ({"a": "1/3"}, {}, "no law of an unbiased noise"),
    ({"r": "1/4"}, {}, "an outcome that no noise has"),
    ({}, {"G": "9"}, "the claim fails"),
)


@pytest.fixture(scope="module")
def printed():
    reader = Reader()
    claims = claims_of(reader, Path(lemma_4_7_1.__file__), "statement")
    return reader, next(what for reading, part, _, what in claims if (reading, part) == ("printed", "variance"))


@pytest.mark.parametrize("atom, setting, why", FORGED)
def test_the_checker_takes_a_law_and_no_other_one(printed, atom, setting, why):
    atoms = [{"p": "1/2", "r": "1/2", "a": "1/2", "s": "9"}, {"p": "1/2", "r": "1/2", "a": "-1/2"}]  # what it says of s is not asked
    assert "2 outcomes" in broken(*printed, (), {**CHECKED, "atoms": atoms})
    with pytest.raises(Refused, match=why):
        broken(*printed, (), {"setting": CHECKED["setting"] | setting, "atoms": [atoms[0] | atom, atoms[1]]})
