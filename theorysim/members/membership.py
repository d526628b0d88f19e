"""Certify that an objective in one variable lies in a class, with the constants that it declares."""

from collections.abc import Callable, Mapping
from inspect import Parameter as Slot
from inspect import Signature
from typing import Annotated, Any

from theorysim.domains import Coordinate, parameters
from theorysim.entries import Assumption, Objective, Satisfies, Sided, at_most
from theorysim.maths import absolute


def declared(objective: Objective, assumption: Assumption) -> Satisfies | None:
    """Return what the objective declares about an assumption; None where it declares nothing, or that it is no member."""
    return next((s for s in objective.satisfies if s.assumption is assumption and s.holds), None)


def with_signature(body: Callable[..., Any], domains: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a keyword body the signature that `parameters` reads; it then takes its arguments by place or by name."""
    names = tuple(domains)

    def placed(*values, **named):  # type: ignore[no-untyped-def]
        return body(**dict(zip(names, values, strict=False)), **named)

    placed.__annotations__ = dict(domains)
    slots = [Slot(n, Slot.POSITIONAL_OR_KEYWORD, annotation=a) for n, a in domains.items()]
    placed.__signature__ = Signature(slots)  # type: ignore[attr-defined]
    return placed


def _own(objective: Objective) -> dict[str, Any]:
    return {p.name: Annotated[float, p.domain] for p in objective.parameters}


def relation(objective: Objective, satisfies: Satisfies) -> Sided:
    """Write a declared membership as a relation at every point x, over the objective's parameters.

    Constants that the declaration does not name become parameters of the relation, which then claims every value of them.
    """
    inequality = satisfies.assumption.inequality
    own = tuple(p.name for p in objective.parameters)
    free = {p.name: Annotated[float, p.domain] for p in satisfies.assumption.constants() if p.name not in satisfies.constants}
    asked = tuple(p.name for p in parameters(inequality.body) if p.domain.role == "asked")
    names, bodies = tuple(satisfies.constants), tuple(satisfies.constants.values())
    takes = tuple(tuple(p.name for p in parameters(b)) for b in bodies)
    from_start = any("x0" in t for t in takes)
    value, gradient, hessian, outer, free_names = objective.value, objective.gradient, objective.hessian, inequality.body, tuple(free)

    def at_point(**values):  # type: ignore[no-untyped-def]
        place = {n: values[n] for n in ("x", *own)}
        known = {n: values[n] for n in free_names}
        for name, body, wants in zip(names, bodies, takes, strict=True):
            known[name] = body(**{w: values[w] for w in wants})
        for name in asked:
            if name == "value":
                known[name] = value(**place)
            if name == "g_norm":
                known[name] = absolute(gradient(**place))
            if name == "H_norm":
                known[name] = absolute(hessian(**place))  # type: ignore[misc]
            if name == "H_least":
                known[name] = hessian(**place)  # type: ignore[misc]
        return outer(**known)

    domains = {"x": Coordinate, **({"x0": Coordinate} if from_start else {}), **_own(objective), **free}
    return Sided(with_signature(at_point, domains), inequality.sense, inequality.says)


def on_sublevel(objective: Objective) -> Sided:
    """Write f(x) <= f(x0), over the objective's parameters."""
    value, own = objective.value, tuple(p.name for p in objective.parameters)

    def below(**values):  # type: ignore[no-untyped-def]
        rest = {n: values[n] for n in own}
        return value(x=values["x"], **rest), value(x=values["x0"], **rest)

    return at_most(with_signature(below, {"x": Coordinate, "x0": Coordinate, **_own(objective)}), "f(x) <= f(x0)")
