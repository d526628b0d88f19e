"""The few frozen records that everything else passes along.

An *objective*, a *method*, an *oracle* hold bodies; a *statement* holds claims about them; a *verdict* says what the
machine found. Bodies read their parameters off their own signatures (see `domains`).
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from theorysim.domains import Parameter, parameters

Body = Callable[..., Any]
Sense = Literal["<=", "<", "=="]


@dataclass(frozen=True, eq=False)
class Sided:
    """Two sides and the relation between them: `body` returns (left, right)."""

    body: Body
    sense: Sense
    says: str = ""


def at_most(body: Body, says: str = "") -> Sided:
    """State left <= right, for a body that returns (left, right)."""
    return Sided(body, "<=", says)


def less(body: Body, says: str = "") -> Sided:
    """State left < right, for a body that returns (left, right)."""
    return Sided(body, "<", says)


def same(body: Body, says: str = "") -> Sided:
    """State left = right, for a body that returns (left, right)."""
    return Sided(body, "==", says)


@dataclass(frozen=True, eq=False)
class Assumption:
    """A class of objectives, as an inequality at each point.

    `inequality` is a Sided whose body takes some of value, g_norm, H_norm (asked at a point), then the constants of the
    class. `on` says where it is asked: everywhere, on the sublevel set of the start x0, or at the breakpoints.
    """

    inequality: Sided
    on: Literal["everywhere", "sublevel", "breakpoints"] = "everywhere"
    source: str = ""

    def constants(self) -> tuple[Parameter, ...]:
        """Give the constants of the class, those names of the body that are not asked at a point."""
        return tuple(p for p in parameters(self.inequality.body) if not p.domain.supplied)


@dataclass(frozen=True, eq=False)
class Satisfies:
    """Declare that an objective satisfies an assumption, with constants given as bodies of the objective's parameters."""

    assumption: Assumption
    constants: Mapping[str, Body] = field(default_factory=dict)
    holds: bool = True  # False: a declared non-member, which is certified too


@dataclass(frozen=True, eq=False)
class Objective:
    """A function to minimise, its derivatives, and what is known of it; bodies take what is supplied, then its parameters.

    Points come in one of three ways, which the signature of `value` tells:

    * up to four leading `Coordinate`s: the gradient returns a number (in one variable) or a tuple, the Hessian a number
      or a tuple of rows;
    * a sum over coordinates, of any number: value is one term and gradient one entry, from a single `Coordinate` and, where they
      are named, its neighbours (`Left`, `Right`), its `Index` and the `Dimension`; a sum over identical terms is
      `separable`;
    * a `Vector`: value returns a number, the gradient fills `out: Filled`.

    A gradient may take the `Direction` along which a generalized one is asked. `parts` is the number of terms of a finite
    sum: bodies then take `Part` and are the average over it. `clarke(x, radius, ...)` gives the ends of the interval of all
    generalized gradients within the radius, in one variable. `minimum` and `start` are bodies of the parameters; a start
    also fixes the dimension of a `Vector`.
    """

    value: Body
    gradient: Body
    hessian: Body | None = None
    satisfies: tuple[Satisfies, ...] = ()
    minimum: Body | None = None
    start: Body | None = None
    separable: bool = False
    parts: int = 0
    clarke: Body | None = None

    @property
    def form(self) -> Literal["tuple", "sum", "vector"]:
        """How the coordinates come."""
        names = {p.domain.name for p in parameters(self.value)}
        return "vector" if "vector" in names else "sum" if self.separable or names & NEIGHBOURS else "tuple"

    @property
    def dimension(self) -> int:
        """The number of coordinates; of a sum, those of one term; of a vector, those of its start at the defaults."""
        if self.form == "vector" and self.start is not None:
            return len(self.start(**{p.name: p.default for p in parameters(self.start)}))
        return sum(p.domain.name == "coordinate" for p in parameters(self.value))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return given_by_user(self.value, self.gradient, self.minimum)


NEIGHBOURS = {"left", "right", "index", "dimension"}


def given_by_user(*bodies: Body | None, besides: frozenset[str] = frozenset()) -> tuple[Parameter, ...]:
    """Give the parameters of bodies that the user gives, in order of appearance, those named in `besides` left out."""
    found: dict[str, Parameter] = {}
    for body in bodies:
        for p in parameters(body) if body is not None else ():
            if not p.domain.supplied and p.name not in besides:
                found.setdefault(p.name, p)
            for law in getattr(p.domain, "probabilities", ()):
                found |= {q.name: q for q in given_by_user(law) if q.name not in found}
    return tuple(found.values())


