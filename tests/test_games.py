"""A game is certified exactly, and is not won by the oracle where it should not be: a method that peeks wins, a wrong function is seen."""

import json
import subprocess
import sys
from fractions import Fraction
from typing import Annotated

import pytest

import theorysim as ts
from theorysim.chance.share import interval
from theorysim.cli import main
from theorysim.commands.game import adversary, play
from theorysim.domains import Asked, Finite, Probability, Real, SharedUniform, Start, Zero
from theorysim.entries import Method, as_method
from theorysim.judge.game import Rules, against, function, played
from theorysim.objectives.resisting import resisting_at
from theorysim.objectives.resisting_slopes import resisting_slopes_at
from theorysim.objectives.resisting_values import resisting_values_at
from theorysim.readings import exact
from theorysim.settings import record
from theorysim.simulate.by_hand import Query, Reached, moves
from theorysim.verify.games import wrong

MINE = '''"""Step against the gradient, a little shorter each time."""

import numpy as np

from theorysim.domains import Step, Zero


def step(x, g, m: Zero, k: Step, eta=0.5, beta=0.9):
    m = beta * m + (1 - beta) * g
    length = np.linalg.norm(m)
    if length == 0:
        return x, m
    return x - eta / np.sqrt(k) * m / length, m
'''


def rules(name, steps=10, **letters):
    one = adversary(name)
    return Rules(one, {p.name: Fraction(letters.get(p.name, p.default)) for p in one.letters}, steps)


# --- a method that peeks ----------------------------------------------------------------------------------------------


def test_a_method_that_peeks_at_the_function_is_seen_to_win():
    """It learns the first valley from the function itself: it goes there as soon as there is one."""
    seen, game = [], rules("flat_values")

    def player():
        def step(x, g):
            return x * 0 + seen[-1] if seen else x - 1.0

        return moves(as_method(step), {}, (0.0,))

    honest = played(game, player)
    assert honest.lost
    seen.append(float(honest.line.kinks[0]))
    points = tuple(honest.record.points)
    found = against(game, player, function(game, points), points)
    assert not found.lost and "is a success" in found.why
    other = against(game, player, function(game, points), points, honest.record)
    assert not other.lost


def test_a_method_that_moves_a_coordinate_nobody_showed_does_not_fit_and_would_win():
    def jump(x, g):
        d = len(x)
        return 1 - (1 + x * 0).cumsum() / (d + 1)

    found = play(jump, "convex_chain")
    assert not found.lost and not found.first.fits and "not zero-respecting" in found.first.why


def test_a_method_that_says_something_else_each_time_is_no_player():
    turn = []

    def step(x, g):
        turn.append(1)
        return x - len(turn)

    found = play(step, "flat_values", steps=4)
    assert not found.lost


# --- wrong functions and certificates ---------------------------------------------------------------------------------


CHANGED = [
    ("steepness", "1/2", "steeper"),
    ("gap", "1/1000", "f(x_0) - inf f"),
    ("epsilon", "1", "a success"),
    ("radius", "1", "a success"),
    ("last", "-1", "bounded below"),
    ("kinks", [], "kinks"),
]


@pytest.mark.parametrize("name, value, why", CHANGED)
def test_a_changed_certificate_is_refused(name, value, why):
    certificate = play("gradient_descent", "flat_values", {"eta": 0.25}, steps=5).games[0].certificate
    assert not [*wrong(certificate)]
    complaint = next(wrong({**certificate, name: value}))
    assert why in complaint


@pytest.mark.parametrize("place, value, why", [(2, "1", "the value"), (3, "-1", "the slope")])
def test_an_answer_that_is_not_the_functions_is_refused(place, value, why):
    certificate = play("gradient_descent", "flat_values", {"eta": 0.25}, steps=5).games[0].certificate
    calls = [list(call) for call in certificate["calls"]]
    calls[2][place] = value
    assert why in next(wrong({**certificate, "calls": calls}))


def test_a_point_that_is_a_success_is_refused():
    certificate = play("gradient_descent", "flat_values", {"eta": 0.25}, steps=5).games[0].certificate
    assert "is a success" in next(wrong({**certificate, "reached": [*certificate["reached"], certificate["kinks"][0]]}))


