"""A step that reads `where` as a branch makes the same bits as one that computes both sides, for every entry of the catalogue.

Each entry, in the run that its page shows, is compiled twice for this: a run of the tests takes a tenth of them, another one each day,
CI all (`keeping.due`). That lanes, which compute both sides, take as many steps is asked in `test_interpreted`.
"""

import numpy as np
import pytest
from keeping import changed, due

from theorysim import catalogue, maths
from theorysim.commands.example import example
from theorysim.commands.run import lines, result
from theorysim.commands.traced import Traced
from theorysim.domains import Coordinate
from theorysim.maths import exp, where
from theorysim.maths import where as choose
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Objective
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.readings.branches import branched, eager
from theorysim.readings.read import names
from theorysim.settings import record
from theorysim.simulate import compose as composing
from theorysim.simulate.composition import Composition
from theorysim.simulate.fingerprint import Trail
from theorysim.simulate.run import beginning, drivers_of, settled, state_at
from theorysim.simulate.sides import side
from theorysim.simulate.streams import Trial

KINDS = ("methods", "objectives", "oracles")
ENTRIES = [(k, n) for k in KINDS for n in (*catalogue.names(k), *(w.name for w in catalogue.wrappers(k)))]
TODAY = due(ENTRIES, lambda case: changed(*case))
SPREAD = np.linspace(-4, 4, 41)  # of the starts, about the one of the example
STEPS = 25


def stepped(what, given, start, dimension):
    """Return the bits of the states after some steps from many points, each way, and of what is said there; a NaN is a NaN."""
    values = settled(what.known, given)
    point = beginning(what.objective, values, start, dimension)
    drivers, found = drivers_of(what, point.size, values), []
    p = np.array([float(values[name]) for name in drivers.plan.parameters])
    for made in (drivers, drivers.of_both_sides()):
        for i, spread in enumerate(SPREAD):
            state, out = state_at(made, point + spread), np.zeros(4)
            k = made.scalar(state, p, Trial(3, number=i).keys()[0], 0.0, 0, STEPS, out)
            both = np.concatenate([state, out])
            found.append((k, np.where(np.isnan(both), np.nan, both).tobytes()))
    return found[: len(SPREAD)], found[len(SPREAD) :]


@pytest.mark.parametrize("kind, name", TODAY)
def test_branches_make_the_same_bits(kind, name):
    shown = example(kind, name)
    with_branches, with_both = stepped(shown.what, dict(shown.setting.parameters), shown.setting.start, shown.setting.dimension)
    assert with_branches == with_both
    assert len({bits for _, bits in with_both}) > 1


def test_a_branch_that_is_another_formula_is_seen(monkeypatch, tmp_path):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))  # what is compiled here is wrong

    def gradient(x: Coordinate):
        return where(x < 1, exp(x), 2 * x)

    def turned(x: Coordinate):
        return where(x < 1, 2 * x, exp(x))

    what = Composition(gradient_descent, Objective(gradient, gradient), gradient_norm)
    meaning, own, make = composing.WAYS["guessed"]
    monkeypatch.setitem(composing.WAYS, "guessed", (meaning, lambda f: branched(turned) if f is gradient else own(f), make))
    with_branches, with_both = stepped(what, {"method.eta": 0.125}, 0.5, None)
    assert with_branches != with_both


def one_sided(x):
    return where(x < 1, exp(x), choose(x > 2, maths.where(x > 3, 3, x), 0))


def shadowed(x, where):
    return where(x < 1, exp(x), 0)


def defined_anew(x):
    def where(condition, yes, no):
        return no

    return where(x < 1, exp(x), maths.where(x > 3, 3, x))


def imported_anew(x):
    from theorysim.maths import maximum as where

    return where(x, maths.where(x > 3, 3, x))


def handed_on(x):
    return (lambda word: word(x < 1, exp(x), 0))(where)


def test_a_where_is_a_branch_by_whatever_name_it_goes():
    assert not {"where", "choose"} & {*names(branched(one_sided))} and not eager(one_sided)
    assert branched(shadowed) is shadowed.__code__ and not eager(shadowed)
    assert eager(defined_anew) and branched(defined_anew) == defined_anew.__code__
    assert branched(imported_anew) == imported_anew.__code__
    assert eager(handed_on)  # it is told: both sides are computed


