"""The last line of the display: the two averages against the two bounds.

Refuted where U is random, and where nothing is. The ends of the display compare as printed, by the sum of the min before U. The root is
read over the whole product, as the next line needs it; where it ends after Delta, the same witness refutes.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Unit
from theorysim.maths import maximum, minimum, sqrt, where
from theorysim.model import Claim, Executed, Relation, Statement, at_most, less
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.small_laws import least, middle, smaller
from theorysim.statements.chapter3.parts.sums_of_gains import gain, gain_grows, inverse_of_eta
from theorysim.statements.chapter3.parts.two_averages import LINES, NEAR, SURE, SURE_LINES, printed, sure

# the least gradient itself, v at an outcome; Delta = eta T c^2, so that c is the root of Delta/(eta T); G is its expected gain


def price(c, gain_of_v, eta, L1):
    return where(64 * L1 * eta * c <= 1, c / 2 + gain_of_v / (2 * eta * c), 1 / (128 * L1 * eta) + 32 * L1 * gain_of_v)


def priced(v: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    return v, price(c, gain(v, eta, L1), eta, L1)


def mean_priced(least: Nonnegative, G: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    return least, price(c, G, eta, L1)


def mean_gain(G: Nonnegative, c: Positive, eta: Positive):
    """T G <= Delta."""
    return G, eta * c * c


def least_at_most(least: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    """The max, with c for its first argument."""
    return least, maximum(c, 64 * L1 * eta * c * c)


def one_over_eta(T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative):
    return 1 / eta_of(L0, L1, tau, T), inverse_of_eta(T, L0, L1, tau)


def not_smaller(S: Positive, eta: Positive):
    return 1 / eta, S


def first_argument(c: Positive, S: Positive, eta: Positive):
    """sqrt(Delta/(eta T)) <= sqrt(Delta S/T)."""
    return c, sqrt(eta * c * c * S)


# the two averages: X over U, Y over the rest, `share` the part of U among the k; A and B are the expected sums of the lines before


def weighted(X: Nonnegative, Y: Nonnegative, share: Unit):
    return minimum(X, Y), share * X + (1 - share) * Y


def shared(X: Nonnegative, Y: Nonnegative, share: Unit, c: Positive):
    """By 2 share X <= c + (share X)^2/c; share X^2 is the sum of squares over U divided by the number of all k."""
    return share * X + (1 - share) * Y, c / 2 + share * X * X / (2 * c) + (1 - share) * Y


def square(X: Nonnegative, share: Unit, c: Positive):
    return 0, (c - share * X) * (c - share * X)


def mean_shared(middle: Nonnegative, A: Nonnegative, B: Nonnegative, c: Positive, T: PositiveCount, eta: Positive, L1: Positive):
    return middle, c / 2 + A / (2 * c * eta * T) + 32 * L1 * B / T


def sum_on_U(A: Nonnegative, c: Positive, T: PositiveCount, eta: Positive):
    return A, eta * T * c * c


def sum_off_U(B: Nonnegative, c: Positive, T: PositiveCount, eta: Positive):
    return B, eta * T * c * c


def both(middle: Nonnegative, c: Positive, eta: Positive, L1: Positive):
    """The sum, with c for the root."""
    return middle, c + 32 * L1 * eta * c * c


# on U the gain is half of eta g^2 at least, so that A/2 + B is at most Delta by the sum of gains


def halved(g: Nonnegative, eta: Positive, L1: Positive):
    return eta * g * g / 2, gain(g, eta, L1)


def is_in_U(g: Nonnegative, eta: Positive, L1: Positive):
    return eta * g * g, g / (16 * L1)


def whole(g: Nonnegative, eta: Positive, L1: Positive):
    return g / (32 * L1), gain(g, eta, L1)


def is_off_U(g: Nonnegative, eta: Positive, L1: Positive):
    return g / (16 * L1), eta * g * g


def sum_of_gains(A: Nonnegative, B: Nonnegative, c: Positive, T: PositiveCount, eta: Positive):
    return A / 2 + B, eta * T * c * c


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
            Relation((at_most(printed, "E of the smaller average <= the max"),), LINES, NEAR),
            cause="constant",
            why="|U| >= T/2 gives sqrt(2 Delta .../T), and where U is random the two bounds add up; the ends of the display do compare so.",
            second=(Relation((at_most(sure, "and where nothing is random"),), SURE_LINES, SURE),),
            at=((printed, (0.0, 1.0, 8.0, 9.0, 16.0, 1.0, 1.0, 0.0, 1.0), 2.0), (sure, (4.0, 1.0, 3.0, 9.0, 4.0, 1.0, 1.0, 0.0, 1.0), 3.0)),
        ),
        gain_grows(ENDS),
        Claim(Relation((at_most(priced, "min <= a price of its gain"),)), ENDS, "outcome"),
        Claim(
            Relation(
                (at_most(least_at_most, "E min <= max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_priced, "E min <= the price of E gain"), at_most(mean_gain, "T E gain(min) <= Delta")),
            ),
            ENDS,
            "mean",
            why="The gain grows with the gradient, so T E[gain(min)] <= Delta; gradients that are all 1/(64 L1 eta) attain the max.",
            second=(Executed((least,)),),
        ),
        Claim(Relation((at_most(one_over_eta, "1/eta <= sqrt(T) + 20 L0 + 128 L1 tau = S"),)), ENDS, "eta"),
        Claim(
            Relation((at_most(first_argument, "sqrt(Delta/(eta T)) <= sqrt(Delta S/T)"),), (at_most(not_smaller, "1/eta <= S"),)),
            ENDS,
            "root",
        ),
        Claim(
            Relation(
                (
                    at_most(weighted, "the smaller is at most the mean with weights |U| and |U^c|"),
                    at_most(shared, "which is linear in sums"),
                ),
                hints=(at_most(square),),
            ),
            ADDED,
            "outcome of the averages",
        ),
        Claim(
            Relation(
                (at_most(both, "c + 32 L1 Delta/T, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_shared, "in the mean"), at_most(sum_on_U, "A <= Delta"), at_most(sum_off_U, "B <= Delta")),
            ),
            ADDED,
            "mean of the averages",
            why="The smaller is at most the mean with weights |U| and |U^c|; by the two sums before alone, attained in the limit: "
            "U all and, rarely, U empty.",
            second=(Executed((middle,)),),
        ),
        Claim(Relation((at_most(halved, "eta g^2/2 <= gain(g) on U"),), (at_most(is_in_U),)), FACTOR, "gain on U"),
        Claim(Relation((at_most(whole, "g/(32 L1) <= gain(g) off U"),), (less(is_off_U),)), FACTOR, "gain off U"),
        Claim(
            Relation(
                (at_most(five_quarters, "(5/4) max{c, 64 L1 Delta/T}, c = sqrt(Delta/(eta T))"),),
                (at_most(mean_shared, "in the mean"), at_most(sum_on_U, "A <= Delta"), at_most(sum_of_gains, "A/2 + B <= Delta")),
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
