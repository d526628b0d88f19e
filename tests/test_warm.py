"""`doctor --warm`: which pairs are common, that they are the ones that are run, and what is said of them."""

import json

import pytest

from theorysim.cli import main
from theorysim.commands import doctor, warm
from theorysim.settings import Incomplete, record
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition
from theorysim.trials.noiseless import GRADIENT_NORM

DEMO = ("theorem-3.4.1", "theorem-3.4.2", "theorem-3.4.3")


def said(*names):
    return [json.loads(spec) for spec in warm.pairs(names)]


def test_the_pairs_of_a_statement_are_those_that_its_judge_runs():
    """By the instances on which a bound is tried, and under the same key."""
    from theorysim import catalogue
    from theorysim.judge.bound import instances

    (bound,) = [c.what for c in record("statements", DEMO[0]).claims]
    found = said(DEMO[0])
    assert {p["objective"] for p in found} >= set(instances(bound, catalogue.objectives()))
    assert {(p["method"], p["oracle"], p["until"]) for p in found} == {("clipped_gradient_descent", "exact", "gradient_norm")}
    one = (bound.method, record("objectives", "quadratic"))
    assert compose(Composition(*one, GRADIENT_NORM)).key == compose(Composition(*one, record("quantities", "gradient_norm"))).key


def test_the_pairs_of_entries_are_those_of_their_pages():
    assert [(p["method"], p["objective"], p["oracle"]) for p in said("heavy_ball", "pareto")] == [
        ("heavy_ball", "huber", "exact"),
        ("gradient_descent", "huber", "pareto"),
    ]
    (family,) = {p["method"] for p in said("theorem-3.4.2")}
    assert family == "gradient_descent" and len(said()) > len(said(*DEMO)) + 60


@pytest.fixture
def work(monkeypatch):
    """Compile nothing: what a worker returns, by the objective's name."""
    ends = {"slow": warm.THERE}

    def compiled(spec):
        if isinstance(end := ends.get(json.loads(spec)["objective"], warm.COMPILED), Exception):
            raise end
        return end

    monkeypatch.setattr(warm, "compiled", compiled)
    return ends


def test_it_says_how_many_were_compiled_and_how_many_were_there(work, capsys):
    assert main(["doctor", "--warm", "theorem-3.4.2", "-j", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=1) == ["drivers", "1 compiled, 1 there already"] and "MB, can be written" in lines[1] and len(lines) == 2
    work["slow"] = TypeError("slow.py:3 cannot be compiled")
    assert main(["doctor", "--warm", "theorem-3.4.2", "-j", "1"]) == 3
    assert "slow.py:3 cannot be compiled" in capsys.readouterr().err


def test_workers_that_die_are_one_line(monkeypatch):
    def dying(workers):
        raise warm.Broken("worker processes die at their start")

    monkeypatch.setattr(warm, "Local", lambda workers: lambda work, cells: (dying(w) for w in [workers]))
    with pytest.raises(Incomplete, match="die at their start"):
        warm.warm(["theorem-3.4.2"], 2)


@pytest.mark.parametrize(
    "words, error",
    [
        (["-j", "2"], "names and -j go with --warm"),
        (["huber"], "names and -j go with --warm"),
        (["--warm", "-j", "0"], "-j is 0; it must be at least 1"),
        (["--warm", "hubr"], "no entry 'hubr'; did you mean huber?"),
        (
            ["--warm", "smooth"],
            "smooth is of the assumptions, which nothing is compiled for; --warm takes methods, objectives, oracles, statements",
        ),
    ],
)
def test_what_makes_no_sense_is_one_line(words, error, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "rows", lambda: pytest.fail("it was looked at all the same"))
    assert main(["doctor", *words]) == 2
    assert capsys.readouterr().err == f"theorysim: error: {error}\n"


def test_a_driver_is_compiled_once(monkeypatch, tmp_path):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    monkeypatch.setattr("theorysim.simulate.compose._composed", {})
    monkeypatch.setattr("theorysim.simulate.compose._near", {})
    (spec,) = warm.pairs(["huber"])
    assert warm.compiled(spec) == warm.COMPILED
    monkeypatch.setattr("theorysim.simulate.compose._composed", {})
    monkeypatch.setattr("theorysim.simulate.compose._near", {})
    assert warm.compiled(spec) == warm.THERE
