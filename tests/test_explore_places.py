"""Menus in groups with what works, sliders of useful steps, places, reset, the call that makes a page again, fields that are true."""

import itertools

import numpy as np
import pytest

from theorysim import catalogue
from theorysim.domains import Count, Domain, Positive
from theorysim.entries import Method
from theorysim.explore import choices, explore, presets
from theorysim.explore.subject import knob
from theorysim.settings import Usage, record

POSITIVE, COUNT = Positive.__metadata__[0], Count.__metadata__[0]


def groups(page, menu):
    """Return the groups of a menu in the order in which they stand, with their entries."""
    shown = [label.split(choices.BETWEEN) for label, _ in page.dropdowns[menu].options]
    return {g: [n for _, n in some] for g, some in itertools.groupby(shown, key=lambda pair: pair[0])}


# menus


def test_menus_are_in_groups():
    page = explore("exponential", method="adam")
    methods, objectives, oracles = (groups(page, m) for m in ("method", "objective", "oracle"))
    assert "gradient_descent" in methods["deterministic"] and {"sgd", "stochastic_ingd", "svrg"} <= set(methods["stochastic"])
    assert "averaged:adam" in methods["wrapped"] and list(methods)[0] == "deterministic"
    assert "quadratic" in objectives["1 variable"] and "sine_product" in objectives["2 variables"]
    assert "chain" in objectives["any number of variables"] and objectives["of a finite sum"] == ["online_cycle", "softmax_regression"]
    assert oracles["no noise"] == ["direction", "exact"] and "pareto" in oracles["noise"] and "of a finite sum" not in oracles
    assert sum(map(len, methods.values())) == len(page.dropdowns["method"].options)


def test_the_oracles_of_a_finite_sum_stand_on_its_menu():
    assert "in_turn" in groups(explore("online_cycle", method="boxed:adam"), "oracle")["of a finite sum"]


HIDDEN = {"method": "sgd", "oracle": "bernoulli_chain", "until": "gap"}


@pytest.mark.parametrize("what, words", [("exponential", {}), ("ingd", {}), ("chain", HIDDEN)])
def test_what_stands_on_a_menu_is_composed_and_what_does_not_is_not(what, words):
    page = explore(what, **words)
    run = page.subject
    for role, kind in choices.KINDS.items():
        there = {name for _, name in page.dropdowns[role].options}
        assert there and all(choices.composed(run, choices.fitting(run, role, name)) for name in there)
        assert not any(choices.fitting(run, role, name) for name in catalogue.names(kind) if name not in there | {choices.GROWS})


def test_a_choice_gives_up_what_does_not_go_with_it():
    page = explore("ingd")
    assert page.subject.setting.until == "finished"
    page.set("method", "gradient_descent")
    assert not page.error and page.subject.setting.until == "gradient_norm" == page.dropdowns["until"].value


def test_a_rule_goes_with_the_method_of_which_it_speaks():
    page = explore("theorem-3.4.1", epsilon=0.5)
    page.set("method", "fista")
    assert page.subject.statement == "" and "theorem-3.4.1" not in page.view.value + page.words.value and not page.error


# sliders


@pytest.mark.parametrize("value", [1, 0.02, 0.3, 2, 700, 1e-6])
def test_a_key_moves_a_positive_number_by_one_to_ten_percent_of_two_digits(value):
    rungs = np.array(knob("x", value, POSITIVE).rungs)
    steps = rungs[1:] / rungs[:-1] - 1
    assert steps.min() > 0.0099 and steps.max() < 0.1001 and all(float(f"{x:.1e}") == x for x in rungs)
    assert value in rungs and 1 in knob("x", 1 / 3, POSITIVE).rungs


@pytest.mark.parametrize("value", [0, 1, -2.5, 40])
def test_a_key_moves_any_other_number_by_a_hundredth_of_what_it_may_be(value):
    one = knob("x", value, Domain("real"))
    steps = np.diff(one.rungs)
    assert 0.009 * (one.high - one.low) < steps.max() < 0.021 * (one.high - one.low) and 0 in one.rungs


