"""Write one run as a loop in C, from the records: what their contract says of a step, line by line, around bodies that are printed.

Nothing of the drivers' text is used: the reference is a second writing of the same contract, until the gradient is small. Rows of
coordinates are arrays with a cell of 0 at each end. Few coordinates are known to the compiler, more when the loop begins.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from theorysim.bench.in_c import Printer
from theorysim.bench.words_in_c import Operand, Value
from theorysim.domains import MEMORY, SAMPLES, Parameter, parameters
from theorysim.simulate import compose
from theorysim.simulate.plan import Plan
from theorysim.simulate.streams import KERNELS

SIGNATURE = "int64_t {}(double *state, const double *p, const uint64_t *key, double eps, int64_t k, int64_t limit, int64_t dim)"
NORMS: dict[str, Any] = vars(compose)["NORMS"]
NO_MORE = 1e150  # a coordinate beyond it ends a run
NOTHING: Mapping[str, Operand] = {}


class Loop:
    """Writes one loop; `costly` are the transcendental words of a step."""

    def __init__(self, printer: Printer, plan: Plan, d: int):
        self.printer, self.plan, self.method, self.objective = printer, plan, plan.method, plan.objective
        self.d = d if f"norm{d}" in NORMS and self.objective.form != "vector" else 0  # 0: known only when the loop begins
        self.lines: list[str] = []
        self.costly: set[str] = set()
        self.rows: dict[str, None] = {}  # every array of coordinates
        self.numbers: dict[str, None] = {}  # every number of a step
        self.made: dict[str, str] = {"x": "x", "g": "g"}  # the row of each point that has a name
        self.reported = "x" if self.method.output == "x" else f"s_{self.method.output}"
        self.in_place = self.method.moves == len(self.method.stages) - 1 and self.method.restart is None

    def text(self, name: str) -> None:
        """Add the function to what the printer holds."""
        self.look()
        self.put("if (!go) break;")
        self.move()
        places = {row: f"state[{r} * d + j]" for r, row in enumerate(("x", *(f"s_{slot}" for slot, _ in self.plan.slots)))}
        load = [f"for (int64_t j = 0; j < d; j++) {self.at(row)} = {place};" for row, place in places.items()]
        store = [f"for (int64_t j = 0; j < d; j++) {place} = {row}[j];" for row, place in places.items()]
        shared, own = self.plan.numbers
        words = [f"enum {{ d = {self.d} }};" if self.d else "const int64_t d = dim;"]
        words += [f"const double p_{key.replace('.', '_')} = p[{j}];" for j, key in enumerate(self.plan.parameters)]
        words += [f"const uint64_t gamma = key[1], stride = gamma * (uint64_t)({shared} + {own} * d);"] if self.plan.draws else []
        words += [f"double {row}_[d + 2], *const {row} = {row}_ + 1; for (int j = -1; j <= d; j++) {row}[j] = 0.0;" for row in self.rows]
        words += [f"double {number} = 0.0;" for number in self.numbers]
        self.printer.lines += [SIGNATURE.format(name) + " {", *words, *load, "while (1) {", *self.lines, "}", *store, "return k;", "}"]

    def put(self, *lines: str) -> None:
        self.lines += lines

    def let(self, number: str, text: str) -> None:
        self.numbers[number] = None
        self.put(f"{number} = {text};")

    def each(self, line: str) -> None:
        """Write a line for every coordinate j."""
        self.put(f"for (int64_t j = 0; j < d; j++) {{ {line} }}")

    def at(self, row: str, i: str = "j") -> str:
        self.rows[row] = None
        return f"{row}[{i}]"

    def row(self, name: str) -> Value:
        self.rows[name] = None
        return Value(name, "v", length="d")

    def norm(self, row: str) -> str:
        given = [Value(self.at(row, str(i)), "f") for i in range(self.d)] or [self.row(row)]
        return self.kernel(NORMS[f"norm{self.d}" if self.d else "norm_of_array"], *given)

    def kernel(self, kernel: Any, *given: Operand) -> str:
        return self.printer.value(self.printer.call(kernel, given, self.costly)).text

    def call(
        self, role: str, body: Any, i: str = "j", point: str = "x", along: str = "", supplied: Mapping[str, Operand] = NOTHING
    ) -> Value:
        """Write a body of the record of this role, for coordinate i of a point; `supplied` are arguments by name or by role."""
        given, seen = [], Counter[str]()
        for p in parameters(body):
            kind = p.domain.role
            place = str(seen[kind]) if role == "objective" and self.objective.form == "tuple" else i
            seen[kind] += 1
            given.append(supplied.get(p.name) or supplied.get(kind) or self.argument(role, p, place, point, along))
        return self.printer.value(self.printer.call(body, given, self.costly))

    def argument(self, role: str, p: Parameter, i: str, point: str, along: str) -> Value:
        kind = p.domain.role
        if kind in ("uniform", "normal", "finite"):
            return self.draw(role, p, i)
        if kind in ("part", "vector"):
            return Value("part", "i") if kind == "part" else self.row(point)
        if kind in ("coordinate", "left", "right"):
            return Value(self.at(point, i + {"left": " - 1", "right": " + 1"}.get(kind, "")), "f")
        if kind in MEMORY or kind == "direction" and along:
            return Value(self.at(along if kind == "direction" else f"s_{p.name}", i), "f")
        there = {"index": f"({i} + 1.0)", "dimension": "((double)d)", "step": "now", "direction": "0.0"}
        return Value(there.get(kind, f"p_{role}_{p.name}"), "f")

    def draw(self, role: str, p: Parameter, i: str) -> Value:
        """Write a draw for a coordinate."""
        drawn = next(x for x in self.plan.draws if (x.role, x.name) == (role, p.name))
        slot = f"{drawn.slot}" if drawn.shared else f"({drawn.slot} + {self.plan.numbers[1]} * {i})"
        given = Value("base", "u"), Value("gamma", "u"), Value(slot, "i")
        if p.domain.role != "finite":
            return Value(self.kernel(KERNELS[p.domain.role], *given), "f")
        lines = [f"double u = {self.kernel(KERNELS['uniform'], *given)}, z = 0.0, below = 0.0, above;"]
        for n, chance in enumerate(getattr(p.domain, "probabilities", ()), 1):
            lines += [f"above = below + {self.call(role, chance, i).text}; z = (u >= below) & (u < above) ? {n}.0 : z; below = above;"]
        return Value(f"({{ {' '.join(lines)} z; }})", "f")

    def stored(self, targets: list[str], value: Value) -> str:
        """Write a number, or the parts of a tuple, to where they belong."""
        if len(targets) == 1:
            return f"{targets[0]} = {value.text};"
        parts = map(self.printer.value, self.printer.parts(Value("whole", value.kind)))
        put = " ".join(f"{t} = {x.text};" for t, x in zip(targets, parts, strict=True))
        return f"{{ const {self.printer.c_type(value.kind)} whole = {value.text}; {put} }}"

    def value(self, target: str, point: str) -> None:
        """Write the value at a point: the sum over coordinates, the mean over terms."""
        parts, many = self.objective.parts, self.objective.form == "sum"
        line = f"{target} += {self.call('objective', self.objective.value, 'j' if many else '0', point).text};"
        self.let(target, "0.0" if many or parts else "-0.0")
        self.put(*([f"for (int64_t part = 0; part < {parts}; part++) {{"] if parts else []))
        self.each(line) if many else self.put(line)
        self.put(*(["}", f"{target} /= {parts};"] if parts else []))

    def gradient(self, target: str, point: str, along: str = "") -> None:
        """Write the gradient at a point: the mean over terms where there are any."""
        if n := self.objective.parts:
            return self.mean(target, point, along, f"for (int64_t part = 0; part < {n}; part++) {{", str(n))
        self.term(target, point, along)

    def mean(self, target: str, point: str, along: str, loop: str, count: str) -> None:
        """Write the mean gradient over the terms that a loop goes through."""
        self.each(f"{self.at(target)} = 0.0;")
        self.put(loop)
        self.term("q", point, along)
        self.each(f"{target}[j] += q[j];")
        self.put("}")
        self.each(f"{target}[j] /= {count};")

    def term(self, target: str, point: str, along: str) -> None:
        """Write the gradient of the objective, or of the term `part`."""
        body, form = self.objective.gradient, self.objective.form
        whole = self.call("objective", body, "j", point, along, {"filled": self.row(target)})
        if form == "sum":
            return self.each(f"{target}[j] = {whole.text};")
        self.put(f"{whole.text};" if form == "vector" else self.stored([f"{target}[{i}]" for i in range(self.d)], whole))

    def look(self) -> None:
        """Write the gradient at the point that is reported, and whether the run goes on."""
        if self.reported == "x" and any(p.name == "f" for s in self.method.stages for p in parameters(s)):
            self.value("a_f", "x")
        self.gradient("t", self.reported)
        self.made |= {"full": "t"} if self.reported == "x" else {}
        self.let("t_norm", self.norm("t"))
        self.put("const double now = k + 1.0;", "int go = k < limit;")
        if self.method.done is not None:
            self.put(f"go &= !({self.condition(self.method.done, 's')} > 0);")
        for i, x in enumerate(p.domain for p in parameters(self.objective.value) if p.domain.role == "coordinate"):
            self.put(*[f"go &= x[{i}] {'>' if x.low_open else '>='} {x.low!r};"] * (x.low > -NO_MORE))
            self.put(*[f"go &= x[{i}] {'<' if x.high_open else '<='} {x.high!r};"] * (x.high < NO_MORE))
        self.each(f"go &= fabs(x[j]) <= {NO_MORE!r};")
        self.put("go &= t_norm > eps;")

    def condition(self, body: Any, memory: str) -> str:
        """Write a condition of the method on its memory, of which the first coordinate speaks."""
        supplied: dict[str, Operand] = {}
        for p in parameters(body):
            of = p.name.removesuffix("_norm")
            if p.domain.role == "asked":
                supplied[p.name] = Value(self.norm("x" if of == "x" else f"{memory}_{of}"), "f")
            elif p.domain.role in MEMORY:
                supplied[p.name] = Value(self.at(f"{memory}_{of}", "0"), "f")
        return self.call("method", body, "0", supplied=supplied).text

    def move(self) -> None:
        """Write one step: in place where nothing after it looks back."""
        stages, moves, new = self.method.stages, self.method.moves, "" if self.in_place else "n_"
        names = [stage.__name__ for stage in stages]
        slots = {name: f"{new or 's_'}{name}" for name, _ in self.plan.slots}
        asking = max([names.index(n) for n in ("y", "v") if n in names[:moves]], default=-1)
        if self.plan.draws:
            self.put("const uint64_t base = key[0] + (uint64_t)k * stride;")
        for name, row in slots.items() if new else ():
            self.each(f"{self.at(row)} = s_{name}[j];")
        if asking < 0:
            self.see("g", "x")
        for number, stage in enumerate(stages):
            makes = [f"r_{names[number]}"] if number < moves else [slots.get(names[number], f"{new}x")]
            if number == moves:
                makes = [f"{new}x", *(slots[name] for name in self.plan.moved_slots)]
            self.stage(stage, makes)
            self.made |= {names[number]: makes[0]} | ({"step": f"{new}x"} if number == moves else {})
            if number == asking:
                self.see("g", self.made.get("y", "x"), self.made.get("v", "") if self.plan.along else "")
        if self.method.restart is not None:
            self.put(f"if ({self.condition(self.method.restart, 'n')} > 0) {{")
            for name, kind in self.plan.slots:
                self.each(f"{slots[name]}[j] = {'n_x[j]' if kind == 'start' else '0.0'};")
            self.put("}")
        for name, row in {"x": f"{new}x", **slots}.items() if new else ():
            self.each(f"{name if name == 'x' else f's_{name}'}[j] = {row}[j];")
        self.put("k++;")

    def stage(self, stage: Any, makes: list[str]) -> None:
        """Write one stage of the method: what it asks for, then what it makes."""
        own = {p.name for p in parameters(stage) if p.domain.role in MEMORY}
        numbers = [self.asked(p.name) for p in parameters(stage) if p.domain.role == "asked" or p.name == "f"]
        supplied: dict[str, Operand] = {name: Value(self.at(row), "f") for name, row in self.made.items() if name not in own}
        supplied |= {name: Value(f"a_{name}", "f") for name in numbers if name not in self.made}
        self.each(self.stored([self.at(row) for row in makes], self.call("method", stage, supplied=supplied)))

    def asked(self, name: str) -> str:
        """Write what a stage asks for by name, and return the name."""
        of = name.removesuffix("_norm") if name.endswith("_norm") else name[2:]
        point = self.made.get(of, f"s_{of}")
        if name == "full" and name not in self.made:
            self.gradient("tx", "x")
            self.made["full"] = "tx"
        elif name == "f" and self.reported != "x" or name.startswith("f_"):
            self.value(f"a_{name}", point if name != "f" else "x")
        elif name.endswith("_norm"):
            self.let(f"a_{name}", self.norm(point))
        elif name.startswith("g_"):
            self.see(f"a_{name}", point)
            self.made[name] = self.made[f"a_{name}"]
        return name

    def see(self, target: str, point: str, along: str = "") -> None:
        """Write what the oracle shows at a point; the true gradient at x is known already."""
        oracle, gradient = self.plan.oracle, f"u_{target}"
        takes = parameters(oracle.perturb) if oracle else ()
        if point == "x" and not along and not self.plan.samples:
            self.asked("full")
            gradient = self.made["full"]
        elif oracle is None or any(p.name == "g" for p in takes):
            self.gradient(gradient, point, along)
        self.made[target] = gradient if oracle is None else target
        if oracle is None:
            return
        supplied: dict[str, Operand] = {"g": Value(self.at(gradient), "f")}
        for p in takes:
            if p.domain.role in SAMPLES:
                self.sample(p, f"b_{p.name}", point, along)
                supplied[p.name] = Value(f"b_{p.name}[j]", "f")
            elif p.domain.role == "asked":
                asked = {"g_norm": gradient, "x_norm": point}
                self.let(f"o_{p.name}", self.norm(asked[p.name]) if p.name in asked else "0.0")
                supplied[p.name] = Value(f"o_{p.name}", "f")
        for ask in oracle.asks:
            so_far = Value(f"o_{ask.__name__}", "f")
            self.each(f"{so_far.text} = {self.call('oracle', ask, 'j', point, supplied={'zero': so_far}).text};")
        self.each(f"{self.at(target)} = {self.call('oracle', oracle.perturb, 'j', point, along, supplied).text};")

    def sample(self, p: Parameter, target: str, point: str, along: str) -> None:
        """Write the mean gradient over a minibatch."""
        n, kind = self.objective.parts, p.domain.role
        count, seed, turn, size = Value(f"INT64_C({n})", "i"), Value("seed", "u"), Value("turn", "i"), Value("size", "i")
        slot = Value(str(next((x.slot for x in self.plan.draws if (x.role, x.name) == ("oracle", p.name)), 0)), "i")
        drawn = f"const uint64_t seed = {self.kernel(KERNELS['bits'], Value('base', 'u'), Value('gamma', 'u'), slot)};"
        self.put("{", "int64_t size = (int64_t)p_oracle_batch, taken = 0;", *([] if kind == "in turn" else [drawn]))
        if kind == "without replacement":
            self.put(f"size = size < {n} ? size : {n};")
            chosen = self.kernel(KERNELS["chosen"], seed, Value("part", "i"), Value("taken", "i"), size, count)
            loop = f"for (int64_t part = 0; part < {n}; part++) if ({chosen}) {{ taken++;"
        else:
            which = f"(k * size + turn) % {n}" if kind == "in turn" else self.kernel(KERNELS["sampled"], seed, turn, count)
            loop = f"for (int64_t turn = 0; turn < size; turn++) {{ const int64_t part = {which};"
        self.mean(target, point, along, loop, "(double)size")
        self.put("}")
