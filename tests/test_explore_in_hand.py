"""A lower bound that one can hold: every one opens, its numbers are those of `theorysim run`, no method gets below it."""

import shlex
from dataclasses import replace

import numpy as np
import pytest

from theorysim import catalogue, settings
from theorysim.cli import main
from theorysim.explore import explore, learned
from theorysim.explore.in_hand import InHand
from theorysim.settings import Usage
from theorysim.statements.chapter4.parts.rules_against_the_coin import risks

LOWER = [k for k, row in catalogue.inventory().items() if row["kind"] == "lower-bound" and k in catalogue.names("statements")]
COIN, CHAIN = "theorem-4.4.3", "theorem-4.4.4"
MINE = '''"""Clip at a coordinate."""
import numpy as np

from theorysim.domains import Positive, Real
from theorysim.entries import Method
from theorysim.maths import maximum, minimum

def step(x: Real, g: Real, most: Positive = 1):
    return x - minimum(maximum(g, -most), most)

mine = Method(step)

def loop(x, g):
    return np.clip(x - g, 0, 0.5)
'''

OF_STEPS = '''"""Cross a flat slope: a bound of T, in a file of one's own."""
from theorysim.letters import letters
from theorysim.domains import Positive
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Hidden, Instance, Relation, Statement, Uncovered
from theorysim.objectives.slow import slow
from theorysim.quantities.gradient_norm import gradient_norm

D, epsilon = letters("D epsilon", Positive)
crosses = Instance(
    gradient_descent, slow, None, (Hidden("", {"objective.epsilon": epsilon}),), 1000 + 0 * D, "gradient_norm",
    {"printed": D, "repaired: half of it": D / 2}, {"D": (1, 100), "epsilon": (0.01, 1)}, {"D": 10, "epsilon": 0.1}, 1,
    "Hidden is where the slope ends.", Uncovered(gradient_norm, {}, 1 + 0 * D), start=1 + D, epsilon=epsilon,
)
crossing = Statement("crossing", Claim(Relation((0 <= D,))), instance=crosses)
'''


def means(page):
    return [learned.mean_error(p, page.subject.at(page.subject.instance.largest)) for p in page.subject.settings()]


@pytest.mark.parametrize("name", LOWER)
def test_every_lower_bound_can_be_held(name):
    page = explore(name)
    assert page.shown is not None and page.error == "" and page.subject.statement == name
    assert page.shown.runs and all(r.command().startswith(("theorysim run ", "theorysim game ")) for r in page.shown.runs)
    again = eval(page.subject.python(), {"explore": explore})
    assert [r.command() for r in again.shown.runs] == [r.command() for r in page.shown.runs]


@pytest.mark.parametrize("name", [COIN, CHAIN])
def test_what_the_page_says_is_what_its_command_says(name, capsys):
    for ran in explore(name, {"k": 40}, method="gclip").shown.runs:
        assert main(shlex.split(ran.command())[1:]) == 0
        said = capsys.readouterr().out
        assert f"gap {ran.gap:.6g}" in said and f"gradient norm {ran.gradient_norm:.6g}" in said


def test_the_problem_is_that_of_the_proof():
    page = explore(CHAIN, {"k": 16, "alpha": 2, "L": 1, "Delta": 1})
    own = dict(page.shown.runs[0].setting.parameters)
    assert page.shown.runs[0].setting.dimension == 10 and own["oracle.p"] == pytest.approx((23 / 35) ** 2 / 4)
    page = explore(COIN, {"k": 4, "alpha": 2})
    assert [dict(r.setting.parameters)["objective.b"] for r in page.shown.runs] == [1 / 16, 1 / 32]
    assert "printed: the mean is at least 1.526e-05 on the worst, for any algorithm" in page.shown.notes


def test_the_mean_of_the_sample_mean_is_the_exact_one():
    floor, least, exact, *_ = map(float, risks(1, 5))  # alpha = 2, k = 25; the mean over both coins
    page = explore(COIN, {"k": 25, "alpha": 2, "eta": 1, "decay": 1})
    page.set("method.eta", 1)
    found = means(page)
    assert page.subject.at(page.subject.instance.bounds["printed"]) == pytest.approx(floor)
    assert f"{least:.4g}" in " ".join(page.shown.notes)
    assert all(m.low <= m.value <= m.high and m.runs == 1000 for m in found)
    assert sum(m.low for m in found) / 2 <= exact <= sum(m.high for m in found) / 2


