"""What the names that come from elsewhere mean: the words of formulas, letters, the few functions of Python that files use."""

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import chain, combinations, combinations_with_replacement, pairwise, product
from math import isqrt
from typing import Any

from theorysim.verify.trees import (
    SENSES,
    Domain,
    Exact,
    Function,
    Listed,
    Native,
    Node,
    Once,
    Opaque,
    Record,
    Refused,
    Unread,
    Word,
    as_node,
    plain,
)


def _root(x: Any) -> Fraction:
    f = Fraction(x)
    root = Fraction(isqrt(abs(f.numerator)), isqrt(f.denominator))
    if root * root != f:
        raise Refused(f"the root of {x} is rounded")
    return root


EXACT: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow, "//": operator.floordiv,
    "%": operator.mod, "|": operator.or_, "negative": operator.neg, "absolute": abs, "minimum": min, "maximum": max,
    "sqrt": _root, "power": operator.pow,
}  # fmt: skip
FORMULAS = {"+", "-", "*", "/", "**", "negative"}
WORDS = ("where", "equal", "absolute", "minimum", "maximum", "sqrt", "exp", "log", "power", "sin", "cos", "erfc", "flat")
REAL = ("sqrt", "exp", "log", "power", "sin", "cos", "erfc", "flat")  # of rationals no rational
COMPARED: dict[str, Callable[..., bool]] = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}


def joined(head: str, parts: Sequence[Any], place: str) -> Any:
    """Apply an operator or a word: to numbers exactly, to formulas as a formula, to tuples and texts as Python does."""
    if head == "where":
        condition, yes, no = parts
        return _where(condition, yes, no, place)
    if head == "equal":
        left, right = parts
        return related("==", left, right, place)
    if any(isinstance(p, Node) for p in parts):
        if head not in FORMULAS and head not in WORDS:
            raise Refused(f"{head} of a formula")
        if head == "**" and not isinstance(parts[1], int):
            head = "power"
        return Node(head, tuple(as_node(p, place) for p in parts), place)
    if all(map(plain, parts)):
        if head not in EXACT:
            raise Refused(f"{head} of numbers is rounded")
        found = EXACT[head](*parts)
        if any(isinstance(p, Exact) for p in parts) and all(isinstance(p, Exact | int) for p in parts) and isinstance(found, Fraction):
            return Exact(found)
        exact = EXACT[head](*map(Fraction, parts)) if head == "/" else found
        if isinstance(exact, float) or (not isinstance(found, int) and Fraction(float(exact)) != exact):
            raise Refused(f"the constant {' and '.join(map(str, parts))} under {head} is rounded")
        return exact
    if head in ("+", "*", "|") and all(isinstance(p, tuple | str | dict | int) for p in parts):
        return EXACT[head](*parts)
    raise Refused(f"{head} of {', '.join(type(p).__name__ for p in parts)}")


def related(sense: str, a: Any, b: Any, place: str) -> Any:
    """Compare: numbers at once, formulas as a relation."""
    if sense in (">=", ">"):
        sense, a, b = "<=" if sense == ">=" else "<", b, a
    if isinstance(a, Record) and a.kind == "Count" and sense == "<=":
        return Record("Bound", a.fields | {"bound": b})
    if isinstance(a, Opaque) or isinstance(b, Opaque):
        return Opaque(f"a bound on {a.what if isinstance(a, Opaque) else b.what}")
    if plain(a) and plain(b):
        return a == b if sense == "==" else COMPARED[sense](a, b)
    return Node(sense, (as_node(a, place), as_node(b, place)), place)


def _where(condition: Any, yes: Any, no: Any, place: str) -> Any:
    if isinstance(condition, bool):
        return yes if condition else no
    if not (isinstance(condition, Node) and condition.related):
        raise Refused("where decides by a relation")
    if isinstance(yes, tuple) and isinstance(no, tuple) and len(yes) == len(no):
        return tuple(_where(condition, a, b, place) for a, b in zip(yes, no, strict=True))
    return Node("where", (condition, as_node(yes, place), as_node(no, place)), place)


def known(value: Any) -> bool:
    """Tell whether a value is a number or a text, or a tuple of such: Python compares them as they are."""
    return plain(value) or isinstance(value, str | bool) or (isinstance(value, tuple) and all(map(known, value)))


# --- letters and relations ------------------------------------------------------------------------------------------


