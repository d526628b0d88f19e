"""What a newcomer types first is understood: the version, help, a completed name, a short name, two names in the wrong order."""

import dataclasses
import os
import re
import subprocess
import sys

import pytest

from theorysim import __version__, catalogue
from theorysim.cli import main
from theorysim.commands.arguments import completing
from theorysim.commands.chosen import chosen
from theorysim.commands.study import Asked, Planned
from theorysim.domains import Coordinate, Positive, Real
from theorysim.entries import Objective
from theorysim.explore import explore
from theorysim.explore.begin import identified
from theorysim.settings import Usage
from theorysim.testing.case import Case

COMPLETE = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv[0] = "theorysim"
from theorysim.cli import main
main()
"""


def test_version_and_help(capsys):
    assert main(["--version"]) == 0 and capsys.readouterr().out == f"theorysim {__version__}\n"
    for words in (["-h"], ["run", "-h"]):
        assert main(words) == 0
        short = capsys.readouterr().out
        assert main([*words[:-1], "--help"]) == 0 and capsys.readouterr().out == short


def test_a_shell_completes_names_without_a_compiler():
    asked = {"_THEORYSIM_COMPLETE": "complete_bash", "COMP_WORDS": "theorysim run clip", "COMP_CWORD": "2"}
    ended = subprocess.run([sys.executable, "-c", COMPLETE], env=os.environ | asked, capture_output=True, text=True, timeout=60)
    assert ended.stdout.split() == ["clipped_gradient_descent", "clipped_momentum_sgd"]
    assert not {"numba", "sympy", "scipy", "matplotlib", "numpy"} & set(ended.stderr.split())


def test_what_is_completed():
    every = completing(*catalogue.KINDS)("")
    assert set(every) == {n for k in catalogue.KINDS for n in (*catalogue.names(k), *(f"{w.name}:" for w in catalogue.wrappers(k)))}
    assert completing("methods")("averaged:gradient_d") == ["averaged:gradient_descent"]
    assert completing("oracles")("gradient_d") == []


EVERY = [e for kind in catalogue.KINDS for e in (*catalogue.entries(kind), *catalogue.wrappers(kind))]


def clashes(every):
    """Return the names that two entries of one kind claim, in any case, and the aliases that two entries of any kind do."""
    owners = {}
    for e in every:
        for name in e.called:
            owners.setdefault(name.lower(), []).append(e)
    return [n for n, who in owners.items() if len(who) > 1 and (len({e.kind for e in who}) < len(who) or any(n != e.name for e in who))]


def test_no_two_entries_claim_one_name():
    assert clashes(EVERY) == []
    gd = catalogue.find("gradient_descent")
    assert clashes([*EVERY, dataclasses.replace(gd, name="another")]) == ["gd"]
    assert clashes([*EVERY, dataclasses.replace(gd, name="Nag", aliases=(), kind="oracles")]) == ["nag"]


def test_a_name_that_two_claim_is_refused(monkeypatch):
    gd = catalogue.find("gradient_descent")
    monkeypatch.setattr(catalogue, "entries", lambda kind: (gd, dataclasses.replace(gd, name="another")) if kind == "methods" else ())
    with pytest.raises(catalogue.Unknown, match="gd: which one. gradient_descent or another"):
        catalogue.find("gd")


@pytest.mark.parametrize("said, name", [("gd", "gradient_descent"), ("NAG", "nesterov"), ("Clipping", "clipped_gradient_descent")])
def test_an_alias_is_listed_shown_and_found(said, name, capsys):
    assert catalogue.find(said).name == name and catalogue.load("methods", said) is catalogue.load("methods", name)
    assert catalogue.own_name("methods", f"averaged:{said}") == f"averaged:{name}"
    assert main(["list", "methods"]) == 0 and f"{name}, {said.lower()} " in capsys.readouterr().out
    assert main(["show", said]) == 0 and capsys.readouterr().out.splitlines()[:2] == [f"{name}  (method)", f"  also called {said.lower()}"]


def test_what_is_printed_of_a_run_has_the_names_of_the_entries(capsys):
    assert main(["run", "GD", "Quadratic", "-p", "eta=1/2", "--until", "grad_norm"]) == 0
    assert " replay gradient_descent quadratic -p method.eta=0.5 --start=1.0 --epsilon 0.001 " in capsys.readouterr().out
    assert chosen(["Theorem-3.4.1", "theorem-3.4.1"], None, False) == ["theorem-3.4.1"]
    assert Case.of("GD", "huber", None, {"eta": 1}, 3, 0.1).names[0] == "gradient_descent"
    assert identified("NAG", {}) == ("methods", "nesterov") and identified("gd", {}, "methods") == ("methods", "gradient_descent")


def test_a_study_keeps_the_names_of_the_entries(tmp_path):
    text = 'says = "two"\nobjective = "Quadratic"\nsteps = 3\n[[case]]\nlabel = "a"\nmethod = ["GD", "averaged:gd"]\np.eta = 1'
    file = tmp_path / "study.toml"
    for written in (text, text.replace("GD", "gradient_descent").replace(":gd", ":gradient_descent").replace("Q", "q")):
        file.write_text(written)
        plan = Planned(file, Asked("two", {}, 1, None, None, None, False, False, False)).plan
        assert [p.names["method"] for p in plan.points] == ["gradient_descent", "averaged:gradient_descent"]
        assert not re.search("GD|Quad|gd", "".join(plan.cells.values()))


@pytest.mark.parametrize(
    "words, said",
    [
        (["run", "quadratic", "gd"], "quadratic is one of the objectives; the method comes first: gradient_descent quadratic"),
        (["run", "gd", "quadratic", "--oracle", "huber"], "no oracle 'huber': huber is one of the objectives"),
        (["check", "nag"], "no statement 'nag': nesterov is one of the methods"),
        (["run", "gd", "quadratic", "-p", "objective.eta=1"], "did you mean objective.a or method.eta?"),
        (["list", "Method"], "did you mean methods?"),
    ],
)
def test_a_name_in_the_wrong_place_is_told(words, said, capsys):
    assert main(words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "what, words, said",
    [
        ("quadratic", {"eta": 0.5}, "eta is given by parameters={'eta': 0.5} or parameters={'method.eta': 0.5}"),
        ("huber", {"epsilo": 1}, "explore takes no epsilo; did you mean epsilon?"),
        ("huber", {"zzz": 1}, "the run has no parameter of that name; there are method.eta, objective.delta"),
        ("theorem-3.4.1", {"eta": 1}, "eta is given by parameters={'eta': 1}"),
    ],
)
def test_the_explorer_tells_how_a_parameter_is_given(what, words, said):
    with pytest.raises(Usage) as error:
        explore(what, **words)
    assert said in str(error.value)


def test_a_real_where_a_coordinate_is_meant_is_told():
    def at(x: Coordinate, a: Positive = 1):
        return a * x

    def real(x: Real, a: Positive = 1):
        return a * x

    for bodies in ((real, at), (at, real), (at, at, real)):
        with pytest.raises(TypeError, match="real takes no point: write x: Coordinate"):
            Objective(*bodies)
    assert Objective(at, at, lambda: 0).dimension == 1
