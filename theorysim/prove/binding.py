"""Tell which argument of each minimum and maximum of a body binds, at many points at once.

A minimum within a minimum counts as one of several arguments: min{a, min{b, c}} has three. Of two that are equal the first binds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from theorysim import maths
from theorysim.domains import parameters
from theorysim.entries import Body, Sided, less
from theorysim.prove.algebra import prove
from theorysim.prove.variants import substituted, taking
from theorysim.readings import arrays
from theorysim.readings.read import read

FIRST, SECOND = True, False
Choice = tuple[tuple[int, bool], ...]  # (which call of minimum or maximum, in the order of evaluation, and which of its arguments)


@dataclass(frozen=True, eq=False)
class _Call:
    word: str
    result: Any
    arguments: tuple[Any, Any]
    first: Any  # where the first argument binds


def _recorded(body: Body, values: Mapping[str, ArrayLike]) -> list[_Call]:
    calls: list[_Call] = []

    def recorder(better: Callable[[Any, Any], Any], word: str) -> Callable[[Any, Any], Any]:
        def called(a: Any, b: Any) -> Any:
            result = np.array(arrays.MEANING[word](a, b), dtype=np.float64)  # an object of its own, known by identity
            calls.append(_Call(word, result, (a, b), better(a, b)))
            return result

        return called

    meaning = {**arrays.MEANING, "minimum": recorder(np.less_equal, "minimum"), "maximum": recorder(np.greater_equal, "maximum")}
    with np.errstate(all="ignore"):
        read(body, meaning)(**{name: np.asarray(value, dtype=np.float64) for name, value in values.items()})
    return calls


def _leaves(calls: Sequence[_Call], k: int, choice: Choice = ()) -> list[Choice]:
    found = []
    for argument, which in zip(calls[k].arguments, (FIRST, SECOND), strict=True):
        inner = next((j for j, c in enumerate(calls) if c.result is argument), None)
        chosen = (*choice, (k, which))
        found += [chosen] if inner is None else _leaves(calls, inner, chosen)
    return found


def _choices(calls: Sequence[_Call]) -> list[Choice]:
    outer = [k for k, c in enumerate(calls) if not any(a is c.result for other in calls for a in other.arguments)]
    return [choice for k in outer for choice in _leaves(calls, k)]


def binding(body: Body, values: Mapping[str, ArrayLike]) -> list[NDArray[np.bool_]]:
    """Return, for each argument of the minima and maxima of a body, where it binds, each of shape (n,); values have shape (n,)."""
    calls = _recorded(body, values)
    n = max((np.size(v) for v in values.values()), default=1)
    found = []
    for choice in _choices(calls):
        met = np.ones(n, dtype=bool)
        for k, which in choice:
            met &= calls[k].first if which else ~np.asarray(calls[k].first)
        found.append(met)
    return found


def _only(body: Body, choice: Choice) -> Body:
    """Return the body with each minimum and maximum replaced by the argument that was chosen."""
    chosen, turn = dict(choice), [0]

    def pick(a: Any, b: Any) -> Any:
        turn[0] += 1
        return a if chosen.get(turn[0] - 1, FIRST) else b

    words = {name: word for name, word in vars(maths).items() if callable(word)}  # the rest stays what it is, for the next reading
    picked = read(body, {**words, "minimum": pick, "maximum": pick})

    def only(**values: Any) -> Any:
        turn[0] = 0
        return picked(**values)

    return taking(only, parameters(body))


def never_binds(body: Body, which: int, given: Sequence[Sided], **by: Body) -> bool:
    """Tell whether it is proved that argument `which` (from 1) of the minimum that a body is never binds: another one is less.

    `by` are bodies that stand for parameters, the horizon say. Raises ValueError for a body that is no minimum.
    """
    calls = _recorded(body, {p.name: np.ones(1) for p in parameters(body)})
    choices = _choices(calls)
    if not calls or any(c.word != "minimum" for c in calls) or len(choices) != len(calls) + 1:
        raise ValueError(f"{body.__name__} is not the minimum of its arguments")

    def beaten(other: Choice) -> bool:
        one, two = _only(body, other), _only(body, choices[which - 1])

        def below(**values: Any) -> Any:
            return one(**values), two(**values)

        sides = taking(below, parameters(body))  # whatever the parameters that `by` stands for, or with it
        return prove(less(sides), given).proved or prove(less(substituted(sides, **by)), given).proved

    return any(beaten(other) for k, other in enumerate(choices) if k != which - 1)
