"""E[-h_k <grad f(x_k), g_k - grad f(x_k)>] <= E[h_k] |grad f(x_k)|^2/4, with the step as printed in (3.11) and as its proof uses it.

The proof in one line, with G = |grad f| and a = <grad f, g - grad f>: (eta - h) a <= h G^2/4 at every outcome, and E[eta a] = 0, so -eta
is the multiplier. Of eta it uses that it is at most 1, as T >= 1 makes it: with eta = 8 the lemma fails for (3.11) as printed.
"""

from theorysim.model import Claim, Expected, Statement
from theorysim.statements.chapter3.notation import G, a, eta, h
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, NOISE, NOISY_RANGES, ONE, mended, printed

against = -h * a <= h * G**2 / 4


def with_step(step):
    return Expected(against, (NOISE, HORIZON), step, -eta, NOISY_RANGES, lines=(ONE,))


statement = Statement(
    "lemma-3.7.2",
    Claim(
        with_step(printed),
        cause="glyph",
        why="Between E[h_k] and ||grad f||^2 stands ||*||, a lost macro; the lemma holds with (3.11) as printed and as it is used.",
        second=(with_step(mended),),
        at=((against, {"G": 2, "a": -1, "h": 0.5}, 0.5),),
    ),
)
