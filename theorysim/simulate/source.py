"""Write the text of the drivers for one combination of method, objective, oracle and criterion.

Up to four coordinates are scalars with their index in the name (`x0`, `x1`); more are rows of arrays. One pass is
`look` (value, gradient, criterion, may it go on) and `move` (the stages). Every driver is made of the same two texts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from theorysim.domains import Domain, parameters
from theorysim.model import Method, Objective, Oracle, Quantity

LANES = 32
INLINE = 4  # coordinates that are written out
CHAINS = ("asked", "start", "zero", "coordinate")


@dataclass(frozen=True)
class Plan:
    """What a text is written from; `d` is 0 for arrays of any length."""

    method: Method
    objective: Objective
    criterion: Quantity
    oracle: Oracle | None
    d: int

    @property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """The memory slots in order of appearance: (name, "start" or "zero")."""
        found = {p.name: p.domain.name for s in self.method.stages for p in parameters(s) if p.domain.name in ("start", "zero")}
        return tuple(found.items())

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters in the order of the drivers' array, keyed by role."""
        own = {p.name: None for body in bodies(self.objective) for p in parameters(body) if p.domain.name != "coordinate"}
        keyed = [f"method.{p.name}" for p in self.method.parameters] + [f"objective.{name}" for name in own]
        return (*keyed, *(f"oracle.{name}" for name in self.noise))

    @property
    def noise(self) -> tuple[str, ...]:
        return () if self.oracle is None else tuple(p.name for p in self.oracle.parameters if p.domain.name not in CHAINS)

    @property
    def rows(self) -> int:
        """The number of state rows: x and the memory slots."""
        return 1 + len(self.slots)

    @property
    def bounds(self) -> tuple[Domain, ...]:
        """The domain of each coordinate that is written out."""
        found = tuple(p.domain for p in parameters(self.objective.value) if p.domain.name == "coordinate")
        return found * max(self.d, 1) if self.objective.separable else found


def bodies(objective: Objective) -> tuple[Callable[..., object], ...]:
    """Give the bodies of an objective that a run needs."""
    return tuple(b for b in (objective.value, objective.gradient, objective.minimum) if b is not None)


def mangle(key: str) -> str:
    return "p_" + key.replace(".", "_")


