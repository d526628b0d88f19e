"""Follow gradient descent on 100 sin(theta_1) sin(theta_2) over its step size, and classify where each orbit ends.

Thesis, section 6.3. u = theta_1 + theta_2 and w = theta_1 - theta_2 move without each other: u to u - 100 eta sin u, w to
w + 100 eta sin w. The function does not change when u or w does by a whole turn, so they count modulo 2 pi.
"""

import math
from itertools import groupby

import numpy as np

import theorysim as ts

A, TURN = 100.0, 2 * np.pi
STARTS = ((1.0, 0.5), (0.3, 2.0), (-2.1, 0.7))
BEFORE, LOOKED = 20_000, 2000  # steps that pass first, and those that are looked at
CELLS = 401  # of a turn: what of it an orbit visits is counted and drawn so finely
WHOLE, CASCADE, WINDOW = (0, 0.07), (0.0345, 0.0405), (0.0399988, 0.0400006)
KINDS = ("fixed point", "cycle", "chaotic", "drifting", "not told")
SIZES = {"large": {"many": 2800}}
SOURCES = ("simulate", "measure", "readings", "methods/gradient_descent.py", "objectives/sine_product.py")


def cells(many=280):
    """Return the step sizes: MANY over all, more where chaos begins, and close to 0.04."""
    grids = np.linspace(*WHOLE, many + 1)[1:], np.linspace(*CASCADE, many // 2 + 1), np.linspace(*WINDOW, many // 4 + 2)
    return [{"eta": float(eta)} for eta in np.unique(np.round(np.concatenate(grids), 12))]


def measured(cell):
    """Return what the orbits of all starts do, in words, their Lyapunov exponents where these were needed, and what they visit."""
    orbits = [orbit(cell["eta"], start) for start in STARTS]
    said = [kind(cell["eta"], points) for points in orbits]
    exponents = [float(e) if math.isfinite(e) else None for _, e in said]
    return {"kinds": [words for words, _ in said], "lyapunov": exponents, "visited": [visited(points) for points in orbits]}


def orbit(eta, start):
    """Return the last points (u, w) of an orbit, shape (LOOKED + 1, 2)."""
    given = {"method.eta": eta, "objective.a": A}
    before = ts.run("gradient_descent", "sine_product", given, start, epsilon=0, steps=BEFORE)
    x, y = ts.run("gradient_descent", "sine_product", given, before.x, epsilon=0, steps=LOOKED, trace="full").points.T
    return np.stack([x + y, x - y], axis=1)


def kind(eta, points):
    """Describe in words what an orbit does, and give its Lyapunov exponent, NaN where none was needed."""

    def jacobian(at):
        return (1 - eta * A * np.cos(at) * [1, -1])[:, :, None] * np.eye(2)

    seen = ts.classify(points, torus=TURN, jacobian=jacobian)
    carried = np.max(np.abs(points[-1] - points[0])) / TURN / (len(points) - 1)  # turns a step
    if seen.period is None:
        return f"{seen.kind if seen.kind == 'chaotic' else 'not told'}{', drifting' if carried > 1 / 4 else ''}", seen.lyapunov
    if any(seen.drift):
        return f"drifting, period {seen.period}", seen.lyapunov
    return seen.kind + (f" of {seen.period}" if seen.period > 1 else ""), seen.lyapunov


def visited(points):
    """Return which cells of u, modulo a turn from -pi to pi, an orbit visits."""
    return np.unique(np.floor((points[:, 0] / TURN + 1 / 2) % 1 * CELLS)).astype(int).tolist()


def lines(found):
    """Write one line for each stretch of step sizes on which all orbits do the same."""
    for words, stretch in groupby(found, key=lambda pair: " | ".join(sorted(set(pair[1]["kinds"])))):
        some = list(stretch)
        exponents = [e for _, gave in some for e in gave["lyapunov"] if e is not None]
        grown = f", Lyapunov exponent {min(exponents):.3f} to {max(exponents):.3f}" if exponents else ""
        shares = [len(u) / CELLS for _, gave in some for u in gave["visited"]]
        ends = f"{some[0][0]['eta']:.8f} to {some[-1][0]['eta']:.8f}"
        yield f"{ends}: {words}{grown}; visits {min(shares):.1%} to {max(shares):.1%} of a turn"


def drawn(found, file):
    clouds = {name: ([], []) for name in KINDS}
    for cell, gave in found:
        for words, places in zip(gave["kinds"], gave["visited"], strict=True):
            x, y = clouds[next(n for n in ("drifting", *KINDS) if n in words)]
            x.extend([cell["eta"]] * len(places))
            y.extend((np.array(places) + 1 / 2) / CELLS * TURN - np.pi)
    shown = [(name, x, y) for name, (x, y) in clouds.items() if x]
    marks = (("2/L = 0.02", 0.02), ("eta = 0.04", 0.04))
    panels = [("all step sizes", WHOLE, shown), ("into chaos", CASCADE, shown), ("close to eta = 0.04", WINDOW, shown)]
    return ts.clouds(panels, "eta", "theta_1 + theta_2, modulo 2 pi", file, marks)
