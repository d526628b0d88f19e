"""Grades: what prose joins is never called plainly proved, as the formulas say; examples are instances; slips are judged."""

import json

import pytest

from theorysim import catalogue
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.claims.denial import Denial
from theorysim.cli import main
from theorysim.commands import verify
from theorysim.domains import Positive, Real, Unit
from theorysim.judge.grades import denies, ends_in, in_lines, of_reading, one_claim, relations, same, speak_of
from theorysim.judge.verdict import judge, judge_claim
from theorysim.letters import equals, letter, letters, written
from theorysim.maths import absolute
from theorysim.memory import ledger
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import (
    Claim,
    Cover,
    Executed,
    Exists,
    Expected,
    Known,
    Order,
    Piece,
    Relation,
    Statement,
    count,
    lines,
    quantile,
    through,
)
from theorysim.oracles.two_point import two_point
from theorysim.results import JOINED, Evidence, graded, worded
from theorysim.verify.certificate import Told

x, y, z = letters("x y z", Positive)
HOLDS = Evidence("algebra", "holds", "proved")
NAMES = catalogue.names("statements")


def _one(check, *given, **more):
    return Relation((check,), given, **more)


def _joined(what):
    """Tell whether a kind of claim is about more than relations: a count, an axis, an order."""
    return not isinstance(what, Relation | Exists | Expected)


# --- one formula ------------------------------------------------------------------------------------------------------


def test_a_formula_is_another_one_when_it_is_written_alike_of_the_same_letters():
    assert same(2 * x <= y, 2 * x <= y) and same((x <= y).in_words("so"), x <= y)
    real = letter("x", Real)
    for other in (2 * y <= x, 2 * x < y, 3 * x <= y, x * 2 <= y, 2 * real <= y, y >= 2 * x + 0):
        assert not same(2 * x <= y, other), other
    twice, s = x + y, x + y
    assert same(twice * twice <= 1, twice * s <= 1)  # whether a part is shared, or written again
    assert not same((x + y) * (x + y) <= 1, x * (x + y) <= 1) and not same((x + y) * x <= 1, x * (x + y) <= 1)


# --- lines ------------------------------------------------------------------------------------------------------------

CLAIM = x <= z
CHAIN = lines({}, (x <= 2 * y, x <= y), (2 * y <= z, 3 * y <= z), (CLAIM, x <= 2 * y, 2 * y <= z))
GIVEN = (x <= y, 3 * y <= z)


def test_lines_end_in_the_claim_when_each_uses_what_is_known_and_the_last_is_it():
    claimed = Relation((CLAIM,), GIVEN)
    assert ends_in(CHAIN, claimed)
    assert not ends_in(CHAIN, Relation((CLAIM,), GIVEN[:1]))  # a hypothesis that the claim does not have
    assert not ends_in(CHAIN[1:], claimed)  # a line is missing
    assert not ends_in((CHAIN[2], *CHAIN[:2]), claimed)  # the last comes before what it uses
    assert not ends_in(CHAIN[:2], claimed) and not ends_in(CHAIN, Relation((2 * x <= z,), GIVEN))
    other = letter("y", Real)  # the same name, another domain
    assert not ends_in((_one(other**2 >= 0), *CHAIN), claimed)


def test_a_claim_that_no_judge_proves_is_proved_by_lines_that_end_in_it():
    found, routes = judge_claim(Claim(Relation((CLAIM,), GIVEN, by_search=True), second=CHAIN), "quick", "s", {})
    assert (found.outcome, found.grade, found.scope) == ("holds", "proved", "in 3 lines")
    short, _ = judge_claim(Claim(Relation((CLAIM,), GIVEN, by_search=True), second=CHAIN[:2]), "quick", "s", {})
    assert (short.outcome, short.grade) == ("holds", "simulated")


# --- counts -----------------------------------------------------------------------------------------------------------

L, F, epsilon, T, drop = letters("L F epsilon T drop", Positive)
bound = 2 * L * F / epsilon**2
BOUND = (count(gradient_descent, over=(lower_bounded, smooth), eta=1 / L) <= bound).within({"L": (1 / 8, 8), "epsilon": (1 / 64, 1)})
GAINS = (epsilon**2 / (2 * L) <= drop, drop * 2 * L >= epsilon**2)
LAST = (bound >= T, T * epsilon**2 / (2 * L) <= F)