def test_a_body_that_differs_from_its_file_keeps_its_own_code(tmp_path):
    """One that is edited after it was read, one without a file: the same numbers, and the page of the run says so."""
    file = tmp_path / "edited.py"
    text = "from theorysim.maths import where\n\n\ndef value(x):\n    return where(x < 1, 2 * x, 3)\n"
    file.write_text(text)
    exec(compile(text, str(file), "exec"), space := {})
    exec(compile(text.replace("3", "4"), str(file), "exec"), edited := {})
    assert not eager(space["value"])
    assert eager(edited["value"]) and branched(edited["value"]) is edited["value"].__code__
    exec(compile(text.replace("3", "5"), "<nowhere>", "exec"), nowhere := {})
    fast, slow = space["value"], nowhere["value"]
    fast.__annotations__["x"] = slow.__annotations__["x"] = Coordinate
    drivers = drivers_of(Composition(gradient_descent, Objective(slow, slow), gradient_norm), 1, {})
    assert drivers.both_sides == ("value (<nowhere>:4)",)
    assert drivers_of(Composition(gradient_descent, Objective(fast, fast), gradient_norm), 1, {}).both_sides == ()


def test_a_run_says_of_what_both_sides_are_computed(monkeypatch):
    shown = example("objectives", "huber")
    assert result(shown, 1, None, Traced(), print)["note"] == ""
    monkeypatch.setattr(drivers_of(shown.what, 1, {}), "both_sides", ("value (cell:4)",))
    assert "value (cell:4), whose source cannot be read" in "\n".join(lines(result(shown, 1, None, Traced(), print)))


ROWS = [("adam", "separable:huber", None), ("gclip", "separable:power", "pareto"), ("acclip", "quadratic_spectrum_geometric", "student")]


@pytest.mark.parametrize("method, objective, oracle", ROWS)
def test_rows_make_the_same_bits(method, objective, oracle):
    """In a loop over coordinates powers are computed whole and noise on both sides: each reading of it makes the same bits."""
    given = {"method.eta": 0.25, "method.tau": 1.0, "method.beta1": 0.9, "method.beta2": 0.99, "method.alpha": 1.5}
    given |= {"method.epsilon": 0.0, "objective.Q": 8.0}
    what = Composition(record("methods", method), record("objectives", objective), gradient_norm, oracle and record("oracles", oracle))
    with_branches, with_both = stepped(what, {name: x for name, x in given.items() if name in what.known}, 0.5, 11)
    assert with_branches == with_both
    assert len({bits for _, bits in with_both}) > 1


def test_what_a_body_is_read_with_is_chosen_in_one_place():
    def read_as(method, objective, oracle, d):
        made = (record("methods", method), record("objectives", objective), oracle and record("oracles", oracle))
        plan = drivers_of(Composition(made[0], made[1], gradient_norm, made[2]), d, {"method.eta": 0.25}).plan
        return {role: side(plan, role, body) for role, body in composing.read_from(plan).items() if body is not None}

    assert set(read_as("adam", "separable:huber", None, 8).values()) == {"guessed"}
    assert set(read_as("adam", "separable:huber", "pareto", 8).values()) == {"lazy"}
    long = read_as("adam", "separable:power", "pareto", 9)
    assert long["perturb"] == "block"  # noise
    assert long["gradient"] == long["value"] == "lazy"  # the exponent is p - 1, and p is whole
    assert read_as("sgd", "separable:huber", None, 9)["stage0"] == "rows"  # its horizon is whole, no exponent
    assert long["stage0"] == long["stage2"] == long["criterion"] == "rows"


def test_a_text_that_is_read_otherwise_has_another_key(monkeypatch):
    what = Composition(record("methods", "adam"), record("objectives", "separable:huber"), gradient_norm)
    here = [composing._composed_anew(what, d, False, Trail()).key for d in (8, 9)]
    monkeypatch.setattr(composing, "side", lambda plan, role, body: "lazy")
    few, many = (composing._composed_anew(what, d, False, Trail()).key for d in (8, 9))
    assert few == here[0] and many != here[1]
