"""Bounds are judged on a few objectives in tests that are not about each: every one is a kernel, and there will be many more."""

from collections.abc import Callable
from typing import Any

from keeping import due

from theorysim import catalogue

EVERY, NAMES = catalogue.objectives, catalogue.names("objectives")


def few(*names: str) -> Callable[..., dict[str, Any]]:
    """Return `catalogue.objectives`, but of the catalogue's only these and those that are due: all with THEORYSIM_ANEW=all."""
    left = {*NAMES} - {*names, *due(NAMES)}
    return lambda beside="": {name: record for name, record in EVERY(beside).items() if name not in left}
