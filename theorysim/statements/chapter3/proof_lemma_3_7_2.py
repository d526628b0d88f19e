"""E[-h a] = E[(eta - h) a] = E[(eta - h) a 1{...}] <= eta G E[r 1{...}] <= eta G^2 32 L1 E[h] tau, the proof of lemma 3.7.2, link by link.

G = |grad f|, a = <grad f, g - grad f>, r = |g - grad f|, s = |g|, with the step as printed in (3.11); 1{...} is the event
s >= 1/(16 L1 eta) - tau.
Of eta the second and the fourth link use eta <= 1, as T >= 1 makes it: else (3.11) as printed clips outside that event.
"""

from theorysim.letters import equals
from theorysim.maths import where
from theorysim.model import Claim, Expected, Relation, Statement
from theorysim.statements.chapter3.notation import L1, G, a, eta, h, r, s, tau
from theorysim.statements.chapter3.parts.noisy_steps import NOISE, NOISY_RANGES, ONE, mended, printed


def on_event(what):
    return where(1 / (16 * L1 * eta) - tau <= s, what, 0)


centred = equals(-h * a, (eta - h) * a)
restricted = equals((eta - h) * a, on_event((eta - h) * a))
by_cauchy = on_event((eta - h) * a) <= on_event(eta * G * r)
by_3_15 = on_event(eta * G * r) <= eta * G**2 * 32 * L1 * h * tau
OF_ETA = (NOISE, ONE)


def link(check, step=printed, multiplier=None):
    return Expected(check, OF_ETA, step, multiplier, NOISY_RANGES)


statement = Statement(
    "proof-lemma-3.7.2",
    Claim(link(centred, multiplier=-eta), part="first", at=((centred, {"a": 1, "h": 0.5, "eta": 1}, -0.5),)),
    Claim(link(restricted), part="second", at=((restricted, {"a": 1, "s": 2, "h": 0.5, "eta": 1, "L1": 1, "tau": 0}, 0.5),)),
    Claim(link(by_cauchy), part="third", at=((by_cauchy, {"G": 1, "r": 1, "a": 1, "s": 2, "h": 0.5, "eta": 1, "L1": 1, "tau": 0}, 0.5),)),
    Claim(
        link(by_3_15),
        part="fourth",
        second=(link(by_3_15, step=mended),),
        at=((by_3_15, {"G": 1, "r": 1, "s": 2, "h": 0.5, "eta": 1, "L1": 1, "tau": 1}, 1),),
    ),
    Claim(Relation((32 * eta * L1 * tau <= 1 / 4,), OF_ETA, NOISY_RANGES), part="last"),
)
