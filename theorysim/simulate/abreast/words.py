"""Return the words that kernels are made of, for all lanes at once; of single numbers they mean what they always do."""

# mypy: disable-error-code="no-untyped-call, untyped-decorator"

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types

from theorysim.simulate.abreast.numbers import NATURAL, REAL, WHOLE, YES, Lanes, known, single, wider
from theorysim.simulate.kernel import instruction
from theorysim.simulate.lanes import ABREAST


def like(given: Any, kind: str) -> Any:
    """Return the type of numbers of a kind: of all lanes where what is given is."""
    return Lanes(kind) if isinstance(given, Lanes) else single(kind)


def into(kind: str) -> Callable[..., Any]:
    """Make the word that takes numbers to another type."""

    def typed(typing: Any, x: Any) -> Any:
        to = like(x, kind)
        return to(x), lambda context, builder, made, values: context.cast(builder, values[0], made.args[0], to)

    made: Callable[..., Any] = instruction(typed)
    return made


def as_bits(old: str, new: str) -> Callable[..., Any]:
    """Make the word that looks at the bits of numbers as at another type."""

    def typed(typing: Any, x: Any) -> Any:
        to = like(x, new)
        return to(like(x, old)), lambda context, builder, made, values: builder.bitcast(values[0], context.get_value_type(to))

    made: Callable[..., Any] = instruction(typed)
    return made


def of_root(typing: Any, x: Any) -> Any:
    kind = like(x, REAL)
    return kind(kind), lambda context, builder, made, values: known(builder, "sqrt", *values)


def of_floor(typing: Any, x: Any) -> Any:
    kind = like(x, REAL)
    return kind(kind), lambda context, builder, made, values: known(builder, "floor", *values)


def fused(typing: Any, a: Any, b: Any, c: Any) -> Any:
    kind = Lanes(REAL) if any(isinstance(x, Lanes) for x in (a, b, c)) else single(REAL)
    return kind(kind, kind, kind), lambda context, builder, made, values: known(builder, "fma", *values)


def chosen(typing: Any, condition: Any, yes: Any, no: Any) -> Any:
    """Take `yes` where the condition holds, else `no`; both are computed."""
    of_lanes = any(isinstance(x, Lanes) for x in (condition, yes, no))
    to = Lanes(wider(yes, no)) if of_lanes else typing.unify_types(types.unliteral(yes), types.unliteral(no))
    return to(like(condition, YES), to, to), lambda context, builder, made, values: builder.select(*values)


def of_all(typing: Any, condition: Any) -> Any:
    """Tell whether a condition holds in every lane."""

    def write(context: Any, builder: Any, made: Any, values: Any) -> Any:
        word = ir.IntType(ABREAST)
        return builder.icmp_unsigned("==", builder.bitcast(values[0], word), ir.Constant(word, 2**ABREAST - 1))

    def same(context: Any, builder: Any, made: Any, values: Any) -> Any:
        return values[0]

    return single(YES)(like(condition, YES)), write if isinstance(condition, Lanes) else same


real, whole, natural = into(REAL), into(WHOLE), into(NATURAL)
bits, number = as_bits(REAL, WHOLE), as_bits(WHOLE, REAL)
root: Callable[[Any], Any] = instruction(of_root)
floor: Callable[[Any], Any] = instruction(of_floor)
fma: Callable[[Any, Any, Any], Any] = instruction(fused)
choose: Callable[[Any, Any, Any], Any] = instruction(chosen)
every: Callable[[Any], bool] = instruction(of_all)
