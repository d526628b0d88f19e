"""Count the steps of a run exactly: in closed form where the step is affine, else one by one, in rationals or in balls.

On a piece where x+ = a x + b, n steps are one formula, and the first n that leaves the piece is found by bisection, every
comparison certified: 10^30 steps cost some hundred comparisons. Where a few pieces are visited in turn, as in an overshoot, the jump is
over whole rounds. The criterion is one more boundary of a piece: a run stops where it crosses it.
"""

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

from theorysim.entries import Body, Objective
from theorysim.readings import balls, exact
from theorysim.readings.pieces import Piece, piece, pieces, there
from theorysim.readings.places import SMALL, Place, Undecided, Work, at, nearest
from theorysim.results import Trajectory
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.one_pass import GOES_ON, Inexact, composed, of_objective
from theorysim.simulate.run import settled

LOOKS = 10_000  # pieces visited, or steps taken one by one
GLANCE = 32  # of them, to see whether a closed form is worth naming
PERIOD = 8  # pieces visited in turn
Stretch = tuple[Piece, int]  # a piece, and how many steps in a row were taken on it


def number(value: Any, what: str) -> Fraction:
    """Read a number exactly: a float is the dyadic rational that it is, '1/3' a third. Raises ValueError."""
    try:
        return Fraction(value)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        raise ValueError(f"{what} is {value!r}, not a finite number") from None


