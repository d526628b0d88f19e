"""A game is played move by move on its page: its numbers are those of the command, and the function appears around the queries."""

import shlex
from fractions import Fraction

import pytest

from theorysim import play
from theorysim.cli import main
from theorysim.explore import explore
from theorysim.explore.resisted import Resisted, grown, oracle_of
from theorysim.settings import Usage

NAMES = {"theorem-5.3.1": "flat_values", "theorem-5.5.2": "constant_slope"}
MINE = '''"""Two steps, one that looks at nothing but what it is shown, one that jumps."""
import numpy as np

def down(x, g):
    return x - 0.3 * g

def anywhere(x, g, rng):
    return x + rng.normal()
'''


def press(page, name):
    next(button for button in page.places.children if button.description == name).click()


@pytest.mark.parametrize("name", NAMES)
def test_a_button_is_a_move_and_each_is_what_the_command_says(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    page = explore(name, {"eta": 0.25})
    assert isinstance(page.subject, Resisted) and oracle_of(name) == NAMES[name] and page.subject.statement == name
    for steps in (2, 3, 4):
        press(page, "one more move")
        assert page.error == "" and page.subject.steps == steps == page.controls["steps"].value
        (ran,) = page.shown.runs
        assert ran.outcome == "lost" and ran.line() == f"lost: none of {steps + 1} points is a success"
        assert main([*shlex.split(ran.command())[1:], "-o", "here"]) == 0
        said = " ".join(capsys.readouterr().out.split())
        assert all(note.replace(": ", " ", 1) in said for note in map(lambda n: " ".join(n.split()), page.shown.notes))
        match = eval(ran.python(), {"ts": type("ts", (), {"play": staticmethod(play)})})
        assert match.lost and len(match.games[0].record.calls) == steps
    press(page, "a new game")
    assert page.subject.steps == 1 and page.shown.runs[0].line() == "lost: none of 2 points is a success"


@pytest.mark.parametrize("name", NAMES)
def test_the_function_appears_around_the_queries(name):
    one = explore(name, {"eta": 0.25}, steps=6).subject.asked()
    before = list(grown(one))
    assert [k for k, _, _ in before] == list(range(7))
    for k, line, said in before:
        assert len(said.calls) == k and said.points == sorted({-0.25 * j for j in range(k + 1)})
        for x in said.points:
            assert line.slope(Fraction(x), Fraction(0)) == 1  # what was answered
    assert [len(line.kinks) for _, line, _ in before] == [2 * k + 1 for k in range(7)]
    assert before[-1][1].kinks == one.played().first.line.kinks


def test_the_oracle_stops_when_its_budget_is_spent():
    page = explore("theorem-5.5.2", {"Delta": 1, "game.delta": 1 / 32, "eta": 1}, steps=50)
    assert page.shown.notes[3] == "played: 4 calls, 5 points reached from 0; 4 points were asked about, as many as are answered for"
    rules = [r.x for r in page.shown.panels[2].rules]
    assert 4.0 in rules and page.shown.panels[2].series[0].y[-1] <= 1
    assert min(page.shown.panels[1].series[0].y) > 1 / 32  # no kink within delta of a point


def test_any_method_that_meets_the_hypotheses_can_be_chosen(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(MINE)
    offered = {name: [n for _, n in explore(name).subject.menus()[0].options] for name in NAMES}
    assert "ingd" in offered["theorem-5.3.1"] and "ingd" not in offered["theorem-5.5.2"] and "sgd" in offered["theorem-5.5.2"]
    page = explore("theorem-5.3.1", method="mine.py:anywhere", seed=3, steps=4)
    assert "--seed 3 --seeds 1" in page.shown.runs[0].command() and page.shown.runs[0].outcome == "lost"
    points = page.shown.panels[0].series[2].x
    page.set("seed", 4)
    assert page.error == "" and page.shown.panels[0].series[2].x != points
    assert explore("theorem-5.3.1", method="mine.py:down", start=2, steps=2).shown.panels[0].series[2].x == [2.0, 1.7]


def test_what_is_asked_for_has_to_be_there_and_nothing_can_be_pinned():
    with pytest.raises(Usage, match="sets objective itself"):
        explore("theorem-5.3.1", objective="quadratic")
    with pytest.raises(Usage, match="outside"):
        explore("theorem-5.3.1", {"theta": 2})
    with pytest.raises(Usage, match="in one dimension"):
        explore("theorem-5.3.1", start=(1, 2))
    with pytest.raises(Usage, match="asks for values"):
        explore("theorem-5.5.2", method="ingd").subject.scene()
    page = explore("theorem-5.3.1")
    assert page.tools.pin.disabled and not page.tools.against.options[1:]
    page.set("theta", 0.9)
    before = page.subject
    page.set("theta", 3)
    assert "outside" in page.error and page.subject is before
