"""What a resisting oracle must keep: no method that meets its hypotheses reaches a success, whatever its parameters, start and draws.

And in every single game the function that is handed back lies in its class, and says what the method was told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from theorysim.domains import Parameter
from theorysim.entries import Method, Plain
from theorysim.judge.game import Game, Rules, played
from theorysim.simulate.by_hand import moves

GAMES = 20
SIZES = (-3.0, 2.0)  # of a parameter without an upper end, as powers of ten


def drawn(p: Parameter, random: Random) -> float:
    """Draw a parameter from its domain: many sizes where it has no upper end."""
    low, high = p.domain.low, p.domain.high
    if p.domain.integer:
        return float(random.randint(int(max(low, 1)), 9))
    if high < float("inf"):
        return low + (high - low) * random.uniform(0.01, 0.99)
    return max(low, 0.0) + 10 ** random.uniform(*SIZES)


def games(method: Method | Plain, rules: Rules, n: int = GAMES) -> Iterator[tuple[Mapping[str, Any], Game]]:
    """Play so many games, each with parameters, a start and draws of its own."""
    for seed in range(n):
        random = Random(seed)
        own = {p.name: drawn(p, random) for p in method.parameters}
        start = random.choice((0.0, 1.0, random.uniform(-9, 9))) if rules.adversary.grows else 0.0
        yield own, played(rules, lambda o=own, x=start, s=seed: moves(method, o, (x,) * rules.dimension, s))  # type: ignore[misc]


def complaints(method: Method | Plain, rules: Rules, n: int = GAMES) -> list[str] | None:
    """Return what is wrong with the games of a method against an oracle; None where it does not meet its hypotheses."""
    every = [(own, game) for own, game in games(method, rules, n) if game.fits]
    return [f"{dict(own)}: {game.why}" for own, game in every if not game.lost] if every else None


def small(rules: Rules, steps: int, **letters: Fraction | int) -> Rules:
    """Return a game that is over soon."""
    return replace(rules, steps=steps, letters={**rules.letters, **{n: Fraction(v) for n, v in letters.items() if n in rules.letters}})
