"""The falsifier: a planted wrong claim is found, confirmed and made small; a true one is not; what it prints replays and runs."""

import json
import subprocess
import sys
from fractions import Fraction

import pytest

import theorysim
from theorysim.cli import main
from theorysim.domains import Positive, Real
from theorysim.falsify.axes import Axis
from theorysim.falsify.falsify import falsify_claims
from theorysim.falsify.found import Clock
from theorysim.falsify.guided import Link, by_evolution, by_hypothesis
from theorysim.falsify.points import Hunt, Points, is_witness
from theorysim.maths import sqrt
from theorysim.model import Claim, Expected, Missing, Relation, Statement, at_most, less, same
from theorysim.prove.search import fails_at
from theorysim.settings import Usage
from theorysim.testing.points import assert_holds_at

QUICK = 20_000  # evaluations: the corners, a round of Hypothesis, one of evolution, and one more of corners
LONG = 600  # seconds that no test waits for


def mean_of_two(a: Positive, b: Positive):
    return sqrt(a * b), (a + b) / 2


def too_sharp(a: Positive, b: Positive):
    return sqrt(a * b), 99 * (a + b) / 200


def narrow(x: Positive):  # broken between 36 and 38 alone, where no corner and no simple number lies
    return 37 * x, x * x / 2 + 684


def below_itself(x: Real):
    return x, x


def never(x: Positive):
    return x, -1


def above_one(x: Positive):
    return 1, x


WRONG = Relation((at_most(mean_of_two), at_most(too_sharp, "sqrt(a b) <= 0.495 (a + b)")))
TRUE = Relation((at_most(mean_of_two, "sqrt(a b) <= (a + b)/2"),))
OWN = '''"""Say that a mean is larger than it is."""

from theorysim.domains import Positive
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement, at_most


def means(a: Positive, b: Positive):
    return 2 * sqrt(a * b), FACTOR * (a + b)


mine = Statement("mine", (Claim(Relation((at_most(means, "2 sqrt(a b) <= FACTOR (a + b)"),)), part="of two"),))
'''


def found(what, evaluations=QUICK, seed=1):
    return falsify_claims("planted", [Claim(what)], ({}, {}), LONG, seed, evaluations).claims[0][1]


def own(tmp_path, factor="0.99"):
    file = tmp_path / "mine.py"
    file.write_text(OWN.replace("FACTOR", factor))
    return file


# --- points ---------------------------------------------------------------------------------------------------------


def test_a_wrong_relation_is_found_confirmed_and_made_small():
    one = found(WRONG)
    assert one.refuted and one.evaluations <= QUICK and one.worst_ratio == pytest.approx(100 / 99)
    assert one.witness == "planted:printed -p statement.a=1 -p statement.b=1"
    assert "0.495" in one.says and "a = 1, b = 1" in one.says


def test_a_true_relation_is_not_and_the_worst_ratio_is_reached():
    one = found(TRUE)
    assert not one.refuted and one.evaluations >= QUICK and one.worst_ratio == pytest.approx(1)
    assert set(one.looked) == {"corners, ties and draws", "guided by Hypothesis", "differential evolution"}


@pytest.mark.parametrize("relation", [Relation((less(below_itself),)), Relation((less(mean_of_two),)), Relation((same(mean_of_two),))])
def test_an_edge_is_a_counterexample_where_the_sense_says_so(relation):
    assert found(relation).refuted


def test_hypotheses_that_nothing_meets_refute_nothing():
    one = found(Relation((at_most(too_sharp),), (at_most(never),)))
    assert not one.refuted and one.witness is None and one.says == "no point that was tried meets the hypotheses"


def test_a_point_outside_the_hypotheses_or_the_printed_range_refutes_nothing():
    assert not found(Relation((at_most(above_one),), (at_most(above_one),))).refuted
    assert not found(Relation((at_most(above_one),), search={"x": (2, 9)})).refuted
    assert found(Relation((at_most(above_one),))).refuted


@pytest.mark.parametrize("way", [lambda k: by_hypothesis(k, 400, 1), lambda k: by_evolution(k, 40, 1)])
def test_each_guided_search_finds_by_itself_what_no_corner_shows(way):
    link = Link(at_most(narrow), (), {"x": (0, 1000)})
    tried, points = way(link)
    assert 0 < tried <= 4000 and any(fails_at(link.check, (), p) for p in points)
    assert way(link)[1] == points  # the same seed, the same points


