"""Theorem 5.4.1, run: Algorithm 2 typed again in any number of variables, its oracle calls counted, on sums of kinks.

Each of 200 runs has to end within the repaired number at gamma = 10^-9, at a point where a mean of gradients within delta is at most
epsilon long: of a true theorem all do, but with a probability below 10^-6.
"""

from collections.abc import Callable, Sequence
from math import ceil, dist, fsum, hypot, log
from random import Random

Point = Sequence[float]
SEEDS, EPSILON, DELTA, GAMMA = 200, 1 / 4, 1 / 8, 1e-9
SLACK = 2**-40  # of sums of floats


def kinks(d: int) -> tuple[Callable[[Point], float], Callable[[Point, Point], list[float]]]:
    """Return sum_i c_i |x_i| with c_i in proportion to i, of Lipschitz constant 1, and its oracle, asked along v."""
    total = sum(i * i for i in range(1, d + 1)) ** 0.5
    c = [i / total for i in range(1, d + 1)]

    def f(x: Point) -> float:
        return sum(w * abs(u) for w, u in zip(c, x, strict=True))

    def gradient(x: Point, v: Point) -> list[float]:
        return [w if u > 0 or (u == 0 and s > 0) else -w for w, u, s in zip(c, x, v, strict=True)]

    return f, gradient


def run(d: int, seed: int, K: int, most: float) -> bool:
    """Tell whether a run from (1, ..., 1) ends in so many calls, with m the mean of gradients that were taken within delta."""
    (f, gradient), random, x, calls = kinks(d), Random(seed), [1.0] * d, 0
    while calls <= most:
        m = gradient(x, [0.0] * d)
        taken, weights, calls = [(x, m)], [1.0], calls + 1
        for _ in range(K):
            norm = hypot(*m)
            if norm <= EPSILON:
                mean = [fsum(w * g[i] for w, (_, g) in zip(weights, taken, strict=True)) for i in range(d)]
                near = all(dist(y, x) <= DELTA + SLACK for y, _ in taken)
                return near and dist(mean, m) < SLACK and calls <= most
            ahead = [c - DELTA * v / norm for c, v in zip(x, m, strict=True)]
            if f(ahead) - f(x) < -DELTA * norm / 4:
                x = ahead
                break
            share = random.random()
            y = [c + share * (a - c) for c, a in zip(x, ahead, strict=True)]
            g = gradient(y, [-v for v in m])
            beta = (4 - norm**2) / (4 + 2 * norm**2)
            m = [beta * v + (1 - beta) * w for v, w in zip(m, g, strict=True)]
            taken, weights, calls = [*taken, (y, g)], [*(beta * w for w in weights), 1 - beta], calls + 1
    return False


def within(d: int) -> Callable[[], tuple[float, float]]:
    def runs() -> tuple[float, float]:
        """Of so many of 200 runs on a sum of kinks the calls are at most the number, and the last m is such a mean."""
        K, T = ceil(48 / EPSILON**2), ceil(4 * kinks(d)[0]([1.0] * d) / (EPSILON * DELTA))
        most = T * (K + 1) * (1 + log(T / GAMMA) / log(16))
        return float(sum(run(d, seed, K, most) for seed in range(SEEDS))), float(SEEDS)

    return runs


RUNS = tuple(within(d) for d in (1, 5, 50))
