"""Read expressions from a syntax tree as Python would evaluate them, for a short list of constructs; refuse all others, with the line."""

import ast
import operator
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from theorysim.verify.trees import (
    REQUIRED,
    Frame,
    Function,
    Kind,
    Listed,
    Module,
    Native,
    Node,
    Once,
    Opaque,
    Record,
    Refused,
    Rounded,
    Unread,
    Word,
    plain,
)
from theorysim.verify.words import BUILTINS, REAL, attribute, joined, known, related

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.FloorDiv: "//", ast.Mod: "%", ast.BitOr: "|"}
ORDERS: dict[Any, str] = {ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">"}
SAME = {ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Is: operator.is_, ast.IsNot: operator.is_not}


class Expressions:
    """The values of expressions; `block` carries out the body of a function, `imported` finds a name of another file."""

    here = ""  # the line of the call that is read
    bodies = 0  # in which this is: a word of numbers is no float there
    builtins = BUILTINS
    joined = staticmethod(joined)

    def block(self, body: Sequence[ast.stmt], frame: Frame) -> tuple[Any] | None:
        raise NotImplementedError

    def imported(self, module: str, name: str) -> Any:
        raise NotImplementedError

    def settled(self, value: Any) -> Any:
        """Return a value, for a name that is imported what it means there; raises Refused for what was not read."""
        if isinstance(value, Native) and isinstance(value.call, partial) and value.call.func == self.imported:
            return value.call()
        if isinstance(value, Unread):
            raise value.why
        return value

    def assign(self, target: ast.expr, value: Any, names: dict[str, Any]) -> None:
        match target:
            case ast.Name(name):
                names[name] = value
                return
            case ast.Tuple(targets) | ast.List(targets):
                items = list(self.items(value))
                star = next((i for i, t in enumerate(targets) if isinstance(t, ast.Starred)), None)
                if star is not None and len(items) >= len(targets) - 1:
                    end = len(items) - (len(targets) - star - 1)
                    items[star:end] = [tuple(items[star:end])]
                if len(items) == len(targets):
                    for t, v in zip(targets, items, strict=True):
                        self.assign(t.value if isinstance(t, ast.Starred) else t, v, names)
                    return
        raise Refused(f"an assignment to `{ast.unparse(target)}`")

    def lookup(self, name: str, frame: Frame) -> Any:
        at: Frame | None = frame
        while at is not None:
            if name in at.names:
                return self.settled(at.names[name])
            at = at.outer
        if name in frame.module.names:
            return self.settled(frame.module.names[name])
        if name in self.builtins:
            return self.builtins[name]
        raise Refused(f"the name {name}")

    def element(self, node: ast.expr, frame: Frame) -> Any:
        """Return the value of an expression; what cannot be read is kept with its reason, for nobody may ask for it."""
        try:
            return self.value(node, frame)
        except Refused as why:
            return Unread(why)

    def value(self, node: ast.expr, frame: Frame) -> Any:
        """Return the value of an expression; raises Refused for one that is not read, with its line."""
        place = f"{frame.module.path}:{node.lineno}"
        try:
            return self._value(node, frame, place)
        except Refused as why:
            why.place = why.place or place
            raise
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise Refused(f"`{ast.unparse(node)[:80]}`: {type(error).__name__} {error}", place) from error

    def _value(self, node: ast.expr, frame: Frame, place: str) -> Any:
        match node:
            case ast.Constant(value=bool() | None | str() as value):
                return value
            case ast.Constant(value=int() as value):
                return value
            case ast.Constant(value=float() as value):
                if Fraction(repr(value)) != Fraction(value):
                    raise Rounded(value)
                return Fraction(value)
            case ast.Name(name):
                return self.lookup(name, frame)
            case ast.Tuple(nodes) | ast.List(nodes):
                return (tuple if isinstance(node, ast.Tuple) else Listed)(self._spread(nodes, frame))
            case ast.Dict(keys, values):
                found: dict[Any, Any] = {}
                for key, value in zip(keys, values, strict=True):
                    found |= self.value(value, frame) if key is None else {self.value(key, frame): self.element(value, frame)}
                return found
            case ast.BinOp(left, op, right):
                return self._operate(OPERATORS.get(type(op), "?"), self.value(left, frame), self.value(right, frame), node, frame)
            case ast.UnaryOp(ast.USub(), inner):
                found = self.value(inner, frame)
                return self.joined("negative", (found,), place)
            case ast.UnaryOp(ast.UAdd(), inner):
                return self.value(inner, frame)
            case ast.UnaryOp(ast.Not(), _) | ast.BoolOp():
                return self._truth(node, frame)
            case ast.Compare(left, [op], [right]):
                return self._compare(op, self.value(left, frame), self.value(right, frame), place)
            case ast.IfExp(test, yes, no):
                return self.value(yes if self._truth(test, frame) else no, frame)
            case ast.Attribute(whole, name):
                return self._attribute(self.value(whole, frame), name)
            case ast.Subscript(whole, ast.Slice(low, high, step)):
                return self.value(whole, frame)[slice(*(None if e is None else self.value(e, frame) for e in (low, high, step)))]
            case ast.Subscript(whole, index):
                taken, at = self.value(whole, frame), self.value(index, frame)
                return self.settled(at[1]) if isinstance(taken, Word) and taken.name == "Annotated" else self.settled(taken[at])
            case ast.GeneratorExp(elt, generators) | ast.ListComp(elt, generators):
                own = Frame(frame.module, {}, frame)
                made = tuple(self.element(elt, own) for _ in self._rounds(generators, frame, own))
                return Once(made) if isinstance(node, ast.GeneratorExp) else Listed(made)
            case ast.DictComp(key, value, generators):
                own = Frame(frame.module, {}, frame)
                return {self.value(key, own): self.element(value, own) for _ in self._rounds(generators, frame, own)}
            case ast.Lambda():
                return self.function(node, frame)
            case ast.JoinedStr(parts):
                return "".join(str(p.value) if isinstance(p, ast.Constant) else self._printed(p, frame) for p in parts)
            case ast.Call(func):
                return self._called(self.value(func, frame), node, frame, place)
        raise Refused(f"an expression `{ast.unparse(node)[:80]}`")

    def _printed(self, part: Any, frame: Frame) -> str:
        found = self.value(part.value, frame)
        if part.format_spec is not None or part.conversion != -1 or not isinstance(found, str | int):
            raise Refused("a text that is not read")
        return str(found)

    def _spread(self, nodes: Sequence[ast.expr], frame: Frame) -> Iterator[Any]:
        for node in nodes:
            if isinstance(node, ast.Starred):
                yield from self.items(self.value(node.value, frame))
            else:
                yield self.element(node, frame)

    def items(self, value: Any) -> Iterator[Any]:
        value = value.take() if isinstance(value, Once) else value
        if not isinstance(value, tuple | dict | range | str):
            raise Refused("a loop over what is no tuple")
        yield from map(self.settled, value) if isinstance(value, tuple) else value

    def _rounds(self, generators: Sequence[ast.comprehension], frame: Frame, inner: Frame) -> Iterator[None]:
        """Bind the names of a comprehension, round by round, in the one frame that it has."""
        first, *others = generators
        for item in self.items(self.value(first.iter, frame)):
            self.assign(first.target, item, inner.names)
            if all(self._truth(test, inner) for test in first.ifs):
                if others:
                    yield from self._rounds(others, inner, inner)
                else:
                    yield None

    def _truth(self, node: ast.expr, frame: Frame) -> bool:
        """Decide what is no formula: a number of layers, whether a tuple is empty."""
        match node:
            case ast.BoolOp(op, nodes):
                return (all if isinstance(op, ast.And) else any)(self._truth(n, frame) for n in nodes)
            case ast.UnaryOp(ast.Not(), inner):
                return not self._truth(inner, frame)
        found = self.value(node, frame)
        if not (isinstance(found, bool | tuple | dict | str) or found is None or plain(found)):
            raise Refused(f"`{ast.unparse(node)}` is neither true nor false")
        return bool(found)

    def _compare(self, op: ast.cmpop, a: Any, b: Any, place: str) -> Any:
        if isinstance(op, ast.In | ast.NotIn) and isinstance(b, tuple | dict | str):
            if not any(isinstance(v, Node | Record) for v in (a, *b)):
                return (a in b) == isinstance(op, ast.In)
        elif isinstance(a, tuple) and isinstance(b, tuple) and isinstance(a, Listed) != isinstance(b, Listed):
            raise Refused("a list against a tuple")
        elif type(op) in SAME:
            if a is None or b is None or (type(op) in (ast.Eq, ast.NotEq) and known(a) and known(b)):
                return SAME[type(op)](a, b)
        elif type(op) in ORDERS:
            return related(ORDERS[type(op)], a, b, place)
        raise Refused("a comparison that is not read")

    def _operate(self, op: str, a: Any, b: Any, node: ast.AST, frame: Frame) -> Any:
        return self.joined(op, (a, b), f"{frame.module.path}:{node.lineno}")  # type: ignore[attr-defined]

    def _attribute(self, whole: Any, name: str) -> Any:
        if isinstance(whole, Module):
            if name in whole.names or not whole.package:
                return self.settled(whole.names[name])
            return self.imported(whole.package, name)
        return self.settled(whole[name] if isinstance(whole, dict) and name in whole else attribute(whole, name))

    # --- calls

    def _called(self, what: Any, node: ast.Call, frame: Frame, place: str) -> Any:
        given = tuple(self._spread(node.args, frame))
        named: dict[str, Any] = {}
        for k in node.keywords:
            named |= self.value(k.value, frame) if k.arg is None else {k.arg: self.element(k.value, frame)}
        self.here = place
        return self.call(what, given, named, place)

    def call(self, what: Any, given: tuple[Any, ...], named: dict[str, Any], place: str) -> Any:
        if isinstance(what, Function):
            return self._apply(what, given, named)
        if isinstance(what, Kind):
            return _record(what, given, named)
        if isinstance(what, Opaque):
            return Opaque(what.what)
        if isinstance(what, Word):
            return self._word(what.name, tuple(map(self.settled, given)), place)
        if isinstance(what, Native):
            return what.call(self, *given, **named)
        raise Refused("a call of what is no function")

    def _word(self, name: str, given: tuple[Any, ...], place: str) -> Any:
        """Apply a word. Of numbers it is a number, or refused; in a body, where no float is made of it, it may stay a formula."""
        try:
            return self.joined(name, given, place)
        except Refused:
            if not self.bodies or name not in REAL or not all(map(plain, given)):
                raise
            return Node(name, tuple(Node(Fraction(x), (), place) for x in given), place)

    def function(self, node: Any, frame: Frame) -> Function:
        """Return a function with its defaults, which Python computes where it is defined."""
        a = node.args
        names = [p.arg for p in (*a.posonlyargs, *a.args)]
        pairs = [*zip(names[len(names) - len(a.defaults) :], a.defaults, strict=True)]
        pairs += [(p.arg, d) for p, d in zip(a.kwonlyargs, a.kw_defaults, strict=True) if d is not None]
        return Function(node, frame, {name: self.element(default, frame) for name, default in pairs})

    def frame_of(self, function: Function, given: tuple[Any, ...], named: dict[str, Any]) -> Frame:
        """Return the names that a function sees when it is called."""
        a = function.node.args
        names = [p.arg for p in (*a.posonlyargs, *a.args)]
        scope = dict(zip(names, given, strict=False))
        if len(given) > len(names) and a.vararg is None or set(scope) & set(named) or a.kwarg is not None:
            raise Refused("arguments that do not fit")
        if a.vararg is not None:
            scope[a.vararg.arg] = given[len(names) :]
        scope |= named
        scope = function.defaults | scope
        wanted = {*names, *(p.arg for p in a.kwonlyargs), *([a.vararg.arg] if a.vararg else [])}
        if set(scope) != wanted:
            raise Refused(f"arguments: {', '.join(sorted(set(scope) ^ wanted))}")
        return Frame(function.frame.module, scope, function.frame)

    def _apply(self, function: Function, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        frame = self.frame_of(function, given, named)
        if isinstance(function.node, ast.Lambda):
            return self.value(function.node.body, frame)
        returned = self.block(function.node.body, frame)
        return None if returned is None else returned[0]


def _record(kind: Kind, given: Sequence[Any], named: dict[str, Any]) -> Record:
    if len(given) > len(kind.fields) or not set(named) <= set(kind.fields):
        raise Refused(f"fields of a {kind.name}")
    fields = kind.fields | dict(zip(kind.fields, given, strict=False)) | named
    if missing := [n for n, v in fields.items() if v is REQUIRED]:
        raise Refused(f"a {kind.name} without {missing[0]}")
    return Record(kind.name, fields)