class Count:
    """One run: what its pass is, with all numbers exact, and the precision that it has come to."""

    def __init__(self, body: Body, given: Mapping[str, Fraction], start: Fraction):
        self.body, self.work = body, Work()
        self.given = {**given, "number": math.nan}  # a step that is known all the same does not depend on its number
        self.place = at(self.work, start)
        self.k = 0
        self.mark: Any = None  # a rational that was visited: where it comes back, with no step by its number since then, the run cycles
        self.visited: deque[Stretch | None] = deque(maxlen=PERIOD)  # None for a step that is not affine

    def follow(self, steps: int, looks: int | None = None) -> str:
        """Move to where the run ends; return the outcome. Raises Undecided or Inexact."""
        looks = LOOKS if looks is None else looks
        for look in range(looks):
            stands, here, following = self.look()
            if stands != GOES_ON:
                return OUTCOMES[stands]
            if self.k == steps:
                return "budget"
            if self.mark is not None and self.place.exact == self.mark:
                return "cycle"
            if look & (look - 1) == 0:
                self.mark = self.place.exact
            taken, place = (1, following()) if here is None else self.jump(here, steps - self.k)
            if here is None:
                self.visited.append(None)
            elif place.same(self.place):
                return "cycle"
            self.k, self.place = self.k + taken, place
        raise Inexact(f"after {self.k} steps and {looks} changes of piece no closed form is in sight")

    def look(self) -> tuple[int, Piece | None, Callable[[], Place]]:
        """Tell where the run stands, on which affine piece if on any, and how to take one step."""
        next_, stands = pieces(self.body, self.place, self.given)
        known = stands.constant()
        here = None if known is None else piece(self.place, next_, stands)
        if here is not None:
            return int(known), here, lambda: self.place.then(here.a, here.b)  # type: ignore[arg-type]
        given = {**self.given, "number": Fraction(self.k + 1)}
        if next_.top is None:
            next_, self.mark = pieces(self.body, self.place, given)[0], None

        def advance(x: balls.Ball, bits: int) -> Any:
            return balls.evaluate(self.body, {**given, "x": x}, bits)[0].arb

        return self.standing() if known is None else int(known), None, lambda: there(next_) or self.place.advanced(advance)

    def standing(self) -> int:
        """Tell where the run stands by balls."""
        for bits in self.work.rising():
            stands = balls.evaluate(self.body, {**self.given, "x": self.place.ball(bits)}, bits)[1].arb
            if stands.is_finite() and stands.is_exact():
                return int(stands.unique_fmpz())
        raise Undecided("it is not known whether the criterion holds")

    def ended(self, objective: Objective, outcome: Any) -> Trajectory:
        """Tell where the run ended, in floats."""
        bits = self.work.bits + 64
        known = {**self.given, "point": self.place.ball(bits), "zero": 0, "one": 1}

        def at_end(body: Body) -> balls.Ball:
            found: balls.Ball = balls.evaluate(body, {name: known[key] for name, key in of_objective(body)}, bits)
            return found

        value, slope = at_end(objective.value), at_end(objective.gradient)
        with balls.precision(bits):
            gap = value - at_end(objective.minimum) if objective.minimum is not None else balls.ball(math.nan)
        x, f, norm, above = (nearest(ball) for ball in (self.place.ball(bits), value, abs(slope), gap))
        return Trajectory(outcome, self.k if outcome == "reached" else None, self.k, (x,), f, norm, above, arithmetic="exact")

    def jump(self, here: Piece, room: int) -> tuple[int, Place]:
        """Take as many steps as a closed form gives: on this piece, or in whole rounds of the last ones that were visited in turn."""
        place = self.place.then(here.a, here.b)
        if place.same(self.place):
            return 1, place
        taken = stays(self.place, here, here.a, here.b, room) if here.a > 0 else 1
        last = list(self.visited)
        for period in range(2, len(last) + 1):
            pattern = [stretch for stretch in last[-period:] if stretch is not None]
            if len(pattern) < period:
                break
            size = sum(n for _, n in pattern)
            rounds, a, b = self.rounds(pattern, room // size) if pattern[0][0] == here else (0, 1, 0)
            if rounds * size > taken or (rounds and self.place.then(a, b).same(self.place)):
                return rounds * size, self.place.then(a, b, rounds)
        self.visited.append((here, taken) if here.a == 1 or taken * here.a.height_bits() < SMALL else None)
        return taken, self.place.then(here.a, here.b, taken)

    def rounds(self, pattern: list[Stretch], most: int) -> tuple[int, Any, Any]:
        """Count the rounds in which all steps of the pattern stay on their pieces; also the map of one round.

        A stretch is monotone: where its first and its last place lie on the piece, all do.
        """
        parts = [part for piece, n in pattern for part in ((piece, n - 1), (piece, 1)) if part[1]]
        maps = [many(piece.a, piece.b, n) for piece, n in parts]
        place, (a, b) = self.place, around(maps)
        for i, (part, _) in enumerate(parts):
            if a <= 0 or most == 0:
                return 0, a, b
            most = stays(place, part, *around(maps[i:] + maps[:i]), most)
            place = place.then(*maps[i])
        return most, a, b


def many(a: Any, b: Any, n: int) -> tuple[Any, Any]:
    """Return x -> a x + b, n times, as one such map."""
    return (a, n * b) if a == 1 else (a**n, b * (1 - a**n) / (1 - a))


def around(maps: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    """Compose the maps, the first one first."""
    a: Any = 1
    b: Any = 0
    for c, d in maps:
        a, b = c * a, c * b + d
    return a, b


def stays(place: Place, part: Piece, a: Any, b: Any, most: int) -> int:
    """Count the first places under x -> a x + b that lie on a piece, at most so many; a > 0, so once gone is gone for good."""
    if most == 0 or part.holds(place.then(a, b, most - 1)):
        return most
    low, high = -1, 0  # on the piece at low, gone at `most - 1` and, after the doubling, at high
    while high < most - 1 and part.holds(place.then(a, b, high)):
        low, high = high, 2 * high + 1
    high = min(high, most - 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if part.holds(place.then(a, b, middle)) else (low, middle)
    return high


def exact_run(
    what: Composition, parameters: Mapping[str, Any], start: Any, epsilon: Any, steps: int, looks: int | None = None
) -> Trajectory:
    """Run one trajectory of a function of one variable exactly; T is an integer of any size, `arithmetic` says "exact".

    Numbers are Fractions, strings such as '1/3', or floats, each the dyadic rational that it is; `start` of None is the
    objective's own; `looks` is how many pieces may be visited, or steps taken one by one. Raises ValueError for numbers
    that make no sense, Inexact where the run cannot be counted exactly.
    """
    count = prepared(what, parameters, start, epsilon, steps)
    try:
        outcome: Any = count.follow(int(steps), looks)
    except (Undecided, ZeroDivisionError) as reason:
        raise Inexact(f"after {count.k} steps: {reason}") from reason
    return count.ended(what.objective, outcome)


def jumped(what: Composition, parameters: Mapping[str, Any], start: Any, epsilon: Any, steps: int) -> int:
    """Return how many steps of a run the first closed forms take, 0 where they are not in sight; what makes no sense is left to the run."""
    try:
        count = prepared(what, parameters, start, epsilon, steps)
    except (ValueError, TypeError, Undecided, ZeroDivisionError):
        return 0
    with suppress(Inexact, Undecided, ZeroDivisionError):
        count.follow(int(steps), GLANCE)
    return count.k


def prepared(what: Composition, parameters: Mapping[str, Any], start: Any, epsilon: Any, steps: int) -> Count:
    """Return a run at its start. Raises ValueError for numbers that make no sense, Inexact for what is not read exactly."""
    objective, known = what.objective, what.known
    given = {name: number(value, name) for name, value in parameters.items()}
    try:
        settled(known, given)
    except OverflowError:
        raise ValueError("a parameter is beyond float64") from None
    given = {name: number(given.get(name, p.default), name) for name, p in known.items()}
    given["epsilon"] = number(epsilon, "epsilon")
    if given["epsilon"] < 0 or isinstance(steps, bool) or steps != math.floor(steps) or steps < 0:
        raise ValueError(f"epsilon is {epsilon!r}, steps {steps!r}; both must be at least 0, and steps an integer")
    return Count(composed(what), given, origin(objective, given, start))


def origin(objective: Objective, given: Mapping[str, Fraction], start: Any) -> Fraction:
    """Return the starting point exactly."""
    if start is None and objective.start is not None:
        known = {**given, "zero": 0, "one": 1}
        try:
            start = exact.evaluate(objective.start, {name: known[key] for name, key in of_objective(objective.start)})
        except exact.NotRational:
            raise Inexact("the objective's own start is not rational; give one") from None
    if start is None:
        raise ValueError("the objective declares no start; give one")
    if isinstance(start, Sequence) and not isinstance(start, str):
        if len(start) != 1:
            raise ValueError(f"start has {len(start)} numbers; an exact run takes one")
        start = start[0]
    return number(start, "start")


def disagreement(counted: Trajectory, stepped: Trajectory) -> str:
    """Describe in one line where stepping in float64 gives another T; empty where it gives the same, or ended before T with its budget."""
    unknown = stepped.outcome == "budget" and (counted.T is None or stepped.steps < counted.T)
    if counted.T == stepped.T or unknown:
        return ""
    exactly, rounded = (f"T = {t.T}" if t.T is not None else f"no T ({t.outcome})" for t in (counted, stepped))
    return f"{exactly} is exact; stepping in float64, which rounds, gives {rounded}"
