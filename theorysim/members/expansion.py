"""Write an objective of any form as one in plain coordinates x1, ..., xd, or x: terms are summed, vectors filled, parts averaged.

What is a law for functions of a few coordinates is then a law for every form. A body is told its place (its index, the number of
coordinates, the 0 beyond an end) in numbers of the reading, so that 1/d is not rounded where it is read exactly.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Annotated, Any

from theorysim.domains import Direction, Domain, parameters
from theorysim.entries import NEIGHBOURS, Body, Objective
from theorysim.maths import power
from theorysim.members.membership import with_signature

REAL = Domain(role="coordinate")
Kinds = tuple[tuple[str, str], ...]


def number(n: int) -> Any:
    """Return a whole number as one of the reading."""
    return power(n, 1)


def told(kinds: Kinds, point: Any, along: Any, i: int, part: int, out: Any, own: Any) -> dict[str, Any]:
    """Return the arguments of a body at coordinate i of a point; coordinates and directions of a tuple are taken in order."""
    given, places = {}, {"coordinate": i, "direction": i}
    for name, kind in kinds:
        if kind in places:
            given[name] = (point if kind == "coordinate" else along)[places[kind]]
            places[kind] += 1
        elif kind in ("left", "right"):
            j = i - 1 if kind == "left" else i + 1
            given[name] = point[j] if 0 <= j < len(point) else number(0)
        elif kind in ("index", "dimension"):
            given[name] = number(i + 1 if kind == "index" else len(point))
        else:
            given[name] = {"vector": point, "filled": out, "part": part}.get(kind) if kind in ("vector", "filled", "part") else own[name]
    return given


def kinds_of(body: Body) -> Kinds:
    return tuple((p.name, p.domain.role) for p in parameters(body))


def terms_of(objective: Objective) -> Callable[..., Any]:
    """Return the body terms(point, along, own) of the summands of the value, in order."""
    value, kinds, whole, n = objective.value, kinds_of(objective.value), objective.form != "sum", objective.parts

    def terms(point, along, own):  # type: ignore[no-untyped-def]
        places = (0,) if whole else range(len(point))
        every = [value(**told(kinds, point, along, i, k, None, own)) for k in range(max(n, 1)) for i in places]
        return [term / number(n) for term in every] if n else every

    return terms


def slopes_of(objective: Objective) -> Callable[..., Any]:
    """Return the body slopes(point, along, own) of the entries of the gradient."""
    gradient, kinds, form, n = objective.gradient, kinds_of(objective.gradient), objective.form, objective.parts

    def of_part(point: Any, along: Any, own: Any, part: int) -> list[Any]:
        if form == "sum":
            return [gradient(**told(kinds, point, along, i, part, None, own)) for i in range(len(point))]
        out = [None] * len(point)
        made = gradient(**told(kinds, point, along, 0, part, out, own))
        return out if form == "vector" else list(made) if isinstance(made, tuple) else [made]

    def slopes(point, along, own):  # type: ignore[no-untyped-def]
        total = of_part(point, along, own, 0)
        missing = [f"out[{i}]" for i, entry in enumerate(total) if entry is None]
        if missing:
            raise ValueError(f"the gradient does not fill {', '.join(missing[:4])}")
        for part in range(1, n):
            total = [a + b for a, b in zip(total, of_part(point, along, own, part), strict=True)]
        return tuple(entry / number(n) for entry in total) if n else tuple(total)

    return slopes


@cache
def expanded(objective: Objective, dimension: int = 0) -> Objective:
    """Return the objective as a function of d coordinates; one that is such a function already is given back.

    `dimension` is d for a sum over coordinates (1 where it is not given), and is not read for the others. The Hessian stays for
    identical terms, which make it diagonal, and for parts.
    """
    if objective.form == "tuple" and not objective.parts:
        return objective
    d = (dimension or 1) if objective.form == "sum" else objective.dimension
    places = [str(i + 1) for i in range(d)] if d > 1 else [""]
    axes, ways = tuple(f"x{i}" for i in places), tuple(f"v{i}" for i in places)
    terms, slopes = terms_of(objective), slopes_of(objective)
    directed = any(kind == "direction" for _, kind in kinds_of(objective.gradient))

    def value(**given):  # type: ignore[no-untyped-def]
        first, *rest = terms(tuple(given[a] for a in axes), None, given)
        for term in rest:
            first = first + term
        return first

    def gradient(**given):  # type: ignore[no-untyped-def]
        found = slopes(tuple(given[a] for a in axes), tuple(given[w] for w in ways) if directed else None, given)
        return found if d > 1 else found[0]

    bounds = [p.domain for p in parameters(objective.value) if p.domain.role == "coordinate"] or [REAL]
    point = {axis: Annotated[float, bounds[i % len(bounds)]] for i, axis in enumerate(axes)}
    own = {p.name: Annotated[float, p.domain] for p in parameters(objective.value) if not p.domain.supplied}
    steep = {p.name: Annotated[float, p.domain] for p in parameters(objective.gradient) if not p.domain.supplied}
    along = dict.fromkeys(ways, Direction) if directed else {}
    return replace(
        objective,
        value=called(with_signature(value, {**point, **own}), "value"),
        gradient=called(with_signature(gradient, {**point, **along, **own, **steep}), "gradient"),
        hessian=_diagonal(objective, axes, {**point, **own}) if objective.separable and objective.hessian and not objective.parts else None,
        minimum=_placed(objective.minimum, d, d if objective.separable else 1),
        start=_placed(objective.start, d, 1),
        minimizer=_placed(objective.minimizer, d, 1),
        separable=False,
        parts=0,
    )


def called(body: Callable[..., Any], name: str) -> Callable[..., Any]:
    body.__name__ = name
    return body


def _diagonal(objective: Objective, axes: tuple[str, ...], domains: dict[str, Any]) -> Body:
    hessian, kinds = objective.hessian, kinds_of(objective.hessian)  # type: ignore[arg-type]

    def rows(**given):  # type: ignore[no-untyped-def]
        point = tuple(given[a] for a in axes)
        entries = [hessian(**told(kinds, point, None, i, 0, None, given)) for i in range(len(point))]  # type: ignore[misc]
        made = tuple(tuple(e if i == j else number(0) for j in range(len(point))) for i, e in enumerate(entries))
        return made if len(point) > 1 else entries[0]

    return called(with_signature(rows, domains), "hessian")


def _placed(body: Body | None, d: int, times: int) -> Body | None:
    """Tell a minimum or a start its dimension; a minimum of identical terms is taken d times."""
    if body is None:
        return None
    kinds = kinds_of(body)

    def at(**own):  # type: ignore[no-untyped-def]
        made = body(**{name: number(d) if kind == "dimension" else own[name] for name, kind in kinds})
        return made if times == 1 else times * made

    own = {p.name: Annotated[float, p.domain] for p in parameters(body) if not p.domain.supplied}
    return called(with_signature(at, own), body.__name__)


SMALL = (1, 2, 3)  # coordinates of a sum whose terms know their place: both ends, both ends that meet, one in between
ALIKE = (1, 2)  # of a sum over identical terms


def in_coordinates(objective: Objective) -> Iterator[tuple[str, Objective]]:
    """Return an objective as functions of a few coordinates, each with the words that say of how many where it is a sum."""
    if objective.form != "sum":
        yield "", expanded(objective)
        return
    for d in SMALL if any(kind in NEIGHBOURS for body in (objective.value, objective.gradient) for _, kind in kinds_of(body)) else ALIKE:
        yield f"in {d} coordinate{'s' if d > 1 else ''}: ", expanded(objective, d)
