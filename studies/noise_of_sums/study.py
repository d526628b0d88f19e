"""Sum 64 squares of normal numbers, and of stable ones: what is drawn beside the noise of networks in figure 4-1, with its exact laws.

Thesis, sections 4.2 and 4.6.3. Of normal numbers the sum over 64 has the law of Gamma(32)/32. Of stable numbers of index alpha it has the
tail 64 P(X^2 > t), a power -alpha/2 of t: no mean, so that the empirical variance of such noise converges to nothing.
"""

from math import gamma as Gamma
from math import pi, sin

import numpy as np
from scipy.special import gammaincc, gammainccinv, gammaincinv, gammaln

import theorysim as ts
from theorysim.oracles.stable import perturb
from theorysim.readings import arrays
from theorysim.show.compared import Drawn, Panel

SIZES = {"large": {"samples": 2_000_000}}
SOURCES = ("oracles/stable.py", "readings/arrays.py")
TERMS, ONCE = 64, 2000  # of a sum; sums that are drawn at once
NORMAL, STABLE, PARETO = "normal", "stable", "Pareto"
EDGES = np.linspace(0, 2.5, 51)
FAR = 10.0 ** np.arange(0, 6.01, 0.125)
LEVEL = 0.95


def cells(samples=100_000, seeds=5, alpha=1.5):
    """Return a cell for each law and seed; one of a Pareto law whose index is alpha/2, for which Hill's estimate has an exact law."""
    own = {"samples": samples, "alpha": alpha}
    return [{"law": law, "seed": seed, **own} for law in (NORMAL, STABLE) for seed in range(seeds)] + [{"law": PARETO, "seed": 0, **own}]


def measured(cell):
    """Return of the sums over 64 the density, the tail, Hill's estimates, and the mean of the first n, the variance of a coordinate."""
    drawn = np.random.Generator(np.random.Philox(key=[cell["seed"], (NORMAL, STABLE, PARETO).index(cell["law"])]))
    sums = samples(cell, drawn)
    n, order = len(sums), np.sort(sums)[::-1]
    at = np.unique(np.round(2.0 ** np.arange(3, np.log2(n) + 0.01, 0.25)).astype(int))
    looked = at[at <= n // 10]
    logs = np.cumsum(np.log(order))
    return {
        "density": (np.histogram(sums, EDGES)[0] / n / np.diff(EDGES)).tolist(),
        "tail": [float(np.mean(sums > t)) for t in FAR],
        "hill at": looked.tolist(),
        "hill": [float(1 / (logs[m - 1] / m - np.log(order[m]))) for m in looked],
        "n": at.tolist(),
        "variance": (np.cumsum(sums)[at - 1] / at).tolist(),
    }


def samples(cell, drawn):
    """Return the sums over their number of terms, or numbers of the Pareto law."""
    n, a = cell["samples"], cell["alpha"]
    if cell["law"] == PARETO:
        return drawn.random(n) ** (-2 / a)
    return np.concatenate([np.mean(numbers(cell["law"], a, min(ONCE, n - i), drawn) ** 2, axis=1) for i in range(0, n, ONCE)])


def numbers(law, a, many, drawn):
    if law == NORMAL:
        return drawn.standard_normal((many, TERMS))
    u, v = 1 - drawn.random((2, many * TERMS))  # in (0, 1]
    given = {"g": np.zeros(1), "u": u, "v": np.minimum(v, 1 - 2.0**-53), "alpha": np.array([a]), "beta": np.zeros(1), "sigma": np.ones(1)}
    return arrays.evaluate(perturb, given)[0].reshape(many, TERMS)


def tail(a, t):
    """Return what P(sum/64 > t) is like for large t: 64 P(|X| > sqrt(64 t))."""
    return TERMS * weight(a) * (TERMS * t) ** (-a / 2)


def weight(a):
    """Return c where P(X^2 > t) is like c t^(-a/2), X stable of index a."""
    return 2 * Gamma(a) * sin(pi * a / 2) / pi


def variances(a, n, share):
    """Return the quantile of the mean of 64 n squares of stable numbers, by its law for large n: one-sided stable of index a/2.

    Of E exp(-l S) = exp(-l^h) the quantiles are found by bisection, of Zolotarev's integral for P(S <= s).
    """
    h, angle = a / 2, (np.arange(4000) + 0.5) / 4000 * pi
    of = np.sin(h * angle) ** (h / (1 - h)) * np.sin((1 - h) * angle) / np.sin(angle) ** (1 / (1 - h))
    low, high = 1e-9, 1e9
    for _ in range(80):
        s = (low * high) ** 0.5
        low, high = (low, s) if np.mean(np.exp(-of * s ** (-h / (1 - h)))) > share else (s, high)
    return (TERMS * n) ** (1 / h - 1) * (Gamma(1 - h) * weight(a)) ** (1 / h) * s


def of_normal(share):
    """Return what Hill's estimate from the largest SHARE of numbers is near to under Gamma(32)/32: 1/E(log S - log t | S > t)."""
    half, found = TERMS / 2, []
    for p in share:
        t = gammainccinv(half, p)
        s = t * np.exp(np.linspace(0, 2, 4001))
        found.append(p / np.trapezoid(gammaincc(half, s), np.log(s)))
    return found


def estimates(index, m):
    """Return between what LEVEL of Hill's estimates lie, of m numbers whose tail is a power: m index/estimate has the law of Gamma(m)."""
    m = np.asarray(m, float)
    return m * index / gammaincinv(m, (1 + LEVEL) / 2), m * index / gammaincinv(m, (1 - LEVEL) / 2)


def of_variance(n):
    """Return between what LEVEL of the means of 64 n squares of normal numbers lie: Gamma(32 n)/(32 n)."""
    half = TERMS * n / 2
    return [gammaincinv(half, share) / half for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)]