class Writer:
    """Collects lines; `each` writes one line per coordinate, or one line in a loop over them."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.lines: list[str] = []
        self.arrays: dict[str, None] = {}

    def put(self, *lines: str) -> None:
        self.lines += lines

    def at(self, name: str, i: int) -> str:
        if self.plan.d:
            return f"{name}{i}"
        self.arrays[name] = None
        return f"{name}[j]"

    def each(self, write: Callable[[int], list[str]]) -> None:
        if self.plan.d:
            for i in range(self.plan.d):
                self.put(*write(i))
        else:
            self.put("for j in range(d):", *("    " + line for line in write(0)))

    def norm(self, name: str) -> str:
        if not self.plan.d:
            self.arrays[name] = None
            return f"norm_of_array({name})"
        return f"norm{self.plan.d}({', '.join(f'{name}{i}' for i in range(self.plan.d))})"

    def objective(self, body: Callable[..., object]) -> str:
        keys = [mangle(f"objective.{p.name}") for p in parameters(body) if p.domain.name != "coordinate"]
        return "".join(f", {key}" for key in keys)

    def value(self, target: str, point: str) -> None:
        tail = self.objective(self.plan.objective.value)
        if self.plan.objective.separable:
            self.put(f"{target} = 0.0")
            self.each(lambda i: [f"{target} = {target} + value({self.at(point, i)}{tail})"])
        else:
            self.put(f"{target} = value({', '.join(self.at(point, i) for i in range(self.plan.d))}{tail})")

    def gradient(self, target: str, point: str) -> None:
        tail = self.objective(self.plan.objective.gradient)
        if self.plan.objective.separable or self.plan.d == 1:
            self.each(lambda i: [f"{self.at(target, i)} = gradient({self.at(point, i)}{tail})"])
        else:
            coordinates = range(self.plan.d)
            self.put(f"{', '.join(f'{target}{i}' for i in coordinates)} = gradient({', '.join(f'{point}{i}' for i in coordinates)}{tail})")


def look(plan: Plan) -> Writer:
    """Write: value `f`, true gradient `t`, criterion `c`, and whether the run, if it has `room`, may `go` on."""
    w = Writer(plan)
    asked = [p.name for p in parameters(plan.criterion.body)]
    known = {"value": "f", "g_norm": "t_norm", "x_norm": "x_norm", "minimum": "least"}
    if unknown := [name for name in asked if name not in known]:
        raise TypeError(f"the criterion asks for {unknown[0]!r}; it may ask for value, g_norm, x_norm, minimum")
    w.value("f", "x")
    w.gradient("t", "x")
    w.put(f"t_norm = {w.norm('t')}")
    if "x_norm" in asked:
        w.put(f"x_norm = {w.norm('x')}")
    w.put(f"c = criterion({', '.join(known[name] for name in asked)})", "go = room")
    w.each(lambda i: [f"go = go & (abs({w.at('x', i)}) <= 1e150)"])
    for i, domain in enumerate(plan.bounds[: plan.d or 1]):
        if inside := within(domain, w.at("x", i)):
            w.each(lambda j, test=inside, only=i: [f"go = go & {test}"] if j == only else [])  # type: ignore[misc]
    w.put("go = go & (c > eps)")  # last: it is known last, and a test after it would lengthen the chain of a lane
    return w


def within(domain: Domain, x: str) -> str:
    """Write the test that a coordinate lies in its domain, empty for the whole line."""
    low = f"({x} {'>' if domain.low_open else '>='} {domain.low!r})" if domain.low > -float("inf") else ""
    high = f"({x} {'<' if domain.high_open else '<='} {domain.high!r})" if domain.high < float("inf") else ""
    return " & ".join(filter(None, (low, high)))


def move(plan: Plan) -> Writer:
    """Write the stages: from x, t and the memory `s_*` to `n_x` and `n_*`."""
    w = Writer(plan)
    moved = any(stage.__name__ == "y" for stage in plan.method.stages[:-1])
    made: list[str] = []
    if not moved:
        see(w, "t")
    for number, stage in enumerate(plan.method.stages):
        last = number == len(plan.method.stages) - 1
        for p in parameters(stage):
            ask(w, p.name, p.domain.name, made)
        targets = ["n_x", *(f"n_{name}" for name, _ in plan.slots)] if last else [f"r_{stage.__name__}"]
        w.each(partial(call, w, number, targets, tuple(made)))
        made.append(stage.__name__)
        if stage.__name__ == "y" and not last:
            w.gradient("u", "r_y")
            see(w, "u")
    return w


def call(w: Writer, number: int, targets: list[str], made: tuple[str, ...], i: int) -> list[str]:
    """Write the call of one stage for one coordinate."""
    given = ", ".join(argument(w, p.name, p.domain.name, made, i) for p in parameters(w.plan.method.stages[number]))
    return [f"{', '.join(w.at(t, i) for t in targets)} = stage{number}({given})"]


def see(w: Writer, gradient: str) -> None:
    """Write what the method sees, `g`, through the oracle."""
    oracle = w.plan.oracle
    if oracle is None:
        w.each(lambda i: [f"{w.at('g', i)} = {w.at(gradient, i)}"])
        return
    norms = {"g_norm": gradient, "x_norm": "x"}
    names = parameters(oracle.perturb)
    for p in names:
        if p.domain.name == "asked" and p.name not in norms:
            raise TypeError(f"the oracle asks for {p.name!r}; it may ask for g_norm, x_norm")
        if p.domain.name == "asked":
            w.put(f"o_{p.name} = {w.norm(norms[p.name])}")

    def noisy(i: int) -> list[str]:
        given = {"g": w.at(gradient, i)} | {name: f"o_{name}" for name in norms}
        return [f"{w.at('g', i)} = perturb({', '.join(given.get(p.name, mangle(f'oracle.{p.name}')) for p in names)})"]

    w.each(noisy)


def ask(w: Writer, name: str, domain: str, made: list[str]) -> None:
    """Write what a stage asks for by name: a norm, or the value at a point that was made."""
    if domain != "asked":
        return
    of, what = (name.removesuffix("_norm"), "norm") if name.endswith("_norm") else (name.removeprefix("f_"), "value")
    row = of if of in ("x", "g") else f"r_{of}"
    if name in ("f", "value"):
        w.put(f"a_{name} = f")
    elif of not in ("x", "g", *made) or name == of:
        raise TypeError(f"a stage asks for {name!r}; it may ask for f, g_norm, x_norm, NAME_norm, f_NAME of an earlier stage NAME")
    elif what == "norm":
        w.put(f"a_{name} = {w.norm(row)}")
    else:
        w.value(f"a_{name}", row)


def argument(w: Writer, name: str, domain: str, made: tuple[str, ...], i: int) -> str:
    """Write one argument of a stage."""
    if domain == "asked":
        return f"a_{name}"
    if domain in ("start", "zero"):
        return w.at(f"s_{name}", i)
    if name in made:
        return w.at(f"r_{name}", i)
    if name in ("x", "g"):
        return w.at(name, i)
    return "f" if name == "f" else mangle(f"method.{name}")
