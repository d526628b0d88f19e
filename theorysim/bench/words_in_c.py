"""Hold what printing C is written with: kinds of values, what is known and what is an expression, the words of both languages.

Kinds: "b", "i", "u", "f" are a truth, an integer, one without a sign, a double; "v" is a row of doubles, beside which its length is
passed; ("list", n) an array of a function's own, passed as a row; ("tuple", kinds) a struct.
"""

import ast
import linecache
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

import numpy as np

from theorysim import maths
from theorysim.simulate import meanings

C_TYPE = {"b": "int", "i": "int64_t", "u": "uint64_t", "f": "double", "v": "double *"}
HEAD = """#include <math.h>
#include <stdint.h>
#include <string.h>
#define INLINE static inline __attribute__((always_inline))
INLINE int64_t to_bits(double x) { int64_t i; memcpy(&i, &x, 8); return i; }
INLINE double from_bits(int64_t i) { double x; memcpy(&x, &i, 8); return x; }
INLINE int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
INLINE int64_t floor_mod(int64_t a, int64_t b) { return a - floor_div(a, b) * b; }
INLINE double eight_sums(const double *v, int64_t n, double s) {
    double t[8] = {0}; for (int64_t j = 0; j + 8 <= n; j += 8) for (int i = 0; i < 8; i++) t[i] += (v[j + i] * s) * (v[j + i] * s);
    return ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7])); }
"""
SIGNS: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"}
SIGNS |= {ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.USub: "-", ast.Not: "not "}
SIGNS |= {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
MACHINE = {"fused": ("fma", "f"), "to_bits": ("to_bits", "i"), "from_bits": ("from_bits", "f"), "in_eight_sums": ("eight_sums", "f")}
MACHINE |= {"sqrt": ("sqrt", "f"), "floor": ("floor", "f"), "isfinite": ("isfinite", "b"), "abs": ("fabs", "f"), "float": ("(double)", "f")}
MACHINE |= {"float64": ("(double)", "f"), "int": ("(int64_t)", "i"), "int64": ("(int64_t)", "i"), "uint64": ("(uint64_t)", "u")}
LAZY: dict[str, Any] = vars(meanings).get("BRANCHING", meanings.MEANING)  # words that compute one side, where the engine has them
WORDS = {id(word): (name, LAZY[name]) for name in LAZY for word in (getattr(maths, name), meanings.MEANING[name], LAZY[name])}
COSTLY = {"exp", "log", "power", "sin", "cos", "erfc", "flat"}


class NotC(Exception):
    """This has no counterpart in C here; the message says what."""


@dataclass(frozen=True)
class Known:
    """A value that is known now: a number, a table, a function."""

    value: Any


@dataclass(frozen=True)
class Value:
    """An expression of C; of a tuple or a list that is not stored yet the `parts`, of a row the `length`."""

    text: str
    kind: Any
    parts: tuple["Value", ...] = ()
    length: str = ""


Operand = Known | Value


def join(a: Any, b: Any) -> Any:
    """Return the kind that holds two kinds; raises NotC where none does."""
    if a is None or b is None or a == b:
        return b if a is None else a
    if a[0] == b[0] == "tuple" and len(a[1]) == len(b[1]):
        return "tuple", tuple(map(join, a[1], b[1]))
    if not {a, b} <= set("biuf"):
        raise NotC(f"one name for {a} and {b}")
    return max(a, b, key="biuf".index)


def number(value: Any) -> Value:
    """Write a number; raises NotC for what is none."""
    match value:
        case bool():
            return Value(str(int(value)), "b")
        case np.integer() if value.dtype.kind == "u":
            return Value(f"UINT64_C({int(value)})", "u")
        case int() if -(2**63) <= value < 2**63:
            return Value(f"INT64_C({value})" if value >= 0 else f"(-INT64_C({-int(value) - 1}) - 1)", "i")
        case float():
            text = {"inf": "INFINITY", "-inf": "-INFINITY", "nan": "NAN"}.get(str(float(value)), float(value).hex())
            return Value(f"({text})", "f")
    raise NotC(f"a constant {value!r}")


@cache
def functions(file: str) -> list[Any]:
    """Return the syntax trees of all functions of a file."""
    return [n for n in ast.walk(ast.parse("".join(linecache.getlines(file)))) if isinstance(n, ast.FunctionDef | ast.Lambda)]


def definition(function: FunctionType) -> ast.FunctionDef:
    """Return the syntax tree of a function; raises NotC where its file holds none that is it, or several."""
    code, fits = function.__code__, []
    for node in functions(code.co_filename):
        own = tuple(a.arg for a in (*node.args.args, *node.args.kwonlyargs))
        first = min(n.lineno for n in (node, *getattr(node, "decorator_list", ())))
        if (code.co_name, code.co_firstlineno, code.co_varnames[: len(own)]) == (getattr(node, "name", "<lambda>"), first, own):
            fits.append(node if isinstance(node, ast.FunctionDef) else ast.FunctionDef("f", node.args, [ast.Return(node.body)], [], None))
    if len(fits) != 1:
        raise NotC(f"{code.co_name}: {len(fits)} such functions in {code.co_filename}, line {code.co_firstlineno}")
    return fits[0]
