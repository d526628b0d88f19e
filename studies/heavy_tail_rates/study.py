"""Measure the rates of table 4.1 against alpha, on problems that are as bad as the bounds allow, without a random number.

The mean error of a method on a law of two atoms is a recursion where a rare gradient leads to one point, wherever x is: its mean and its
mean square are those of x between two such gradients. So errors are numbers, and their exponents in k have no interval.

Strongly convex, mu = G = 1, the error is the mean of f(x_j) - f* over the run with the weights of the theorem, which the f of the average
is at most. Nonconvex, L = sigma = f(x_0) - f* = 1, it is |grad f|.
"""

from itertools import product
from math import log2

import numpy as np
from scipy.special import betaincc

import theorysim as ts
from theorysim.letters import as_body
from theorysim.memory import ledger
from theorysim.show.compared import Drawn, Panel
from theorysim.statements.chapter4.notation import alpha, beta, k
from theorysim.statements.chapter4.theorem_4_4_2 import bound as printed_bound
from theorysim.statements.chapter4.theorem_4_4_4 import rate as chain_rate

SOURCES = ("statements/chapter4", "simulate", "methods/gclip.py", "methods/sgd.py", "objectives/huber.py")
ALPHAS = (1.05, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.95, 2)
LAST = 4  # horizons, over which an exponent is fitted
RUN = 2**12  # steps of a run that checks what is said of the slope

STRONGLY, NONCONVEX = "strongly convex", "nonconvex"
MEASURED = {  # what is measured: where, and what it is called
    "sgd": (STRONGLY, "SGD, steps 2/(k + 1)"),
    "gclip": (STRONGLY, "GClip, thresholds k^(1/alpha)"),
    "gclip as printed": (STRONGLY, "GClip, thresholds k^(alpha - 1) as printed (at most)"),
    "gclip on the slope": (NONCONVEX, "GClip, steps of theorem 4.4.1"),
    "sgd on the slope": (NONCONVEX, "SGD, steps k^(-1/alpha)/2"),
    "chain": (NONCONVEX, "every zero-respecting method, on the chain (at most)"),
}
BOUNDS = (  # where, the formula whose exponent is drawn, and what has it: in words, the statement and the reading
    (
        STRONGLY,
        1 / k ** (beta / alpha),
        {"table 4.1, GClip": "table-4.1-gclip-strongly-heavy:printed", "lower bound": "table-4.1-lower-strongly-heavy:printed"},
    ),
    (STRONGLY, printed_bound, {"upper bound, theorem 4.4.2 repaired": "theorem-4.4.2:repaired", "lower, 4.4.3": "theorem-4.4.3:printed"}),
    (STRONGLY, 4 / k**beta, {"upper bound of SGD, table 4.1 repaired": "table-4.1-sgd-strongly-heavy:repaired"}),
    (NONCONVEX, chain_rate, {"upper bound, table 4.1, GClip": "table-4.1-nonconvex:printed", "lower, 4.4.4": "theorem-4.4.4:printed"}),
    (NONCONVEX, 1 / k ** (beta / (2 * alpha)), {"upper bound of SGD, table 4.1 repaired": "table-4.1-sgd-nonconvex-heavy:repaired"}),
)


def cells(alphas=ALPHAS, finest=16, farthest=60):
    """Return a cell for each alpha and method: horizons up to 2^FINEST where steps are counted one by one, else to 2^FARTHEST."""
    every = [{"alpha": a, "method": m, "log2 k": finest if MEASURED[m][0] == STRONGLY else farthest} for m, a in product(MEASURED, alphas)]
    return [cell for cell in every if cell["method"] != "gclip as printed" or cell["alpha"] * (cell["alpha"] - 1) < 1]


def measured(cell):
    """Return the errors at the horizons, and their exponent over the last of these."""
    horizons = [2**i for i in range(cell["log2 k"] - 2 * LAST + 1, cell["log2 k"] + 1)]
    errors = [ERROR[cell["method"]](cell["alpha"], K) for K in horizons]
    return {"k": horizons, "errors": errors, "exponent": exponent(horizons[-LAST:], errors[-LAST:])}


def exponent(horizons, errors):
    """Return r where errors fall like k^-r, by least squares."""
    return float(-np.polyfit(np.log2(np.array(horizons, float)), np.log2(errors), 1)[0])


# --- strongly convex --------------------------------------------------------------------------------------------------------------


def sgd(a, K):
    """Return the error of projected SGD on (x - b)^2/2 over [0, 1/2], where g is x - A with probability p = A^-alpha/64, else x; b = p A.

    A is (K + 1)/4: then a rare gradient leads to 1/2 from everywhere, at all steps up to K.
    """
    A = (K + 1) / 4
    p = A**-a / 64
    b, mean, square, total = p * A, 0.0, 0.0, 0.0
    for j in range(1, K + 1):
        total += j * (square - 2 * b * mean + b * b) / 2
        stays = 1 - 2 / (j + 1)
        mean, square = (1 - p) * stays * mean + p / 2, (1 - p) * stays**2 * square + p / 4
    return 2 * total / (K * (K + 1))


def rare_and_far(a, far):
    """Return p, the length A of a rare gradient and c: x^2/2 on [-4c/3, 0], and g is -A with probability p, else x/(1 - p) + c.

    It is how the printed thresholds are refuted, with p A^alpha = 1/2 and c^alpha at most that, so that it is a member for every alpha.
    """
    A = a / (a - 1) * far
    p = A**-a / 2
    if p > 1 / 4 or (p * A / (1 - p)) ** a > 1 / 2:
        raise ValueError(f"no member at alpha = {a}, A = {A}")
    return p, A, p * A / (1 - p)


