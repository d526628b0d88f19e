"""Tables of what runs were seen to do: T of every trial, and quantities against k."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from theorysim.sweep.lines import Measured
from theorysim.sweep.plan import Plan, cell_of

Known = Callable[[str], Measured | None]


def names_of(plan: Plan) -> list[str]:
    """Return the names of the points, each once."""
    return list(dict.fromkeys(n for p in plan.points for n in p.names))


def trials(plan: Plan, measured: Known) -> Iterator[list[Any]]:
    """Return the header, then a row for each trial whose T is kept; a T that was never reached is None."""
    names = names_of(plan)
    yield [*names, "trial", "T", "key"]
    for point in plan.points:
        found = measured(point.key)
        if found is not None and found.trials is not None:
            about = [point.names.get(n) for n in names]
            yield from ([*about, i, None if T < 0 else T, point.key] for i, T in enumerate(found.trials.tolist()))


def along(plan: Plan, measured: Known, quantiles: Sequence[float], level: float) -> Iterator[list[Any]]:
    """Return the header, then a row for each step of each quantity that is kept.

    Of a run that several epsilons are read off there is one curve, and no epsilon. Quantiles over trials stand with their intervals;
    `finite` is how many trials, at least, had a finite number there.
    """
    names = names_of(plan)
    ends = [name for q in quantiles for name in (f"q_{q:g}", f"q_{q:g}_low", f"q_{q:g}_high")]
    yield [*names, "quantity", "k", "oracle_calls", *ends, "finite", "key"]
    done = set[str]()
    for point in plan.points:
        found = measured(point.key) if cell_of(point.key) not in done else None
        done.add(cell_of(point.key))
        for quantity in found.curves.values if found is not None and found.curves is not None else ():
            assert found is not None and found.curves is not None
            kept, own = found.curves, point.names | ({"epsilon": None} if ":" in point.key else {})
            about = [own.get(n) for n in names]
            finite = kept.finite(quantity)
            columns = [c for q in quantiles for c in (kept.quantile(quantity, q), *_ends(kept, quantity, q, level))]
            for i, k in enumerate(kept.k.tolist()):
                numbers = [None if c is None else float(c[i]) for c in columns]
                yield [*about, quantity, k, k * kept.calls, *numbers, int(finite[i]), cell_of(point.key)]


def _ends(kept: Any, quantity: str, q: float, level: float) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return the intervals of a quantile; one run has none."""
    return kept.interval(quantity, q, level) if kept.runs > 1 else (None, None)
