"""Whatever can fail or bend inside a formula is shown not to, or no proof is found; true relations beside each are proved still."""

from typing import Annotated

import pytest

from theorysim.commands.replay import replay_claim
from theorysim.domains import AtLeastOne, Domain, Nonnegative, Positive, Real, Unit
from theorysim.judge.coverage import covers
from theorysim.judge.relation import judge_link
from theorysim.maths import absolute, equal, exp, log, maximum, minimum, power, sqrt, where
from theorysim.model import Sided, at_most, less, same
from theorysim.prove.algebra import prove
from theorysim.settings import Usage

Share = Annotated[float, Domain("share", low=0, high=1, low_open=False)]


def relation(sense, **domains):
    """Return what makes a relation of a formula over these domains."""

    def made(formula):
        formula.__annotations__ = domains
        return {"<": less, "<=": at_most, "==": same}[sense](formula)

    return made


# each is false, or not defined, at the point beside it
FALSE = [
    # a product is positive only where no factor vanishes, under roots and logarithms too
    (relation("<", x=Positive)(lambda x: (0, sqrt(x * x * x * x - 4 * x * x + 4))), "x = sqrt 2"),
    (relation("<", x=Real)(lambda x: (0, sqrt((x - 12347 * x / x / 100) * (x - 12347 * x / x / 100)))), "x = 123.47"),
    (relation("<", x=Positive)(lambda x: (0, log(1 + (100 * x - 12347) ** 2))), "x = 123.47"),
    (relation("<", b=Unit)(lambda b: (0, log(1 + b * b))), "b = 0"),
    (relation("<", x=Real)(lambda x: (0, (x * x - 2) ** 2)), "x = sqrt 2"),
    (relation("<", x=Positive, y=Positive)(lambda x, y: (0, (x - y) ** 4)), "x = y"),
    (relation("<", x=Positive, y=Positive)(lambda x, y: (0, sqrt(x * x - 2 * x * y + y * y))), "x = y"),
    (relation("<", x=Positive, y=Positive)(lambda x, y: (x * y, (x * x + y * y) / 2)), "x = y"),
    (relation("<", x=Positive)(lambda x: (1, exp((x - 3) ** 2))), "x = 3"),
    (relation("<", x=Positive)(lambda x: (0, power(x * x - 6 * x + 9, 3 / 2))), "x = 3"),
    (relation("<", x=AtLeastOne)(lambda x: (0, log(x))), "x = 1"),
    (relation("<", x=AtLeastOne)(lambda x: (1, sqrt(1 + (x - 1) ** 2))), "x = 1"),
    (relation("<", x=Positive)(lambda x: (0, maximum((x - 1) ** 2, -x))), "x = 1"),
    # a divisor that may vanish
    (relation("<=", kappa=AtLeastOne, F=Positive)(lambda kappa, F: (0, F / log(1 + (kappa - 1) * (kappa - 1)))), "kappa = 1"),
    (relation("<", x=Nonnegative)(lambda x: (1 / (1 + 1 / x), 1)), "x = 0"),
    (relation("==", x=Real)(lambda x: (x, 1 / (1 / x))), "x = 0"),
    (relation("<", x=Positive)(lambda x: (0, 1 / (x - 2) ** 2)), "x = 2"),
    (relation("<=", x=Unit)(lambda x: (0, 1 / (1 - x))), "x = 1"),
    (relation("==", x=Real)(lambda x: (0 / x, 0)), "x = 0"),
    (relation("==", x=Real)(lambda x: (x * x / x, x)), "x = 0"),
    (relation("<=", x=Nonnegative)(lambda x: (0, 1 / sqrt(x))), "x = 0"),
    (relation("<=", x=Nonnegative)(lambda x: (x, where(1 / x > 0, x + 1, x))), "x = 0"),
    (relation("<=", x=Unit)(lambda x: (0, minimum(1, 1 / (x * (1 - x))))), "x = 1"),
    (relation("<=", x=Share)(lambda x: (0, power(x, -2))), "x = 0"),
    (relation("==", x=Positive)(lambda x: (x / (1 / 2 - 1 / 2), x / (1 / 2 - 1 / 2))), "anywhere"),
    # a root or a logarithm of what may be negative or 0, of plain numbers too
    (relation("<=", x=Real)(lambda x: (sqrt(-1) * sqrt(-1) + 0 * x, 0)), "anywhere"),
    (relation("<=", x=Positive)(lambda x: (sqrt(-1 * x / x) ** 2, 0 * x)), "anywhere"),
    (relation("==", x=Real)(lambda x: (log(-1) + 0 * x, log(-1))), "anywhere"),
    (relation("==", x=Real)(lambda x: (0 * power(-2, x), 0)), "x = 1/2"),
    (relation("==", x=Real)(lambda x: (log(x * x), 2 * log(absolute(x)))), "x = 0"),
    (relation("==", x=Real)(lambda x: (exp(log(x)), x)), "x = -1"),
    (relation("==", x=Real)(lambda x: (sqrt(x) ** 2, x)), "x = -1"),
    (relation("==", x=Real)(lambda x: (sqrt(x * x), x)), "x = -1"),
    (relation("==", x=Real)(lambda x: (power(x * x, 3 / 2), x * x * x)), "x = -1"),
    (relation("<=", x=Unit)(lambda x: (sqrt(x - 1 / 2) * 0, 1)), "x = 0"),
    (relation("==", x=Real)(lambda x: (sqrt(x - 1) * sqrt(x + 1), sqrt(x * x - 1))), "x = -2"),
    (relation("==", x=Real, y=Real)(lambda x, y: (sqrt(x * y) - sqrt(x * y), 0)), "x = 1, y = -1"),
    (relation("==", x=Unit, y=Real)(lambda x, y: (sqrt(x * x * y), x * sqrt(y))), "x = 0, y = -1"),
    (relation("<=", x=Positive)(lambda x: (log(log(1)) * 0, x)), "anywhere"),
    (relation("<=", x=Real)(lambda x: (0, where(equal(x, 0), sqrt(x - 1), 1))), "x = 0"),
]

