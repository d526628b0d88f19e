"""What a claim of each kind asks: relations, each with what it is to follow from, all computed from the claim as its file says it.

A relation asks for its links; what exists, for the links of the formula that names it; a cover, for what is proved on each piece and
that no point is left out; an order, for what its floor or ceiling rests on, and for one constant. How far 0 is from Goldstein's set asks
for none: each cell is looked at as the questions are made.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify import cells, coins, expectations, rays
from theorysim.verify.covers import cover
from theorysim.verify.fields import Certificate, Questions, field_of, relations_in
from theorysim.verify.reader import Reader
from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Function, Node, Record, Refused, as_node, letters_of, over_letters_of
from theorysim.verify.words import body_of


def asked(reader: Reader, claim: Record, certificate: Certificate) -> dict[str, Question]:
    """Return the questions of a claim, by name; `certificate` says only what a claim leaves open, such as the constant of an order."""
    if claim.kind not in KINDS:
        raise Refused(f"no certificate of this kind: {claim.kind}")
    return dict(KINDS[claim.kind](reader, claim, certificate))


def _links(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    given = relations_in(reader, field_of(claim, "given"))
    hints = relations_in(reader, claim.fields.get("hints", ()))
    checks = relations_in(reader, field_of(claim, "checks"))
    if not checks:
        raise Refused("nothing is claimed")
    for i, check in enumerate(checks):
        yield f"{i}", Question(check, given, hints)


def _order(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    given, (size, known, body) = relations_in(reader, field_of(claim, "given")), sides_of(reader, claim)
    if claim.fields["sense"] == "not O":
        yield from rays.questions(size, body, given, certificate["ray"])
    else:
        constant = certificate["constant"]
        if type(constant) is not int or constant < 1:
            raise Refused(f"the constant {constant}")
        most, least = (body, size) if claim.fields["sense"] == "O" else (size, body)
        yield "constant", Question(Node("<=", (most, Node("*", (as_node(constant, ""), least))), most.place), given)
    yield from rests_on(reader, known, letters_of(size, body, *given), given)


def sides_of(reader: Reader, order: Record, which: str = "") -> tuple[Node, Record, Node]:
    """Return the size of an order, its floor or ceiling (the one that shows it where none is named), and the formula of that."""
    known = order.fields.get(which or {"O": "ceiling", "Omega": "floor", "not O": "floor"}.get(order.fields["sense"], ""))
    if not isinstance(known, Record):
        raise Refused(f"no floor or ceiling of T is known that settles {order.fields['sense']}")
    size, body = (as_node(body_of(reader, field_of(one, name)), "") for one, name in ((order, "size"), (known, "body")))
    return size, known, over_letters_of(size, body)


def rests_on(reader: Reader, known: Record, domains: Mapping[str, Domain], given: tuple[Node, ...]) -> Questions:
    """Ask for the claims behind a floor or a ceiling, and that they were shown for all that the order speaks of."""
    for i, claim in enumerate(field_of(known, "by")):
        if not isinstance(claim, Record) or claim.kind not in ("Relation", "Cover"):
            raise Refused("what a floor or a ceiling rests on is a Relation or a Cover")
        for name, question in KINDS[claim.kind](reader, claim, {}):
            for letter, domain in letters_of(question.claim).items():
                if letter in domains and not domain.covers(domains[letter]):
                    raise Refused(f"it was shown for fewer values of {letter}", question.claim.place)
            yield f"by{i}:{name}", question
        for j, one in enumerate(relations_in(reader, field_of(claim, "given"))):
            if letters_of(one).keys() <= domains.keys():
                yield f"by{i}:given{j}", Question(one, given)


def _expected(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    def tree(body: Any) -> Node:
        return as_node(body_of(reader, body), "")

    bodies = {n: None if (body := field_of(claim, n)) is None else tree(body) for n in ("step", "multiplier", "along")}
    moments = {"moments": expectations.moments_of(field_of(claim, "moments"), tree)}
    yield from expectations.questions(claim.fields | bodies | moments, lambda sides: relations_in(reader, sides))


def coins_of(reader: Reader, claim: Record) -> coins.Problem:
    """Return the chances and tosses of a claim about two coins, what is given, and what is claimed."""
    p, q, n = (as_node(body_of(reader, body), "") for body in (*field_of(claim, "chances"), field_of(claim, "tosses")))
    return coins.seen(p, q, n, *(relations_in(reader, field_of(claim, name)) for name in ("given", "checks")))


def _coins(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    hints = relations_in(reader, claim.fields.get("hints", ()))
    yield from coins.questions(*coins_of(reader, claim), hints, certificate.get("points", {}))


def ball_of(reader: Reader, claim: Record) -> tuple[list[cells.Cell], tuple[Fraction, ...], Fraction]:
    """Return the cells of a function, and the centre and the radius of a ball."""
    value = field_of(claim, "objective").fields["value"]
    if not isinstance(value, Function):
        raise Refused("a value that is no function of coordinates")
    names = [one.arg for one in (*value.node.args.args, *value.node.args.kwonlyargs)]
    tree = as_node(body_of(reader, value), "")
    if any(d.low is not None or d.high is not None or d.whole for d in letters_of(tree).values()):
        raise Refused("a coordinate that may not be any number", tree.place)
    return cells.cells(tree, names), tuple(map(Fraction, field_of(claim, "x"))), Fraction(field_of(claim, "delta"))


def _goldstein(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    ends = Fraction(field_of(claim, "least")), Fraction(field_of(claim, "most"))
    cells.check(*ball_of(reader, claim), ends, certificate["ball"])
    yield from ()


KINDS: dict[str, Callable[[Reader, Record, Certificate], Questions]] = {
    "Relation": _links,
    "Exists": _links,
    "Cover": cover,
    "Order": _order,
    "Expected": _expected,
    "Coins": _coins,
    "Goldstein": _goldstein,
}
