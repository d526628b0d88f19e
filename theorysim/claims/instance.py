"""A lower bound that one can hold: the hard problem of its proof, on which any method may be tried.

Nothing is judged here. A statement names it beside its claims, `Statement(ID, ..., instance=Instance(...))`, and `theorysim.explore`
runs it. Where the proof has a family of functions for one method, a `Family` stands in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from theorysim.claims.record import Record
from theorysim.claims.what import Ranges
from theorysim.entries import Body, Method, Objective, Oracle, Quantity, Sided


@dataclass(frozen=True, eq=False)
class Tossed(Record):
    """Each answer is a toss of one of two coins, each as likely, and says no more: what is learned is which, (1/2 is a guess).

    `least` is the mean error of the best rule of all, by the constants and `claims.coins.doubt`.
    """

    chances: tuple[Body, Body]
    least: Body


@dataclass(frozen=True, eq=False)
class Uncovered(Record):
    """Answers show one more coordinate at a time: what is learned is a quantity of the points, of so many at most."""

    quantity: Quantity
    own: Mapping[str, Body]  # its parameters
    most: Body


@dataclass(frozen=True, eq=False)
class Hidden(Record):
    """One of the problems that a method is to tell apart: its parameters, written objective.NAME and oracle.NAME."""

    name: str  # empty for the only one
    own: Mapping[str, Body]


@dataclass(frozen=True, eq=False)
class Instance(Record):
    """The hard problem, one for each of `members`.

    Bodies take the constants of `search`, which begin at `begin`. A run takes `steps` steps; then its error, the criterion `until`, is at
    least each of `bounds` in the mean, by reading: for the worst member. Where `epsilon` is given a bound is one of T instead. `largest` is
    what no error exceeds, so that a mean over runs says something. `within` keeps each point where the problem is posed: a wrapper's name.
    """

    method: Method  # the first that is tried
    objective: Objective
    oracle: Oracle | None
    members: tuple[Hidden, ...]
    steps: Body
    until: str
    bounds: Mapping[str, Body]
    search: Ranges
    begin: Mapping[str, float]
    largest: Body | float
    hides: str  # one sentence: what the problem hides, and how it is shown
    learned: Tossed | Uncovered
    against: str = "any algorithm"  # of what methods the bound speaks
    start: Body | float | None = None  # of each coordinate
    dimension: Body | None = None  # its whole part
    epsilon: Body | None = None
    given: tuple[Sided, ...] = ()
    within: str = ""
    box: Mapping[str, Body] = field(default_factory=dict)  # the wrapper's parameters