def test_no_method_is_below_the_bound_and_each_step_is_turned():
    for name in (COIN, CHAIN):
        for method in ("sgd", "gclip", "momentum_sgd", "adam"):
            page = explore(name, {"k": 30}, method=method)
            bound = page.subject.at(page.subject.instance.bounds["printed"])
            assert max(m.high for m in means(page)) >= bound
    page.set("k", 60)
    assert page.error == "" and page.shown.runs[0].setting.steps == 60


def test_a_method_of_ones_own_is_tried(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(MINE)
    page = explore(COIN, {"k": 20, "most": 0.25}, method="mine.py:mine")
    assert page.shown.runs[0].setting.method == "boxed:mine.py:mine" and "method='mine.py:mine'" in page.subject.python()
    page = explore(COIN, {"k": 20}, method="mine.py:loop")
    assert page.shown.runs[0].outcome == "budget" and any("plain Python" in n for n in page.shown.notes)
    assert all(isinstance(m, learned.Mean) for m in means(page))


def test_what_was_learned():
    page = explore(CHAIN, {"k": 200, "alpha": 2, "eta": 30}, seed=3)
    of, subject = page.subject.instance.learned, page.subject
    track = page.shown.tracks[0]
    scale = dict(track.parsed.setting.parameters)["objective.scale"]
    slow = [max((i + 1 for i, x in enumerate(row) if abs(x) > scale / 4), default=0) for row in track.whole.points]
    assert list(learned.reached(of, subject.at, track)) == list(np.maximum.accumulate(slow)) and max(slow) > 1
    back = replace(track, whole=replace(track.whole, points=track.whole.points[::-1].copy()))
    assert set(learned.reached(of, subject.at, back)) == {max(slow)}  # what was seen is not forgotten
    at, success, doubt = learned.curve(0.5, 0.25, 2)
    assert list(at) == [0, 1, 2] and success == pytest.approx([0.5, 0.625, 0.65625]) and doubt[0] == 0.25


def test_a_mean_has_an_interval_that_holds():
    rng, inside = np.random.default_rng(0), 0
    for _ in range(300):
        low, high = learned.interval(rng.random(100) < 0.1, 1.0)
        inside += low <= 0.1 <= high
    assert inside >= 297
    low, high = learned.interval(np.full(1000, 2.0), 4.0)
    assert 1.8 < low < 2 < high < 2.1 and learned.interval(np.zeros(50), 1.0)[0] == 0


def test_what_leaves_the_problem_has_no_mean():
    page = explore(COIN, {"k": 20}, method="sgd")
    parsed = page.subject.settings()[0]
    own = tuple((k, 0.4 if k == "method.high" else 3.0 if k == "method.eta" else v) for k, v in parsed.setting.parameters)
    own = tuple((k, -9.0 if k == "method.low" else v) for k, v in own)
    assert "left" in learned.mean_error(type(parsed)(settings.Setting(**{**vars(parsed.setting), "parameters": own}), parsed.what), 1 / 8)


def test_what_is_asked_for_has_to_be_there():
    with pytest.raises(Usage, match="sets objective itself"):
        explore(COIN, objective="quadratic")
    with pytest.raises(Usage, match="outside"):
        explore(COIN, {"alpha": 3})
    assert isinstance(explore(COIN).subject, InHand)


def test_a_problem_of_ones_own_with_a_bound_of_T(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.py").write_text(OF_STEPS)
    page = explore("own.py:crossing", {"eta": 0.5})
    (ran,) = page.shown.runs
    assert page.error == "" and not ran.measured and ran.T is not None and ran.line().startswith("T = ")
    assert (
        page.subject.allowed() == 10
        and page.tools.against.options[1:]
        and "printed: T is at least 10, for any algorithm" in page.shown.notes
    )
    assert any(n.startswith("repaired: half of it: T is at least 5") for n in page.shown.notes)
    assert not explore(COIN).tools.against.options[1:]
