"""Write the two texts that every driver is made of: `look` at the point, and `move`, one step of the method."""

from collections.abc import Callable
from functools import partial
from typing import Any

from theorysim.domains import DRAWS, MEMORY, SAMPLES, Parameter, parameters
from theorysim.entries import given_by_user
from theorysim.simulate.plan import Plan
from theorysim.simulate.source import Writer, drawn, mangle, within

AT_POINT = {"value": "f", "g_norm": "t_norm", "x_norm": "o_norm", "minimum": "least", "done": "fin"}


def reported(plan: Plan) -> str:
    """Name the row that a run reports."""
    return "x" if plan.method.output == "x" else f"s_{plan.method.output}"


def look(plan: Plan) -> Writer:
    """Write: true gradient `t`, criterion `c`, whether the method has `fin`ished, and whether the run may `go` on."""
    w, point = Writer(plan), reported(plan)
    criterion = plan.criterion
    asked = plan.asked
    if "value" in asked or point == "x" and asks_value(plan):
        w.value("f", point)
    w.gradient("t", point)
    w.put(f"t_norm = {w.norm('t')}")
    w.put("now = k + 1.0")
    if "x_norm" in asked:
        w.put(f"o_norm = {w.norm(point)}")
    words = dict(AT_POINT)
    for n, ask in enumerate(criterion.asks):
        w.fold("quantity", n, ask, point, f"c_{ask.__name__}")
        words[ask.__name__] = f"c_{ask.__name__}"
    if plan.asks_clarke:
        clarke(w, point)
        words |= {"clarke_low": "c_low", "clarke_high": "c_high"}
    w.put("fin = False")
    if plan.method.done is not None:
        ended(w, "done", plan.method.done, "fin")
    given = []
    for p in parameters(criterion.body):
        if p.domain.role == "asked":
            given.append("(1.0 if fin else 0.0)" if p.name == "done" else words[p.name])
        else:
            given.append({"step": "now", "dimension": w.place("dimension", "x", 0)}.get(p.domain.role, mangle(f"quantity.{p.name}")))
    w.put(f"c = criterion({', '.join(given)})", "go = room" if plan.method.done is None else "go = room & (not fin)")
    w.all(lambda i: [f"(abs({w.at('x', i)}) <= 1e150)", *filter(None, [within(plan.bounds[i], w.at("x", i))])])
    w.put("go = go & (c > eps)")  # last: it is known last, and a test after it would lengthen the chain of a lane
    return w


def asks_value(plan: Plan) -> bool:
    return any(p.name == "f" for s in plan.method.stages for p in parameters(s))


def clarke(w: Writer, point: str) -> None:
    """Write the interval of generalized gradients within the quantity's delta."""
    body = w.plan.objective.clarke
    if body is None or not w.plan.d:
        raise TypeError("the criterion asks for generalized gradients in a ball, which the objective does not declare")
    given = [
        w.at(point, 0) if p.domain.role == "coordinate" else mangle("quantity.delta" if p.name == "radius" else f"objective.{p.name}")
        for p in parameters(body)
    ]
    w.put(f"c_low, c_high = clarke({', '.join(given)})")


def ended(w: Writer, role: str, body: Callable[..., Any], target: str, row: str = "s") -> None:
    """Write a condition of the method on its memory, of which the first coordinate speaks."""
    given = []
    for p in parameters(body):
        if p.domain.role == "asked":
            of = p.name.removesuffix("_norm")
            name = of if of == "x" else f"{row}_{of}"
            if not p.name.endswith("_norm") or of != "x" and of not in dict(w.plan.slots):
                raise TypeError(f"{role} asks for {p.name!r}; it may ask for x_norm or NAME_norm of a memory slot NAME")
            w.put(f"e_{p.name} = {w.norm(name)}")
            given.append(f"e_{p.name}")
        elif p.domain.role in MEMORY:
            given.append(f"{row}_{p.name}0" if w.plan.d else f"{row}_{p.name}[0]")
            w.arrays[f"{row}_{p.name}"] = None
        else:
            given.append("now" if p.domain.role == "step" else mangle(f"method.{p.name}"))
    w.put(f"{target} = {role}({', '.join(given)}) > 0")


