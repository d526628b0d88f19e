"""A file of one's own works wherever a name works; `new` writes one, `test` says what is wrong with it; packages bring entries too."""

import json
import shlex
import sys
import time
from fractions import Fraction
from math import inf

import pytest
from few import few

import theorysim
from theorysim import catalogue, outside
from theorysim.cli import main
from theorysim.commands import new
from theorysim.laws import every
from theorysim.model import Method
from theorysim.settings import record
from theorysim.simulate.fingerprint import fingerprint
from theorysim.testing import assert_bound

LINES_OF_A_THEOREM = 25
NAMES = {kind: f"my_{catalogue.singular(kind)}" for kind in new.TEXTS}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty folder, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def mine(here):
    """Return the names of one entry of each kind, each in the file that `new` writes."""
    for kind, name in NAMES.items():
        new.make(kind, name, None)
    return {kind: f"{name}.py:{name}" for kind, name in NAMES.items()}


def said(capsys, *words):
    """Run a command that succeeds; give what it printed."""
    assert main(list(words)) == 0, capsys.readouterr().err
    return capsys.readouterr().out


# --- new ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", new.TEXTS)
def test_what_new_writes_keeps_the_laws_and_runs_at_once(kind, here, capsys, monkeypatch):
    monkeypatch.setattr(catalogue, "objectives", few("huber", "quadratic"))
    _, *steps = said(capsys, "new", catalogue.singular(kind), "mine").splitlines()
    text = (here / "mine.py").read_text()
    assert "begin here" in text and "NAME" not in text
    assert len(steps) == 2
    for line in steps:
        words = shlex.split(line)[1:]
        out = said(capsys, *words, *(["--effort", "quick"] if words[0] == "check" else []))
        assert "nothing wrong found" in out or line != steps[0]
        assert "outcome      refuted" not in out and "never reached" not in out


METHOD = """from {of} import C
from theorysim.domains import Positive, Real


def step(x: Real, g: Real, eta: Positive):
    return x - C * eta * g
"""


@pytest.mark.parametrize("of, package", [("{consts}", False), (".{consts}", True), ("{folder}.{consts}", True)])
def test_a_file_imports_what_stands_beside_it_or_in_its_package(of, package, here, monkeypatch, capsys):
    monkeypatch.setattr(sys, "path", list(sys.path))
    names = {"folder": f"paper_{here.name}".replace("-", "_"), "consts": f"consts_{here.name}".replace("-", "_")}
    folder = here / names["folder"]
    folder.mkdir()
    (folder / f"{names['consts']}.py").write_text("C = 1 / 2")
    (folder / "algorithm.py").write_text(METHOD.format(of=of.format(**names)))
    if package:
        (folder / "__init__.py").touch()
    line = f"run {folder.name}/algorithm.py:step quadratic -p method.eta=1 -p objective.a=1 --start 4 --epsilon 1"
    assert "T = 2 " in said(capsys, *line.split())


LACKING = """from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Statement, count

L, F = letters("L F", Positive)
mine = Statement("mine", Claim(count(gradient_descent, over=(smooth,)) <= {bound}))
"""


@pytest.mark.parametrize("verb", ["check", "falsify"])
@pytest.mark.parametrize(
    "bound, complaint", [("L * F", "lacking.py:mine: no formula is given for the method's eta"), ("0.1 * F", "write x/10 for 0.1*x")]
)
def test_what_a_statement_lacks_or_writes_wrongly_is_one_line_before_anything_is_judged(verb, bound, complaint, here, capsys):
    (here / "lacking.py").write_text(LACKING.format(bound=bound))
    outside.imported.cache_clear()
    assert main([verb, "lacking.py:mine"]) == 2
    found = capsys.readouterr()
    assert found.out == "" and found.err.count("\n") == 1 and complaint in found.err
    assert ("(line 8)" in found.err) == bound.startswith("0.1")


