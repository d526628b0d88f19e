"""Make a changed copy of a body: both sides of a relation pass through a change, or bodies stand for some of its parameters."""

import inspect
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Annotated, Any

from theorysim.domains import Parameter, parameters


def variant(body: Callable[..., Any], change: Callable[[Any, Any], tuple[Any, Any]]) -> Callable[..., Any]:
    """Return a body with the same parameters that returns change(left, right)."""

    @wraps(body)
    def changed(*args: Any, **values: Any) -> Any:
        left, right = body(*args, **values)
        return change(left, right)

    return changed


@lru_cache(maxsize=4096)
def weighted(body: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return a body whose left side is multiplied by one of its own parameters: an error of one in that exponent."""
    place = [p.name for p in parameters(body)].index(name)

    @wraps(body)
    def changed(*args: Any, **values: Any) -> Any:
        left, right = body(*args, **values)
        return left * (values[name] if name in values else args[place]), right

    return changed


def taking(function: Callable[..., Any], takes: Iterable[Parameter]) -> Callable[..., Any]:
    """Return a function of names, `function(**values)`, the signature of a body that takes these parameters; each name once."""
    found = {p.name: p for p in takes}
    names = tuple(found)

    def body(*args: Any, **values: Any) -> Any:
        return function(**dict(zip(names, args, strict=False)), **values)

    body.__name__ = function.__name__
    body.__signature__ = inspect.Signature([inspect.Parameter(n, inspect.Parameter.POSITIONAL_OR_KEYWORD) for n in names])  # type: ignore[attr-defined]
    body.__annotations__ = {p.name: Annotated[float, p.domain] for p in found.values()}
    return body


def substituted(body: Callable[..., Any], **by: Callable[..., Any]) -> Callable[..., Any]:
    """Return a body in which others stand for some of its parameters; it takes theirs instead. They are computed in the order given."""
    return _substituted(body, tuple(by.items()))


@lru_cache(maxsize=4096)  # the same body each time, so that what reads bodies knows it again
def _substituted(body: Callable[..., Any], by: tuple[tuple[str, Callable[..., Any]], ...]) -> Callable[..., Any]:
    own = tuple(p.name for p in parameters(body))
    makers = tuple((name, made, tuple(p.name for p in parameters(made))) for name, made in by)
    needed, takes = set(own), {p.name: p for p in parameters(body)}
    for name, made, _ in reversed(makers):
        if name in needed:
            takes |= {p.name: p for p in parameters(made) if p.name not in takes}
            needed |= {p.name for p in parameters(made)}
    used = tuple(m for m in makers if m[0] in needed)

    def with_bodies(**values: Any) -> Any:
        for name, made, names in used:
            values[name] = made(**{n: values[n] for n in names})
        return body(**{n: values[n] for n in own})

    with_bodies.__name__ = body.__name__
    return taking(with_bodies, [p for n, p in takes.items() if n not in {m[0] for m in used}])
