"""A reader that carries texts out as Python would, in rationals.

What the reader refuses in formulas is plain Python here: loops that yield, min, all, sums of what is true. Where Python rounds,
rationals do not; a literal is as Python rounds it. What asks a clock, or takes a root or an exponential that is no rational, is refused.
"""

import ast
from collections.abc import Sequence
from fractions import Fraction
from math import inf
from typing import Any

from theorysim.verify.expressions import ORDERS, SAME
from theorysim.verify.plain import PLAIN, WORDS, number
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Frame, Function, Once, Refused, Rounded
from theorysim.verify.words import COMPARED, EXACT

MOST = 500_000  # expressions in one trial
YIELDED = "yield"  # no name of Python


class Runner(Reader):
    """A reader that carries texts out; each may have so many expressions."""

    builtins = WORDS

    def __init__(self) -> None:
        super().__init__()
        self.left, self.known, self.yields = MOST, dict[Any, Any](), dict[ast.AST, bool]()
        self.running = False
        self.later = 0  # generators in which this is, that Python may go through later
        self.at_once: ast.expr | None = None

    def element(self, node: ast.expr, frame: Frame) -> Any:
        return self.value(node, frame) if self.running else super().element(node, frame)

    def value(self, node: ast.expr, frame: Frame) -> Any:
        if self.running and isinstance(node, ast.Name):  # nearly half of all: said first
            self.left -= 1
            return self.lookup(node.id, frame)
        return super().value(node, frame)

    def module(self, name: str) -> Any:
        return PLAIN[name] if name in PLAIN else super().module(name)

    def joined(self, head: str, parts: Sequence[Any], place: str) -> Any:
        if head in EXACT and all(map(number, parts)):
            exact = [Fraction(p) if head in ("/", "**") and not isinstance(p, float) else p for p in parts]
            found = EXACT[head](*exact)
            if isinstance(found, float) and (not any(isinstance(p, float) for p in parts) or found not in (inf, -inf, 0)):
                raise Refused(f"{head} of {' and '.join(map(str, parts))} is no rational")
            return Fraction(0) if found == 0 and isinstance(found, float) else found
        return super().joined(head, parts, place)

    def _value(self, node: ast.expr, frame: Frame, place: str) -> Any:
        self.left -= 1
        if self.left < 0:
            raise Refused("the text takes too long")
        later = isinstance(node, ast.GeneratorExp) and node is not self.at_once
        self.later += later
        try:
            return super()._value(node, frame, place)
        except Rounded as why:
            if isinstance(node, ast.Constant):
                return why.number
            raise
        finally:
            self.later -= later

    def _called(self, what: Any, node: ast.Call, frame: Frame, place: str) -> Any:
        if node.args and any(what is self.builtins[name] for name in ("tuple", "list", "sum")):
            self.at_once = node.args[0]
        return super()._called(what, node, frame, place)

    def _truth(self, node: ast.expr, frame: Frame) -> bool:
        if not isinstance(node, ast.BoolOp):
            return super()._truth(node, frame)
        until = isinstance(node.op, ast.Or)
        for part in node.values:  # as far as Python goes
            found = self.value(part, frame)
            if not isinstance(found, bool):
                raise Refused(f"`{ast.unparse(part)}` is neither true nor false")
            if found is until:
                return until
        return not until

    def _printed(self, part: Any, frame: Frame) -> str:
        found = self.value(part.value, frame)
        whole = isinstance(found, tuple) and found and all(type(n) is int for n in found)
        return str(found) if whole and part.format_spec is None and part.conversion == -1 else super()._printed(part, frame)

    def _compare(self, op: ast.cmpop, a: Any, b: Any, place: str) -> Any:
        if number(a) and number(b) and type(op) in (*ORDERS, ast.Eq, ast.NotEq):
            return COMPARED[ORDERS[type(op)]](a, b) if type(op) in ORDERS else SAME[type(op)](a, b)
        return super()._compare(op, a, b, place)

    def execute(self, statement: ast.stmt, frame: Frame) -> tuple[Any] | None:
        match statement:
            case ast.Expr(ast.Yield(value)) if value is not None:
                frame.names.setdefault(YIELDED, []).append(self.value(value, frame))
                return None
            case ast.Try(body, [ast.ExceptHandler(ast.Name("ValueError"), None, handler)], [], []):
                try:
                    return self.block(body, frame)
                except Refused as why:
                    cause = why.__cause__
                    if not (isinstance(cause, ValueError) and str(cause).startswith("zip()")):
                        raise
                    return self.block(handler, frame)
        return super().execute(statement, frame)

    def call(self, what: Any, given: tuple[Any, ...], named: dict[str, Any], place: str) -> Any:
        if isinstance(what, Function) and getattr(what.node, "decorator_list", []):  # of a kind that the reader knows: cache
            key = (what, given, tuple(named.items()))
            if key not in self.known:
                self.known[key] = super().call(what, given, named, place)
            return self.known[key]
        return super().call(what, given, named, place)

    def _apply(self, function: Function, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if function.node not in self.yields:
            self.yields[function.node] = any(isinstance(n, ast.Yield) for n in ast.walk(function.node))
        if not self.yields[function.node]:
            return super()._apply(function, given, named)
        frame = self.frame_of(function, given, named)
        self.block(function.node.body, frame)
        return Once(tuple(frame.names.get(YIELDED, ())))
