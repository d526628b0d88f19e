"""Come to a (delta, epsilon)-stationary point of max_i |x_i| in 1 to 50 variables: calls against delta, epsilon, d, and the budgets.

The function is 1-Lipschitz and starts at Delta = 1/8 in all coordinates. Each gradient shows one coordinate, and a convex combination of n
of them is at least 1/sqrt(n) long: where epsilon < 1/sqrt(d) no point is (delta, epsilon)-stationary before both signs of a coordinate are
within delta, that is above f = sqrt(2) delta, and all points are where f <= delta/2. INGD is run until it ends by itself, the others to
there.
"""

from functools import cache
from math import ceil, log, sqrt

import numpy as np

import theorysim as ts
from theorysim.domains import Filled, Vector
from theorysim.maths import absolute, equal, where
from theorysim.measure.hitting import hitting_distribution, trials
from theorysim.model import Objective
from theorysim.show.compared import Drawn, Panel
from theorysim.simulate.streams import Trial

SIZES = {"large": {"runs": 1000, "finest": 1e-5}}
SOURCES = ("simulate", "measure", "methods", "oracles", "quantities")
GAP, L, SIGMA = 1 / 8, 1, 1 / 2
GAMMA = 1 / 3  # how often a run may take longer, (5.4)
G = sqrt(L**2 + SIGMA**2)
METHODS = {"subgradient_descent": "subgradient descent", "ingd": "INGD", "stochastic_ingd": "stochastic INGD"}
SWEPT = {
    "delta": "delta, with d = 8, epsilon = 1/4",
    "epsilon": "epsilon = 1/sqrt(d + 1), delta = 0.05",
    "d": "d, with epsilon = 0.14, delta = 0.05",
}
DIMENSIONS = (1, 2, 4, 8, 16, 32, 50)
NOISY = 16  # variables at most where there is noise


@cache
def largest(d):
    """Return max_i |x_i| of d variables; at a tie the gradient is that of the first."""

    def top(x):
        most, place = absolute(x[0]), 0
        for i in range(1, d):
            place = where(absolute(x[i]) > most, i, place)
            most = where(absolute(x[i]) > most, absolute(x[i]), most)
        return most, place

    def value(x: Vector):
        most, _ = top(x)
        return most

    def gradient(x: Vector, out: Filled):
        _, place = top(x)
        for i in range(d):
            out[i] = where(equal(place, i), where(x[i] < 0, -1, 1), 0) + 0 * x[i]

    def start():
        return (GAP,) * d

    return Objective(value, gradient, minimum=lambda: 0, start=start)


def cells(runs=200, noisy=5, finest=1e-4):
    """Return a cell for each method and each number that is swept."""
    deltas = [float(f"{x:.3g}") for x in np.geomspace(finest, 0.1, 7)]
    every = [("delta", 8, 0.25, x) for x in deltas]
    every += [("epsilon", d, (d + 1) ** -0.5, 0.05) for d in (3, 8, 15, 24, 48)]
    every += [("d", d, 0.14, 0.05) for d in DIMENSIONS]
    found = []
    for name in METHODS:
        for swept, d, epsilon, delta in every:
            noise = name == "stochastic_ingd"
            if not noise or d <= NOISY and delta >= 0.01:
                many = noisy if noise else runs if name == "ingd" else 1
                found.append({"method": name, "swept": swept, "d": d, "epsilon": epsilon, "delta": delta, "runs": many})
    return found


