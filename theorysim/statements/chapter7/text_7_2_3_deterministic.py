"""Another possible direction: a deterministic convergence result. In one variable values alone give one, without L or a logarithm.

Compare f(x - delta) and f(x + delta) with f(x), and move where f falls by more than epsilon delta: at most Delta/(epsilon delta) times.
Where neither does, x is (delta, epsilon)-stationary: by the mean value theorem (Proposition 5.2.1) the slopes `left` and `right` of the two
chords are in Goldstein's set, which is an interval, and holds a number of at most epsilon. In more variables no bound is free of the
dimension (Jordan, Kornowski, Lin, Shamir and Zampetakis, 2023); that is cited, not shown.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letters
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, Delta, delta, epsilon

left, right = letters("left right", Real)  # (f(x) - f(x - delta))/delta, (f(x + delta) - f(x))/delta
low, high = letters("low high", Real)  # the ends of Goldstein's set
fell, moves = letters("fell moves", Nonnegative)

HELD = (low <= left, left <= high, low <= right, right <= high)  # both chords' slopes are in the set
stays = (-epsilon * delta <= right * delta, -epsilon * delta <= -left * delta)  # f falls by epsilon delta at most, to either side
stationary = maximum(0, maximum(low, -high)) <= epsilon  # the distance of 0 to the interval
one_more = (moves + 1) * epsilon * delta <= fell + epsilon * delta
bounded = moves <= Delta / (epsilon * delta)
DRAWN = RANGES | {name: (-1e3, 1e3) for name in ("left", "right", "low", "high")} | {"fell": (0, 1e6), "moves": (0, 1e6)}

statement = Statement(
    "text-7.2.3-deterministic",
    Claim(
        Relation((stationary,), (*HELD, *stays), DRAWN),
        part="one variable: where it stays, x is stationary",
        at=((maximum(0, maximum(low, -high)), {"low": 2, "high": 3}, 2),),
    ),
    Claim(Relation((one_more,), (moves * epsilon * delta <= fell,), DRAWN), part="one variable: one move more"),
    Claim(Relation((bounded,), (moves * epsilon * delta <= fell, fell <= Delta), DRAWN), part="one variable: moves"),
)
