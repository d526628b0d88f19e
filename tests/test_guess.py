"""A choice that a step of one trajectory makes stays a branch in the machine's code; lanes and loops over rows select."""

import pytest
from compiled_body import for_python
from llvmlite.ir.instructions import ConditionalBranch

from theorysim.maths import minimum, where
from theorysim.simulate.compose import WAYS, compiled
from theorysim.simulate.guess import WEIGHTS


def clipped(x, low, high):
    return where(x < low, low, minimum(x, high))


@pytest.mark.parametrize("way, selects", [("guessed", False), ("lazy", True), ("block", True)])
def test_a_choice_is_a_branch_or_a_selection(way, selects):
    call = for_python(compiled(clipped, *WAYS[way]))
    assert [call(x, -1.0, 1.0) for x in (-2.0, 0.5, 2.0)] == [-1.0, 0.5, 1.0]
    (code,) = (call.inspect_llvm(one) for one in call.signatures)
    assert (" select " in code or "call double @llvm.m" in code) == selects


@pytest.mark.parametrize("body, said", [("choice", 1), ("loop", 0)])
def test_a_loop_is_not_said_to_end_at_once(monkeypatch, body, said):
    def choice(x):
        return 1.0 if x < 0 else x

    def loop(x):
        total = 1.0
        for _ in range(3):
            total = total * x + 1
        return total

    written = []
    monkeypatch.setattr(ConditionalBranch, "set_weights", lambda branch, weights: written.append(weights))
    call = for_python(compiled({"choice": choice, "loop": loop}[body], *WAYS["guessed"]))
    assert call(2.0) == {"choice": 2, "loop": 15}[body]
    assert written.count(WEIGHTS) == said
