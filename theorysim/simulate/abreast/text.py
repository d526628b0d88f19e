"""Write the step of all lanes of arrays: the text of one trajectory's, on numbers of lanes."""

from theorysim.simulate.lanes import ABREAST, EACH
from theorysim.simulate.passes import look, move
from theorysim.simulate.plan import Plan
from theorysim.simulate.rows import block, in_rows
from theorysim.simulate.source import mangle

STEPS = 64  # of a call: it lays out its rows anew
TEXT = """

def {name}(buf, random, last):
    wide()
    state = beside(buf)
    d = (state.shape[0] - {others}) // {rows}
    own = state[{rows} * d :]
{head}
    eps, k, on = own[{eps}], own[{k}], own[{go}] > 0
{load}
    for _ in range({steps}):
        room = k < last
{look}
        if not every(go | (not on)):
            on = on & go
            break
{move}
{assign}
        k = k + 1.0
{advance}
{store}
    own[{k}], own[{go}] = k, 1.0 if on else 0.0
"""


def abreast(plan: Plan, name: str, bottom: list[str]) -> str:
    """Return the text of a block of steps, which ends where a lane does; `bottom` finds the minimum.

    In `alike`, parameters are single numbers, and so is what depends on them alone.
    """
    seen, moved = look(plan), move(plan)
    slots = [slot for slot, _ in plan.slots]
    rows, fresh = ["x", *(f"s_{slot}" for slot in slots)], ["n_x", *(f"n_{slot}" for slot in slots)]
    texts = {"look": seen.lines, "move": moved.lines, "value": []}
    written = in_rows(rows, fresh, list(seen.arrays | moved.arrays), texts, plan.bounds[0], f"beside(np.empty(({{}}) * {ABREAST}))")
    head = []
    for j, key in enumerate(plan.parameters):
        single = name == "alike" or key == "oracle.batch"  # the bound of a loop
        head.append(f"{mangle(key)} = " + (f"buf[({len(rows)} * d + {j}) * {ABREAST}]" if single else f"own[{j}]"))
    draws = bool(plan.draws)
    head += ["stream = beside(random)", "base, gamma, stride = stream[0], stream[1], stream[2]"] * draws + bottom
    count = len(plan.parameters)
    return TEXT.format(
        name=name,
        rows=len(rows),
        others=count + len(EACH),
        head=block(1, *head),
        steps=STEPS,
        advance=block(2, *["base = base + stride"] * draws),
        **{name: count + r for r, name in enumerate(EACH)},
        **{**written, "store": block(1, *written["keep"].splitlines(), *["stream[0] = base"] * draws)},
    )
