"""Search for a point that meets the hypotheses of a relation and breaks it: corners, Hypothesis, evolution, round after round.

Each round is fixed by the seed and its number, so what is found depends on how many were made, never on how fast. A candidate counts
once rationals or balls say that every hypothesis holds there and the relation fails, SymPy's numbers do not say otherwise,
and algebra does not prove the relation. Where a statement prints ranges, they are kept to, as the judge does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, permutations

from theorysim.claims.relation import Relation
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.falsify.found import Clock, Found, Progress, added
from theorysim.falsify.guided import Link, Point, by_evolution, by_hypothesis
from theorysim.judge.relation import broken_by_symbols, written
from theorysim.letters import spoken
from theorysim.prove.algebra import prove
from theorysim.prove.search import SIMPLE, fails_at, ratio_at, search, shrink, tidied
from theorysim.readings.confirm import confirm
from theorysim.readings.floats import evaluate

LEVELS = 4  # of multipliers, in the proof that would show a defect of the judges
EXAMPLES, GENERATIONS = (150, 600), (20, 80)  # of the first round, and of every later one


@dataclass(frozen=True)
class Round:
    """What one round tried, of which kind, and the points that it proposes, worst first."""

    kind: str
    evaluations: int
    proposed: Sequence[Point]


def rounds(link: Link, seed: int) -> Iterator[Round]:
    """Return round after round, without end where there is a parameter."""
    for turn in count():
        seen = search(link.check, link.given, link.ranges, "standard" if turn else "quick", seed + turn)
        yield Round("corners, ties and draws", seen.tried, [dict(p) for p in (seen.witness, seen.worst) if p is not None])
        if not link.axes:
            return
        later = min(turn, 1)
        yield Round("guided by Hypothesis", *by_hypothesis(link, EXAMPLES[later], seed + turn))
        yield Round("differential evolution", *by_evolution(link, GENERATIONS[later], seed + turn))


def is_witness(link: Link, point: Point) -> bool:
    """Tell whether a point certainly breaks a relation, and no other route denies it."""
    return (
        fails_at(link.check, link.given, point)
        and broken_by_symbols(link.check, link.given, point) is not False
        and not prove(link.check, link.given, LEVELS).proved
    )


def smaller(link: Link, witness: Point) -> Point:
    """Make a witness small, one coordinate at a time, then two in their ratio, as long as it certainly stays one."""
    best = shrink(link.check, link.given, link.ranges, witness)
    for one, other in permutations(link.axes, 2):
        if best[one.name] == 0:
            continue
        ratio = best[other.name] / best[one.name]
        for x in SIMPLE:
            new = {**best, one.name: x, other.name: x * ratio}
            inside = one.holds(x) and other.holds(x * ratio)
            if inside and _size(new) < _size(best) and fails_at(link.check, link.given, new):
                best = shrink(link.check, link.given, link.ranges, new)
                break
    return best


def _size(point: Point) -> int:
    return sum(abs(x.numerator) + x.denominator for x in point.values())


class Hunt:
    """The search for a point that breaks one relation, as far as it went; `breaks` says which point certainly does."""

    def __init__(self, link: Link, seed: int, breaks: Callable[[Link, Point], bool] = is_witness):
        self.link, self.rounds, self.breaks = link, rounds(link, seed), breaks
        self.looked: dict[str, int] = {}
        self.met = self.over = False
        self.witness: Point | None = None
        self.worst: tuple[float, Point] | None = None

    def go_on(self) -> None:
        """Make one more round."""
        made = next(self.rounds, None)
        if made is None:
            self.over = True
            return
        self.looked[made.kind] = self.looked.get(made.kind, 0) + made.evaluations
        self.witness = self._broken(made.proposed)
        self._note(made.proposed)

    def _broken(self, proposed: Sequence[Point]) -> Point | None:
        """Return the first of the points that is a witness, made small; None where none is."""
        link = self.link
        here = (p for p in proposed if all(a.holds(p[a.name]) for a in link.axes))
        found = next((p for p in here if self.breaks(link, p)), None)
        if found is None:
            return None
        small = smaller(link, found)
        return small if self.breaks(link, small) else found

    def _note(self, proposed: Sequence[Point]) -> None:
        """Note the first of the points at which the hypotheses certainly hold, if it is the worst so far."""
        check, given = self.link.check, self.link.given
        point = next((p for p in proposed if all(confirm(g, p) is True for g in given)), None)
        self.met = self.met or point is not None
        if point is None or check.sense == "==":
            return
        ratio = ratio_at(check, point)
        if ratio is not None and (self.worst is None or ratio > self.worst[0]):
            short = tidied(check, given, self.link.ranges, dict(point))
            self.worst = ratio_at(check, short) or ratio, short


class Points:
    """The search for a point that breaks a link of a relation, as far as it went; the links take turns."""

    def __init__(self, relation: Relation, label: str, seed: int):
        self.label = label
        self.hunts = [Hunt(Link(check, relation.given, relation.search), seed) for check in relation.checks]
        self.waiting = list(self.hunts)

    @property
    def refuted(self) -> bool:
        return any(h.witness is not None for h in self.hunts)

    @property
    def begun(self) -> bool:
        return all(h.looked for h in self.hunts)

    def go_on(self, progress: Progress) -> None:
        """Make one more round for the link whose turn it is."""
        hunt = self.waiting.pop(0)
        hunt.go_on()
        progress(
            sum(sum(h.looked.values()) for h in self.hunts), max((h.worst[0] for h in self.hunts if h.worst is not None), default=None)
        )
        self.waiting += [] if hunt.over else [hunt]

    def until(self, clock: Clock, progress: Progress) -> Found:
        """Go on until a link is broken or the clock is over."""
        while self.waiting and not self.refuted and not clock.over():
            self.go_on(progress)
        return self.found()

    def found(self) -> Found:
        """Return what was found so far."""
        looked = added(h.looked for h in self.hunts)
        tried = sum(looked.values())
        for hunt in self.hunts:
            if hunt.witness is not None:
                ratio = None if hunt.link.check.sense == "==" else ratio_at(hunt.link.check, hunt.witness)
                return Found(True, ratio, written(self.label, hunt.witness), told(hunt.link, hunt.witness), tried, looked)
        worst = max((h.worst for h in self.hunts if h.worst is not None), key=lambda w: w[0], default=None)
        met = worst is not None or any(h.met for h in self.hunts)
        says = "no point that was tried breaks it" if met else "no point that was tried meets the hypotheses"
        if worst is None:
            return Found(False, None, None, says, tried, looked)
        return Found(False, worst[0], written(self.label, worst[1]), says, tried, looked)


def told(link: Link, point: Mapping[str, Fraction]) -> str:
    """Describe in a sentence what fails at a point."""
    own = {p.name: float(point[p.name]) for p in parameters(link.check.body)}
    left, right = evaluate(link.check.body, own)
    held = f"; the hypotheses hold there: {', '.join(map(_words, link.given))}" if link.given else ""
    where = ", ".join(f"{n} = {x}" for n, x in point.items()) or "every point"
    return f"{_words(link.check)} fails at {where}, where the sides are {left:.6g} and {right:.6g}{held}"


def _words(sided: Sided) -> str:
    return spoken(sided)
