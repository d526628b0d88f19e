"""Find the constants of a body that were rounded before anybody could read them exactly: 0.1, or 1/3, which Python divides itself."""

from collections.abc import Callable, Iterator
from math import isfinite
from types import CodeType
from typing import Any

from theorysim import maths
from theorysim.laws.bytecode import reached
from theorysim.letters import rounded as is_rounded

EXACT = {id(value) for value in vars(maths).values()}  # pi and e have meanings of their own


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
