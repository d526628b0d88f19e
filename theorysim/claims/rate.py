"""A rate: after k steps a quantity is at most a formula of k, for every k, as papers write it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from theorysim.claims.bound import AT_POINT, narrower, unread_method
from theorysim.claims.what import Objectives, Oracles, Printer, Ranges, What
from theorysim.domains import parameters
from theorysim.entries import Assumption, Body, Method, Quantity
from theorysim.results import Evidence, Held, Setting

OF_RATE = {"F", "R", "minimum", "k"}  # what a formula may take besides the constants of the classes


@dataclass(frozen=True, eq=False)
class Rate(What):
    """After k steps of a method a quantity is at most `bound`, for every whole k from `first` on, over a class of objectives.

    The quantity is one of value, g_norm, x_norm and minimum; with `least` it is the smallest at x_0, ..., x_k. `bound` and the
    method's parameters are bodies of k, of the constants of the class, F (the gap at the start) and R (the distance of the start from a
    minimizer). Where a parameter of the method takes k, the number of steps is fixed in advance: each k is a method of its own.
    """

    method: Method
    quantity: Quantity
    bound: Body
    classes: tuple[Assumption, ...]
    method_constants: Mapping[str, Body] = field(default_factory=dict)
    search: Ranges = field(default_factory=dict)
    least: bool = False
    first: int = 0

    counts_as: ClassVar[str] = "upper-bound"
    searched: ClassVar[str] = "runs of the class were followed step by step"
    runs: ClassVar[bool] = True

    @property
    def in_advance(self) -> bool:
        """Whether the method knows how many steps it will make."""
        return any(p.name == "k" for body in self.method_constants.values() for p in parameters(body))

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.rate import judge_rate

        return judge_rate(self, effort, objectives, label=label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        supposed = [printer.sided(a.inequality) for a in self.classes]
        supposed += [f"{name} = {printer.formula(body)}" for name, body in self.method_constants.items()]
        measured = f"{'the least ' if self.least else ''}{printer.named(self.quantity)}{' so far' if self.least else ''}"
        return supposed, [f"after k steps {measured} <= {printer.formula(self.bound)}, {self._every()}"]

    def _every(self) -> str:
        return f"for every k{f' >= {self.first}' if self.first else ''}{', fixed in advance' if self.in_advance else ''}"

    def page(self, printer: Printer) -> Iterator[str]:
        measured = f"{'the least ' if self.least else ''}{printer.named(self.quantity)}{' so far' if self.least else ''}"
        yield f"    after k steps of {printer.named(self.method)}, {self._every()}, {measured} is at most"
        yield from (f"      {line}" for line in printer.formulas(self.bound))
        if self.method_constants:
            yield "    with"
        for name, body in self.method_constants.items():
            yield from (f"      {name} = {line}" for line in printer.formulas(body))
        yield "    over functions with " + "; ".join(printer.sided(a.inequality) for a in self.classes)

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        from theorysim.judge.rate import planted_in_rate

        return planted_in_rate(self, objectives)

    def held(self, setting: Setting, what: Any, stated: Mapping[str, Fraction], T: int | None, many: Any = None) -> Held | None:
        from theorysim.judge.held import of_rate

        return of_rate(self, setting, what, stated)

    def amiss(self) -> list[str]:
        """Ask for a formula for each parameter of the method, and for k in the bound; formulas take k, F, R and the classes' constants."""
        from theorysim.trials.beyond_floats import interpretable

        if unread := unread_method(self.method):
            return [unread]
        if not interpretable(self.method):
            return ["its runs cannot be repeated in balls: a rate is of a method that is read, draws nothing and does not end by itself"]
        own, given = {p.name: p for p in self.method.parameters}, set(self.method_constants)
        found = [f"no formula is given for the method's {n}" for n in sorted(own.keys() - given) if own[n].default is None]
        found += [f"a formula is given for {n}, which the method does not have" for n in sorted(given - own.keys())]
        known = OF_RATE | {p.name for a in self.classes for p in a.constants()}
        for body in (self.bound, *self.method_constants.values()):
            found += [f"{body.__name__} takes {p.name}, which is none of {', '.join(sorted(known))}" for p in _others(body, known)]
            for p in (p for p in parameters(body) if p.name == "k"):
                if not p.domain.integer:
                    found.append(f"{body.__name__} takes k, which is no count")
                elif 0 <= self.first < p.domain.low:
                    found.append(f"{body.__name__} takes k from {p.domain.low:g} on, the claim begins at k = {self.first}")
        found += narrower((self.bound, *self.method_constants.values()), self.classes)
        if not any(p.name == "k" for p in parameters(self.bound)):
            found.append(f"{self.bound.__name__} does not take k, the number of steps: what is claimed is no rate")
        strange = [p.name for p in parameters(self.quantity.body) if p.name not in AT_POINT]
        found += [f"{self.quantity.body.__name__} asks for {n}; a rate may be of {', '.join(sorted(AT_POINT))}" for n in strange]
        if self.first < 0 or self.first != int(self.first):
            found.append(f"first is {self.first}: the first k is a whole number, 0 or more")
        return found


def _others(body: Body, known: set[str]) -> list[Any]:
    return [p for p in parameters(body) if p.name not in known]
