"""E|grad f(x_k)| >= sqrt(Delta L)/140 k^(-(alpha - 1)/(3 alpha - 2)) for any sigma >= 2 sqrt((f(0) - f*) L), f being the scaled chain.

As in theorem-4.4.3 the problem may depend on k. It and its noise serve all sigma, for any Delta that is chosen first: epsilon is
root v/140, where root = sqrt(Delta L) and v is that power of k; p is (92 epsilon/root)^(alpha/(alpha - 1)), q = p^(alpha - 1). `gap` is
f(0) - f*, so that root <= 2 sqrt(gap L) <= sigma: c_1 = 2 does. A zero-respecting algorithm reaches the end of the chain with probability
at most 1/2, by text-4.7.7-half. For any other, randomized too, there is a citation alone, Theorem 3 of Arjevani et al. [2019], which
rotates the chain in more dimensions at the cost of constants: that step is not checked here.
"""

from theorysim.domains import Nonnegative, Positive, Probability
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import power
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter4.notation import L, alpha, beta, d, epsilon, k, p
from theorysim.statements.chapter4.parts.chain_in_hand import CHAIN
from theorysim.statements.chapter4.parts.eager_on_the_chain import TRIALS
from theorysim.statements.chapter4.parts.hidden_chain import c
from theorysim.statements.chapter4.parts.scaled_chain import UNITS, WHOLE_PART, Delta, room
from theorysim.statements.chapter4.text_4_7_7_half import TAILS, half, late
from theorysim.statements.chapter4.text_4_7_7_scaling import fits, is_room, smooth, units

root, gap, q = letters("root gap q", Positive)
v = letter("v", Probability)
mean = letter("mean", Nonnegative)  # E|z/p - 1|^alpha, at most 2/q by proof-lemma-4.7.10-last
error = letter("error", Nonnegative)  # E|grad f(x_k)|
rate = 1 / k ** (beta / (3 * alpha - 2))
DRAWN = UNITS | {name: (1e-3, 1e3) for name in ("root", "mean", "error", "seen", "most", "R")}
DRAWN |= {
    "gap": (1e-9, 1e9),
    "q": (1e-6, 1),
    "v": (1e-3, 1),
    "t": (1e-3, 1),
    "c": (1e-3, 23),
    "base": (4, 5),
    "E": (2, 3),
    "theta": (2, 101),
}

chosen = equals(epsilon, root * v / 140)
is_root = equals(root**2, Delta * L)
rooms = equals(room * v**2, number(19600) / 7296)
two = 2 <= room
a_probability = power(23 * v / 35, alpha / beta) <= 1
is_q = equals(power(23 * v / 35, alpha / beta) ** beta, power(23 * v / 35, alpha))
seen, most, R = letters("seen most R", Positive)  # (2 epsilon c)^alpha, (46 epsilon)^alpha and root^alpha
size = power(2 * epsilon * c, alpha) <= power(46 * epsilon, alpha)
double = equals(power(number(2), alpha) * power(46 * root * v / 140, alpha), root**alpha * power(23 * v / 35, alpha))
from_below = Delta * L <= 4 * gap * L
t = letter("t", Probability)  # 23/35
part, slow = letters("part slow", Probability)  # t^(alpha/(alpha - 1)) and v^(alpha/(alpha - 1)); p is their product
theta = letter("theta", Positive)  # alpha/(alpha - 1)
split = equals(power(t * v, theta), power(t, theta) * power(v, theta))
falls = power(t, alpha / beta) <= t**2
exponent = beta / (3 * alpha - 2)
exponents = equals(exponent * (alpha / beta) + 2 * exponent, 1)
shown = k * p * v**2 <= (number(23) / 35) ** 2
soon = 2 * k * p <= d - 1
bound = rate * root / 140

base, E = letters("base E", Positive)  # sqrt(2 pi e) and e
chain_gap = 6 * d <= base * (number(1) / 2 + (d - 1) * E)

LOWER = (
    Claim(
        Relation((shown,), (equals(p, part * slow), part <= (number(23) / 35) ** 2, equals(k * slow * v**2, 1)), DRAWN),
        part="how many are shown",
    ),
    Claim(Relation((soon,), (shown, rooms, *WHOLE_PART, 2 <= d), DRAWN), part="k <= (d - 1)/(2p)"),
    Claim(Relation((half,), (late * d <= p * k, soon), DRAWN), part="at most half of the time", second=(TAILS,)),
    Claim(
        Relation((bound <= error,), (equals(epsilon, root * rate / 140), 2 * epsilon * (1 - late) <= error, half), DRAWN),
        part="the bound",
        at=((bound, {"alpha": 2, "k": 16, "root": 280}, 1),),
        second=(Executed(TRIALS),),
    ),
)

statement = Statement(
    "theorem-4.4.4",
    Claim(Relation((smooth, units), search=UNITS), part="L-smooth"),
    Claim(Relation((fits,), (is_room, d <= room), UNITS), part="a gap of at most Delta"),
    Claim(Relation((rooms, two), (is_root, is_room, chosen), DRAWN), part="two coordinates at least"),
    Claim(Relation((chain_gap,), (2 <= d, 413 <= 100 * base, 271 <= 100 * E), DRAWN), part="the gap of the chain"),
    Claim(Relation((from_below,), (is_room, *WHOLE_PART, 2 <= d, 608 * epsilon**2 * 6 * d <= gap * L), DRAWN), part="c_1 = 2"),
    Claim(Relation((a_probability, is_q), search=DRAWN), part="p is a probability"),
    Claim(Relation((size,), (0 < c, c <= 23), DRAWN, hints=(2 * epsilon * c <= 46 * epsilon,)), part="4.4.1, the coordinate"),
    Claim(Relation((double, 2 <= power(number(2), alpha)), search=DRAWN), part="4.4.1, its powers"),
    Claim(
        Relation((seen * mean <= R,), (seen <= most, 2 * most <= R * q, mean * q <= 2), DRAWN),
        part="4.4.1, the moment",
    ),
    Claim(Relation((split,), search=DRAWN), part="p, as a product"),
    Claim(Relation((falls,), search=DRAWN), part="its first factor"),
    Claim(Relation((exponents,), search=DRAWN), part="exponents"),
    *LOWER,
    instance=CHAIN,
)

presets = {
    "each answer is believed": {"method": "sgd", "eta": 30},
    "clipped": {"method": "gclip", "eta": 2, "tau": 0.5},
    "a variance": {"alpha": 2, "k": 400},
    "no variance by far": {"alpha": 1.1, "k": 400},
}
