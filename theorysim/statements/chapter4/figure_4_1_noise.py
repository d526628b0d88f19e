"""The gradient noise of ResNet50 is concentrated, like a sum of squared Gaussians, that of BERT heavy-tailed, like one of stable numbers.

(c) A sum of 64 squares of normal numbers over its mean lies between 1/2 and 3/2 with probability above 0.99, by its law, a Gamma law. (g)
Of stable numbers X of index alpha < 2, E exp(-l^2 X^2/2) is E exp(-y) with y = l^alpha |z|^alpha and z normal, by the characteristic
function of X. 1 - exp(-y) is at least y - y^2; m and m_2 are the means of |z|^alpha and |z|^(2 alpha). As E X^2 is at least 2 (1 - E
exp(-l^2 X^2/2))/l^2 at every l, it is infinite: the terms of the sum have no mean, let alone a variance.
"""

from math import exp

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letters
from theorysim.maths import exp as exponential
from theorysim.model import Claim, Executed, Exists, Missing, Relation, Statement

TERMS = 64


def below(t):
    """Return the probability that the sum is below t times its mean, TERMS."""
    term, total = 1.0, 0.0
    for i in range(TERMS // 2):
        total += term
        term *= t * TERMS / 2 / (i + 1)
    return 1 - exp(-t * TERMS / 2) * total


def concentrated():
    """A sum of 64 squared normal numbers is within half of its mean with probability above 0.99."""
    return 100 * (below(3 / 2) - below(1 / 2)) > 99, True


y, D = letters("y D", Nonnegative)  # D is l^alpha
m, m_2, V, l, s = letters("m m_2 V l s", Positive)  # s is l^(2 - alpha), as small as one likes with l
outcome = y / (1 + y) <= 1 - exponential(-y)
small_y = y - y**2 <= y / (1 + y)
mean_square = m / s <= 2 * (m * D - m_2 * D**2) / l**2
chosen = m / (V + 1)  # s, or less
beyond = V < m / chosen

NEEDED = "and the norms of the noise of {} of its stochastic gradients; no network is trained here yet"

statement = Statement(
    "figure-4-1-noise",
    Claim(Executed((concentrated,)), part="(c): squared Gaussians"),
    Claim(Relation((outcome, small_y)), part="(g): squared stable numbers, an outcome", at=((outcome, {"y": 1}, 1 / 2),)),
    Claim(Relation((mean_square,), (2 * m_2 * D <= m, equals(D * s, l**2))), part="(g): their mean"),
    Claim(Exists((beyond,)), part="(g): beyond any V"),
    Claim(Missing("the ImageNet images, ResNet50 " + NEEDED.format("up to 10^7")), part="(b), (d): ResNet50"),
    Claim(Missing("the text of Wikipedia and books, BERT " + NEEDED.format("up to 10^7")), part="(f), (h): BERT"),
)
