"""Count how often a horizon is missed exactly, over every path of a noise of few atoms in a few steps: no test, no error.

In float64 all paths are followed at once, which only proposes; each is then repeated in balls, and its probability is a rational number.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.chance.enumeration import laws, outcomes
from theorysim.claims.bound import Bound
from theorysim.domains import Finite, parameters
from theorysim.entries import Objective, Oracle
from theorysim.falsify.walks import measured
from theorysim.readings import balls, exact
from theorysim.readings.stages import Stages
from theorysim.trials.beyond_floats import repeated
from theorysim.trials.drawing import Raw, at
from theorysim.trials.noiseless import level

MOST = 4096  # paths: of two atoms in twelve steps
BITS = 256
NEAR = 1e-9  # of a probability in float64

Atom = tuple[Fraction, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Counted:
    """The probability with which the horizon is certainly missed, or more, and the number of paths of the noise."""

    missed: Fraction
    paths: int


def atoms(oracle: Oracle, own: Mapping[str, float]) -> list[Atom]:
    """Return what an oracle draws in a step, with rational probabilities; nothing where it draws, or asks, what is not finite."""
    draws = [p for p in parameters(oracle.perturb) if p.domain.supplied]
    if oracle.asks or not draws or any(not isinstance(p.domain, Finite) for p in draws):
        return []
    try:
        return list(outcomes(laws(oracle.perturb, {k: Fraction(v) for k, v in own.items()})))
    except (exact.NotRational, ZeroDivisionError, ValueError):
        return []


def few(noise: list[Atom], horizon: float) -> bool:
    """Tell whether the paths up to a horizon are few."""
    return len(noise) > 1 and 0 <= horizon < 64 and len(noise) ** int(horizon) <= MOST


def seems_missed(bound: Bound, objective: Objective, known: Raw, oracle: Oracle, own: Mapping[str, float], noise: list[Atom]) -> bool:
    """Tell whether one setting, of columns of one number, seems to miss the horizon too often, in float64."""
    steps = int(known["T"][0])
    path, step = np.arange(len(noise) ** steps), -1
    lanes = {k: np.full(path.size, v[0]) for k, v in known.items()}
    chances = np.array([float(p) for p, _ in noise])
    drawn = {k: np.array([float(values[k]) for _, values in noise]) for k in noise[0][1]}

    def seen(g: Any) -> Any:
        nonlocal step
        step += 1
        which = path // len(noise) ** step % len(noise)
        return at(oracle.perturb, {**own, "g": g, **{k: v[which] for k, v in drawn.items()}})

    goal, missed = level(bound, lanes["epsilon"]), np.ones(path.size, dtype=bool)
    with np.errstate(all="ignore"):
        for k, now in enumerate(measured(bound, objective, lanes, seen)):
            missed &= ~(now <= goal)
            if k == steps or not missed.any():
                break
    chance = np.ones(path.size)
    for k in range(steps):
        chance *= chances[path // len(noise) ** k % len(noise)]
    return step < steps and bool(chance[missed].sum() > 1 - bound.quantile + NEAR)


def counted(
    bound: Bound, objective: Objective, raw: Mapping[str, float], oracle: Oracle, own: Mapping[str, float], noise: list[Atom]
) -> Counted | None:
    """Count the paths that certainly miss the horizon, until they are too many for the claim; None where they are not."""
    begun = repeated(bound, objective, raw, lambda b: b, BITS, MOST)
    if begun is None or not few(noise, begun.steps):
        return None
    allowed, plain = 1 - Fraction(bound.quantile), begun.stages.gradient
    exactly = {k: Fraction(v) for k, v in own.items()}
    missed, left = Fraction(0), Fraction(1)
    waiting: list[tuple[Stages, int, Fraction]] = [(begun.stages, 0, Fraction(1))]

    def shown(drawn: Mapping[str, Fraction], asked: list[int]) -> Callable[[list[Any]], list[Any]]:
        def gradient(row: list[Any]) -> list[Any]:
            asked.append(1)
            (g,) = plain(row)
            return [balls.evaluate(oracle.perturb, {**exactly, "g": g, **drawn}, BITS)]

        return gradient

    while waiting and missed <= allowed and missed + left > allowed:
        stages, k, chance = waiting.pop()
        if begun.stays(stages) is not True:
            left -= chance
        elif k == begun.steps:
            missed, left = missed + chance, left - chance
        else:
            for p, drawn in noise:
                child, asked = copy.copy(stages), list[int]()
                child.gradient = shown(drawn, asked)
                child.step()
                if len(asked) != 1:  # a step that looks twice draws twice
                    return None
                waiting.append((child, k + 1, chance * p))
    return Counted(missed, len(noise) ** begun.steps) if missed > allowed else None
