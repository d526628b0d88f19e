"""(1) An epsilon-stationary point is (delta, epsilon)-stationary for any delta >= 0. (2) With an L-Lipschitz gradient, a point that is
(epsilon/(3L), epsilon/3)-stationary has |grad f(x)| <= epsilon.

(1) x lies in its own ball, so the set of Definition 5.3.1 holds every g of the generalized gradient at x, and its least norm is at most
|g|; in one variable both are intervals. (2) The set is compact: some mean g = sum a_i grad f(x_i) has |g| <= epsilon/3. Along the unit
vector u of grad f(x) each grad f(x_i) has at least |grad f(x)| - L |x_i - x|; so does the mean, one point after the other. On L x^2/2 the
set is L times the ball, and 2 epsilon/3 is reached.
"""

from theorysim.domains import Nonnegative, Real, Unit
from theorysim.letters import letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.quantities.goldstein_distance import distance
from theorysim.statements.chapter5.notation import RANGES, L, delta, epsilon, x

low, high, wider_low, wider_high = letters("low high wider_low wider_high", Real)
INTERVALS = (low <= high, wider_low <= low, high <= wider_high)
still_stationary = distance(wider_low, wider_high, delta) <= epsilon
stationary = distance(low, high, delta) <= epsilon
least, g = letters("least g", Nonnegative)  # the least norm in the larger set, the norm of an element of the smaller one
HELD = Relation((least <= epsilon,), (least <= g, g <= epsilon), RANGES | {"least": (0, 1e3), "g": (0, 1e3)})

n, far = letters("n far", Nonnegative)  # |grad f(x)|, |x_i - x|
along, others, point, mean = letters("along others point mean", Real)  # <u, .> of the point, of the mean of some, of one gradient, of g
a = letter("a", Unit)
near = n - epsilon / 3 <= along
of_a_mean = n - epsilon / 3 <= a * others + (1 - a) * along
bounded = n <= epsilon
slope = absolute(L * x)
within = distance(L * (x - epsilon / (3 * L)), L * (x + epsilon / (3 * L)), delta) <= epsilon / 3
DRAWN = RANGES | {name: (-1e3, 1e3) for name in ("low", "high", "wider_low", "wider_high", "along", "others", "mean", "x")}

statement = Statement(
    "proposition-5.3.1",
    Claim(HELD, part="1, in any dimension"),
    Claim(
        Relation((still_stationary.in_words("of the larger set"),), (*INTERVALS, stationary), DRAWN),
        part="1, in one variable",
        at=((still_stationary, {"wider_low": -3, "wider_high": -2, "epsilon": 1}, 2),),
    ),
    Claim(Relation((near,), (n - L * far <= along, far <= epsilon / (3 * L)), DRAWN), part="2: a gradient of the ball"),
    Claim(Relation((of_a_mean,), (near, n - epsilon / 3 <= others), DRAWN), part="2: a mean of them"),
    Claim(Relation((bounded,), (n - epsilon / 3 <= mean, mean <= epsilon / 3), DRAWN), part="2"),
    Claim(Relation((slope <= epsilon,), (within,), DRAWN), part="2: quadratics"),
)