def test_a_package_with_the_name_of_a_library_is_the_users(here, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    folder = here / "code"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "algorithm.py").write_text(METHOD.replace("from {of} import C", "C = 1"))
    (step,) = catalogue.load("methods", f"{folder / 'algorithm.py'}:step").stages
    before = fingerprint(step)
    step.__globals__["C"] = 2
    assert fingerprint(step) != before  # no kernel of the file as it was before is taken


def test_a_theorem_with_its_method_is_short(mine):
    for kind in ("statements", "methods", "oracles"):
        assert len((new.Path(mine[kind].split(":")[0])).read_text().splitlines()) <= LINES_OF_A_THEOREM


@pytest.mark.parametrize(
    "words, said_",
    [
        (["new", "methd", "mine"], "new takes method, objective"),
        (["new", "method", "2nd"], "no name of Python"),
        (["new", "method", "lambda"], "no name of Python"),
        (["new", "objective", "value"], "means something else in that file"),
        (["new", "oracle", "sum"], "means something else in that file"),
        (["new", "method", "mine", "-o", "mine.txt"], "must end in .py"),
        (["new", "method", "mine", "-o", "there.py"], "there.py is there already"),
        (["new", "method", "mine", "-o", "nowhere/mine.py"], "cannot write nowhere/mine.py"),
        (["test", "nowhere.py"], "there is no file nowhere.py"),
        (["test", "empty.py"], "empty.py has no entry"),
        (["test", "there.py"], "there.py cannot be imported: NameError"),
        (["run", "arrays.py:arrays", "huber"], "arrays.py:4 cannot be compiled: write it for one coordinate"),
        (["check", "own.py:own"], "is no Statement, it is Method"),
        (["run", "own.py:owm", "huber"], "did you mean own?"),
    ],
)
def test_what_is_wrong_is_one_line(words, said_, here, capsys):
    (here / "empty.py").write_text("x = 1\n")
    (here / "there.py").write_text("undefined\n")
    new.make("method", "own", None)
    imports = "from theorysim.domains import Real\nfrom theorysim.model import Method\n"
    (here / "arrays.py").write_text(f"{imports}def step(x: Real, g: Real):\n    return x - g[:1]\narrays = Method(step)\n")
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("theorysim: error: ") and printed.err.count("\n") == 1 and said_ in printed.err
    assert (here / "there.py").read_text() == "undefined\n"


# --- every command ------------------------------------------------------------------------------------------------------


def test_every_kind_is_shown_by_its_page(mine, capsys):
    for kind, name in mine.items():
        assert said(capsys, "show", name).startswith(f"{name}  ({catalogue.singular(kind)})")


def test_one_setting_of_them_all_runs_replays_and_is_swept(mine, here, capsys):
    words = [mine["methods"], mine["objectives"], "--oracle", mine["oracles"], "--until", mine["quantities"], "--epsilon", "0.5"]
    found = json.loads(said(capsys, "run", *words, "--json"))
    assert found["outcome"] == "reached"
    again = json.loads(said(capsys, "replay", *shlex.split(found["setting"]), "--json"))
    assert {k: again[k] for k in ("T", "final")} == {k: found[k] for k in ("T", "final")}
    roles = {"method": "methods", "objective": "objectives", "oracle": "oracles", "until": "quantities"}
    lines = [f'{role} = "{mine[kind]}"' for role, kind in roles.items()]
    (here / "study.toml").write_text("\n".join(['says = "Mine."', *lines, "epsilon = 0.5", "[p]", '"method.eta" = [0.25, 0.125]']) + "\n")
    out = said(capsys, "study", ".", "-o", "out")
    assert "2 points, 2 cells, 2 run now, 2 done" in out
    assert str(found["T"]) in (here / "out" / "points.csv").read_text()


