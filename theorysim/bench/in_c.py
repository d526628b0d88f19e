"""Print functions as C, from their Python: the arithmetic of bodies and kernels, in the order in which it is written.

A function is printed once for each combination of kinds of its arguments; what is known now (closures, globals, constants) is written in.
`where` is C's own conditional: of a side that is not taken nothing need be computed. With -ffp-contract=off the numbers are those of
the compiled drivers, to the bit. What is no plain loop, branch or arithmetic is refused.
"""

import ast
import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

import numpy as np

from theorysim.bench.words_in_c import C_TYPE, COSTLY, HEAD, MACHINE, SIGNS, WORDS, Known, NotC, Operand, Value, definition, join, number


@dataclass(frozen=True)
class Made:
    """A function that is printed: its name, the kind of its result, the transcendental words in it."""

    name: str
    result: Any
    costly: frozenset[str]


@dataclass
class Printer:
    """Collects the text of one file of C: structs, tables of constants, functions."""

    structs: dict[Any, str] = field(default_factory=dict)
    tables: dict[int, tuple[Value, Any]] = field(default_factory=dict)
    made: dict[Any, Made] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join([HEAD, *self.structs.values(), *self.lines]) + "\n"

    def c_type(self, kind: Any) -> str:
        """Return the name of a type; that of a tuple is declared when it is first asked for."""
        if isinstance(kind, str):
            return C_TYPE[kind]
        letters = "".join(kind[1])
        same = f"double a[{len(letters)}];" if set(letters) == {"f"} else " ".join(f"{C_TYPE[k]} m{i};" for i, k in enumerate(letters))
        self.structs.setdefault(kind, f"typedef struct {{ {same} }} t_{letters};")
        return f"t_{letters}"

    def parts(self, x: Operand) -> tuple[Operand, ...]:
        """Return the parts of a tuple."""
        if isinstance(x, Known):
            return tuple(Known(v) for v in x.value)
        same = set(x.kind[1]) == {"f"}
        return x.parts or tuple(Value(f"{x.text}.{f'a[{i}]' if same else f'm{i}'}", k) for i, k in enumerate(x.kind[1]))

    def value(self, x: Operand, kind: Any = None) -> Value:
        """Write an operand as an expression, of a kind where one is named."""
        if isinstance(x, Known) and not isinstance(x.value, tuple):
            return number(x.value)
        if isinstance(x, Known) or x.parts and x.kind[0] == "tuple":
            parts = [self.value(part) for part in self.parts(x)]
            kind = join(kind, ("tuple", tuple(part.kind for part in parts)))
            text = ", ".join(f"({C_TYPE[k]}){part.text}" for k, part in zip(kind[1], parts, strict=True))
            return Value(f"(({self.c_type(kind)}){{{f'{{{text}}}' if set(kind[1]) == {'f'} else text}}})", kind)
        return x

    def table(self, value: Any) -> Value:
        """Write a table of numbers as a constant."""
        if id(value) not in self.tables:
            array = np.array(value)
            if array.dtype.kind not in "fi" or not array.ndim:
                raise NotC(f"a table of {type(value).__name__}")
            name, kind = f"table{len(self.tables)}", "f" if array.dtype.kind == "f" else "i"
            numbers, sizes = ", ".join(number(v.item()).text for v in array.ravel()), "".join(f"[{n}]" for n in array.shape)
            self.lines.append(f"static const {C_TYPE[kind]} {name}{sizes} = {{{numbers}}};")
            self.tables[id(value)] = Value(name, ("table", kind, array.ndim)), value
        return self.tables[id(value)][0]

    def call(self, function: Any, given: Sequence[Operand], costly: set[str], named: Mapping[str, Operand] | None = None) -> Operand:
        """Write a call; the transcendental words that are computed in it are added to `costly`."""
        word, plain = WORDS.get(id(function), ("", function))
        if word == "where":
            return self.choice(*given)
        if word == "row" and isinstance(given[1], Known):  # numbers of the function's own
            return Value("", ("list", given[1].value), (self.value(given[0]),) * given[1].value)
        if word in COSTLY and not (word == "power" and isinstance(given[1], Known) and given[1].value in (0, 1, 2, 3)):
            costly.add(word)
        if isinstance(function, type | type(len)) and all(isinstance(x, Known) for x in given):
            return Known(function(*(x.value for x in given if isinstance(x, Known))))
        plain = getattr(plain, "py_func", plain)
        if isinstance(plain, FunctionType):
            made, passed = self.function(plain, given, named or {})
            costly |= made.costly
            return Value(f"{made.name}({self.passed(passed)})", made.result)
        machine, kind = MACHINE.get(getattr(function, "__name__", ""), ("", ""))
        if not machine:
            raise NotC(f"a call of {getattr(function, '__name__', function)!r}")
        return Value(f"{machine}({self.passed(given)})", kind)

    def passed(self, given: Sequence[Operand]) -> str:
        """Write arguments; a row brings its length."""
        return ", ".join(word for x in map(self.value, given) for word in ((x.text, x.length) if x.length else (x.text,)))

    def choice(self, test: Operand, yes: Operand, no: Operand) -> Operand:
        """Write a conditional."""
        if isinstance(test, Known):
            return yes if test.value else no
        a, b = self.value(yes), self.value(no)
        kind = join(a.kind, b.kind)
        return Value(f"({test.text} ? {self.value(yes, kind).text} : {self.value(no, kind).text})", kind)

    def function(self, function: FunctionType, given: Sequence[Operand], named: Mapping[str, Operand]) -> tuple[Made, list[Operand]]:
        """Print a function for arguments of these kinds, once; return it, and what its call passes."""
        tree = definition(function)
        names, own = [a.arg for a in (*tree.args.args, *tree.args.kwonlyargs)], len(tree.args.args)
        defaults = dict(zip(names[:own][::-1], (function.__defaults__ or ())[::-1], strict=False)) | (function.__kwdefaults__ or {})
        bound: dict[str, Operand] = {name: Known(value) for name, value in defaults.items()}
        bound |= {**dict(zip(names, given, strict=False)), **named}
        rest = {f"rest{i}": x for i, x in enumerate(given[own:])} if tree.args.vararg else {}
        if bound.keys() != set(names) or len(given) > len(names) and not rest:
            raise NotC(f"{function.__name__} with {len(given)} arguments")
        stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        bound = {name: self.value(x) if name in stored else x for name, x in (bound | rest).items()}
        key = (function, *((name, _key(x)) for name, x in sorted(bound.items())))
        if key not in self.made:
            name = f"{function.__name__.strip('<>')}_{len(self.made)}"
            self.made[key] = Made(name, None, frozenset())  # a call of itself has no kind, and is refused
            self.made[key] = Function(self, function, tree, bound).printed(name)
        return self.made[key], [x for x in bound.values() if isinstance(x, Value)]