@dataclass(frozen=True, init=False)
class Method:
    """A tuple of stages, each a function of scalars per coordinate, named after what it makes.

    A stage reads: x and g (the point, and what the oracle shows there), the results of earlier stages by name, memory slots
    (`Start` or `Zero`), what it asks by name (`Asked`: NAME_norm, f, f_NAME, g_NAME, full), the number of the `Step`, draws, and
    parameters. The stage `step` (the last, where none is named so) makes the next x and, after it, the next value of every memory
    slot in order of appearance. A stage named `y` moves where the gradient is asked, one named `v` says along which direction.
    A stage after `step` reads `step` and makes the memory slot of its own name, or else x anew.

    `done` says when the method ends by itself, and `restart` when the memory begins anew, both from memory slots, what is asked
    and `Step`. A run reports the point `output`: x, or a memory slot.
    """

    stages: tuple[Body, ...]
    done: Body | None = None
    restart: Body | None = None
    output: str = "x"

    def __init__(self, *stages: Body, done: Body | None = None, restart: Body | None = None, output: str = "x"):
        if not stages:
            raise TypeError("a Method needs at least one stage")
        names = [stage.__name__ for stage in stages]
        if len(set(names)) < len(names):
            raise TypeError(f"two stages have one name: {', '.join(names)}")
        object.__setattr__(self, "stages", stages)
        object.__setattr__(self, "done", done)
        object.__setattr__(self, "restart", restart)
        object.__setattr__(self, "output", output)

    @property
    def moves(self) -> int:
        """The place of the stage that makes the next x."""
        names = [stage.__name__ for stage in self.stages]
        return names.index("step") if "step" in names else len(names) - 1

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        made = frozenset({stage.__name__ for stage in self.stages} | {"x", "g", "f"})
        return given_by_user(*self.stages, self.done, self.restart, besides=made)


@dataclass(frozen=True, eq=False, init=False)
class Oracle:
    """What the method sees instead of the gradient: `perturb(g, ...)` per coordinate.

    It reads g, draws, what it asks by name (g_norm, x_norm, or one of `asks`) and parameters. An ask is a fold over the coordinates of
    x, named after what it makes: `prog(so_far: Zero, x: Coordinate, i: Index)`. `mean` gives E[perturb] at g (g itself where the
    oracle is unbiased), `moment(q, ...)` a bound of E|perturb - g|^q for one coordinate, `support(...)` one of |perturb - g|;
    both are infinite where there is none.
    """

    perturb: Body
    asks: tuple[Body, ...] = ()
    unbiased: bool = True
    mean: Body | None = None
    moment: Body | None = None
    support: Body | None = None

    def __init__(
        self,
        perturb: Body,
        *asks: Body,
        unbiased: bool = True,
        mean: Body | None = None,
        moment: Body | None = None,
        support: Body | None = None,
    ):
        given = {"perturb": perturb, "asks": asks, "unbiased": unbiased, "mean": mean, "moment": moment, "support": support}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return given_by_user(self.perturb, *self.asks, besides=frozenset({"g"}))


@dataclass(frozen=True, eq=False, init=False)
class Quantity:
    """A number at a point: `body` takes some of value, g_norm, x_norm, minimum, done, or one of `asks`, and parameters.

    `asks` are folds over the coordinates, as those of an oracle.
    """

    body: Body
    unit: str = ""
    asks: tuple[Body, ...] = ()

    def __init__(self, body: Body, unit: str = "", *asks: Body):
        object.__setattr__(self, "body", body)
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "asks", asks)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return given_by_user(self.body, *self.asks)


# --- statements -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Relation:
    """`checks` hold, link by link, for all parameters that satisfy `given`.

    `search` narrows where a witness is looked for and what the printed ranges are: name -> (low, high), logarithmic
    where positive. Judged by algebra, then by search; a refutation is confirmed at its witness exactly.
    """

    checks: tuple[Sided, ...]
    given: tuple[Sided, ...] = ()
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    hints: tuple[Sided, ...] = ()  # facts that the proof may use, each proved from `given` first: squares, say


@dataclass(frozen=True, eq=False)
class Bound:
    """The hitting time of a method never exceeds `bound`, over a class of objectives.

    `method_constants` map the method's parameters to bodies of the constants of the class, F (the gap at the
    start) and epsilon. `classes` are the assumptions, whose constants (L0, L1, M) an objective may let grow.
    """

    method: Method
    bound: Body
    classes: tuple[Assumption, ...]
    method_constants: Mapping[str, Body]
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Denial:
    """Why a claim is false: wherever `when` holds (and can hold), `never` is proved; then `claimed` fails.

    For a claim that something exists, `never` shows that no value will do. For a lower bound, `never` proves a ceiling of
    the quantity and `claimed` compares the bound with it.
    """

    when: tuple[Sided, ...]
    never: tuple[tuple[tuple[Sided, ...], Sided], ...]  # (what membership in the class gives besides, the relation)
    claimed: Sided | None = None


@dataclass(frozen=True, eq=False)
class Exists:
    """For all parameters that satisfy `given`, some value satisfies `checks`: the bodies name it as a formula of the parameters."""

    checks: tuple[Sided, ...]
    given: tuple[Sided, ...] = ()
    denials: tuple[Denial, ...] = ()
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Piece:
    """One stretch of an axis (`where`), and the relations that are proved on it.

    They say that an instance is a member of the class, how it moves, and that its count reaches the bound. `points`
    names the parameters that range over points of the instance; what a relation uses besides must speak of one of them, so
    that no hypothesis about the class slips in.
    """

    name: str
    where: tuple[Sided, ...]
    proved: tuple[tuple[tuple[Sided, ...], Sided], ...]  # (what this relation may use besides, the relation)
    points: tuple[str, ...] = ("x",)


