"""|x_k - x*|^2 <= (1 - mu eta)|x_(k-1) - x*|^2 - 2 eta (f - f*) + 2 eta (mu/4 |x_(k-1) - x*|^2 + 4/mu |b|^2) + eta^2 |clip(g)|^2.

Then it is divided by 2 eta. Both are about the mean over the noise of x_k, which the page takes only after them: at an outcome the term
with clip(g) is not that with its mean, grad f + b. In one dimension clip(g) is here g_1 or g_2, each as likely, f is mu x^2/2, and x_(k-1)
is off. With the projection the first equation is <=.
"""

from theorysim.domains import Real
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import eta, mu
from theorysim.statements.chapter4.parts.strong_steps import DRAWN, bias, cauchy, contracted, convex, divided, lean, off, priced, shown

g_1, g_2 = letters("g_1 g_2", Real)
b = (g_1 + g_2) / 2 - mu * off
gap = mu * off**2 / 2
right = (1 - mu * eta) * off**2 - 2 * eta * gap + 2 * eta * (mu / 4 * off**2 + 4 / mu * b**2) + eta**2 * g_1**2
printed = (off - eta * g_1) ** 2 <= right
least = -2 * lean <= mu / 2 * off**2 + 2 / mu * bias**2
REPAIRED = "repaired: of the mean over the noise"
SEEN = DRAWN | {"g_1": (-1e3, 1e3), "g_2": (-1e3, 1e3)}

statement = Statement(
    "proof-4.7.2-distance",
    Claim(
        Relation((printed.in_words("where the noise shows g_1"),), search=SEEN),
        cause="step",
        why="x_k is random, and clip(g) is replaced by its mean: the display holds of E|x_k - x*|^2 and E|clip(g)|^2, given x_(k-1).",
        at=((right, {"mu": 1, "off": 1, "eta": 1, "g_1": -1, "g_2": 3}, 1 / 2),),
    ),
    Claim(
        Relation((shown,), (contracted, convex, cauchy), DRAWN, hints=(0 <= (mu * off - 4 * bias) ** 2, priced)),
        REPAIRED,
        "a step",
    ),
    Claim(Relation((divided,), (shown,), DRAWN), REPAIRED, "divided"),
    Claim(
        Relation((least,), (cauchy,), DRAWN, hints=(0 <= (mu * off - 2 * bias) ** 2,)),
        REPAIRED,
        "1/mu would do for 4/mu",
        why="<x - x*, b> is at most mu/4 |x - x*|^2 + |b|^2/mu, and b = mu (x - x*)/2 attains it.",
    ),
)