def _key(x: Operand) -> Any:
    if isinstance(x, Value):
        return "v" if x.length else x.kind
    return (type(x.value), repr(x.value)) if isinstance(x.value, bool | int | float | np.number) else id(x.value)


class Function:
    """Prints one function: twice or more, until the kinds of its names stand."""

    def __init__(self, printer: Printer, function: FunctionType, tree: ast.FunctionDef, bound: dict[str, Operand]):
        self.printer, self.of, self.tree = printer, function, tree
        self.costly: set[str] = set()
        self.result: Any = None
        self.given = [name for name, x in bound.items() if isinstance(x, Value)]
        self.kinds: dict[str, Any] = {name: _key(bound[name]) for name in self.given}
        self.known = {name: x for name, x in bound.items() if isinstance(x, Known)}
        self.rest = [name for name in bound if name not in {a.arg for a in (*tree.args.args, *tree.args.kwonlyargs)}]

    def printed(self, name: str) -> Made:
        before: Any = None
        while before != (self.kinds, self.result):
            before = dict(self.kinds), self.result
            body = self.block(self.tree.body)
        taken = [self.declared(n) + (f", int64_t n_{n}" if self.kinds[n] == "v" else "") for n in self.given]
        local = [f"{self.declared(n)};" for n in self.kinds if n not in self.given]
        kind = "void" if self.result is None else self.printer.c_type(self.result)
        self.printer.lines += [f"INLINE {kind} {name}({', '.join(taken)}) {{", *local, *body, "}"]
        return Made(name, self.result, frozenset(self.costly))

    def declared(self, name: str) -> str:
        kind = self.kinds[name]
        return f"double v_{name}[{kind[1]}]" if kind[0] == "list" else f"{self.printer.c_type(kind)} v_{name}"

    def name(self, name: str) -> Operand:
        """Return what a name means: a variable, or what is known of it now."""
        if name in self.kinds:
            kind = self.kinds[name]
            return Value(f"v_{name}", kind, length=f"n_{name}" if kind == "v" else f"INT64_C({kind[1]})" if kind[0] == "list" else "")
        if name in self.known:
            return self.known[name]
        code, cells, space = self.of.__code__, self.of.__closure__ or (), self.of.__globals__
        if name in code.co_freevars:
            return Known(cells[code.co_freevars.index(name)].cell_contents)
        return Known(space[name] if name in space else getattr(builtins, name))

    def refused(self, node: ast.AST) -> NotC:
        return NotC(f"{self.of.__name__}: {ast.unparse(node)}")

    def block(self, body: list[ast.stmt]) -> list[str]:
        return [line for node in body for line in self.statement(node)]

    def statement(self, node: ast.stmt) -> list[str]:
        match node:
            case ast.Return(value=ast.expr() as value):
                x = self.expression(value)
                self.result = join(self.result, self.printer.value(x).kind)
                return [f"return {self.printer.value(x, self.result).text};"]
            case ast.Assign(targets=[first, *others], value=value):
                lines = self.assign(first, self.expression(value))
                return lines + [line for target in others for line in self.assign(target, self.expression(first))]
            case ast.AugAssign(target=target, op=op, value=value):
                return self.assign(target, self.expression(ast.BinOp(target, op, value)))
            case ast.If(test=test, body=yes, orelse=no):
                condition = self.expression(test)
                if isinstance(condition, Known):
                    return self.block(yes if condition.value else no)
                return [f"if ({condition.text}) {{", *self.block(yes), *(["} else {", *self.block(no)] if no else []), "}"]
            case ast.For(target=ast.Name(id=name), iter=ast.Call(func=ast.Name(id="range"), args=span), body=inner, orelse=[]):
                low, high, step = ["INT64_C(0)", *map(self.text, span), "1"] if len(span) == 1 else [*map(self.text, span), "1"][:3]
                begin = self.put(name, Value("i_", "i"))
                return [f"for (int64_t i_ = {low}; i_ < {high}; i_ += {step}) {{", *begin, *self.block(inner), "}"]
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return []
            case ast.Expr(value=value):
                return [f"{self.printer.value(self.expression(value)).text};"]
        raise self.refused(node)

    def assign(self, target: ast.expr, x: Operand) -> list[str]:
        match target:
            case ast.Name(id=name):
                if isinstance(x, Known) and not isinstance(x.value, bool | int | float | np.number):  # a table, a function
                    self.known[name] = x
                    return []
                return self.put(name, x)
            case ast.Subscript():
                return [f"{self.text(target)} = {self.printer.value(x).text};"]
            case ast.Tuple(elts=places):
                begin, parts = [], self.printer.parts(x)
                if all(isinstance(self.printer.value(part).kind, str) for part in parts):  # all are read before one is written
                    x = self.printer.value(x)
                    begin, parts = [f"{self.printer.c_type(x.kind)} whole_ = {x.text};"], self.printer.parts(Value("whole_", x.kind))
                return ["{", *begin, *(line for t, p in zip(places, parts, strict=True) for line in self.assign(t, p)), "}"]
        raise self.refused(target)

    def put(self, name: str, x: Operand) -> list[str]:
        """Write that a variable takes a value."""
        if isinstance(x, Value) and x.kind[0] == "list" and x.parts:
            self.kinds[name] = join(self.kinds.get(name), x.kind)
            return [f"v_{name}[{i}] = {part.text};" for i, part in enumerate(x.parts)]
        self.kinds[name] = kind = join(self.kinds.get(name), self.printer.value(x).kind)
        return [f"v_{name} = {self.printer.value(x, kind).text};"]

    def text(self, node: ast.expr) -> str:
        return self.printer.value(self.expression(node)).text

    def expression(self, node: ast.expr) -> Operand:
        match node:
            case ast.Constant(value=value):
                return Known(value)
            case ast.Name(id=name):
                return self.name(name)
            case ast.Attribute(value=base, attr=attr):
                of = self.expression(base)
                return Known(getattr(of.value, attr)) if isinstance(of, Known) else Value(of.length, "shape")
            case ast.Tuple(elts=elements):
                parts = [self.expression(e) for e in elements]
                if all(isinstance(p, Known) for p in parts):
                    return Known(tuple(p.value for p in parts if isinstance(p, Known)))
                values = tuple(map(self.printer.value, parts))
                return Value("", ("tuple", tuple(v.kind for v in values)), values)
            case ast.List(elts=elements):
                values = tuple(self.printer.value(self.expression(e)) for e in elements)
                return Value("", ("list", len(values)), values)
            case ast.BinOp(left=a, op=op, right=b) | ast.Compare(left=a, ops=[op], comparators=[b]):
                return self.operation(self.expression(a), SIGNS[type(op)], self.expression(b))
            case ast.UnaryOp(op=ast.USub() | ast.Not() as op, operand=a):
                sign, x = SIGNS[type(op)], self.expression(a)
                if isinstance(x, Known):
                    return Known(eval(f"{sign}x", {}, {"x": x.value}))
                return Value(f"(-{x.text})", x.kind) if sign == "-" else Value(f"(!{x.text})", "b")
            case ast.BoolOp(op=op, values=operands):
                return Value(f"({(' && ' if isinstance(op, ast.And) else ' || ').join(map(self.text, operands))})", "b")
            case ast.IfExp(test=test, body=yes, orelse=no):
                return self.printer.choice(self.expression(test), self.expression(yes), self.expression(no))
            case ast.Subscript():
                return self.item(node)
            case ast.Call(func=called, args=words, keywords=named):
                function = self.expression(called)
                if not isinstance(function, Known):
                    raise self.refused(node)
                rest = [self.name(name) for name in self.rest]
                given = [x for w in words for x in (rest if isinstance(w, ast.Starred) else [self.expression(w)])]
                return self.printer.call(function.value, given, self.costly, {k.arg or "": self.expression(k.value) for k in named})
        raise self.refused(node)

    def operation(self, a: Operand, sign: str, b: Operand) -> Operand:
        if isinstance(a, Known) and isinstance(b, Known):
            return Known(eval(f"a {sign} b", {}, {"a": a.value, "b": b.value}))
        if isinstance(a, Value) and a.kind[0] == "list" and sign == "*" and isinstance(b, Known):
            return Value("", ("list", b.value * a.kind[1]), a.parts * b.value)
        x, y = self.printer.value(a), self.printer.value(b)
        kind = join(x.kind, y.kind)
        if sign == "/":
            return Value(f"((double){x.text} / (double){y.text})", "f")
        if sign == "<<":
            return Value(f"((int64_t)((uint64_t){x.text} << {y.text}))", "i")
        if sign in ("//", "%", "**"):
            if kind == "f" or sign == "**":
                raise NotC(f"{self.of.__name__}: {sign} of numbers that are not known")
            return Value(f"{'floor_div' if sign == '//' else 'floor_mod'}({x.text}, {y.text})", "i")
        compared = sign in ("<", "<=", ">", ">=", "==", "!=")
        return Value(f"({x.text} {sign} {y.text})", "b" if compared else "i" if kind == "b" and sign in ("+", "-", "*") else kind)

    def item(self, node: ast.Subscript) -> Operand:
        """Write an item of a tuple, of a row, of an array of this function, or of a table."""
        of, i = self.expression(node.value), self.expression(node.slice)
        if isinstance(i, Known) and (isinstance(of, Known) or of.kind[0] == "tuple"):
            return Known(of.value[i.value]) if isinstance(of, Known) else self.printer.parts(of)[i.value]
        of, at = self.printer.table(of.value) if isinstance(of, Known) else self.printer.value(of), self.printer.value(i).text
        if of.kind == "shape":
            return Value(of.text, "i")
        if of.kind[0] == "table":
            _, kind, depth = of.kind
            return Value(f"{of.text}[{at}]", kind if depth == 1 else ("table", kind, depth - 1))
        if of.kind[0] == "tuple" and set(of.kind[1]) == {"f"}:
            return Value(f"{of.text}.a[{at}]", "f")
        if not of.length:
            raise self.refused(node)
        return Value(f"{of.text}[{f'{of.length} + {at}' if isinstance(i, Known) and i.value < 0 else at}]", "f")
