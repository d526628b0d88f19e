"""The few frozen records that everything else passes along.

An *objective*, a *method*, an *oracle* hold bodies (they stand in `entries`); a *statement* holds claims about them; a *verdict*
says what the machine found.
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from theorysim.entries import (
    NEIGHBOURS,
    Assumption,
    Body,
    Method,
    Objective,
    Oracle,
    Quantity,
    Satisfies,
    Sense,
    Sided,
    at_most,
    given_by_user,
    less,
    same,
)

__all__ = ["NEIGHBOURS", "Assumption", "Body", "Method", "Objective", "Oracle", "Quantity", "Satisfies"]  # of `entries`, given on
__all__ += ["Sense", "Sided", "at_most", "given_by_user", "less", "same"]

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
    by_search: bool = False  # a second route: points alone are asked, no proof is looked for


@dataclass(frozen=True, eq=False)
class Expected:
    """E[left] <= E[right], or E[left] = E[right], for every noise n of the gradient with E[n] = 0 and |n| <= tau, in every dimension.

    `check` says it of one outcome: a body may take r = |n|, a = <grad f, n>, s = |grad f + n| and the step size h, which `step` gives
    at an outcome; G = |grad f| and all else are fixed, and `given` speaks of what is fixed. `multiplier` is the price of E[n] = 0:
    left - right <= multiplier a at every outcome proves the claim for all laws at once. That proof may use `of_step`, what was proved
    of h first (h is then free), and then `lines`, each from those before it.
    """

    check: Sided
    given: tuple[Sided, ...] = ()
    step: Body | None = None
    multiplier: Body | None = None
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    of_step: tuple[Sided, ...] = ()
    lines: tuple[Sided, ...] = ()


@dataclass(frozen=True, eq=False)
class Bound:
    """The hitting time of a method never exceeds `bound`, over a class of objectives.

    What is hit is the set where `until`, a quantity of value, g_norm, x_norm and minimum, is at most epsilon: the gradient norm
    where none is given. `method_constants` map the method's parameters to bodies of the constants of the class, F (the gap at the
    start), R (the distance of the start from a minimizer) and epsilon. `classes` are the assumptions, whose constants (L0, L1, M)
    an objective may let grow.

    With `noise`, a class of noises, or `oracles`, each with bodies of its parameters, the method sees a random gradient, and the
    complexity is the least T by which a run hits with probability `quantile` (thesis, (3.8)). The bound itself is the horizon:
    bodies may take T, its value, besides the noise's constants (tau). Every argument of every minimum of the step size must be seen
    to bind; one that never does is named in `idle`, "eta 2", with the hypotheses under which that is proved.
    """

    method: Method
    bound: Body
    classes: tuple[Assumption, ...]
    method_constants: Mapping[str, Body]
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    noise: Assumption | None = None
    oracles: tuple[tuple[Oracle, Mapping[str, Body]], ...] = ()
    quantile: float = 1 / 2
    idle: Mapping[str, tuple[Sided, ...]] = field(default_factory=dict)
    until: Quantity | None = None


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
class Known:
    """A floor or a ceiling of a count, as a body of the constants, and the claims that prove it."""

    body: Body
    by: tuple["Relation | Cover", ...]


@dataclass(frozen=True, eq=False)
class Order:
    """A count T is O(size), is Omega(size), or is not O(size): one constant for all parameters at once, under `given`.

    A ceiling of T shows an O and refutes an Omega, a floor shows an Omega and refutes an O. What grows without bound is
    looked for along rays: each parameter a power of t, or the end of its domain plus one. `search` holds the printed ranges,
    in which the witness of a refutation is looked for; the rays go on to their limits.
    """

    size: Body
    sense: Literal["O", "Omega", "not O"]
    floor: Known | None = None
    ceiling: Known | None = None
    given: tuple[Sided, ...] = ()
    search: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Executed:
    """A text that must run and do what it says: each trial returns (what came out, what was to come out)."""

    trials: tuple[Body, ...]


@dataclass(frozen=True, eq=False)
class Missing:
    """A measurement that is out of reach here; `what` says what is missing: data, a network, time."""

    what: str


EFFORTS = ("quick", "standard", "deep")  # how hard a claim is tried, counted in work
What = Relation | Expected | Exists | Bound | Cover | Family | Order | Executed | Missing


@dataclass(frozen=True, eq=False)
class Claim:
    """One part of one reading of a statement: what it says, and how the machine reads it."""

    what: What
    reading: str = "printed"
    part: str = ""
    why: str = ""  # one sentence: the reason of a refutation, or of a repair
    cause: str | None = None
    second: tuple[What, ...] = ()  # independent routes to the same verdict
    at: tuple[tuple[Any, Any, float], ...] = ()  # a formula (or a relation, for its left side), values by name, its value by hand


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
    exact: bool = False  # counted in closed form, not stepped in float64

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
        if self.exact:
            words += ["--exact"]
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
    beside: tuple[tuple[str, Outcome], ...] = ()  # what the judge's own second route said


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
