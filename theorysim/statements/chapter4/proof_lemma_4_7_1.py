"""E|clip(g)|^2 = E[|clip(g)|^alpha |clip(g)|^(2 - alpha)] = E[|clip(g)|^alpha tau^(2 - alpha)] <= G^alpha tau^(2 - alpha); and of the bias

E|clip(g) - g| = E[|clip(g) - g| 1{|g| >= tau}] <= E[|g| 1{|g| >= tau}] <= E|g|^alpha tau^(1 - alpha), the proof of lemma 4.7.1, link by
link.

That |clip(g)| <= tau makes the second link an inequality: it is an equation only where alpha = 2, or |clip(g)| is 0 or tau. The third
takes E|g|^alpha <= G^alpha, which is not the hypothesis of the lemma (Assumption 4.4.1) but Assumption 4.4.3. That |E X| <= E|X| begins
the bias.
"""

from theorysim.letters import equals
from theorysim.maths import maximum, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import G, alpha, beta, s, tau
from theorysim.statements.chapter4.parts.clipping import DRAWN, bias, size, under_gradient, under_noise, w

first = equals(size**2, size**alpha * size ** (2 - alpha))
second = equals(size**2, size**alpha * tau ** (2 - alpha))
mended = size**2 <= size**alpha * tau ** (2 - alpha)
third = size**alpha * tau ** (2 - alpha) <= G**alpha * tau ** (2 - alpha)

cut = maximum(s - tau, 0)  # |clip(g) - g|
by_length = bias - w <= cut
on_event = equals(cut, where(tau <= s, cut, 0))
at_most = where(tau <= s, cut, 0) <= where(tau <= s, s, 0)
markov = where(tau <= s, s, 0) <= s**alpha * tau**-beta

SECOND = "repaired: E|clip(g)|^2 <= E[|clip(g)|^alpha tau^(2 - alpha)], and E|g|^alpha <= G^alpha"

statement = Statement(
    "proof-lemma-4.7.1",
    Claim(Relation((first,), (0 < s,), DRAWN), part="first", why="Where g = 0 both sides are 0, also at alpha = 2, with 0^0 = 1."),
    Claim(
        Relation((second,), search=DRAWN),
        part="second",
        cause="sign",
        why="From |clip(g)| <= tau follows <=, not =.",
        at=((second, {"s": 1, "tau": 1, "alpha": 2}, 1),),
    ),
    Claim(
        under_noise(third, bound=G),
        part="third",
        cause="hypothesis",
        why="Assumption 4.4.1, under which the lemma is stated, bounds E|g - grad f|^alpha: without noise the left side is that of grad f.",
    ),
    Claim(under_gradient(by_length), part="the bias, by its length"),
    Claim(Relation((on_event, at_most, markov), search=DRAWN), part="the bias"),
    Claim(Relation((mended,), search=DRAWN), SECOND, "second"),
    Claim(under_gradient(third, price=tau ** (2 - alpha)), SECOND, "third"),
)