def density(t, half=TERMS / 2):
    """Return the density of Gamma(32)/32."""
    return np.exp(half * np.log(half) + (half - 1) * np.log(t) - half * t - gammaln(half))


def lines(found):
    """Write Hill's estimates and the variances of each law, over the seeds, beside what they are estimates of."""
    for law in dict.fromkeys(cell["law"] for cell, _ in found):
        here = [gave for cell, gave in found if cell["law"] == law]
        index = "none" if law == NORMAL else f"{found[0][0]['alpha'] / 2:g}"
        for i in (0, len(here[0]["hill at"]) // 2, -1):
            shown = ", ".join(f"{gave['hill'][i]:.3f}" for gave in here)
            yield f"{law}: Hill's estimate of the tail index ({index}) from the largest {here[0]['hill at'][i]}: {shown}"
        if law != PARETO:
            exact = "1" if law == NORMAL else "infinite"
            for i in (len(here[0]["n"]) // 2, -1):
                shown = ", ".join(f"{gave['variance'][i]:.4g}" for gave in here)
                yield f"{law}: variance ({exact}) from {here[0]['n'][i]} samples: {shown}"


def drawn(found, file):
    """Draw a row for each law: what is sampled, Hill's estimates and the running variance, each beside what is exact."""
    a = found[0][0]["alpha"]
    of = {law: [gave for cell, gave in found if cell["law"] == law] for law in (NORMAL, STABLE, PARETO)}
    t, names = np.linspace(0.02, 2.5, 200), {NORMAL: "normal numbers", STABLE: f"stable numbers, alpha = {a:g}", PARETO: "a Pareto law"}

    def hill(*laws):
        return [Drawn(names[law], gave["hill at"], gave["hill"]) for law in laws for gave in of[law]]

    def variance(law):
        return [Drawn(names[law], gave["n"], gave["variance"]) for gave in of[law]]

    n, m = np.array(of[STABLE][0]["n"], float), np.array(of[STABLE][0]["hill at"])
    flat, exact = np.full(len(m), a / 2), "exact law, with its 95 % interval"
    low, high = estimates(a / 2, m)
    shares = ((1 - LEVEL) / 2, 1 / 2, (1 + LEVEL) / 2)
    far = np.array([gave for gave in FAR if tail(a, gave) < 0.5])
    limit = "exact for large t and n"
    label, size, largest = "mean of 64 squares", "samples", "how many of the largest"
    panels = [
        Panel(
            "normal: density",
            label,
            "density",
            [Drawn(names[NORMAL], EDGES, of[NORMAL][0]["density"], kind="bars"), Drawn(exact, t, density(t), kind="formula")],
        ),
        Panel(
            "normal: Hill's estimates",
            largest,
            "tail index",
            [*hill(NORMAL), Drawn("its limit, exact", m, of_normal(m / found[0][0]["samples"]), kind="formula")],
            "log",
            "log",
        ),
        Panel(
            "normal: running variance",
            size,
            "variance",
            [*variance(NORMAL), *(Drawn(exact, n, y, kind="formula") for y in (*of_variance(n), np.ones(len(n))))],
            "log",
        ),
        Panel(
            "stable: tail",
            f"t, {label}",
            "probability to be above t",
            [
                *(Drawn(names[STABLE], FAR, np.where(np.array(gave["tail"]) > 0, gave["tail"], np.nan)) for gave in of[STABLE]),
                Drawn(limit, far, tail(a, far), kind="formula"),
            ],
            "log",
            "log",
        ),
        Panel(
            "stable: Hill's estimates",
            largest,
            "tail index",
            [*hill(STABLE, PARETO), *(Drawn(exact, m, y, kind="formula") for y in (low, flat, high))],
            "log",
            ylim=(0, 2),
        ),
        Panel(
            "stable: running variance",
            size,
            "variance",
            [*variance(STABLE), *(Drawn(limit, n, variances(a, n, share), kind="formula") for share in shares)],
            "log",
            "log",
        ),
    ]
    return ts.compared(panels, file)
