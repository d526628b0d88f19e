"""A numbered item and its claims: what is judged, reading by reading."""

from dataclasses import dataclass
from typing import Any

from theorysim.claims.what import What


@dataclass(frozen=True, eq=False)
class Claim:
    """One part of one reading of a statement: what it says, and how the machine reads it."""

    what: What
    reading: str = "printed"
    part: str = ""
    why: str = ""  # one sentence: the reason of a refutation, or of a repair
    cause: str | None = None
    second: tuple[What, ...] = ()  # independent routes to the same verdict
    at: tuple[tuple[Any, Any, float], ...] = ()  # a formula (or a relation, for its left side), values by name, its value by hand

    def __post_init__(self) -> None:
        for what in (self.what, *self.second):
            if not isinstance(what, What):
                raise TypeError(f"a claim is of Relation((a <= b,)), of count(...) <= formula, ..., not of a {type(what).__name__}")


@dataclass(frozen=True, eq=False, init=False)
class Statement:
    """A numbered item of the thesis (or of a user): its identifier and its claims, printed first, then repaired."""

    id: str
    claims: tuple[Claim, ...]

    def __init__(self, id: str, *given: Claim | tuple[Claim, ...], claims: tuple[Claim, ...] = ()):
        object.__setattr__(self, "id", id)
        every = tuple(c for some in (*given, *claims) for c in (some if isinstance(some, tuple) else (some,)))
        if wrong := next((c for c in every if not isinstance(c, Claim)), None):
            raise TypeError(f"a statement is of claims, not of a {type(wrong).__name__}: write Statement({id!r}, Claim(...))")
        object.__setattr__(self, "claims", every)
