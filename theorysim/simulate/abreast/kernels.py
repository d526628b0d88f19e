"""Read the kernels of one trajectory for all lanes at once: the words of bodies, norms, draws."""

import inspect
import math
from types import FunctionType
from typing import Any

import numpy as np

from theorysim.readings.read import as_written
from theorysim.simulate import elementary, kernel, norms, streams
from theorysim.simulate import power as powers
from theorysim.simulate.abreast import rows, words
from theorysim.simulate.abreast.straight import straight
from theorysim.simulate.abreast.words import choose, every, real, root
from theorysim.simulate.meanings import MEANING

WORDS: dict[str, Any] = {  # what a text says once it is written straight
    "choose": choose,
    "every": every,
    "beside": rows.beside,
    "float": words.real,
    "int": words.whole,
    **{"np_float64": words.real, "np_int64": words.whole, "np_uint64": words.natural, "np_floor": words.floor, "np_empty": np.empty},
}
READ: list[tuple[Any, Any]] = [  # kernels and what they are here
    (kernel.fma, words.fma),
    (kernel.bits, words.bits),
    (kernel.number, words.number),
    (math.sqrt, root),
]


def abreast(one: Any) -> Any:
    """Return what a kernel, or what it calls, is for all lanes; anything else is what it is."""
    for known, found in READ:
        if known is one:
            return found
    function = getattr(one, "py_func", one)
    if not isinstance(function, FunctionType):
        return one
    space = dict(function.__globals__)
    exec(compile(straight(inspect.getsource(function)), inspect.getsourcefile(function) or "", "exec"), space)
    made = space[function.__name__]
    found = kernel.kernel(made)
    READ.append((one, found))
    mentioned = made.__code__.co_names
    space.update({name: abreast(space[name]) for name in mentioned if name in space and space[name] is not made})
    space.update({name: WORDS[name] for name in mentioned if name in WORDS})
    return found


# --- what is faster here in a way of its own, with the same bits --------------------------------------------------------


@kernel.kernel
def square(x: Any) -> Any:
    return x * x


@kernel.kernel
def squares(v: Any, s: Any) -> Any:
    """Sum the squares of s v in the order of `norms`: eight sums over whole blocks of eight, added in pairs, then what is left."""
    a, b, c, d, e, f, g, h = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for block in range(v.shape[0] // 8):
        j = 8 * block
        a, b, c, d = a + square(v[j] * s), b + square(v[j + 1] * s), c + square(v[j + 2] * s), d + square(v[j + 3] * s)
        e, f, g, h = e + square(v[j + 4] * s), f + square(v[j + 5] * s), g + square(v[j + 6] * s), h + square(v[j + 7] * s)
    total = ((a + b) + (c + d)) + ((e + f) + (g + h))
    for j in range(v.shape[0] - v.shape[0] % 8, v.shape[0]):
        total += square(v[j] * s)
    return total


READ.append((norms.squares, squares))
looked_at_twice, general = abreast(norms.looked_at_twice), abreast(powers.general)
exponential, logarithm = abreast(elementary.exponential), abreast(elementary.logarithm)


@kernel.kernel
def norm_of_array(v: Any) -> Any:
    total = squares(v, 1.0)
    usual = (total > 1e-270) & (total < 1e300)
    if every(usual):
        return root(total)
    return choose(usual, root(total), looked_at_twice(v))


@kernel.kernel
def power(x: Any, n: Any) -> Any:
    """Return x to the power n; the general one is computed where an exponent asks for it."""
    x, n = real(x), real(n)
    short = choose(n == 2, x * x, choose(n == 3, x * x * x, choose(n == 1, x, 1.0)))
    simple = (n == 0) | (n == 1) | (n == 2) | (n == 3)
    if every(simple):
        return short
    return choose(simple, short, general(x, n))


@kernel.kernel
def flat(t: Any, n: Any) -> Any:
    on, outside = t > 0, choose(t != t, t, 0.0)
    if every(not on):
        return outside
    return choose(on, exponential(-1 / (t * t) - n * logarithm(t)), outside)


IN_A_STEP = {**WORDS, "norm_of_array": norm_of_array, **{name: abreast(one) for name, one in streams.KERNELS.items()}}
OWN = {"where": choose, "power": power, "flat": flat, "row": rows.row}
READING = ({**{name: abreast(one) for name, one in MEANING.items() if name not in OWN}, **OWN}, as_written, kernel.kernel)
