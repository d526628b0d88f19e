"""A numbered item and its claims: what is judged, reading by reading."""

from dataclasses import dataclass, field
from typing import Any

from theorysim.claims.family import Family
from theorysim.claims.instance import Instance
from theorysim.claims.what import What
from theorysim.entries import Sided
from theorysim.formulas import Place, place_outside


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
    charity: tuple[Sided, ...] = ()  # hypotheses that any reader adds: a refutation that does not survive them is a slip

    def __post_init__(self) -> None:
        if self.charity and not hasattr(self.what, "given"):
            raise TypeError(f"a {type(self.what).__name__} has no hypotheses, to which charity could add")
        for what in (self.what, *self.second):
            if not isinstance(what, What):
                raise TypeError(f"a claim is of Relation((a <= b,)), of count(...) <= formula, ..., not of a {type(what).__name__}")


@dataclass(frozen=True, eq=False, init=False)
class Statement:
    """A numbered item of the thesis (or of a user): its identifier and its claims, printed first, then repaired.

    `echo` names the statement whose error this one repeats, `instance` the hard problem of a lower bound, on which one may try methods.
    """

    id: str
    claims: tuple[Claim, ...]
    echo: str
    instance: Instance | Family | None
    place: Place = field(init=False)  # where it was written

    def __init__(
        self,
        id: str,
        *given: Claim | tuple[Claim, ...],
        claims: tuple[Claim, ...] = (),
        echo: str = "",
        instance: Instance | Family | None = None,
    ):
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "echo", echo)
        object.__setattr__(self, "instance", instance)
        object.__setattr__(self, "place", place_outside(frozenset({__name__})))
        every = tuple(c for some in (*given, *claims) for c in (some if isinstance(some, tuple) else (some,)))
        if wrong := next((c for c in every if not isinstance(c, Claim)), None):
            raise TypeError(f"a statement is of claims, not of a {type(wrong).__name__}: write Statement({id!r}, Claim(...))")
        object.__setattr__(self, "claims", every)

    def called(self, id: str) -> "Statement":
        """Return the statement under another identifier."""
        other = Statement(id, claims=self.claims, echo=self.echo, instance=self.instance)
        object.__setattr__(other, "place", self.place)
        return other