def test_what_algebra_proves_or_rounding_made_is_no_witness():
    link = Link(at_most(mean_of_two), (), {})
    assert not is_witness(link, {"a": Fraction(1, 3), "b": Fraction(1, 3)})
    assert is_witness(Link(at_most(too_sharp), (), {}), {"a": Fraction(1, 3), "b": Fraction(1, 3)})


def test_the_witness_is_smaller_than_the_point_that_was_proposed():
    hunt = Hunt(Link(at_most(too_sharp), (), {}), 1)
    point = {"a": Fraction(123_457, 1000), "b": Fraction(123_456, 1000)}
    assert hunt._broken([point]) == {"a": 1, "b": 1}


def test_hypothesis_leaves_nothing_behind_and_warns_of_nothing(tmp_path, monkeypatch, recwarn):
    from hypothesis.configuration import storage_directory

    monkeypatch.chdir(tmp_path)
    before = storage_directory(intent_to_write=False).home_directory
    by_hypothesis(Link(at_most(mean_of_two), (), {}), 100, 1)
    assert list(tmp_path.iterdir()) == [] and not list(recwarn)
    assert storage_directory(intent_to_write=False).home_directory == before


def test_an_axis_keeps_to_its_domain():
    for domain in (Positive, Real):
        axis = Axis.of("x", domain.__metadata__[0], {"x": (0, 8)} if domain is Positive else {})
        values = axis.at([0, 0.25, 0.5, 1])
        assert (values[1:] > values[:-1]).all() and all(axis.domain.holds(float(v)) for v in values)
        assert all(axis.holds(axis.rational(u)) for u in (0, 0.1, 0.5, 1)) and all(map(axis.holds, axis.simple()))


def test_the_same_seed_and_evaluations_give_the_same():
    assert found(TRUE) == found(TRUE) and found(WRONG) == found(WRONG)
    assert found(TRUE, seed=2).evaluations != 0


def test_links_take_turns():
    search = Points(WRONG, "planted", 1)
    search.go_on(lambda n, ratio: None)
    assert not search.begun and not search.refuted
    search.go_on(lambda n, ratio: None)
    assert search.refuted


# --- other claims ---------------------------------------------------------------------------------------------------


def test_a_wrong_expectation_is_found_with_few_atoms():
    def squared(G: Positive, tau: Positive, r: Positive):
        return r * r, tau * tau

    def half(G: Positive, tau: Positive, r: Positive):
        return r * r, tau * tau / 2

    assert not found(Expected(at_most(squared)), 9_000).refuted
    wrong = found(Expected(at_most(half)), 9_000)
    assert wrong.refuted and wrong.worst_ratio == pytest.approx(2) and "p1" in wrong.witness and "p3" not in wrong.witness


def test_what_is_not_searched_is_said():
    every = falsify_claims("planted", [Claim(Missing("the data"), part="a"), Claim(WRONG, part="b")], ({}, {}), LONG, 1, QUICK)
    assert every.outcome == "refuted" and every.left_out == ("a",) and every.worst[0].part == "b"
    alone = falsify_claims("planted", [Claim(Missing("the data"))], ({}, {}), LONG, 1, QUICK)
    assert alone.outcome == "not refuted" and alone.evaluations == 0 and "out of reach here: the data" in alone.worst[1].says


def test_the_judge_refutes_by_a_denial_and_along_a_ray():
    for name in ("theorem-3.4.2", "remark-3.4.1-lower"):
        assert theorysim.falsify(name, evaluations=1, seconds=LONG).outcome == "refuted"
    assert theorysim.falsify("text-3.2.1-cubic", evaluations=1, seconds=LONG).outcome == "not refuted"


def test_a_bound_that_is_too_small_is_broken_by_a_run_and_its_test_shows_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    main(["new", "statement", "mine"])
    file = tmp_path / "mine.py"
    file.write_text(file.read_text().replace("steps <= 2 * L * F", "steps <= L * F / 2"))
    code, printed = falsify(
        capsys, "mine.py:mine", "--evaluations", 2_000, "--seconds", LONG, "--pytest", "test_mine.py", "--plot", "run.svg"
    )
    assert code == 1 and "the bound is" in printed.out and "reached after" in (tmp_path / "run.svg").read_text()
    scope: dict = {"__file__": str(tmp_path / "test_mine.py")}
    exec((tmp_path / "test_mine.py").read_text(), scope)
    with pytest.raises(AssertionError, match="replay: theorysim replay"):
        scope["test_mine_printed"]()


