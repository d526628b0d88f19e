"""Print the page of an entry: what it says, its formulas, its parameters, where it stands in the thesis."""

import inspect
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from theorysim.domains import Parameter, Real
from theorysim.model import (
    Assumption,
    Body,
    Bound,
    Cover,
    Executed,
    Exists,
    Family,
    Method,
    Objective,
    Oracle,
    Piece,
    Quantity,
    Relation,
    Sided,
    Statement,
)
from theorysim.show.formula import formula

WIDTH = 160  # of a formula that is worth printing


def _parameter_lines(found: tuple[Parameter, ...]) -> Iterator[str]:
    for p in found:
        yield f"    {p.name}: {p.domain.name}, {p.domain}" + (f", default {p.default}" if p.default is not None else "")


def _sided(sided: Sided) -> Iterator[str]:
    if sided.says:
        yield f"      {sided.says}"
    for line in formula(sided.body, sided.sense):
        yield f"        {line}"


def page(name: str, word: str, summary: str, source: str, record: Any, inventory: Mapping[str, Any] | None) -> Iterator[str]:
    """Give the lines of an entry's page; `word` says what it is, `inventory` what the thesis prints."""
    yield f"{name}  ({word})"
    yield f"  {summary}."
    if source:
        yield f"  {source}."
    if isinstance(record, Objective):
        yield from _objective(record)
    elif isinstance(record, Method):
        yield from _method(record, record.stages)
    elif isinstance(record, Assumption):
        yield from _sided(record.inequality)
    elif isinstance(record, Quantity):
        yield from (f"    {line}" for line in formula(record.body))
    elif isinstance(record, Oracle):
        yield from _oracle(record)
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
    yield "  parameters:"
    yield from _parameter_lines(record.parameters)


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
    if record.parameters:
        yield "  parameters:"
        yield from _parameter_lines(record.parameters)


def _objective(record: Objective) -> Iterator[str]:
    for label, body in (("f", record.value), ("gradient", record.gradient), ("Hessian", record.hessian), ("minimum", record.minimum)):
        if body is not None:
            yield f"  {label}:"
            yield from (f"    {line}" for line in formula(body))
    yield "  parameters:"
    yield from _parameter_lines(record.parameters)
    yield "  satisfies (certified by the laws):"
    for s in record.satisfies:
        constants = ", ".join(f"{n} = {'; '.join(formula(b))}" for n, b in s.constants.items())
        yield f"    {'' if s.holds else 'not '}{s.assumption.inequality.says}" + (f"   with {constants}" if constants else "")


def _statement(record: Statement, inventory: Mapping[str, Any] | None) -> Iterator[str]:
    if inventory:
        yield textwrap.fill(f"  {inventory['says']}", 118, subsequent_indent="  ")
        yield f"  Where: {inventory['where']}. Kind: {inventory['kind']}."
    printed: list[Piece] = []
    for claim in record.claims:
        yield f"  {claim.reading}{', ' + claim.part if claim.part else ''}:"
        what = claim.what
        if isinstance(what, Bound):
            yield f"    the hitting time of {what.method.stages[-1].__module__.rsplit('.')[-1]} is at most"
            yield from (f"      {line}" for line in formula(what.bound))
            yield "    with"
            for name, body in what.method_constants.items():
                yield from (f"      {name} = {line}" for line in formula(body))
            yield "    over functions with " + "; ".join(a.inequality.says for a in what.classes)
        elif isinstance(what, Family):
            yield "    the worst hitting time over the family is at least"
            yield from (f"      {line}" for line in formula(what.bound))
        elif isinstance(what, Executed):
            yield from (f"      {(trial.__doc__ or trial.__name__).strip()}" for trial in what.trials)
        else:
            assert isinstance(what, Relation | Exists | Cover)
            for given in what.given:
                yield "    given"
                yield from _sided(given)
            if isinstance(what, Cover):
                for piece in what.pieces:
                    yield f"    {piece.name}:{' as above' if piece in printed else ''}"
                    if piece in printed:
                        continue
                    printed.append(piece)
                    for _, sided in piece.proved:
                        yield from _sided(sided)
            else:
                yield "    then"
                for check in what.checks:
                    yield from _sided(check)
