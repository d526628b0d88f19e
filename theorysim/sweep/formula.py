"""Read the numbers of a study: a number, a rational, arithmetic over names, or a grid of these.

    0.1   "1/3"   "1/(2*L)"   "1, 10, 100"   "log:1e-3:1e0:13"   "lin:0:2:5"

Arithmetic knows + - * / **, parentheses, sqrt, log, exp, min, max, floor and ceil, in float64; nothing else is evaluated.
"""

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

FUNCTIONS = {f.__name__: f for f in (math.sqrt, math.log, math.exp, min, max, math.floor, math.ceil)}
SPACE: dict[str, Any] = {"__builtins__": {}, **FUNCTIONS}
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub, ast.UAdd)
LONGEST = 1000  # characters: no text of a study is longer, and the parser's stack is not deeper


class Mistake(ValueError):
    """What a study says makes no sense; the message is one line."""


@dataclass(frozen=True)
class Formula:
    """Arithmetic over names, `method.eta` among them."""

    text: str
    code: CodeType
    names: frozenset[str]


Item = float | Formula
Grid = tuple[Item, ...]


class _Checked(ast.NodeTransformer):
    """Let arithmetic pass, numbers as floats, `role.name` as one name."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Load, *OPERATORS)):
            raise Mistake("only numbers, names, + - * / ** and " + ", ".join(FUNCTIONS))
        return super().generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise Mistake(f"{node.value!r} is no number")
        return ast.copy_location(ast.Constant(float(node.value)), node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        self.names.add(node.id)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if not isinstance(node.value, ast.Name):
            raise Mistake("a name has at most one dot")
        return self.visit_Name(ast.copy_location(ast.Name(f"{node.value.id}.{node.attr}", ast.Load()), node))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords or not node.args:
            raise Mistake("the functions are " + ", ".join(FUNCTIONS))
        if len(node.args) == 1 and node.func.id in ("min", "max"):
            raise Mistake(f"{node.func.id} takes two numbers or more")
        node.args = [self.visit(a) for a in node.args]
        return node


def item(text: str) -> Item:
    """Read one number or formula; raises Mistake."""
    try:
        return _finite(float(text), text)
    except ValueError as reason:
        if isinstance(reason, Mistake):
            raise
    if len(text) > LONGEST:
        raise Mistake(f"a formula of more than {LONGEST} characters")
    checked = _Checked()
    try:
        tree = ast.fix_missing_locations(checked.visit(ast.parse(text.strip(), mode="eval")))
    except Mistake as reason:
        raise Mistake(f"{text!r}: {reason}") from None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Mistake(f"{text!r} is no number, grid or formula") from None
    formula = Formula(text, compile(tree, "<formula>", "eval"), frozenset(checked.names))
    return formula if formula.names else evaluate(formula, {})


def evaluate(what: Item, names: Mapping[str, Any]) -> float:
    """Return the number, which is finite; raises Mistake with the formula otherwise."""
    if isinstance(what, float):
        return what
    try:
        found = float(eval(what.code, SPACE, names))
    except (ArithmeticError, ValueError, TypeError):  # division by 0, overflow, log(-1); a power may be complex
        raise Mistake(f"{what.text!r} has no value{_where(what, names)}") from None
    return _finite(found, what.text)


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise Mistake(f"{text!r} is {value}, not a finite number")
    return value


def _where(what: Formula, names: Mapping[str, Any]) -> str:
    said = ", ".join(f"{n} = {names[n]:g}" for n in sorted(what.names) if n in names)
    return f" at {said}" if said else ""


def grid(value: Any) -> Grid:
    """Read what a study gives for a number: one item, or several for an axis; raises Mistake."""
    if isinstance(value, list) and value:
        return tuple(i for v in value for i in grid(v))
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Mistake(f"{value!r} is no number, grid or formula")
    if not isinstance(value, str):
        return (_finite(float(value), str(value)),)
    kind, colon, rest = value.partition(":")
    if colon:
        return spaced(kind.strip(), rest.split(":"), value)
    return tuple(item(part.strip()) for part in split(value))


def spaced(kind: str, parts: list[str], text: str) -> Grid:
    """Return `log:A:B:N` or `lin:A:B:N`, N numbers from A to B; those in between are rounded to 12 digits."""
    ends = [item(p) for p in parts[:2]]
    count = parts[2].strip() if len(parts) == 3 else ""
    if kind not in ("log", "lin") or not count.isdecimal() or not all(isinstance(e, float) for e in ends):
        raise Mistake(f"{text!r}: a grid is log:A:B:N or lin:A:B:N")
    (a, b), n = (float(e) for e in ends if isinstance(e, float)), int(count)
    if not 2 <= n <= 10**6 or (kind == "log" and not (a > 0 and b > 0)):
        raise Mistake(f"{text!r}: N is at least 2 and at most 10^6{' and both ends are positive' if kind == 'log' else ''}")
    if kind == "lin":
        inner = [a + (b - a) * i / (n - 1) for i in range(1, n - 1)]
    else:
        inner = [math.exp(math.log(a) + (math.log(b) - math.log(a)) * i / (n - 1)) for i in range(1, n - 1)]
    return (a, *(float(f"{v:.12g}") for v in inner), b)


def split(text: str) -> list[str]:
    """Split at commas outside of parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
