"""The proof of lemma 3.7.2, link by link, with the step as printed in (3.11). 1{...} is the event |g_k| >= 1/(16 L1 eta) - tau.

Of eta the second and the fourth link use eta <= 1, as T >= 1 makes it: else (3.11) as printed clips outside that event.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import where
from theorysim.model import Claim, Expected, Relation, Statement, at_most, same
from theorysim.statements.chapter3.lemma_3_7_2 import price
from theorysim.statements.chapter3.parts.noisy_steps import NOISE, NOISY_RANGES, ONE, mended, printed

eta, L1 = letters("eta L1", Positive)
tau = letter("tau", Nonnegative)


def on_event(what, s, eta, L1, tau):
    return where(1 / (16 * L1 * eta) - tau <= s, what, 0)


def centred(a: Real, h: Positive, eta: Positive):
    return -h * a, (eta - h) * a


def restricted(a: Real, s: Nonnegative, h: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return (eta - h) * a, on_event((eta - h) * a, s, eta, L1, tau)


def by_cauchy(G: Nonnegative, r: Nonnegative, a: Real, s: Nonnegative, h: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return on_event((eta - h) * a, s, eta, L1, tau), on_event(eta * G * r, s, eta, L1, tau)


def by_3_15(G: Nonnegative, r: Nonnegative, s: Nonnegative, h: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return on_event(eta * G * r, s, eta, L1, tau), eta * G * G * 32 * L1 * h * tau


quarter = 32 * eta * L1 * tau <= 1 / 4


LINKS = (
    ("first", same(centred, "E[-h <grad f, g - grad f>] = E[(eta - h) <grad f, g - grad f>]"), (), price),
    ("second", same(restricted, "= E[(eta - h) <grad f, g - grad f> 1{...}]"), (ONE,), None),
    ("third", at_most(by_cauchy, "<= eta |grad f| E[|g - grad f| 1{...}]"), (), None),
    ("fourth", at_most(by_3_15, "<= eta |grad f|^2 32 L1 E[h] tau"), (NOISE, ONE), None),
)


def link(check, given, multiplier, rule):
    return Expected(check, given, rule, multiplier, NOISY_RANGES)


AT = {
    "first": (centred, (1.0, 0.5, 1.0), -0.5),
    "second": (restricted, (1.0, 2.0, 0.5, 1.0, 1.0, 0.0), 0.5),
    "third": (by_cauchy, (1.0, 1.0, 1.0, 2.0, 0.5, 1.0, 1.0, 0.0), 0.5),
    "fourth": (by_3_15, (1.0, 1.0, 2.0, 0.5, 1.0, 1.0, 1.0), 1.0),
}

statement = Statement(
    "proof-lemma-3.7.2",
    (
        *(
            Claim(
                link(*what, printed),
                part=part,
                second=(link(*what, mended),) if part == "fourth" else (),
                at=(AT[part],),
            )
            for part, *what in LINKS
        ),
        Claim(Relation((quarter.in_words("32 eta L1 tau <= 1/4"),), (NOISE,), NOISY_RANGES), part="last"),
    ),
)
