"""Play a resisting oracle against a method, and certify what comes of it: exactly, in one game and for one seed.

The method is stepped question by question. When the game ends, the oracle builds its function around all points of the game, and the
method plays again, answered by that function alone. Then it is shown in rationals that the function lies in its class, that every answer
was what the function says, and that no point that the method reached is a success. Where all of it holds, the method lost.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from inspect import signature
from itertools import pairwise
from math import isfinite
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Adversary
from theorysim.judge.asked import Known, exactly, rounded, surely_less
from theorysim.simulate.by_hand import Answer, Moves, Query, Reached, Row
from theorysim.verify.games import Polyline, wrong

MOST = 10_000  # points that a method reaches, whatever it asks
SOME, THOROUGH = 16, 400  # places at which a function is compared with its kinks
Told = Callable[[Query], Answer]


class Unfit(ValueError):
    """The method does not meet the hypotheses of the game; the message says which."""


@dataclass(frozen=True)
class Rules:
    """An adversary with its letters, and how many points a method may reach."""

    adversary: Adversary
    letters: Mapping[str, Fraction]
    steps: int = 100

    def number(self, body: Any) -> Any:
        return exactly(body, self.letters)

    @property
    def calls(self) -> int | None:
        """How many points are answered for; None: all."""
        body = self.adversary.budget
        return int(self.number(body)) if body else None

    @property
    def dimension(self) -> int:
        return int(self.number(self.adversary.dimension)) if self.adversary.dimension else 1

    @property
    def own(self) -> dict[str, Fraction]:
        """The parameters of the function."""
        return {name: Fraction(self.number(body)) for name, body in self.adversary.given.items()}

    @property
    def radius(self) -> Fraction:
        return Fraction(self.number(self.adversary.radius)) if self.adversary.radius else Fraction(0)


@dataclass
class Record:
    """What was said in a game: the queries with their answers, and the points reached, x_0 first."""

    calls: list[tuple[Query, Answer]] = field(default_factory=list)
    reached: list[Row] = field(default_factory=list)
    ended: str = "the steps were over"

    @property
    def points(self) -> list[float]:
        """All points of a game of one variable, ascending, each once."""
        return sorted({q.point[0] for q, _ in self.calls} | {x[0] for x in self.reached})


def transcribed(moves: Moves, told: Told, rules: Rules) -> Iterator[Record]:
    """Yield the record of a game after each move, the same one that grows; it ends as the rules say. Raises Unfit."""
    record, shown, seen = Record(), set[int](), set[Row]()
    still = rules.adversary.dimension is not None
    move = next(moves, None)
    while move is not None:
        if not all(map(isfinite, move.point)):
            record.ended = f"the method left the numbers after {len(record.calls)} calls"
            return
        if still and (strange := [i for i, x in enumerate(move.point) if x != 0 and i not in shown]):
            raise Unfit(f"it moves coordinate {strange[0] + 1}, of which it has seen no gradient but 0: it is not zero-respecting")
        if isinstance(move, Reached):
            record.reached.append(move.point)
            yield record
            if move.done or len(record.reached) > min(rules.steps, MOST):
                record.ended = "the method ended" if move.done else record.ended
                return
            move = _sent(moves, None)
            continue
        if move.value and not rules.adversary.shows_values:
            raise Unfit("it asks for values, of which this oracle shows none")
        if rules.calls is not None and move.point not in seen and len(seen) >= rules.calls:
            record.ended = f"{rules.calls} points were asked about, as many as are answered for"
            return
        seen.add(move.point)
        answer = told(move)
        if not all(map(isfinite, (*answer[1], answer[0] or 0.0))):
            record.ended = f"the answers left the numbers after {len(record.calls)} calls"
            return
        shown |= {i for i, g in enumerate(answer[1]) if g != 0}
        record.calls.append((move, answer))
        yield record
        move = _sent(moves, answer)


def _sent(moves: Moves, answer: Answer | None) -> Query | Reached | None:
    try:
        return moves.send(answer)  # type: ignore[arg-type]
    except StopIteration:
        return None


def whole(moves: Moves, told: Told, rules: Rules) -> Record:
    record = Record()
    for record in transcribed(moves, told, rules):  # noqa: B007
        pass
    return record


def resisting(rules: Rules) -> Told:
    """Return what answers before there is a function; where there is one from the start, it answers."""
    if rules.adversary.answer is None:
        return truthful(function(rules, ()), rules.adversary.shows_values)
    value, slope = rules.number(rules.adversary.answer) if rules.adversary.shows_values else (None, _slope(rules))
    said: Answer = None if value is None else rounded(Fraction(value)), (rounded(Fraction(slope)),)
    return lambda query: said


def _slope(rules: Rules) -> Any:
    body = rules.adversary.answer
    return body(**{p.name: rules.letters[p.name] for p in parameters(body)})[1]  # type: ignore[misc]


def function(rules: Rules, points: tuple[float, ...]) -> Known:
    """Return the function that an adversary builds around points, with its parameters."""
    objective = rules.adversary.build(points)
    own = {p.name: Fraction(p.default) for p in objective.parameters if p.default is not None}
    return Known(objective, {**own, **rules.own}, rules.dimension)


def truthful(known: Known, values: bool = True) -> Told:
    """Return what a function itself answers."""

    def told(query: Query) -> Answer:
        point, along = [Fraction(x) for x in query.point], [Fraction(v) for v in query.along]
        gradient = tuple(rounded(g) for g in known.gradient(point, along))
        return rounded(known.value(point)) if values else None, gradient

    return told


@dataclass(frozen=True)
class Game:
    """A game that was played, the function, and what is certified of it."""

    rules: Rules
    record: Record
    known: Known | None
    lost: bool
    why: str
    certificate: Mapping[str, Any] = field(default_factory=dict)
    line: Polyline | None = None  # the function, where it is one of one variable
    fits: bool = True  # whether the method meets the hypotheses


Player = Callable[[], Moves]  # a method at its start, always the same


def played(rules: Rules, player: Player) -> Game:
    """Play one game, build the function, and judge."""
    try:
        record = whole(player(), resisting(rules), rules)
    except Unfit as reason:
        return Game(rules, Record(), None, False, str(reason), fits=False)
    points = tuple(record.points) if rules.adversary.grows else ()
    return against(rules, player, function(rules, points), points, record)


def against(rules: Rules, player: Player, known: Known, points: Sequence[float], wanted: Record | None = None) -> Game:
    """Play a method against the function that was built around points; `wanted` is what it is to say again, answer for answer."""
    line = polyline(rules, known, points) if rules.adversary.kinks else None
    told = told_by(line, rules.adversary.shows_values) if line else truthful(known, rules.adversary.shows_values)
    try:
        record = whole(player(), told, rules)
    except Unfit as reason:
        return Game(rules, Record(), known, False, str(reason), fits=False)
    certificate = {**said(rules, record), **(of_line(rules, line) if line else {})}
    if line:
        complaints = [*wrong(certificate), *unlike(known, line, THOROUGH if wanted is None else SOME)]
    else:
        complaints = [*success(rules, known, record), *outside(rules, known, record)]
    if wanted is not None and (record.calls, record.reached) != (wanted.calls, wanted.reached):
        complaints.append("answered by the function it made other moves: it saw more than the answers, or drew on its own")
    return Game(rules, record, known, not complaints, complaints[0] if complaints else "", certificate, line)


# --- what is certified ------------------------------------------------------------------------------------------------


def margins(rules: Rules, known: Known, record: Record) -> Iterator[tuple[Any, Any]]:
    """Return, of each point reached, both sides of what says that it is no success: left < right."""
    missed = rules.adversary.missed
    names = [p.name for p in parameters(missed.body) if p.domain.role == "asked"]
    for x in record.reached:
        asked = {name: known.asked(name, [Fraction(c) for c in x], rules.radius) for name in names}
        yield exactly(missed.body, {**rules.letters, **asked})


def success(rules: Rules, known: Known, record: Record) -> Iterator[str]:
    """Return the points reached that are, or may be, successes."""
    for t, (left, right) in enumerate(margins(rules, known, record)):
        if not surely_less(left, right):
            yield f"x_{t} is a success: {rounded(right):.6g} is not above {rounded(left):.6g}"


def outside(rules: Rules, known: Known, record: Record) -> Iterator[str]:
    """Return what keeps a function that was there from the start out of its class: the gap at x_0, the curvatures of a quadratic."""
    if rules.adversary.gap is not None:
        gap, allowed = known.asked("gap", [Fraction(0)] * known.d, Fraction(0)), rules.number(rules.adversary.gap)
        if not surely_less(gap, allowed):
            yield f"f(x_0) - inf f is {rounded(gap):.6g}, not below {rounded(allowed):.6g}"
    if rules.adversary.bowed is not None:
        yield from curved(known, record, rules.number(rules.adversary.bowed), rules.number(rules.adversary.steepness))


def curved(known: Known, record: Record, least: Fraction, most: Fraction) -> Iterator[str]:
    """Return why a function is no quadratic with curvatures from `least` to `most`, by Gershgorin's discs of its Hessian."""
    still = [Fraction(0)] * known.d
    base = known.gradient(still, still)
    columns = [known.gradient([Fraction(i == j) for i in range(known.d)], still) for j in range(known.d)]
    hessian = [[columns[j][i] - base[i] for j in range(known.d)] for i in range(known.d)]
    for i, row in enumerate(hessian):
        around = sum(abs(h) for h in row) - abs(row[i])
        if row[i] - around < least or row[i] + around > most:
            yield f"a curvature may be {float(row[i] - around):.6g} or {float(row[i] + around):.6g}, outside {least} to {most}"
    for x in record.reached:
        point = [Fraction(c) for c in x]
        linear = [b + sum(h * c for h, c in zip(row, point, strict=True) if h) for b, row in zip(base, hessian, strict=True)]
        if linear != list(known.gradient(point, still)):
            yield "it is no quadratic"


