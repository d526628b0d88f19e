"""ACClip: momentum, a moving average of |g_k|^alpha whose root is tau_k, and the momentum clipped at tau_k in each coordinate.

A run needs m_0 and tau_0. Line 1, "x, m_k <- x_0, 0", writes m_k for m_0, and says nothing of tau_0, which line 4 reads at k = 1. Two
values of it give two different x_1: what is printed is no algorithm until one is chosen. Any reader chooses 0, as for m_0. (Section 4.6.2
sets tau = 1, which may be tau_0.) With tau_0 = 0 the method that is shipped does what lines 3 to 6 say. At epsilon = 0 a momentum of 0
stays 0.
"""

from theorysim.domains import AboveOne, BelowOne, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, minimum, power
from theorysim.methods.acclip import acclip
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter4.notation import eta, x

m_stage, tau_stage, clip, step = acclip.stages
g, m = letter("g", Real), letter("m", Real)
beta1, beta2 = letters("beta1 beta2", BelowOne)
alpha, large_g = letter("alpha", Positive), letter("g", AboveOne)
t, tau_0, other_tau_0, epsilon = letters("tau_alpha tau_0 other_tau_0 epsilon", Nonnegative)
tau, c, slight = letters("tau c epsilon", Positive)


def first(tau_0):
    """Return x_1 with alpha = 1, beta_1 = 1/2, beta_2 = 3/4, epsilon = 0, from x_0 = 0 along g_1 = g > 1."""
    return step(0, large_g / 2, 0, clip(large_g / 2, tau_stage(large_g, tau_0, 3 / 4, 1), 1, 0), 1, eta)[0]


decided = equals(first(tau_0), first(other_tau_0))
UNSET = (equals(tau_0, 0), equals(other_tau_0, 0))

momentum = equals(m_stage(g, m, beta1), beta1 * m + (1 - beta1) * g)
moment = equals(tau_stage(g, t, beta2, alpha), beta2 * t + (1 - beta2) * power(absolute(g), alpha))
clipped = clip(m, tau, 1, slight)  # tau^alpha with alpha = 1: tau itself
printed = equals(clipped, minimum(tau / (absolute(m) + slight), 1) * m)
no_longer, threshold = absolute(clipped) <= absolute(m), absolute(clipped) <= tau
scales = equals(clip(c * m, c * tau, 1, 0), c * clip(m, tau, 1, 0))
moves = equals(step(x, m, t, g, 1, eta)[0], x - eta * g)


def runs():
    """Lines 3 to 6 typed again with m_0 = tau_0 = 0, twelve steps on x^2/2 from 3, against the method."""
    a, b1, b2, e, h = 3 / 2, 7 / 8, 63 / 64, 2**-16, 1 / 4
    y, n, s = 3.0, 0.0, 0.0  # x_{k-1}, m_{k-1}, tau_{k-1}
    z, slots = 3.0, (0.0, 0.0)
    for k in range(1, 13):
        n = b1 * n + (1 - b1) * y
        s = (b2 * s**a + (1 - b2) * abs(y) ** a) ** (1 / a)
        y = y - h * (min(s / (abs(n) + e), 1) * n)
        slots = m_stage(z, slots[0], b1), tau_stage(z, slots[1], b2, a)
        z, *_ = step(z, *slots, clip(*slots, a, e), k, h)
    return z, y


def stands():
    """Where every gradient was 0 nothing moves, with epsilon = 0, too."""
    return clip(0.0, 0.0, 1.5, 0.0), 0.0


REPAIRED = "repaired: with m_0 = tau_0 = 0"

statement = Statement(
    "algorithm-1",
    Claim(
        Relation((decided.in_words("x_1 is what lines 1 to 6 make of x_0 and g_1"),)),
        cause="hypothesis",
        why="tau_0 is set nowhere, and x_1 depends on it.",
        charity=UNSET,
        at=((decided, {"g": 4, "tau_0": 0, "other_tau_0": 1, "eta": 1}, -1),),
    ),
    Claim(Relation((momentum,)), REPAIRED, "line 3"),
    Claim(Relation((moment,)), REPAIRED, "line 4"),
    Claim(Relation((printed,)), REPAIRED, "line 5", at=((clipped, {"m": -6, "tau": 2, "epsilon": 2}, -1.5),)),
    Claim(Relation((no_longer, threshold)), REPAIRED, "line 5, lengths"),
    Claim(Relation((scales,)), REPAIRED, "line 5, other units"),
    Claim(Relation((moves,)), REPAIRED, "line 6"),
    Claim(Executed((runs, stands)), REPAIRED, "it runs"),
)
