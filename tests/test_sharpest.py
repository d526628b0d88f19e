"""Certified lower limits of the constants of upper bounds: known ones are met, floats alone give none, refuted readings have none."""

import math
import shlex
from fractions import Fraction as F
from pathlib import Path

import pytest
from few import few

import theorysim as ts
from theorysim import catalogue
from theorysim.cli import main as cli
from theorysim.commands import verbs
from theorysim.commands.run import simulate
from theorysim.domains import AtLeastOne, Nonnegative, Positive
from theorysim.judge import sharpest
from theorysim.maths import maximum
from theorysim.memory import ledger, sources
from theorysim.model import Claim, Relation, at_most, less, same
from theorysim.settings import Words, parse

STUDY = Path(__file__).parents[1] / "studies" / "sharpest_constants"


def means(a: Positive, b: Positive):
    return a * b, 2 * (a * a + b * b)


def halved(a: Positive, b: Positive):
    return a * b / 3, a * a + b * b


def two_terms(a: Positive, b: Positive):
    return a * b, 3 * a * a + b * b


def branches(a: Positive, b: Positive):
    return a, maximum(2 * a, 3 * b)


def plain(a: Positive, b: Positive):
    return a + b, (a + 1) * (b + 1)


def equation(a: Positive):
    return 2 * a, a + a


def not_small(a: Positive):
    return 3, a


def cancels(a: Positive):
    return (a + 2.0**60) - 2.0**60, 2 * a


def of(check, *given, label="x:printed"):
    found = list(sharpest.limits("x", [Claim(Relation((check,), given, {"a": (1e-3, 1e3), "b": (1e-3, 1e3)}))], "quick", {}))
    assert all(limit.claim == label for limit in found)
    return found


@pytest.mark.parametrize(
    "body, printed, true",
    [(means, 2, F(1, 2)), (halved, 3, F(1, 2))],  # a b <= (a^2 + b^2)/2, with equality at a = b
)
def test_a_sharp_constant_is_met_and_the_printed_one_is_read_off_the_formula(body, printed, true):
    (limit,) = of(at_most(body))
    assert (limit.printed, limit.at_least, limit.certified) == (printed, true, True)
    point = dict(word.removeprefix("statement.").split("=") for word in shlex.split(limit.witness)[2::2])
    a, b = F(point["a"]), F(point["b"])
    left, right = body(a, b)
    assert left >= limit.share * right


def test_what_has_no_constant_of_its_own_is_left_out():
    assert [of(at_most(body)) for body in (two_terms, branches, plain)] == [[], [], []]
    assert of(same(equation)) == []


@pytest.mark.parametrize(
    "body, found",
    [(means, {F(2)}), (halved, {F(3)}), (two_terms, {F(1)}), (branches, {F(2), F(3)}), (plain, {F(1)})],
)
def test_constants_by_hand(body, found):
    assert sharpest.constants(body) == found


def test_the_constant_of_a_branch():
    assert sharpest.constants(branches, {"a": F(1), "b": F(5)}) == {3}
    assert sharpest.constants(branches, {"a": F(5), "b": F(1)}) == {2}
    bound = ts.load("statements", "theorem-3.4.1").claims[0].what.bound
    assert sharpest.constants(bound) == {F(20)}


def test_floats_alone_give_no_limit():
    point = {"a": F(200)}
    assert cancels(200.0)[0] / 400.0 > 0.6  # in float64, where 2^60 + 200 is rounded
    assert sharpest._share(at_most(cancels), (), point) == F(1, 2)
    assert sharpest._share(at_most(cancels), (at_most(not_small),), {"a": F(2)}) is None  # a hypothesis fails
    assert sharpest._share(at_most(cancels), (less(not_small),), {"a": F(3)}) is None
    assert sharpest._share(at_most(cancels), (at_most(not_small),), {"a": F(3)}) == F(1, 2)


