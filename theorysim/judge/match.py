"""Play a method as often as it has outcomes: once where it draws nothing, for several seeds where it does, each certified.

Every seed loses to a function of its own. Where an oracle always answers the same, one function around the points of all seeds may do for
all: it is taken where it fits into the class. A function is fixed and then met by other seeds: how often these reach a success is counted,
over all outcomes where they are few, else as a share with its interval.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from theorysim.chance.share import interval
from theorysim.domains import Domain
from theorysim.entries import Method
from theorysim.judge.game import Game, Player, Rules, Unfit, against, function, played, success, told_by, truthful, whole
from theorysim.simulate.by_hand import Draw, chances, moves, slots_of

UNION = 600  # points of one function
OUTCOMES = 512  # that are enumerated


@dataclass(frozen=True)
class Arrivals:
    """How probable a success is on one function: exactly, or as hits among runs with an interval of 95 %."""

    exact: Fraction | None = None
    hits: int = 0
    runs: int = 0

    @property
    def bounds(self) -> tuple[float, float]:
        return interval(self.hits, self.runs) if self.exact is None else (float(self.exact), float(self.exact))


@dataclass(frozen=True)
class Match:
    """All games of a method against one oracle; `games[0].known` is the function that is handed back."""

    games: tuple[Game, ...]
    points: tuple[float, ...]  # around which it was built
    common: bool  # whether it answers every seed as that seed was answered
    arrivals: Arrivals | None = None  # of other seeds on it; None where nothing is drawn

    @property
    def lost(self) -> bool:
        return all(game.lost for game in self.games)

    @property
    def first(self) -> Game:
        """The game that is shown: the first that was not lost, else the first."""
        return next((game for game in self.games if not game.lost), self.games[0])


def matched(rules: Rules, player: Callable[[int], Player], seeds: Sequence[int], paths: "Paths | None" = None) -> Match:
    """Play once for each seed; of several, let as many others meet the function. `paths` are all outcomes, where those are few."""
    games = tuple(played(rules, player(seed)) for seed in seeds)
    if len(games) == 1 or not all(game.lost for game in games):
        return Match(games, tuple(games[0].record.points) if rules.adversary.grows else (), len(games) == 1)
    points, common = tuple[float, ...](), True
    if rules.adversary.grows:
        points, common = tuple(sorted({x for game in games for x in game.record.points})), False
        if len(points) <= UNION:
            known = function(rules, points)
            again = tuple(against(rules, player(s), known, points, g.record) for s, g in zip(seeds, games, strict=True))
            games, common = (again, True) if all(game.lost for game in again) else (games, False)
        points = points if common else tuple(games[0].record.points)
    exact = probability(rules, paths, games[0]) if paths else None
    if exact is not None:
        return Match(games, points, common, Arrivals(exact))
    others = [player(seed) for seed in range(max(seeds) + 1, max(seeds) + 1 + len(seeds))]
    return Match(games, points, common, Arrivals(None, sum(arrives(rules, one, games[0]) for one in others), len(others)))


def arrives(rules: Rules, player: Player, game: Game) -> bool:
    """Tell whether a method reaches a success on the function of a game."""
    assert game.known is not None
    try:
        if game.line is None:
            return any(success(rules, game.known, whole(player(), truthful(game.known, rules.adversary.shows_values), rules)))
        record = whole(player(), told_by(game.line, rules.adversary.shows_values), rules)
    except Unfit:
        return False
    ends = (game.line.within(Fraction(x[0]), rules.radius) for x in record.reached)
    return any(max(low, -high) <= rules.letters["epsilon"] for low, high in ends)


# --- few outcomes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paths:
    """A compiled method all of whose draws are from finite laws: every sequence of outcomes, with its probability."""

    method: Method
    own: Mapping[str, float]
    start: tuple[float, ...]

    def every(self) -> Iterator[tuple[Player, Callable[[], Fraction]]]:
        """Yield a player and what is the probability of the path that it took, to be asked once it has played."""
        taken: list[tuple[int, list[Fraction]]] = []
        while True:
            prefix, now = [n for n, _ in taken], list[tuple[int, list[Fraction]]]()

            def draw(k: int, slot: int, domain: Domain, given: Mapping[str, float]) -> float:
                law = [Fraction(c) for c in chances(domain, given)]  # noqa: B023
                n = prefix[len(now)] if len(now) < len(prefix) else 0  # noqa: B023
                now.append((n, [1 - sum(law, Fraction(0)), *law]))  # noqa: B023
                return float(n)

            yield self._player(draw), lambda: prod((law[n] for n, law in now), start=Fraction(1))  # noqa: B023
            while now and now[-1][0] + 1 == len(now[-1][1]):
                now.pop()
            if not now:
                return
            taken = [*now[:-1], (now[-1][0] + 1, now[-1][1])]

    def _player(self, draw: Draw) -> Player:
        return lambda: moves(self.method, self.own, self.start, draw=draw)


def few(method: Method, own: Mapping[str, float], start: tuple[float, ...]) -> Paths | None:
    """Return the outcomes of a method, None where a draw is not from a finite law."""
    draws = slots_of(method)[0]
    return Paths(method, own, start) if draws and all(domain.role == "finite" for _, domain, _ in draws) else None


def probability(rules: Rules, paths: Paths, game: Game) -> Fraction | None:
    """Return the probability that a method reaches a success on the function of a game; None where its outcomes are too many."""
    total = arrived = Fraction(0)
    for count, (player, weight) in enumerate(paths.every(), 1):
        hit = arrives(rules, player, game)
        total, arrived = total + weight(), arrived + (weight() if hit else 0)
        if count >= OUTCOMES and total < 1:
            return None
    return arrived
