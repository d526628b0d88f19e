"""Write a small working file to start from, one for each kind of entry: `theorysim new KIND NAME`."""

import builtins
import keyword
import os
import re
from pathlib import Path

from theorysim import catalogue
from theorysim.settings import Usage
from theorysim.sweep.written import whole

METHOD = '''"""Step against the gradient. Say here in one sentence what your method does, and where it is from."""

from theorysim.domains import Positive, Real
from theorysim.entries import Method


def step(x: Real, g: Real, eta: Positive = 1 / 4):  # begin here: the next x, for one coordinate; g is the gradient there
    return x - eta * g


NAME = Method(step)
'''
OBJECTIVE = '''"""Curve near the minimum, go straight far out. Say here in one sentence what your function is."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute, where


def value(x: Coordinate, a: Positive = 1):  # begin here: f, with `where` for its branches, then its derivatives
    return where(absolute(x) <= 1, a * x * x / 2, a * (absolute(x) - 1 / 2))


def gradient(x: Coordinate, a: Positive = 1):
    return where(x < -1, -a, where(x > 1, a, a * x))


def hessian(x: Coordinate, a: Positive = 1):
    return where(absolute(x) <= 1, a, 0)


def minimum(a: Positive = 1):
    return 0


def start(a: Positive = 1):
    return 3


def curvature(a: Positive):  # a constant that you declare, and that the laws prove or refute
    return a


MEMBER = (Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(smooth, {"L": curvature}))
NAME = Objective(value, gradient, hessian, MEMBER, minimum, start)
'''
ORACLE = '''"""Add noise that is uniform on [-tau, tau]. Say here in one sentence what your noise is."""

from theorysim.domains import Nonnegative, Real, Uniform
from theorysim.entries import Oracle


def perturb(g: Real, u: Uniform, tau: Nonnegative = 1 / 2):  # begin here: what is seen instead of g; u is drawn from (0, 1)
    return g + tau * (2 * u - 1)


def support(tau: Nonnegative = 1 / 2):  # how far it is from g at most
    return tau


NAME = Oracle(perturb, support=support)  # with unbiased=False where its mean is not g
'''
STATEMENT = '''"""Reach a gradient norm of epsilon in 2 L F/epsilon^2 steps. Say here in one sentence what your theorem says."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Method, Statement, count

L, F, epsilon = letters("L F epsilon", Positive)  # of L-smooth functions, with F = f(x_0) - f*


def step(x: Real, g: Real, eta: Positive):  # begin here: your method, for one coordinate
    return x - eta * g


steps = count(Method(step), over=(lower_bounded, smooth), eta=1 / L)  # on your class of functions, with your step size
theorem = steps <= 2 * L * F / epsilon**2
RANGES = {"L": (1 / 8, 8), "epsilon": (1 / 64, 1)}  # in which a counterexample is looked for
NAME = Statement("NAME", Claim(theorem.within(RANGES)))
'''
ASSUMPTION = '''"""Bound the slope by a constant times the height. Say here in one sentence what your class of functions is."""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def inequality(value: Asked, g_norm: Asked, c: Positive):  # begin here: (left, right) at a point, asked by name, with your constants
    return g_norm * g_norm, c * value


NAME = Assumption(at_most(inequality, "|f'|^2 <= c f"))
'''
QUANTITY = '''"""Measure the square of the gradient norm. Say here in one sentence what your quantity is."""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def square(g_norm: Asked):  # begin here: one number, from g_norm, value, minimum, x_norm
    return g_norm * g_norm


NAME = Quantity(square, "gradient^2")
'''
TEXTS = {"methods": METHOD, "objectives": OBJECTIVE, "oracles": ORACLE, "statements": STATEMENT}
TEXTS |= {"assumptions": ASSUMPTION, "quantities": QUANTITY}
TRY = {
    "methods": "run {} huber",
    "objectives": "run gradient_descent {} -p eta=1/2",
    "oracles": "run gradient_descent huber -p eta=1/8 --oracle {}",
    "statements": "check {}",
    "quantities": "run gradient_descent huber -p eta=1/2 --until {}",
    "assumptions": "show {}",
}


def make(kind: str, name: str, file: Path | None) -> list[str]:
    """Write the file, NAME.py where none is given, and return the lines that say how to go on. Raises Usage, and never overwrites."""
    chosen = next((k for k in TEXTS if kind in (k, catalogue.singular(k))), None)
    if chosen is None:
        raise Usage(f"new takes {', '.join(map(catalogue.singular, TEXTS))}, not {kind!r}")
    text = TEXTS[chosen]
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        raise Usage(f"{name!r} is no name of Python: letters, digits and _, such as my_{catalogue.singular(chosen)}")
    if hasattr(builtins, name) or name in re.findall(r"\b[A-Za-z_]\w*\b", re.sub(r'""".*?"""|#.*', "", text)):
        raise Usage(f"{name!r} means something else in that file: choose another name, such as my_{catalogue.singular(chosen)}")
    place = file or Path(f"{name}.py")
    if place.suffix != ".py":
        raise Usage(f"-o is {place}; it must end in .py")
    try:
        if os.path.lexists(place):
            raise Usage(f"{place} is there already: give another with -o")
        whole(place, lambda new: new.write_text(re.sub(r"\bNAME\b", name, text), encoding="utf-8"))
    except OSError as reason:
        raise Usage(f"cannot write {place}: {reason.strerror}") from reason
    return [f"{place} is written; next:", f"  theorysim test {place}", f"  theorysim {TRY[chosen].format(f'{place}:{name}')}"]