def test_a_share_is_rounded_down():
    for ratio in (0.1234567, 1 / 3, 2e-9, 0.999999999, 1.0, 7.0):
        found = sharpest.down(ratio)
        assert found <= ratio and float(found) == pytest.approx(ratio, rel=2e-5)
    for share, said in ((F(2, 3), "8/3"), (F(4747121, 10**7), "1.89884"), (F(1), "4"), (None, "nothing was certified")):
        assert str(sharpest.Limit("", "", F(4), share, None)) == said


# --- the chapter ------------------------------------------------------------------------------------------------------------


def run_of(limit):
    words = shlex.split(limit.witness)
    given = [words[i + 1] for i, w in enumerate(words) if w == "-p"]
    start = next(w.split("=")[1] for w in words if w.startswith("--start="))
    epsilon, steps = (words[words.index(o) + 1] for o in ("--epsilon", "--steps"))
    parsed = parse(Words(words[0], words[1], given, start, epsilon=epsilon, steps=steps))
    return parsed, simulate(parsed), {k.partition(".")[2]: float(v) for k, v in (g.split("=") for g in given)}, float(start), float(epsilon)


def last(name, effort):
    """The last reading holds: said, so that nothing is judged here."""
    return ts.load("statements", name).claims[-1].reading


# on `slow` the limits of the first two are the largest, and the confirmation of the third is the longest
FEW = {"theorem-3.4.1": ("quadratic", "slow"), "theorem-3.4.3": ("quadratic", "slow"), "theorem-3.4.4": ("quadratic",)}


@pytest.fixture(scope="module")
def bounds():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verbs, "_holds", last)
        patch.setattr(catalogue, "objectives", lambda name: few(*FEW[name])(name))
        return {name: next(iter(ts.sharpest(name))) for name in FEW}


def test_theorem_3_4_3_by_hand(bounds):
    """The step is 1/(2(M L1 + L0)), so the bound is 2 F/(eta epsilon^2)."""
    limit = bounds["theorem-3.4.3"]
    parsed, run, own, start, epsilon = run_of(limit)
    F_ = parsed.what.objective.value(start, **{p.name: own[p.name] for p in parsed.what.objective.parameters}) - 0
    bound = 2 * F_ / (own["eta"] * epsilon * epsilon)
    assert limit.printed == 4 and limit.certified and 1.9 < limit.at_least <= 4
    assert float(limit.share) * bound * (1 - 1e-9) < run.T <= bound


def test_theorem_3_4_1_by_hand(bounds):
    """eta_c = 1/(10 L0), and gamma = min{10 L0, L0/L1}."""
    limit = bounds["theorem-3.4.1"]
    parsed, run, own, start, epsilon = run_of(limit)
    L0 = 1 / (10 * own["eta_c"])
    L1 = L0 / own["gamma"]  # at least 1/10; where gamma = 10 L0 it is 1/10 or less: max{1, L1^2} = 1 either way
    mine = {p.name: own[p.name] for p in parsed.what.objective.parameters}
    gap = _float(parsed.what.objective.value, x=start, **mine) - _float(parsed.what.objective.minimum, **mine)
    bound = 20 * L0 * gap / epsilon**2 + 20 * max(1, L1 * L1) * gap / L0
    assert limit.printed == 20 and limit.certified and 9 < limit.at_least <= 20
    assert float(limit.share) * bound * (1 - 1e-9) < run.T <= bound


def _float(body, **values):
    from theorysim.readings.floats import evaluate

    found = evaluate(body, values)
    return found[0] if isinstance(found, tuple) else found


def test_a_run_that_balls_do_not_confirm_gives_no_number(monkeypatch):
    monkeypatch.setattr(sharpest, "exceeds", lambda *_: False)
    monkeypatch.setattr(verbs, "_holds", last)
    monkeypatch.setattr(catalogue, "objectives", few("slow"))
    (limit,) = ts.sharpest("theorem-3.4.3")
    assert not limit.certified and limit.at_least is None and limit.witness is None