@dataclass(frozen=True, eq=False)
class Cover:
    """For every value on an axis something happens: the pieces cover the axis, under `given`."""

    pieces: tuple[Piece, ...]
    given: tuple[Sided, ...] = ()
    denials: tuple[Denial, ...] = ()
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Member:
    """An instance of a family: an objective, its parameters and its start as bodies of the constants of the class."""

    objective: Objective
    own: Mapping[str, Body]
    start: Body


@dataclass(frozen=True, eq=False)
class Family:
    """The worst hitting time over a family is at least `bound`: a lower bound, run.

    Bodies take the constants of `search`, which are drawn there under `given`; `method_constants` may take a further
    drawn name, such as the share of a threshold at which the step size lies.
    """

    method: Method
    members: tuple[Member, ...]
    bound: Body
    method_constants: Mapping[str, Body]
    given: tuple[Sided, ...] = ()
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Executed:
    """A text that must run and do what it says: each trial returns (what came out, what was to come out)."""

    trials: tuple[Body, ...]


What = Relation | Exists | Bound | Cover | Family | Executed


@dataclass(frozen=True, eq=False)
class Claim:
    """One part of one reading of a statement: what it says, and how the machine reads it."""

    what: What
    reading: str = "printed"
    part: str = ""
    why: str = ""  # one sentence: the reason of a refutation, or of a repair
    cause: str | None = None
    second: tuple[What, ...] = ()  # independent routes to the same verdict
    at: tuple[tuple[Body, tuple[float, ...], float], ...] = ()  # a formula, a point, its value worked out by hand


@dataclass(frozen=True, eq=False)
class Statement:
    """A numbered item of the thesis (or of a user): its identifier and its claims, printed first, then repaired."""

    id: str
    claims: tuple[Claim, ...]


# --- runs ----------------------------------------------------------------------------------------------------------

RunOutcome = Literal["reached", "budget", "diverged", "nan", "left_domain", "cycle", "finished"]


@dataclass(frozen=True)
class Setting:
    """Everything needed to replay one number; `line()` is what `theorysim replay` takes.

    Entries are named (catalogue name, or `file.py:name`); parameters are keyed by role, `method.gamma`.
    """

    method: str
    objective: str
    parameters: tuple[tuple[str, float], ...] = ()
    start: tuple[float, ...] | None = None
    until: str = "gradient_norm"
    epsilon: float = 1e-3
    steps: int = 100_000
    oracle: str = "exact"
    dimension: int | None = None  # of a sum over coordinates
    seed: int = 0
    trial: int = 0

    def line(self) -> str:
        """Print the setting as the arguments of `theorysim run`; numbers are written so that they read back exactly."""
        words = [self.method, self.objective]
        if self.oracle != "exact":
            words += ["--oracle", self.oracle]
        for name, value in self.parameters:
            words += ["-p", f"{name}={value!r}"]
        if self.start is not None:
            words += [f"--start={','.join(repr(float(x)) for x in self.start)}"]
        if self.until != "gradient_norm":
            words += ["--until", self.until]
        if self.dimension is not None:
            words += ["--dimension", str(self.dimension)]
        if self.seed or self.trial:
            words += ["--seed", str(self.seed), "--trial", str(self.trial)]
        return shlex.join([*words, "--epsilon", repr(self.epsilon), "--steps", str(self.steps)])


@dataclass(frozen=True)
class Trajectory:
    """One run: its outcome, T (None when never reached), the last point, and snapshots where a trace was asked for.

    `times` has shape (n,), `points` (n, d), `values` and `gradient_norms` (n,); all empty without a trace.
    """

    outcome: RunOutcome
    T: int | None
    steps: int
    x: tuple[float, ...]
    value: float
    gradient_norm: float
    gap: float
    arithmetic: str = "float64"  # what T was counted in; "exact" where it was counted in closed form
    times: Any = ()
    points: Any = ()
    values: Any = ()
    gradient_norms: Any = ()


# --- results --------------------------------------------------------------------------------------------------------

Outcome = Literal["holds", "refuted", "undecided"]
Grade = Literal["proved", "certified", "simulated", "sampled"]


@dataclass(frozen=True)
class Evidence:
    """What one judge found about one claim."""

    by: str
    outcome: Outcome
    grade: Grade | None = None
    worst_ratio: float | None = None
    slack: float | None = None
    witness: str | None = None
    why: str = ""
    tried: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What the machine says of one reading of a statement: its evidence, joined; the worst part decides."""

    reading: str
    outcome: Outcome
    grade: Grade | None
    worst_ratio: float | None
    slack: float | None
    witness: str | None
    why: str
    cause: str | None
    tried: Mapping[str, int]
    parts: tuple[tuple[str, Evidence], ...]
    routes: tuple[tuple[str, Outcome], ...]
    planted: Mapping[str, int]
