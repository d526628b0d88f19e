"""What runs and judges find: a setting, a trajectory, the evidence of one judge, the verdict on one reading."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

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


def claimed(claim: str, constants: Mapping[str, str]) -> str:
    """Print a claim and its constants as arguments of `theorysim run`."""
    return shlex.join(["--claim", claim, *(word for name, value in constants.items() for word in ("-p", f"statement.{name}={value}"))])


@dataclass(frozen=True)
class Run:
    """A run held against what a claim allows it: every number that the verdict on it rests on; `line()` is what `theorysim replay` takes.

    `constants` are those of the classes and of the noise, and what is free in a formula, each exactly: a rational `1/3`, or the decimal
    of a float64, as in the setting. `allowed` is the bound with these constants; of a rate what it allows after the last step.
    """

    claim: str  # ID:READING:PART; empty where it has no name
    says: str  # "T <= ..."
    setting: Setting
    constants: Mapping[str, str]
    allowed: float
    runs: int = 1
    quantile: float | None = None  # of so many runs, that is claimed
    hits: float | None = None  # the share of them that kept to the bound

    def line(self) -> str:
        """Print the run as the arguments of `theorysim run`, with the claim and its constants."""
        many = f"--runs {self.runs} --quantile {self.quantile}" if self.quantile is not None else ""
        return " ".join(filter(None, (self.setting.line(), many, self.claim and claimed(self.claim, self.constants))))


@dataclass(frozen=True)
class Held:
    """What a run is found to be against a claim: `kept` to it, `exceeded` it beyond float64, or not decided, each with the reason."""

    says: str
    allowed: float
    constants: Mapping[str, float]  # that the formulas of the claim take, those computed from the objective and its start among them
    verdict: Literal["kept", "exceeded", "undecided"]
    why: str


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


@dataclass(frozen=True, eq=False)
class HittingTimes:
    """Of many trials: how often each time was seen: `times`, ascending, and `counts`, shape (m,); how often each outcome was."""

    times: Any
    counts: Any
    outcomes: Mapping[str, int]

    @property
    def runs(self) -> int:
        return sum(self.outcomes.values())

    def quantile(self, q: float) -> int | None:
        """Return the least T by which a share q of the trials met the criterion; None where fewer ever did.

        Raises ValueError for a q outside (0, 1).
        """
        if not 0 < q < 1:
            raise ValueError(f"the quantile is {q}; it must lie between 0 and 1")
        needed = -(-Fraction(repr(float(q))) * self.runs // 1)  # the decimal that was written, not the float near it
        place = int(self.counts.cumsum().searchsorted(int(needed)))
        return int(self.times[place]) if place < len(self.times) else None


EFFORTS = ("quick", "standard", "deep")  # how hard a claim is tried, counted in work

# --- results --------------------------------------------------------------------------------------------------------

Outcome = Literal["holds", "refuted", "undecided"]
Grade = Literal["proved", "proved, joined in prose", "certified", "simulated", "sampled"]
JOINED: Grade = "proved, joined in prose"  # every line was proved; a person's sentences, which are shown, lead from them to the claim
FAULT = "A fault of this program"  # how a verdict begins whose judges contradict each other


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
    fault: bool = False  # it contradicts itself: a defect of this program, not of what was judged
    scope: str = ""  # what the grade is about: "in 3 lines", "on 6 instances"
    slip: bool = False  # refuted to the letter alone: not under the hypotheses that any reader adds
    run: Run | None = None  # of which `witness` is the line, where it is a run


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
    fault: bool = False  # its judges contradict each other
    scope: str = ""
    prose: str = ""  # what joins the proved lines to the claim, where something does: the docstrings that stand with them
    slip: bool = False
    charity: str = ""  # the hypotheses that any reader adds, of the claim that decided
    run: Run | None = None  # of which `witness` is the line, where it is a run


def graded(grade: str | None, scope: str = "") -> str:
    """Print a grade with what it is about: "proved in 3 lines, joined in prose"; empty for none."""
    word, comma, rest = (grade or "").partition(",")
    return " ".join(filter(None, (word, scope if word else ""))) + comma + rest


def worded(outcome: str, grade: str | None, scope: str = "") -> str:
    """Print an outcome and its grade."""
    return ", ".join(filter(None, (outcome, graded(grade, scope))))
