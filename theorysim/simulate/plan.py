"""What a driver's text is written from: the records of one combination, their memory slots, draws and parameters."""

from dataclasses import dataclass
from functools import cached_property

from theorysim.domains import DRAWS, MEMORY, SAMPLES, Domain, Parameter, parameters
from theorysim.entries import Method, Objective, Oracle, Quantity, given_by_user

INLINE = 4  # coordinates that are written out


@dataclass(frozen=True)
class Draw:
    """One draw of a step: the body's role and the name there; `slot` counts from 0, the shared ones first."""

    role: str
    name: str
    domain: Domain
    shared: bool
    slot: int


@dataclass(frozen=True)
class Plan:
    """One combination; `d` is the number of coordinates where they are written out, 0 for arrays of any length."""

    method: Method
    objective: Objective
    criterion: Quantity
    oracle: Oracle | None
    d: int

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

    @cached_property
    def known(self) -> dict[str, Parameter]:
        """The parameters in the order of the drivers' array, keyed by role."""
        found = {f"method.{p.name}": p for p in self.method.parameters}
        found |= {f"objective.{p.name}": p for p in self.objective.parameters}
        found |= {f"oracle.{p.name}": p for p in (self.oracle.parameters if self.oracle else ())}
        clarke = self.objective.clarke
        if clarke is not None and self.asks_clarke:
            found |= {f"objective.{p.name}": p for p in given_by_user(clarke, besides=frozenset({"radius"}))}
        return found | {f"quantity.{p.name}": p for p in self.criterion.parameters}

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.known)

    @property
    def asks_clarke(self) -> bool:
        return any(p.name in ("clarke_low", "clarke_high") for p in parameters(self.criterion.body))

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

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        """The draws of one step."""
        bodies = [("oracle", self.oracle.perturb)] if self.oracle else []
        bodies += [("method", stage) for stage in self.method.stages]
        named: dict[tuple[str, str], Domain] = {}
        for role, body in bodies:
            for p in parameters(body):
                drawn = p.domain.role in DRAWS or p.domain.role in SAMPLES[:2]
                if drawn and named.setdefault((role, p.name), p.domain) != p.domain:
                    raise TypeError(f"{p.name!r} is drawn in two ways: {named[role, p.name].name} and {p.domain.name}")
        ordered = sorted(named.items(), key=lambda item: not item[1].shared)  # stable: the shared ones first
        found, slot = [], 0
        for (role, name), domain in ordered:
            found.append(Draw(role, name, domain, domain.shared, slot))
            slot += numbers_of(domain)
        return tuple(found)

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


def numbers_of(domain: Domain) -> int:
    """Return how many random numbers a draw takes."""
    return 2 if domain.role == "normal" else 1