def test_a_theorem_is_checked_and_its_witness_replays(mine, capsys):
    (shown,) = json.loads(said(capsys, "check", mine["statements"], "--effort", "quick", "--json"))["statements"]
    reading = shown["readings"][0]
    assert (reading["outcome"], shown["agrees"]) == ("holds", True) and reading["witness"].startswith("my_statement.py:step ")
    again = said(capsys, "replay", *shlex.split(reading["witness"]))
    assert (
        "outcome: reached" in again and "claim: my_statement.py:my_statement:printed: T <= " in again and "verdict: not exceeded" in again
    )


def test_a_theorem_is_tried_on_the_objectives_of_its_own_file(mine, here, capsys, monkeypatch):
    """A bound with half the constant is refuted: by a witness that may name an objective of the same file, and that replays."""
    monkeypatch.setattr(catalogue, "objectives", few("huber", "quadratic"))
    text = (here / "my_statement.py").read_text() + (here / "my_objective.py").read_text()
    (here / "both.py").write_text(text.replace("2 * L * F", "L * F / 2"))
    assert set(catalogue.objectives("both.py:my_statement")) - set(catalogue.objectives()) == {"both.py:my_objective"}
    assert main(["check", "both.py:my_statement", "--effort", "quick", "--json"]) == 1
    reading = json.loads(capsys.readouterr().out)["statements"][0]["readings"][0]
    assert reading["outcome"] == "refuted" and (reading["worst_ratio"] or inf) > 1  # null: never reached
    found = json.loads(said(capsys, "replay", *shlex.split(reading["witness"]), "--json"))["claim"]
    assert found["verdict"] == "exceeded" and found["bound"] == pytest.approx(reading["run"]["bound"])
    assert (
        found["constants"].items() >= {name: float(Fraction(x)) for name, x in reading["run"]["constants"].items() if name == "L"}.items()
    )


def test_python_takes_the_same_names(mine):
    run = theorysim.run(mine["methods"], mine["objectives"], epsilon=0.5, oracle=mine["oracles"], until=mine["quantities"])
    assert run.outcome == "reached"
    assert assert_bound(mine["methods"], mine["objectives"], {"method.eta": 0.5}, 1, 0.25, 2).T == 2
    with pytest.raises(AssertionError, match=r"replay: theorysim replay my_method.py:my_method my_objective.py:my_objective"):
        assert_bound(mine["methods"], mine["objectives"], {"method.eta": 0.5}, 1, 0.25, 1)


def test_python_takes_the_function_of_a_plain_method(here, monkeypatch):
    (here / "plainly.py").write_text("def step(x, g, eta=0.5):\n    return x - eta * g\n")
    monkeypatch.syspath_prepend(str(here))
    step = __import__("plainly").step
    assert theorysim.run(step, "huber", start=3, epsilon=0.25).T == 6
    assert assert_bound(step, "huber", {}, 3, 0.25, 6).T == 6
    with pytest.raises(AssertionError, match=r"replay: theorysim replay \S*plainly.py:step huber"):
        assert_bound(step, "huber", {}, 3, 0.25, 5)


def test_python_checks_and_draws_by_name(mine, here):
    (verdict,) = theorysim.check(mine["statements"])
    assert verdict.outcome == "holds" and verdict.witness.startswith("my_statement.py:step ")
    assert theorysim.plot(mine["objectives"], here / "mine.svg").stat().st_size > 1000


# --- test ---------------------------------------------------------------------------------------------------------------

