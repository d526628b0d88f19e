"""Read the names of a file from its syntax tree, without running it and without importing it or what it imports.

Python's own meaning is kept for a short list of constructs: assignments, functions, comprehensions, records, exact numbers. What is not
on the list is not read: the names that it would bind are remembered with the reason and the line, which is said when one is asked for.
"""

import ast
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from sys import getrefcount
from typing import Any

from theorysim.verify.expressions import OPERATORS, Expressions
from theorysim.verify.trees import REQUIRED, Frame, Kind, Listed, Module, Native, Opaque, Refused, Unfollowed, Unread
from theorysim.verify.words import LIBRARY, OWN

PACKAGE = Path(__file__).parents[1]
CHANGES = {"append", "extend", "insert", "update", "pop", "remove", "clear", "add", "setdefault", "popitem", "sort", "reverse", "discard"}
MAKES = {"__init__", "__post_init__", "__new__", "__setattr__", "__getattribute__", "__getattr__", "__init_subclass__"}
ALONE = 3  # references to what has one name: that, and two while it is looked at
BEYOND = {"exec", "eval", "globals", "locals", "vars", "setattr", "delattr", "__import__", "compile"}


class Reader(Expressions):
    """The files that were read, each once."""

    def __init__(self) -> None:
        self.modules: dict[str, Module] = {}

    # --- files

    def file(self, path: Path) -> Module:
        """Read a file, and what its names mean."""
        key = str(path.resolve())
        if key not in self.modules:
            shown = str(path.relative_to(PACKAGE.parent)) if path.is_relative_to(PACKAGE.parent) else str(path)
            module = self.modules[key] = Module(shown)
            package = path.parent if path.name == "__init__.py" else None
            if package is not None and package.is_relative_to(PACKAGE):
                module.package = ".".join(package.relative_to(PACKAGE.parent).parts)
            kept, self.bodies = self.bodies, 0
            self._execute_all(ast.parse(path.read_bytes()), module)
            self.bodies = kept
        return self.modules[key]

    def module(self, name: str) -> Any:
        """Return a module by its name: one whose meaning is known, or one of the package."""
        if name in LIBRARY:
            return LIBRARY[name]
        top, *parts = name.split(".")
        place = PACKAGE.joinpath(*parts)
        found = next((p for p in (place.with_suffix(".py"), place / "__init__.py") if p.is_file()), None) if top == PACKAGE.name else None
        return None if found is None else self.file(found)

    def imported(self, module: str, name: str) -> Any:
        """Return what `from module import name` binds."""
        source = self.module(module)
        if isinstance(source, dict):
            if name not in source:
                raise Refused(f"{module}.{name}: its meaning is not known here")
            return source[name]
        if isinstance(source, Module) and name in source.names:
            return self.settled(source.names[name])
        if (inner := self.module(f"{module}.{name}")) is not None:
            return inner
        raise Refused(f"{module}.{name} is not read")

    def _execute_all(self, tree: ast.Module, module: Module) -> None:
        frame = Frame(module, module.names)
        for node in ast.walk(tree):
            star = isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
            if star or isinstance(node, ast.Global | ast.Nonlocal | ast.Delete) or (isinstance(node, ast.Name) and node.id in BEYOND):
                line = getattr(node, "lineno", 0)
                raise Refused(f"`{ast.unparse(node)}`: what names mean cannot be told", f"{module.path}:{line}")
        changed = _changed(tree)  # what is changed in place is not followed
        for statement in tree.body:
            try:
                self.execute(statement, frame)
            except Refused as why:
                module.names |= dict.fromkeys(_bound(statement), Unread(why))
            for name in changed & module.names.keys():
                if isinstance(module.names[name], tuple | dict):
                    module.names[name] = Unread(Refused(f"{name} is changed in place", f"{module.path}:{statement.lineno}"))

    # --- statements

    def execute(self, statement: ast.stmt, frame: Frame) -> tuple[Any] | None:
        """Carry out one statement; return what a `return` returns, in a tuple."""
        names = frame.names
        match statement:
            case ast.Expr(ast.Constant()) | ast.Pass():
                return None
            case ast.Return(value):
                return (None if value is None else self.value(value, frame),)
            case ast.Import(aliases):
                for alias in aliases:
                    known = self.module(alias.name) if alias.name in LIBRARY else None
                    names[alias.asname or alias.name] = Opaque(f"the module {alias.name}") if known is None else known
                return None
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                for alias in aliases:
                    names[alias.asname or alias.name] = Native(partial(self.imported, module, alias.name))
                return None
            case ast.FunctionDef(name=name, decorator_list=marks) if all(ast.unparse(m) == "cache" for m in marks):
                names[name] = self.function(statement, frame)
                return None
            case ast.ClassDef(name=name, body=body):
                names[name] = self._kind(statement, frame)
                own = {s.name for s in body if isinstance(s, ast.FunctionDef)}
                trusted = {"__post_init__"} if frame.module.path.startswith(PACKAGE.name) else set()
                if (own & MAKES) - trusted:
                    names[name] = OWN.get(name, Opaque(name))
                return None
            case ast.Assign(targets, value):
                found = self.value(value, frame)
                for target in targets:
                    self.assign(target, found, names)
                return None
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                names[name] = self.value(value, frame)
                return None
            case ast.AugAssign(ast.Name(name), op, value):
                before, by = self.lookup(name, frame), self.value(value, frame)
                if isinstance(before, Listed | dict) and getrefcount(before) > ALONE:
                    raise Unfollowed(f"{frame.module.path}:{statement.lineno}: {name}, which may have another name, is changed in place")
                names[name] = self._operate(OPERATORS.get(type(op), "?"), before, by, statement, frame)
                return None
            case ast.For(target, iterated, body, []):
                for item in self.items(self.value(iterated, frame)):
                    self.assign(target, item, names)
                    if (returned := self.block(body, frame)) is not None:
                        return returned
                return None
            case ast.If(test, body, otherwise):
                return self.block(body if self._truth(test, frame) else otherwise, frame)
        raise Refused(f"a statement `{ast.unparse(statement).splitlines()[0]}`", f"{frame.module.path}:{statement.lineno}")

    def block(self, body: Sequence[ast.stmt], frame: Frame) -> tuple[Any] | None:
        return next((returned for s in body if (returned := self.execute(s, frame)) is not None), None)

    def _kind(self, node: ast.ClassDef, frame: Frame) -> Kind:
        fields: dict[str, Any] = {}
        for base in node.bases:
            kind = self.element(base, frame)
            if not isinstance(kind, Kind) and ast.unparse(base) not in ("ABC", "Exception", "BaseException"):
                raise Refused(f"a class of {ast.unparse(base)}")
            fields |= kind.fields if isinstance(kind, Kind) else {}
        for s in node.body:
            if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name) and not ast.unparse(s.annotation).startswith("ClassVar"):
                fields[s.target.id] = REQUIRED if s.value is None else self.element(s.value, frame)
        return Kind(node.name, fields)


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement which was not read may bind or change: of an assignment those on its left, else all."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and (isinstance(node.ctx, ast.Store) or not isinstance(statement, ast.Assign | ast.AnnAssign)):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
            found.add(str(node.name))
    return found


def _changed(tree: ast.Module) -> set[str]:
    """Return the names of what a file changes in place; where a function changes what it is given, of every list and mapping."""
    found = set()
    for node in ast.walk(tree):
        target: Any = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            target = node.func.value
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            target = node.value
        while isinstance(target, ast.Attribute | ast.Subscript):
            target = target.value
        found |= {target.id} if isinstance(target, ast.Name) else set()
    if found & {
        a.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for a in (*node.posonlyargs, *node.args, *node.kwonlyargs)
    }:
        lists = [
            s for s in tree.body if isinstance(s, ast.Assign) and isinstance(s.value, ast.List | ast.ListComp | ast.Dict | ast.DictComp)
        ]
        found |= {n.id for s in lists for t in s.targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return found