def test_a_point_that_breaks_nothing_is_no_witness_though_nothing_else_denies_it(monkeypatch):
    from theorysim.falsify import points

    monkeypatch.setattr(points, "broken_by_symbols", lambda *sides: None)  # SymPy cannot tell
    link = Link(at_most(too_sharp), (), {})  # broken where a = b, and true far from there
    assert is_witness(link, {"a": Fraction(1), "b": Fraction(1)})
    assert not is_witness(link, {"a": Fraction(1), "b": Fraction(100)})


def test_the_test_of_random_runs_fails_where_too_few_hit_and_names_the_claim(tmp_path):
    from theorysim.falsify.falsify import Falsified
    from theorysim.falsify.found import Found
    from theorysim.results import Run, Setting
    from theorysim.show.counterexample import as_test
    from theorysim.statements.chapter3.theorem_3_4_4 import statement

    own = (("method.eta", 0.25), ("objective.epsilon", 1.0), ("oracle.tau", 0.01))
    setting = Setting("gradient_descent", "slow", own, (0.0014,), epsilon=0.004, steps=31, oracle="bounded", seed=1001)
    run = Run("", "T <= 30", setting, {}, 30.0, 32, 0.5, 0.0)
    assert run.line().endswith("--seed 1001 --trial 0 --epsilon 0.004 --steps 31 --runs 32 --quantile 0.5")
    found = Falsified("mine", "printed", ((statement.claims[0], Found(True, None, run.line(), "few hit", 1, run=run)),), (), 0.0)
    test = as_test(found, tmp_path, run)
    assert "quantile=0.5" in test and "margin=0.125" in test and "bound=30.0" in test
    scope: dict = {}
    exec(test, scope)
    with pytest.raises(AssertionError, match="of 17|of [0-9]+ runs hit"):
        scope["test_mine_printed"]()
    exec(test.replace("epsilon=0.00", "epsilon=1.00"), scope)  # and holds for what is easy
    scope["test_mine_printed"]()


# --- by name: the lines, the JSON, the test -----------------------------------------------------------------------------


def falsify(capsys, *words):
    code = main(["falsify", *map(str, words)])
    return code, capsys.readouterr()


def test_what_is_printed_replays_and_its_test_fails_until_it_is_mended(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file, test = own(tmp_path), tmp_path / "sub" / "test_mine.py"
    test.parent.mkdir()
    code, printed = falsify(capsys, "mine.py:mine", "--evaluations", QUICK, "--pytest", test, "--plot", "cut.png")
    assert code == 1 and "2 sqrt(a b) <= 0.99 (a + b) fails at a = 1, b = 1" in printed.out and (tmp_path / "cut.png").stat().st_size > 0
    line = next(s for s in printed.out.splitlines() if "replay: " in s).partition("theorysim replay ")[2]
    assert main(["replay", line]) == 0 and "fails, exactly" in capsys.readouterr().out
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    broken = subprocess.run(run, capture_output=True, text=True, cwd=test.parent)
    assert broken.returncode == 1 and "2 <= 1.98 fails, exactly" in broken.stdout
    file.write_text(OWN.replace("FACTOR", "1"))
    assert subprocess.run(run, capture_output=True, text=True, cwd=test.parent).returncode == 0


def test_without_a_file_the_test_is_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    own(tmp_path)
    code, printed = falsify(capsys, "mine.py:mine", "--evaluations", QUICK)
    assert code == 1 and "HERE = Path(__file__).parent" in printed.out and "assert_holds_at" in printed.out
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".pyc" and p.name != "__pycache__"] == ["mine.py"]


def test_nothing_found_says_how_hard_it_looked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    own(tmp_path, "1")
    code, printed = falsify(capsys, "mine.py:mine", "--evaluations", QUICK)
    assert code == 0 and "not refuted" in printed.out and "worst ratio 1: both sides meet there" in printed.out
    assert "guided by Hypothesis" in printed.out and "replay: theorysim replay" in printed.out