def test_the_function_as_printed_leaves_its_class_where_steps_are_long():
    """Section 5.7.6 puts a valley half as deep as two points are apart between them; the mended one does not."""
    delta, points = Fraction(1, 512), (0.0, -7.0)
    at = {"x": Fraction(-7, 2), "delta": delta}
    assert exact.evaluate(resisting_at(points).value, {**at, "shift": Fraction(0)}) == 4 * delta - Fraction(7, 2)
    assert exact.evaluate(resisting_slopes_at(points).value, at) == Fraction(7, 2)
    game = play("gradient_descent", "constant_slope", {"eta": 7, "game.delta": 1 / 512}, steps=5).games[0]
    assert game.lost and min(game.line.values) == -2 * delta


@pytest.mark.parametrize("build", [resisting_values_at, resisting_slopes_at])
def test_the_functions_are_what_their_points_ask_for(build):
    points = (0.1, 0.7, 0.1 + 0.2, -3.3, 100.1)
    f, own = build(points), {} if build is resisting_slopes_at else {"L": Fraction(3)}
    own |= {p.name: Fraction(p.default) for p in f.parameters if p.name not in own}
    for x in points:
        assert exact.evaluate(f.gradient, {"x": Fraction(x), "v": 0, **own}) == own.get("L", 1)
        if build is resisting_values_at:
            assert exact.evaluate(f.value, {"x": Fraction(x), **own}) == 0
    with pytest.raises(ValueError, match="needs a query point"):
        build(())


# --- stepping question by question ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ["gradient_descent", "heavy_ball", "nesterov", "adam", "ingd", "stochastic_ingd", "restarted:nesterov", "svrg"]
)
def test_it_steps_as_a_compiled_run_does(method):
    """On a parabola, seen through the same draws: where no power is taken, to the bit."""
    one = record("methods", method)
    own = {p.name: (3 if p.domain.integer else 0.125) if p.default is None else p.default for p in one.parameters}
    walk, reached = moves(one, own, (3.0,), seed=4), []
    move = next(walk)
    while len(reached) < 7:
        if isinstance(move, Reached):
            reached.append(move.point[0])
            move = walk.send(None) if not move.done else None
        else:
            assert isinstance(move, Query)
            x = move.point[0]
            move = walk.send((x * x / 2, (x,)))
    seeded = {"seed": 4} if method in ("ingd", "stochastic_ingd") else {}
    given = {f"method.{n}": v for n, v in own.items()}
    seen = ts.run(method, "quadratic", {**given, "objective.a": 1}, 3.0, epsilon=0, steps=6, trace="full", **seeded)
    assert [x[0] for x in seen.points] == pytest.approx(reached, rel=0 if method != "adam" else 1e-14)


# --- random methods ---------------------------------------------------------------------------------------------------


def chance(p: Probability = 1 / 4):
    return p


def fall(x: Real, g: Real, z: Annotated[float, Finite(chance, shared=True)], p: Probability = 1 / 4):
    return x - g * (1 + z)


def test_few_outcomes_are_counted_exactly():
    found = play(Method(fall), "flat_values", {"p": 0.25}, steps=3, seeds=4)
    assert found.lost and found.common
    assert found.arrivals.exact == 0


def test_one_function_answers_all_seeds_where_the_class_allows_it():
    def wander(x: Real, g: Real, u: SharedUniform):
        return x - u * g

    found = play(Method(wander), "flat_values", steps=4, seeds=5)
    assert found.lost and found.common and len(found.games) == 5 and len(found.points) == 21
    assert found.arrivals.hits == 0 and found.arrivals.bounds == interval(0, 5)
    assert {g.known.objective for g in found.games} == {found.games[0].known.objective}


def test_a_plain_step_may_draw_from_the_games_generator():
    def step(x, g, rng):
        return x - rng.uniform() * g

    found = play(step, "flat_values", steps=4, seeds=3)
    assert found.lost and len({g.record.points[0] for g in found.games}) == 3


def test_the_interval_covers():
    assert interval(0, 20)[0] == 0 and interval(0, 20)[1] == pytest.approx(0.16843, abs=1e-5)  # 1 - (alpha/2)^(1/n)
    assert interval(20, 20)[0] == pytest.approx(1 - 0.16843, abs=1e-5) and interval(20, 20)[1] == 1
    assert interval(3, 20) == (pytest.approx(0.03207, abs=1e-5), pytest.approx(0.37893, abs=1e-5))
    with pytest.raises(ValueError, match="of 0 runs"):
        interval(0, 0)


