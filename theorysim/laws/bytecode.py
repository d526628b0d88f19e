"""Read the bytecode of a body, and name the line where it decides a branch: a symbol or a ball may not know, so `where` must decide."""

import dis
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType
from typing import Any

from theorysim.domains import SAMPLES, Parameter, parameters
from theorysim.readings.constants import reached

FORBIDDEN = {id(min): "min", id(max): "max", id(bool): "bool", id(abs): "abs", id(any): "any", id(all): "all"}


def unread(record: Any) -> list[str]:
    """Return the parameters of an entry that none of its bodies reads: what is given for them has no effect."""
    taken, used = set[str](), set[str]()
    for body in _bodies(record):
        code = body.__code__
        own = set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
        loaded = {name for c in _codes(code) for i in dis.get_instructions(c) if i.opname.startswith("LOAD") for name in _loaded(i)}
        taken |= own
        by_others = own & {"clarke_low", "clarke_high"} or any(p.domain.role in SAMPLES for p in slots_of(body))
        used |= own if by_others else own & loaded  # a radius, a batch: what supplies the rest reads it
    return [p.name for p in getattr(record, "parameters", ()) if p.name in taken - used]


def slots_of(body: FunctionType) -> tuple[Parameter, ...]:
    """Return the parameters of a body; none of one that is over arrays."""
    try:
        return parameters(body)
    except TypeError:
        return ()


def _loaded(instruction: dis.Instruction) -> tuple[Any, ...]:
    return instruction.argval if isinstance(instruction.argval, tuple) else (instruction.argval,)


def _bodies(record: Any) -> Iterator[FunctionType]:
    """Return the functions that a record holds."""
    if isinstance(record, FunctionType):
        yield record
    elif isinstance(record, dict):
        for one in record.values():
            yield from _bodies(one)
    elif isinstance(record, tuple):
        for one in record:
            yield from _bodies(one)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _bodies(getattr(record, field.name))


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
