"""Check a run that refutes a bound on a count of steps: a member of the class on which the method takes more steps than the bound says.

The member is an objective of the package in one variable, its parameters and its start rational numbers. That it is a member is shown, not
believed: its gradient is the derivative of its value on every branch, its Hessian that of its gradient, all three agree where branches
meet, each class's inequality holds everywhere, and no value is below the least, which it takes. The run is repeated in rationals or balls.
Seen without noise it is a run of every class of noises.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from theorysim.verify.balls import Balls, ball, decided
from theorysim.verify.derivatives import ANYWHERE, derivative, meetings
from theorysim.verify.sums import Question
from theorysim.verify.trees import Node, Record, Refused, as_node, letters_of, substituted
from theorysim.verify.words import body_of, relation_of

ASKED = {"value", "g_norm", "H_norm", "H_least", "noise_norm"}
KNOWN = {"F", "R", "minimum", "epsilon", "T"}  # what a bound's formulas take besides the constants of its classes
MOST = 20_000  # steps
X = Node("x", domain=ANYWHERE)


class Member:
    """An objective with its parameters put in, as formulas of x."""

    def __init__(self, reader: Any, said: Mapping[str, Any]):
        record = reader.settled(reader.imported(f"theorysim.objectives.{said['objective']}", said["objective"]))
        self.own = {name: Node(Fraction(value)) for name, value in said["own"].items()}
        self.value, self.slope, self.curvature = (self._formula(reader, record, f) for f in ("value", "gradient", "hessian"))
        self.least, self.at = (self._formula(reader, record, f) for f in ("minimum", "minimizer"))
        self.start = Node(Fraction(said["start"]))

    def _formula(self, reader: Any, record: Record, name: str) -> Node:
        found = as_node(body_of(reader, reader.settled(record.fields[name])), "")
        point = {n: X for n, d in letters_of(found).items() if n == "x" and d == ANYWHERE}
        formula = substituted(found, self.own | point)
        if letters_of(formula).keys() - {"x"}:
            raise Refused(f"{name} depends on {', '.join(letters_of(formula).keys() - {'x'})}", found.place)
        return formula

    def at_start(self, formula: Node) -> Node:
        return substituted(formula, {"x": self.start})

    def asked(self, name: str) -> Node:
        """Return what an assumption asks for at a point."""
        found = {"value": self.value, "g_norm": Node("absolute", (self.slope,)), "H_norm": Node("absolute", (self.curvature,))}
        return found.get(name) or self.curvature


def questions(reader: Any, bound: Record, said: Mapping[str, Any]) -> Iterator[tuple[str, Question]]:
    """Ask that the objective is what it says, and a member of each class with the constants that are named."""
    one, constants = Member(reader, said), said["constants"]
    yield "slope", Question(Node("==", (derivative(one.value), one.slope)))
    yield "curvature", Question(Node("==", (derivative(one.slope), one.curvature)))
    for name, formula in (("value", one.value), ("gradient", one.slope), ("hessian", one.curvature)):
        for i, (here, sides) in enumerate(meetings(formula)):
            yield f"{name} meets {i}", Question(Node("==", sides), (here,))
    yield "least", Question(Node("<=", (one.least, one.value)))
    yield "attained", Question(Node("==", (substituted(one.value, {"x": one.at}), one.least)))
    for i, assumption in enumerate(bound.fields["classes"]):
        side = relation_of(reader, assumption.fields["inequality"])
        if assumption.fields["on"] == "breakpoints":
            continue  # that value, gradient and Hessian meet
        names = letters_of(side)
        by = {n: one.asked(n) if n in ASKED - {"noise_norm"} else _constant(constants, n, d) for n, d in names.items()}
        below = (Node("<=", (one.value, one.at_start(one.value))),) if assumption.fields["on"] == "sublevel" else ()
        yield f"class{i}", Question(substituted(side, by), below)


def _constant(constants: Mapping[str, Any], name: str, domain: Any) -> Node:
    value = Fraction(constants[name])
    _within(name, value, domain)
    return Node(value)


def _within(name: str, value: Any, domain: Any) -> None:
    """See that a number lies in its domain."""
    x = ball(value)
    above = domain.low is None or (x > ball(domain.low) if domain.low_open else x >= ball(domain.low))
    below = domain.high is None or (x < ball(domain.high) if domain.high_open else x <= ball(domain.high))
    if not (above and below and (not domain.whole or (isinstance(value, Fraction) and value.denominator == 1))):
        raise Refused(f"{name} may lie outside its domain")


def exceeds(reader: Any, bound: Record, said: Mapping[str, Any]) -> str:
    """Repeat the run; return in words how it exceeds the bound. Raises Refused where it does not, or is no run of the claim."""
    fields, steps = bound.fields, said["steps"]
    if type(steps) is not int or not 0 < steps <= MOST:
        raise Refused(f"a run of {steps} steps")
    if fields["until"] is not None or fields["oracles"]:
        raise Refused("another end of the run, or an oracle of its own")
    if (
        not isinstance(fields["method"], Record)
        or set(fields["method"].fields) != {"stages"}
        or len(fields["method"].fields["stages"]) != 1
    ):
        raise Refused("a method of several stages")
    if not decided(partial(_more, reader, bound, said)):
        raise Refused("the run does not take more steps than the bound")
    own = ", ".join(f"{n} = {v}" for n, v in said["own"].items())
    return f"by {steps} steps on {said['objective']}{f' with {own}' if own else ''} from {said['start']}"


def _more(reader: Any, bound: Record, said: Mapping[str, Any]) -> bool | None:
    """Tell whether so many gradients are above epsilon, and the bound below their number; None where that is not known."""
    fields, one = bound.fields, Member(reader, said)
    values: dict[str, Any] = {name: Fraction(value) for name, value in said["constants"].items()}
    classes = [*fields["classes"], *([fields["noise"]] if fields["noise"] is not None else [])]
    sides = [relation_of(reader, a.fields["inequality"]) for a in classes]
    own = {n: d for side in sides for n, d in letters_of(side).items() if n not in ASKED | {"jump"}}
    free = values.keys() - own.keys() - {"epsilon"}
    if free & KNOWN or not values["epsilon"] > 0:
        raise Refused("epsilon is positive, and F, R, minimum and T are none of the certificate's")
    values |= {"F": Balls({}).value(Node("-", (one.at_start(one.value), one.least))), "minimum": Balls({}).value(one.least)}
    if fields["noise"] is not None and not Balls(values | {"noise_norm": Fraction(0)}).holds(sides[-1]):
        raise Refused("no noise at all is none of the class")
    for name, domain in own.items():
        _within(name, values[name], domain)
    for name in free:
        low, high = fields["search"][name]
        if not Fraction(low) <= values[name] <= Fraction(high):
            raise Refused(f"{name} lies outside its range")
    most = _value(reader, fields["bound"], values)
    values["T"] = most
    chosen = {name: _value(reader, body, values) for name, body in fields["method_constants"].items()}
    (stage,) = fields["method"].fields["stages"]
    step, x = as_node(body_of(reader, stage), ""), one.start.head
    for name, domain in letters_of(step).items():
        if name in chosen:
            _within(name, chosen[name], domain)
    for _ in range(said["steps"]):
        g = Balls({"x": x}).value(one.slope)
        size = abs(g) if isinstance(g, Fraction) else g.abs_lower().union(g.abs_upper())
        if not ball(size) > ball(values["epsilon"]):
            return None
        x = Balls(chosen | {"x": x, "g": g, "g_norm": size}).value(step)
    return True if ball(most) < said["steps"] else None


def _value(reader: Any, body: Any, values: Mapping[str, Any]) -> Any:
    formula = as_node(body_of(reader, reader.settled(body)), "")
    for name, domain in letters_of(formula).items():
        _within(name, values[name], replace(domain, whole=domain.whole and name != "T"))  # the value of the bound, whole or not
    return Balls(values).value(formula)