TWO = """
def value(x: Coordinate, y: Coordinate):
    return where(x > 0, x * x, 2 * x * x) + y * y
def gradient(x: Coordinate, y: Coordinate):
    return where(x > 0, 2 * x, 4 * x), where(x > 0, 2 * y, 3 * y)
entry = Objective(value, gradient)
"""
BRANCHES = """
def value(x: Coordinate):
    if x > 0:
        return x
    return -x
entry = Objective(value, value)
"""
CONSTANT = """
def value(x: Coordinate, a: Positive = 1):
    return a * x * x
def gradient(x: Coordinate, a: Positive = 1):
    return 2 * a * x
def hessian(x: Coordinate, a: Positive = 1):
    return 2 * a
def half(a: Positive):
    return a
entry = Objective(value, gradient, hessian, (Satisfies(smooth, {"L": half}),))
"""
NOISE = """
def perturb(g: Real, u: Uniform):
    return g + u
entry = Oracle(perturb)
"""
ASKS = """
def step(x: Real, g: Real, g_nrm: Asked):
    return x - g / g_nrm
entry = Method(step)
"""
STATES = """
def step(x: Real, g: Real, eta: Positive):
    return x - eta * g
def bound(F: Positive, Q: Positive):
    return F * Q
def rate(L: Positive):
    return 1 / L
entry = Statement("x", (Claim(Bound(Method(step), bound, (smooth,), {"etta": rate}), at=((rate, (2.0,), 0.25),)),))
"""
FORGETS = """
def step(x: Real, g: Real, g_norm: Asked, eta):
    return x - eta * g / g_norm
entry = Method(step)
"""
DRIFTS = "def entry(x, g):\n    return x - g - 0.001\n"
DRAWS = "import numpy as np\ndef entry(x, g):\n    return x - np.random.rand() * g\n"
WAVERS = """
import random
def value(x: Coordinate):
    return x * x + random.random()
def gradient(x: Coordinate):
    return 2 * x
entry = Objective(value, gradient)
"""
COUNTS = """
calls = []
def counted(x):
    calls.append(1)
    return x + len(calls)
def step(x: Real, g: Real):
    return x - g * counted(x)
entry = Method(step)
"""
SHAKES = """
import numpy as np
def step(x: Real, g: Real):
    return x - g * np.random.rand()
entry = Method(step)
"""
OVERFLOWS = """
def step(x: Real, g: Real, d: Dimension):
    return x - where(g > 0, exp(d), exp(d)) * g
entry = Method(step)
"""
FLATTENS = "import numpy as np\ndef entry(x, g):\n    return x - np.linalg.norm(g, keepdims=False) * g[:1] if len(x) < 3 else x[0]\n"
HEAD = """from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Coordinate, Dimension, Positive, Real, Uniform
from theorysim.maths import exp, where
from theorysim.model import Bound, Claim, Method, Objective, Oracle, Satisfies, Statement
"""
PLANTED = [
    (TWO, ["gradient, coordinate y, branch x <= 0: it is 3*y, the derivative of the value is 2*y"]),
    (BRANCHES, ["mine.py:6: value decides by a condition (if, and, or, a chain of comparisons); use where"]),
    (CONSTANT, ["declares |f''| <= L with L = half: refuted at x = 0, a = 1, where the sides are 2 and 1"]),
    (NOISE, ["the mean of what it shows is 2.5, not 2"]),
    (ASKS, ["step asks for g_nrm; it may ask for"]),
    (
        STATES,
        ["no formula is given for the method's eta", "given for etta", "bound takes Q, which", "rate is 0.5 at"],
    ),
    (FORGETS, ["parameter 'eta' needs a domain"]),
    (DRIFTS, ["with a zero gradient it goes to"]),
    (DRAWS, ["for the same arguments"]),
    (WAVERS, ["value reaches random, of random: a formula depends on its arguments alone"]),
    (COUNTS, ["for the same arguments", "mine.py:10 cannot be compiled"]),
    (SHAKES, ["step reaches np, of numpy.random: a formula depends on its arguments alone"]),
    (OVERFLOWS, ["in 1000 coordinates x_1 is nan after 3 steps"]),
    (FLATTENS, ["in 1000 coordinates: entry returns x of shape (); it must be (1000,)"]),
]


