"""O and Omega: what grows is found along mixed rays and towards M = 1, what does not has its constant, and what is known must be shown."""

import random
from fractions import Fraction
from itertools import combinations

import pytest
from drawn import body

from theorysim.commands.replay import complete
from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Parameter, Positive, parameters
from theorysim.judge.order import judge_order, settled, stated
from theorysim.judge.speaks import missing, speaks
from theorysim.judge.verdict import judge
from theorysim.letters import as_body, equals, letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Cover, Known, Order, Piece, Relation, Statement, at_most, same
from theorysim.prove.rays import at, described, grows, measured, rates, rays
from theorysim.prove.search import fails_at
from theorysim.prove.variants import taking
from theorysim.results import JOINED
from theorysim.settings import Usage

BOTH = {"x": "Positive", "y": "Positive"}


def one_of(expression, **takes):
    return body(f"({expression})", takes or BOTH)


def known(formula, *by):
    """State that T is at least and at most a formula; without claims that show it this is taken as given."""
    takes = [*parameters(formula), Parameter("T", Nonnegative.__metadata__[0])]
    names = [p.name for p in parameters(formula)]
    value = lambda values: formula(**{n: values[n] for n in names})  # noqa: E731
    floor, ceiling = (lambda **v: (value(v), v["T"])), (lambda **v: (v["T"], value(v)))
    both = [at_most(taking(side, takes)) for side in (floor, ceiling)]
    return Known(formula, by or tuple(Relation((one,), (one,)) for one in both))


def _judged(size, sense, floor=None, ceiling=None, given=(), ranges=None):
    floor, ceiling = (None if b is None else b if isinstance(b, Known) else known(b) for b in (floor, ceiling))
    return judge_order(Order(size, sense, floor, ceiling, given, ranges or {}), "quick", "s")


# --- refuted ----------------------------------------------------------------------------------------------------------


def test_an_O_that_is_false_along_mixed_rays_only_is_found():
    size, floor = one_of("x*y + 1/(x*y)"), one_of("x/y")
    quotient = at_most(body("(x/y, x*y + 1/(x*y))", BOTH))
    along_one = [slope for slope, ray in measured(quotient, ()) if sum(n != 0 for *_, n in ray.values()) == 1]
    assert along_one and max(along_one) < 0.01  # no single parameter shows it
    found = _judged(size, "O", floor)
    assert (found.outcome, found.grade) == ("refuted", JOINED)
    assert "along x = t, y = 1/t" in found.why and dict(found.beside) == {"symbols": "refuted", "limit": "refuted"}
    words = dict(w.removeprefix("statement.").split("=") for w in found.witness.split() if "=" in w)
    point = {name: Fraction(value) for name, value in words.items()}
    claim = next(stated(Order(size, "O", known(floor))))
    assert fails_at(claim, (), point) and point["c"] > 1


def test_an_Omega_that_is_false_towards_M_1_is_found():
    def size(M: AboveOne, L1: AtLeastOne):
        return L1 * M / log(M)

    def ceiling(M: AboveOne, L1: AtLeastOne):
        return 4 * L1 * M

    found = _judged(size, "Omega", ceiling=ceiling, ranges={"M": (1.001, 10.0), "L1": (1.0, 10.0)})
    assert found.outcome == "refuted" and "M = 1 + 1/t" in found.why
    assert "statement.M=1001/1000" in found.witness  # the last power of ten within the printed ranges
    takes = {"M": "AboveOne", "L1": "AtLeastOne"}
    mended = _judged(one_of("L1*M/(log(M) + 1)", **takes), "Omega", floor=one_of("L1*M/(log(M) + 1)/9", **takes))
    assert mended.outcome == "holds" and "size <= 9 T" in mended.why


def test_rays_towards_the_open_end_of_a_domain_are_among_those_tried():
    domains = {"M": AboveOne.__metadata__[0], "L": AtLeastOne.__metadata__[0], "x": Positive.__metadata__[0]}
    seen = list(rays(domains))
    assert {(1, 1.0, -1), (0.0, 1.0, 2)} <= {ray["M"] for ray in seen}
    assert all(n >= 0 for ray in seen for *_, n in [ray["L"]]) and {n for ray in seen for *_, n in [ray["x"]]} == {-2, -1, 0, 1, 2}
    assert seen == list(rays(domains))  # the same every time


def test_growth_by_a_logarithm_is_found_and_none_where_there_is_none():
    def logarithm(x: AboveOne):
        return log(x), 1

    def less_than_power(x: AboveOne):
        return x, log(x)

    def bounded(x: AboveOne):
        return x, x + log(x)

    away = at_most(body("(2, x)", {"x": "AboveOne"}))  # from x = 1, where 1/log x grows as well
    slow, fast = grows(at_most(logarithm), ()), grows(at_most(less_than_power), (away,))
    assert slow.rate == "log(t)" and slow.limit
    assert fast.ray["x"] == (0.0, 1.0, 2) and 1.9 < fast.exponent < 2  # t^2/log t, of which t is proved
    assert fast.rate == "t" and fast.limit
    assert grows(at_most(bounded), ()) is None
    assert list(rates(2.0)) == [(4, "t^2"), (0, "log(t)")] and list(rates(0.985))[0] == (1, "sqrt(t)")


