"""Compile kernels in which a choice stays a branch, which the processor guesses.

A compiler that is told nothing of a branch computes both sides of a short one and selects: then every step waits for all comparisons on
its way. The places that a run visits follow a pattern, so a guess is right nearly always, and a step waits for one side alone. A branch
that is said to go one way nearly always is left as it is. Nothing is said of loops, and noise cannot be guessed: where it decides, branches
cost up to 1.7 times as much. The numbers are the same bits.
"""

from collections.abc import Callable
from typing import Any

import numba
from numba.core import ir
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.lowering import Lower
from numba.core.typed_passes import NativeLowering

from theorysim.simulate.kernel import INNER

WEIGHTS = 1, 200  # of the two ways of a branch; beyond 99 in 100 the compiler leaves it alone


class Branches(Lower):
    """Writes a branch with its weights."""

    def lower_inst(self, inst: Any) -> None:
        super().lower_inst(inst)  # type: ignore[no-untyped-call]
        if isinstance(inst, ir.Branch) and getattr(self.func_ir.get_definition(inst.cond), "op", "") != "pair_second":  # no loop's end
            self.builder.block.terminator.set_weights(WEIGHTS)


@register_pass(mutates_CFG=True, analysis_only=False)  # type: ignore[no-untyped-call]
class Lowering(NativeLowering):
    _name = "lowering_that_keeps_branches"

    @property
    def lowering_class(self) -> type[Branches]:
        return Branches


class Pipeline(CompilerBase):
    def define_pipelines(self) -> list[Any]:
        made = DefaultPassBuilder.define_nopython_pipeline(self.state)  # type: ignore[no-untyped-call]
        made.passes = [(Lowering if one is NativeLowering else one, said) for one, said in made.passes]
        made.finalize()
        return [made]


guessed: Callable[..., Any] = numba.njit(forceinline=True, pipeline_class=Pipeline, **INNER)
