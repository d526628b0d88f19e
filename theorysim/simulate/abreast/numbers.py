"""Compute with the numbers of several trajectories as with one: a vector of the machine, each operation that of every lane by itself.

So the text of a step, its bodies and kernels are those of one trajectory, and so are its bits. Loops run once for all lanes: their bounds
must be alike.
"""

# mypy: disable-error-code="no-untyped-call, untyped-decorator"

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel.models import PrimitiveModel
from numba.core.typeconv.castgraph import Conversion
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import lower_builtin, lower_cast, register_model

from theorysim.simulate.lanes import ABREAST

REAL, WHOLE, NATURAL, YES = "float64", "int64", "uint64", "boolean"  # of numba's types
KINDS = {REAL: types.Float, YES: types.Boolean, WHOLE: types.Integer}
NUMBERS = tuple(KINDS.values())


class Lanes(types.Type):
    """A number of each lane, all of one type."""

    def __init__(self, of: str):
        super().__init__(name=f"lanes_{of}_{ABREAST}")
        self.of = of

    def unify(self, context: Any, other: Any) -> Any:
        return Lanes(wider(self.of, other)) if isinstance(other, (Lanes, *NUMBERS)) else None

    def can_convert_from(self, context: Any, other: Any) -> Any:
        known = isinstance(other, (Lanes, *NUMBERS)) and wider(self.of, other) == self.of
        return Conversion.safe if known or isinstance(other, NUMBERS) else None


def single(kind: str) -> Any:
    """Return the type of one lane's number."""
    return getattr(types, kind)


def kind_of(number: Any) -> str:
    """Name the type of one lane's number, of a number's type or of such a name."""
    if isinstance(number, str | Lanes):
        return number if isinstance(number, str) else number.of
    number = types.unliteral(number)
    return NATURAL if number == types.uint64 else next(kind for kind, of in KINDS.items() if isinstance(number, of))


def wider(*numbers: Any) -> str:
    """Name the type in which numbers of some types are computed."""
    found = [kind_of(number) for number in numbers]
    return next(kind for kind in (REAL, NATURAL, WHOLE, YES) if kind in found)


def vector(kind: str) -> Any:
    return ir.VectorType({REAL: ir.DoubleType(), YES: ir.IntType(1)}.get(kind, ir.IntType(64)), ABREAST)


@register_model(Lanes)
class Model(PrimitiveModel):
    def __init__(self, manager: Any, kind: Any):
        super().__init__(manager, kind, vector(kind.of))


def place(i: int) -> Any:
    return ir.Constant(ir.IntType(32), i)


def spread(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    """Write one number in every lane."""
    value = context.cast(builder, value, given, single(wanted.of))
    nothing = ir.Constant(vector(wanted.of), ir.Undefined)
    first = builder.insert_element(nothing, value, place(0))
    return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(ir.IntType(32), ABREAST), [0] * ABREAST))


def changed(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    """Write numbers of all lanes in another type."""
    old, new, to = given.of, wanted.of, vector(wanted.of)
    if old == new or {old, new} == {WHOLE, NATURAL}:
        return value
    if new == YES:
        zero = ir.Constant(value.type, None)
        return builder.fcmp_unordered("!=", value, zero) if old == REAL else builder.icmp_unsigned("!=", value, zero)
    if new == REAL:
        return (builder.sitofp if old == WHOLE else builder.uitofp)(value, to)
    if old == REAL:
        return (builder.fptosi if new == WHOLE else builder.fptoui)(value, to)
    return builder.zext(value, to)


for given in (*NUMBERS, types.IntegerLiteral, types.BooleanLiteral):
    lower_cast(given, Lanes)(spread)
lower_cast(Lanes, Lanes)(changed)


# --- signs ------------------------------------------------------------------------------------------------------------


Write = Callable[..., Any]  # from the builder, the type and what is given to what is found


def by(of_reals: str, of_integers: str) -> Write:
    return lambda builder, kind, *given: getattr(builder, of_reals if kind == REAL else of_integers)(*given)


def shifted(builder: Any, kind: str, a: Any, b: Any) -> Any:
    return (builder.ashr if kind == WHOLE else builder.lshr)(a, b)


def compared(sign: str) -> Write:
    def write(builder: Any, kind: str, a: Any, b: Any) -> Any:
        if kind == REAL:
            return (builder.fcmp_unordered if sign == "!=" else builder.fcmp_ordered)(sign, a, b)
        return (builder.icmp_signed if kind == WHOLE else builder.icmp_unsigned)(sign, a, b)

    return write


def known(builder: Any, name: str, *given: Any) -> Any:
    """Write what the compiler knows by name: `sqrt`, `floor`, `fabs`, `fma`."""
    kind = given[0].type
    full = f"llvm.{name}.{f'v{ABREAST}f64' if isinstance(kind, ir.VectorType) else 'f64'}"
    return builder.call(cgutils.get_or_insert_function(builder.module, ir.FunctionType(kind, [kind] * len(given)), full), given)


def learn(sign: Any, write: Write, count: int, result: str = "") -> None:
    """Tell the compiler what a sign means where lanes are given; `result` names the type that is found, empty for that which is given."""

    class Template(AbstractTemplate):
        def generic(self, given: Any, named: Any) -> Any:
            of_lanes = any(isinstance(g, Lanes) for g in given) and all(isinstance(g, (Lanes, *NUMBERS)) for g in given)
            if len(given) != count or not of_lanes:
                return None
            kind = REAL if result == REAL else wider(*given)
            return signature(Lanes(result or kind), *[Lanes(kind)] * count)

    infer_global(sign)(Template)
    lower_builtin(sign, *[Lanes] * count)(lambda context, builder, made, values: write(builder, made.args[0].of, *values))


for name, sum_of in (("add", by("fadd", "add")), ("sub", by("fsub", "sub")), ("mul", by("fmul", "mul"))):
    learn(getattr(operator, name), sum_of, 2)
    learn(getattr(operator, f"i{name}"), sum_of, 2)
for name in ("truediv", "itruediv"):
    learn(getattr(operator, name), by("fdiv", ""), 2, REAL)
for name in ("and_", "or_", "xor"):
    learn(getattr(operator, name), by("", name.strip("_") + "_" * (name != "xor")), 2)
learn(operator.lshift, by("", "shl"), 2)
learn(operator.rshift, shifted, 2)
for name, sign in {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}.items():
    learn(getattr(operator, name), compared(sign), 2, YES)
learn(operator.neg, by("fneg", "neg"), 1)
learn(operator.pos, lambda builder, kind, x: x, 1)
learn(operator.not_, by("", "not_"), 1, YES)
learn(abs, lambda builder, kind, x: known(builder, "fabs", x), 1, REAL)
