"""Find the constants of a body that were rounded before anybody could read them exactly: 0.1, or 1/3, which Python divides itself."""

from collections.abc import Callable, Iterator
from math import isfinite
from types import CodeType, FunctionType
from typing import Any

from theorysim import maths
from theorysim.letters import rounded as is_rounded

WORDS = {id(value) for value in vars(maths).values()}
EXACT = {id(value) for value in vars(maths).values()}  # pi and e have meanings of their own


def reached(body: Callable[..., Any]) -> Iterator[FunctionType]:
    """Return a body and the functions that it reaches through its globals, its closure and its defaults, each once."""
    waiting, seen = [body], {id(body)}
    while waiting:
        function = waiting.pop()
        if not isinstance(function, FunctionType) or id(function) in WORDS:
            continue
        yield function
        code = function.__code__
        found: list[Any] = [function.__globals__.get(name) for name in code.co_names]
        found += [cell.cell_contents for cell in function.__closure__ or ()]
        found += list(function.__defaults__ or ())
        for value in found:
            for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,):
                if isinstance(item, FunctionType) and id(item) not in seen:
                    seen.add(id(item))
                    waiting.append(item)


def _floats(value: Any) -> Iterator[float]:
    if isinstance(value, CodeType | tuple):
        for item in value.co_consts if isinstance(value, CodeType) else value:
            yield from _floats(item)
    elif isinstance(value, float) and isfinite(value) and id(value) not in EXACT:
        yield value


def rounded(body: Callable[..., Any]) -> list[str]:
    """List the floats that a body or one of its helpers holds and that are not the decimal they are written as.

    A parameter's default is no constant of the formula: it is the float that it is.
    """
    found = []
    for function in reached(body):
        held = [function.__code__, *(cell.cell_contents for cell in function.__closure__ or ())]
        held += [function.__globals__.get(name) for name in function.__code__.co_names]
        for value in (v for one in held for v in _floats(one)):
            if is_rounded(value):
                found.append(f"{function.__name__} holds {value!r}, which is rounded: divide a parameter, as in L0/10")
    return found
