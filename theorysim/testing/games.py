"""Assert that a method loses a game again: against a function that a game handed back, or against the oracle."""

from collections.abc import Mapping
from typing import Any


def assert_loses(
    method: Any,
    oracle: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    start: float | None = None,
    steps: int = 100,
    seed: int = 0,
    on: str = "",
) -> None:
    """Assert that a method reaches no success: every answer is that of the function, which lies in its class, all in rationals.

    `on` names the function, FILE.py:NAME; without it the oracle builds one. Raises AssertionError where the method was not beaten.
    """
    from theorysim.commands.game import play

    match = play(method, oracle, parameters, start=start, steps=steps, seed=seed, seeds=1, on=on)
    assert match.lost, f"{method} was not beaten by {oracle}: {match.first.why}"
