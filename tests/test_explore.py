"""The explorer without a browser: a page says what `theorysim run` says, sliders keep to domains, nothing ends in a traceback."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest

import theorysim as ts
from theorysim import catalogue
from theorysim.cli import main
from theorysim.domains import Coordinate, Domain, Positive, Real, Unit, parameters
from theorysim.entries import Method, Objective
from theorysim.explore import aside, begin, explore, rules
from theorysim.explore.page import Control, Page
from theorysim.explore.subject import Knob, knob
from theorysim.memory import ledger
from theorysim.objectives.sine_product import sine_product
from theorysim.settings import Usage


def same_as_the_command(page, capsys):
    """Run the copied commands and compare T and outcome with what the page shows; gives how many there were."""
    capsys.readouterr()
    for ran in page.shown.runs:
        assert main(shlex.split(ran.command())[1:]) == 0
        said = capsys.readouterr().out.splitlines()
        assert ran.line().removeprefix(f"{ran.label}: ") in (said if ran.measured else said[:1])
        assert f'data-t="{"null" if ran.T is None else ran.T}" data-outcome="{ran.outcome}"' in page.view.value
        assert eval(ran.python(), {"ts": ts}).T == ran.T
    return len(page.shown.runs)


def moved(page, name, place):
    page.controls[name].move(place)
    return page


@pytest.mark.parametrize(
    "what, words, knob",
    [
        ("exponential", {}, "objective.L1"),
        (
            "zigzag",
            {
                "method": "subgradient_descent",
                "until": "goldstein_distance",
                "epsilon": 0.5,
                "start": 0.9,
                "parameters": {"quantity.delta": 0.01},
            },
            "method.h",
        ),
        ("chain", {}, "dimension"),
        ("sine_product", {"show": "average", "steps": 300}, "start.1"),
        ("pareto", {"method": "gclip", "objective": "quadratic"}, "seed"),
        ("theorem-3.4.1", {"objective": "exponential"}, "start.0"),
        ("theorem-3.4.2", {}, "share"),
        ("boxed:adam", {"objective": "online_cycle", "oracle": "in_turn", "steps": 100}, "method.eta"),
    ],
)
def test_a_page_says_what_the_command_says(what, words, knob, capsys):
    page = explore(what, **words)
    assert not page.error and same_as_the_command(page, capsys)
    before = page.view.value
    for place in (0.31, 0.62):
        moved(page, knob, place)
        assert not page.error and same_as_the_command(page, capsys)
    assert page.view.value != before


def test_a_page_that_said_another_number_would_be_seen(capsys):
    page = explore("exponential")
    page.view.value = page.view.value.replace("data-t=", "data-t=1")
    with pytest.raises(AssertionError):
        same_as_the_command(page, capsys)


def test_a_bound_is_that_of_the_statement():
    page = explore("theorem-3.4.1", {"L1": 2}, objective="exponential", start=1.5, epsilon=0.5)
    (ran,) = page.shown.runs
    gap = 0.5 * np.exp(2) - 0.25  # f(3/2) = e^2/2, f* = 1/4; L0 = L1 = 2
    assert f"T \u2264 {20 * 2 * gap / 0.25 + 20 * 4 * gap / 2:,.6g}" in page.shown.notes[0]
    assert dict(ran.setting.parameters)["method.eta_c"] == 1 / 20
    assert "method.eta_c" not in page.controls and "theorem-3.4.1, as recorded: printed: holds" in page.verdict.value
    page.set("step size of", "")
    assert "method.eta_c" in page.controls and page.under.layout.display == "none"


def test_a_lower_bound_outside_its_hypotheses_says_so():
    page = explore("theorem-3.4.2", {"L1": 2, "L0": 3, "M": 20, "epsilon": 0.5, "F": 40, "share": 0.5})
    assert [r.T for r in page.shown.runs][1] == 403 and not any("outside" in n for n in page.shown.notes)
    page.set("L0", 1)
    assert any("outside the hypotheses" in n and "L1 <= L0" in n for n in page.shown.notes)


@pytest.mark.parametrize("name", ["remark-3.2.1", "remark-3.4.1-lower", "text-3.4.1-necessary"])
def test_lower_bounds_that_are_run_begin_within_their_hypotheses(name, capsys):
    page = explore(name)
    assert not page.error and same_as_the_command(page, capsys) and not any("outside" in n for n in page.shown.notes)


def test_every_record_of_a_verdict_can_be_told():
    assert begin.recorded("no-such-thing") == "no-such-thing: no verdict is recorded"
    for name, row in ledger.read().items():
        assert f"printed: {row['printed']['outcome']}" in begin.recorded(name)


def test_rules_are_those_that_speak_of_a_method():
    assert {"theorem-3.4.1", "theorem-3.4.3"} <= set(rules.bounds())
    page = explore("exponential", method="gradient_descent")
    assert "theorem-3.4.3" in dict(page.dropdowns["step size of"].options) and "theorem-3.4.1" not in page.dropdowns["step size of"].options
    page.set("step size of", "theorem-3.4.3")
    assert page.subject.statement == "theorem-3.4.3"
    page.set("objective", "zigzag")
    assert page.subject.statement == "" and not page.error


# records of one's own


def value(x: Coordinate, a: Positive = 1):
    return a * x * x


def gradient(x: Coordinate, a: Positive = 1):
    return 2 * a * x


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def plain(x, g, eta: Positive):
    return x - eta * g


mine = Objective(value, gradient)


def test_records_of_a_file_have_a_command(capsys):
    page = explore(mine, method="gradient_descent")
    assert "test_explore.py:mine" in page.shown.runs[0].command() and same_as_the_command(page, capsys)


def test_records_of_a_notebook_are_named_as_there():
    """What no file holds has no command, and says why."""
    space = {}
    exec("from theorysim.domains import *\ndef step(x: Real, g: Real, eta: Positive):\n    return x - eta * g", space)
    space["slide"] = Method(space["step"])
    page = explore(space["slide"], objective="quadratic")
    (ran,) = page.shown.runs
    assert ran.command() == "" and "FILE.py:NAME" in page.view.value and ran.python().startswith("ts.run(slide, 'quadratic'")
    assert eval(ran.python(), {"ts": ts, **space}).T == ran.T


def test_a_file_and_a_plain_step(tmp_path, capsys):
    file = tmp_path / "mine.py"
    file.write_text("from theorysim.domains import *\ndef mine(x, g, eta: Positive):\n    return x - eta * g\n")
    page = explore(f"{file}:mine", objective="quadratic")
    assert not page.error and same_as_the_command(page, capsys)
    assert not explore(plain, objective="quadratic").error


def test_a_theorem_of_ones_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "statement", "mine"]) == 0
    page = explore("mine.py:mine")
    (ran,) = page.shown.runs
    assert not page.error and ran.T is not None and "mine.py:mine at" in page.shown.notes[0]
    assert "no verdict is recorded" in page.verdict.value
    found = {"reading": "printed", "outcome": "holds", "grade": "simulated", "scope": "", "witness": None}
    assert "mine.py:mine" in aside.command("mine.py:mine")  # such a command is run by another test, of a statement that is judged sooner
    said = f"import json; print(json.dumps({ {'statements': [{'readings': [found]}]}!r}))"
    monkeypatch.setattr(aside, "command", lambda name: [sys.executable, "-c", said] if name == "mine.py:mine" else [])
    page.judge.click()
    page.judging.aside.wait(30)
    assert "judged now with little effort: printed: holds, simulated" in page.verdict.value and not page.error


CALLS = re.findall(r"`(explore\(\"[a-z_0-9.-]+\".*?\))`", (Path(__file__).parents[1] / "docs" / "exploring.md").read_text())


@pytest.mark.parametrize("call", CALLS)
def test_the_calls_of_the_docs_work(call, capsys):
    page = eval(call, {"explore": explore})
    assert not page.error and same_as_the_command(page, capsys)


# what cannot be run


@pytest.mark.parametrize(
    "what, words, said",
    [
        ("exponentail", {}, "did you mean exponential"),
        ("exponential", {"method": "adma"}, "did you mean adam"),
        ("eq-3.10", {}, "cannot be explored"),
        ("theorem-3.4.4", {}, "cannot be explored"),
        ("theorem-3.4.2", {"method": "adam"}, "has no method"),
        ("exponential", {"parameters": {"etaa": 1}}, "etaa"),
        ("exponential", {"parameters": {"L1": -1}}, "outside"),
        ("exponential", {"show": "nothing"}, "criterion, value, average"),
        (3, {}, "is not an objective"),
        ("exponential", {"method": sine_product}, "^Objective.{0,40} is not one of the methods"),
        ("exponential", {"epsilon": float("nan")}, "epsilon is nan"),
        ("exponential", {"epsilon": -1}, "outside"),
        ("exponential", {"epsilon": "a"}, "epsilon is 'a'; it must be a number"),
        ("exponential", {"start": float("inf")}, "finite"),
        ("exponential", {"start": (1, "b")}, "number"),
        ("exponential", {"start": [[1, 2]]}, "number"),
        ("exponential", {"steps": -1}, "outside integers"),
        ("exponential", {"steps": 1.5}, "outside integers"),
        ("chain", {"dimension": 2.5}, "outside integers"),
        ("chain", {"dimension": 0}, "outside integers"),
        ("exponential", {"dimension": 3}, "has the dimension that it has"),
        ("exponential", {"parameters": [1]}, "must be a dict"),
        ("exponential", {"parameters": {"L1": None}}, "L1 is None"),
        ("theorem-3.4.2", {"parameters": {"M": "x"}}, "M is 'x'"),
    ],
)
def test_what_cannot_be_explored_is_one_line(what, words, said):
    with pytest.raises((Usage, catalogue.Unknown), match=said) as reason:
        explore(what, **words)
    assert "\n" not in str(reason.value)
    assert reason.value._render_traceback_() == [f"theorysim: error: {reason.value}"]


def test_what_cannot_be_run_says_so_on_the_page_and_the_last_one_stays(monkeypatch):
    page = explore("chain")
    before, chosen = page.view.value, page.subject
    with pytest.raises(Usage, match="until cannot be 'goldstein_distance' here; it may be gap, gradient_norm"):
        page.set("until", "goldstein_distance")
    with monkeypatch.context() as broken:
        broken.setattr(type(chosen), "scene", lambda self: 1 / 0)
        page.set("until", "gap")
    assert "ZeroDivisionError" in page.error and "\n" not in page.error and "Traceback" not in page.status.value
    assert page.view.value == before and page.subject is chosen
    assert page.dropdowns["until"].value == "gradient_norm"
    page.set("epsilon", 0.02)
    assert not page.error and page.view.value != before


@pytest.mark.parametrize("typed, said", [("-1", "outside"), ("two", "number"), ("nan", "outside"), ("1/0", "number")])
def test_what_is_typed_is_read_or_refused_in_one_line(typed, said):
    page = explore("exponential")
    page.controls["objective.L1"].field.value = typed
    assert said in page.error and page.shown.runs[0].setting.parameters == explore("exponential").shown.runs[0].setting.parameters
    page.controls["objective.L1"].field.value = "1/4"
    assert not page.error and dict(page.shown.runs[0].setting.parameters)["objective.L1"] == 0.25


def test_without_widgets_one_line_says_what_to_install():
    code = "import sys; sys.modules['ipywidgets'] = None\nimport theorysim as ts\nts.explore('exponential')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stderr.splitlines()[-1].endswith("pip install 'theorysim[notebook]'")


def test_it_can_be_called_whether_or_not_it_was_imported():
    code = "import theorysim as ts\nassert callable(ts.explore)\nimport theorysim.explore\nassert callable(ts.explore)\nimport sys\n"
    code += "from theorysim.explore import explore\nassert callable(explore)\nprint('ipywidgets' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.strip() == "False", ended.stderr


# sliders


DOMAINS = {p.domain for kind in ("objectives", "methods", "oracles", "quantities") for e in catalogue.entries(kind)
           for p in catalogue.load(kind, e.name).parameters}  # fmt: skip


@pytest.mark.parametrize("domain", sorted(DOMAINS, key=str), ids=str)
def test_a_slider_stays_in_the_domain_and_comes_back_to_where_it_is_put(domain):
    values = [v for v in (1e-8, 0.1, 0.5, 1, 1.5, 2, 4, 1e6) if domain.holds(v)]
    assert values
    for v in values:
        one = knob("x", v, domain)
        numbers = [one.at(p) for p in np.linspace(0, 1, 101)]
        assert (
            all(domain.holds(n) for n in numbers)
            and numbers == sorted(numbers)
            and len(set(numbers)) >= min(6, domain.high - domain.low + 1)
        )
        assert 0 <= one.place(v) <= 1
        assert abs(one.place(one.at(0.4)) - 0.4) < 0.06 or domain.integer


def test_positive_numbers_move_by_factors_others_evenly():
    assert knob("x", 2, parameters(value)[1].domain).log and not knob("x", 0.5, Unit.__metadata__[0]).log
    one = Knob("x", 1, Domain("positive", low=0), 0.01, 100, True)
    assert one.at(0) == 0.01 and one.at(0.5) == 1 and one.at(1) == 100
    assert knob("x", 0.0, Domain("nonnegative", low=0, low_open=False)).at(0) == 0


def test_showing_a_number_turns_nothing():
    turned = []
    control = Control(Knob("x", 1, Domain("positive", low=0), 0.01, 100, True), "x", lambda *w: turned.append(w))
    control.show(10)
    assert control.field.value == "10" and control.slider.value == 0.75 * control.slider.max and turned == []
    control.move(0.7501)  # where it stands
    assert turned == [] and control.field.value == "10"
    control.move(0.5)
    assert turned == [("x", 1.0)] and control.field.value == "10"  # until the picture has it


INTEGER = Domain("whole", low=-3, high=5, integer=True)  # open ends
BELOW = Domain("far", low=-np.inf, high=0)
ONE = Domain("one", low=2, high=2, low_open=False, high_open=False)
SHORT = Domain("short", low=0, high=2, low_open=False, high_open=False, integer=True)


@pytest.mark.parametrize("domain, value", [(INTEGER, 1), (BELOW, -1), (ONE, 2), (SHORT, 1), (Domain("far up", low=-1000), -999)], ids=str)
def test_a_slider_stays_in_an_odd_domain(domain, value):
    one = knob("x", value, domain)
    assert all(domain.holds(one.at(p)) for p in np.linspace(0, 1, 41)) and 0 <= one.place(value) <= 1
    if domain.integer:
        assert (one.at(0), one.at(1)) == ((-2, 4) if domain is INTEGER else (0, 2))


@pytest.mark.parametrize("steps, epsilon", [(0, 0.1), (1, 0), (10_000, 0)])
def test_a_run_of_no_step_and_an_accuracy_of_zero_have_a_page(steps, epsilon, capsys):
    page = explore("exponential", {"eta": 0.01}, steps=steps, epsilon=epsilon, method="gradient_descent")
    assert not page.error and same_as_the_command(page, capsys)
    page.controls["epsilon"].field.value = "0"
    assert not page.error and page.shown.runs[0].setting.epsilon == 0


def bounded(x: Coordinate, n: Annotated[float, INTEGER], z: Annotated[float, BELOW], c: Annotated[float, ONE]):
    return x * x / 2 + 0 * n + 0 * z + 0 * c


def slope(x: Coordinate, n: Annotated[float, INTEGER], z: Annotated[float, BELOW], c: Annotated[float, ONE]):
    return x + 0 * n + 0 * z + 0 * c


odd = Objective(bounded, slope)


def test_a_record_of_odd_domains_without_defaults_has_a_page_whose_sliders_reach_their_ends(capsys):
    page = explore(odd, method="gradient_descent")
    assert not page.error
    for name in page.controls:
        for place in (0, 1):
            moved(page, name, place)
            assert not page.error, name
        moved(page, name, 0.5)
    assert same_as_the_command(page, capsys)


# many runs


def many(capsys, ran):
    """Return what the copied command says of the runs."""
    capsys.readouterr()
    assert main(shlex.split(ran.command_of_many())[1:]) == 0
    return capsys.readouterr().out.splitlines()[0]


def test_quantiles_over_many_runs_are_those_of_the_command(capsys):
    page = explore("pareto", {"eta": 0.1}, method="sgd", objective="quadratic", start=5, epsilon=0.1, steps=300)
    for seed in (0, 3):
        page.set("seed", seed)
        (ran,) = page.shown.runs
        assert ran.many.startswith("T at quantile 0.5: ") and ran.many in page.shown.notes and many(capsys, ran) == ran.many
        assert "--runs 1000 --quantile 0.9" in page.view.value
    page.set("epsilon", 0.5)
    assert page.shown.runs[0].many != ran.many


def test_what_is_not_random_or_slow_has_no_quantiles():
    for page in (explore("exponential"), explore("in_turn")):
        assert page.shown.runs[0].command_of_many() == "" and not any("seed" in n or "quantile" in n for n in page.shown.notes)
        assert "seed" not in page.controls
    page = explore("gaussian")
    assert page.shown.runs[0].many
    for name, value in (("epsilon", 0), ("steps", 10**6)):  # 10^7 steps, then 10^9
        page.set(name, value)
        assert page.shown.runs[0].many == "" and any("another seed" in n for n in page.shown.notes)


# the verdict


def test_a_page_says_that_it_judges_and_how_long_it_takes():
    told = []

    def judged(name, left):
        told.append((page.status.value, page.judge.description))
        return f"{name}, judged"

    page = Page(begin.recorded, judged)
    page.begin(begin.subject("theorem-3.4.1", {}, {}, {}, "criterion"))
    for _ in range(2):
        page.judge.click()
        page.judging.aside.wait(10)
    assert "judging theorem-3.4.1: often half a minute" in told[0][0] and "0 s, as the last time" in told[1][0]
    assert told[0][1] == "stop judging" and page.judge.description == "judge it now"
    assert "theorem-3.4.1, judged" in page.verdict.value and "judging" not in page.status.value


def test_a_verdict_of_another_state_of_the_sources_is_said_to_be_old(monkeypatch):
    monkeypatch.setattr(begin.sources, "key", lambda name: ledger.read()[name]["key"])
    assert "as recorded: printed: holds" in begin.recorded("theorem-3.4.1") and "changed since" not in begin.recorded("theorem-3.4.1")
    assert "replay" not in begin.recorded("theorem-3.4.1")
    assert "; replay: theorysim replay gradient_descent slow " in begin.recorded("theorem-3.4.5")
    monkeypatch.setattr(begin.sources, "key", lambda name: "another")
    assert begin.recorded("theorem-3.4.1").endswith("something changed since")


@pytest.mark.notebook
@pytest.mark.parametrize("kind, name", [(k, n) for k in ("objectives", "methods", "oracles") for n in catalogue.names(k)])
def test_every_entry_has_a_page(kind, name, capsys):
    page = explore(name)
    assert not page.error and same_as_the_command(page, capsys)
    for control in list(page.controls.values())[:2]:
        control.move(0.4)
        assert page.error or same_as_the_command(page, capsys)
