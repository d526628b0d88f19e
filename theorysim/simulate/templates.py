"""Write the drivers around the two texts `look` and `move`: one trajectory, its trace, and 64 trajectories in lock step."""

from theorysim.simulate.lanes import EACH, LANES
from theorysim.simulate.passes import look, move, reported
from theorysim.simulate.plan import Plan
from theorysim.simulate.rows import block, in_rows
from theorysim.simulate.source import Writer, laws, mangle, within

SCALAR = """
def advance(state, p, key, eps, k, limit, out, back):
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
{back}
{value}
{store}
    out[0] = f
    out[1] = t_norm
    out[2] = c
    out[3] = {outcome}
    return k


def repeats(state, p, key, eps, window):
{repeats}
    return False


def onward(state, p, key, eps, k, limit, out):
    mark = 1024
    while mark <= k:
        mark *= 2
    while True:
        k = advance(state, p, key, eps, k, min(mark, limit), out, np.nan)
        if out[3] != 1.0 or k < mark:
            return k
        if repeats(state, p, key, eps, np.int64(32)):
            out[3] = 5.0
            return k
        mark *= 2
        if k >= limit:
            return k


def scalar(state, p, key, eps, k, steps, out):
    k = onward(state, p, key, eps, k, steps, out)
    if out[3] == 1.0 and repeats(state, p, key, eps, min(1024, 2 + steps // 16)):
        out[3] = 5.0
    return k


def trace(state, p, key, eps, k, times, ks, points, values, norms, out):
    d = points.shape[1]
    for i in range(times.shape[0]):
        k = onward(state, p, key, eps, k, times[i], out)
        ks[i] = k
        for j in range(d):  # here and below, element by element: slices that are assigned compile twice as long
            points[i, j] = state[{output} * d + j]
        values[i] = out[0]
        norms[i] = out[1]
        if out[3] != 1.0:
            return i + 1
    return times.shape[0]
"""

# an integer that is written out has a type of its own, for which a function is compiled again: hence np.int64(0)
REPEATS = """
    held, end = np.empty(state.shape[0]), np.empty(4)  # the driver is called: a second copy of the step would compile as long again
    for j in range(state.shape[0]):
        held[j] = state[j]
    n, first = np.int64(0), state[0]
    while n < window:  # from one place where the first number is that of the state to the next
        m = advance(held, p, key, eps, n, window, end, first)
        if m == n or held[0] != first:
            return False
        if same(held, state):
            return True
        n = m
"""

WIDE = """
def lanes(starts, P, keys, E, steps, T, outcome):
    n = starts.shape[0]
    random = np.zeros(3 * {lanes}, np.uint64)
    key = np.zeros(2, np.uint64)
    raw = np.zeros({size} + 8)
    buf = raw[(-raw.ctypes.data % 64) // 8 :]  # on a cache line: else every store of a lane crosses two
    who = np.full({lanes}, -1)
    marks = np.zeros({lanes}, np.int64)
    state, p, out = np.zeros({states}), np.zeros({count}), np.zeros(4)
    last = float(steps)
    queued, active, closing = 0, 0, False
    for lane in range({lanes}):
        buf[{eps} + lane] = np.inf
    while True:
        for lane in range({lanes}):
            i = who[lane]
            over = closing or buf[{go} + lane] == 0.0
            if i >= 0 and (over or buf[{k} + lane] >= marks[lane]):
                k = take(state, p, key, buf, P, keys, lane, i)
                if over:
                    k = scalar(state, p, key, E[i], k, steps, out)
                elif repeats(state, p, key, E[i], np.int64(32)):
                    over, out[3] = True, 5.0
                marks[lane] *= 2
                if over:
                    T[i] = k if out[3] == 0.0 else -1
                    outcome[i] = int(out[3])
                    who[lane] = i = -1
                    active -= 1
                    buf[{eps} + lane] = np.inf
            if i < 0 and queued < n:
                i = queued
                of_trajectory(p, key, P, keys, i)
{begin}
{seed}
                put(buf, state, p, least, E[i], lane)
                marks[lane] = 1024
                who[lane] = i
                queued += 1
                active += 1
        if closing:
            break
        closing = queued >= n and active <= 4  # what is left runs to its end one by one
        alive, blocks = active, 0
        while not closing and alive == active and blocks < 64:  # look at the lanes one by one only when one has stopped, or for a cycle
            for _ in range(16):
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
            alive = 0
            for lane in range({lanes}):
                alive += int(buf[{go} + lane])
            blocks += 1
"""

QUEUE = """
def lanes(starts, P, keys, E, steps, T, outcome):
    d = starts.shape[1]
    state, p, key, out = np.zeros({rows} * d), np.zeros(P.shape[0]), np.zeros(2, np.uint64), np.zeros(4)
    for i in range(starts.shape[0]):
        of_trajectory(p, key, P, keys, i)
        for j in range({rows} * d):
            state[j] = 0.0
        for j in range(d):
{begin}
        k = scalar(state, p, key, E[i], 0, steps, out)
        T[i] = k if out[3] == 0.0 else -1
        outcome[i] = int(out[3])
"""


