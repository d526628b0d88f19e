"""An expectation over every unbiased noise: a multiplier proves it for all laws at once, a law breaks it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorysim.claims.record import Record
from theorysim.claims.relation import Relation
from theorysim.claims.what import Line, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Body, Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Moment(Record):
    """E[size^order] <= bound^order: `size` is the letter r or s of an outcome, `bound` a letter; `price` is what a proof pays for it."""

    size: Body
    order: Body
    bound: Body
    price: Body | None = None


@dataclass(frozen=True, eq=False)
class Expected(What):
    """E[left] <= E[right], or E[left] = E[right], for every noise n of the gradient with E[n] = 0 and |n| <= tau, in every dimension.

    `check` says it of one outcome: a body may take r = |n|, a = <grad f, n>, s = |grad f + n| and the step size h, which `step` gives
    at an outcome; G = |grad f| and all else are fixed, and `given` speaks of what is fixed. `multiplier` is the price of E[n] = 0:
    left - right <= multiplier a at every outcome proves the claim for all laws at once. That proof may use `of_step`, what was proved
    of h first (h is then free), and then `lines`, each from those before it.

    With `moments` the noise is any whose moments are so bounded, instead of |n| <= tau, and |grad f| is the letter grad. Then
    left - right <= multiplier a + sum of price (size^order - bound^order), with prices >= 0, is the proof. What is said of the length of
    an expectation is said along every unit vector u: a body may take w = <u, n>, and c = <u, grad f>, which is fixed; `along` is the
    price of E[w] = 0.
    """

    check: Sided
    given: tuple[Sided, ...] = ()
    step: Body | None = None
    multiplier: Body | None = None
    search: Ranges = field(default_factory=dict)
    of_step: tuple[Sided, ...] = ()
    lines: tuple[Sided, ...] = ()
    moments: tuple[Moment, ...] = ()
    along: Body | None = None

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.expected import judge_expected

        return judge_expected(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given), "E[n] = 0", *self.bounds(printer)], [f"in expectation, {printer.sided(self.check)}"]

    def bounds(self, printer: Printer) -> list[str]:
        """Return in words how large the noise may be."""
        parts = ([printer.formula(body) for body in (m.size, m.order, m.bound)] for m in self.moments)
        return [f"E[{size}^{order}] <= {bound}^{order}" for size, order, bound in parts] or ["|n| <= tau"]

    def page(self, printer: Printer) -> Iterator[str]:
        fixed = "grad = |grad f|" if self.moments else "G = |grad f|"
        bounds = " and ".join(self.bounds(printer))
        yield f"    for every noise n with E[n] = 0 and {bounds}; {fixed}, r = |n|, a = <grad f, n>, s = |grad f + n|; given"
        for given in self.given:
            yield from printer.relations(given)
        if self.along is not None:
            yield "      every unit vector u, with w = <u, n> and c = <u, grad f>"
        chosen_ones = [
            ("h", self.step),
            ("multiplier", self.multiplier),
            ("along u", self.along),
            *(("price", m.price) for m in self.moments),
        ]
        for name, chosen in chosen_ones:
            if chosen is not None:
                yield from (f"      {name} = {line}" for line in printer.formulas(chosen))
        yield "    in expectation"
        yield from printer.relations(self.check)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        from theorysim.chance.atoms import MOST_ATOMS, over_law

        return (over_law(self, MOST_ATOMS) if values is None else self.at(values)).shown(values)

    def at(self, values: Mapping[str, Fraction]) -> Relation:
        from theorysim.chance.atoms import number_of_atoms, over_law

        return over_law(self, max(1, number_of_atoms(values)))

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        from theorysim.judge.expected import planted_in_expected

        return planted_in_expected(self)

    def sought(self, label: str, objectives: Objectives, oracles: Oracles, clock: Any, seed: int, progress: Any) -> Any:
        from theorysim.falsify.laws import search_laws

        return search_laws(self, label, clock, seed, progress)

    def limits(self, effort: str, label: str, numbered: bool, objectives: Objectives) -> Iterator[Any]:
        from theorysim.judge.sharpest import of_expected

        return of_expected(self, effort, label, numbered)
