"""Claims: formulas where bodies are asked for, numbers that stand left of <=, a kind of claim of one's own."""

from dataclasses import dataclass

import pytest

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.smooth import smooth
from theorysim.claims.numbers import after, count, quantile, through
from theorysim.claims.what import What
from theorysim.domains import Positive
from theorysim.judge.verdict import judge
from theorysim.laws.every import complaints
from theorysim.letters import letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Claim, Cover, Evidence, Known, Order, Piece, Quantity, Relation, Statement, at_most, lines
from theorysim.oracles.exact import exact
from theorysim.quantities.gap import gap
from theorysim.readings.floats import evaluate
from theorysim.readings.read import Unreadable
from theorysim.show.claims import relation_in_one_line, said

F, L, epsilon, a, b = letters("F L epsilon a b", Positive)
steps = count(gradient_descent, over=(smooth,), eta=1 / L)


def test_a_claim_takes_formulas_where_it_asks_for_bodies():
    bound = Bound(gradient_descent, 2 * L * F / epsilon**2, (smooth,), {"eta": 1 / L}, oracles=((exact, {"share": 1 / L}),))
    assert evaluate(bound.bound, {"L": 3, "F": 1, "epsilon": 0.5}) == 24
    assert evaluate(bound.method_constants["eta"], {"L": 4}) == 0.25 and evaluate(bound.oracles[0][1]["share"], {"L": 2}) == 0.5
    assert evaluate(Order(L * F, "O").size, {"L": 2, "F": 3}) == 6 and evaluate(Known(L / 2, ()).body, {"L": 1}) == 0.5
    assert evaluate(Bound(gradient_descent, F, (), {"eta": 1}).method_constants["eta"], {}) == 1
    with pytest.raises(TypeError, match="is a relation, where a formula is asked for"):
        Bound(gradient_descent, F, (), {"eta": 1, "theta": F <= L})


@pytest.mark.parametrize("made", [steps <= 2 * L * F / epsilon**2, 2 * L * F / epsilon**2 >= steps])
def test_a_count_compared_with_a_formula_is_a_bound(made):
    assert isinstance(made, Bound) and made.method is gradient_descent and made.classes == (smooth,) and not made.random
    assert evaluate(made.bound, {"L": 3, "F": 1, "epsilon": 0.5}) == 24 and evaluate(made.method_constants["eta"], {"L": 4}) == 0.25
    assert (steps <= 7).bound() == 7


def test_noise_and_quantiles():
    noisy = quantile(through(bounded_noise, steps), 0.9) <= F
    assert noisy.random and noisy.noise is bounded_noise and noisy.quantile == 0.9
    assert (through(exact, steps, sigma=F) <= F).oracles[0][0] is exact
    with pytest.raises(ValueError, match="without noise every run takes the same steps"):
        quantile(steps, 0.5)
    with pytest.raises(ValueError, match="a share in"):
        quantile(through(bounded_noise, steps), 1)
    with pytest.raises(TypeError, match="tau is given for nothing"):
        through(bounded_noise, steps, tau=F)
    with pytest.raises(TypeError, match="neither true nor false"):
        assert steps
    with pytest.raises(TypeError, match="a lower bound is a Cover"):
        assert steps >= F  # a lower bound is no claim about a count of one method
    with pytest.raises(TypeError, match=r"write count\(...\) <= formula"):
        assert steps == F


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        (lambda: Claim(a <= b), r"a claim is of Relation\(\(a <= b,\)\)"),
        (lambda: Claim(steps), "not of a Count"),
        (lambda: Statement("own", Relation((a <= b,))), "a statement is of claims, not of a Relation"),
        (lambda: Relation(a <= b), r"checks of a Relation is a tuple of relations, \(a <= b,\)"),
        (lambda: Relation((a <= b,), given=(True,)), "given of a Relation is a tuple of relations"),
        (lambda: count("gradient_descent", over=(smooth,)), "takes the record of a method"),
        (lambda: count(gradient_descent, over=smooth), r"a tuple of classes of functions, over=\(smooth,\)"),
        (lambda: after(gradient_descent, gap, over=(smooth,)), "takes"),
    ],
)
def test_what_is_no_claim_is_refused_where_it_is_written(wrong, match):
    with pytest.raises(TypeError, match=match):
        wrong()


def test_the_lines_of_a_proof():
    first, second, third = a <= b, b <= L, a <= L
    made = lines({"a": (1.0, 2.0)}, (first,), (third, first, second))
    assert [(r.checks, r.given) for r in made] == [((first,), ()), ((third,), (first, second))] and made[1].search == {"a": (1.0, 2.0)}


def test_a_relation_is_printed_from_its_body_whatever_the_words_beside_it_say():
    def by_hand(a: Positive, b: Positive):
        return a, a + b

    assert relation_in_one_line(a <= a + b) == "a <= a + b"
    assert relation_in_one_line((a <= a + b).in_words("b <= a")) == "a <= a + b"  # another formula: it is not what is judged
    assert relation_in_one_line(at_most(by_hand, "b <= a")) == "a <= a + b"
    assert relation_in_one_line(at_most(by_hand, "it only grows")) == "a <= a + b (it only grows)"


@dataclass(frozen=True, eq=False)
class Even(What):
    """A kind of one's own: a number is even."""

    number: int

    def judge(self, effort, label, objectives, oracles):
        return Evidence("division", "holds" if self.number % 2 == 0 else "refuted", "proved", why=f"{self.number} was divided by 2")

    def said(self, printer):
        return [], [f"{self.number} is even"]


class Held:
    def __init__(self, body):
        self.body = body


HELD = Held(lambda a: a)


def test_what_no_judge_reads_yet_is_undecided_and_says_so_and_breaks_no_law():
    def through_an_object(a: Positive):
        return HELD.body(a), a + 1

    @dataclass(frozen=True, eq=False)
    class Later(Even):
        def judge(self, effort, label, objectives, oracles):
            raise Unreadable("a claim about time averages")

    for what, why in ((Later(2), "a claim about time averages"), (Relation((at_most(through_an_object),)), "reaches HELD")):
        own = Statement("own", (Claim(what),))
        (verdict,) = judge(own, "quick", {})
        assert (verdict.outcome, verdict.grade) == ("undecided", None) and verdict.why.startswith("no judge reads it yet: ")
        assert why in verdict.why and complaints(own) == []
    assert any("cannot be checked" in c for c in complaints(Quantity(through_an_object)))  # an entry is to be read


def test_a_kind_of_ones_own_costs_its_record_and_its_judge():
    two, three = (judge(Statement("own", (Claim(Even(n)),)), "quick", {})[0] for n in (2, 3))
    assert (two.outcome, three.outcome) == ("holds", "refuted") and two.why == "2 was divided by 2"
    assert said(Even(2)) == ([], ["2 is even"]) and list(Even(2).shown()) == [] and Even(2).at({}) is None
    assert not any(two.planted.values())


def test_a_name_and_a_letter_of_one_claim_mean_one_thing():
    h, x, y = letters("h x y", Positive)
    with pytest.raises(TypeError, match="h is a letter of this claim and the name of a formula in it"):
        Relation(((x + y).named("h") <= 2,), (h <= 1,))
    Relation(((x + y).named("s") <= 2,), (h <= 1,))
    with pytest.raises(TypeError, match="h is a letter"):
        Cover((Piece("all", (h > 0,), (((), (x + y).named("h") <= 2),)),))
