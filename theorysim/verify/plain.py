"""Functions of Python that texts use and formulas do not: min, all, next, a product, draws from a seed that the file fixes."""

from fractions import Fraction
from functools import reduce
from math import comb, inf
from random import Random
from typing import Any

from theorysim.verify.trees import Native, Once, Record, Refused
from theorysim.verify.words import BUILTINS


def number(value: Any) -> bool:
    """Tell whether a value is a number of a text: what is true counts 1, and infinity is one."""
    return isinstance(value, int | Fraction) or value in (inf, -inf)


def _prod(reader: Any, items: Any, start: Any = 1) -> Any:
    return reduce(lambda total, item: reader.joined("*", (total, item), reader.here), reader.items(items), start)


def _least_or_most(which: Any) -> Native:
    def chosen(reader: Any, *given: Any, **default: Any) -> Any:
        values = list(reader.items(given[0])) if len(given) == 1 else list(given)
        if default.keys() - {"default"}:
            raise Refused("the least or the largest by a key")
        values = values or list(default.values())
        if not values or not all(map(number, values)):
            raise Refused("the least or the largest of what are no numbers")
        return which(values)

    return Native(chosen)


def _next(reader: Any, items: Any, default: Any) -> Any:
    return next(iter(reader.items(items)), default)


def _map(reader: Any, f: Any, items: Any) -> Once:
    return Once(tuple(reader.call(f, (item,), {}, reader.here) for item in reader.items(items)))


def _random(reader: Any, seed: Any) -> Record:
    """Return draws that a text or a whole number fixes, as Python makes them."""
    if not isinstance(seed, str | int):
        raise Refused("draws that nothing fixes")
    drawn, later = Random(seed), reader.later

    def draws(word: str) -> Native:
        def one(reader: Any, *given: Any) -> Any:
            if reader.later > later:
                raise Refused("a draw in a generator: when Python makes it cannot be told")
            return getattr(drawn, word)(*given)

        return Native(one)

    return Record("Random", {word: draws(word) for word in ("choice", "randint")})


PLAIN: dict[str, dict[str, Any]] = {
    "math": {"inf": inf, "prod": Native(_prod), "comb": Native(lambda reader, n, k: comb(n, k))},
    "random": {"Random": Native(_random)},
}
WORDS: dict[str, Any] = BUILTINS | {
    "float": Native(lambda reader, x: x),
    "min": _least_or_most(min),
    "max": _least_or_most(max),
    "next": Native(_next),
    "map": Native(_map),
}