def test_lines_are_about_a_count_only_when_the_last_bounds_a_number_by_its_very_formula():
    assert speak_of(lines({}, GAINS, LAST), BOUND)
    assert not speak_of(lines({}, LAST, GAINS), BOUND)  # another line is the last
    assert not speak_of(lines({}, GAINS, LAST), count(gradient_descent, over=(smooth,), eta=1 / L) <= L * F / epsilon**2)  # of half of it
    assert not speak_of(lines({}, (bound >= T, bound >= T)), BOUND)  # what it assumes
    assert not speak_of((), BOUND) and not speak_of((Exists((bound >= T,)),), BOUND)


def test_a_count_is_proved_in_lines_joined_in_prose_where_they_are_about_it_and_else_simulated():
    objectives = {n: o for n, o in catalogue.objectives().items() if n in ("quadratic", "huber")}

    def judged(*second):
        return judge(Statement("s", Claim(BOUND, second=second)), "quick", objectives)[0]

    found = judged(*lines({}, GAINS, LAST))
    assert (found.outcome, found.grade, found.scope) == ("holds", JOINED, "in 2 lines")
    assert worded(found.outcome, found.grade, found.scope) == "holds, proved in 2 lines, joined in prose"
    assert found.prose.startswith("Grades: what prose joins is never called plainly proved")  # the docstring that stands with it
    assert judged(*lines({}, GAINS)).grade == "simulated" and judged().grade == "simulated"
    assert judged(*lines({}, (GAINS[0], drop <= 1), LAST)).grade == "simulated"  # a line that fails shows nothing


def test_a_quantile_asks_for_the_bound_at_the_head_and_for_the_chance_at_the_end():
    what = quantile(through(two_point, count(gradient_descent, over=(smooth,), eta=1 / L)), 1 / 2) <= bound
    p, q = letters("p q", Unit)
    head, last = (T * epsilon**2 >= F * L, bound <= T), (2 * p <= 1, p <= q, 2 * q <= 1)
    assert speak_of(lines({}, head, last), what)
    assert not speak_of(lines({}, last), what)  # of no bound
    assert not speak_of(lines({}, (T * epsilon**2 >= F * L, 3 * L * F / epsilon**2 <= T), last), what)  # of another bound
    assert not speak_of(lines({}, head, (4 * p <= 3, p <= q, 4 * q <= 3)), what)  # a chance that is too large


# --- axes, orders, expectations ------------------------------------------------------------------------------------------


def test_a_cover_and_an_order_are_joined_in_prose_and_no_stronger_than_what_they_rest_on():
    side = letter("h", Real)
    cover = Cover((Piece("left", (side <= 0,), (((), side <= 1),), ()), Piece("right", (side > 0,), (((), -side <= 0),), ())))
    found, _ = judge_claim(Claim(cover), "quick", "s", {})
    assert (found.outcome, found.grade, found.scope) == ("holds", JOINED, "in 2 lines")
    known = Known(3 * x, (_one(3 * x >= T, 2 * x >= T),))
    found, _ = judge_claim(Claim(Order(x, "O", ceiling=known, search={"x": (1e-3, 1e3)})), "quick", "s", {})
    assert (found.outcome, found.grade, found.scope) == ("holds", JOINED, "in 2 lines")
    seen = Known(3 * x, (_one(3 * x >= T, 2 * x >= T, search={"x": (1, 2), "T": (1, 2)}, by_search=True),))
    found, _ = judge_claim(Claim(Order(x, "O", ceiling=seen, search={"x": (1e-3, 1e3)})), "quick", "s", {})
    assert (found.outcome, found.grade) == ("holds", "simulated")


def test_a_denial_is_plain_only_when_it_is_the_negation_of_what_is_claimed():
    value, far = letter("value", Real), (z + 1).named("far")
    claimed = x < absolute(far)
    never = absolute(value) <= x
    assert denies(Denial((), (((), never),)), (claimed,))
    assert not denies(Denial((), (((value >= 0,), never),)), (claimed,))  # of some values only
    assert not denies(Denial((), (((), absolute(y) <= x),)), (claimed,))  # y is positive: another value may do
    assert not denies(Denial((), (((), absolute(value) < x),)), (claimed,))
    assert not denies(Denial((), (((), absolute(value) <= 2 * x),)), (claimed,))
    for never, grade in ((0 * value <= x, JOINED), (value - value <= x, JOINED)):
        found, _ = judge_claim(Claim(Exists((claimed,), denials=(Denial((x <= 1,), (((), never),)),))), "quick", "s", {})
        assert (found.outcome, found.grade, found.scope) == ("refuted", grade, "in 1 line")


