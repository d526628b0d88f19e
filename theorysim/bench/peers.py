"""Write the quartic workload as others do: a loop over NumPy arrays, vectorised NumPy, JAX. `bench` compares."""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np


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


def jax_loops(gamma: float, epsilon: float, steps: int) -> tuple[Callable[..., Any], Callable[..., Any]] | None:
    """Return JAX's compiled `while_loop` for one trajectory and its `vmap` for many, in float64; None without JAX."""
    try:
        jax = importlib.import_module("jax")
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)
    jnp = importlib.import_module("jax.numpy")

    def one(x: Any, a: Any) -> Any:
        def on(state: Any) -> Any:
            x, k = state
            return (jnp.abs(a * x * x * x) > epsilon) & (k < steps)

        return jax.lax.while_loop(on, lambda state: (state[0] - gamma * (a * state[0] ** 3), state[1] + 1), (x, 0))[1]

    single, batch = jax.jit(one), jax.jit(jax.vmap(one))
    return (lambda x, a: single(x, a).block_until_ready()), (lambda x, a: np.asarray(batch(x, a)))
