"""... <= max{sqrt(Delta (sqrt(T) + 20 L0 + 128 L1 tau)/T), 64 L1 Delta/T}, since |U| >= T/2 or |U^c| >= T/2.

Refuted where U is random, and where nothing is. The ends of the display compare as printed, by the sum of the min before U. The root is
read over the whole product, as the next line needs it; where it ends after Delta, the same witness refutes.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum, sqrt, where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, eta, tau
from theorysim.statements.chapter3.parts import small_laws
from theorysim.statements.chapter3.parts.noisy_steps import T, eta_of
from theorysim.statements.chapter3.parts.sums_of_gains import gain, gain_grows, inverse_of_eta
from theorysim.statements.chapter3.parts.two_averages import LINES, NEAR, SURE, SURE_LINES, printed, sure

c = letter("c", Positive)  # the root of Delta/(eta T): Delta = eta T c^2, and the max is that of c and 64 L1 eta c^2
over_T = eta * c**2  # Delta/T

# the least gradient itself, v at an outcome; G is its expected gain
ENDS = "repaired: E[min_k ||grad f(x_k)||] is at most that max, straight from the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)}"
v, least, G = letters("v least G", Nonnegative)
S = letter("S", Positive)


def price(gain):
    return where(64 * L1 * eta * c <= 1, c / 2 + gain / (2 * eta * c), 1 / (128 * L1 * eta) + 32 * L1 * gain)


# the two averages: X over U, Y over the rest, `share` the part of U among the k; A and B are the expected sums of the lines before
ADDED = "repaired: sqrt(Delta/(eta T)) + 32 L1 Delta/T in place of the max"
X, Y, middle, A, B = letters("X Y middle A B", Nonnegative)
share = letter("share", Unit)
mean = share * X + (1 - share) * Y
linear = c / 2 + share * X**2 / (2 * c) + (1 - share) * Y  # share X^2 is the sum of squares over U divided by the number of all k
square = 0 <= (c - share * X) ** 2  # 2 share X <= c + (share X)^2/c
in_the_mean = middle <= c / 2 + A / (2 * c * eta * T) + 32 * L1 * B / T
sum_on_U = (A <= eta * T * c**2).in_words("A <= Delta")

# on U the gain is half of eta g^2 at least, so that A/2 + B is at most Delta by the sum of gains
FACTOR = "repaired: 5/4 of that max, by the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)} besides"
g = letter("g", Nonnegative)
five_quarters = 5 / 4 * maximum(c, 64 * L1 * over_T)

statement = Statement(
    "proof-3.7.4-min-max",
    Claim(
        Relation((printed.in_words("E of the smaller average <= the max"),), LINES, NEAR),
        cause="constant",
        why="|U| >= T/2 gives sqrt(2 Delta .../T), and where U is random the two bounds add up; the ends of the display do compare so.",
        second=(Relation((sure.in_words("and where nothing is random"),), SURE_LINES, SURE),),
        at=(
            (printed, {"q": 0, "j": 1, "u": 8, "v": 9, "T": 16, "L0": 1, "L1": 1, "tau": 0, "Delta": 1}, 2),
            (sure, {"j": 4, "m": 1, "u": 3, "v": 9, "T": 4, "L0": 1, "L1": 1, "tau": 0, "Delta": 1}, 3),
        ),
    ),
    gain_grows(ENDS),
    Claim(Relation(((v <= price(gain(v, eta, L1))).in_words("min <= a price of its gain"),)), ENDS, "outcome"),
    Claim(
        Relation(
            ((least <= maximum(c, 64 * L1 * over_T)).in_words("E min <= max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
            ((least <= price(G)).in_words("E min <= the price of E gain"), (G <= over_T).in_words("T E gain(min) <= Delta")),
        ),
        ENDS,
        "mean",
        why="The gain grows with the gradient, so T E[gain(min)] <= Delta; gradients that are all 1/(64 L1 eta) attain the max.",
        second=(Executed((small_laws.least,)),),
    ),
    Claim(Relation((1 / eta_of(L0, L1, tau, T) <= inverse_of_eta(T, L0, L1, tau),)), ENDS, "eta"),
    Claim(Relation(((c <= sqrt(over_T * S)).in_words("sqrt(Delta/(eta T)) <= sqrt(Delta S/T)"),), (1 / eta <= S,)), ENDS, "root"),
    Claim(
        Relation(
            (
                (minimum(X, Y) <= mean).in_words("the smaller is at most the mean with weights |U| and |U^c|"),
                (mean <= linear).in_words("which is linear in sums"),
            ),
            hints=(square,),
        ),
        ADDED,
        "outcome of the averages",
    ),
    Claim(
        Relation(
            ((middle <= c + 32 * L1 * over_T).in_words("c + 32 L1 Delta/T, c = sqrt(Delta/(eta T))"),),
            (in_the_mean.in_words("in the mean"), sum_on_U, (B <= eta * T * c**2).in_words("B <= Delta")),
        ),
        ADDED,
        "mean of the averages",
        why="The smaller is at most the mean with weights |U| and |U^c|; by the two sums before alone, attained in the limit: "
        "U all and, rarely, U empty.",
        second=(Executed((small_laws.middle,)),),
    ),
    Claim(Relation((eta * g**2 / 2 <= gain(g, eta, L1),), (eta * g**2 <= g / (16 * L1),)), FACTOR, "gain on U"),
    Claim(Relation((g / (32 * L1) <= gain(g, eta, L1),), (g / (16 * L1) < eta * g**2,)), FACTOR, "gain off U"),
    Claim(
        Relation(
            ((middle <= five_quarters).in_words("(5/4) max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
            (in_the_mean.in_words("in the mean"), sum_on_U, (A / 2 + B <= eta * T * c**2).in_words("A/2 + B <= Delta")),
        ),
        FACTOR,
        "mean of the averages, with the gains",
        why="A/2 + B <= Delta for the sums A over U and B over the rest; attained in the limit, by U all with the root mean square "
        "1/(64 L1 eta) of gradients 0 and 1/(16 L1 eta), and, rarely, U empty.",
        second=(Executed((small_laws.smaller,)),),
        at=((five_quarters, {"c": 2, "eta": 1, "L1": 1 / 64}, 5),),
    ),
)