# --- readings -----------------------------------------------------------------------------------------------------------


def _reading(*whats, kind="inequality"):
    claims = [Claim(what, part=str(i)) for i, what in enumerate(whats)]
    return of_reading(claims, [in_lines(HOLDS, 1) if _joined(w) else HOLDS for w in whats], kind)


def test_parts_from_the_same_hypotheses_are_one_claim_others_are_joined_in_prose():
    assert _reading(_one(x <= y, 2 * x <= y)).grade == "proved"
    assert _reading(_one(x <= y, 2 * x <= y), _one(2 * x <= 2 * y, 2 * x <= y)).grade == "proved"
    apart = _reading(_one(x <= y, 2 * x <= y), _one(x <= y, 3 * x <= y))
    assert (apart.grade, apart.scope) == (JOINED, "in 2 lines")
    assert _reading(_one(x <= y), _one(x <= y, 3 * x <= y)).grade == JOINED
    assert _reading(_one(x <= 2 * x), _one(x <= 3 * x), kind="membership").grade == JOINED  # of a class
    assert _reading(_one(x <= 2 * x), kind="membership").grade == "proved"


def test_a_part_that_a_later_one_uses_is_a_line_of_it_and_nothing_is_left_to_prose():
    first, then = _one(x <= 2 * y, x <= y), _one(x <= z, x <= 2 * y, 2 * y <= z)
    assert _reading(first, then).grade == "proved"
    assert _reading(then, first).grade == JOINED  # a line comes before what uses it: else two could use each other
    assert _reading(_one(x <= 3 * y, x <= y), then).grade == JOINED  # another formula
    other = letter("x", Real)
    assert _reading(_one(other <= 2 * y, other <= y), then).grade == JOINED
    another = letter("z", Real)  # z is two letters, though the line is the same
    assert _reading(_one(x <= 2 * y, x + another <= y + another), then).grade == JOINED


def test_examples_are_certified_on_instances():
    runs = Executed((lambda: (1, 1), lambda: (2, 2)))
    certified = Evidence("execution", "holds", "certified")
    members = [_one(x <= 2 * x), _one(x <= 3 * x)]
    found = of_reading([Claim(m) for m in members], [HOLDS, HOLDS], "definition")
    assert graded(found.grade, found.scope) == "certified on 2 instances"
    found = of_reading([Claim(members[0]), Claim(runs, part="b")], [HOLDS, certified], "identity")
    assert graded(found.grade, found.scope) == "certified on 2 instances"
    weak = of_reading([Claim(m) for m in members], [HOLDS, Evidence("search", "holds", "simulated")], "definition")
    assert weak.grade == "simulated"


def test_what_is_seen_on_two_laws_of_noise_is_sampled_on_two_laws():
    (verdict,) = [v for v in judge(catalogue.load("statements", "text-3.4.2-subgaussian"), "quick", *_few())]
    assert graded(verdict.grade, verdict.scope) == "sampled on 2 laws of noise"


def _few():
    few = {n: o for n, o in catalogue.objectives().items() if n in ("quadratic", "slow", "exponential")}
    return few, False, catalogue.oracles()


# --- all of chapter 3 ---------------------------------------------------------------------------------------------------


def _texts(sides):
    return {written(s) or s.body.__qualname__ for s in sides}