# a constant that was rounded before anybody could read it: false as it is, or not what is written, or false as it was meant
ROUNDED = [
    relation("==", x=Real)(lambda x: (0.1 * x, x / 10)),
    relation("<=", x=Positive)(lambda x: (0.1 * x, x / 10)),
    relation("<", x=Positive)(lambda x: (x / 10, 0.1 * x)),
    relation("<", x=Positive)(lambda x: (1 / 3 * x, x / 3)),
    relation("==", x=Real)(lambda x: (exp(0.1 * x), exp(x / 10))),
    relation("<=", x=Positive)(lambda x: (sqrt(x), sqrt(x * (1 + 0.2 - 6 / power(5, 1))))),
]

TRUE = [
    relation("<", x=Positive)(lambda x: (0, sqrt(x * x * x * x + 4 * x * x + 4))),
    relation("<=", x=Real)(lambda x: (0, sqrt(x * x * x * x - 4 * x * x + 4))),
    relation("<", b=Positive)(lambda b: (0, log(1 + b * b))),
    relation("<=", b=Unit)(lambda b: (0, log(1 + b * b))),
    relation("<", x=Positive)(lambda x: (0, x**4)),
    relation("<=", x=Positive, y=Positive)(lambda x, y: (x * y, (x * x + y * y) / 2)),
    relation("<", x=Positive, y=Positive)(lambda x, y: (0, sqrt(x * x + 2 * x * y + y * y))),
    relation("<", x=Positive)(lambda x: (1, exp(x**2))),
    relation("<", x=Positive)(lambda x: (1 / (1 + 1 / x), 1)),
    relation("==", x=Positive)(lambda x: (x, 1 / (1 / x))),
    relation("==", x=Positive)(lambda x: (x * x / x, x)),
    relation("<=", x=Nonnegative)(lambda x: (x, where(x > 0, x + 1 / x, x))),
    relation("<=", x=Positive)(lambda x: (0, 1 / sqrt(x))),
    relation("<=", kappa=Positive, F=Positive)(lambda kappa, F: (0, F / log(1 + kappa * kappa))),
    relation("==", x=Real)(lambda x: (sqrt(x * x), absolute(x))),
    relation("==", x=Real)(lambda x: (sqrt(x * x - 2 * x + 1), absolute(x - 1))),
    relation("<=", x=Real)(lambda x: (x, sqrt(x * x))),
    relation("<=", x=Real, y=Real)(lambda x, y: ((absolute(y) - absolute(x)) ** 2, (y - x) ** 2)),
    relation("<=", x=Real)(lambda x: (x, absolute(x))),
    relation("==", x=Positive)(lambda x: (exp(log(x)), x)),
    relation("==", x=Positive)(lambda x: (sqrt(x) ** 2, x)),
    relation("==", x=Positive)(lambda x: (power(x * x, 3 / 2), x * x * x)),
    relation("<=", x=Positive)(lambda x: (x / 4, x / 2 - 0.125 * x)),
    relation("<=", x=Real)(lambda x: (x * sqrt(2), sqrt(2) * absolute(x))),
]