def test_a_hypothesis_that_no_ray_keeps_to_saves_an_O():
    size, product, small = one_of("x", x="Positive"), one_of("x*y"), at_most(body("(y, 3)", BOTH))
    assert _judged(size, "O", product, product).outcome == "refuted"
    kept = _judged(size, "O", product, product, (small,))
    assert (kept.outcome, kept.grade) == ("holds", JOINED) and "T <= 3 size" in kept.why


# --- holding ----------------------------------------------------------------------------------------------------------


def test_a_true_O_holds_with_its_constant_and_no_smaller_one():
    order = Order(one_of("x + y"), "O", ceiling=known(one_of("3*x + 5*y")))
    found = judge_order(order, "quick", "s")
    assert (found.outcome, found.grade) == ("holds", JOINED) and "T <= 5 size" in found.why
    claim, constant = settled(order)
    assert constant == 5
    smaller = Order(order.size, "O", known(one_of("3*x + 5*y")))
    point = {"c": Fraction(49, 10), "x": Fraction(1, 1000), "y": Fraction(1)}
    assert fails_at(next(stated(smaller)), (), point) and not fails_at(claim, (), point)


def test_an_Omega_holds_by_a_floor_and_not_by_a_ceiling():
    size = one_of("x*x + y")
    assert "size <= 7 T" in _judged(size, "Omega", floor=one_of("(x*x + y)/7")).why
    assert _judged(size, "Omega", ceiling=one_of("(x*x + y)/7")).outcome == "undecided"
    assert _judged(size, "O", floor=one_of("(x*x + y)/7")).outcome == "undecided"
    assert _judged(size, "Omega", ceiling=one_of("x + y")).outcome == "refuted"


def test_not_O_is_the_opposite():
    size, product = one_of("x", x="Positive"), one_of("x*y")
    found = _judged(size, "not O", product)
    assert found.outcome == "holds" and {o for _, o in found.beside} == {"holds"}
    assert found.worst_ratio is None and found.slack is None  # no constant is near to it
    assert _judged(one_of("x*y"), "not O", ceiling=one_of("2*x*y")).outcome == "refuted"


def test_monomials_are_never_misjudged():
    """x^a y^b is O of a sum of such monomials if and only if (a, b) lies in the convex hull of their exponents."""
    draw, seen = random.Random(3), {"holds": 0, "refuted": 0, "undecided": 0}
    for _ in range(24):
        exponents = [(draw.randint(-2, 2), draw.randint(-2, 2)) for _ in range(draw.randint(2, 3))]
        one = (draw.randint(-1, 1), draw.randint(-1, 1))
        known = one_of(f"power(x, {one[0]})*power(y, {one[1]})")
        found = _judged(one_of(" + ".join(f"power(x, {a})*power(y, {b})" for a, b in exponents)), "O", known, known)
        seen[found.outcome] += 1
        assert found.outcome in ("undecided", "holds" if _in_hull(one, exponents) else "refuted"), (one, exponents, found)
    assert seen["holds"] >= 4 and seen["refuted"] >= 8 and seen["undecided"] <= 4, seen


