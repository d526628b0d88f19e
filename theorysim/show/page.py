"""Print the page of an entry: what it says, its formulas, its parameters, where it stands in the thesis."""

import inspect
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import isfinite
from typing import Any

from theorysim.claims.statement import Statement
from theorysim.domains import DRAWS, Parameter, Real, parameters
from theorysim.entries import Assumption, Body, Method, Objective, Oracle, Plain, Quantity
from theorysim.readings.paths import TooManyPaths
from theorysim.show.claims import printer, relation
from theorysim.show.formula import formula

BRANCHES = 64  # of a body that are worth a formula each
WIDTH = 160  # of a formula that is worth printing
BRANCHES = 200  # of a body, above which its text is easier to read


SUPPLIED = {
    "start": "memory, at first the starting point",
    "zero": "memory, at first 0",
    "step": "the number of the step, from 1",
    "left": "the coordinate before, 0 before the first",
    "right": "the coordinate after, 0 after the last",
    "index": "the number of the coordinate, from 1",
    "dimension": "the number of coordinates",
    "direction": "along which a generalized gradient is asked, 0 for any",
    "vector": "all coordinates, x[0] the first",
    "filled": "the gradient, filled in",
    "part": "which term of the sum, from 0",
    "uniform": "drawn, uniform on (0, 1)",
    "normal": "drawn, standard normal",
    "with replacement": "drawn, the mean gradient over `batch` terms, with replacement",
    "without replacement": "drawn, the mean gradient over `batch` different terms",
    "in turn": "the mean gradient over the next `batch` terms, in their order",
}
OF_SUM = {"parts": "the number of terms", "deviation": "the largest distance of a term's gradient from their mean"}
OF_SUM |= {"variance": "the mean square distance of the terms' gradients from their mean"}
OF_POINT = {"f": "the value", "full": "the gradient itself", "value": "the value", "minimum": "the minimum", **OF_SUM}
OF_POINT |= {"done": "1 where the method has ended by itself, else 0", "T": "the steps of the run", "calls": "gradients asked a step"}
OF_POINT |= {"total": "the sum over the points of the run"}
OF_POINT |= {f"clarke_{end}": f"the {end} end of all slopes within delta" for end in ("low", "high")}


def _reads(*bodies: Body | None) -> Iterator[str]:
    """Tell what the bodies read besides x, g and parameters, each name once."""
    every = (p for body in bodies if body is not None for p in parameters(body))
    found = {p.name: said for p in every if (said := _supplied(p))}
    yield from ("  reads:", *(f"    {name}: {said}" for name, said in found.items())) if found else ()


def _supplied(p: Parameter) -> str:
    kind, together = p.domain.role, ", one for all coordinates" if p.domain.shared and p.domain.role in DRAWS else ""
    if kind == "finite":
        laws: tuple[Body, ...] = getattr(p.domain, "probabilities", ())
        chances = [next(formula(law)) if len(laws) < 4 else law.__name__ for law in laws]
        each = ", ".join(f"{k} with probability {chance}" for k, chance in enumerate(chances, 1))
        return f"drawn, {each}, else 0{together}"
    if kind == "asked":
        of, point = p.name.partition("_")[0], p.name.partition("_")[2]
        if p.name in OF_POINT:
            return OF_POINT[p.name]
        if p.name.endswith("_norm"):
            return f"the norm of {p.name.removesuffix('_norm')}"
        return {"f": f"the value at {point}", "g": f"what the oracle shows at {point}"}.get(of, "") if point else ""
    return SUPPLIED[kind] + together if kind in SUPPLIED else ""


def _given(found: tuple[Parameter, ...]) -> Iterator[str]:
    """Print the parameters with their domains."""
    yield "  parameters:" if found else "  parameters: none"
    for p in found:
        yield f"    {p.name}: {p.domain.name}, {p.domain}" + (f", default {p.default}" if p.default is not None else "")