def test_counts_move_by_whole_numbers():
    assert knob("k", 5, COUNT).rungs == tuple(range(21))
    steps = explore("exponential").controls["steps"].knob.rungs
    assert all(x == int(x) for x in steps) and steps[:3] == (10, 11, 12) and steps[-1] == 1e6


# fields


@pytest.mark.parametrize("typed", ["-1", "two", "1/0", "nan", ""])
def test_a_field_goes_back_to_the_number_of_the_picture(typed):
    page = explore("exponential")
    control = page.controls["objective.L1"]
    before = control.slider.value, page.view.value
    control.field.value = typed
    assert page.error and control.field.value == "2" and (control.slider.value, page.view.value) == before
    control.field.value = "1/4"
    assert not page.error and control.field.value == "0.25" and control.knob.rungs[control.slider.value] == 0.25


def test_a_number_that_cannot_be_run_is_shown_nowhere(monkeypatch):
    page = explore("exponential")
    control, before, subject = page.controls["objective.L1"], page.view.value, page.subject
    place = control.slider.value
    with monkeypatch.context() as broken:
        broken.setattr(type(page.subject), "scene", lambda self: 1 / 0)
        control.move(0.9)
        assert (control.field.value, control.slider.value) == ("2", place) and page.subject is subject
        control.field.value = "7"
        assert (control.field.value, control.slider.value) == ("2", place) and "ZeroDivisionError" in page.error
    assert page.view.value == before
    control.move(0.9)
    assert not page.error and control.field.value != "2" and page.view.value != before


def test_a_slider_stands_at_whole_numbers_and_is_told_only_where_it_does_not_stand():
    """A browser tells back a place that it rounds, and one that is told to it undoes a move that it has made since."""
    page = explore("exponential")
    control, told = page.controls["objective.L1"], []
    control.slider.observe(lambda change: told.append(change["new"]), "value")
    assert (control.slider.step, control.slider.max) == (1, len(control.knob.rungs) - 1)
    control.slider.value += 1
    assert told == [control.slider.value] and control.field.value == "2.1"
    page.set("objective.L1", 2.1001)
    assert len(told) == 1 and control.field.value == "2.1001"


UNREAD = """from theorysim.domains import Positive, Real
from theorysim.entries import Method


def step(x: Real, g: Real, eta: Positive, idle: Positive = 1):
    return x - eta * g


slide = Method(step)
"""