def test_lemma_3_7_1_is_true_with_e_and_with_nothing_less():
    limit, any_profile = ts.sharpest("lemma-3.7.1")
    assert limit.claim.endswith(":extremal") and any_profile.at_least < limit.at_least
    assert limit.printed == 4 and math.e * (1 - 1e-5) < limit.at_least < math.e


def test_a_refuted_reading_has_none_and_the_one_that_mends_it_has(monkeypatch):
    row = {"printed": {"outcome": "refuted"}, "repaired": {"outcome": "holds"}, "key": sources.key("proof-3.7.4-sum")}
    monkeypatch.setattr(ledger, "read", lambda: {"proof-3.7.4-sum": row})
    (limit,) = ts.sharpest("proof-3.7.4-sum")
    assert limit.claim == "proof-3.7.4-sum:repaired:sum" and limit.at_least == 4
    row["repaired"] = {"outcome": "undecided"}
    assert ts.sharpest("proof-3.7.4-sum") == []


def test_without_a_fresh_record_it_is_judged(monkeypatch):
    monkeypatch.setattr(ledger, "read", lambda: {"lemma-3.7.1": {"printed": {"outcome": "refuted"}, "repaired": None, "key": "stale"}})
    assert verbs._holds("lemma-3.7.1", "quick") == "printed"
    assert verbs._holds("proof-3.7.1-small-gradient", "quick").startswith("repaired: ")


def test_the_study_prints_certified_limits_whose_lines_replay_and_draws_them(monkeypatch, tmp_path, capsys):
    some = {"lemma-3.7.1": ts.sharpest("lemma-3.7.1"), "text-3.3.1-ngd-clipping": ts.sharpest("text-3.3.1-ngd-clipping")}
    some["y"] = [sharpest.Limit("y:printed", "y", F(1), None, None)]
    monkeypatch.setattr(verbs, "sharpest", some.__getitem__)
    monkeypatch.setattr(verbs, "with_constants", lambda chapter: list(some))
    monkeypatch.chdir(tmp_path)
    for out in "ab":
        assert cli(["study", str(STUDY), "-o", out]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert Path("a/figure.svg").read_bytes() == Path("b/figure.svg").read_bytes()
    printed = printed[: len(printed) // 2]
    assert sum("nothing was certified" in line for line in printed) == 1
    lines = [line.strip() for line in printed if "theorysim replay" in line]
    assert len(lines) == sum(map(len, some.values())) - 1
    for line in lines:
        assert cli(shlex.split(line)[1:]) == 0
        assert "holds, exactly" in capsys.readouterr().out
    assert any("the true one is at least 2.71828 " in line for line in printed) and any("(sharp)" in line for line in printed)


def test_the_study_takes_what_the_catalogue_has(monkeypatch):
    seen = []
    monkeypatch.setattr(verbs, "_holds", lambda name, effort: seen.append(name))
    assert ts.sharpest(3) == []
    kinds = {i: s["kind"] for i, s in catalogue.inventory().items() if s["chapter"] == 3}
    assert seen == [i for i in kinds if i in catalogue.names("statements") and kinds[i] in sharpest.UPPER]
    assert {"theorem-3.4.1", "theorem-3.4.3", "lemma-3.7.1"} <= set(seen)


def zero(a: Nonnegative, b: AtLeastOne):
    return 0 * a, 2 * b


def test_where_no_side_is_positive_there_is_nothing_to_say():
    assert of(at_most(zero)) == []


def test_a_horizon_that_sets_the_step_is_shortened_with_it(bounds):
    """Theorem 3.4.4's eta is 1/sqrt(T) at most, T being the share of the bound: the run lasts as long."""
    limit = bounds["theorem-3.4.4"]
    parsed, run, own, _, _ = run_of(limit)
    horizon = parsed.setting.steps - 1  # its whole part, or the T of the run
    assert limit.claim == "theorem-3.4.4:repaired" and limit.certified and 0 < limit.share < 1
    assert own["eta"] ** 2 * horizon <= 1 + 1e-9
    assert run.T is None or horizon <= run.T
