"""Lay numbers of all lanes in rows, and look numbers up where each lane says: the lanes of one number lie side by side."""

# mypy: disable-error-code="no-untyped-call, untyped-decorator"

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin

from theorysim.simulate.abreast.numbers import NUMBERS, REAL, Lanes, kind_of, place, vector
from theorysim.simulate.kernel import instruction
from theorysim.simulate.lanes import ABREAST


def rows_of(kind: str) -> Any:
    return types.Array(Lanes(kind), 1, "C", aligned=False)  # the heap knows nothing of the width of vectors


def side_by_side(typing: Any, numbers: Any) -> Any:
    """Look at an array as at a row, each number of which is of all lanes."""
    row = rows_of(kind_of(numbers.dtype))

    def write(context: Any, builder: Any, made: Any, values: Any) -> Any:
        old, new = context.make_array(numbers)(context, builder, values[0]), context.make_array(row)(context, builder)
        step = context.get_constant(types.intp, 8 * ABREAST)
        n = builder.sdiv(old.nitems, context.get_constant(types.intp, ABREAST))
        data = builder.bitcast(old.data, context.get_data_type(row.dtype).as_pointer())
        context.populate_array(new, data=data, shape=(n,), strides=(step,), itemsize=step, meminfo=old.meminfo, parent=old.parent)
        return impl_ret_borrowed(context, builder, row, new._getvalue())

    return row(numbers), write


def laid(typing: Any, value: Any, n: Any) -> Any:
    """Lay so many numbers on the stack, as `simulate.row` does for one trajectory."""
    array = rows_of(REAL)

    def write(context: Any, builder: Any, made: Any, given: Any) -> Any:
        length, stride = (context.get_constant(types.intp, k) for k in (n.literal_value, 8 * ABREAST))
        start = cgutils.alloca_once(builder, context.get_value_type(array.dtype), n.literal_value)
        first = context.cast(builder, given[0], made.args[0], array.dtype)
        for j in range(n.literal_value):
            builder.store(first, builder.gep(start, [context.get_constant(types.intp, j)], inbounds=True), align=8)
        row = context.make_array(array)(context, builder)
        context.populate_array(row, data=start, shape=(length,), strides=(stride,), itemsize=stride, meminfo=None)
        return row._getvalue()

    return (array(value, n), write) if isinstance(n, types.IntegerLiteral) and 0 < n.literal_value <= MOST else None


MOST = 256  # numbers of all lanes on the stack: 32 kB
beside: Callable[[Any], Any] = instruction(side_by_side)
literal: Callable[..., Any] = intrinsic(prefer_literal=True)
row: Callable[[Any, int], Any] = literal(laid)


@infer_global(operator.getitem)
class Looked(AbstractTemplate):
    """A table, a tuple of numbers or of rows of them, at a place of each lane's own."""

    def generic(self, given: Any, named: Any) -> Any:
        table, where = given
        if not isinstance(where, Lanes) or where.of == REAL or not isinstance(table, types.Array | types.UniTuple):
            return None
        item = table.dtype
        if isinstance(item, types.UniTuple) and isinstance(item.dtype, NUMBERS):
            return signature(types.UniTuple(Lanes(kind_of(item.dtype)), item.count), table, where)
        return signature(Lanes(kind_of(item)), table, where) if isinstance(item, NUMBERS) else None


def gathered(builder: Any, data: Any, where: Any, kind: str) -> Any:
    found = ir.Constant(vector(kind), ir.Undefined)
    for lane in range(ABREAST):
        one = builder.load(builder.gep(data, [builder.extract_element(where, place(lane))]))
        found = builder.insert_element(found, one, place(lane))
    return found


@lower_builtin(operator.getitem, types.Array, Lanes)
def in_table(context: Any, builder: Any, made: Any, values: Any) -> Any:
    table = context.make_array(made.args[0])(context, builder, values[0])
    return gathered(builder, table.data, values[1], kind_of(made.args[0].dtype))


@lower_builtin(operator.getitem, types.UniTuple, Lanes)
def in_tuple(context: Any, builder: Any, made: Any, values: Any) -> Any:
    def at(items: list[Any], kind: str) -> Any:
        data = cgutils.alloca_once(builder, items[0].type, len(items))
        for j, item in enumerate(items):
            builder.store(item, builder.gep(data, [place(j)]))
        return gathered(builder, data, values[1], kind)

    item, items = made.args[0].dtype, cgutils.unpack_tuple(builder, values[0])
    if not isinstance(item, types.UniTuple):
        return at(items, kind_of(item))
    columns = zip(*(cgutils.unpack_tuple(builder, one) for one in items), strict=True)
    return context.make_tuple(builder, made.return_type, [at(list(column), kind_of(item.dtype)) for column in columns])
