"""Claims on Goldstein's distance: by hand, what is not decided, certificates with a digit changed, functions that jump."""

import copy
from dataclasses import replace
from fractions import Fraction

import pytest
from verifying import export, forged, statement

from theorysim.domains import Coordinate
from theorysim.judge.goldstein import judge_goldstein, planted_in_goldstein
from theorysim.maths import maximum
from theorysim.measure.cells import cells
from theorysim.model import Goldstein
from theorysim.objectives.max_of_affine import max_of_affine
from theorysim.objectives.relu_network import relu_network
from theorysim.statements.chapter5.parts.rectifiers import rectifiers
from theorysim.verify.trees import Refused

MORE = """
from dataclasses import replace
from fractions import Fraction

from theorysim.domains import Coordinate
from theorysim.model import Goldstein
from theorysim.objectives.max_of_affine import max_of_affine


def f(x: Coordinate, y: Coordinate):
    return {}


own = replace(max_of_affine, value=f)
"""
LARGER = "Goldstein(max_of_affine, (1, 0), Fraction(3, 4), Fraction(7, 10), Fraction(71, 100))"


@pytest.mark.parametrize(
    "delta, least, most, outcome",
    [
        (Fraction(1, 2), 1, 1, "holds"),
        (Fraction(1, 2), 0, Fraction(99, 100), "refuted"),
        (Fraction(9, 10), 0, 0, "holds"),
        (Fraction(9, 10), Fraction(1, 10**6), 1, "refuted"),
        (Fraction(3, 4), Fraction(7, 10), Fraction(71, 100), "holds"),  # 1/sqrt(2)
        (Fraction(3, 4), 0, Fraction(70710678, 10**8), "refuted"),
        (Fraction(7, 10), Fraction(99, 100), 1, "holds"),  # the kinks are at 1/sqrt(2)
    ],
)
def test_the_largest_of_three_planes_by_hand(delta, least, most, outcome):
    found = judge_goldstein(Goldstein(max_of_affine, (1, 0), delta, least, most))
    assert (found.outcome, found.grade) == (outcome, "proved"), found.why


def test_the_bracket_is_narrower_than_the_digits_of_a_float():
    near = Fraction(0.5**0.5)  # not 1/sqrt(2)
    assert judge_goldstein(Goldstein(max_of_affine, (1, 0), Fraction(3, 4), near, near)).outcome == "refuted"


def test_wrong_ends_are_refuted():
    assert planted_in_goldstein(Goldstein(max_of_affine, (1, 0), Fraction(1, 2), 1, 1)) == {
        "refuted": 2, "missed": 0, "still_true": 0, "unknown": 0,
    }  # fmt: skip


def test_what_is_not_piecewise_linear_is_left_undecided():
    def square(x: Coordinate, y: Coordinate):
        return maximum(x * x, y)

    assert judge_goldstein(Goldstein(replace(max_of_affine, value=square), (1, 0), 1)).outcome == "undecided"


def test_a_certificate_is_refused_where_a_digit_is_changed(tmp_path):
    path = statement(tmp_path, LARGER, MORE.format("x"))
    good = export(path)["ball"]
    assert forged(path, {}, ball=good) == ("accepted", "4 cells")
    seen = 0
    for i, cell in enumerate(good["cells"]):
        for name in ("point", "weights"):
            for j, number in enumerate(cell.get(name, ())):
                seen += _refused(path, good, ("cells", i, name, j), number)
    for j, number in enumerate(good["weights"]):
        seen += _refused(path, good, ("weights", j), number)
    assert seen >= 6


@pytest.mark.parametrize("weights", [["1", "0"], ["0", "1"]])
def test_a_wall_far_from_a_ball_on_its_own_side_misses_nothing(weights, tmp_path):
    path = statement(tmp_path, "Goldstein(max_of_affine, (1, 0), Fraction(1, 2), 1, 1)", MORE.format("x"))
    good = export(path)["ball"]
    (place,) = [i for i, cell in enumerate(good["cells"]) if cell["what"] == "met"]
    cells = [*good["cells"][:place], {"what": "missed", "weights": weights}, *good["cells"][place + 1 :]]
    assert forged(path, {}, ball=good | {"cells": cells}) == ("refused", "a wall that the ball reaches")


def _refused(path, good, place, number):
    """Change a number by 1, and by -1 where it is allowed to grow: one of the two is refused."""
    outcomes = []
    for step in (1, -1):
        bad = copy.deepcopy(good)
        holder = bad
        for key in place[:-1]:
            holder = holder[key]
        holder[place[-1]] = str(Fraction(number) + step)
        outcomes.append(forged(path, {}, ball=bad)[0])
    assert "refused" in outcomes, place
    return outcomes.count("refused")


