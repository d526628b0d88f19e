"""A bound on a hitting time, over a class of objectives: runs try to exceed it, and one that does is repeated in balls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from theorysim.claims.what import Objectives, Oracles, Printer, Ranges, What
from theorysim.domains import parameters
from theorysim.entries import Assumption, Body, Method, Oracle, Quantity, Sided
from theorysim.results import Evidence, Held, Setting

OF_BOUND = {"F", "R", "minimum", "epsilon", "T"}  # what a formula may take besides the constants of the classes
AT_POINT = {"value", "g_norm", "x_norm", "minimum"}  # what the quantity may ask for


@dataclass(frozen=True, eq=False)
class Bound(What):
    """The hitting time of a method never exceeds `bound`, over a class of objectives.

    What is hit is the set where `until`, a quantity of value, g_norm, x_norm and minimum, is at most epsilon: the gradient norm
    where none is given. `method_constants` map the method's parameters to bodies of the constants of the class, F (the gap at the
    start), R (the distance of the start from a minimizer), minimum (the least value), epsilon, and names that are free in the range that
    `search` has for them.
    `classes` are the assumptions, whose constants (L0, L1, M) an objective may let grow.

    With `noise`, a class of noises, or `oracles`, each with bodies of its parameters, the method sees a random gradient, and the
    complexity is the least T by which a run hits with probability `quantile` (thesis, (3.8)). The bound itself is the horizon:
    bodies may take T, its value, besides the noise's constants (tau). Every argument of every minimum of the step size must be seen
    to bind; one that never does is named in `idle`, "eta 2", with the hypotheses under which that is proved.
    """

    method: Method
    bound: Body
    classes: tuple[Assumption, ...]
    method_constants: Mapping[str, Body]
    search: Ranges = field(default_factory=dict)
    noise: Assumption | None = None
    oracles: tuple[tuple[Oracle, Mapping[str, Body]], ...] = ()
    quantile: float = 1 / 2
    idle: Mapping[str, tuple[Sided, ...]] = field(default_factory=dict)
    until: Quantity | None = None

    counts_as: ClassVar[str] = "upper-bound"
    runs: ClassVar[bool] = True
    hits: ClassVar[bool] = True

    @property
    def random(self) -> bool:
        """Whether the method sees a random gradient."""
        return self.noise is not None or bool(self.oracles)

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        if unread := unread_method(self.method):
            return Evidence("never_exceeds", "undecided", why=unread)
        if self.random:
            from theorysim.judge.hits import judge_hits

            return judge_hits(self, effort, label, objectives, oracles)
        from theorysim.judge.bound import judge_bound

        return judge_bound(self, effort, label, objectives)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        chosen = [f"{name} = {printer.formula(body)}" for name, body in self.method_constants.items()]
        until = f", until {printer.formula(self.until.body)} <= epsilon" if self.until is not None else ""
        return [*(printer.sided(a.inequality) for a in self.classes), *chosen], [f"T <= {printer.formula(self.bound)}{until}"]

    def page(self, printer: Printer) -> Iterator[str]:
        until = f", until {printer.named(self.until)} <= epsilon," if self.until is not None else ""
        yield f"    the hitting time of {printer.named(self.method)}{until} is at most"
        yield from (f"      {line}" for line in printer.formulas(self.bound))
        yield "    with"
        for name, body in self.method_constants.items():
            yield from (f"      {name} = {line}" for line in printer.formulas(body))
        yield "    over functions with " + "; ".join(printer.sided(a.inequality) for a in self.classes)

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        from theorysim.judge.bound import planted_in_bound

        return planted_in_bound(self, objectives)

    def held(self, setting: Setting, what: Any, stated: Mapping[str, Fraction], T: int | None, many: Any = None) -> Held | None:
        from theorysim.judge.held import of_bound

        return of_bound(self, setting, what, stated, T, many)

    def sought(self, label: str, objectives: Objectives, oracles: Oracles, clock: Any, seed: int, progress: Any) -> Any:
        from theorysim.falsify.bounds import search_bound

        return search_bound(self, objectives, oracles, clock, seed, progress, label=label)

    def limits(self, effort: str, label: str, numbered: bool, objectives: Objectives) -> Iterator[Any]:
        from theorysim.judge.sharpest import of_bound

        return of_bound(self, effort, label, objectives)

    def amiss(self) -> list[str]:
        """Ask for a formula for each parameter of the method, of nothing but constants of the classes, F, R, epsilon and T."""
        if unread := unread_method(self.method):
            return [unread]
        own, given = {p.name: p for p in self.method.parameters}, set(self.method_constants)
        found = [f"no formula is given for the method's {n}" for n in sorted(own.keys() - given) if own[n].default is None]
        found += [f"a formula is given for {n}, which the method does not have" for n in sorted(given - own.keys())]
        classes = [*self.classes, *([self.noise] if self.noise else [])]
        known = OF_BOUND | {p.name for a in classes for p in a.constants()} | set(self.search)
        for body in (self.bound, *self.method_constants.values()):
            wrong = [p.name for p in parameters(body) if p.name not in known]
            found += [f"{body.__name__} takes {n}, which is none of {', '.join(sorted(known))}; what is free needs a range" for n in wrong]
        found += narrower((self.bound, *self.method_constants.values()), classes)
        if self.until is not None:
            strange = [p.name for p in parameters(self.until.body) if p.name not in AT_POINT]
            found += [f"{self.until.body.__name__} asks for {n}; a bound may be on {', '.join(sorted(AT_POINT))}" for n in strange]
        return found


def unread_method(method: Any) -> str:
    """Return nothing for a method whose formula can be read, else why the judges do not take it."""
    try:
        if isinstance(method, Method) and all(parameters(stage) is not None for stage in method.stages):
            return ""
    except TypeError:  # a step over arrays: its arguments have no domain
        pass
    step = method.stages[-1] if isinstance(method, Method) else getattr(method, "step", method)
    name = getattr(step, "__name__", "its method")
    return f"{name} runs as plain Python, and the judges do not take such a method: a theorem needs one whose formula can be read"


def narrower(bodies: Iterable[Body], classes: Iterable[Assumption]) -> list[str]:
    """Name the constants that formulas take from a smaller domain than the class has them from: the whole class is judged."""
    known = {p.name: p.domain for a in classes for p in a.constants()}
    own = {p.name: p.domain for body in bodies for p in parameters(body) if p.name in known and not p.domain.covers(known[p.name])}
    return [f"{name} is of {domain} in a formula, of {known[name]} in the class: state the smaller class" for name, domain in own.items()]