def _in_hull(p, points):
    """Tell whether p lies on one of the segments or in one of the triangles of the points."""
    if p in points:
        return True
    cross = lambda o, a, b: (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])  # noqa: E731
    for a, b in combinations(points, 2):
        inside = min(a[0], b[0]) <= p[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= p[1] <= max(a[1], b[1])
        if cross(a, b, p) == 0 and inside:
            return True
    return any(
        cross(a, b, c) != 0 and len({s > 0 for s in (cross(a, b, p), cross(b, c, p), cross(c, a, p)) if s}) <= 1
        for a, b, c in combinations(points, 3)
    )


# --- what is known -----------------------------------------------------------------------------------------------------


def test_a_floor_that_is_not_shown_shows_nothing():
    size, product = one_of("x", x="Positive"), one_of("x*y")
    wrong = Relation((at_most(body("(x, x/2)", {"x": "Positive"})),))
    shown = at_most(body("(x*y, T)", {**BOTH, "T": "Positive"}))
    bounded = Relation((shown,), (at_most(body("(x*y, T/2)", {**BOTH, "T": "Positive"})),))
    found = _judged(size, "O", Known(product, (wrong, bounded)))
    assert found.outcome == "undecided" and "was not shown" in found.why
    assert _judged(size, "O", Known(product, (bounded,))).outcome == "refuted"
    moves = at_most(body("(x*y, (T + x*y)/2)", {**BOTH, "T": "Positive"}))
    assert _judged(size, "O", Known(product, (Relation((shown,), (moves,)),))).outcome == "refuted"
    gap = Cover((Piece("some", (at_most(body("(x, 1)", {"x": "Positive"})),), (((moves,), shown),), ("T",)),))
    assert _judged(size, "O", Known(product, (gap,))).outcome == "undecided"  # the piece leaves x > 1 out


def test_a_floor_that_was_shown_for_less_than_the_order_speaks_of_is_refused():
    size, product = one_of("x", x="Positive"), one_of("x*y")
    small = at_most(body("(y, 1)", {"y": "Positive"}), "y <= 1")
    under = Relation((at_most(body("(x*y, x)", BOTH)),), (small,))
    with pytest.raises(ValueError, match="shown under y <= 1: state it under given"):
        _judged(size, "O", known(product, *known(product).by, under))
    assert _judged(size, "O", ceiling=known(product, *known(product).by, under), given=(small,)).outcome == "holds"
    narrow = Relation((at_most(body("(1, x)", {"x": "AtLeastOne"})),))
    with pytest.raises(ValueError, match=r"shown for x in \[1, inf\), not in \(0, inf\)"):
        _judged(size, "O", known(product, *known(product).by, narrow))


F, L, T, n = letters("F L T n", Positive)
V = letter("V", Positive)
FLOOR = F * L**2
FLOOR_BODY = as_body(FLOOR)


@pytest.mark.parametrize(
    "line",
    [
        FLOOR <= T,
        L**2 * F <= n,  # the same number, written otherwise
        FLOOR + 1 <= T,
        2 * FLOOR <= T,
        equals(T, FLOOR),
        equals(FLOOR, T),
        (2 * V) * L**2 <= T,  # at an instance, where F is 2 V
        V * L**2 <= n / 3,
        FLOOR <= n / V,  # what stands for T: a way by the longest step
        at_most(body("(F*L*L, T)", {"F": "Positive", "L": "Positive", "T": "Positive"})),
    ],
)
def test_a_line_that_bounds_T_by_the_floor_speaks_of_it(line):
    assert speaks(line, (), FLOOR_BODY, "least", ())
    assert list(missing(Order(F, "O", floor=Known(FLOOR, (Relation((line,)),))))) == []


@pytest.mark.parametrize(
    "line",
    [
        F <= F + 0,
        F <= T,  # a smaller floor, where L > 1
        FLOOR <= 2 * FLOOR,  # there is no T
        FLOOR <= F**2 * L**4 + 1,
        T <= FLOOR,  # the other way
        FLOOR / 2 <= T,
        F * L <= T,
        equals(F, L**2),
        (F * V) * L**2 <= T,  # at F times something: no instance
        L**2 <= T,
        V <= T,
        at_most(body("(F, F)", {"F": "Positive"})),
    ],
)
def test_a_line_about_something_else_is_a_usage_error(line):
    order = Order(F, "O", floor=Known(FLOOR, (Relation((line,)),)))
    assert not speaks(line, (), FLOOR_BODY, "least", ())
    (said,) = order.amiss()
    assert "does not speak of it: no line of it says F*L**2 <= T" in said
    assert judge_order(order, "quick", "s").outcome == "undecided"
    with pytest.raises(Usage, match="does not speak of it"):
        complete("mine", (Claim(Relation((F <= F + 1,)), second=(order,)),))


def test_what_nothing_shows_is_not_known():
    order = Order(F, "Omega", ceiling=Known(FLOOR, ()))
    assert order.amiss() == ["nothing is said to show that T is at most F*L**2"]
    assert judge_order(order, "quick", "s").outcome == "undecided"


def test_a_statement_with_an_order_tells_its_ray_and_its_planted_errors():
    held = Claim(Order(one_of("x + y"), "O", ceiling=known(one_of("3*x + 5*y"))), why="By hand.")
    broken = Claim(Order(one_of("x + y"), "O", floor=known(one_of("x*y"))), why="By hand.", cause="exponent")
    good, bad = (judge(Statement("s", (claim,)), "quick", {})[0] for claim in (held, broken))
    assert good.why.startswith("By hand. T <= 5 size") and good.planted["refuted"] >= 3 and good.planted["missed"] == 0
    assert bad.outcome == "refuted" and bad.cause == "exponent" and "for every t >=" in bad.why
    trivial = Relation((same(body("(x, x)", {"x": "Positive"})),))
    parted = Claim(broken.what, second=(trivial,))
    assert judge(Statement("s", (parted,)), "quick", {})[0].outcome == "refuted"  # a line that has nothing to do with it


def test_a_ray_reads_as_one_would_write_it():
    ray = {"F": (0.0, 1.0, 0), "L": (0.0, 8.0, -2), "M": (1, 1.0, -1), "e": (0.0, 0.125, 1)}
    assert described(ray) == "L = 8/t^2, M = 1 + 1/t, e = 0.125 t, all else 1"
    assert at(ray, Fraction(2)) == {"F": 1, "L": 2, "M": Fraction(3, 2), "e": Fraction(1, 4)}


def test_a_constant_that_was_only_seen_over_a_range_shows_no_order():
    odd = one_of("x + sin(x)*sin(x)", x="Positive")
    found = _judged(one_of("x", x="Positive"), "O", ceiling=odd, ranges={"x": (1.0, 100.0)})
    assert found.outcome == "undecided" and "was not proved" in found.why
