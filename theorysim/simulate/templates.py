"""Write the loops around the two texts `look` and `move`: over the steps of one trajectory, and over the lanes of a block."""

from dataclasses import replace

from theorysim.simulate.abreast.text import abreast
from theorysim.simulate.lanes import EACH, LANES, PASSES
from theorysim.simulate.passes import look, move, reported
from theorysim.simulate.plan import Plan
from theorysim.simulate.rows import MOST, block, in_rows
from theorysim.simulate.source import Writer, laws, mangle, within

SCALAR = """
def advance(state, p, key, out, eps, k, limit):
{head}
{load}
    while True:
        room = k < limit
{look}
        if not go:
            break
{base}
{move}
{assign}
        k += 1
{value}
{store}
    out[0] = f
    out[1] = t_norm
    out[2] = c
    out[3] = {outcome}
    return k
"""

BLOCK = """

def {name}(buf, random, last):
    wide()
{bottom}
    for _ in range({passes}):
        for lane in range({lanes}):
{fetch}
            eps = buf[{eps} + lane]
            k = buf[{k} + lane]
{stream}
            room = k < last
{look}
{move}
{keep}
            buf[{k} + lane] = k + 1.0 if go else k
            buf[{go} + lane] = 1.0 if go else 0.0
"""


def drivers(plan: Plan) -> str:
    """Return the text of all drivers of a plan."""
    of_one = replace(plan, abreast=False)
    seen, moved, last = look(of_one), move(of_one), Writer(of_one)
    if not any(line.startswith("f = ") for line in seen.lines):
        last.value("f", reported(plan))  # a value that no step needs is computed once, at the end
    rows = ["x", *(f"s_{name}" for name, _ in plan.slots)]
    fresh = ["n_x", *(f"n_{name}" for name, _ in plan.slots)]
    unpack = [f"{mangle(key)} = p[{j}]" for j, key in enumerate(plan.parameters)]
    arrays = list(seen.arrays | moved.arrays | last.arrays)
    texts = {"look": seen.lines, "move": moved.lines, "value": last.lines}
    written = narrow(plan, rows, fresh, texts) if plan.d else in_rows(rows, fresh, arrays, texts, plan.bounds[0])
    head = block(1, *([] if plan.d else [f"d = state.shape[0] // {len(rows)}"]), *unpack, *least(plan), *stream(plan))
    written["base"] = block(2, *(["base = key[0] + np.uint64(k) * stride"] if plan.draws else []))
    text = laws(plan) + SCALAR.format(head=head, **written)
    if plan.abreast:
        return text + "".join(abreast(plan, name, least(plan)) for name in ("block", "alike"))
    return text + "".join(wide(plan, seen, moved, rows, fresh, alike) for alike in (False, True)[: 2 * bool(plan.d)])


def stream(plan: Plan) -> list[str]:
    """Write the stride of a stream: how far one step advances it."""
    shared, own = plan.numbers
    numbers = str(shared + own * plan.d) if plan.d else f"{shared} + {own} * d"
    return ["gamma = key[1]", f"stride = gamma * np.uint64({numbers})"] if plan.draws else []


def least(plan: Plan) -> list[str]:
    """Write the minimum of the objective, if it is asked for; that of a separable one is summed over the coordinates, as its values are."""
    minimum = plan.objective.minimum
    if minimum is None or "minimum" not in plan.asked:
        return []
    w = Writer(plan)
    call = f"float(floor({w.call(minimum, 'x', 0)}))"
    if not plan.objective.separable:
        return [f"least = {call}"]
    return ["least = 0.0", f"for _ in range({plan.d or 'd'}):", f"    least = least + {call}"]


def numbered(d: int, rows: list[str], fresh: list[str]) -> list[tuple[str, str, int]]:
    """Return, for each number of the state, its name, the name of its next value and its place."""
    return [(f"{row}{i}", f"{new}{i}", r * d + i) for r, (row, new) in enumerate(zip(rows, fresh, strict=True)) for i in range(d)]


def narrow(plan: Plan, rows: list[str], fresh: list[str], texts: dict[str, list[str]]) -> dict[str, str]:
    """Write how the drivers of one trajectory hold few coordinates: in names."""
    names = numbered(plan.d, rows, fresh)
    inside = " & ".join(f"(abs(x{i}) <= 1e150)" for i in range(plan.d))
    finite = " & ".join(f"(abs(x{i}) <= {MOST!r})" for i in range(plan.d))
    number = " & ".join(f"(x{i} == x{i})" for i in range(plan.d))
    legal = " & ".join(filter(None, (within(b, f"x{i}") for i, b in enumerate(plan.bounds)))) or "True"
    return {
        "load": block(1, *(f"{name} = state[{j}]" for name, _, j in names)),
        "look": block(2, *texts["look"]),
        "move": block(2, *texts["move"]),
        "assign": block(2, *(f"{name} = {new}" for name, new, _ in names)),
        "value": block(1, *texts["value"]),
        "store": block(1, *(f"state[{j}] = {name}" for name, _, j in names)),
        "outcome": f"outcome_of({inside}, {finite}, {number}, c, eps, {legal}, fin)",
    }


def wide(plan: Plan, seen: Writer, moved: Writer, rows: list[str], fresh: list[str], alike: bool) -> str:
    """Write a block of the lane driver: every quantity of a lane is a row of one buffer, so that the loop over lanes vectorises.

    Where all lanes are `alike` in their parameters, what depends on these alone leaves the loops, as it does for one trajectory.
    """
    states, count = plan.d * len(rows), len(plan.parameters)
    names = numbered(plan.d, rows, fresh)
    place = {name: (states + count + r) * LANES for r, name in enumerate(EACH)}
    given = [f"{mangle(key)} = buf[{(states + j) * LANES}{'' if alike else ' + lane'}]" for j, key in enumerate(plan.parameters)]
    bottom, least_of_lane = least(plan), f"buf[{place['least']} + lane]"
    fetch = [f"{name} = buf[{j * LANES} + lane]" for name, _, j in names]
    if alike:
        before = [*given, *bottom]
    else:
        before = (
            [f"for lane in range({LANES}):", *("    " + line for line in (*given, *bottom, f"{least_of_lane} = least"))] if bottom else []
        )
        fetch += given + ([f"least = {least_of_lane}"] if bottom else [])
    take = [f"{word} = random[{r} * {LANES} + lane]" for r, word in enumerate(("base", "gamma", "stride"))]
    advance = ["random[lane] = base + stride if go else base"] if plan.draws else []
    return BLOCK.format(
        **place,
        name="alike" if alike else "block",
        lanes=LANES,
        passes=PASSES,
        bottom=block(1, *before),
        stream=block(3, *(take if plan.draws else [])),
        fetch=block(3, *fetch),
        look=block(3, *seen.lines),
        move=block(3, *moved.lines),
        keep=block(3, *advance, *(f"buf[{j * LANES} + lane] = {new} if go else {name}" for name, new, j in names)),
    )