def _plain(claims):
    """Tell, from printed formulas, whether a reading is one claim: one part, or parts from the same hypotheses, lines of them left out."""
    if any(_joined(c.what) for c in claims):
        return False
    shown, last = {}, []
    for i, claim in enumerate(claims):
        own = set()
        for text in _texts(claim.what.given):
            before = [j for j in shown if isinstance(claims[j].what, Relation) and text in _texts(claims[j].what.checks)]
            own |= shown[before[0]] if before else {text}
            last = [j for j in last if j not in before[:1]]
        shown[i] = own
        last.append(i)
    return len({frozenset(shown[i]) for i in last}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_whose_last_line_is_not_its_claim_is_called_plainly_proved(name):
    statement = catalogue.load("statements", name)
    for reading in dict.fromkeys(c.reading for c in statement.claims):
        claims = [c for c in statement.claims if c.reading == reading]
        parts = [in_lines(HOLDS, 1) if _joined(c.what) else HOLDS for c in claims]
        kind = catalogue.inventory()[name]["kind"]
        found = of_reading(claims, parts, kind)
        wanted = _plain(claims) and not (kind == "membership" and len(claims) > 1) and kind not in ("definition", "assumption")
        assert (found.grade == "proved") == wanted, (reading, found)
        assert found.grade != JOINED or found.scope


def test_the_law_is_about_something():
    readings = [[c for c in s.claims if c.reading == r] for s in _every() for r in {c.reading for c in s.claims}]
    plain = sum(map(_plain, readings))
    assert 20 <= plain <= len(readings) - 40
    assert any(len(r) > 1 and _plain(r) for r in readings) and any(len(r) > 1 and not _plain(r) for r in readings)
    assert any(not one_claim(r) for r in readings) and all(relations(c.what) for r in readings for c in r if isinstance(c.what, Cover))


def _every():
    return [catalogue.load("statements", name) for name in NAMES]


# --- slips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("charity", "slip"), [((), False), ((x <= y,), False), ((y <= x,), True)])
def test_what_is_refuted_to_the_letter_alone_is_a_slip(charity, slip):
    claim = Claim(_one(y <= x), charity=charity)
    (verdict,) = judge(Statement("s", claim), "quick", {})
    assert (verdict.outcome, verdict.slip) == ("refuted", slip)
    assert verdict.charity == " and ".join(map(written, charity))
    point = dict(word.removeprefix("statement.").split("=") for word in verdict.witness.split() if "=" in word)
    if charity and not slip:  # the witness that is shown survives
        assert float(point["x"]) <= float(point["y"])


def test_charity_is_of_claims_that_have_hypotheses():
    with pytest.raises(TypeError, match="has no hypotheses"):
        Claim(BOUND, charity=(x <= y,))


# --- words ------------------------------------------------------------------------------------------------------------

FILE = '''"""Twice is more.

    The second line is what the first one is for.
"""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement

x, y = letters("x y", Positive)
mine = Statement("mine", Claim(Relation((x <= y,), (2 * x <= y,)), part="a"), Claim(Relation((x <= y,), (3 * x <= y,)), part="b"))
'''


def test_check_prints_the_words_and_the_prose(tmp_path, capsys):
    (tmp_path / "mine.py").write_text(FILE)
    assert main(["check", f"{tmp_path}/mine.py:mine", "--effort", "quick"]) == 0
    shown = capsys.readouterr().out
    assert "outcome      holds, proved in 2 lines, joined in prose\n" in shown
    assert "    prose        Twice is more.\n" in shown and " " * 17 + "The second line is what the first one is for.\n" in shown
    assert main(["check", f"{tmp_path}/mine.py:mine", "--effort", "quick", "--json"]) == 0
    (reading,) = json.loads(capsys.readouterr().out)["statements"][0]["readings"]
    assert (reading["grade"], reading["scope"]) == ("proved, joined in prose", "in 2 lines")
    assert reading["prose"].startswith("Twice is more.") and [p["grade"] for p in reading["parts"]] == ["proved", "proved"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("proved", ""), "proved"),
        ((JOINED, "in 1 line"), "proved in 1 line, joined in prose"),
        (("certified", "on 3 instances"), "certified on 3 instances"),
        ((None, ""), ""),
    ],
)
def test_a_grade_is_printed_with_what_it_is_about(given, said):
    assert graded(*given) == said


def test_equations_count_as_relations():
    assert same(equals(x, y), equals(x, y)) and not same(equals(x, y), equals(y, x))


def test_verify_prints_the_prose_that_joins_accepted_lines(monkeypatch):
    text = "One step.\n\n1. Then\n   another.\n2. And so on."
    rows = {"eq-3.10": {"prose": text, "repaired": {"prose": ""}, "more_repaired": [{"prose": "Else."}]}}
    monkeypatch.setattr(ledger, "read", lambda: rows)
    shown = list(verify.page([("eq-3.10", [Told("printed", "", 0, "accepted", "1 relation")]), ("eq-3.1", [])]))
    own = ["  prose     One step.", f"{' ' * 12}1. Then another.", f"{' ' * 12}2. And so on.", "  prose     Else."]
    assert shown[1:] == ["  accepted  printed: 1 relation", *own, "eq-3.1: no certificate", shown[-1]]