@pytest.mark.parametrize(("check", "place"), FALSE)
def test_what_is_false_or_not_defined_somewhere_is_not_proved(check: Sided, place: str):
    assert not prove(check).proved, place


@pytest.mark.parametrize("check", TRUE)
def test_what_is_true_and_defined_everywhere_is_proved_still(check: Sided):
    found = prove(check)
    assert found.proved, found.open_path


def test_a_need_that_a_hypothesis_meets_is_met_and_one_that_it_only_seems_to_meet_is_not():
    inverse = relation("<=", x=Real)(lambda x: (0, 1 / x))
    positive, squared = relation("<", x=Real)(lambda x: (0, x)), relation("<=", x=Real)(lambda x: (0, x * x))
    itself, again = relation("<=", x=Real)(lambda x: (0, 1 / x)), relation("==", x=Real)(lambda x: (x, 1 / (1 / x)))
    assert prove(inverse, (positive,)).proved
    assert not prove(inverse, (squared,)).proved
    assert prove(inverse, (itself,)).proved  # where the hypothesis is not defined, nothing is claimed
    assert prove(again, (positive,)).proved
    root, of_square = relation("<=", x=Real, y=Real)(lambda x, y: (0, sqrt(y))), relation("<=", x=Real, y=Real)(lambda x, y: (0, x * x * y))
    assert not prove(root, (of_square,)).proved  # x = 0, y = -1


@pytest.mark.parametrize("check", [*ROUNDED, relation("<=", x=Positive)(lambda x: (1 / 3 * x, x / 2))])
def test_nothing_is_proved_about_a_rounded_constant(check: Sided):
    assert not prove(check).proved


@pytest.mark.parametrize("check", ROUNDED)
def test_what_hangs_on_a_rounded_constant_is_undecided_and_the_constant_is_the_reason(check: Sided):
    evidence, _ = judge_link(check, (), {}, "quick", "here")
    assert (evidence.outcome, evidence.grade) == ("undecided", None)
    assert "rounded before anybody could read" in evidence.why


@pytest.mark.parametrize(("check", "place"), FALSE)
def test_what_is_false_somewhere_is_refuted_and_what_is_not_defined_is_undecided_with_the_reason(check: Sided, place: str):
    evidence, _ = judge_link(check, (), {}, "quick", "here")
    assert evidence.outcome != "holds"
    assert evidence.outcome == "refuted" or evidence.why.startswith("not defined at "), evidence.why


def test_a_strict_relation_is_refuted_at_a_root_that_is_not_rational():
    check = relation("<", x=Positive)(lambda x: (0, sqrt(x * x * x * x - 4 * x * x + 4)))
    evidence, _ = judge_link(check, (), {}, "quick", "here")
    assert (evidence.outcome, evidence.grade) == ("refuted", "certified")
    assert evidence.why == "both sides are the same number at x = sqrt(2)"
    beyond = relation("<=", x=Positive)(lambda x: (3, 2 * x))
    assert judge_link(check, (beyond,), {}, "quick", "here")[0].outcome == "holds"  # sqrt 2 < 3/2
    assert judge_link(check, (), {"x": (3 / 2, 4)}, "quick", "here")[0].outcome == "holds"