# --- hypotheses -------------------------------------------------------------------------------------------------------


def test_a_method_that_asks_for_values_does_not_fit_an_oracle_that_shows_none():
    assert "asks for values" in play("ingd", "constant_slope").first.why


def test_what_leaves_the_numbers_ends_the_game():
    found = play("gradient_descent", "convex_chain", {"eta": 1e200})
    assert "left the numbers" in found.games[0].record.ended


def test_a_memory_and_an_end_of_its_own_are_played():
    def once(x: Real, g: Real, before: Start, n: Zero):
        return x - g, x, n + 1

    def enough(n: Zero, x_norm: Asked):
        return n - 2 + 0 * x_norm

    found = play(Method(once, done=enough), "flat_values", {})
    assert found.games[0].record.ended == "the method ended" and len(found.games[0].record.reached) == 4


def test_the_letters_are_those_of_the_bodies():
    assert {p.name for p in adversary("constant_slope").letters} == {"delta", "Delta", "epsilon"}


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(MINE)
    return tmp_path


def test_a_plain_optimizer_loses_and_its_test_reproduces_the_loss(here, capsys):
    assert main(["game", "flat_values", "--against", "mine.py:step", "--steps", "20", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lost"] and said["calls"] == 20 and said["function"] == "lost_step/flat_values.py:lost"
    assert {p.name for p in (here / "lost_step").iterdir()} == {f"flat_values.{e}" for e in ("py", "json", "png")} | {"test_flat_values.py"}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "lost_step/test_flat_values.py"]
    assert subprocess.run(words, capture_output=True).returncode == 0
    assert main(said["replay"].split()[1:]) == 0
    assert capsys.readouterr().out.startswith("mine.py:step lost to flat_values")
    assert main(["verify", said["certificate"]]) == 0
    file = here / "lost_step/flat_values.py"
    file.write_text(file.read_text().replace("    0.0,", "    0.5,"))  # another function: the test sees it
    assert subprocess.run(words, capture_output=True).returncode == 1


def test_a_match_is_told_in_about_ten_lines(here, capsys):
    assert main(["game", "constant_slope", "--against", "gradient_descent", "--steps", "9"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 9 <= len(lines) <= 12 and lines[0] == "gradient_descent lost to constant_slope, which plays for theorem-5.5.2"


def test_without_an_oracle_every_one_that_fits_is_played(here, capsys):
    assert main(["game", "--against", "gradient_descent", "--steps", "5", "--json", "-o", "all"]) == 0
    assert [g["lost"] for g in json.loads(capsys.readouterr().out)["games"]] == [True] * 5


def test_a_method_that_is_not_beaten_is_told_and_leaves_no_file(here, capsys):
    (here / "cheat.py").write_text("turn = []\n\n\ndef step(x, g):\n    turn.append(1)\n    return x - len(turn)\n")
    assert main(["game", "flat_values", "--against", "cheat.py:step", "--steps", "4"]) == 1
    assert "was not beaten" in capsys.readouterr().out and not (here / "lost_step").exists()


BAD = [
    "nonsense --against gradient_descent",
    "flat_values --against nope",
    "flat_values --against gradient_descent -p eta=-1",
    "flat_values --against gradient_descent -p foo=1",
    "constant_slope --against ingd",
    "zero_chain --against gradient_descent --start 1",
    "flat_values",
    "flat_values --against gradient_descent --steps x",
    "flat_values --against gradient_descent --steps 0",
    "flat_values --against gradient_descent -o nowhere/x",
    "flat_values --against gradient_descent --start nan",
    "flat_values --against gradient_descent --on x",
    "zero_chain --against gradient_descent -p Delta=0.001",
    "--against gradient_descent --on x.py:y",
]


@pytest.mark.parametrize("words", BAD)
def test_what_makes_no_sense_is_one_line(words, here, capsys):
    assert main(["game", *words.split()]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("theorysim: error: ") and said.err.count("\n") == 1


def test_the_oracles_are_listed(capsys):
    assert main(["game"]) == 0
    assert capsys.readouterr().out.count("\n") == 5
