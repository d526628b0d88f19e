"""Clipped gradient descent against the best fixed step, on the two hard functions of section 3.7.2.

The fixed step is the best one for both functions at once, and what is drawn is the worse count of the two: the complexity of a class is
that of its worst member, and it is this that the lower bound speaks of.
"""

import sys
from math import log
from pathlib import Path

import theorysim as ts
from theorysim.statements.chapter3.parts.clipped_steps import eta_c, gamma
from theorysim.statements.chapter3.theorem_3_4_2 import complexity as lower

L0, L1, M = 1.0, 1.0, 1000.0
F = (2 * M - 1) / (2 * L1)  # the gap of the exponential at the start with gradient M; the slow function starts at the same gap
EPSILONS = (1 / 3, 0.25, 0.18, 0.13, 0.09, 0.065, 0.045, 0.03)
THRESHOLD = (2 * log(M) + 2) / (M * L1)
SHARES = (0.5, 0.8, 0.9, 0.95, 0.99, 1.0, 1.01)  # of the threshold
STEPS = 200_000_000


def count(method, objective, chosen, own, start, epsilon):
    found = ts.run(
        method,
        objective,
        {**{f"method.{k}": v for k, v in chosen.items()}, **{f"objective.{k}": v for k, v in own.items()}},
        start,
        epsilon,
        STEPS,
    )
    return float("inf") if found.T is None else found.T


def main(file):
    upper = ts.load("statements", "theorem-3.4.1").claims[0].what.bound
    start = (log(M) + 1) / L1
    rows = []
    for epsilon in EPSILONS:
        functions = (("exponential", {"L1": L1}, start), ("slow", {"epsilon": epsilon}, 1 + (F - 5 * epsilon / 4) / (2 * epsilon)))
        clipped = [
            count("clipped_gradient_descent", f, {"eta_c": eta_c(L0), "gamma": gamma(L0, L1)}, own, x, epsilon) for f, own, x in functions
        ]
        tried = [[count("gradient_descent", f, {"eta": s * THRESHOLD}, own, x, epsilon) for f, own, x in functions] for s in SHARES]
        rows.append((epsilon, clipped, min(tried, key=max), upper(F=F, epsilon=epsilon, L0=L0, L1=L1), lower(F, epsilon, L1, M)))
        print(f"epsilon {epsilon:.3g}: clipped {rows[-1][1]}, best fixed step {rows[-1][2]}", file=sys.stderr)
    drawn = [
        ("clipped gradient descent", EPSILONS, [max(r[1]) for r in rows], "o-"),
        ("best fixed step", EPSILONS, [max(r[2]) for r in rows], "s-"),
        ("upper bound for clipped, theorem 3.4.1", EPSILONS, [r[3] for r in rows], "--"),
        ("lower bound for fixed steps, theorem 3.4.2", EPSILONS, [r[4] for r in rows], ":"),
    ]
    return ts.curves([("", drawn)], "epsilon", "steps until the gradient is at most epsilon, worse of two functions", Path(file))


if __name__ == "__main__":
    print(f"figure: {main(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name('figure.svg'))}")