def drivers(plan: Plan) -> str:
    """Return the text of all drivers of a plan."""
    seen, moved, last = look(plan), move(plan), Writer(plan)
    if not any(line.startswith("f = ") for line in seen.lines):
        last.value("f", reported(plan))  # a value that no step needs is computed once, at the end
    rows = ["x", *(f"s_{name}" for name, _ in plan.slots)]
    fresh = ["n_x", *(f"n_{name}" for name, _ in plan.slots)]
    unpack = [f"{mangle(key)} = p[{j}]" for j, key in enumerate(plan.parameters)]
    arrays = list(seen.arrays | moved.arrays | last.arrays)
    texts = {"look": seen.lines, "move": moved.lines, "value": last.lines}
    written = narrow(plan, rows, fresh, texts) if plan.d else in_rows(rows, fresh, arrays, texts, plan.bounds[0])
    written |= {"base": block(2, "base = key[0] + np.uint64(k) * stride"), "output": str(plan.output)}
    written["back"] = block(2, *(["if x0 == back:" if plan.d else "if x[0] == back:", "    break"] if plan.autonomous else []))
    head = block(1, *([] if plan.d else [f"d = state.shape[0] // {len(rows)}"]), *unpack, *least(plan), *stream(plan))
    if not plan.draws:
        written["base"] = block(2, "pass")
    text = laws(plan) + SCALAR.format(head=head, repeats=REPEATS if plan.autonomous else block(1, "pass"), **written)
    return text + (wide(plan, seen, moved, rows, fresh) if plan.d else QUEUE.format(rows=len(rows), begin=block(3, *begin(plan, "d", "j"))))


def stream(plan: Plan) -> list[str]:
    """Write the stride of a stream: how far one step advances it."""
    shared, own = plan.numbers
    numbers = str(shared + own * plan.d) if plan.d else f"{shared} + {own} * d"
    return ["gamma = key[1]", f"stride = gamma * np.uint64({numbers})"] if plan.draws else []


def least(plan: Plan) -> list[str]:
    """Write the minimum of the objective; that of a separable one is summed over the coordinates, as its values are."""
    minimum = plan.objective.minimum
    if minimum is None:
        return ["least = np.nan"]
    w = Writer(plan)
    call = f"float(floor({w.call(minimum, 'x', 0)}))"
    if not plan.objective.separable:
        return [f"least = {call}"]
    return ["least = 0.0", f"for _ in range({plan.d or 'd'}):", f"    least = least + {call}"]


def begin(plan: Plan, d: str, j: str) -> list[str]:
    """Write the state at the start of trajectory i, coordinate j."""
    lines = [f"state[{j}] = starts[i, {j}]"]
    return lines + [f"state[{s} * {d} + {j}] = starts[i, {j}]" for s, (_, kind) in enumerate(plan.slots, 1) if kind == "start"]


def numbered(d: int, rows: list[str], fresh: list[str]) -> list[tuple[str, str, int]]:
    """Return, for each number of the state, its name, the name of its next value and its place."""
    return [(f"{row}{i}", f"{new}{i}", r * d + i) for r, (row, new) in enumerate(zip(rows, fresh, strict=True)) for i in range(d)]


def narrow(plan: Plan, rows: list[str], fresh: list[str], texts: dict[str, list[str]]) -> dict[str, str]:
    """Write how the drivers of one trajectory hold few coordinates: in names."""
    names = numbered(plan.d, rows, fresh)
    inside = " & ".join(f"(abs(x{i}) <= 1e150)" for i in range(plan.d))
    number = " & ".join(f"(x{i} == x{i})" for i in range(plan.d))
    legal = " & ".join(filter(None, (within(b, f"x{i}") for i, b in enumerate(plan.bounds)))) or "True"
    return {
        "load": block(1, *(f"{name} = state[{j}]" for name, _, j in names)),
        "look": block(2, *texts["look"]),
        "move": block(2, *texts["move"]),
        "assign": block(2, *(f"{name} = {new}" for name, new, _ in names)),
        "value": block(1, *texts["value"]),
        "store": block(1, *(f"state[{j}] = {name}" for name, _, j in names)),
        "outcome": f"outcome_of({inside}, {number}, c, eps, {legal}, fin)",
    }


def wide(plan: Plan, seen: Writer, moved: Writer, rows: list[str], fresh: list[str]) -> str:
    """Write the lane driver: every quantity of a lane is a row of one buffer, so that the loop over lanes vectorises."""
    states, count = plan.d * len(rows), len(plan.parameters)
    names = numbered(plan.d, rows, fresh)
    start = [line for i in range(plan.d) for line in begin(plan, str(plan.d), str(i))]
    zero = [f"state[{s * plan.d + i}] = 0.0" for s, (_, kind) in enumerate(plan.slots, 1) if kind == "zero" for i in range(plan.d)]
    place = {name: (states + count + r) * LANES for r, name in enumerate(EACH)}
    fetch = [f"{name} = buf[{j * LANES} + lane]" for name, _, j in names]
    fetch += [f"{mangle(key)} = buf[{(states + j) * LANES} + lane]" for j, key in enumerate(plan.parameters)]
    put = [f"random[{r} * {LANES} + lane] = {word}" for r, word in enumerate(("key[0]", "gamma", "stride"))]
    take = [f"{word} = random[{r} * {LANES} + lane]" for r, word in enumerate(("base", "gamma", "stride"))]
    advance = ["random[lane] = base + stride if go else base"] if plan.draws else []
    return WIDE.format(
        **place,
        size=(states + count + 4) * LANES,
        lanes=LANES,
        states=states,
        count=count,
        begin=block(
            4,
            *start,
            *zero,
            *(f"{mangle(key)} = p[{j}]" for j, key in enumerate(plan.parameters)),
            *least(plan),
        ),
        seed=block(4, *([*stream(plan), *put] if plan.draws else [])),
        stream=block(5, *(take if plan.draws else [])),
        fetch=block(5, *fetch, f"least = buf[{place['least']} + lane]"),
        look=block(5, *seen.lines),
        move=block(5, *moved.lines),
        keep=block(5, *advance, *(f"buf[{j * LANES} + lane] = {new} if go else {name}" for name, new, j in names)),
    )
