"""Projected GClip: x_{k+1} = x_k - eta_k min{tau_k/|g_k|, 1} g_k. The display is that of GClip: the projection is not in it.

On a bounded domain, here |x| <= R in one dimension, such a step may leave it. With the projection, as the sentence before says it, the
point stays, and no point of the domain is farther from it than before: projections contract distances.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.methods.gclip import gclip
from theorysim.methods.projected import into_ball
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import eta

x, g, y, z = (letter(name, Real) for name in "xgyz")
R = letter("R", Positive)
tau = letter("tau", Nonnegative)
(step,) = gclip.stages

printed = absolute(step(x, g, absolute(g), 1, eta, tau)) <= R
projected = into_ball(y, y, absolute(y), R)
stays = absolute(projected) <= R
closer = absolute(projected - z) <= absolute(y - z)
WITHIN = absolute(z) <= R
REPAIRED = "repaired: the step, projected to the domain"
RANGES = {name: (-1e3, 1e3) for name in "xgyz"} | {"R": (1e-3, 1e3), "tau": (0, 1e3), "eta": (1e-3, 1e3)}

statement = Statement(
    "eq-proj-gclip",
    Claim(
        Relation((printed,), (absolute(x) <= R,), RANGES),
        cause="step",
        why="Nothing in the display keeps x in the domain; the projection that gives the method its name is left out.",
    ),
    Claim(Relation((stays,), search=RANGES), REPAIRED, "it stays in the domain", at=((stays, {"y": -4, "R": 2}, 2),)),
    Claim(Relation((closer,), (WITHIN,), RANGES), REPAIRED, "it comes no farther from any point there"),
)
