"""The terms of CClip in the mean, 4 B_i^(2 alpha) tau_i^(2 - 2 alpha)/mu and eta G^alpha tau_i^(2 - 2 alpha)/2, and their sum over k.

G is read as B_i. In one dimension, without noise, f = mu x^2/2 at x = off with B = mu off, the printed second term fails: it is that of
Lemma 4.7.5, whose exponent is 2 - alpha. With it, times k, the terms are at most 8 B_i^2 k^v/mu, v = (2 - alpha)/alpha. In the sum over k
the last terms are not summed: of 1 + 2^v at K = 2 the largest, 2^v, is left at most. `total` is the sum of k (E f - f*), of which the
page prints k E f - f*, and Y that of the B_i^2.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters, number
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_5_moment import mended as moment
from theorysim.statements.chapter4.notation import B, K, alpha, eta, k, mu, tau
from theorysim.statements.chapter4.parts.clipping import under_gradient
from theorysim.statements.chapter4.parts.strong_rate import DRAWN
from theorysim.statements.chapter4.parts.strong_steps import after, bias, divided, gap, in_mean, leaning, off, progress, step, v
from theorysim.statements.chapter4.parts.sum_of_coordinates import COORDINATES
from theorysim.statements.chapter4.proof_4_7_2_weighted import LEMMA

size = mu * off  # of the gradient, which is not clipped
without_noise = mu * off**2 / 2 <= (1 / eta - mu / 2) / 2 * off**2 - (off - eta * size) ** 2 / (2 * eta) + (
    4 * size ** (2 * alpha) * tau ** (2 - 2 * alpha) / mu + eta * size**alpha * tau ** (2 - 2 * alpha) / 2
)

Y, total = letters("Y total", Nonnegative)
at_step = gap <= (1 / step - mu / 2) / 2 * off**2 - after / (2 * step) + 4 * (Y * k**v / k) / mu + step * (Y * k**v) / 2
times_k = k * gap <= progress + 8 * Y * k**v / mu
summed = total <= 8 * Y / mu * K * K**v
two = 8 * Y / mu * (1 + number(2) ** v)
printed = (total <= 8 * Y / mu * number(2) ** v).in_words("at k = K = 2")
averaged = 2 / (K * (K + 1)) * total <= 8 * Y / mu * K**v
last = 8 * Y / mu * K**v <= 16 * Y / mu * K**v
mended = 2 / (K * (K + 1)) * total <= 16 * Y / mu * (K + 1) ** (v - 1)
RANGES = DRAWN | {name: (1e-3, 1e3) for name in ("Y", "total")}
REPAIRED = "repaired: B_i^alpha tau_i^(2 - alpha) in (a), and in (b) the sum over k"

statement = Statement(
    "proof-4.7.5-expectation-sum",
    Claim(
        Relation((without_noise.in_words("where there is no noise"),), (size <= tau,), RANGES),
        part="(a)",
        cause="exponent",
        why="It is the second bound of Lemma 4.7.5, with 2 - 2 alpha for 2 - alpha.",
    ),
    Claim(Relation((times_k,), (at_step,), RANGES), part="(b), times k"),
    Claim(
        Relation((printed,), (total <= two,), RANGES),
        part="(b), summed",
        cause="index",
        why="8 B_i^2 k^((2 - alpha)/alpha)/mu is to be summed over k: one term does not bound K of them.",
        at=((two, {"Y": 1, "mu": 1, "v": 0}, 16),),
    ),
    Claim(Relation((averaged, last), (summed,), RANGES), part="(b), divided"),
    Claim(under_gradient(moment, price=tau ** (2 - alpha), bound=B), REPAIRED, "(a), a coordinate"),
    Claim(Relation((in_mean,), (divided, *LEMMA), RANGES, hints=(bias**2 <= leaning**2,)), REPAIRED, "(a)"),
    *(Claim(line, REPAIRED, f"(a), {part}") for line, part in COORDINATES),
    Claim(Relation((mended,), (summed,), RANGES, hints=(K**v <= (K + 1) ** v,)), REPAIRED, "(b)"),
    echo="lemma-4.7.5-moment",
)
