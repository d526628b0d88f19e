"""Follow gradient descent on 100 sin(theta_1) sin(theta_2) over its step size, and classify where each orbit ends.

Thesis, section 6.3. u = theta_1 + theta_2 and w = theta_1 - theta_2 move without each other: u to u - 100 eta sin u, w to
w + 100 eta sin w. The function does not change when u or w does by a whole turn, so they count modulo 2 pi.
`study.py [FILE.svg [MANY]]` takes MANY step sizes.
"""

import sys
from itertools import groupby
from pathlib import Path

import numpy as np

import theorysim as ts

A, TURN = 100.0, 2 * np.pi
STARTS = ((1.0, 0.5), (0.3, 2.0), (-2.1, 0.7))
BEFORE, LOOKED = 20_000, 2000  # steps that pass first, and those that are looked at
CELLS = 401  # of a turn: what of it an orbit visits is counted and drawn so finely
WHOLE, CASCADE, WINDOW = (0, 0.07), (0.0345, 0.0405), (0.0399988, 0.0400006)


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


def cells(points):
    """Return the middles of the cells of u, modulo a turn from -pi to pi, that an orbit visits."""
    return (np.unique(np.floor((points[:, 0] / TURN + 1 / 2) % 1 * CELLS)) + 1 / 2) / CELLS * TURN - np.pi


def lines(rows):
    """Write one line for each stretch of step sizes on which all orbits do the same."""
    for said, found in groupby(rows, key=lambda row: row[1]):
        some = list(found)
        exponents = [e for row in some for e in row[2] if np.isfinite(e)]
        grown = f", Lyapunov exponent {min(exponents):.3f} to {max(exponents):.3f}" if exponents else ""
        shares = [len(c) / CELLS for row in some for c in row[3]]
        yield f"{some[0][0]:.8f} to {some[-1][0]:.8f}: {said}{grown}; visits {min(shares):.1%} to {max(shares):.1%} of a turn"


def main(file, many=280):
    grids = np.linspace(*WHOLE, many + 1)[1:], np.linspace(*CASCADE, many // 2 + 1), np.linspace(*WINDOW, many // 4 + 2)
    etas = np.unique(np.round(np.concatenate(grids), 12))
    rows, clouds = [], {name: ([], []) for name in ("fixed point", "cycle", "chaotic", "drifting", "not told")}
    for i, eta in enumerate(map(float, etas), 1):
        orbits = [orbit(eta, start) for start in STARTS]
        said = [kind(eta, points) for points in orbits]
        visited = [cells(points) for points in orbits]
        for (words, _), u in zip(said, visited, strict=True):
            name = next(n for n in ("drifting", *clouds) if n in words)
            clouds[name][0].extend([eta] * len(u))
            clouds[name][1].extend(u)
        rows.append((eta, " | ".join(sorted({words for words, _ in said})), [e for _, e in said], visited))
        if i % 20 == 0 or i == len(etas):
            print(f"{i} of {len(etas)} step sizes", file=sys.stderr, flush=True)
    print(*lines(rows), sep="\n")
    found = [(name, x, y) for name, (x, y) in clouds.items() if x]
    marks = (("2/L = 0.02", 0.02), ("0.04", 0.04))
    panels = [("all step sizes", WHOLE, found), ("into chaos", CASCADE, found), ("close to 0.04", WINDOW, found)]
    return ts.clouds(panels, "step size eta", "theta_1 + theta_2, modulo 2 pi", Path(file), marks)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("figure.svg")
    print(f"figure: {main(chosen, *map(int, sys.argv[2:3]))}")
