"""What is run: a method on an objective, seen through an oracle, until a criterion; the records, without a number."""

from dataclasses import dataclass
from functools import cached_property

from theorysim.domains import DRAWS, SAMPLES, Domain, Parameter, parameters
from theorysim.entries import Method, Objective, Oracle, Plain, Quantity, given_by_user

AT_POINT = ("value", "g_norm", "x_norm", "minimum", "done")  # what every criterion may ask for


@dataclass(frozen=True)
class Draw:
    """One draw of a step: the body's role and the name there; `slot` counts from 0, the shared ones first."""

    role: str
    name: str
    domain: Domain
    shared: bool
    slot: int


@dataclass(frozen=True)
class Composition:
    """A method, an objective, a criterion and an oracle (None: the true gradient); equal where each of them is the same record."""

    method: Method | Plain
    objective: Objective
    criterion: Quantity
    oracle: Oracle | None = None

    @cached_property
    def known(self) -> dict[str, Parameter]:
        """The parameters keyed by role, in the order of the drivers' array."""
        found = {f"method.{p.name}": p for p in self.method.parameters}
        found |= {f"objective.{p.name}": p for p in self.objective.parameters}
        found |= {f"oracle.{p.name}": p for p in (self.oracle.parameters if self.oracle else ())}
        clarke = self.objective.clarke
        if clarke is not None and self.asks_clarke:
            found |= {f"objective.{p.name}": p for p in given_by_user(clarke, besides=frozenset({"radius"}))}
        return found | {f"quantity.{p.name}": p for p in self.criterion.parameters}

    @property
    def asks_clarke(self) -> bool:
        return any(p.name in ("clarke_low", "clarke_high") for p in parameters(self.criterion.body))

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        """The draws of one step."""
        bodies = [("oracle", self.oracle.perturb)] if self.oracle else []
        bodies += [("method", stage) for stage in self.method.stages] if isinstance(self.method, Method) else []
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
    def asked(self) -> list[str]:
        """What the criterion asks for at the point; raises TypeError for what is not there."""
        names = [p.name for p in parameters(self.criterion.body) if p.domain.role == "asked"]
        own = [ask.__name__ for ask in self.criterion.asks]
        if strange := [name for name in names if name not in (*AT_POINT, *own, "clarke_low", "clarke_high")]:
            raise TypeError(f"the criterion asks for {strange[0]!r}; it may ask for {', '.join((*AT_POINT, *own))}")
        return names

    def fitting(self) -> "Composition":
        """Return it; raises TypeError where its bodies do not fit, before anything is compiled."""
        _ = self.draws, self.asked
        return self

    @property
    def random(self) -> bool:
        """Whether a step draws."""
        return bool(self.draws)


def numbers_of(domain: Domain) -> int:
    """Return how many random numbers a draw takes."""
    return 2 if domain.role == "normal" else 1