def page(
    name: str, word: str, summary: str, source: str, record: Any, inventory: Mapping[str, Any] | None, detail: str = ""
) -> Iterator[str]:
    """Return the lines of an entry's page; `word` says what it is, `inventory` what the thesis prints, `detail` what the file adds."""
    yield f"{name}  ({word})"
    yield f"  {summary}."
    if source:
        yield f"  {source}."
    if detail:
        yield from ("", *textwrap.indent(detail, "  ").splitlines(), "")
    if isinstance(record, Objective):
        yield from _objective(record)
    elif isinstance(record, Method):
        yield from _method(record, record.stages)
    elif isinstance(record, Assumption):
        yield from relation(record.inequality)
    elif isinstance(record, Quantity):
        yield from (f"    {line}" for line in formula(record.body))
        for ask in record.asks:
            yield f"  {ask.__name__}, from the first coordinate to the last:"
            yield from (f"    {line}" for line in formula(ask))
        yield from _reads(record.body, *record.asks)
        yield from _given(record.parameters)
    elif isinstance(record, Oracle):
        yield from _oracle(record)
    elif isinstance(record, Plain):
        yield "  plain Python over arrays, not compiled:"
        yield from textwrap.indent(textwrap.dedent(inspect.getsource(record.step)), "    ").splitlines()
        yield from _given(record.parameters)
    elif isinstance(record, Statement):
        yield from _statement(record, inventory)
    else:
        yield f"  A wrapper: write {name}:NAME with the name of {'an' if word[0] in 'aeiou' else 'a'} {word}."
        yield from textwrap.indent(inspect.getdoc(record) or "", "  ").splitlines()
        if word == "method":
            wrapped = record(Method(step))
            yield from _method(wrapped, wrapped.stages[1:])


def step(x: Real) -> Any:
    return x


def _method(record: Method, shown: tuple[Body, ...]) -> Iterator[str]:
    for stage in shown:
        yield f"  {stage.__name__}:"
        yield from (f"    {line}" for line in formula(stage))
    for label, body in (("done", record.done), ("restart", record.restart)):
        if body is not None:
            yield f"  {label}:"
            yield from (f"    {line}" for line in formula(body))
    if record.output != "x":
        yield f"  output: {record.output}"
    yield from _reads(*shown, *(b for b in (record.done, record.restart) if b is not None))
    yield from _given(record.parameters)


def _oracle(record: Oracle) -> Iterator[str]:
    """Print what the oracle shows and states; a longer formula is one of special functions written out."""
    yield from (f"    {line}" for line in formula(record.perturb))
    for ask in record.asks:
        yield f"  {ask.__name__}, from the first coordinate to the last:"
        yield from (f"    {line}" for line in formula(ask))
    yield f"  its mean is {'the gradient' if record.unbiased else 'not the gradient'}"
    stated = {"its mean": record.mean, "E|shown - g|^q is at most": record.moment, "|shown - g| is at most": record.support}
    for label, body in stated.items():
        lines = list(formula(body)) if body is not None else []
        if lines and max(map(len, lines)) <= WIDTH:
            yield from (f"  {label}", *(f"    {line}" for line in lines))
    yield from _reads(record.perturb, *record.asks, *stated.values())
    yield from _given(record.parameters)


def _objective(record: Objective) -> Iterator[str]:
    if record.form == "sum":
        yield "  A sum over i = 1, ..., d: f is the term and the gradient the entry of coordinate x = x_i."
    if record.form == "vector":
        yield f"  A function of {record.dimension} coordinates."
    if record.parts:
        yield f"  The average over {record.parts} parts, of which f and the gradient are one."
    shown = {"f": record.value, "gradient": record.gradient, "Hessian": record.hessian}
    for label, body in (shown | {"minimum": record.minimum, "minimizer": record.minimizer, "start": record.start}).items():
        if body is not None:
            yield f"  {label}:"
            yield from (f"    {line}" for line in _formulas(body))
    yield from _reads(record.value, record.gradient)
    yield from (f"  {p.name}: {p.domain}" for p in parameters(record.value) if p.domain.role == "coordinate" and isfinite(p.domain.low))
    yield from _given(record.parameters)
    if record.satisfies:
        yield "  satisfies (certified by the laws):"
    for s in record.satisfies:
        constants = ", ".join(f"{n} = {'; '.join(formula(b))}" for n, b in s.constants.items())
        yield f"    {'' if s.holds else 'but not: '}{s.assumption.inequality.says}" + (f"   with {constants}" if constants else "")


def _formulas(body: Body) -> Iterator[str]:
    """Print formulas; of a body that is given a row of numbers, or has very many branches, the text."""
    with suppress(TooManyPaths, TypeError):  # a symbol is no row and no place in one
        yield from formula(body, most=BRANCHES)
        return
    yield from textwrap.dedent(inspect.getsource(body)).splitlines()


def _statement(record: Statement, inventory: Mapping[str, Any] | None) -> Iterator[str]:
    if inventory:
        yield textwrap.fill(f"  {inventory['says']}", 118, subsequent_indent="  ")
        yield f"  Where: {inventory['where']}. Kind: {inventory['kind']}."
    printed = printer()
    for claim in record.claims:
        yield f"  {claim.reading}{', ' + claim.part if claim.part else ''}:"
        yield from claim.what.page(printed)