class Move:
    """Writes one step: from x, t and the memory `s_*` to `n_x` and `n_*`."""

    def __init__(self, plan: Plan):
        self.plan, self.w = plan, Writer(plan)
        self.made: dict[str, str] = {}  # a stage that is done, and the row that it made
        self.exact: dict[str, str] = {}  # what is seen without an oracle, and the row of the gradient that it is
        self.there: set[str] = {"f", "t_norm"} if reported(plan) == "x" else set()
        self.names = [stage.__name__ for stage in plan.method.stages]
        self.asking = max([self.names.index(n) for n in ("y", "v") if n in self.names[: plan.method.moves]], default=-1)

    def text(self) -> Writer:
        plan, w = self.plan, self.w
        if self.asking < 0:
            self.ask_oracle()
        for number, stage in enumerate(plan.method.stages):
            self.stage(number, stage)
            if number == self.asking:
                self.ask_oracle()
        if plan.method.restart is not None:
            ended(w, "restart", plan.method.restart, "again", "n")
            for name, kind in plan.slots:
                w.each(partial(self.anew, f"n_{name}", kind))
        return w

    def anew(self, row: str, kind: str, i: int) -> list[str]:
        first = self.w.at("n_x", i) if kind == "start" else "0.0"
        return [f"{self.w.at(row, i)} = {first} if again else {self.w.at(row, i)}"]

    def row(self, name: str) -> str:
        """Name the row of a point: x, g, what a stage made, a memory slot."""
        if name in ("x", "g"):
            return self.exact.get(name, name)
        if name in self.made:
            return self.made[name]
        if name in dict(self.plan.slots):
            return f"s_{name}"
        raise TypeError(f"a stage asks about {name!r}, which is not x, g, an earlier stage or a memory slot")

    def stage(self, number: int, stage: Callable[..., Any]) -> None:
        plan, w, name = self.plan, self.w, stage.__name__
        for p in parameters(stage):
            if p.domain.role == "asked" or p.name == "f":
                self.supply(p)
        moving, after = number == plan.method.moves, number > plan.method.moves
        if moving:
            targets = ["n_x", *(f"n_{slot}" for slot in plan.moved_slots)]
        elif after:
            targets = [f"n_{name}" if name in dict(plan.slots) else "n_x"]
        else:
            targets = [f"r_{name}"]

        def one(i: int) -> list[str]:
            given = ", ".join(self.argument("method", p, i) for p in parameters(stage))
            return [f"{', '.join(w.at(t, i) for t in targets)} = stage{number}({given})"]

        w.each(one)
        self.made[name] = targets[0]
        if moving:
            self.made["step"] = "n_x"
            for slot, _ in plan.slots:
                if slot not in (*plan.moved_slots, *self.names[number:]):
                    w.each(lambda i, s=slot: [f"{w.at(f'n_{s}', i)} = {w.at(f's_{s}', i)}"])  # type: ignore[misc]

    def argument(self, role: str, p: Parameter, i: int) -> str:
        """Write one argument of a stage or of the oracle."""
        w, kind, name = self.w, p.domain.role, p.name
        if kind in MEMORY:
            return w.at(f"s_{name}", i)
        if kind in DRAWS:
            words = {q.name: mangle(f"{role}.{q.name}") for q in given_by_user(*getattr(p.domain, "probabilities", ()))}
            return drawn(self.plan, role, name, p.domain, i, words)
        if kind in ("index", "dimension"):
            return w.place(kind, "x", i)
        if kind == "step":
            return "now"
        if role == "method":
            if name in self.made:
                return w.at(self.made[name], i)
            if name in ("x", "g"):
                return w.at(self.exact.get(name, name), i)
            if name == "full":
                return w.at(self.full, i)
            if kind == "asked" and name.startswith("g_") and name != "g_norm":
                return w.at(self.exact.get(f"a_{name}", f"a_{name}"), i)
            if kind == "asked" or name == "f":
                return f"a_{name}"
        return mangle(f"{role}.{name}")

    @property
    def full(self) -> str:
        """Name the row of the true gradient at x."""
        return "t" if reported(self.plan) == "x" else "tx"

    def need(self, what: str) -> None:
        """Write value or gradient at x, once, where the run reports another point."""
        if what in self.there or reported(self.plan) == "x":
            return
        self.there.add(what)
        if what == "fx":
            self.w.value("fx", "x")
        else:
            self.w.gradient("tx", "x")

    def supply(self, p: Parameter) -> None:
        """Write what a stage asks for by name."""
        w, name = self.w, p.name
        if name == "f":
            self.need("fx")
            w.put(f"a_f = {'f' if reported(self.plan) == 'x' else 'fx'}")
        elif name == "full":
            self.need("tx")
        elif name.endswith("_norm"):
            w.put(f"a_{name} = {w.norm(self.row(name.removesuffix('_norm')))}")
        elif name.startswith("f_"):
            w.value(f"a_{name}", self.row(name.removeprefix("f_")))
        elif name.startswith("g_"):
            point = self.row(name.removeprefix("g_"))
            self.see(f"a_{name}", f"u_{name}", point, None)
        else:
            raise TypeError(f"a stage asks for {name!r}; it may ask for f, full, f_NAME, g_NAME, NAME_norm")

    def ask_oracle(self) -> None:
        """Write what the method sees, `g`: at x or at y, along v."""
        along = self.made.get("v") if self.plan.along else None
        point = self.made.get("y", "x")
        if point == "x" and along is None and not self.plan.samples:
            self.need("tx")
            self.see("g", self.full, "x", None, known=True)
        else:
            self.see("g", "u", point, along)

    def see(self, target: str, gradient: str, point: str, along: str | None, known: bool = False) -> None:
        """Write what the oracle shows at a point."""
        w, oracle = self.w, self.plan.oracle
        if not known and (oracle is None or any(p.name == "g" for p in parameters(oracle.perturb))):
            w.gradient(gradient, point, along)
        if oracle is None:
            self.exact[target] = gradient
            return
        norms = {"g_norm": gradient, "x_norm": point}
        folds = {ask.__name__: n for n, ask in enumerate(oracle.asks)}
        for p in parameters(oracle.perturb):
            if p.domain.role == "asked" and p.name in norms:
                w.put(f"o_{p.name} = {w.norm(norms[p.name])}")
            elif p.domain.role == "asked" and p.name in folds:
                w.fold("oracle", folds[p.name], oracle.asks[folds[p.name]], point, f"o_{p.name}")
            elif p.domain.role == "asked":
                raise TypeError(f"the oracle asks for {p.name!r}; it may ask for {', '.join([*norms, *folds])}")
            elif p.domain.role in SAMPLES:
                self.sample(p, f"b_{p.name}", point, along)

        def noisy(i: int) -> list[str]:
            return [f"{w.at(target, i)} = perturb({', '.join(self.seen(p, gradient, along, i) for p in parameters(oracle.perturb))})"]

        w.each(noisy)

    def seen(self, p: Parameter, gradient: str, along: str | None, i: int) -> str:
        """Write one argument of the oracle."""
        if p.name == "g":
            return self.w.at(gradient, i)
        if p.domain.role == "asked":
            return f"o_{p.name}"
        if p.domain.role in SAMPLES:
            return self.w.at(f"b_{p.name}", i)
        if p.domain.role == "direction":
            return self.w.at(along, i) if along else "0.0"
        return self.argument("oracle", p, i)

    def sample(self, p: Parameter, target: str, point: str, along: str | None) -> None:
        """Write the mean gradient over a minibatch of `batch` terms."""
        w, n = self.w, self.plan.objective.parts
        if not n:
            raise TypeError("the oracle takes terms of a finite sum, and the objective is none")
        if not any(q.name == "batch" for q in given_by_user(self.plan.oracle.perturb)):  # type: ignore[union-attr]
            raise TypeError("an oracle that takes terms of a finite sum needs a parameter `batch`")
        batch, kind = mangle("oracle.batch"), p.domain.role
        size = "1" if self.plan.one_term else f"min(int({batch}), {n})" if kind == "without replacement" else f"int({batch})"
        w.put(f"taken, size = 0, {size}")
        w.each(lambda i: [f"{w.at(target, i)} = 0.0"])
        if kind != "in turn":
            slot = next(x.slot for x in self.plan.draws if (x.role, x.name) == ("oracle", p.name))
            w.put(f"seed = bits(base, gamma, {slot})")
        if kind == "without replacement":
            w.put(f"for part in range({n}):", f"    if chosen(seed, part, taken, size, {n}):", "        taken += 1")
            mark = len(w.lines)
            w.add_part(target, point, along, "1.0")
            w.lines[mark:] = ["    " + line for line in w.lines[mark:]]
        else:
            which = f"sampled(seed, turn, {n})" if kind == "with replacement" else f"turned(k * size + turn, {n})"
            w.put("for turn in range(size):", f"    part = {which}")
            w.add_part(target, point, along, "1.0")
        w.each(lambda i: [f"{w.at(target, i)} = {w.at(target, i)} / size"])


def move(plan: Plan) -> Writer:
    return Move(plan).text()
