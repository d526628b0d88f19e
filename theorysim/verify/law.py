"""Check a law that breaks an expectation: outcomes with probabilities, E[n] = 0 and |n| <= tau, where E[left] is beyond E[right].

An outcome is r = |n| and a = <grad f, n>; where |a| <= G r there are vectors of the plane with these, and half of the probability on each
of two mirrored ones makes E[n] = 0 as soon as E[a] = 0. So s = |grad f + n| = sqrt(G^2 + r^2 + 2 a).
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial, reduce
from typing import Any

from theorysim.verify.balls import Balls, decided
from theorysim.verify.expectations import fit
from theorysim.verify.trees import Node, Record, Refused, as_node, letters_of, substituted
from theorysim.verify.words import body_of, relation_of


def _of(op: str, *parts: Node) -> Node:
    return Node(op, parts)


def _number(value: Fraction) -> Node:
    return Node(value)


def broken(reader: Any, claim: Record, given: tuple[Node, ...], said: Mapping[str, Any]) -> str:
    """Return in words where a law breaks a claim. Raises Refused where it is no law of the claim, or breaks nothing."""
    setting = {name: Fraction(value) for name, value in said["setting"].items()}
    law = [tuple(Fraction(atom[name]) for name in ("p", "r", "a")) for atom in said["atoms"]]
    G, tau = setting["G"], setting["tau"]
    if not (G >= 0 and law and sum(p for p, _, _ in law) == 1 and sum(p * a for p, _, a in law) == 0):
        raise Refused("no law of an unbiased noise")
    if not all(p > 0 and 0 <= r <= tau and abs(a) <= G * r for p, r, a in law):
        raise Refused("an outcome that no noise has")
    check = relation_of(reader, claim.fields["check"])
    step = claim.fields["step"]
    formula = None if step is None else as_node(body_of(reader, reader.settled(step)), "")
    fixed = letters_of(check, *given, *([] if formula is None else [formula]))
    fit(fixed, given, formula, None)
    for name, domain in fixed.items():
        if name not in ("r", "a", "s", "h"):
            domain.see(name, setting[name])
    if not all(decided(partial(Balls(setting).holds, one)) is True for one in given):
        raise Refused("it is not shown that a hypothesis holds")
    left, right = (_mean(side, formula, setting, law) for side in check.parts)
    if decided(partial(Balls({}).holds, Node(check.head, (left, right), check.place))) is not False:
        raise Refused("it is not shown that the claim fails")
    return f"by a law of {len(law)} outcomes at {', '.join(f'{n} = {v}' for n, v in setting.items())}"


def _mean(side: Node, step: Node | None, setting: Mapping[str, Fraction], law: list[tuple[Fraction, ...]]) -> Node:
    """Return the expectation of a side, as a formula of numbers."""
    terms = []
    for p, r, a in law:
        s = _of("sqrt", _number(setting["G"] ** 2 + r * r + 2 * a))
        seen = {n: _number(v) for n, v in {**setting, "r": r, "a": a}.items()} | {"s": s}
        if step is not None:
            seen["h"] = substituted(step, seen)
        terms.append(_of("*", _number(p), substituted(side, seen)))
    return reduce(partial(_of, "+"), terms)
