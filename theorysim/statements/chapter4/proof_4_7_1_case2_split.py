"""E<grad f, clip(g)> = E[|grad f|^2/tau 1{|g| <= tau}] + E[<g/|g|, grad f> 1{|g| >= tau}], and of it >= with Lemma 4.7.3.

Where g is not clipped the product is <grad f, g>, and where it is, tau <g/|g|, grad f>: in the first line one is replaced, in the other
tau is left out. The lemma takes 8|g - grad f|/3 away; the second line adds it. p is E 1{|g| <= tau}, so that its first term is the
same. (Where |g| = tau both lines count twice; that is passed over.)
"""

from theorysim.letters import equals
from theorysim.maths import where
from theorysim.model import Claim, Statement
from theorysim.statements.chapter4.notation import grad, r, s, tau
from theorysim.statements.chapter4.parts.clipping import under_noise
from theorysim.statements.chapter4.parts.long_gradients import along, inner, large, turned

outside = where(tau <= s, along, 0)
printed = equals(inner, where(s <= tau, grad**2 / tau, 0) + outside)
second = where(tau <= s, grad / 3, 0) + 8 * r / 3 <= outside

REPAIRED = "repaired: E<grad f, clip(g)> >= tau E[|grad f|/2 - 2|g - grad f|]"

statement = Statement(
    "proof-4.7.1-case2-split",
    Claim(
        under_noise(printed, (large,)),
        part="first line",
        cause="step",
        why="Without noise |grad f|^2 stands on the left, |grad f|^2/tau on the right.",
        charity=(grad < tau,),
    ),
    Claim(
        under_noise(second, (large,)),
        part="second line",
        cause="sign",
        why="The lemma gives -8|g - grad f|/3.",
    ),
    Claim(
        under_noise(turned, (large,)),
        REPAIRED,
        at=((turned, {"tau": 2, "grad": 2, "r": 0.25, "a": 0, "s": 2}, 1),),
        why="With the lemma sharpened where g is clipped, |grad f| >= tau/2 where it is not.",
    ),
)
