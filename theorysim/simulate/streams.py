"""Draw random numbers from counter-based streams, keyed by (root seed, cell, trial): a draw is a function of key, step and slot.

A stream is a pair (key, gamma) of 64 bits each, gamma odd; its n-th number is mix(key + n gamma), the generator of Steele,
Lea and Flood (2014, SplitMix64). Step k (from 0) of a run that takes s numbers a step uses n = k s, ..., k s + s - 1, so a
run that is resumed, or that shares a lane with others, draws the same numbers. `Stream` is the same in plain integers.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim.simulate.kernel import kernel
from theorysim.simulate.meanings import MEANING
from theorysim.simulate.trigonometric import near_cosine

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
STAFFORD = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # Stafford's variant 13 of the finaliser
CELL, GAMMA = 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7  # odd constants that keep the parts of a key apart
_A, _B = np.uint64(STAFFORD[0]), np.uint64(STAFFORD[1])
_27, _30, _31, _12 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(12)
_GOLDEN = np.uint64(GOLDEN)
log, root = MEANING["log"], MEANING["sqrt"]


@kernel
def mix(z: Any) -> Any:
    """Mix 64 bits, one to one."""
    z = (z ^ (z >> _30)) * _A
    z = (z ^ (z >> _27)) * _B
    return z ^ (z >> _31)


@kernel
def bits(base: Any, gamma: Any, slot: Any) -> Any:
    """Return the number of a slot, where base = key + k s gamma."""
    return mix(base + np.uint64(slot) * gamma)


@kernel
def unit(z: Any) -> Any:
    """Turn 64 bits into a number in (0, 1), one of 2^52, symmetric about 1/2."""
    return np.float64(z >> _12) * 2.0**-52 + 2.0**-53


@kernel
def uniform(base: Any, gamma: Any, slot: Any) -> Any:
    return unit(bits(base, gamma, slot))


@kernel
def normal(base: Any, gamma: Any, slot: Any) -> Any:
    """Return a standard normal number from two uniform ones (Box and Muller)."""
    radius = root(-2.0 * log(uniform(base, gamma, slot)))
    return radius * near_cosine(6.283185307179586 * uniform(base, gamma, slot + 1))


@kernel
def sampled(seed: Any, t: Any, n: Any) -> Any:
    """Return the t-th index of a minibatch from 0, ..., n - 1, with replacement; seed are 64 bits of the step."""
    return np.int64(unit(mix(seed + np.uint64(t + 1) * _GOLDEN)) * n)


@kernel
def chosen(seed: Any, part: Any, taken: Any, batch: Any, n: Any) -> Any:
    """Tell whether selection sampling takes a part, when it has `taken` of the `batch` from the parts before (Knuth, 3.4.2, S)."""
    return unit(mix(seed + np.uint64(part + 1) * _GOLDEN)) * (n - part) < batch - taken


@kernel
def turned(count: Any, n: Any) -> Any:
    """Return what is left of a count below 2^52, divided by n: in lanes it is a float, whose own remainder is a call."""
    return np.int64(count - n * np.floor(count / n))


@kernel
def turned_of_integers(count: int, n: int) -> int:
    """Return the same where steps are counted in integers: no division, where the compiler knows n."""
    return count % n


KERNELS = {f.__name__: f for f in (bits, uniform, normal, sampled, chosen, turned)}
OF_ONE = {**KERNELS, "turned": turned_of_integers}  # for the step of one trajectory


# --- keys, and the same streams in plain integers ---------------------------------------------------------------------


def mixed(z: int) -> int:
    """Mix 64 bits as `mix` does, in plain integers."""
    z = (z ^ (z >> 30)) * STAFFORD[0] & MASK
    z = (z ^ (z >> 27)) * STAFFORD[1] & MASK
    return z ^ (z >> 31)


@dataclass(frozen=True)
class Stream:
    """The stream of one trial, in plain Python; `slots` is how many numbers a step takes."""

    key: int
    gamma: int
    slots: int = 1

    @classmethod
    def of(cls, seed: int, cell: int, trial: int, slots: int = 1) -> "Stream":
        row = keys(seed, cell, np.array([trial]))[0]
        return cls(int(row[0]), int(row[1]), slots)

    def bits(self, k: int, slot: int) -> int:
        return mixed((self.key + (k * self.slots + slot) * self.gamma) & MASK)

    def uniform(self, k: int, slot: int) -> float:
        """Return the uniform number of a slot in step k, from 0."""
        return (self.bits(k, slot) >> 12) * 2.0**-52 + 2.0**-53


@dataclass(frozen=True)
class Trial:
    """Which trial a run is: it draws from the stream (seed, cell, number); of many runs, the first."""

    seed: int = 0
    cell: int = 0
    number: int = 0

    def keys(self, n: int = 1) -> Any:
        """Return the keys of so many trials, from this one on, shape (n, 2)."""
        return _one(self).copy() if n == 1 else keys(self.seed, self.cell, np.arange(self.number, self.number + n))


@lru_cache
def _one(trial: Trial) -> Any:
    return keys(trial.seed, trial.cell, np.array([trial.number]))


FIRST_TRIAL = Trial()


def keys(seed: int, cell: int, trials: Any) -> Any:
    """Return the keys of trials, shape (n,), as (key, gamma) of uint64, shape (n, 2).

    Within a (seed, cell) no two trials share a key: the trial enters by a one-to-one mix. Raises ValueError where one
    is negative or has more than 64 bits.
    """
    numbers = np.asarray(trials)
    if seed < 0 or cell < 0 or (numbers.size and numbers.min() < 0):
        raise ValueError(f"seed, cell and trial are at least 0, not {seed}, {cell}, {numbers.min() if numbers.size else 0}")
    if max(seed, cell) > MASK:
        raise ValueError(f"seed and cell are below 2^64, not {max(seed, cell)}")
    root_key = mixed((mixed((seed + GOLDEN) & MASK) ^ mixed((cell * CELL + GAMMA) & MASK)) & MASK)
    with np.errstate(over="ignore"):
        state = np.uint64(root_key) + (numbers.astype(np.uint64) + np.uint64(1)) * _GOLDEN
        found = np.empty((len(numbers), 2), np.uint64)
        found[:, 0] = _mixed(state)
        gamma = _mixed(state ^ np.uint64(GAMMA)) | np.uint64(1)
        turns = gamma ^ (gamma >> np.uint64(1))
        found[:, 1] = np.where(_bit_count(turns) < 24, gamma ^ np.uint64(0xAAAAAAAAAAAAAAAA), gamma)  # a gamma of few turns mixes badly
    return found


def _mixed(z: Any) -> Any:
    z = (z ^ (z >> _30)) * _A
    z = (z ^ (z >> _27)) * _B
    return z ^ (z >> _31)


def _bit_count(z: Any) -> Any:
    return np.unpackbits(np.ascontiguousarray(z).view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1)
