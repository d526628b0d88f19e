"""One case of signs and one way through the branches: its variables, what is known of them and since when, and what is needed.

Numbers are rational functions in lowest terms, over variables >= 0 for the letters, for e, and for each exponential, logarithm, root,
sine, cosine and power with a letter as exponent. A divisor that may vanish, a root or a logarithm of what may be negative is a need: it is
shown from what was known before.
"""

from fractions import Fraction
from itertools import product
from math import isqrt
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from theorysim.verify import powers
from theorysim.verify.exponents import raised
from theorysim.verify.trees import Node, Refused

ATOMS = 14
E_LOW, E_HIGH, CHORD = Fraction(271828182, 10**8), Fraction(271828183, 10**8), Fraction(171828183, 10**8)


class Vacuous(Exception):
    """A hypothesis is false or not defined here, so that nothing is claimed; or the claim is not, unless no point comes so far."""


class Ratio:
    """A rational function in lowest terms."""

    def __init__(self, top: Any, bottom: Any):
        if bottom.total_degree() > 0:
            shared = top.gcd(bottom)
            top, bottom = top / shared, bottom / shared
        lead = 1 / bottom.leading_coefficient()
        self.top, self.bottom = top * lead, bottom * lead

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ratio) and bool(self.top == other.top and self.bottom == other.bottom)

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __sub__(self, other: "Ratio") -> "Ratio":
        return self + -other

    def __neg__(self) -> "Ratio":
        return Ratio(-self.top, self.bottom)

    def __mul__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def __truediv__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.top * other.bottom, self.bottom * other.top)

    def __pow__(self, n: int) -> "Ratio":
        return Ratio(self.top**n, self.bottom**n) if n >= 0 else Ratio(self.bottom**-n, self.top**-n)

    def number(self) -> Any:
        """Return the rational that it is; None where it depends on a variable."""
        return self.top.leading_coefficient() if self.top.total_degree() <= 0 and self.bottom.total_degree() <= 0 else None


