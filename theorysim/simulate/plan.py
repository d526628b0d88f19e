"""What a driver's text is written from: a composition, its memory slots, and how many coordinates are written out."""

from dataclasses import dataclass
from functools import cached_property

from theorysim.domains import MEMORY, SAMPLES, Domain, parameters
from theorysim.entries import Method
from theorysim.simulate.composition import Composition, numbers_of

INLINE = 8  # coordinates of a sum that are written out
TUPLE = 4  # the most that a body may take one by one


@dataclass(frozen=True)
class Plan(Composition):
    """A composition of a compiled method; `d` is the number of coordinates where they are written out, 0 for arrays of any length.

    `one_term` tells the compiler that every minibatch is a single term: a loop of unknown length keeps lanes from being vector code.
    `abreast` says that trajectories of arrays run in lanes, too.
    """

    method: Method
    d: int = 0
    one_term: bool = False
    abreast: bool = False

    @cached_property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """The memory slots: (name, "start" or "zero"), those that `step` makes first."""
        found = {p.name: p.domain.role for s in self.method.stages for p in parameters(s) if p.domain.role in MEMORY}
        return tuple(found.items())

    @cached_property
    def moved_slots(self) -> tuple[str, ...]:
        """The memory slots that `step` makes, in order."""
        before = self.method.stages[: self.method.moves + 1]
        return tuple(dict.fromkeys(p.name for s in before for p in parameters(s) if p.domain.role in MEMORY))

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.known)

    @property
    def rows(self) -> int:
        """The number of state rows: x and the memory slots."""
        return 1 + len(self.slots)

    @property
    def output(self) -> int:
        """The state row that a run reports."""
        return 0 if self.method.output == "x" else 1 + [name for name, _ in self.slots].index(self.method.output)

    @property
    def bounds(self) -> tuple[Domain, ...]:
        """The domain of each coordinate that is written out."""
        found = tuple(p.domain for p in parameters(self.objective.value) if p.domain.role == "coordinate")
        if self.objective.form == "vector":
            return (Domain(role="coordinate"),)
        return found * max(self.d, 1) if self.objective.form == "sum" else found

    @property
    def numbers(self) -> tuple[int, int]:
        """How many random numbers a step takes for all coordinates together, and for each."""
        shared = sum(numbers_of(x.domain) for x in self.draws if x.shared)
        return shared, sum(numbers_of(x.domain) for x in self.draws if not x.shared)

    @property
    def autonomous(self) -> bool:
        """Whether a step depends on the state alone: then a state that comes back is a cycle."""
        bodies = [*self.method.stages, *(b for b in (self.method.done, self.method.restart) if b)]
        bodies += [self.oracle.perturb, *self.oracle.asks] if self.oracle else []
        names = {p.domain.role for body in bodies for p in parameters(body)}
        return not self.draws and "step" not in names and "in turn" not in names

    @property
    def along(self) -> bool:
        """Whether the oracle fits the generalized gradient to the method's direction."""
        return self.oracle is not None and any(p.domain.role == "direction" for p in parameters(self.oracle.perturb))

    @property
    def samples(self) -> str:
        """How the oracle takes terms of a finite sum, empty where it does not."""
        found = [p.domain.role for p in (parameters(self.oracle.perturb) if self.oracle else ()) if p.domain.role in SAMPLES]
        return found[0] if found else ""
