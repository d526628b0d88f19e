"""Read the bytecode of a body, and name the line where it decides a branch: a symbol or a ball may not know, so `where` must decide."""

import dis
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from theorysim.readings.constants import reached

FORBIDDEN = {id(min): "min", id(max): "max", id(bool): "bool", id(abs): "abs", id(any): "any", id(all): "all"}


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _breaks(instruction: dis.Instruction) -> str:
    """Name what decides in an instruction, or give nothing."""
    name = instruction.opname
    if "JUMP" in name and "IF" in name:
        return "a condition (if, and, or, a chain of comparisons)"
    if name == "UNARY_NOT" or name == "TO_BOOL":
        return "not"
    if name == "COMPARE_OP" and str(instruction.argval).removeprefix("bool(").rstrip(")") in ("==", "!="):
        return f"{instruction.argval} (maths.equal says it)"
    return ""


def branches(body: Callable[..., Any]) -> list[str]:
    """List the places where a body or one of its helpers decides without `where`, each with its file and line."""
    complaints = []
    for function in reached(body):
        place = function.__code__.co_filename.rsplit("/", 1)[-1]
        for code in _codes(function.__code__):
            line = code.co_firstlineno
            for instruction in dis.get_instructions(code):
                positions = instruction.positions
                line = (positions.lineno if positions else None) or line
                found = _breaks(instruction)
                if not found and instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                    builtins = function.__globals__.get("__builtins__", {})
                    known = builtins if isinstance(builtins, dict) else vars(builtins)
                    value = function.__globals__.get(instruction.argval, known.get(instruction.argval))
                    found = FORBIDDEN.get(id(value), "")
                if found:
                    complaint = f"{place}:{line}: {function.__name__} decides by {found}; use where, minimum, maximum, absolute"
                    if complaint not in complaints:
                        complaints.append(complaint)
    return complaints
