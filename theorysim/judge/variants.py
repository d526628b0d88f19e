"""Make a changed copy of a relation's body: both sides pass through a change; parameters and readings stay."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from theorysim.domains import parameters


def variant(body: Callable[..., Any], change: Callable[[Any, Any], tuple[Any, Any]]) -> Callable[..., Any]:
    """Give a body with the same parameters that returns change(left, right)."""

    @wraps(body)
    def changed(*args: Any, **values: Any) -> Any:
        left, right = body(*args, **values)
        return change(left, right)

    return changed


def weighted(body: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Give a body whose left side is multiplied by one of its own parameters: an error of one in that exponent."""
    place = [p.name for p in parameters(body)].index(name)

    @wraps(body)
    def changed(*args: Any, **values: Any) -> Any:
        left, right = body(*args, **values)
        return left * (values[name] if name in values else args[place]), right

    return changed