@pytest.mark.parametrize("text, wanted", PLANTED, ids=lambda v: v[0][:40] if isinstance(v, list) else "")
def test_what_is_wrong_is_said_in_plain_words(text, wanted, here, capsys):
    (here / "mine.py").write_text(HEAD + text.lstrip())
    assert main(["test", "mine.py"]) == 1
    out = capsys.readouterr().out
    assert all(w in out for w in wanted), out
    assert main(["test", "mine.py", "--json"]) == 1
    shaped = json.loads(capsys.readouterr().out)
    complaints = {e["name"]: e["complaints"] for e in shaped["entries"]}
    assert sum(map(len, complaints.values())) == shaped["found"] >= len(wanted) and len(complaints["entry"]) > 0


KEPT = {  # of every kind, the laws that entries of a user's own are tried by; one that goes away fails here
    "objectives": """decides_by_where depends_on_its_arguments_alone reads_what_it_takes
        has_the_derivatives_it_says meets_at_breakpoints keeps_what_it_declares
        fits_the_direction spans_its_slopes keeps_nan starts_at_a_point is_never_below_its_minimum attains_its_minimum readings_agree
        runs_in_every_dimension""",
    "methods": """decides_by_where depends_on_its_arguments_alone reads_what_it_takes
        asks_what_it_may keeps_its_memory moves_in_every_dimension
        rests_where_the_gradient_is_zero keeps_nan stages_read_alike runs_as_its_stages_say""",
    "oracles": """decides_by_where depends_on_its_arguments_alone reads_what_it_takes
        asks_what_it_may is_unbiased_where_it_says has_the_moments_it_says""",
    "assumptions": "decides_by_where depends_on_its_arguments_alone asks_what_it_may is_two_sided",
    "quantities": "decides_by_where depends_on_its_arguments_alone reads_what_it_takes asks_what_it_may gives_a_number",
    "statements": """decides_by_where holds_what_is_written depends_on_its_arguments_alone has_readings_that_replay writes_no_outcome
        says_what_it_judges
        names_what_there_is meets_values_worked_out_by_hand""",
    "plain": "gives_rows_of_its_shape reads_what_it_takes depends_on_its_arguments_alone rests_where_the_gradient_is_zero keeps_nan",
}


@pytest.mark.parametrize("kind", KEPT)
def test_the_number_of_laws_is_printed_and_no_law_goes_away(kind, mine, here, capsys):
    if kind == "plain":
        (here / "plain.py").write_text("def step(x, g):\n    return x - g / 2\n")
    name = "plain.py:step" if kind == "plain" else mine[kind]
    wanted = set(KEPT[kind].split())
    one = record("methods" if kind == "plain" else kind, name)
    assert {law.__name__ for law in every.laws_of(one, own=True)} >= wanted
    out = said(capsys, "test", name.partition(":")[0])
    count = len(every.laws_of(one, own=True))
    assert f" {name.partition(':')[2]}: keeps its {count} laws" in out and len(wanted) == count
    extra = len(KEPT["methods"].split()) if kind == "statements" else 0  # of the method that stands in the statement
    assert f"{count + extra} laws; nothing wrong found" in out


def test_every_law_is_run(mine, monkeypatch):
    """A law that is in the table is called, and what it finds is told: planted in place of each."""
    one = record("methods", mine["methods"])
    for i in range(len(every.LAWS[Method])):
        table = list(every.LAWS[Method])
        table[i] = lambda record: ["planted"]
        monkeypatch.setitem(every.LAWS, Method, tuple(table))
        assert "planted" in every.complaints(one)
        monkeypatch.undo()
    monkeypatch.setitem(every.OWN, Method, (lambda record: ["planted"],))
    assert every.complaints(one, own=True) == ["planted"] and every.complaints(one) == []


def test_what_a_file_imports_and_what_its_functions_call_is_not_its_own(here):
    imports, part = "from theorysim.methods.sgd import sgd, step as other\n", "def part(x, g):\n    return g\n"
    (here / "mine.py").write_text(f"{imports}{part}def mine(x, g):\n    return x - part(x, g)\n")
    assert set(catalogue.own("mine.py")) == {"mine"}


