"""Trees of formulas: made into functions, which every reading reads, and printed.

A tree may hold one part at several places: its function computes it once. The arithmetic is that of the same formula in a function
written by hand.
"""

import ast
import operator
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from theorysim import maths

LIBRARIES = {"numpy", "numba", "llvmlite", "scipy", "sympy", "flint", "mpmath"}
FOREIGN = sys.stdlib_module_names | LIBRARIES  # they know nothing of `maths`
Place = tuple[str, int, str]  # a file, a line in it, the name of its module
CONSTANTS = {"pi": maths.pi, "e": maths.e}
OPERATORS: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div, "**": ast.Pow}
MEANT: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow, "negative": operator.neg,
}  # fmt: skip
SENSES: dict[str, type[ast.cmpop]] = {"<=": ast.LtE, "<": ast.Lt}
BINDS = {"<=": 0, "<": 0, "==": 0, "+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "**": 4}
ATOM = 5
DEEP = 40  # levels of one expression: the parser of Python has an end
LARGE = 4000  # an exponent up to which powers of numbers are computed
LONG = 2000  # characters of a formula from which parts that stand at several places are printed once
SHORT = {"minimum": "min", "maximum": "max", "absolute": "abs"}


class Tree:
    """A letter (its name), a number, an operator ("+", "negative", "<=") or a word of `maths` (the function), and what it is applied to.

    `takes` are the domains of the letters in it, by name, `place` is where it was written, `name` what it is printed as in others.
    """

    __slots__ = ("head", "parts", "takes", "place", "name", "made")

    def __init__(self, head: Any, parts: tuple["Tree", ...], takes: Mapping[str, Any], place: Place, name: str = ""):
        self.head, self.parts, self.takes, self.place, self.name = head, parts, takes, place, name
        self.made: Callable[..., Any] | None = None

    @property
    def related(self) -> bool:
        """Whether it is a relation of its two parts."""
        return isinstance(self.head, str) and bool(self.parts) and BINDS[self.head] == 0


def tree_of(body: Callable[..., Any]) -> Tree | None:
    """Return the tree that a body was made from, None for a function written by hand."""
    found = getattr(body, "__globals__", {}).get("__formula__")
    return found if isinstance(found, Tree) and found.made is body else None


def place_outside(modules: frozenset[str]) -> Place:
    """Return the line being run, seen from outside of the modules and of libraries: a sum of NumPy stands where it was asked for."""
    frame: Any = sys._getframe(1)
    while frame.f_back is not None and ((name := frame.f_globals.get("__name__", "")) in modules or name.split(".")[0] in FOREIGN):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get("__name__", "")


def ordered(root: Tree) -> Iterator[Tree]:
    """Yield the nodes of a tree, each once and after its parts."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting[-1]
        missing = [] if id(node) in seen else [p for p in reversed(node.parts) if id(p) not in seen]
        if missing:
            waiting += missing
            continue
        if id(node) not in seen:
            seen.add(id(node))
            yield node
        waiting.pop()


def _uses(nodes: list[Tree]) -> Counter[int]:
    """Count the places at which each node stands."""
    return Counter(id(part) for node in nodes for part in node.parts)


def _free(name: str, taken: Mapping[str, Any]) -> str:
    while name in taken:
        name += "_"
    return name


def _number(node: Tree, *parts: Any) -> int | float | None:
    """Return the number that Python makes of those of its parts, exactly, before a reading sees it; None where it makes none or rounds."""
    if not parts:
        return None if isinstance(node.head, str) or _constant(node.head) else node.head
    if None in parts or node.head not in MEANT or (node.head == "**" and abs(parts[1]) > LARGE):
        return None
    try:
        found: Any = MEANT[node.head](*parts)
        return found if Fraction(found) == MEANT[node.head](*map(Fraction, parts)) else None
    except (ArithmeticError, TypeError):  # a division by 0, what is infinite
        return None


def _constant(head: Any) -> str:
    return next((name for name, value in CONSTANTS.items() if value is head), "")


# --- functions ------------------------------------------------------------------------------------------------------


def function_of(root: Tree) -> Callable[..., Any]:
    """Return the function that a tree is, of (left, right) for a relation. Its letters are given by name: they have no order."""
    if root.made is None:
        root.made = _function(root)
    return root.made


def _function(root: Tree) -> Callable[..., Any]:
    scope: dict[str, Any] = {"__name__": root.place[2], "__formula__": root}
    lines: list[ast.stmt] = []
    built: dict[int, tuple[ast.expr, int]] = {}  # an expression, and how many levels it has
    nodes = list(ordered(root))
    uses = _uses(nodes)
    numbers: dict[int, int | float | None] = {}

    def named(word: str, value: Any) -> ast.expr:
        name = _free(word, root.takes)
        scope[name] = value
        return ast.Name(name, ast.Load())

    def leaf(node: Tree) -> ast.expr:
        if isinstance(node.head, str):
            return ast.Name(node.head, ast.Load())
        return named(_constant(node.head), node.head) if _constant(node.head) else ast.Constant(node.head)

    def expression(node: Tree) -> ast.expr:
        parts = [built[id(p)][0] if p.parts else leaf(p) for p in node.parts]
        if callable(node.head):
            return ast.Call(named(node.head.__name__, node.head), parts, [])
        if node.head == "negative":
            return ast.UnaryOp(ast.USub(), parts[0])
        if node is root and root.related:
            return ast.Tuple(parts, ast.Load())
        if node.head == "==":
            return ast.Call(named("equal", maths.equal), parts, [])
        if node.head in SENSES:
            return ast.Compare(parts[0], [SENSES[node.head]()], [parts[1]])
        left, right = (numbers[id(p)] for p in node.parts)
        if left is not None and right is not None and numbers[id(node)] is None:  # a number of the reading, which does not round 1/3
            kept = ast.Call(named("absolute", maths.absolute), parts[:1], [])
            parts[0] = kept if left >= 0 else ast.UnaryOp(ast.USub(), kept)
        return ast.BinOp(parts[0], OPERATORS[node.head](), parts[1])

    for node in nodes:
        numbers[id(node)] = _number(node, *(numbers[id(p)] for p in node.parts))
        if node.parts:
            made, levels = expression(node), 1 + max(built[id(p)][1] if p.parts else 0 for p in node.parts)
            if node is not root and (uses[id(node)] > 1 or levels > DEEP):
                held = _free(f"_{len(lines) + 1}", root.takes)
                lines.append(ast.Assign([ast.Name(held, ast.Store())], made))
                made, levels = ast.Name(held, ast.Load()), 0
            built[id(node)] = made, levels
    lines.append(ast.Return(built[id(root)][0] if root.parts else leaf(root)))
    return _compiled(root, lines, scope)


def _compiled(root: Tree, lines: list[ast.stmt], scope: dict[str, Any]) -> Callable[..., Any]:
    """Compile lines so that a traceback shows the line where the formula was written."""
    file, line, _ = root.place
    takes = sorted(root.takes)
    text = ast.parse(f"def formula({', '.join(['*', *takes] if takes else [])}): pass")
    text.body[0].body = lines  # type: ignore[attr-defined]
    ast.fix_missing_locations(text)
    for node in ast.walk(text):
        if isinstance(node, ast.stmt | ast.expr | ast.arg):
            node.lineno = node.end_lineno = line
            node.col_offset = node.end_col_offset = 0
    exec(compile(text, file, "exec"), scope)
    function = scope.pop("formula")
    shown = f"{'relation' if root.related else 'formula'} of line {line}"
    function.__code__ = function.__code__.replace(co_name=shown, co_qualname=shown)
    function.__name__ = function.__qualname__ = shown
    function.__annotations__ = {name: root.takes[name] for name in takes}
    return function  # type: ignore[no-any-return]


# --- text -----------------------------------------------------------------------------------------------------------


def text_of(root: Tree) -> str:
    """Print a tree with no more parentheses than its order of operations needs; Python reads it, where relations of equality are apart.

    What has a name is printed once, under it: `g**2/(20*L0) <= h*g**2/2, where h = min(eta, 1/g)`; so is, in a long one, what stands
    at several places.
    """
    nodes = list(ordered(root))
    uses = _uses(nodes)
    sizes: dict[int, int] = {}
    for node in nodes:
        sizes[id(node)] = 3 + sum(sizes[id(p)] for p in node.parts)
    once = sizes[id(root)] > LONG
    named = {*root.takes, *(node.name for node in nodes)} - {""}
    found: dict[int, tuple[str, int]] = {}
    apart: dict[str, str] = {}
    for node in nodes:
        shown = _shown(node, [found[id(p)] for p in node.parts])
        if not node.parts and (known := _constant(node.head)) in named:
            shown = f"maths.{known}", ATOM  # a letter or a part has its name
        name = node.name if node.name not in root.takes and apart.get(node.name, shown[0]) == shown[0] else ""
        if once and node.parts and uses[id(node)] > 1:
            name = name or _free(f"s{len(apart) + 1}", {**root.takes, **apart})
        if name and node is not root:
            apart[name] = shown[0]
            shown = name, ATOM
        found[id(node)] = shown
    return found[id(root)][0] + (f", where {', '.join(f'{n} = {s}' for n, s in apart.items())}" if apart else "")


def _shown(node: Tree, parts: list[tuple[str, int]]) -> tuple[str, int]:
    """Return the text of a node, and how tightly it binds."""
    head = node.head
    if not parts:
        known = head if isinstance(head, str) else _constant(head) or repr(head)
        return known, BINDS["negative"] if known.startswith("-") else ATOM
    if callable(head):
        name = head.__name__
        if name == "power" and not isinstance(node.parts[1].head, int):
            return _between("**", *parts)
        return f"{SHORT.get(name, name)}({', '.join(text for text, _ in parts)})", ATOM
    if head == "negative":
        return f"-{_enclosed(parts[0], BINDS[head])}", BINDS[head]
    return _between(head, *parts)


def _between(head: str, left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
    binds = BINDS[head]
    if head == "**":
        return f"{_enclosed(left, ATOM)}**{_enclosed(right, BINDS['negative'])}", binds
    sign = {"==": " = ", "*": "*", "/": "/"}.get(head, f" {head} ")
    after = f"({right[0]})" if right[0].startswith("-") and binds else _enclosed(right, binds + 1)
    return f"{_enclosed(left, binds)}{sign}{after}", binds


def _enclosed(part: tuple[str, int], binds: int) -> str:
    return part[0] if part[1] >= binds else f"({part[0]})"
