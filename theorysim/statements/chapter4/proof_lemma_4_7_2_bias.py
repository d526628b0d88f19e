"""The bias |E[clip(g) - g]| = E[|g| - tau 1{|g| > tau}] <= E[|n| 1{|g| > tau}] <= E[|n| 1{|n| > tau/2}] <= 2 sigma^alpha tau^(1 - alpha).

n is g - grad f, and |grad f| <= tau/2. The second equation and the link after it are false: where nothing is clipped the bias is 0 and
|g| is not. Meant is E[(|g| - tau) 1{|g| > tau}], and of it <=: noise that is as likely as its negative has no bias where grad f = 0, and
is clipped.
"""

from theorysim.letters import equals
from theorysim.maths import absolute, minimum, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_2 import small
from theorysim.statements.chapter4.notation import alpha, beta, grad, r, s, sigma, tau
from theorysim.statements.chapter4.parts.clipping import DRAWN, ONE, bias, under_noise, w
from theorysim.statements.chapter4.proof_lemma_4_7_2_variance import TRIANGLE

first = equals(bias, bias - w)
printed = s - where(tau < s, tau, 0)
no_noise = equals(grad - minimum(grad, tau), grad - where(tau < grad, tau, 0))
either_sign = equals(absolute((minimum(r, tau) - r) / 2 + (r - minimum(r, tau)) / 2), where(tau < r, r - tau, 0))
meant = where(tau < s, s - tau, 0)
seen = where(tau < s, r, 0)
far = where(tau / 2 < r, r, 0)
third = printed <= seen
fourth = seen <= far
fifth = far <= r**alpha * (tau / 2) ** (1 - alpha)
last = r**alpha * (tau / 2) ** (1 - alpha) <= 2 * sigma**alpha * tau**-beta

RANGES = DRAWN | {"r": (1e-3, 1e3), "s": (1e-3, 1e3)}
REPAIRED = "repaired: ... <= E[(|g| - tau) 1{|g| > tau}] <= ..."
LINES = ((tau / 2) ** (1 - alpha) * r**alpha <= 2 * tau**-beta * r**alpha,)

statement = Statement(
    "proof-lemma-4.7.2-bias",
    Claim(under_noise(first, (small,), along=ONE), part="first"),
    Claim(
        Relation((no_noise.in_words("without noise"),), (small,), RANGES),
        part="second",
        cause="sign",
        why="Where g is not clipped there is no bias, and |g| - tau 1{|g| > tau} is |g|; with (|g| - tau) 1{|g| > tau} too it is <=.",
    ),
    Claim(
        Relation((either_sign.in_words("grad f = 0, and n has either sign"),), search=RANGES),
        part="second, with (|g| - tau)",
        cause="sign",
        why="Noise of length r that is as likely as its negative has no bias, and is clipped where r > tau.",
    ),
    Claim(
        under_noise(third, (small,)),
        part="third",
        cause="step",
        why="The indicator is to stand with |g| too: without noise the left side is |grad f|, the right side 0.",
    ),
    Claim(Relation((fourth, fifth), (*TRIANGLE, small), RANGES), part="fourth and fifth", at=((seen, {"s": 3, "tau": 2, "r": 1.5}, 1.5),)),
    Claim(under_noise(last, (small,), 2 * tau**-beta, lines=LINES), part="last"),
    Claim(under_noise(bias - w <= meant, (small,)), REPAIRED, "second"),
    Claim(Relation((meant <= seen,), (*TRIANGLE, small), RANGES), REPAIRED, "third"),
)
