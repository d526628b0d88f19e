"""Read `where` as a branch: `where(c, a, b)` is written `a if c else b`, so that one side is computed, not both.

The code of a body is compiled anew from its file. It is taken only if the file as it stands makes just the code that the body has;
otherwise (no file, an edit since, a `where` that is handed on) the body keeps its own code: the same numbers, both sides computed.
"""

import ast
import linecache
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FunctionType

from theorysim import maths
from theorysim.readings.read import names

MOST_FILES, MOST_CODES = 256, 4096  # that are remembered: bodies are read again and again


class _Branches(ast.NodeTransformer):
    """Writes branches in a module; `words` are the names that mean `where` there, `modules` those that mean `maths`."""

    def __init__(self, words: frozenset[str], modules: frozenset[str]):
        self.words, self.modules = words, modules

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        word = node.func
        if isinstance(word, ast.Attribute) and word.attr == "where" and isinstance(word.value, ast.Name):
            meant = word.value.id in self.modules
        else:
            meant = isinstance(word, ast.Name) and word.id in self.words
        if not meant or node.keywords or len(node.args) != 3 or any(isinstance(one, ast.Starred) for one in node.args):
            return node
        return ast.copy_location(ast.IfExp(*node.args), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.AST) -> ast.AST:
        """Leave a function alone that gives one of the names another meaning."""
        bound = {name for n in ast.walk(node) for name in _binds(n)}
        return node if bound & (self.words | self.modules) else self.generic_visit(node)


def _binds(node: ast.AST) -> tuple[str, ...]:
    """Return the names to which a node gives a meaning: by an assignment, an argument, a definition, an import, a pattern, an exception."""
    if isinstance(node, ast.Name):
        return () if isinstance(node.ctx, ast.Load) else (node.id,)
    if isinstance(node, ast.alias):
        return ((node.asname or node.name).split(".")[0],)
    return tuple(str(getattr(node, field)) for field in ("arg", "name", "rest") if isinstance(getattr(node, field, None), str))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


@lru_cache(maxsize=MOST_FILES)
def _branches(file: str, text: str, words: frozenset[str], modules: frozenset[str]) -> dict[CodeType, CodeType]:
    """Return the code with branches for each code of a file; empty where the file is no Python."""
    try:
        tree = ast.parse(text)
        before = compile(tree, file, "exec", dont_inherit=True)
        after = compile(_Branches(words, modules).visit(tree), file, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return {}
    return dict(zip(_codes(before), _codes(after), strict=True))


@lru_cache(maxsize=MOST_CODES)
def _branched(code: CodeType, words: frozenset[str], modules: frozenset[str]) -> CodeType:
    linecache.checkcache(code.co_filename)
    return _branches(code.co_filename, "".join(linecache.getlines(code.co_filename)), words, modules).get(code, code)


def branched(function: FunctionType) -> CodeType:
    """Return the code of a function with branches; its own code where it has no `where`, or where that cannot be read."""
    words, modules = _meant(function, function.__code__)
    return _branched(function.__code__, words, modules) if words or modules else function.__code__


def _meant(function: FunctionType, code: CodeType) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names in code that mean `where`, and those that mean `maths`, if `where` is taken from there."""
    known, mentioned = function.__globals__, names(code)
    words = frozenset(name for name in mentioned if known.get(name) is maths.where)
    return words, frozenset(name for name in mentioned if known.get(name) is maths) if "where" in mentioned else frozenset()


def eager(function: FunctionType) -> bool:
    """Tell whether both sides of a `where` of a function are computed, for it could not be read as a branch."""
    return any(_meant(function, branched(function)))
