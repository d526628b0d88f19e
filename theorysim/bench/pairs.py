"""Give each pair of the table numbers of its own, at which a run goes on for as long as one asks: steps so short that none arrives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from theorysim.simulate.composition import Composition
from theorysim.simulate.run import beginning, settled

SHORT, LONG = 2.0**-30, 1 / 8  # of steps: for a run that is timed, for one whose bits are compared
STEPS = ("eta", "eta_c", "eta_n", "h", "delta")  # parameters of methods that are a step's length
NUMBERS = {  # of what a method leaves open
    **dict.fromkeys(STEPS, SHORT),
    **{"alpha": SHORT, "gamma": 1.0, "tau": 1.0, "threshold": 1.0, "radius": 1.0, "lambda_": 1.0, "epsilon": 0.0},
    **{
        "beta": 0.9,
        "beta1": 0.9,
        "beta2": 0.999,
        "K": 100.0,
        "inner": 10.0,
        "m": 12.0,
        "every": 10.0,
        "T": 2.0**40,
        "p": 1 / SHORT,
        "q": 1 / SHORT,
    },
}
MOMENT = {"method.alpha": 1.5}  # here alpha is no step's length
OWN: dict[str, dict[str, float]] = {  # of entries whose own numbers make a run that ends at once
    "acclip": MOMENT,
    "polynomial": {"objective.a2": 1.0, "objective.a4": 0.25},
    "noisy_direction": {"oracle.sigma": 0.5},
}


@dataclass(frozen=True, eq=False)
class Pair:
    """An entry and its partners, by name, with numbers by role and a start of shape (d,)."""

    name: str
    said: str
    what: Composition
    given: Mapping[str, float]
    start: Any

    def bold(self) -> "Pair":
        """Return the pair with steps that are long: a run that goes to many places."""
        long = {SHORT: LONG, 1 / SHORT: 1 / LONG}
        return replace(self, given={name: long.get(value, value) for name, value in self.given.items()})


def settle(name: str, names: Sequence[str], what: Composition, d: int) -> Pair:
    """Return a pair with its numbers; `names` are those of method, objective and oracle, `d` is taken by a sum over coordinates only.

    The start is the objective's own; of a sum its coordinates are spread, so that no two are alike.
    """
    own = {key: value for part in ":".join(names).split(":") for key, value in OWN.get(part, {}).items()}
    open_ = {k: NUMBERS.get(k.partition(".")[2], 1.0) for k, p in what.known.items() if p.default is None and k.startswith("method.")}
    values = {k: float(v) for k, v in settled(what.known, {**open_, **{k: v for k, v in own.items() if k in what.known}}).items()}
    many = what.objective.form == "sum"
    start = beginning(what.objective, values, None, d if many else None)
    if many:
        start = start + 0.625 + np.arange(d) * 7 % 16 / 64
    said = f"{names[0]} on {names[1]}" + ("" if names[2] == "exact" else f", {names[2]}") + (f", d = {d}" if many else "")
    return Pair(name, said, what, values, start)
