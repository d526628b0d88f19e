"""The last line of the display: the two averages against the two bounds.

Refuted where U is random, and where nothing is. The ends of the display compare as printed, by the sum of the min before U. The root is
read over the whole product, as the next line needs it; where it ends after Delta, the same witness refutes.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Unit
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum, sqrt, where
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.small_laws import least, middle, smaller
from theorysim.statements.chapter3.parts.sums_of_gains import gain, gain_grows, inverse_of_eta
from theorysim.statements.chapter3.parts.two_averages import LINES, NEAR, SURE, SURE_LINES, printed, sure

A, B, G, g, tau, v, X, Y = letters("A B G g tau v X Y", Nonnegative)
c, eta, L0, L1, S = letters("c eta L0 L1 S", Positive)
share = letter("share", Unit)
T = letter("T", PositiveCount)

# the least gradient itself, v at an outcome; Delta = eta T c^2, so that c is the root of Delta/(eta T); G is its expected gain


def price(c, gain_of_v, eta, L1):
    return where(64 * L1 * eta * c <= 1, c / 2 + gain_of_v / (2 * eta * c), 1 / (128 * L1 * eta) + 32 * L1 * gain_of_v)


priced = v <= price(c, gain(v, eta, L1), eta, L1)


def mean_priced(least: Nonnegative, G: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    return least, price(c, G, eta, L1)


mean_gain = G <= eta * c * c  # T G <= Delta.


def least_at_most(least: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    """The max, with c for its first argument."""
    return least, maximum(c, 64 * L1 * eta * c * c)


one_over_eta = 1 / eta_of(L0, L1, tau, T) <= inverse_of_eta(T, L0, L1, tau)
not_smaller = 1 / eta <= S
first_argument = c <= sqrt(eta * c * c * S)  # sqrt(Delta/(eta T)) <= sqrt(Delta S/T).


# the two averages: X over U, Y over the rest, `share` the part of U among the k; A and B are the expected sums of the lines before


weighted = minimum(X, Y) <= share * X + (1 - share) * Y


# By 2 share X <= c + (share X)^2/c; share X^2 is the sum of squares over U divided by the number of all k.
shared = share * X + (1 - share) * Y <= c / 2 + share * X * X / (2 * c) + (1 - share) * Y
square = 0 <= (c - share * X) * (c - share * X)


def mean_shared(middle: Nonnegative, A: Nonnegative, B: Nonnegative, c: Positive, T: PositiveCount, eta: Positive, L1: Positive):
    return middle, c / 2 + A / (2 * c * eta * T) + 32 * L1 * B / T


sum_on_U = A <= eta * T * c * c
sum_off_U = B <= eta * T * c * c


def both(middle: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    """The sum, with c for the root."""
    return middle, c + 32 * L1 * eta * c * c


# on U the gain is half of eta g^2 at least, so that A/2 + B is at most Delta by the sum of gains


halved = eta * g * g / 2 <= gain(g, eta, L1)
is_in_U = eta * g * g <= g / (16 * L1)
whole = g / (32 * L1) <= gain(g, eta, L1)
is_off_U = g / (16 * L1) < eta * g * g
sum_of_gains = A / 2 + B <= eta * T * c * c


def five_quarters_of_the_max(c: Positive, eta: Positive, L1: Positive):
    return 5 / 4 * maximum(c, 64 * L1 * eta * c * c)


def five_quarters(middle: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    return middle, five_quarters_of_the_max(c, eta, L1)


ENDS = "repaired: E[min_k ||grad f(x_k)||] is at most that max, straight from the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)}"
ADDED = "repaired: sqrt(Delta/(eta T)) + 32 L1 Delta/T in place of the max"
FACTOR = "repaired: 5/4 of that max, by the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)} besides"

statement = Statement(
    "proof-3.7.4-min-max",
    (
        Claim(
            Relation((printed.in_words("E of the smaller average <= the max"),), LINES, NEAR),
            cause="constant",
            why="|U| >= T/2 gives sqrt(2 Delta .../T), and where U is random the two bounds add up; the ends of the display do compare so.",
            second=(Relation((sure.in_words("and where nothing is random"),), SURE_LINES, SURE),),
            at=(
                (printed, {"q": 0.0, "j": 1.0, "u": 8.0, "v": 9.0, "T": 16.0, "L0": 1.0, "L1": 1.0, "tau": 0.0, "Delta": 1.0}, 2.0),
                (sure, {"j": 4.0, "m": 1.0, "u": 3.0, "v": 9.0, "T": 4.0, "L0": 1.0, "L1": 1.0, "tau": 0.0, "Delta": 1.0}, 3.0),
            ),
        ),
        gain_grows(ENDS),
        Claim(Relation((priced.in_words("min <= a price of its gain"),)), ENDS, "outcome"),
        Claim(
            Relation(
                (at_most(least_at_most, "E min <= max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_priced, "E min <= the price of E gain"), mean_gain.in_words("T E gain(min) <= Delta")),
            ),
            ENDS,
            "mean",
            why="The gain grows with the gradient, so T E[gain(min)] <= Delta; gradients that are all 1/(64 L1 eta) attain the max.",
            second=(Executed((least,)),),
        ),
        Claim(Relation((one_over_eta.in_words("1/eta <= sqrt(T) + 20 L0 + 128 L1 tau = S"),)), ENDS, "eta"),
        Claim(
            Relation((first_argument.in_words("sqrt(Delta/(eta T)) <= sqrt(Delta S/T)"),), (not_smaller.in_words("1/eta <= S"),)),
            ENDS,
            "root",
        ),
        Claim(
            Relation(
                (
                    weighted.in_words("the smaller is at most the mean with weights |U| and |U^c|"),
                    shared.in_words("which is linear in sums"),
                ),
                hints=(square,),
            ),
            ADDED,
            "outcome of the averages",
        ),
        Claim(
            Relation(
                (at_most(both, "c + 32 L1 Delta/T, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_shared, "in the mean"), sum_on_U.in_words("A <= Delta"), sum_off_U.in_words("B <= Delta")),
            ),
            ADDED,
            "mean of the averages",
            why="The smaller is at most the mean with weights |U| and |U^c|; by the two sums before alone, attained in the limit: "
            "U all and, rarely, U empty.",
            second=(Executed((middle,)),),
        ),
        Claim(Relation((halved.in_words("eta g^2/2 <= gain(g) on U"),), (is_in_U,)), FACTOR, "gain on U"),
        Claim(Relation((whole.in_words("g/(32 L1) <= gain(g) off U"),), (is_off_U,)), FACTOR, "gain off U"),
        Claim(
            Relation(
                (at_most(five_quarters, "(5/4) max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_shared, "in the mean"), sum_on_U.in_words("A <= Delta"), sum_of_gains.in_words("A/2 + B <= Delta")),
            ),
            FACTOR,
            "mean of the averages, with the gains",
            why="A/2 + B <= Delta for the sums A over U and B over the rest; attained in the limit, by U all with the root mean square "
            "1/(64 L1 eta) of gradients 0 and 1/(16 L1 eta), and, rarely, U empty.",
            second=(Executed((smaller,)),),
            at=((five_quarters_of_the_max, (2.0, 1.0, 1 / 64), 5.0),),
        ),
    ),
)
