"""Every judge sees a wrong thing and refuses it, and a right thing and accepts it."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import body, expression, number
from few import few
from flint import fmpq

from theorysim import catalogue
from theorysim.domains import AboveOne, Nonnegative, Positive, Real, parameters
from theorysim.judge import bound
from theorysim.judge.coverage import covers, deny, judge_cover, judge_exists
from theorysim.judge.executed import judge_executed
from theorysim.judge.relation import judge_relation
from theorysim.judge.verdict import judge, judge_claim
from theorysim.maths import absolute, exp, log, maximum
from theorysim.model import Claim, Cover, Denial, Executed, Exists, Piece, Relation, Sided, Statement, at_most, less, same
from theorysim.prove.algebra import prove
from theorysim.prove.balls import Certified, Refuted, certify
from theorysim.prove.contradiction import Constraint, contradicts
from theorysim.prove.search import fails_at, search
from theorysim.readings.confirm import confirm, confirm_by_symbols


def _says(sides: str, sense: str = "<=", **takes: str) -> Sided:
    """Write a relation between two expressions; its parameters are real, unless said otherwise."""
    return Sided(body(f"({sides})", takes or {"x": "Real"}), sense, sides)


# --- algebra: of random false relations none is proved ------------------------------------------------------------------

FALSE = 240
DOMAINS = ("Real", "Positive", "Nonnegative", "AtLeastOne", "Unit")
WORDS = {
    "rational": ("add", "sub", "mul", "over", "power"),
    "branches": ("add", "mul", "over", "where", "minimum", "maximum", "absolute"),
    "exp and log": ("add", "mul", "over", "exp", "log", "minimum", "absolute", "sqrt"),
}


def _point(draw, takes):
    point = {}
    for name, domain in takes.items():
        value = number(draw, positive=domain == "Positive")
        size = abs(value)
        point[name] = {"AtLeastOne": 1 + size, "Unit": size / (1 + size), "Nonnegative": size}.get(domain, value)
    return point


def _candidate(draw, words):
    """Draw a relation that is likely to be true nearly everywhere, and hypotheses."""
    takes = {n: draw.choice(DOMAINS) for n in draw.sample("xyz", draw.randint(1, 2))}
    a, b, c = (expression(draw, draw.randint(1, 2), words, tuple(takes)) for _ in range(3))
    less_a_bit = f"1/{draw.choice((4, 64, 1024))}"
    right = draw.choice((b, *(f"{r} - {less_a_bit}" for r in (f"{a} + ({b})*({b})", f"maximum({a}, {b})", f"{a} + absolute({c})"))))
    sense = draw.choice(("<=", "<"))
    given = [Sided(body(f"({c}, {b} + 2)", takes), "<=", f"{c} <= {b} + 2")] if draw.random() < 0.4 else []
    return Sided(body(f"({a}, {right})", takes), sense, f"{a} {sense} {right} for {takes}"), given, takes


def _false(words, seed):
    """Return a relation that is false, exactly, at a rational point where its hypotheses hold, and the share of points that show it."""
    draw = random.Random(seed)
    check, given, takes = _candidate(draw, words)
    points = [_point(draw, takes) for _ in range(12)]
    met = [p for p in points if all(confirm(g, p, 256) is True for g in given)]
    bad = [p for p in met if fails_at(check, given, p)]
    return (check, given, len(bad) / len(met)) if bad else None


@pytest.mark.parametrize("kind", WORDS)
def test_no_false_relation_is_proved(kind):
    seen = nearly_true = 0
    for seed in range(10_000):
        found = _false(WORDS[kind], f"{kind} {seed}")
        if found is None:
            continue
        check, given, share = found
        if share > 0.7 and seed % 3:  # the plainly false are less of a test
            continue
        assert not prove(check, given, 3, whole=bool(seed % 2)).proved, check.says
        seen += 1
        nearly_true += share < 0.5
        if seen == FALSE // len(WORDS):
            break
    assert seen == FALSE // len(WORDS) and nearly_true >= seen // 8


RIGHT = {
    "rational": _says("2*x*y, x*x + y*y", x="Real", y="Real"),
    "strict": _says("x/(1 + x), 1", "<", x="Nonnegative"),
    "equal": _says("(x + 1)*(x - 1), x*x - 1", "=="),
    "absolute": _says("absolute(x + y), absolute(x) + absolute(y)", x="Real", y="Real"),
    "minimum": _says("minimum(x, y), (x + y)/2", x="Real", y="Real"),
    "where": _says("where(x > 0, 1/x, 1 - x) * 0, x*x"),
    "exp": _says("1 + x, exp(x)", x="Nonnegative"),
    "log": _says("log(x), x - 1", x="Positive"),
    "root": _says("1/sqrt(x), 1", x="AtLeastOne"),
}
WRONG = {
    "rational": _says("2*x*y, x*x + y*y - 1/1000000", x="Real", y="Real"),
    "strict": _says("2*x, 1 + x*x", "<", x="Nonnegative"),
    "equal": _says("(x + 1)*(x - 1), x*x - 1 + 1/(1 + x*x)", "=="),
    "absolute": _says("absolute(x) + absolute(y), absolute(x + y)", x="Real", y="Real"),
    "minimum": _says("(x + y)/2, minimum(x, y)", x="Real", y="Real"),
    "where": _says("where(x > 0, 1, x), x*x"),
    "exp": _says("exp(x), 1 + x + x*x", x="Nonnegative"),
    "log": _says("x - 1, log(x)", x="Positive"),
    "root": _says("1/sqrt(x), 1", x="Positive"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_algebra_proves_the_right_and_not_the_wrong(name):
    assert prove(RIGHT[name]).proved
    assert not prove(WRONG[name]).proved
    assert judge_relation(Relation((RIGHT[name],)), "quick", "right").grade == "proved"
    wrong = judge_relation(Relation((RIGHT[name], WRONG[name])), "quick", "wrong")
    assert (wrong.outcome, wrong.grade) == ("refuted", "certified")
    assert wrong.witness.startswith("wrong -p statement.")


def test_a_proof_without_cases_of_signs():
    sums = [_says("x + y, z", x="Real", y="Real", z="Real"), _says("z, w - y", z="Real", w="Real", y="Real")]
    right, wrong = _says("x + 2*y, w", x="Real", y="Real", w="Real"), _says("x + y, w", x="Real", y="Real", w="Real")
    assert prove(right, sums) == prove(right, sums, whole=True) and prove(right, sums).paths == 1
    assert not prove(wrong, sums, 3).proved


def test_a_linear_program_alone_proves_nothing():
    def at_least(slope, constant, strict=False):
        return Constraint((((1,), fmpq(slope)), ((0,), constant)), strict)

    system = [at_least(1, fmpq(-1))]
    assert not contradicts(system, [True])  # x >= 1 has a point
    nearly, touching = at_least(-1, fmpq(999, 1000)), at_least(-1, fmpq(1))
    assert contradicts([*system, nearly], [True])  # a gap
    assert not contradicts([*system, touching], [True])  # x = 1
    assert contradicts([*system, touching._replace(strict=True)], [True])


# --- search ---------------------------------------------------------------------------------------------------------


def test_a_witness_that_only_float64_sees_is_not_accepted():
    for sides, sense in (("x, x + 1/1000000000000000000000", "<"), ("(x + 1000000000000000000) - x, 1000000000000000000", "==")):
        found = search(_says(sides, sense, x="Positive"), (), {"x": (1.0, 1e6)})
        assert found.met > 0 and found.witness is None
    seen = search(_says("x + 1/1000000000000000000000, x", "<=", x="Positive"), (), {"x": (1.0, 1e6)})
    assert seen.witness is not None  # and one that float64 does not see is found


def test_a_hypothesis_that_only_float64_sees_met_counts_as_not_met():
    impossible = _says("x + 1/1000000000000000000000, x", "<=", x="Positive")
    for check in (_says("x, 2*x", x="Positive"), _says("2*x, x", x="Positive")):
        found = judge_relation(Relation((check,), (impossible,), {"x": (1.0, 1e6)}), "quick", "vacuous")
        assert found.outcome == "undecided", found


def test_vacuous_hypotheses_are_undecided():
    never = (_says("x*x, -1"),)
    for what in (
        Relation((RIGHT["equal"],), never),
        Relation((WRONG["equal"],), never),
        Relation((RIGHT["equal"],), (_says("2, x", "<"), _says("x, 1", "<"))),
        Exists((RIGHT["equal"],), never),
        Cover((Piece("all", (), (((), RIGHT["equal"]),)),), never),
        Relation(()),
        Cover(()),
        Cover((Piece("all", (), ()),)),
        Executed(()),
    ):
        assert judge_claim(Claim(what), "quick", "vacuous", {})[0].outcome == "undecided", what


def test_a_witness_is_seen_by_two_readings_or_decides_nothing(monkeypatch):
    found = judge_relation(Relation((WRONG["exp"],)), "quick", "wrong")
    assert (found.outcome, found.by, found.beside) == ("refuted", "search", (("symbols", "refuted"),))
    for at in (Fraction(1, 3), Fraction(7, 2)):
        for name, relation in {**RIGHT, **WRONG}.items():
            point = {p.name: at for p in parameters(relation.body)}
            assert confirm_by_symbols(relation, point) in (confirm(relation, point), None), (name, at)
    monkeypatch.setattr("theorysim.judge.relation.confirm_by_symbols", lambda *_: True)
    assert judge_relation(Relation((WRONG["exp"],)), "quick", "wrong").outcome == "undecided"


# --- coverage -------------------------------------------------------------------------------------------------------


def _left_of(x: Real, c: Positive):
    return x, c


def _right_of(x: Real, c: Positive):
    return c, x


def _right_of_twice(x: Real, c: Positive):
    return 2 * c, x


def _square(x: Real):
    return 0, x * x


def _cube(x: Real):
    return 0, x * x * x


SQUARE = at_most(_square)


def _pieces(*wheres, sided=SQUARE):
    return tuple(Piece(f"piece {i}", where, (((), sided),)) for i, where in enumerate(wheres))


def test_a_cover_with_a_gap_is_not_covered():
    whole = ((at_most(_left_of),), (less(_right_of),))
    assert covers(whole, ()) and judge_cover(Cover(_pieces(*whole)), "quick", "c").outcome == "holds"
    for gap in (((less(_left_of),), (less(_right_of),)), ((at_most(_left_of),), (less(_right_of_twice),)), ((at_most(_left_of),),)):
        assert not covers(gap, ())
        assert judge_cover(Cover(_pieces(*gap)), "quick", "c").outcome == "undecided"
    assert covers(((at_most(_left_of),),), (at_most(_left_of),))  # the gap is outside what is given
    assert judge_cover(Cover(_pieces(*whole, sided=at_most(_cube))), "quick", "c").outcome == "undecided"  # covered, and false on a piece
    assert covers(((),), ()) and not covers((), ())


def _half(x: Positive):
    return x / 2, x


def _double(x: Positive):
    return 2 * x, x


def _negative(x: Positive):
    return x, 0


def test_exists_holds_by_a_formula_and_fails_only_by_a_denial():
    assert judge_exists(Exists((less(_half),)), "quick", "e").outcome == "holds"
    assert judge_exists(Exists((less(_double),)), "quick", "e").outcome == "undecided"  # another formula might do
    denied = judge_exists(Exists((less(_double),), (), (Denial((), (((), less(_half)),)),)), "quick", "e")
    assert (denied.outcome, denied.by) == ("refuted", "denial")


def test_a_denial_needs_a_proof_a_point_and_a_claim_that_fails():
    half = (((), less(_half)),)
    assert deny((Denial((), half),), (), {}, "quick", "d").outcome == "refuted"
    assert deny((Denial((), ()),), (), {}, "quick", "d") is None  # nothing is shown
    assert deny((Denial((), (((), less(_double)),)),), (), {}, "quick", "d") is None  # what is shown is false
    assert deny((Denial((at_most(_negative),), half),), (), {}, "quick", "d") is None  # on no point
    assert deny((Denial((), half, at_most(_half)),), (), {}, "quick", "d") is None  # the claim is true
    assert deny((Denial((), half, at_most(_double)),), (), {}, "quick", "d").witness.startswith("d -p statement.x=")


# --- runs -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def held_bound():
    return catalogue.load("statements", "theorem-3.4.3").claims[0].what, few("quadratic", "slow")()


def test_a_bound_below_its_slack_is_refuted_and_only_then(held_bound):
    claim, objectives = held_bound
    held = bound.judge_bound(claim, "quick", "b", objectives)
    assert held.outcome == "holds" and held.slack > 1
    under = bound.judge_bound(claim, "quick", "b", objectives, lambda b: b * 0.95 / held.slack)
    assert (under.outcome, under.grade) == ("refuted", "certified") and "exceeds" in under.why
    over = bound.judge_bound(claim, "quick", "b", objectives, lambda b: b * 1.05 / held.slack)
    assert over.outcome == "holds"


def test_a_bound_without_an_instance_is_undecided(held_bound):
    claim, objectives = held_bound
    assert bound.judge_bound(claim, "quick", "b", {}).outcome == "undecided"
    strangers = {n: replace(o, satisfies=()) for n, o in objectives.items()}  # no membership is declared
    assert bound.judge_bound(claim, "quick", "b", strangers).outcome == "undecided"


def test_a_run_that_only_float64_sees_exceed_is_not_a_refutation(held_bound, monkeypatch):
    claim, objectives = held_bound
    monkeypatch.setattr(bound, "exceeds", lambda *_, **__: False)
    found = bound.judge_bound(claim, "quick", "b", objectives, lambda b: b / 1000)
    assert found.outcome == "undecided" and "did not confirm" in found.why


def _four():
    return 2 + 2, 4


def _five():
    return 2 + 2, 5


def _not_a_number():
    return float("nan"), 4


def test_executed_trials():
    assert judge_executed(Executed((_four,)), "quick", "t").outcome == "holds"
    for wrong in (_five, _not_a_number):
        found = judge_executed(Executed((_four, wrong)), "quick", "t")
        assert found.outcome == "refuted" and wrong.__name__ in found.witness


def test_boxes():
    box = {"x": (Fraction(0), Fraction(2))}
    assert isinstance(certify(_says("log(1 + x), 1 + x/2"), box), Certified)
    wrong = certify(_says("exp(x), 1 + 2*x + 1/8"), box)
    assert isinstance(wrong, Refuted) and confirm(_says("exp(x), 1 + 2*x + 1/8"), wrong.point) is False


# --- verdicts -------------------------------------------------------------------------------------------------------


def _growth(x: Nonnegative, c: AboveOne):
    return log(1 + x), c * x


def _too_slow(x: Nonnegative, c: AboveOne):
    return exp(absolute(x)), maximum(1 + x, c)


def test_the_worst_part_decides_and_a_line_that_fails_refutes_its_proof_only():
    right, wrong = Relation((at_most(_growth),)), Relation((at_most(_too_slow),))
    parts = judge(Statement("s", (Claim(right, part="a"), Claim(wrong, part="b"), Claim(right, "repaired: a alone"))), "quick", {})
    assert [v.outcome for v in parts] == ["refuted", "holds"] and parts[0].witness.startswith("s:printed:b ")
    found, (proof,) = judge_claim(Claim(right, second=(wrong,)), "quick", "s", {})
    assert found.outcome == "holds" and "Line 1 of the proof that is given fails" in found.why
    assert (proof.by, proof.outcome) == ("proof in one line", "undecided") and proof.witness
    assert judge_claim(Claim(right, second=(right,)), "quick", "s", {})[0].outcome == "holds"
    assert judge_claim(Claim(Relation((same(_growth),))), "quick", "s", {})[0].outcome == "refuted"
