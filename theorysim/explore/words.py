"""What stands in words beside the picture: what is said, how a step is made, which hypotheses hold where the sliders stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from html import escape
from typing import Any, Literal

from theorysim import catalogue
from theorysim.claims.bound import Bound
from theorysim.domains import parameters
from theorysim.entries import Assumption, Body, Objective, Sided
from theorysim.explore.choices import KINDS
from theorysim.explore.readable import readable, updates
from theorysim.letters import spoken
from theorysim.members.membership import declared
from theorysim.naming import named
from theorysim.readings.confirm import confirm
from theorysim.readings.floats import evaluate

Sign = Literal["holds", "fails", "not known"]
SIGNS: Mapping[Sign, str] = {"holds": "✓", "fails": "✗", "not known": "?"}


@dataclass(frozen=True)
class Hypothesis:
    """What has to be true before a statement says anything, or what is declared of a function, and whether it is."""

    says: str
    sign: Sign


@dataclass(frozen=True)
class About:
    """A statement or an entry, in a sentence, and where it stands."""

    name: str
    kind: str
    says: str
    where: str = ""


@lru_cache(maxsize=256)
def about(kind: str, name: str) -> About:
    """Return the sentence of an entry: the first of its file."""
    try:
        entry = catalogue.in_file(name) if ".py:" in name else catalogue.find(name.rpartition(":")[2], (kind,))
    except catalogue.Unknown:  # it stands in a notebook
        return About(name, catalogue.singular(kind), "")
    printed = catalogue.inventory().get(name)
    where = f"thesis, {printed['where']}" if printed else entry.source
    return About(name, catalogue.singular(kind), f"{entry.summary}.", where)


def sign(sided: Sided, numbers: Mapping[str, float]) -> Sign:
    """Tell whether a relation holds at numbers, beyond floats."""
    try:
        found = confirm(sided, {p.name: Fraction(numbers[p.name]) for p in parameters(sided.body)})
    except (ArithmeticError, ValueError):  # a side is no number there
        found = None
    return "not known" if found is None else "holds" if found else "fails"


def given(sided: tuple[Sided, ...], numbers: Mapping[str, float]) -> list[Hypothesis]:
    """Return the hypotheses of a claim as they stand at numbers."""
    return [Hypothesis(spoken(s), sign(s, numbers)) for s in sided]


def of_bound(bound: Bound, objective: Objective, made: Mapping[str, float]) -> Iterator[Hypothesis]:
    """Return the hypotheses of an upper bound: its classes with their constants, where they were tried, a start above epsilon.

    `made` is what `rules.applied` computed. A membership is one that the laws certify for every value of the objective's parameters.
    """
    for assumption in bound.classes:
        constants = assumption.constants()
        inside = declared(objective, assumption) is not None and all(p.domain.holds(made[p.name]) for p in constants)
        yield Hypothesis(_of_class(assumption, {p.name: made[p.name] for p in constants}), "holds" if inside else "fails")
    for name, (low, high) in bound.search.items():
        if name in made and not low <= made[name] <= high:
            yield Hypothesis(f"{name} in [{low:g}, {high:g}], where it was tried", "not known")
    quantity = named(bound.until).replace("_", " ") if bound.until is not None else "gradient norm"
    yield Hypothesis(f"at the start: {quantity} > epsilon", "holds" if made["begun"] > made["epsilon"] else "fails")


def of_objective(objective: Objective, own: Mapping[str, float], start: tuple[float, ...] | None) -> Iterator[Hypothesis]:
    """Return what is declared of a function, with the constants at numbers; a class that has none in common with it fails."""
    numbers = dict(own) | ({"x0": start[0]} if start is not None and len(start) == 1 else {})
    for s in objective.satisfies:
        if s.holds:
            constants = {n: _at(b, numbers) for n, b in s.constants.items()}
            yield Hypothesis(_of_class(s.assumption, {n: x for n, x in constants.items() if x is not None}), "holds")
        elif not s.constants:
            yield Hypothesis(_of_class(s.assumption, {}), "fails")


def _of_class(assumption: Assumption, constants: Mapping[str, float]) -> str:
    told = ", ".join(f"{n} = {x:.4g}" for n, x in constants.items())
    return f"{named(assumption).replace('_', ' ')}: {assumption.inequality.says}" + (f", {told}" if told else "")


def _at(body: Body, numbers: Mapping[str, float]) -> float | None:
    asked = [p.name for p in parameters(body)]
    return float(evaluate(body, {n: numbers[n] for n in asked})) if all(n in numbers for n in asked) else None


@dataclass(frozen=True)
class Words:
    """The words of a page; `bound` says whether the hypotheses are those of one, which says nothing where one fails."""

    about: tuple[About, ...]
    method: Any
    hypotheses: tuple[Hypothesis, ...] = ()
    bound: bool = False

    @property
    def speaks(self) -> Sign:
        """Whether all hypotheses hold."""
        signs = {h.sign for h in self.hypotheses}
        return "fails" if "fails" in signs else "not known" if "not known" in signs else "holds"

    def html(self) -> str:
        """Write them for the page."""
        said = "".join(map(_sentence, self.about))
        steps = "".join(f"<div>{line}</div>" for line in updates(self.method))
        signed = "".join(map(_signed, self.hypotheses))
        title = "hypotheses" if self.bound else "the function is"
        told = f'<div class="theorysim-given"><span class="theorysim-head">{title}</span>{signed}{self._silence()}</div>' if signed else ""
        return f'<div class="theorysim-words">{said}<div class="theorysim-step">{steps}</div>{told}</div>'

    def _silence(self) -> str:
        if not self.bound or self.speaks == "holds":
            return ""
        said = "the bound says nothing here" if self.speaks == "fails" else "the bound was not tried here"
        return f'<span class="theorysim-silent">{said}</span>'


def of_run(run: Any) -> Words:
    """Return the words of a run: of a rule its hypotheses, else what is declared of the function."""
    s, objective = run.setting, run.load("objectives", run.setting.objective)
    said = ["method", "objective", *(["oracle"] if s.oracle != "exact" else [])]
    entries = [about(KINDS[role], getattr(s, role)) for role in said]
    if run.rule:
        found = of_bound(run.bound(), objective, run.applied())
        return Words((about("statements", run.rule), *entries), run.load("methods", s.method), tuple(found), True)
    own = {k.partition(".")[2]: v for k, v in s.parameters if k.startswith("objective.")}
    return Words(tuple(entries), run.load("methods", s.method), tuple(of_objective(objective, own, s.start)))


def _sentence(one: About) -> str:
    where = f" <small>{escape(one.where)}</small>" if one.where else ""
    show = f' <code title="a page on it, in a terminal">theorysim show {escape(one.name)}</code>' if one.says else ""
    return f"<div><b>{escape(one.name)}</b> {escape(one.says)}{where}{show}</div>"


def _signed(one: Hypothesis) -> str:
    in_words = ":" in one.says
    said = escape(one.says).replace("&lt;=", "≤").replace("&gt;=", "≥") if in_words else readable(one.says)
    heard = f'<span class="theorysim-heard">: {one.sign}</span>'
    about = f'data-sign="{one.sign}" title="{escape(one.says)}: {one.sign}"'
    return f'<span class="theorysim-hypothesis" {about}><i aria-hidden="true">{SIGNS[one.sign]}</i> {said}{heard}</span>'
