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
        return tuple(p for p in parameters(self.inequality.body) if p.domain.name != "asked")


@dataclass(frozen=True, eq=False)
class Satisfies:
    """Declare that an objective satisfies an assumption, with constants given as bodies of the objective's parameters."""

    assumption: Assumption
    constants: Mapping[str, Body] = field(default_factory=dict)
    holds: bool = True  # False: a declared non-member, which is certified too


@dataclass(frozen=True, eq=False)
class Objective:
    """A function to minimise: value, gradient, Hessian of the leading `Coordinate`s, then its parameters.

    In one variable each returns a number; in d <= 4 variables the gradient returns a tuple of d numbers, the Hessian a
    tuple of d rows. `minimum` and `start` are bodies of the parameters. `separable` sums a one-dimensional
    objective over the coordinates of an array.
    """

    value: Body
    gradient: Body
    hessian: Body | None = None
    satisfies: tuple[Satisfies, ...] = ()
    minimum: Body | None = None
    start: Body | None = None
    separable: bool = False

    @property
    def dimension(self) -> int:
        """The number of coordinates in the signature of `value`."""
        return sum(p.domain.name == "coordinate" for p in parameters(self.value))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(p for p in parameters(self.value) if p.domain.name != "coordinate")


@dataclass(frozen=True, init=False)
class Method:
    """A tuple of stages, each a function of scalars per coordinate, named after what it makes; the last makes x.

    A stage reads: x and g (the point and its gradient), the results of earlier stages, memory slots (annotated `Start`
    or `Zero`, returned by the last stage after x, in order), norms (g_norm, x_norm, annotated `Asked`) and parameters.
    """

    stages: tuple[Body, ...]
    done: Body | None = None

    def __init__(self, *stages: Body, done: Body | None = None):
        if not stages:
            raise TypeError("a Method needs at least one stage")
        object.__setattr__(self, "stages", stages)
        object.__setattr__(self, "done", done)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        made = {stage.__name__ for stage in self.stages} | {"x", "g", "f"}
        skip = {"asked", "start", "zero"}
        found = {p.name: p for s in self.stages for p in parameters(s) if p.domain.name not in skip and p.name not in made}
        return tuple(found.values())


@dataclass(frozen=True, eq=False)
class Oracle:
    """What the method sees instead of the gradient: `perturb(g, ...)` per coordinate."""

    perturb: Body
    unbiased: bool = True

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(p for p in parameters(self.perturb) if p.name != "g")


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number at a point: `body` takes some of value, g_norm, x_norm, minimum."""

    body: Body
    unit: str = ""


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

RunOutcome = Literal["reached", "budget", "diverged", "nan", "left_domain", "cycle"]


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