def gclip(a, K):
    """Return the error of projected GClip with tau_j = j^(1/alpha): a rare gradient leads to 0 from everywhere."""
    p, A, c = rare_and_far(a, K ** (1 / a))
    mean, square, total = -p * A, (p * A) ** 2, 0.0
    for j in range(1, K + 1):
        total += j * square / 2
        eta, tau = 4 / (j + 1), j ** (1 / a)
        if eta * min(tau, A) < 4 * c / 3:
            raise ValueError(f"a rare gradient does not lead to 0 at alpha = {a}, step {j} of {K}")
        stays, back = 1 - eta / (1 - p), eta * c
        mean, square = (1 - p) * (stays * mean - back), (1 - p) * (stays**2 * square - 2 * stays * back * mean + back**2)
    return 2 * total / (K * (K + 1))


def gclip_as_printed(a, K):
    """Return a lower limit of the error with tau_j = j^(alpha - 1): by Jensen's inequality, from an upper limit of the mean of x."""
    p, A, _ = rare_and_far(a, K ** (a - 1))
    mean, total = -p * A, 0.0
    for j in range(1, K + 1):
        total += j * mean**2 / 2
        eta = 4 / (j + 1)
        mean = min(mean - eta * (mean + p * (A - j ** (a - 1))), 0.0) if j > 2 else 0.0  # eta is above 1 before
    return 2 * total / (K * (K + 1))


# --- nonconvex --------------------------------------------------------------------------------------------------------------------


def on_the_slope(method, eta, K):
    """Return the gradient that is left at all of K steps on the Huber function whose slope is just long enough: K eta s = f(x_0)/s - s/2.

    Without noise, which every bound on noise allows; a run of the first steps must have this gradient in the end.
    """
    s = (eta * K + 1 / 2) ** -0.5
    given = {"method.eta": eta, "objective.delta": s} | ({"method.tau": 16} if method == "gclip" else {})
    run = ts.run(method, "huber", given, 1 / s + s / 2, epsilon=s / 2, steps=min(K, RUN))
    if run.T is not None or abs(run.gradient_norm - s) > 1e-12 * s:
        raise ValueError(f"the run of {method} has left the slope")
    return s


def on_the_chain(a, K):
    """Return what any zero-respecting method leaves of |grad f| on the worst of the chains: 2 epsilon times how often its end is not seen.

    With sigma = 1 a coordinate is shown with probability p = (92 epsilon)^(alpha/(alpha - 1)), and d is 1/(7296 epsilon^2).
    """
    d = np.unique(np.round(2.0 ** np.arange(1, 32, 1 / 1024)))
    epsilon = (7296 * d) ** -0.5
    p = (92 * epsilon) ** (a / (a - 1))
    return float(np.max(2 * epsilon * betaincc(d, K - d + 1, p)))  # shown less than d times in K steps


ERROR = {
    "sgd": sgd,
    "gclip": gclip,
    "gclip as printed": gclip_as_printed,
    "gclip on the slope": lambda a, K: on_the_slope("gclip", min(16**-a, K ** (-a / (3 * a - 2))), K),
    "sgd on the slope": lambda a, K: on_the_slope("sgd", K ** (-1 / a) / 2, K),
    "chain": on_the_chain,
}

# --- what is shown ----------------------------------------------------------------------------------------------------------------


def exponents(formula, alphas, K=2.0**40):
    """Return the exponent in k of a formula of a statement at each alpha."""
    body = as_body(formula)
    return [log2(body(alpha=a, k=K) / body(alpha=a, k=2 * K)) for a in alphas]


def outcome(named):
    """Return what is recorded of a reading of a statement."""
    name, _, reading = named.partition(":")
    row = (ledger.read().get(name) or {}).get(reading)
    return row["outcome"] if row else "not judged"


def lines(found):
    """Write the exponents, each beside those of the bounds, and the verdicts on these."""
    for method, (where, name) in MEASURED.items():
        here = [f"{cell['alpha']:g}: {gave['exponent']:.4f}" for cell, gave in found if cell["method"] == method]
        yield f"{where}: {name}: {', '.join(here)}"
    alphas = list(dict.fromkeys(cell["alpha"] for cell, _ in found))
    for where, formula, has in BOUNDS:
        shown = ", ".join(f"{a:g}: {r:.4f}" for a, r in zip(alphas, exponents(formula, alphas), strict=True))
        yield f"{where}: bound: {shown}   [{', '.join(f'{named} {outcome(named)}' for named in has.values())}]"


def drawn(found, file):
    """Draw exponents against alpha, beside those of the bounds."""
    fine = np.linspace(1.02, 2, 99)
    panels = []
    for where, error in ((STRONGLY, "f(x) - f*"), (NONCONVEX, "the gradient norm")):
        bounds = [
            Drawn("; ".join(f"{says} ({outcome(named)})" for says, named in has.items()), fine, exponents(formula, fine), kind="formula")
            for there, formula, has in BOUNDS
            if there == where
        ]
        marks = []
        for method, (there, name) in MEASURED.items():
            here = [(cell["alpha"], gave["exponent"]) for cell, gave in found if cell["method"] == method and there == where]
            marks += [Drawn(name, *zip(*here, strict=True), kind="marks")] if here else []
        panels.append(Panel(where, "alpha", f"exponent r, {error} like k^(-r)", bounds + marks))
    return ts.compared(panels, file)