def test_the_json(capsys):
    code, printed = falsify(capsys, "eq-3.10", "--evaluations", QUICK, "--json")
    said = json.loads(printed.out)
    assert (
        code == 1 and said["outcome"] == "refuted" and said["worst_ratio"] == 2 and said["witness"].startswith("'eq-3.10:printed:L0 = 1'")
    )
    assert said["evaluations"] > 0 and said["seconds"] > 0 and [p["outcome"] for p in said["parts"]] == ["refuted"]


def test_another_reading_and_one_part_can_be_asked_for(capsys):
    code, printed = falsify(capsys, "eq-3.15:repaired:second", "--evaluations", 9_000)
    assert code == 0 and printed.out.startswith("eq-3.15, repaired: not refuted")


@pytest.mark.parametrize(
    "words, says",
    [
        (["nonsense"], "no statement 'nonsense'"),
        (["huber"], "no statement 'huber'"),
        (["gradient_descent"], "is no statement"),
        (["eq-3.15:foo"], "has no claim foo; there are printed:first"),
        (["eq-3.15:printed:ninth"], "has no claim printed:ninth"),
        (["nowhere.py:mine"], "there is no file nowhere.py"),
        (["eq-3.15", "--seconds", "0"], "--seconds is 0"),
        (["eq-3.15", "--seconds", "nan"], "--seconds is nan"),
        (["eq-3.15", "--seconds", "soon"], "valid number"),
        (["eq-3.15", "--seed", "-1"], "--seed must be"),
        (["eq-3.15", "--evaluations", "0"], "--evaluations at least 1"),
        (["eq-3.15", "--pytest", "no/such/test.py"], "no folder no/such"),
        (["eq-3.15", "--plot", "no/such/a.png"], "no folder no/such"),
    ],
)
def test_bad_input_is_one_line(capsys, words, says):
    code, printed = falsify(capsys, *words)
    assert code == 2 and says in printed.err and printed.err.count("\n") == 1 and printed.out == ""


def test_without_hypothesis_it_says_what_to_install(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    code, printed = falsify(capsys, "eq-3.15")
    assert code == 2 and "pip install 'theorysim[falsify]'" in printed.err and printed.err.count("\n") == 1


def test_stopped_it_says_how_far_it_came(capsys, monkeypatch):
    def stop(self, progress):
        progress(7, 0.5)
        raise KeyboardInterrupt

    monkeypatch.setattr(Points, "go_on", stop)
    code, printed = falsify(capsys, "eq-3.15")
    assert code == 130 and "stopped: 7 instances tried, nothing broken, worst ratio 0.5" in printed.err and printed.out == ""


# --- in Python --------------------------------------------------------------------------------------------------------


def test_the_verb_stays_the_verb_when_its_folder_is_imported():
    import theorysim.falsify.found  # noqa: F401

    assert callable(theorysim.falsify) and Clock.__module__ == "theorysim.falsify.found"
    one = theorysim.falsify(Statement("planted", (Claim(WRONG),)), evaluations=QUICK, seconds=LONG)
    assert one.refuted and one.outcome == "refuted" and one.witness and one.evaluations


def test_a_claim_is_asserted_at_a_point(tmp_path):
    name = f"{own(tmp_path)}:mine"
    with pytest.raises(AssertionError, match=r"2 <= 1.98 fails, exactly\nreplay: theorysim replay"):
        assert_holds_at(name, {"a": 1, "b": "1"})
    assert_holds_at(name, {"a": "1/10", "b": 7.5}, part="of two")
    assert_holds_at("eq-3.15", {"s": 100, "G": 100, "eta": 1, "L1": 1, "tau": 0}, reading="repaired", part="second")
    for point, says in [
        ({"a": 1}, "takes just a"),
        ({"a": -1, "b": 1}, "outside"),
        ({"c": 1}, "no such parameter"),
        ({"a": "x"}, "number"),
    ]:
        with pytest.raises(Usage, match=says):
            assert_holds_at(name, point)


def test_a_clock_and_its_parts_are_over_in_their_time():
    now = [0.0]
    clock = Clock(10, lambda: now[0])
    part = clock.part(1 / 2)
    assert (clock.left(), part.left()) == (10, 5)
    now[0] = 6
    assert part.over() and not clock.over() and clock.part(1).left() == 4
