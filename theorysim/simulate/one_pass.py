"""Compose one pass of a method on a function of one variable as one body: from x to the next x, and where the run stands.

It can be read with any meaning of its words: in rationals, in balls, near a point. No compiled code is in it.
"""

from collections.abc import Sequence
from typing import Any

from theorysim.domains import Domain
from theorysim.domains import parameters as named
from theorysim.entries import Body, Method
from theorysim.maths import absolute, where
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES

REACHED, GOES_ON, DIVERGED, LEFT = (OUTCOMES.index(name) for name in ("reached", "budget", "diverged", "left_domain"))
BIG = 10**150  # beyond it a run that has not reached is `diverged`, as in float64
BESIDE = {"left": "zero", "right": "zero", "direction": "zero", "index": "one", "dimension": "one"}  # what one variable has beside it
AT_POINT = {"value": "f", "g_norm": "full_norm", "x_norm": "x_norm", "minimum": "least"}
Wanted = tuple[tuple[str, str], ...]  # the arguments of a body, and under which name each is known


class Inexact(ValueError):
    """The run cannot be counted exactly; the message is one line that says why."""


def of_objective(body: Body) -> Wanted:
    """Tell where a body of the objective finds its arguments."""
    found = []
    for p in named(body):
        if p.domain.supplied and p.domain.role not in ("coordinate", *BESIDE):
            raise Inexact(f"the objective takes {p.name!r} ({p.domain.name}): an exact run takes functions of one variable")
        here = "point" if p.domain.role == "coordinate" else BESIDE.get(p.domain.role)
        found.append((p.name, here or f"objective.{p.name}"))
    return tuple(found)


def of_stage(stage: Body, made: Sequence[str], own: Sequence[str]) -> tuple[Wanted, Wanted]:
    """Tell where a stage finds its arguments, and what is asked for before: (name, of which point)."""
    found, asks = [], []
    for p in named(stage):
        if p.domain.role == "step":
            found.append((p.name, "number"))
            continue
        if p.domain.supplied and p.domain.role != "asked":
            raise Inexact(f"the method takes {p.name!r} ({p.domain.name}): an exact run takes methods without memory and draws")
        if p.name in ("x", "g", "f", "full", *made) or p.domain.role == "asked":
            found.append((p.name, p.name))
        else:
            found.append((p.name, f"method.{p.name}"))
            if p.name not in own:
                raise Inexact(f"a stage takes {p.name!r}, which an exact run does not know")
        if p.domain.role == "asked" and p.name not in ("f", "full"):
            of = p.name.removesuffix("_norm") if p.name.endswith("_norm") else p.name[2:]
            if of not in ("x", "g", "full", *made) or p.name not in (f"{of}_norm", f"f_{of}", f"g_{of}"):
                raise Inexact(f"a stage asks for {p.name!r}, which an exact run does not know")
            asks.append((p.name, of))
    return tuple(found), tuple(asks)


def outside(domain: Domain) -> tuple[Body, ...]:
    """Return bodies that say that x lies beyond an end of the domain."""
    low, high = domain.low, domain.high
    below = (lambda x: x <= low) if domain.low_open else (lambda x: x < low)
    above = (lambda x: x >= high) if domain.high_open else (lambda x: x > high)
    return tuple(body for body, end in ((below, low), (above, high)) if abs(end) < float("inf"))


def applied(body: Any, wanted: Any, known: Any) -> Any:
    return body(**{name: known[key] for name, key in wanted})


def composed(what: Composition) -> Body:
    """Compose one pass as one body: from x to the next x, and to where the run stands at x, an index into OUTCOMES.

    It takes the parameters by role, `epsilon`, and `number`, the number of the step.
    Raises Inexact for a method with memory or draws, or an objective of several variables.
    """
    method, objective, criterion = what.method, what.objective, what.criterion
    if what.oracle is not None or not isinstance(method, Method):
        raise Inexact("an exact run takes the true gradient and a method that is compiled")
    if objective.form == "vector" or objective.dimension != 1 or objective.parts:
        raise Inexact("an exact run takes a function of one variable that is no finite sum")
    if method.done is not None or method.restart is not None or method.output != "x":
        raise Inexact("an exact run takes a method that only moves x")
    measure, floor = criterion.body, objective.minimum
    if criterion.asks or any(p.domain.supplied and p.name not in AT_POINT for p in named(measure)):
        raise Inexact(f"an exact run stops at a quantity of {', '.join(AT_POINT)}")
    if floor is None and any(p.name == "minimum" for p in named(measure)):
        raise ValueError("the criterion asks for the minimum, but the objective declares none")
    names, own = [stage.__name__ for stage in method.stages], [p.name for p in method.parameters]
    stages = tuple((s.__name__, s, *of_stage(s, names[:i], own), i > method.moves) for i, s in enumerate(method.stages))
    value, gradient = objective.value, objective.gradient
    of_value, of_gradient, of_floor = of_objective(value), of_objective(gradient), of_objective(floor) if floor else ()
    of_measure = tuple((p.name, AT_POINT.get(p.name, f"quantity.{p.name}")) for p in named(measure))
    beyond = outside(next(p.domain for p in named(value) if p.domain.role == "coordinate"))

    def step(x: Any, **given: Any) -> Any:
        known = {**given, "x": x, "point": x, "zero": 0, "one": 1}
        known["f"], known["full"] = applied(value, of_value, known), applied(gradient, of_gradient, known)
        known["g"], known["x_norm"], known["full_norm"] = known["full"], absolute(x), absolute(known["full"])
        known["least"] = applied(floor, of_floor, known) if floor else 0
        far, left = where(absolute(x) <= BIG, GOES_ON, DIVERGED), where(absolute(x) <= BIG, LEFT, DIVERGED)
        stands = where(applied(measure, of_measure, known) <= known["epsilon"], REACHED, far)
        for test in beyond:
            stands = where(test(x), left, stands)
        for made, stage, wanted, asks, after in stages:
            for name, of in asks:
                there = {**known, "point": known[of]}
                if name == f"{of}_norm":
                    known[name] = absolute(known[of])
                else:
                    known[name] = applied(value, of_value, there) if name == f"f_{of}" else applied(gradient, of_gradient, there)
            known[made] = applied(stage, wanted, known)
            if made == "y":
                known["g"] = applied(gradient, of_gradient, {**known, "point": known["y"]})
            if after:
                known["step"] = known[made]
        return known[made], stands

    return step