def domain_of(value: Any) -> Domain:
    if not (isinstance(value, Record) and value.kind == "Domain"):
        raise Refused("a letter without a domain")
    low, high = (None if isinstance(v, Node | float) else Fraction(v) for v in (value.fields["low"], value.fields["high"]))
    opens = value.fields["low_open"], value.fields["high_open"]
    if not all(isinstance(o, bool) for o in opens) or (low is not None and high is not None and low >= high):
        raise Refused("a domain that is not read")
    return Domain(low, bool(opens[0]), high, bool(opens[1]), bool(value.fields["integer"]))


def letter(name: Any, domain: Any, place: str) -> Node:
    if not isinstance(name, str) or not name.isidentifier() or "_" in (name[0], name[-1]):
        raise Refused(f"the letter {name}")
    return Node(name, (), place, domain_of(domain))


def body_of(reader: Any, value: Any) -> Any:
    """Return what a body says: a formula as it is; a function, called on the letters that it takes."""
    if not isinstance(value, Function):
        return value
    a = value.node.args
    if a.vararg is not None or a.kwarg is not None or a.posonlyargs:
        raise Refused("a body takes letters alone")
    place = f"{value.frame.module.path}:{value.node.lineno}"
    takes = {p.arg: letter(p.arg, reader.value(p.annotation, value.frame), place) for p in (*a.args, *a.kwonlyargs) if p.annotation}
    reader.bodies += 1
    try:
        return reader.call(value, (), takes, place)
    finally:
        reader.bodies -= 1


def relation_of(reader: Any, value: Any) -> Node:
    """Return a relation as a tree: one of letters, or a function that returns two sides."""
    if isinstance(value, Unread):
        raise value.why
    if isinstance(value, Node) and value.related:
        return value
    if isinstance(value, Record) and value.kind == "Sided" and value.fields["sense"] in SENSES:
        sides = body_of(reader, value.fields["body"])
        if isinstance(sides, tuple) and len(sides) == 2:
            place = next((s.place for s in sides if isinstance(s, Node)), "")
            return Node(value.fields["sense"], tuple(as_node(s, place) for s in sides), place)
    raise Refused("no relation")


def _statement(reader: Any, id: str, *given: Any, claims: Any = (), echo: str = "", instance: Any = None) -> Record:
    every = tuple(c for one in (*given, *claims) for c in (one if isinstance(one, tuple) else (one,)))
    return Record("Statement", {"id": id, "claims": every})


def _count(reader: Any, method: Any, over: Any, until: Any = None, **own: Any) -> Record:
    fields = {"method": method, "classes": over, "method_constants": own, "until": until, "noise": None, "oracles": (), "search": {}}
    return Record("Count", fields)


def _through(reader: Any, seen: Any, steps: Any, **own: Any) -> Any:
    noise = {"noise": seen} if isinstance(seen, Record) and seen.kind == "Assumption" else {"oracles": (*steps.fields["oracles"], seen)}
    return Record("Count", steps.fields | noise)


OWN = {  # records that are not made field by field
    "Statement": Native(_statement),
    "Method": Native(lambda reader, *stages, **own: Record("Method", own | {"stages": stages})),
    "Oracle": Native(lambda reader, perturb, *asks, **own: Record("Oracle", own | {"perturb": perturb, "asks": asks})),
}


def attribute(whole: Any, name: str) -> Any:
    """Return what a record, a formula or a text has under a name."""
    if isinstance(whole, Record) and name in whole.fields:
        return whole.fields[name]
    if isinstance(whole, Opaque):
        return whole
    if name == "within" and isinstance(whole, Record):
        return Native(lambda reader, ranges: Record(whole.kind, whole.fields | {"search": ranges}))
    if name in ("in_words", "named") and isinstance(whole, Record | Node):
        return Native(lambda reader, *_: whole)
    if plain(whole) and name in ("numerator", "denominator"):
        return getattr(whole, name)
    if isinstance(whole, Node) and name == "equals":
        return Native(lambda reader, other: related("==", whole, other, reader.here))
    if isinstance(whole, dict) and name in ("items", "keys", "values"):
        return Native(lambda reader: tuple(getattr(whole, name)()))
    if isinstance(whole, str) and name == "split":
        return Native(lambda reader, *by: tuple(whole.split(*by)))
    raise Refused(f"no attribute {name}")


