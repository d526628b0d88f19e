"""The step size through the gradient instead of the stochastic one. In print noise of one variable is n: |g_k| = |G + n|."""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import letters
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Relation, Statement, same
from theorysim.statements.chapter3.parts.noisy_steps import BOUNDED, NEAR, NOISE, ONE, RANGES, eta_of, mended, printed

eta, L1 = letters("eta L1", Positive)
G, s, tau = letters("G s tau", Nonnegative)


def gain(G, eta, L1, noise):
    """min{eta, 1/(16 L1 (G + noise))} G^2."""
    return G * G / maximum(1 / eta, 16 * L1 * (G + noise))


def with_gradient(G: Nonnegative, n: Real, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return printed(absolute(G + n), eta, L1, tau) * G * G, gain(G, eta, L1, tau)


def with_gradient_mended(G: Nonnegative, n: Real, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return mended(absolute(G + n), eta, L1, tau) * G * G, gain(G, eta, L1, tau)


at_least = gain(G, eta, L1, 2 * tau) <= mended(s, eta, L1, tau) * G * G
goes_on = G * G / maximum(1 / eta, 32 * L1 * maximum(G, tau)) <= mended(s, eta, L1, tau) * G * G  # The line after it, from h_k itself.
printed_at_least = gain(G, eta, L1, 2 * tau) <= printed(s, eta, L1, tau) * G * G


REPAIRED = "repaired: h_k ||grad f||^2 >= min{eta, 1/(16 L1 (||grad f|| + 2 tau))} ||grad f||^2"
SAYS = "h |grad f|^2 = min{eta, 1/(16 L1 (|grad f| + tau))} |grad f|^2"

statement = Statement(
    "proof-3.7.4-step-lower",
    (
        Claim(
            Relation((same(with_gradient, SAYS),), (BOUNDED,), RANGES),
            part="rule in print",
            cause="constant",
            why="h_k has |g_k| where the line has |grad f|, and (3.11) as printed has an eta besides that the line does not have.",
            at=((with_gradient, (100.0, 0.0, 1.0, 1.0, 0.0, 1.0), 125.0),),
        ),
        Claim(
            Relation((same(with_gradient_mended, SAYS),), (BOUNDED,), RANGES),
            part="rule in use",
            at=((with_gradient_mended, (100.0, 0.0, 1.0, 1.0, 0.0, 1.0), 6.25),),
        ),
        Claim(
            Relation((at_least.in_words("min{eta, 1/(16 L1 (G + 2 tau))} G^2 <= h G^2"),), NEAR[1:], RANGES),
            REPAIRED,
            "line",
            why="|g_k| <= |grad f| + tau, and the next line of the proof still follows: where the step is clipped |g_k| + tau >= 8 tau.",
            at=((at_least, {"G": 2.0, "s": 2.0, "eta": 1.0, "L1": 1.0, "tau": 0.0}, 0.125),),
        ),
        Claim(
            Relation((goes_on.in_words("min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2 <= h G^2"),), (NEAR[1], NOISE), RANGES),
            REPAIRED,
            "the next line",
            at=((goes_on, {"G": 2.0, "s": 2.0, "eta": 1.0, "L1": 1.0, "tau": 0.0}, 0.0625),),
        ),
        Claim(Relation((printed_at_least.in_words("and with (3.11) as printed"),), (NEAR[1], ONE), RANGES), REPAIRED, "rule in print"),
    ),
)