def test_a_knob_that_nothing_reads_is_hidden(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(UNREAD)
    page = explore(f"{file}:slide", objective="quadratic")
    assert "method.eta" in page.controls and "method.idle" not in page.controls and not page.error


# places


def pressed(page, name):
    next(b for b in page.places.children if b.description == name).click()
    return page


def test_places_of_a_run():
    page = explore("quadratic", {"eta": 0.01}, method="gradient_descent", start=3)
    begun = page.view.value
    quick = pressed(page, "a quick step").shown.runs[0]
    assert not page.error and quick.T is not None and page.view.value != begun
    cautious = pressed(page, "a cautious step").shown.runs[0]
    assert dict(cautious.setting.parameters)["method.eta"] == dict(quick.setting.parameters)["method.eta"] / 8 and cautious.T > quick.T
    assert page.controls["method.eta"].field.value == repr(dict(cautious.setting.parameters)["method.eta"])
    assert pressed(page, "a step too long").shown.runs[0].T is None
    page.set("method", "adam")
    assert pressed(page, "reset").view.value == begun and page.dropdowns["method"].value == "gradient_descent"


def test_places_of_bounds():
    page = explore("theorem-3.4.1", epsilon=0.5)
    assert pressed(page, "ten times as exact").shown.runs[0].setting.epsilon == 0.05
    assert pressed(page, "twice as far").subject.setting.start == (3.0,)
    page = explore("theorem-3.4.2")
    pressed(page, "outside the hypotheses")
    assert not page.error and "the bound says nothing here" in page.words.value
    pressed(page, "nearly met")
    worst = max(r.T for r in page.shown.runs)
    assert not page.error and "says nothing" not in page.words.value and worst < 500


DECLARED = [(k, e.name) for k in ("objectives", "methods", "statements") for e in catalogue.entries(k) if presets.in_file(e.path)]


def test_some_entries_declare_places():
    assert ("objectives", "lessard_cycle") in DECLARED


@pytest.mark.parametrize("kind, name", DECLARED)
def test_a_place_of_an_entrys_file_can_be_shown(kind, name):
    page = explore(name)
    for place in presets.declared(page.subject, kind, name):
        assert not pressed(page, place.name).error, page.error
    if name == "lessard_cycle":
        assert pressed(page, "heavy ball in a cycle").shown.runs[0].outcome == "budget"
        assert pressed(page, "heavy ball arrives").shown.runs[0].outcome == "reached"


OWN = """from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective


def value(x: Coordinate, a: Positive = 1):
    return a * x * x


def gradient(x: Coordinate, a: Positive = 1):
    return 2 * a * x


bowl = Objective(value, gradient)
presets = PRESETS
"""


def test_a_file_of_ones_own_declares_places_and_may_mean_something_else_by_the_name(tmp_path):
    for i, (given, there) in enumerate({'{"steep": {"a": 5, "start": 2}}': True, "dict(steep=value)": False, "[1, 2]": False}.items()):
        file = tmp_path / f"mine{i}.py"
        file.write_text(OWN.replace("PRESETS", given))
        page = explore(f"{file}:bowl", method="gradient_descent")
        assert ("steep" in [b.description for b in page.places.children]) == there
        if there:
            (ran,) = pressed(page, "steep").shown.runs
            assert dict(ran.setting.parameters)["objective.a"] == 5 and ran.setting.start == (2.0,)


def test_a_place_that_is_none_says_so():
    page = explore("quadratic", method="gradient_descent")
    with pytest.raises(Usage, match="outside"):
        presets.applied(page.subject, {"eta": -1})
    with pytest.raises(Usage, match="no such parameter"):
        presets.applied(page.subject, {"etaa": 1})


# the call


def numbers(page):
    return {name: control.field.value for name, control in page.controls.items()} | {m: d.value for m, d in page.dropdowns.items()}


@pytest.mark.parametrize(
    "what, words, moves",
    [
        ("exponential", {}, {"objective.L1": 3, "method": "adam", "shown": "value"}),
        ("pareto", {"method": "sgd", "objective": "quadratic"}, {"seed": 7, "alpha": 1.2}),
        ("theorem-3.4.1", {"epsilon": 0.5}, {"start.0": 2.25}),
        ("theorem-3.4.1", {"objective": "slow", "epsilon": 0.001}, {"class.L1": 3}),
        ("chain", {}, {"dimension": 12, "until": "gap", "start.0": 0.5}),
        ("sine_product", {"show": "average", "steps": 300}, {"start.1": 0.5}),
        ("theorem-3.4.2", {}, {"L0": 7, "share": 0.6}),
        ("boxed:adam", {"objective": "online_cycle", "oracle": "in_turn", "steps": 100}, {"method.eta": 0.3}),
    ],
)
def test_the_copied_call_makes_the_same_page(what, words, moves):
    page = explore(what, **words)
    for name, value in moves.items():
        page.set(name, value)
    assert not page.error
    again = eval(page.subject.python(), {"explore": explore})
    assert not again.error and again.view.value == page.view.value and again.words.value == page.words.value
    assert numbers(again) == numbers(page) and page.subject.python().replace('"', "&quot;").replace("'", "&#x27;") in page.view.value


def test_the_call_of_a_record_of_a_notebook_has_its_name():
    space = {}
    exec("from theorysim.domains import *\ndef step(x: Real, g: Real, eta: Positive):\n    return x - eta * g", space)
    space["slide"] = Method(space["step"])
    page = explore(space["slide"], objective="quadratic")
    assert "method=slide" in page.subject.python()
    assert eval(page.subject.python(), {"explore": explore, **space}).view.value == page.view.value


def test_every_choice_of_a_kind_loads():
    assert all(choices.group(kind, n, record(kind, n)) for kind in choices.KINDS.values() for n in catalogue.names(kind))