def measured(cell):
    """Return the calls that two runs in three need, their extremes, the printed budget. Raises ValueError for a run that needs more."""
    name, d, epsilon, delta = (cell[key] for key in ("method", "d", "epsilon", "delta"))
    until, oracle = ("finished", "exact") if name == "ingd" else ("gap", "noisy_direction" if name == "stochastic_ingd" else "exact")
    entries = ts.load("methods", name), largest(d), ts.load("quantities", until)
    what = ts.Composition(*entries, None if oracle == "exact" else ts.load("oracles", oracle))
    steps = int(budget(name, epsilon, delta))
    given = own(name, epsilon, delta) | ({"oracle.sigma": SIGMA} if oracle != "exact" else {})
    drawn = trials(what, given, None, 0.0 if name == "ingd" else delta / 2, steps, trial=Trial(0))
    found = hitting_distribution(drawn, cell["runs"])
    if found.outcomes != {"reached": cell["runs"]}:
        raise ValueError(f"{found.outcomes} within {steps} calls at {cell}")
    return {"calls": int(found.quantile(1 - GAMMA)), "least": int(found.times.min()), "most": int(found.times.max()), "budget": steps}


def own(name, epsilon, delta):
    """Return the parameters that theorems 5.4.1 and 5.5.1 print; subgradient descent takes steps of delta/2."""
    if name == "subgradient_descent":
        return {"method.h": delta / 2, "method.decay": 0}
    if name == "ingd":
        return {"method.L": L, "method.delta": delta, "method.epsilon": epsilon, "method.K": ceil(48 * L**2 / epsilon**2)}
    p = 64 * G**2 * log(16 * G / epsilon) / (delta * epsilon**2)
    return {"method.beta": 1 - epsilon**2 / (64 * G**2), "method.p": p, "method.q": 4 * G * p}


def budget(name, epsilon, delta):
    """Return the calls that are granted: by theorem 5.5.1 with noise, else by theorem 5.4.1."""
    if name == "stochastic_ingd":
        return 2**16 * G**3 * GAP * log(16 * G / epsilon) / (epsilon**4 * delta) * max(1, G * delta / (8 * GAP))
    return 192 * GAP * L**2 / (epsilon**3 * delta) * log(4 * GAP / (GAMMA * delta * epsilon))


# --- what is shown ----------------------------------------------------------------------------------------------------------------


def of(found, name, swept):
    """Return what is swept, and the cells with what they gave."""
    here = [(cell, gave) for cell, gave in found if (cell["method"], cell["swept"]) == (name, swept)]
    return [cell[swept] for cell, _ in here], here


def slope(x, y):
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])


def lines(found):
    """Write the calls beside the budget and the slack, and how calls and budget grow with what is swept."""
    for name, says in METHODS.items():
        for swept, where_ in SWEPT.items():
            x, here = of(found, name, swept)
            calls, granted = [gave["calls"] for _, gave in here], [gave["budget"] for _, gave in here]
            told = ", ".join(f"{a:.3g}: {c:.0f} ({b / c:.3g})" for a, c, b in zip(x, calls, granted, strict=True))
            yield f"{says}, against {where_}: calls (budget/calls) {told}"
            if len(x) > 1:
                yield f"{says}, against {swept}: exponent of the calls {slope(x, calls):.3f}, of the budget {slope(x, granted):.3f}"


def drawn(found, file):
    """Draw the calls against each number with the budgets beside them, and below how many times the calls these are."""
    panels = []
    for swept, says in SWEPT.items():
        shown = []
        for name, called in METHODS.items():
            x, here = of(found, name, swept)
            low, high = ([gave[end] for _, gave in here] for end in ("least", "most"))
            shown.append(Drawn(called, x, [gave["calls"] for _, gave in here], low, high))
        for name, called in (("ingd", "budget of theorem 5.4.1, INGD"), ("stochastic_ingd", "budget of theorem 5.5.1, stochastic INGD")):
            x, here = of(found, name, swept)
            shown.append(Drawn(called, x, [gave["budget"] for _, gave in here], kind="formula"))
        panels.append(Panel("calls", says, "oracle calls", shown, "log", "log"))
    for swept, says in SWEPT.items():
        both = [(METHODS[name], *of(found, name, swept)) for name in ("ingd", "stochastic_ingd")]
        slack = [Drawn(called, x, [gave["budget"] / gave["calls"] for _, gave in here]) for called, x, here in both]
        panels.append(Panel("slack", says, "budget/calls", slack, "log", "log"))
    return ts.compared(panels, file)
