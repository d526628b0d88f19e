"""Check how far 0 is from Goldstein's set of a continuous piecewise linear function: its cells are cut here, from its value as it is read.

A cell is where every affine form that decides a branch has one sign. Of each the certificate says, with numbers that are checked here:

* met: a point of the closed cell in the ball, and one inside of the cell: so the slope is a generalized gradient at the first;
* missed: multipliers >= 0 of its walls, whose sum is a wall that the ball does not reach;
* flat: multipliers >= 0 of walls whose sum has no slope and leaves no room: a cell without an inside, which adds nothing;
* open: nothing. It may be met.

Weights of the slopes of cells that are met make an element of the set, which is no longer than the upper end; a direction along which
every slope, of an open cell too, is at least the lower end shows that.

That the function is continuous is seen where it is cut: of `where(c < 0, yes, no)` the two sides differ by a multiple of c, on each two
cells with c between them. In a sum or a nested branch each part is seen so by itself: two cells with one wall between them agree on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from theorysim.verify.trees import Node, Refused

MOST = 4096
Affine = tuple[Fraction, ...]  # slopes, then the constant
Signs = Mapping[Affine, int]  # of forms whose first slope is 1 or -1, made 1
Wall = tuple[tuple[Fraction, ...], Fraction]  # a and b: the cell lies where a . y <= b
Cell = tuple[tuple[Fraction, ...], tuple[Wall, ...]]  # slope and walls
ZERO = Fraction(0)


def cells(value: Node, names: Sequence[str]) -> list[Cell]:
    """Return the cells of a function of coordinates; raises Refused where it is not piecewise linear, or not seen to be continuous."""
    found = []
    for affine, signs in _pieces(value, names, {}):
        walls = tuple((tuple(-s * a for a in form[:-1]), s * form[-1]) for form, s in signs.items())
        found.append((affine[:-1], walls))
        if len(found) > MOST:
            raise Refused("too many cells", value.place)
    return found


def _pieces(node: Node, names: Sequence[str], signs: Signs) -> Iterator[tuple[Affine, Signs]]:
    """Yield what a formula is where forms have these signs: an affine function, and the signs that decide it."""
    head, parts, n = node.head, node.parts, len(names)
    if not parts:
        if head in names:
            yield tuple(Fraction(name == head) for name in names) + (ZERO,), signs
        elif isinstance(head, int | Fraction):
            yield (ZERO,) * n + (Fraction(head),), signs
        else:
            raise Refused(f"{head} is no coordinate", node.place)
    elif head == "where":
        condition, yes, no = parts
        yield from _branches(condition, yes, no, names, signs)
    elif head == "absolute":
        (x,) = parts
        yield from _branches(Node("<", (x, Node(0)), node.place), Node("negative", (x,)), x, names, signs)
    elif head in ("maximum", "minimum") and len(parts) == 2:
        a, b = parts
        yes, no = (b, a) if head == "maximum" else (a, b)
        yield from _branches(Node("<", (a, b), node.place), yes, no, names, signs)
    elif head == "negative":
        yield from ((tuple(-c for c in a), s) for a, s in _pieces(parts[0], names, signs))
    elif head in ("+", "-", "*", "/") and len(parts) == 2:
        for one, s in _pieces(parts[0], names, signs):
            yield from ((_combined(head, one, other, node.place), t) for other, t in _pieces(parts[1], names, s))
    else:
        raise Refused(f"{head} is not piecewise linear", node.place)


def _combined(head: str, a: Affine, b: Affine, place: str) -> Affine:
    if head in ("+", "-"):
        return tuple(x + y if head == "+" else x - y for x, y in zip(a, b, strict=True))
    if head == "*" and any(b[:-1]):
        a, b = b, a
    if any(b[:-1]) or (head == "/" and not b[-1]):
        raise Refused(f"{head} is not piecewise linear", place)
    return tuple(x * b[-1] if head == "*" else x / b[-1] for x in a)


def _branches(condition: Node, yes: Node, no: Node, names: Sequence[str], signs: Signs) -> Iterator[tuple[Affine, Signs]]:
    if condition.head not in ("<", "<="):
        raise Refused("a branch that an equation decides", condition.place)
    for c, s in _pieces(Node("-", condition.parts, condition.place), names, signs):
        lead = next((x for x in c[:-1] if x), None)
        if lead is None:
            yield from _pieces(yes if c[-1] < 0 or (c[-1] == 0 and condition.head == "<=") else no, names, s)
            continue
        form, way = tuple(x / lead for x in c), 1 if lead > 0 else -1
        for a, t in _pieces(yes, names, {**s, form: -way}):
            for b, _ in _pieces(no, names, {**t, form: way}):
                gap = _combined("-", a, b, condition.place)
                share = next(x / y for x, y in zip(gap, c, strict=True) if y)
                if any(x != share * y for x, y in zip(gap, c, strict=True)):
                    raise Refused("the two sides of a branch are not seen to meet", condition.place)
        for sign in (s[form],) if form in s else (-way, way):
            yield from _pieces(yes if sign == -way else no, names, {**s, form: sign})


def check(found: Sequence[Cell], x: Sequence[Fraction], radius: Fraction, ends: tuple[Fraction, Fraction], said: Mapping[str, Any]) -> None:
    """See that a certificate shows both ends of the distance at x within a radius; raises Refused."""
    if len(said["cells"]) != len(found):
        raise Refused(f"{len(found)} cells, of which {len(said['cells'])} are spoken of")
    if radius < 0 or any(len(slope) != len(x) for slope, _ in found):
        raise Refused("no ball")
    spoken = list(zip(found, said["cells"], strict=True))
    for (_, walls), one in spoken:
        _see(walls, x, radius, one)
    met = [slope for (slope, _), one in spoken if one["what"] == "met"]
    maybe = [slope for (slope, _), one in spoken if one["what"] in ("met", "open")]
    least, most = ends
    weights, direction = (_numbers(said[name]) for name in ("weights", "direction"))
    if len(weights) != len(met) or min(weights, default=-1) < 0 or sum(weights) != 1:
        raise Refused("no weights")
    element = [sum(w * slope[i] for w, slope in zip(weights, met, strict=True)) for i in range(len(x))]
    if most < 0 or _dot(element, element) > most * most:
        raise Refused(f"the element is longer than {most}")
    rises = [_dot(direction, slope) for slope in maybe]
    if least > 0 and not (min(rises) > 0 and min(rises) ** 2 >= least * least * _dot(direction, direction)):
        raise Refused(f"along the direction a slope is below {least}")


def _see(walls: Sequence[Wall], x: Sequence[Fraction], radius: Fraction, one: Mapping[str, Any]) -> None:
    if one["what"] == "met":
        point, inside = _numbers(one["point"]), _numbers(one["inside"])
        if any(_dot(a, point) > b or _dot(a, inside) >= b for a, b in walls):
            raise Refused("a point that is not in its cell")
        apart = [p - c for p, c in zip(point, x, strict=True)]
        if len(inside) != len(x) or _dot(apart, apart) > radius * radius:
            raise Refused("a point that is not in the ball")
    elif one["what"] in ("missed", "flat"):
        weights = _numbers(one["weights"])
        if len(weights) != len(walls) or min(weights, default=-1) < 0 or not any(weights):
            raise Refused("no multipliers")
        slope = [sum(w * a[i] for w, (a, _) in zip(weights, walls, strict=True)) for i in range(len(x))]
        room = sum(w * b for w, (_, b) in zip(weights, walls, strict=True))
        beyond = _dot(slope, x) - room
        if one["what"] == "flat" and (any(slope) or room > 0):
            raise Refused("a cell that may have an inside")
        if one["what"] == "missed" and not (beyond > 0 and beyond * beyond > radius * radius * _dot(slope, slope)):
            raise Refused("a wall that the ball reaches")
    elif one["what"] != "open":
        raise Refused(f"a cell that is {one['what']}")


def _dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    return sum((x * y for x, y in zip(a, b, strict=True)), ZERO)


def _numbers(said: Sequence[str]) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, said))