def _of(good, what, **said):
    """Say something else of the first cell that is met."""
    bad = copy.deepcopy(good)
    place = min(i for i, cell in enumerate(bad["cells"]) if cell["what"] == "met")
    bad["cells"][place] = (bad["cells"][place] if what == "met" else {}) | {"what": what} | said
    return bad | ({} if what == "met" else {"weights": good["weights"][1:]})


def test_forgeries_are_refused_with_their_reason(tmp_path):
    path = statement(tmp_path, LARGER, MORE.format("x"))
    good = export(path)["ball"]
    first = next(cell for cell in good["cells"] if cell["what"] == "met")
    assert first["point"] == ["1/2", "1/2"]  # where x = y
    none, one = [["0"] * len(good["weights"]), ["1"] + ["0"] * (len(good["weights"]) - 1)]
    alone = ["1", "0"]  # of two walls, through 0
    for bad, why in (
        (good | {"weights": none}, "no weights"),
        (good | {"weights": one}, "the element is longer"),
        (good | {"direction": ["-1", "0"]}, "along the direction"),
        (good | {"direction": ["1", "0"]}, "along the direction"),
        (good | {"direction": ["0", "0"]}, "along the direction"),
        (_of(good, "met", point=["1", "0"]), "not in its cell"),
        (_of(good, "met", point=["1/4", "3/4"]), "not in the ball"),
        (_of(good, "met", inside=first["point"]), "not in its cell"),
        (_of(good, "flat", weights=alone), "may have an inside"),
        (_of(good, "missed", weights=alone), "the ball reaches"),
        (_of(good, "missed", weights=["0", "0"]), "no multipliers"),
        (_of(good, "missed", weights=["-1", "2"]), "no multipliers"),
        (_of(good, "far"), "a cell that is far"),
        (_of(good, "open"), "no weights"),
    ):
        outcome, said = forged(path, {}, ball=bad)
        assert outcome == "refused" and why in said, (bad, said)


def test_a_cell_that_is_left_out_or_said_to_be_missed_is_refused(tmp_path):
    path = statement(tmp_path, LARGER, MORE.format("x"))
    good = export(path)["ball"]
    short = good | {"cells": good["cells"][1:]}
    met = next(i for i, cell in enumerate(good["cells"]) if cell["what"] == "met")
    lost = copy.deepcopy(good)
    lost["cells"][met]["what"] = "open"
    assert "of which 3" in forged(path, {}, ball=short)[1]
    assert forged(path, {}, ball=lost) == ("refused", "no weights")


@pytest.mark.parametrize(
    "formula, why",
    [
        ("where(x < 0, 0, 1) + absolute(y)", "not seen to meet"),
        ("where(x < 0, 0, 0) + where(x < 0, 1, 0)", "not seen to meet"),  # the sign of x is known when the jump is reached
        ("where(x < 0, where(x < 0, 5, 0), 0)", "not seen to meet"),  # the inner branch is taken on one side alone
        ("where(x < y, x, y) + where(absolute(x) < y, 1, 0)", "not seen to meet"),
        ("maximum(x * y, 0)", "* is not piecewise linear"),
        ("maximum(x / y, 0)", "/ is not piecewise linear"),
        ("exp(x) + y", "exp is not piecewise linear"),
        ("where(equals(x, 0), 1, 0)", "an equation decides"),
    ],
)
def test_a_function_that_jumps_or_bends_is_refused(formula, why, tmp_path):
    with pytest.raises(Refused, match="(?s).*"):
        export(statement(tmp_path, "Goldstein(own, (1, 0), 1, 0, 9)", MORE.format(formula)))
    assert why in forged(statement(tmp_path, "Goldstein(own, (1, 0), 1, 0, 9)", MORE.format(formula)), {}, ball={"cells": []})[1]


@pytest.mark.parametrize(
    "formula", ["maximum(x, absolute(y)) - 2 * minimum(x, y)", "where(x <= y, x, y) / 3", "where(absolute(x) < y, y, absolute(x))"]
)
def test_what_is_continuous_is_accepted(formula, tmp_path):
    path = statement(tmp_path, "Goldstein(own, (1, 0), 1, 0, 9)", MORE.format(formula))
    assert forged(path, {}, ball=export(path)["ball"])[0] == "accepted"


def test_the_network_of_definition_5_3_1_is_the_shipped_one():
    def full(objective):
        claims = (Goldstein(objective, x, d, 0, 9) for x in ((1, 1), (1, 0), (-2, 1)) for d in (Fraction(1, 2), 1, 2))
        return [judge_goldstein(claim).why.partition(":")[0] for claim in claims]

    assert full(rectifiers) == full(relu_network) and len(cells(rectifiers, {})) > 1