def polyline(rules: Rules, known: Known, points: Sequence[float]) -> Polyline:
    """Return the function of one variable by its kinks; the adversary says where they are, the slopes are steepest and change there."""
    body = rules.adversary.kinks
    own = {name: rules.letters[name] for name in signature(body).parameters if name != "points"}  # type: ignore[arg-type]
    kinks = sorted(set(body([Fraction(x) for x in points], **own)))  # type: ignore[misc]
    slope, values = -Fraction(rules.number(rules.adversary.steepness)), [known.value([kinks[0]])]
    ends = slope, slope if len(kinks) % 2 == 0 else -slope
    for a, b in pairwise(kinks):
        slope = -slope
        values.append(values[-1] + slope * (b - a))
    return Polyline(kinks, values, ends)


def told_by(line: Polyline, values: bool) -> Told:
    """Return what a polyline answers."""

    def told(query: Query) -> Answer:
        x, v = Fraction(query.point[0]), Fraction(query.along[0])
        return rounded(line.value(x)) if values else None, (rounded(line.slope(x, v)),)

    return told


def said(rules: Rules, record: Record) -> dict[str, Any]:
    """Write what was asked, answered and reached, as data: a number where there is one coordinate, else a list."""

    def text(row: Row) -> Any:
        every = [str(Fraction(x)) for x in row]
        return every if rules.adversary.dimension else every[0]

    calls = [[text(q.point), text(q.along), None if a[0] is None else str(Fraction(a[0])), text(a[1])] for q, a in record.calls]
    return {"calls": calls, "reached": [text(x) for x in record.reached]}


def of_line(rules: Rules, line: Polyline) -> dict[str, Any]:
    """Write a function of one variable and its class as the data that `verify.games` reads."""
    return {
        "kinks": [str(x) for x in line.kinks],
        "values": [str(y) for y in line.values],
        "first": str(line.slopes[0]),
        "last": str(line.slopes[-1]),
        "steepness": str(rules.number(rules.adversary.steepness)),
        "gap": str(rules.number(rules.adversary.gap)),
        "radius": str(rules.radius),
        "epsilon": str(rules.letters["epsilon"]),
    }


def unlike(known: Known, line: Polyline, some: int) -> Iterator[str]:
    """Return where the function differs from the polyline, at so many kinks and middles between two, or at all where they are fewer."""
    places = sorted({*line.kinks, *((a + b) / 2 for a, b in pairwise(line.kinks)), line.kinks[0] - 1, line.kinks[-1] + 1})
    for x in places[:: max(1, len(places) // some)]:
        ends = line.within(x, Fraction(0))
        if known.value([x]) != line.value(x) or known.gradient([x], [Fraction(0)])[0] not in ends:
            yield f"at {x} the function is not what its kinks say"