# --- packages -----------------------------------------------------------------------------------------------------------

POINTS = """[theorysim.methods]
installed_method = of_a_package:my_method
installed_nothing = of_a_package:absent
installed_wrong = of_a_package:step
installed_missing = no_such_module:x
sgd = of_a_package:my_method
[theorysim.statements]
installed_theorem = of_a_package_too:my_statement
"""


@pytest.fixture
def package(here, monkeypatch):
    """Install a package that declares entries, and take it away again."""
    new.make("method", "my_method", here / "of_a_package.py")
    new.make("statement", "my_statement", here / "of_a_package_too.py")
    info = here / "of_a_package-1.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: of-a-package\nVersion: 1.5\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(str(here))
    for known in (outside._every, outside.declared, catalogue.entries):
        known.cache_clear()
    yield here
    for known in (outside._every, outside.declared, catalogue.entries):
        known.cache_clear()


def test_entries_of_packages_are_listed_shown_run_and_checked(package, capsys):
    rows = {(r["kind"], r["name"]): r["summary"] for r in json.loads(said(capsys, "list", "--json"))}
    assert rows["methods", "installed_method"] == "of_a_package:my_method, of the package of-a-package 1.5"
    assert "of_a_package" not in rows["methods", "sgd"] and ("statements", "installed_theorem") in rows
    assert "-eta*g + x" in said(capsys, "show", "installed_method")
    assert "outcome: reached" in said(capsys, "run", "installed_method", "huber")
    assert "outcome      holds" in said(capsys, "check", "installed_theorem", "--effort", "quick")
    assert record("methods", "sgd").stages[0].__module__ == "theorysim.methods.sgd"
    assert catalogue.source("methods", "installed_method") == [package / "of_a_package.py"]


@pytest.mark.parametrize(
    "name, reason",
    [
        ("installed_nothing", "cannot be loaded: AttributeError"),
        ("installed_missing", "cannot be loaded: ModuleNotFoundError"),
        ("installed_wrong", "is function, not Method"),
    ],
)
def test_a_bad_entry_point_is_one_line_of_the_command_that_needs_it(name, reason, package, capsys):
    assert main(["run", name, "huber"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"theorysim: error: the entry point {name} = ") and "of of-a-package 1.5, in theorysim.methods," in err
    assert reason in err and err.count("\n") == 1
    said(capsys, "run", "gradient_descent", "huber", "-p", "eta=0.5")
    begun = time.perf_counter()
    said(capsys, "list", "methods")
    assert time.perf_counter() - begun < 0.5


LOOKS_AHEAD = """
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real, Start
from theorysim.model import Bound, Claim, Method, Statement


def y(x: Real, before: Start):
    return x + (x - before) / 2


def step(x: Real, g: Real, y: Real, before: Start, eta: Positive):
    return y - eta * g, x


def bound(F: Positive, epsilon: Positive, L: Positive):
    return F * L / epsilon


def eta(L: Positive):
    return 1 / L


mine = Statement("mine", (Claim(Bound(Method(y, step, output="before"), bound, (smooth,), {"eta": eta})),))
"""


def test_a_step_of_a_statement_stands_for_its_whole_method(tmp_path):
    file = tmp_path / "ahead.py"
    file.write_text(LOOKS_AHEAD)
    whole = catalogue.load("statements", f"{file}:mine").claims[0].what.method
    assert catalogue.load("methods", f"{file}:step") is whole
    file = tmp_path / "twice.py"
    file.write_text(LOOKS_AHEAD + 'other = Statement("other", (Claim(Bound(Method(y, step), bound, (smooth,), {"eta": eta})),))\n')
    with pytest.raises(catalogue.Unknown, match="part of several methods"):
        catalogue.load("methods", f"{file}:step")
