"""Play against a method the worst noise of a class: zero mean, norm at most tau, and otherwise free to look at the point and the time.

V_k(x) is the largest probability not to have hit from step k on; the noise is a mixture of laws on two atoms, of a grid. Between points of
the grid V is interpolated, which is a little more noise. Beyond the grid nothing is hit.
"""

import numpy as np

from theorysim.domains import parameters
from theorysim.readings import arrays


def worst_law(values, atoms):
    """Return the largest mean of values (points, atoms) over laws on the atoms, symmetric about 0, with mean 0."""
    middle = len(atoms) // 2
    best = values[:, middle].copy()
    for i in range(middle):
        for j in range(middle + 1, len(atoms)):
            up = -atoms[i] / (atoms[j] - atoms[i])
            np.maximum(best, (1 - up) * values[:, i] + up * values[:, j], out=best)
    return best


def not_hit(method, objective, own, chosen, start, epsilon, steps, tau, grid, draws=13):
    """Return the probability that x_0, ..., x_steps all have a gradient of epsilon or more, against the worst noise."""
    atoms = tau * np.linspace(-1, 1, draws)
    known = {f"{n}": np.full(grid.size, v) for n, v in own.items()}
    g = arrays.evaluate(objective.gradient, {"x": grid, **known})[0]
    stays = (np.abs(g) >= epsilon).astype(float)
    step = method.stages[-1]
    asks = {p.name for p in parameters(step)}
    places = np.empty((grid.size, draws))
    for i, n in enumerate(atoms):
        every = {"x": grid, "g": g + n, "g_norm": np.abs(g + n), **{k: np.full(grid.size, v) for k, v in chosen.items()}}
        places[:, i] = arrays.evaluate(step, {k: v for k, v in every.items() if k in asks})[0]
    left = np.clip(np.searchsorted(grid, places) - 1, 0, grid.size - 2)
    share = np.clip((places - grid[left]) / (grid[left + 1] - grid[left]), 0, 1)
    out = (places < grid[0]) | (places > grid[-1])
    V = stays
    for _ in range(steps):
        after = np.where(out, 1.0, (1 - share) * V[left] + share * V[left + 1])
        V = stays * worst_law(after, atoms)
    return float(np.interp(start, grid, V))
