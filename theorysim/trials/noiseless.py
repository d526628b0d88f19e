"""Run a method without noise at many settings of one instance."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from theorysim.claims.bound import Bound
from theorysim.domains import Asked, parameters
from theorysim.entries import Body, Objective, Quantity
from theorysim.simulate.composition import Composition
from theorysim.trials.starts import start_of

Raw = Mapping[str, Any]


def _norm(g_norm: Asked) -> Any:
    return g_norm


GRADIENT_NORM = Quantity(_norm)


def by_role(settled: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of the method, of the objective and of the oracle."""
    return {k: v for k, v in settled.items() if k.startswith(("method.", "objective.", "oracle."))}


def criterion(bound: Bound) -> Quantity:
    """Return the quantity whose hitting time is bounded."""
    return bound.until or GRADIENT_NORM


def measured(bound: Bound, read: Callable[[Body, Mapping[str, Any]], Any], **asks: Callable[[], Any]) -> Any:
    """Return what the bound measures at a point: only what its quantity asks for is computed, then its body is read."""
    body = criterion(bound).body
    return read(body, {p.name: asks[p.name]() for p in parameters(body)})


def level(bound: Bound, epsilon: Any) -> Any:
    """Return the level that counts as hit: epsilon, or what is just below it, where the method is random (thesis, (3.7), (3.8))."""
    return np.nextafter(epsilon, 0) if bound.random else epsilon


def times(bound: Bound, objective: Objective, settled: Raw, steps: int) -> Any:
    """Return the hitting times, shape (n,), -1 where there is none within `steps`."""
    from theorysim.simulate.run import hitting_times

    starts, epsilons = np.stack(start_of(settled), axis=1), level(bound, settled["epsilon"])
    return hitting_times(Composition(bound.method, objective, criterion(bound)), by_role(settled), starts, epsilons, steps)[0]
