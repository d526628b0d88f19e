"""A frozen record of a claim: where a formula of letters or a number stands for a body, it becomes one."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from theorysim.entries import Sided
from theorysim.letters import Formula, as_body


class Record:
    """A dataclass whose bodies may be given as functions, as formulas or, in a mapping, as numbers."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            given = getattr(self, field.name)
            made = _made(given)
            if made is not given:
                object.__setattr__(self, field.name, made)


def _made(given: Any) -> Any:
    if isinstance(given, Formula):
        return as_body(given)
    if isinstance(given, Mapping) and any(isinstance(v, Formula | Sided | int | float) for v in given.values()):
        return {name: as_body(v) for name, v in given.items()}
    if isinstance(given, tuple) and any(_made(one) is not one for one in given):
        return tuple(map(_made, given))
    return given