class Leaf:
    """`variables` are (name, whether > 0, whether of any sign); `decisions` the first branches, one letter each."""

    def __init__(self, variables: list[tuple[str, bool, bool]], decisions: str):
        names = [n for n, _, _ in variables] + [f"_{i}" for i in range(ATOMS)]
        self.ctx = fmpq_mpoly_ctx.get(names, Ordering.lex)
        self.index = {n: i for i, n in enumerate(names)}
        self.strict = [s for _, s, _ in variables] + [False] * ATOMS
        self.free = [f for _, _, f in variables] + [False] * ATOMS
        self.decisions, self.made, self.time, self.atoms, self.assumed = decisions, "", 0, 0, True
        self.known: list[tuple[Ratio, str, bool]] = []
        self.facts: dict[str, tuple[Any, bool, int]] = {}  # label -> (polynomial >= 0, whether > 0, time)
        self.margins: dict[str, Ratio] = {}  # label -> what is >= 0, with what it divides by
        self.needs: list[tuple[str, Any, int]] = []  # (kind, polynomial, time)
        self.logs: list[tuple[int, Ratio, Ratio]] = []  # a variable of the logarithm, the logarithm, of what
        self.exps: list[tuple[Ratio, Ratio]] = []  # of what, the exponential
        self.roots: list[tuple[Any, Ratio]] = []  # of what, the root
        self.waves: list[tuple[Ratio, Ratio, Ratio]] = []  # of what, sine and cosine
        self.units: list[tuple[Ratio, Ratio, int, int]] = []  # a base, its power with a letter's variable, that variable, time
        self.e: Ratio | None = None
        self.curve = [(self.ratio(0), self.ratio(1), 0)]  # (a, exp a, time)
        self.values: dict[int, tuple[Node, Any]] = {}
        self.signs: dict[str, Any] = {}

    # --- numbers

    def constant(self, value: Any) -> Any:
        return self.ctx.constant(fmpq(Fraction(value).numerator, Fraction(value).denominator))

    def whole(self, p: Any) -> Ratio:
        return Ratio(p, self.constant(1))

    def ratio(self, value: Any) -> Ratio:
        return self.whole(self.constant(value))

    def variable(self, name: str) -> Ratio:
        return self.whole(self.ctx.gen(self.index[name]))

    def value(self, node: Node) -> Any:
        """Return what a formula is here, each part of it once: a ratio, or of a relation whether it holds."""
        if id(node) not in self.values:
            try:
                self.values[id(node)] = node, self._value(node)
            except Refused as why:
                why.place = why.place or node.place
                raise
        return self.values[id(node)][1]

    def _value(self, node: Node) -> Any:
        head = node.head
        if isinstance(head, Fraction):
            return self.ratio(head)
        if head == "e":
            return self.euler()
        if head == "where":
            return self.value(node.parts[1] if self.value(node.parts[0]) else node.parts[2])
        parts = [self.value(p) for p in node.parts]
        match head, parts:
            case "+", [a, b]:
                return a + b
            case "-", [a, b]:
                return a - b
            case "*", [a, b]:
                return a * b
            case "/", [a, b]:
                self.need("nonzero", b)
                return a / b
            case "negative", [a]:
                return -a
            case "**" | "power", [a, n]:
                return self.power(a, n.number()) if n.number() is not None else self.with_letters(a, n)
            case "<=", [a, b]:
                return self.holds(b - a, False)
            case "<", [a, b]:
                return self.holds(b - a, True)
            case "==", [a, b]:
                return self.same(a - b)
            case "absolute", [a]:
                return a if self.holds(a, False) else -a
            case "minimum", [a, b]:
                return a if self.holds(b - a, False) else b
            case "maximum", [a, b]:
                return a if self.holds(a - b, False) else b
            case "sqrt" | "exp" | "log", [a]:
                return getattr(self, head)(a)
            case "flat", [t, n]:
                return self.exp(self.ratio(-1) / t**2) / self.power(t, n.number()) if self.holds(t, True) else self.ratio(0)
            case "sin" | "cos", [a]:
                return self.wave(a)[head == "cos"]
        raise Refused(f"the letter {head}" if node.domain else f"the word {head}")

    def power(self, a: Ratio, n: Any) -> Ratio:
        if n is None or n.q > 2:
            raise Refused("a power that is neither whole nor half")
        if n < 0:  # 0^(1/2) is a number
            self.need("nonzero" if n.q == 1 else "positive", a)
        return (self.sqrt(a) if n.q == 2 else a) ** int(n.p)

    def with_letters(self, a: Ratio, n: Ratio) -> Any:
        """Return a power whose exponent holds letters: by exponentials where it is no multiple of one, or the base holds such a power."""
        inside = [self.index[str(y.top)] for _, y in self.exps]
        of_such = any(p.degrees()[i] for p in (a.top, a.bottom) for i in inside)
        return powers.power(self, a, n) if powers.fits(self, n) and not of_such else raised(self, a, n)

    # --- signs

    def plain(self, p: Any) -> tuple[int, bool] | None:
        """Return (sign, whether it is not 0) of a polynomial as its coefficients show it, else None."""
        signs, strictly = set(), False
        for exponents, c in p.terms():
            if any(n % 2 for n, free in zip(exponents, self.free, strict=True) if free):
                return None
            signs.add(1 if c > 0 else -1)
            strictly |= all(s for n, s in zip(exponents, self.strict, strict=True) if n)
        return (0, False) if not signs else (signs.pop(), strictly) if len(signs) == 1 else None

    def sign(self, p: Any) -> tuple[int, bool] | None:
        """Return the same of a polynomial or of the product of its factors; an even power may vanish."""
        if (key := str(p)) not in self.signs:
            self.signs[key] = self.plain(p) or self._factored(p)
        return self.signs[key]  # type: ignore[no-any-return]

    def _factored(self, p: Any) -> tuple[int, bool] | None:
        c, factors = p.factor()
        sign, strictly, check = 1 if c > 0 else -1, True, self.constant(1) * c
        for f, times in factors:
            check, known = check * f**times, self.plain(f)
            if known is None and times % 2:
                return None
            sign, strictly = sign * (known[0] if known and times % 2 else 1), strictly and known is not None and known[1]
        return (sign, strictly) if check == p else None

    def sign_of(self, r: Ratio) -> tuple[int, bool] | None:
        top, bottom = self.sign(r.top), self.sign(r.bottom)
        return (top[0] * bottom[0], top[1]) if top and bottom and bottom[1] else None

    def cleared(self, r: Ratio) -> Any:
        """Return a polynomial of the sign of a ratio whose bottom is not 0."""
        known = self.sign(r.bottom)
        return r.top * known[0] if known and known[1] else r.top * r.bottom

    def note(self, label: str, r: Ratio, strict: bool, both: bool = False) -> None:
        self.facts[label] = (self.cleared(r), strict, self.time)
        self.margins[label] = r
        if both:
            self.margins[label + "-"] = -r
            self.facts[label + "-"] = (-self.cleared(r), False, self.time)

    def need(self, kind: str, r: Ratio) -> None:
        s = self.sign_of(r)
        if s and ((s[1] and (kind == "nonzero" or s[0] > 0)) or (kind == "nonnegative" and s[0] >= 0)):
            return
        if r.number() is not None and self.assumed:
            raise Vacuous
        self.time += 1
        if not self.assumed:
            self.needs.append((kind, self.cleared(r), self.time))
            if r.number() is not None:
                raise Vacuous
        elif kind != "nonzero":
            self.note(f"n{len(self.facts)}", r, kind == "positive")

    def to_show(self, kind: str, r: Ratio) -> None:
        """Need it of a hypothesis, too, which may be defined where it is not so: 0^(1/2), 0^0 and (-1)^2 are numbers."""
        assumed, self.assumed = self.assumed, False
        try:
            self.need(kind, r)
        finally:
            self.assumed = assumed

    def holds(self, margin: Ratio, strict: bool) -> bool:
        """Decide margin >= 0 (or > 0): by its sign, by what was decided before, else by the next decision."""
        s = self.sign_of(margin)
        if s and (s[0] == 0 or s[1] or (s[0] > 0) != strict):
            return s[0] > 0 or (s[0] == 0 and not strict)
        return self._decide(margin, "strict" if strict else "weak")

    def same(self, margin: Ratio) -> bool:
        s = self.sign_of(margin)
        return s[0] == 0 if s and (s[0] == 0 or s[1]) else self._decide(margin, "equal")

    def _decide(self, r: Ratio, kind: str) -> bool:
        for known, sort, outcome in self.known:
            if known == r and sort == kind:
                return outcome
        i = len(self.made)
        outcome = self.decisions[i : i + 1] != "F"
        self.made += "T" if outcome else "F"
        self.known.append((r, kind, outcome))
        self.time += 1
        if kind != "equal":
            self.note(f"c{i}", r if outcome else -r, (kind == "strict") == outcome)
        elif outcome:
            self.note(f"c{i}", r, False, both=True)
        return outcome

    # --- variables for what is no ratio

    def atom(self, strict: bool) -> Ratio:
        if self.atoms == ATOMS:
            raise Refused("too many exponentials, logarithms and roots")
        name, self.atoms, self.time, self.signs = f"_{self.atoms}", self.atoms + 1, self.time + 1, {}
        self.strict[self.index[name]] = strict
        return self.variable(name)

    def euler(self) -> Ratio:
        if self.e is None:
            self.e = self.atom(True)
            self.note("e-", self.e - self.ratio(E_LOW), True)
            self.note("e+", self.ratio(E_HIGH) - self.e, True)
            self.curve.append((self.ratio(1), self.e, self.time))
        return self.e

    def exp(self, u: Ratio) -> Ratio:
        factor = self.ratio(1)
        for part, log, inside in self.logs:  # exp(k log w + v) = w^k exp(v)
            k = Ratio(u.top.derivative(part), u.bottom).number() if u.bottom.degrees()[part] == 0 else None
            if k is not None and k != 0 and k.q == 1:
                u, factor = u - self.ratio(int(k.p)) * log, factor * inside ** int(k.p)
        if (n := u.number()) is not None and n.q == 1:
            return factor if n == 0 else factor * self.euler() ** int(n.p)
        for a, y in self.exps:
            if (k := (u / a).number()) is not None and k.q == 1:
                return factor * y ** int(k.p)
        for (a, y), (b, z) in product(self.exps, repeat=2):
            for i, j in ((1, 1), (1, -1), (-1, -1)):
                if u == self.ratio(i) * a + self.ratio(j) * b:
                    return factor * y**i * z**j
        if u.top.leading_coefficient() < 0:
            return factor / self.exp(-u)
        y = self.atom(True)
        self.exps.append((u, y))
        self.curve.append((u, y, self.time))
        return factor * y

    def log(self, u: Ratio) -> Ratio:
        one = self.ratio(1)
        self.need("positive", u)
        if u == one:
            return self.ratio(0)
        for _, log, inside in self.logs:
            if u in (inside, one / inside):
                return log if u == inside else -log
        for a, y in [*self.exps, *([(one, self.e)] if self.e else [])]:
            for k in (1, -1, 2, -2):
                if u == y**k:
                    return self.ratio(k) * a
        if u.bottom.total_degree() > 0 and u.top.total_degree() <= 0 and u.top.leading_coefficient() == 1:
            return -self.log(one / u)
        c, factors = u.top.factor()
        if len(factors) == 1 and factors[0][1] > 1 and c == 1 and u.bottom == 1 and self.sign(factors[0][0]) == (1, True):
            return self.ratio(int(factors[0][1])) * self.log(self.whole(factors[0][0]))
        beyond, first = self.sign_of(u - one), self.atoms
        log = self.atom(beyond[1]) if beyond and beyond[0] >= 0 else self.atom(False) - self.atom(False)
        self.logs.append((self.index[f"_{first}"], log, u))
        self.curve.append((log, u, self.time))
        return log

    def sqrt(self, u: Ratio) -> Ratio:
        self.need("nonnegative", u)
        (c, above), (d, below) = u.top.factor(), u.bottom.factor()
        root, rest = self.ratio(1), self.constant(1) * (c / d)
        for f, times, way in [(*f, 1) for f in above] + [(*f, -1) for f in below]:
            known = self.sign(f)
            part = self.whole(f ** int(times // 2))
            if known and known[0] >= 0:
                root *= (part * self.root(f) if times % 2 else part) ** way
            elif times % 4 > 1 or (times % 2 and way < 0 and self.assumed):
                raise Refused(f"the root of ({f})^{times} takes its absolute value")
            elif times % 2 and way < 0:
                self.need("positive", self.whole(f))
                root = root / (part * self.root(f))
            else:
                root, rest = root * part**way, rest * (f if times % 2 else self.constant(1))
        self.need("nonnegative", self.whole(rest))  # where the other factors vanish, too
        return root if rest == 1 else root * self.root(rest)

    def root(self, f: Any) -> Ratio:
        n = self.whole(f).number()
        if n is not None and n >= 0 and isqrt(int(n.p)) ** 2 == n.p and isqrt(int(n.q)) ** 2 == n.q:
            return self.ratio(Fraction(isqrt(int(n.p)), isqrt(int(n.q))))
        for g, s in self.roots:
            if g == f:
                return s
        s = self.atom(self.sign(f) == (1, True))
        self.note(f"q{len(self.roots)}", s**2 - self.whole(f), False, both=True)
        self.roots.append((f, s))
        return s

    def wave(self, u: Ratio) -> tuple[Ratio, Ratio]:
        """Return the sine and the cosine: two numbers whose squares sum to 1, each at most 1 and at least -1."""
        for a, sine, cosine in self.waves:
            if a == u:
                return sine, cosine
        (sine, cosine), i, one = [self.atom(False) - self.atom(False) for _ in range(2)], len(self.waves), self.ratio(1)
        self.waves.append((u, sine, cosine))
        self.note(f"o{i}", one - sine**2 - cosine**2, False, both=True)
        for label, fact in (("s", sine), ("k", cosine)):
            self.note(f"{label}{i}", one - fact, False)
            self.note(f"{label}{i}-", one + fact, False)
        return sine, cosine

    # --- what a sum may use

    def fact(self, label: str) -> tuple[Any, bool, int]:
        """Return the polynomial of a label that is >= 0, whether it is > 0, and since when that is known."""
        if label not in self.facts:
            kind, *where = label.split(":")
            if kind == "t":  # exp lies above its tangents
                (a, y, t), (b, z, u) = (self.curve[int(i)] for i in where)
                self.facts[label] = self.cleared(y - z * (self.ratio(1) + a - b)), False, max(t, u)
            elif kind == "k":  # and below its chord on [0, 1]
                a, y, t = self.curve[int(where[0])]
                room = [v for k, v in self.facts.items() if k.startswith("d:") and v[0] == self.constant(1) - a.top]
                if a.bottom != 1 or not room or not (s := self.sign(a.top)) or s[0] < 0:
                    raise Refused("no chord here")
                self.facts[label] = self.cleared(self.ratio(1) + self.ratio(CHORD) * a - y), False, t
            elif kind == "p":
                self.facts[label] = powers.fact(self, *where)
            else:
                raise Refused(f"no relation {label}")
        return self.facts[label]
