"""Compare clipped, adaptive and plain methods on a quadratic of 50 coordinates whose noise has heavy tails and uneven scales.

Thesis, sections 4.5 and 4.6. Each method is tuned on one seed, over the same step sizes, and measured on another: the gap after each step,
its median and 0.9-quantile over trials, with intervals that hold for any law.
"""

from itertools import product

import theorysim as ts
from theorysim.domains import AboveOne, AtLeastOne, Dimension, Index, Nonnegative, Real, Uniform
from theorysim.entries import Oracle
from theorysim.maths import power, where
from theorysim.measure.curves import curves
from theorysim.oracles.pareto import perturb as even
from theorysim.show.compared import Drawn, Panel
from theorysim.simulate.streams import Trial

SIZES = {"large": {"steps": 10_000}}
SOURCES = ("simulate", "measure", "methods", "oracles/pareto.py", "objectives/quadratic_spectrum.py")
MEMORY = {"method.beta1": 0.9, "method.beta2": 0.99}
METHODS = {  # name: what it is called, what is fixed of it
    "acclip": ("ACClip", MEMORY | {"method.alpha": 1, "method.epsilon": 1e-5}),
    "cclip": ("CClip", {}),
    "gclip": ("GClip", {}),
    "adam": ("Adam", MEMORY),
    "rmsprop": ("RMSProp", {"method.beta2": 0.99, "method.epsilon": 1e-8}),
    "momentum_sgd": ("SGD with momentum", {"method.beta": 0.9}),
    "clipped_momentum_sgd": ("clipped SGD with momentum", {"method.beta": 0.9}),
}
CLIPPED = ("cclip", "gclip", "clipped_momentum_sgd")  # at a threshold, which is tuned as well
ETAS = tuple(2.0**-i for i in range(12))  # the same for all
TAUS = (0.03, 0.1, 0.3, 1, 3, 10)
PROBLEM = {"objective.L": 1, "objective.Q": 10, "oracle.scale": 0.01, "oracle.spread": 100}
MEASURED, TUNED = 0, 1  # seeds
LEVEL = 0.95
QUANTILES = (0.5, 0.9)


def perturb(
    g: Real, i: Index, d: Dimension, u: Uniform, alpha: AboveOne = 3 / 2, scale: Nonnegative = 1, spread: AtLeastOne = 100
):  # coordinate i has a symmetric Pareto law, whose scale grows from `scale` to `scale spread`
    return even(g, u, alpha, scale * power(spread, (i - 1) / where(d > 1, d - 1, 1)))


uneven = Oracle(perturb)


def cells(alphas=(1.2, 1.5, 3), dimension=50, steps=1000, trials=1000, tuning=50):
    """Return a cell for each tail index and method."""
    given = {"dimension": dimension, "steps": steps, "trials": trials, "tuning": tuning}
    return [{"alpha": alpha, "method": method, **given} for alpha, method in product(alphas, METHODS)]


def measured(cell):
    """Return the best step size, and threshold, by the median gap in the end on the seed for tuning; with these, quantiles on the other."""
    choices = list(product(ETAS, TAUS if cell["method"] in CLIPPED else (None,)))
    tuned = {choice: along(cell, choice, cell["tuning"], TUNED).quantile("gap", 0.5)[-1] for choice in choices}
    best = min(choices, key=tuned.__getitem__)
    found = along(cell, best, cell["trials"], MEASURED)
    told = {"k": found.k.tolist(), "eta": best[0], "tau": best[1], "tried": len(choices), "finite": int(found.finite("gap")[-1])}
    for q in QUANTILES:
        low, high = found.interval("gap", q, LEVEL)
        told[str(q)] = {"at": found.quantile("gap", q).tolist(), "low": low.tolist(), "high": high.tolist()}
    return told


def along(cell, choice, runs, seed):
    """Return the law of the gap along runs of a method, at a step size and a threshold."""
    own = METHODS[cell["method"]][1] | {"method.eta": choice[0]} | ({} if choice[1] is None else {"method.tau": choice[1]})
    entries = ts.load("methods", cell["method"]), ts.load("objectives", "quadratic_spectrum"), ts.load("quantities", "gap")
    what = ts.Composition(*entries, uneven)
    given = PROBLEM | own | {"oracle.alpha": cell["alpha"]}
    return curves(what, {"gap": None}, given, None, cell["steps"], runs, dimension=cell["dimension"], trial=Trial(seed))


def lines(found):
    """Write the quantiles of the gap in the end, with the step size and threshold that were best, and whether these end their grid."""
    for cell, gave in found:
        ends = [n for n, grid in (("eta", ETAS), ("tau", TAUS)) if gave[n] in (grid[0], grid[-1])]
        tau = "" if gave["tau"] is None else f", tau = {gave['tau']:g}"
        edge = f" ({' and '.join(ends)} at an end of the grid)" if ends else ""
        said = ", ".join(f"{q} quantile {v['at'][-1]:.4g} [{v['low'][-1]:.4g}, {v['high'][-1]:.4g}]" for q, v in each(gave))
        yield f"alpha = {cell['alpha']:g}: {METHODS[cell['method']][0]}: {said}; eta = {gave['eta']:g}{tau}{edge}"


def each(gave):
    return [(q, gave[str(q)]) for q in QUANTILES]


def drawn(found, file):
    """Draw the quantiles of the gap against the steps, with their intervals: a row for each, a panel for each tail index."""
    alphas, panels = dict.fromkeys(cell["alpha"] for cell, _ in found), []
    for q, alpha in product(QUANTILES, alphas):
        here = [(METHODS[cell["method"]][0], gave["k"], gave[str(q)]) for cell, gave in found if cell["alpha"] == alpha]
        shown = [Drawn(name, k[1:], v["at"][1:], v["low"][1:], v["high"][1:]) for name, k, v in here]  # from k = 1 on
        panels.append(Panel(f"alpha = {alpha:g}", "k", f"{q} quantile of f(x_k) - f*", shown, "log", "log"))
    return ts.compared(panels, file, abreast=len(alphas))
