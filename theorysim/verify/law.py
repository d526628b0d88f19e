"""Check a law that breaks an expectation: outcomes with probabilities, E[n] = 0 and |n| <= tau, where E[left] is beyond E[right].

An outcome is r = |n| and a = <grad f, n>; where |a| <= G r there are vectors of the plane with these, and half of the probability on each
of two mirrored ones makes E[n] = 0 as soon as E[a] = 0. So s = |grad f + n| = sqrt(G^2 + r^2 + 2 a). Where moments are bounded they are
so under the law, and nothing else bounds n. Of a claim along a unit vector u, an outcome is w = <u, n> on its line, and grad f is c u.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial, reduce
from typing import Any

from theorysim.verify.balls import Balls, decided
from theorysim.verify.expectations import OUTCOME, directed, fit, moments_of
from theorysim.verify.trees import Node, Record, Refused, as_node, letters_of, substituted
from theorysim.verify.words import body_of, relation_of


def _of(op: str, *parts: Node) -> Node:
    return Node(op, parts)


def _number(value: Fraction) -> Node:
    return Node(value)


def broken(reader: Any, claim: Record, given: tuple[Node, ...], said: Mapping[str, Any]) -> str:
    """Return in words where a law breaks a claim. Raises Refused where it is no law of the claim, or breaks nothing."""
    setting = {name: Fraction(value) for name, value in said["setting"].items()}
    on_line = bool(said["atoms"]) and all("w" in atom for atom in said["atoms"])
    law = [{name: Fraction(atom[name]) for name in (("p", "w") if on_line else ("p", "r", "a"))} for atom in said["atoms"]]
    check = relation_of(reader, claim.fields["check"])
    step = claim.fields["step"]
    formula = None if step is None else as_node(body_of(reader, reader.settled(step)), "")
    moments = moments_of(claim.fields["moments"], lambda body: as_node(body_of(reader, reader.settled(body)), ""))
    if moments and on_line:
        setting["grad"] = abs(setting["c"])
        law = [atom | {"r": abs(atom["w"]), "a": setting["c"] * atom["w"], "s": abs(setting["c"] + atom["w"])} for atom in law]
    elif on_line:
        raise Refused("a law on a line, where nothing bounds its moments")
    elif moments and directed(check, *given, *([] if formula is None else [formula])):
        raise Refused("a law beside the direction that the claim speaks of")
    G = setting["grad" if moments else "G"]
    mean = "w" if on_line else "a"
    if not (G >= 0 and law and sum(atom["p"] for atom in law) == 1 and sum(atom["p"] * atom[mean] for atom in law) == 0):
        raise Refused("no law of an unbiased noise")
    for atom in law:
        p, r, a = (atom[name] for name in ("p", "r", "a"))
        if not (p > 0 and r >= 0 and abs(a) <= G * r and (moments or r <= setting["tau"])):
            raise Refused("an outcome that no noise has")
    fixed = letters_of(
        check, *given, *([] if formula is None else [formula]), *(node for size, most, _, _ in moments for node in (size, most))
    )
    fit(fixed, given, formula, None)
    for name, domain in fixed.items():
        if name not in OUTCOME:
            domain.see(name, setting[name])
    for size, most, _, _ in moments:
        if decided(partial(Balls({}).holds, _of("<=", _mean(size, None, setting, law), _mean(most, None, setting, law)))) is not True:
            raise Refused("it is not shown that the moment is bounded")
    if not all(decided(partial(Balls(setting).holds, one)) is True for one in given):
        raise Refused("it is not shown that a hypothesis holds")
    left, right = (_mean(side, formula, setting, law) for side in check.parts)
    if decided(partial(Balls({}).holds, Node(check.head, (left, right), check.place))) is not False:
        raise Refused("it is not shown that the claim fails")
    return f"by a law of {len(law)} outcomes at {', '.join(f'{n} = {v}' for n, v in setting.items())}"


def _mean(side: Node, step: Node | None, setting: Mapping[str, Fraction], law: list[dict[str, Fraction]]) -> Node:
    """Return the expectation of a side, as a formula of numbers."""
    terms = []
    for atom in law:
        G, r, a = setting.get("grad", setting.get("G", Fraction(0))), atom["r"], atom["a"]
        length = _of("sqrt", _number(G**2 + r * r + 2 * a))
        seen = {n: _number(v) for n, v in setting.items()} | {"s": length} | {n: _number(v) for n, v in atom.items()}
        if step is not None:
            seen["h"] = substituted(step, seen)
        terms.append(_of("*", _number(atom["p"]), substituted(side, seen)))
    return reduce(partial(_of, "+"), terms)
