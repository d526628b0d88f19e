"""With eta_k = 4/(mu (k + 1)) and tau_k = G k^(1/alpha), k times a step has at most 8 G^2 k^((2 - alpha)/alpha)/mu, which is summed.

k E f - f* is printed where k (E f - f*) is meant: the two differ by (k - 1) f*, and f* may be any number. Lemma 4.7.1 gives `leaning` and
`moment`; `u` is tau_k^(2 - alpha) G^(alpha - 2) = k^v, with v = (2 - alpha)/alpha, and tau_k^(2 - 2 alpha) G^(2 alpha - 2) is u/k. The
sum of k^v is at most (K + 1)^(1 + v)/(1 + v), the integral: by induction. T in the sum over k is K.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import G, K, alpha, beta, k, mu
from theorysim.statements.chapter4.parts.strong_steps import (
    DRAWN,
    after,
    bias,
    divided,
    gap,
    in_mean,
    leaning,
    moment,
    off,
    progress,
    square,
    step,
    v,
)

LEMMA = (bias <= leaning, square <= moment)
t = letter("t", AtLeastOne)  # k^(1/alpha)
bias_there = equals((G**alpha * (G * t) ** -beta) ** 2, G**2 * t ** (2 - alpha) / t**alpha)
moment_there = equals(G**alpha * (G * t) ** (2 - alpha), G**2 * t ** (2 - alpha))

f, f_star = letters("f f_star", Real)  # the mean of f(x_(k-1)), and f*
u = k**v
at_step = gap <= (1 / step - mu / 2) / 2 * off**2 - after / (2 * step) + 4 * (G**2 * u / k) / mu + step * (G**2 * u) / 2
six = k * gap <= progress + 6 * G**2 * u / mu
mended = k * gap <= progress + 8 * G**2 * u / mu
printed = k * f - f_star <= progress + 8 * G**2 * u / mu
IS_GAP = equals(gap, f - f_star)

S = letter("S", Nonnegative)  # the sum of j^v over j < K
integral = (1 + v) * S <= K ** (1 + v)
one_more = (1 + v) * (S + K**v) <= (K + 1) ** (1 + v)
at_most = (K + 1) ** (1 + v) / (1 + v) <= (K + 1) ** (1 + v)

REPAIRED = "repaired: k (E f - f*) for k E f - f*"
MEANS = DRAWN | {"f": (-1e3, 1e3), "f_star": (-1e3, 1e3)}

statement = Statement(
    "proof-4.7.2-weighted",
    Claim(Relation((in_mean,), (divided, *LEMMA), DRAWN, hints=(bias**2 <= leaning**2,)), part="in the mean"),
    Claim(Relation((bias_there, moment_there), search=DRAWN | {"t": (1, 1e3)}), part="the two terms at tau_k"),
    Claim(
        Relation((printed,), (at_step, IS_GAP), MEANS),
        part="times k",
        cause="constant",
        charity=(equals(f_star, 0),),
        why="Where f* > 0 the left side is k (E f - f*) + (k - 1) f*, without a bound.",
    ),
    Claim(Relation((one_more, at_most), (integral,), DRAWN), part="the sum of powers"),
    Claim(Relation((mended,), (at_step,), DRAWN), REPAIRED, "times k", at=((u, {"k": 4, "v": 1 / 2}, 2),)),
    Claim(Relation((six,), (at_step,), DRAWN), REPAIRED, "6 would do for 8"),
)
