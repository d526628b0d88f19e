"""The records of the entries: objectives, methods, oracles, classes of functions, quantities; and how two sides are related.

Bodies read their parameters off their own signatures (see `domains`). `model` has these records too.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Any, Literal

from theorysim.domains import Domain, Parameter, parameters

Body = Callable[..., Any]
Sense = Literal["<=", "<", "=="]


@dataclass(frozen=True, eq=False)
class Sided:
    """Two sides and the relation between them: `body` returns (left, right)."""

    body: Body
    sense: Sense
    says: str = ""

    def in_words(self, says: str) -> "Sided":
        """Return the same relation with words beside it."""
        return replace(self, says=says)


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
    """A class of objectives, as an inequality at each point, or of noises.

    `inequality` is a Sided whose body takes some of value, g_norm, H_norm, H_least (asked at a point), then the constants of the
    class. `on` says where it is asked: everywhere, on the sublevel set of the start x0, or at the breakpoints. A class of noises
    asks for noise_norm (the largest |seen - f'|), noise_moment, gradient_moment or coordinate_moment (of order alpha).
    """

    inequality: Sided
    on: Literal["everywhere", "sublevel", "breakpoints"] = "everywhere"
    source: str = ""

    def constants(self) -> tuple[Parameter, ...]:
        """Return the constants of the class, those names of the body that are not asked at a point."""
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
    generalized gradients within the radius, in one variable. `minimum`, `minimizer` (a point where the value is the minimum) and
    `start` are bodies of the parameters; a start also fixes the dimension of a `Vector`.
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
    minimizer: Body | None = None

    def __post_init__(self) -> None:
        wrong = not self.points and next(iter(_read(self.value)), None)
        meant = [(self.value, wrong.name)] if wrong else []
        taken = [(b, p) for b in (self.gradient, self.hessian) if b is not None for p in _read(b) if p.domain.role == "parameter"]
        for body, name in meant + [(body, p.name) for body, p in taken if p.name in self.points]:
            raise TypeError(f"{body.__name__} takes no point: write {name}: Coordinate, as {name}: Real is a number that one gives")

    @property
    def points(self) -> frozenset[str]:
        """The names of what `value` takes as its point."""
        return frozenset(p.name for p in _read(self.value) if p.domain.role in ("coordinate", "vector"))

    @property
    def form(self) -> Literal["tuple", "sum", "vector"]:
        """How the coordinates come."""
        names = {p.domain.role for p in parameters(self.value)}
        return "vector" if "vector" in names else "sum" if self.separable or names & NEIGHBOURS else "tuple"

    @property
    def dimension(self) -> int:
        """The number of coordinates; of a sum, those of one term; of a vector, those of its start at the defaults."""
        if self.form == "vector" and self.start is not None:
            return len(self.start(**{p.name: p.default for p in parameters(self.start)}))
        return sum(p.domain.role == "coordinate" for p in parameters(self.value))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return given_by_user(self.value, self.gradient, self.minimum, self.minimizer)


def _read(body: Body) -> tuple[Parameter, ...]:
    """Return the parameters of a body; none where its signature cannot be read: the laws tell why."""
    try:
        return parameters(body)
    except (TypeError, ValueError, NameError):
        return ()


NEIGHBOURS = {"left", "right", "index", "dimension"}


def given_by_user(*bodies: Body | None, besides: frozenset[str] = frozenset()) -> tuple[Parameter, ...]:
    """Return the parameters of bodies that the user gives, in order of appearance, those named in `besides` left out."""
    found: dict[str, Parameter] = {}
    asked = [p for body in bodies if body is not None for p in parameters(body)]
    laws = [body for p in asked for body in getattr(p.domain, "probabilities", ())]
    for p in (*asked, *(given_by_user(*laws) if laws else ())):
        if not p.domain.supplied and p.name not in besides:
            found.setdefault(p.name, p)
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

    def then(self, *stages: Body, restart: Body | None = None, output: str = "") -> "Method":
        """Return the method with more stages after its `step`: what a wrapper makes.

        Raises TypeError where no stage is named `step`, where the method restarts already or reports what is not x already, and where
        a name would mean two things.
        """
        if "step" not in [stage.__name__ for stage in self.stages]:
            raise TypeError("only a method with a stage named step has stages after it")
        if restart is not None and self.restart is not None:
            raise TypeError("the method restarts already")
        if output and self.output != "x":
            raise TypeError(f"the method reports its {self.output!r} already, not x")
        made = {stage.__name__ for stage in (*self.stages, *stages)} | {"x", "g", "f"}

        def means(*some: Body) -> set[str]:
            named = {p.name for s in some for p in parameters(s) if p.domain.role not in ("asked", "step", "index", "dimension")}
            return named - made | {s.__name__ for s in some}

        twice = means(*self.stages) & means(*stages, *([restart] if restart else []))
        if twice:
            raise TypeError(f"the method has a {min(twice)!r} already")
        return Method(*self.stages, *stages, done=self.done, restart=restart or self.restart, output=output or self.output)

    @property
    def moves(self) -> int:
        """The place of the stage that makes the next x."""
        names = [stage.__name__ for stage in self.stages]
        return names.index("step") if "step" in names else len(names) - 1

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        made = frozenset({stage.__name__ for stage in self.stages} | {"x", "g", "f"})
        return given_by_user(*self.stages, self.done, self.restart, besides=made)


@dataclass(frozen=True, eq=False)
class Plain:
    """A method as `step(x, g, ...)` over NumPy arrays of shape (d,), which gives the next x: run as Python, slowly, read by nothing.

    Annotations say what the rest is: a memory slot (`Start`, `Zero`), whose next values are returned after x, the number of the
    `Step`, a parameter's domain; a name without an annotation is a parameter, any real number. It must depend on these alone.
    """

    step: Body

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """Return all that `step` takes, x and g first."""
        notes, found = inspect.get_annotations(self.step, eval_str=True), []
        for name, slot in inspect.signature(self.step).parameters.items():
            known = (d for d in getattr(notes.get(name), "__metadata__", ()) if isinstance(d, Domain))
            default = None if slot.default is inspect.Parameter.empty else slot.default
            found.append(Parameter(name, next(known, Domain("real")), default))
        return tuple(found)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.takes[2:] if not p.domain.supplied)


def is_step(function: Any) -> bool:
    """Tell whether a function reads as the step of a method: its first two arguments are x and g."""
    return isinstance(function, FunctionType) and list(inspect.signature(function).parameters)[:2] == ["x", "g"]


def is_plain(step: Body) -> bool:
    """Tell whether a step is one over arrays: neither x nor g carries a domain."""
    notes = inspect.get_annotations(step, eval_str=True)
    return not any(isinstance(d, Domain) for name in ("x", "g") for d in getattr(notes.get(name), "__metadata__", ()))


def as_method(step: Body) -> "Method | Plain":
    """Return a step as a method: plain, or compiled where x or g carries a domain. Raises TypeError for what it may not take."""
    if inspect.iscoroutinefunction(step) or inspect.isgeneratorfunction(step) or inspect.isasyncgenfunction(step):
        raise TypeError(f"{step.__name__} returns no numbers when it is called: a step is a plain function, without async or yield")
    if not is_plain(step):
        parameters(step)
        return Method(step)
    plain = Plain(step)
    wrong = [p.name for p in plain.takes[2:] if p.domain.supplied and p.domain.role not in ("start", "zero", "step")]
    if wrong:
        raise TypeError(f"{step.__name__} takes {wrong[0]}: over arrays it takes x, g, memory (Start, Zero), the Step, parameters")
    return plain


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


@dataclass(frozen=True, eq=False)
class Adversary:
    """A resisting oracle: it answers each query, and in the end builds a function of its class that answers the same.

    `build(points)` returns that function, given all points that were asked about or reached, ascending (one variable); without
    `answer` it is known from the start, takes no point, and its own answers are those that the method sees. All other bodies read the
    letters of the game off their signatures: `given` the parameters of the function, `answer` (value, gradient), the same at every
    query, `budget` how many queries are answered (None: as many as are asked for), `dimension` how many coordinates there are, `kinks`
    where the function bends (points first). `missed` says, as left < right, that a point is no success; it is asked for some of
    clarke_low and clarke_high (within `radius`), gap, g_norm. The class allows a gap of `gap` at the start (None: any), and bounds by
    `steepness` the gradient, or its Lipschitz constant where the function does not grow: of a quadratic with curvatures from `bowed` on
    that is seen from its Hessian, of any other the statements of `plays_for` prove it.
    """

    build: Body
    given: Mapping[str, Body]
    missed: Sided
    budget: Body | None
    plays_for: tuple[str, ...]
    steepness: Body
    gap: Body | None = None
    answer: Body | None = None
    kinks: Body | None = None
    radius: Body | None = None
    dimension: Body | None = None
    bowed: Body | None = None
    shows_values: bool = True

    @property
    def letters(self) -> tuple[Parameter, ...]:
        of_class = self.steepness, self.gap, self.bowed
        return given_by_user(*self.given.values(), self.missed.body, self.budget, *of_class, self.answer, self.radius, self.dimension)

    @property
    def grows(self) -> bool:
        """Whether the function appears around the queries."""
        return self.answer is not None
