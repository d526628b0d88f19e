"""Write two workloads as others do, a quartic and heavy ball on a thousand coordinates: NumPy, numba and JAX by hand. `bench` compares."""

import importlib
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

by_hand: Callable[..., Any] = numba.njit


def numpy_loop(x: Any, a: float, steps: int) -> Any:
    """Step one trajectory as a researcher writes it, with arrays and a norm."""
    for _ in range(steps):
        g = a * x**3
        if np.linalg.norm(g) <= 0.0:
            break
        x = x - 1e-3 * g
    return x


def numpy_batch(x: Any, a: Any, gamma: float, epsilon: float, steps: int) -> Any:
    """Step all trajectories at once in NumPy, those that are done taken out now and then; return T, shape (n,)."""
    x, left, times, k = x.copy(), np.arange(len(x)), np.full(len(x), -1), 0
    while len(left) and k < steps:
        g = a[left] * x * x * x
        on = np.abs(g) > epsilon
        if not on.all():
            times[left[~on]] = k
            left, x, g = left[on], x[on], g[on]
        x = x - gamma * g
        k += 1
    return times


@by_hand
def numba_loop(x: float, a: float, gamma: float, epsilon: float, steps: int) -> int:
    """Step one trajectory as a person writes it for numba; return T."""
    for k in range(steps):
        g = a * x * x * x
        if abs(g) <= epsilon:
            return k
        x -= gamma * g
    return -1


@by_hand
def numba_heavy_ball(start: Any, gamma: float, beta: float, steps: int) -> Any:
    x, before, d = start.copy(), start.copy(), len(start)
    for _ in range(steps):
        total = 0.0
        for j in range(d):
            g = (j + 1) / d * x[j]
            total += g * g
            x[j], before[j] = x[j] - gamma * g + beta * (x[j] - before[j]), x[j]
        if np.sqrt(total) <= 0.0:
            break
    return x


def numpy_heavy_ball(start: Any, gamma: float, beta: float, steps: int) -> Any:
    x, before, curved = start.copy(), start.copy(), np.arange(1, len(start) + 1) / len(start)
    for _ in range(steps):
        g = curved * x
        if np.linalg.norm(g) <= 0.0:
            break
        x, before = x - gamma * g + beta * (x - before), x
    return x


def _jax() -> tuple[Any, Any] | None:
    """Import JAX and its arrays, in float64; None where it is not installed."""
    try:
        jax = importlib.import_module("jax")
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)
    return jax, importlib.import_module("jax.numpy")


def jax_heavy_ball(gamma: float, beta: float, steps: int) -> Callable[..., Any] | None:
    """Return heavy ball in JAX, compiled, in float64; None without JAX."""
    if (found := _jax()) is None:
        return None
    jax, jnp = found

    def move(state: Any) -> Any:
        x, before, k = state
        g = jnp.arange(1, x.size + 1) / x.size * x
        return x - gamma * g + beta * (x - before), x, k + 1

    def on(state: Any) -> Any:
        x, _, k = state
        return (jnp.linalg.norm(jnp.arange(1, x.size + 1) / x.size * x) > 0.0) & (k < steps)

    loop = jax.jit(lambda x: jax.lax.while_loop(on, move, (x, x, 0))[0])
    return lambda x: loop(x).block_until_ready()


def jax_loops(gamma: float, epsilon: float, steps: int) -> tuple[Callable[..., Any], Callable[..., Any]] | None:
    """Return JAX's compiled `while_loop` for one trajectory and its `vmap` for many, in float64; None without JAX."""
    if (found := _jax()) is None:
        return None
    jax, jnp = found

    def one(x: Any, a: Any) -> Any:
        def on(state: Any) -> Any:
            x, k = state
            return (jnp.abs(a * x * x * x) > epsilon) & (k < steps)

        return jax.lax.while_loop(on, lambda state: (state[0] - gamma * (a * state[0] ** 3), state[1] + 1), (x, 0))[1]

    single, batch = jax.jit(one), jax.jit(jax.vmap(one))
    return (lambda x, a: single(x, a).block_until_ready()), (lambda x, a: np.asarray(batch(x, a)))