def _sum(reader: Any, items: Any, start: Any = 0) -> Any:
    return reduce(lambda total, item: reader.joined("+", (total, item), reader.here), reader.items(items), start)


def _truths(of: Callable[[list[bool]], bool]) -> Native:
    def told(reader: Any, items: Any) -> bool:
        found = list(reader.items(items))
        if not all(isinstance(one, bool) for one in found):
            raise Refused("whether all are true of what is neither true nor false")
        return of(found)

    return Native(told)


def _replaced(reader: Any, whole: Any, **own: Any) -> Any:
    return Record(whole.kind, whole.fields | own) if isinstance(whole, Record) else whole


def _reduced(reader: Any, f: Any, items: Any, *start: Any) -> Any:
    return reduce(lambda a, b: reader.call(f, (a, b), {}, reader.here), reader.items(items), *start)


def _taken(values: Any) -> list[Any]:
    return [v.take() if isinstance(v, Once) else v for v in values]


def _text(value: Any) -> str:
    if not isinstance(value, str | int):
        raise Refused("the text of what is no whole number")
    return str(value)


def _float(value: Any) -> int | Fraction:
    """Return the float that a number is; one that is rounded is refused."""
    if not plain(value) or Fraction(float(value)) != value:
        raise Refused("float of what is no float")
    return value  # type: ignore[no-any-return]


def _numbers(given: Any) -> tuple[Any, ...]:
    taken = tuple(*_taken((given,)))
    if not all(map(plain, taken)):
        raise Refused("not numbers alone")
    return taken


def _sorted(given: Any) -> Listed:
    """Return numbers in their order: of a set, which has none of its own and is read nowhere else, each once."""
    if isinstance(given, Record) and given.kind == "Set":
        given = tuple(dict.fromkeys(given.fields["of"]))
    return Listed(sorted(_numbers(given)))


def _of_python(function: Callable[..., Any], makes: Callable[..., Any] | None = None) -> Native:
    """Supply a function of Python; `makes` says what its result is kept as: a tuple, or what is gone through once."""
    return Native(lambda reader, *given, **named: (makes or (lambda made: made))(function(*_taken(given), **named)))


def _once(made: Any) -> Once:
    return Once(tuple(made))


BUILTINS: dict[str, Any] = {n: _of_python(f, tuple) for n, f in (("tuple", tuple), ("range", range))}
BUILTINS |= {"list": _of_python(list, Listed)}
BUILTINS |= {n: _of_python(f, _once) for n, f in (("zip", zip), ("enumerate", enumerate), ("reversed", reversed))}
BUILTINS |= {
    "len": _of_python(len),
    "int": _of_python(int),
    "str": _of_python(_text),
    "sum": Native(_sum),
    "float": Native(lambda reader, x: _float(x)),
}
BUILTINS |= {"set": Native(lambda reader, given=(): Record("Set", {"of": _numbers(given)})), "sorted": Native(lambda reader, x: _sorted(x))}
BUILTINS |= {"any": _truths(any), "all": _truths(all), "abs": Word("absolute")}
BUILTINS |= {"dict": Native(lambda reader, given=(), **named: dict(given, **named))}
_number = Native(lambda reader, value: as_node(value, reader.here))
_letters = Native(lambda reader, names, domain: tuple(letter(n, domain, reader.here) for n in names.split()))
LIBRARY: dict[str, dict[str, Any]] = {
    "theorysim.maths": {w: Word(w) for w in WORDS} | {"e": Node("e"), "pi": Node("pi")},
    "theorysim.letters": {"letters": _letters, "number": _number, "equals": Word("equal")}
    | {"letter": Native(lambda reader, name, domain: letter(name, domain, reader.here))},
    "theorysim.claims.numbers": {"count": Native(_count), "through": Native(_through), "quantile": Native(lambda reader, steps, _: steps)}
    | {"after": Native(lambda reader, *_, **__: Opaque("a value after k steps"))},
    "math": {"inf": Node("inf")},
    "typing": {"Annotated": Word("Annotated"), "TYPE_CHECKING": False},
    "fractions": {"Fraction": Native(lambda reader, *parts: Exact(*parts))},
    "dataclasses": {"field": Native(lambda reader, **_: {}), "replace": Native(_replaced)},
    "functools": {"reduce": Native(_reduced)},
    "itertools": {f.__name__: _of_python(f, _once) for f in (product, pairwise, chain, combinations, combinations_with_replacement)},
}  # fmt: skip
