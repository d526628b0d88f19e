"""Write lines of driver text: one per coordinate where they are written out, a loop over rows of arrays where they are not.

Up to eight coordinates are scalars with their index in the name (`x0`, `x1`). More are rows of arrays (see `rows`); a row `x` whose
neighbours are read has a cell more at each end, `x_`, which holds 0, so that they are read without a question.
"""

from collections.abc import Callable, Mapping

from theorysim.domains import Domain, parameters
from theorysim.entries import given_by_user
from theorysim.simulate.composition import Draw
from theorysim.simulate.plan import Plan


def mangle(key: str) -> str:
    return "p_" + key.replace(".", "_")


class Writer:
    """Collects lines; `each` writes one line per coordinate, or one line in a loop over them."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.lines: list[str] = []
        self.arrays: dict[str, None] = {}
        self.many = plan.objective.form == "tuple" and plan.d > 1  # the gradient is a tuple

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

    def all(self, tests: Callable[[int], list[str]]) -> None:
        """Write that the run may `go` on only where the tests of every coordinate hold; over rows they are counted, which vectorises."""
        if self.plan.d or self.plan.abreast:
            self.each(lambda i: [f"go = go & {test}" for test in tests(i)])
        else:
            self.put("beyond = 0")
            self.each(lambda i: [f"beyond += 0 if {' & '.join(tests(i))} else 1"])
            self.put("go = go & (beyond == 0)")

    def norm(self, name: str) -> str:
        if not self.plan.d:
            self.arrays[name] = None
            return f"norm_of_array({name})"
        return f"norm{self.plan.d}({', '.join(f'{name}{i}' for i in range(self.plan.d))})"

    def place(self, role: str, point: str, i: int) -> str:
        """Write what a body is told of its coordinate: its place and its neighbours."""
        d = self.plan.d
        if role == "index":
            return f"{i + 1}.0" if d else "(j + 1.0)"
        if role == "dimension":
            return f"{d}.0" if d else "(1.0 * d)"
        step = -1 if role == "left" else 1
        if d:
            return f"{point}{i + step}" if 0 <= i + step < d else "0.0"
        self.arrays[point] = None
        return f"{point}_[j]" if step < 0 else f"{point}_[j + 2]"

    def call(self, body: Callable[..., object], point: str, i: int, along: str | None = None, target: str = "") -> str:
        """Write the arguments of a body of the objective, in order."""
        words, coordinate = [], 0
        for p in parameters(body):
            kind = p.domain.role
            if kind == "coordinate":
                words.append(self.at(point, coordinate if self.plan.objective.form == "tuple" else i))
                coordinate += 1
            elif kind in ("index", "dimension", "left", "right"):
                words.append(self.place(kind, point, i))
            elif kind == "direction":
                before = sum(q.domain.role == "direction" for q in parameters(body)[: parameters(body).index(p)])
                words.append(self.at(along, before if self.many else i) if along else "0.0")
            elif kind in ("vector", "filled"):
                words.append(point if kind == "vector" else target)
                self.arrays[words[-1]] = None
            else:
                words.append("part" if kind == "part" else mangle(f"objective.{p.name}"))
        return ", ".join(words)

    def value(self, target: str, point: str) -> None:
        """Write the value at a point: summed over coordinates, averaged over parts, where the objective is a sum."""
        objective, parts = self.plan.objective, self.plan.objective.parts
        margin = "    " if parts else ""
        if objective.form == "sum" or parts:
            self.put(f"{target} = 0.0")
        if parts:
            self.put(f"for part in range({parts}):")
        if objective.form == "sum":
            mark = len(self.lines)
            self.each(lambda i: [f"{target} = {target} + value({self.call(objective.value, point, i)})"])
            self.lines[mark:] = [margin + line for line in self.lines[mark:]]
        else:
            sum_so_far = f"{target} + " if parts else ""
            self.put(f"{margin}{target} = {sum_so_far}value({self.call(objective.value, point, 0)})")
        if parts:
            self.put(f"{target} = {target} / {parts}")

    def gradient(self, target: str, point: str, along: str | None = None) -> None:
        """Write the gradient at a point, averaged over parts where there are any."""
        parts = self.plan.objective.parts
        if not parts:
            return self.slope(target, point, along)
        self.each(lambda i: [f"{self.at(target, i)} = 0.0"])
        self.put(f"for part in range({parts}):")
        self.add_part(target, point, along, "1.0")
        self.each(lambda i: [f"{self.at(target, i)} = {self.at(target, i)} / {parts}"])

    def add_part(self, target: str, point: str, along: str | None, weight: str) -> None:
        """Write, inside a loop over `part`, that its gradient is added."""
        mark = len(self.lines)
        self.slope("q", point, along)
        times = "" if weight == "1.0" else f"{weight} * "
        self.each(lambda i: [f"{self.at(target, i)} = {self.at(target, i)} + {times}{self.at('q', i)}"])
        self.lines[mark:] = ["    " + line for line in self.lines[mark:]]

    def slope(self, target: str, point: str, along: str | None) -> None:
        """Write the gradient of the objective, or of the term `part`."""
        body = self.plan.objective.gradient
        if self.plan.objective.form == "vector":
            self.arrays[target] = None
            self.put(f"gradient({self.call(body, point, 0, along, target)})")
        elif self.many:
            self.put(f"{', '.join(f'{target}{i}' for i in range(self.plan.d))} = gradient({self.call(body, point, 0, along)})")
        else:
            self.each(lambda i: [f"{self.at(target, i)} = gradient({self.call(body, point, i, along)})"])

    def fold(self, role: str, number: int, ask: Callable[..., object], point: str, target: str) -> None:
        """Write a fold over the coordinates of a point, from 0."""
        self.put(f"{target} = 0.0")

        def one(i: int) -> list[str]:
            given = []
            for p in parameters(ask):
                kind = p.domain.role
                if kind == "zero":
                    given.append(target)
                elif kind == "coordinate":
                    given.append(self.at(point, i))
                else:
                    given.append(self.place(kind, point, i) if p.domain.supplied else mangle(f"{role}.{p.name}"))
            return [f"{target} = {role}_ask{number}({', '.join(given)})"]

        self.each(one)


def within(domain: Domain, x: str) -> str:
    """Write the test that a coordinate lies in its domain, empty for the whole line."""
    low = f"({x} {'>' if domain.low_open else '>='} {domain.low!r})" if domain.low > -float("inf") else ""
    high = f"({x} {'<' if domain.high_open else '<='} {domain.high!r})" if domain.high < float("inf") else ""
    return " & ".join(filter(None, (low, high)))


def drawn(plan: Plan, role: str, name: str, domain: Domain, i: int, words: Mapping[str, str]) -> str:
    """Write a draw for coordinate i; `words` name the parameters of a finite law."""
    draw = next(x for x in plan.draws if (x.role, x.name) == (role, name))
    _, own = plan.numbers
    if draw.shared:
        slot = str(draw.slot)
    else:
        slot = str(draw.slot + own * i) if plan.d else (f"({draw.slot} + {own} * j)" if own > 1 else f"({draw.slot} + j)")
    if domain.role == "normal":
        return f"normal(base, gamma, {slot})"
    if domain.role != "finite":
        return f"uniform(base, gamma, {slot})"
    return f"{law(draw)}(uniform(base, gamma, {slot}){''.join(', ' + w for w in words.values())})"


def law(draw: Draw) -> str:
    """Name the function that turns a uniform number into a draw of a finite law."""
    return f"law_{draw.role}_{draw.name}"


def chance(draw: Draw, n: int) -> str:
    """Name the kernel of the probability of n + 1."""
    return f"chance_{draw.role}_{draw.name}_{n}"


def laws(plan: Plan) -> str:
    """Write the functions of all finite laws."""
    lines = []
    for draw in plan.draws:
        bodies = getattr(draw.domain, "probabilities", ())
        if bodies:
            names = ", ".join(["u", *(p.name for p in given_by_user(*bodies))])
            lines += ["", "", f"def {law(draw)}({names}):", "    total, z = 0.0, 0.0"]
            for n, body in enumerate(bodies):
                lines += [f"    above = total + {chance(draw, n)}({', '.join(p.name for p in parameters(body))})"]
                lines += [f"    z = {n + 1}.0 if (u >= total) & (u < above) else z", "    total = above"]
            lines += ["    return z"]
    return "\n".join(lines) + "\n"
