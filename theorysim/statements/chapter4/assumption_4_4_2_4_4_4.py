"""f is L-smooth where f(y) <= f(x) + <grad f(x), y - x> + L|y - x|^2/2 for all x and y, and mu-strongly convex where >= holds with mu > 0.

On quadratics q x^2/2, of any curvature q: the first says q <= L, the second mu <= q. So the first is one-sided: -x^2 is L-smooth for
every L in this sense, which for a function that is not convex asks less than a gradient with Lipschitz constant L.
"""

from theorysim.domains import Real
from theorysim.letters import letters
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter4.notation import L, mu

q, x, y = letters("q x y", Real)


def value(x):
    return q * x**2 / 2


line = value(x) + q * x * (y - x)
smooth = value(y) <= line + L / 2 * (y - x) ** 2
convex = line + mu / 2 * (y - x) ** 2 <= value(y)

# from 0 to 1
not_smooth = L / 2 < value(1)
not_convex = value(1) < mu / 2
RANGES = {"L": (1e-6, 1e6), "mu": (1e-6, 1e6), "q": (-1e3, 1e3), "x": (-1e3, 1e3), "y": (-1e3, 1e3)}

statement = Statement(
    "assumption-4.4.2-4.4.4",
    Claim(Relation((smooth,), (q <= L,), RANGES), part="a: members", at=((smooth, {"x": 1, "y": 3, "q": 2, "L": 3}, 9),)),
    Claim(Exists((not_smooth,), (L < q,)), part="a: not"),
    Claim(Relation((convex,), (mu <= q,), RANGES), part="b: members", at=((convex, {"x": 1, "y": 3, "q": 2, "mu": 1}, 7),)),
    Claim(Exists((not_convex,), (q < mu,)), part="b: not"),
)