def test_a_hole_says_its_place_and_what_fails_there():
    finite = relation("<=", kappa=AtLeastOne, F=Positive)(lambda kappa, F: (0, F / log(1 + (kappa - 1) * (kappa - 1))))
    evidence, _ = judge_link(finite, (), {}, "quick", "here")
    assert (evidence.outcome, evidence.grade) == ("undecided", None)
    assert evidence.why == "not defined at kappa = 1, F = 1: it divides by 0"
    above = relation("<", kappa=AtLeastOne)(lambda kappa: (1, kappa))
    assert judge_link(finite, (above,), {}, "quick", "here")[0].outcome == "holds"
    irrational = relation("<=", x=Positive)(lambda x: (0, 1 / (x * x - 2) ** 2))
    assert judge_link(irrational, (), {}, "quick", "here")[0].why == "not defined at x = sqrt(2): it divides by 0"


@pytest.mark.parametrize("check", TRUE)
def test_no_true_relation_is_refuted_or_said_to_have_a_hole(check: Sided):
    assert judge_link(check, (), {}, "quick", "here")[0].outcome == "holds"


def test_pieces_leave_out_where_their_conditions_mean_nothing():
    above, below = relation("<", h=Real)(lambda h: (0, 1 / h)), relation("<=", h=Real)(lambda h: (1 / h, 0))
    assert not covers([[above], [below]], ())  # h = 0
    assert covers([[above], [below]], [relation("<", h=Real)(lambda h: (0, h))])
    assert covers([[relation("<", h=Real)(lambda h: (0, h))], [relation("<=", h=Real)(lambda h: (h, 0))]], ())
    root, rest = relation("<=", h=Real)(lambda h: (1, sqrt(h))), relation("<", h=Real)(lambda h: (sqrt(h), 1))
    assert not covers([[root], [rest]], ())  # h = -1
    by_log, other = relation("<", h=Nonnegative)(lambda h: (0, log(h))), relation("<=", h=Nonnegative)(lambda h: (log(h), 0))
    assert not covers([[by_log], [other]], ())  # h = 0
    assert not covers([[above], [relation("<", h=Real)(lambda h: (h, 0))]], ())  # h = 0, where the first is not defined
    assert covers([[above], [relation("<", h=Real)(lambda h: (h, 0))]], [relation("<", h=Real)(lambda h: (1, h * h))])


def test_a_root_and_a_hole_replay(tmp_path):
    file = tmp_path / "own.py"
    file.write_text(
        "from theorysim.domains import AtLeastOne, Positive\n"
        "from theorysim.maths import log, sqrt\n"
        "from theorysim.model import Claim, Relation, Statement, at_most, less\n"
        "def distance(x: Positive):\n    return 0, sqrt(x * x * x * x - 4 * x * x + 4)\n"
        "def finite(kappa: AtLeastOne):\n    return 0, 1 / log(1 + (kappa - 1) * (kappa - 1))\n"
        "positive = Statement('positive', (Claim(Relation((less(distance),))),))\n"
        "bound = Statement('bound', (Claim(Relation((at_most(finite),))),))\n"
    )
    for name, value, said in (
        ("positive", "x=sqrt(2)", "0 < 0 fails, exactly"),
        ("positive", "x=1", "0 < 1 holds, exactly"),
        ("bound", "kappa=1", "is not defined: it divides by 0"),
    ):
        (line,) = replay_claim(f"{file}:{name}", "printed", "", ["-p", f"statement.{value}"])
        assert line.endswith(said)
    for wrong in ("sqrt(-2)", "sqrt(y)", "sqrt(2", "open(sqrt)", "sqrt"):
        with pytest.raises(Usage, match="a root such as"):
            replay_claim(f"{file}:positive", "printed", "", ["-p", f"statement.x={wrong}"])
