"""The recursions of the study heavy_tail_rates are the means over all ways that the coins may fall, each run projected by hand."""

from itertools import product
from pathlib import Path

import pytest

from theorysim.commands.study_script import module

STUDY = module(str(Path(__file__).parents[1] / "studies" / "heavy_tail_rates" / "study.py"))
K = 7


def enumerated(p, start, least, step):
    """Return the weighted mean of (x_j - least)^2/2 over all 2^K ways; `step` is told x, its number and whether the gradient is rare."""
    found = 0.0
    for coins in product((True, False), repeat=K):
        x, chance, total = start, 1.0, 0.0
        for j, rare in enumerate(coins, 1):
            total += j * (x - least) ** 2 / 2
            chance *= p if rare else 1 - p
            x = step(x, j, rare)
        found += chance * total * 2 / (K * (K + 1))
    return found


@pytest.mark.parametrize("a", [1.05, 1.5, 2])
def test_sgd(a):
    A = (K + 1) / 4
    p = A**-a / 64
    assert p * A**a + 0.5**a <= 1  # a member

    def step(x, j, rare):
        return min(max(x - 2 / (j + 1) * (x - A if rare else x), 0.0), 0.5)

    assert STUDY.sgd(a, K) == pytest.approx(enumerated(p, 0.0, p * A, step), rel=1e-9)


@pytest.mark.parametrize("a", [1.05, 1.3, 1.6, 2])
@pytest.mark.parametrize("printed", [False, True])
def test_gclip(a, printed):
    growth = a - 1 if printed else 1 / a
    p, A, c = STUDY.rare_and_far(a, K**growth)
    assert p * A**a + (1 - p) * c**a <= 1

    def step(x, j, rare):
        g = -A if rare else x / (1 - p) + c
        clipped = max(min(g, j**growth), -(j**growth))
        return min(max(x - 4 / (j + 1) * clipped, -4 * c / 3), 0.0)

    exact = enumerated(p, -p * A, 0.0, step)
    if printed:
        assert 0 < STUDY.gclip_as_printed(a, K) <= exact
    else:
        assert STUDY.gclip(a, K) == pytest.approx(exact, rel=1e-9)
