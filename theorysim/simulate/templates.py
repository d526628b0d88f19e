"""Write the loops around the two texts `look` and `move`: over the steps of one trajectory, and over the lanes of a block."""

from textwrap import indent

from theorysim.simulate.lanes import EACH, LANES, PASSES
from theorysim.simulate.passes import look, move, reported
from theorysim.simulate.plan import Plan
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

def block(buf, random, last):
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


def block(depth: int, *lines: str) -> str:
    """Indent lines by a number of levels."""
    return indent("\n".join(lines) or "pass", "    " * depth)


def drivers(plan: Plan) -> str:
    """Return the text of all drivers of a plan."""
    seen, moved, last = look(plan), move(plan), Writer(plan)
    if not any(line.startswith("f = ") for line in seen.lines):
        last.value("f", reported(plan))  # a value that no step needs is computed once, at the end
    rows = ["x", *(f"s_{name}" for name, _ in plan.slots)]
    fresh = ["n_x", *(f"n_{name}" for name, _ in plan.slots)]
    unpack = [f"{mangle(key)} = p[{j}]" for j, key in enumerate(plan.parameters)]
    shared = {"look": block(2, *seen.lines), "move": block(2, *moved.lines), "base": block(2, "base = key[0] + np.uint64(k) * stride")}
    written = narrow(plan, [seen, moved, last], rows, fresh) | shared | {"value": block(1, *last.lines)}
    head = block(1, *([] if plan.d else [f"d = state.shape[0] // {len(rows)}"]), *unpack, *least(plan), *stream(plan))
    if not plan.draws:
        written["base"] = block(2, "pass")
    text = laws(plan) + SCALAR.format(head=head, **written)
    return text + (wide(plan, seen, moved, rows, fresh) if plan.d else "")


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


def narrow(plan: Plan, writers: list[Writer], rows: list[str], fresh: list[str]) -> dict[str, str]:
    """Write how the drivers of one trajectory hold their state: in names, or in rows of the state."""
    domain = [within(b, f"x{i}" if plan.d else "x[j]") for i, b in enumerate(plan.bounds[: plan.d or 1])]
    if plan.d:
        names = numbered(plan.d, rows, fresh)
        load = [f"{name} = state[{j}]" for name, _, j in names]
        assign = [f"{name} = {new}" for name, new, _ in names]
        inside = " & ".join(f"(abs(x{i}) <= 1e150)" for i in range(plan.d))
        number = " & ".join(f"(x{i} == x{i})" for i in range(plan.d))
        legal = " & ".join(filter(None, domain)) or "True"
        return {
            "load": block(1, *load),
            "assign": block(2, *assign),
            "store": block(1, *(f"state[{j}] = {name}" for name, _, j in names)),
            "outcome": f"outcome_of({inside}, {number}, c, eps, {legal}, fin)",
        }
    scratch = [name for name in dict.fromkeys([*fresh, *(name for w in writers for name in w.arrays)]) if name not in rows]
    load = [line for name in (*rows, *scratch) for line in (f"{name}_ = np.zeros(d + 2)", f"{name} = {name}_[1:d + 1]")]
    load += ["for j in range(d):", *(f"    {row}[j] = state[{r} * d + j]" for r, row in enumerate(rows))]
    tests = ["number = number & (x[j] == x[j])", "inside = inside & (abs(x[j]) <= 1e150)"]
    tests += [f"legal = legal & {domain[0]}"] if domain[0] else []
    tests += [f"state[{r} * d + j] = {row}[j]" for r, row in enumerate(rows)]
    store = ["number, inside, legal = True, True, True", "for j in range(d):", *("    " + t for t in tests)]
    return {
        "load": block(1, *load),
        "assign": block(2, "for j in range(d):", *(f"    {row}[j] = {new}[j]" for row, new in zip(rows, fresh, strict=True))),
        "store": block(1, *store),
        "outcome": "outcome_of(inside, number, c, eps, legal, fin)",
    }


def wide(plan: Plan, seen: Writer, moved: Writer, rows: list[str], fresh: list[str]) -> str:
    """Write a block of the lane driver: every quantity of a lane is a row of one buffer, so that the loop over lanes vectorises."""
    states, count = plan.d * len(rows), len(plan.parameters)
    names = numbered(plan.d, rows, fresh)
    place = {name: (states + count + r) * LANES for r, name in enumerate(EACH)}
    given = [f"{mangle(key)} = buf[{(states + j) * LANES} + lane]" for j, key in enumerate(plan.parameters)]
    bottom, least_of_lane = least(plan), f"buf[{place['least']} + lane]"
    fetch = [f"{name} = buf[{j * LANES} + lane]" for name, _, j in names] + given + ([f"least = {least_of_lane}"] if bottom else [])
    before = [f"for lane in range({LANES}):", *("    " + line for line in (*given, *bottom, f"{least_of_lane} = least"))]
    take = [f"{word} = random[{r} * {LANES} + lane]" for r, word in enumerate(("base", "gamma", "stride"))]
    advance = ["random[lane] = base + stride if go else base"] if plan.draws else []
    return BLOCK.format(
        **place,
        lanes=LANES,
        passes=PASSES,
        bottom=block(1, *(before if bottom else [])),
        stream=block(3, *(take if plan.draws else [])),
        fetch=block(3, *fetch),
        look=block(3, *seen.lines),
        move=block(3, *moved.lines),
        keep=block(3, *advance, *(f"buf[{j * LANES} + lane] = {new} if go else {name}" for name, new, j in names)),
    )
