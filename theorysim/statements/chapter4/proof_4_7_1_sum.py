"""Summed, the mean of E min{|grad f|^2, |grad f|} is at most 4 (f(x_0) - E f(x_K))/(eta K) plus 8 times both terms of the noise.

Those are eta L sigma^alpha tau^(2 - alpha) and sigma^(2 alpha)/tau^(2 alpha - 2), and E f(x_K) >= f*. The display before it has eta/12,
which gives 12 and 24 for 4 and 8. One step: `mean` is that mean over k steps, `least` the next E min{...}, `fall` is f(x_0) - E f(x_k).
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, F, K, L, eta, tau
from theorysim.statements.chapter4.parts.nonconvex_rate import bias_term, noise_term

least, mean = letters("least mean", Nonnegative)
fall, drop = letters("fall drop", Real)
noise, bias = letters("noise bias", Nonnegative)  # the two terms
N, B = noise_term(eta, L, tau), bias_term(tau)
DRAWN = RANGES | {name: (1e-6, 1e6) for name in ("eta", "noise", "bias", "least", "mean", "fall", "drop", "tau")}

one_step = eta / 12 * least <= drop + 2 * eta * noise + 2 * eta * bias
so_far = eta * K * mean / 12 <= fall + 2 * eta * K * (noise + bias)
one_more = eta * (K * mean + least) / 12 <= fall + drop + 2 * eta * (K + 1) * (noise + bias)
printed = mean <= 4 * fall / (eta * K) + 8 * noise + 8 * bias
mended = mean <= 12 * fall / (eta * K) + 24 * noise + 24 * bias
last = 4 * fall / (eta * K) + 8 * N + 8 * B <= 4 * F / (eta * K) + 8 * N + 8 * B

statement = Statement(
    "proof-4.7.1-sum",
    Claim(
        Relation((printed,), (so_far,), DRAWN),
        part="summed",
        cause="constant",
        why="From eta/12 follow 12 and 24; 4 and 8 are those of eta/4, the first case alone.",
    ),
    Claim(Relation((last,), (fall <= F,), DRAWN), part="f(x_K) is at least f*"),
    Claim(Relation((one_more,), (so_far, one_step), DRAWN), "repaired: 12 for 4, and 24 for 8", "one step more"),
    Claim(
        Relation((mended,), (so_far,), DRAWN),
        "repaired: 12 for 4, and 24 for 8",
        "summed",
        at=((mended, {"mean": 3, "fall": 1, "eta": 2, "K": 3, "noise": 1, "bias": 0}, 3),),
    ),
)
