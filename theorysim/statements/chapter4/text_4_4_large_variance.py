"""The variance may be finite and too large to be of use; what is said of an infinite one carries over.

Whatever V, there is noise of a finite variance beyond V with E|n|^alpha <= sigma^alpha, where alpha < 2: t or -t, with probability q =
sigma^alpha t^(-alpha), else 0, of variance q t^2 = sigma^alpha s, s = t^(2 - alpha). From any x, after a step of any size eta, E|f'(x_k)|^2
on x^2/2 is at least eta^2 q t^2: remark-4.4.1, with a number for infinity. What is proved of clipping asks for sigma and alpha, and for
no variance.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Probability
from theorysim.letters import letter
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha, eta, sigma, x

(step,) = gradient_descent.stages  # along a noisy gradient it is SGD
V = letter("V", Nonnegative)
q = letter("q", Probability)  # of a noise other than 0
t = letter("t", AtLeastOne)  # its size

moment = q * t**alpha <= sigma**alpha
fits = q <= sigma**alpha * t**-alpha
S = 1 + (V + 1) / sigma**alpha + sigma ** (2 - alpha)  # s, for some t >= 1
beyond = V < sigma**alpha * S  # the variance
a_probability = sigma ** (2 - alpha) <= S  # sigma <= t, as q <= 1 says
mean_square = (q / 2) * (step(x, x + t, eta) ** 2 + step(x, x - t, eta) ** 2) + (1 - q) * step(x, x, eta) ** 2
far = eta**2 * q * t**2 <= mean_square

statement = Statement(
    "text-4.4-large-variance",
    Claim(Relation((moment,), (fits,), RANGES), part="the moment", at=((moment, {"q": 0.25, "t": 2, "alpha": 2, "sigma": 3}, 1),)),
    Claim(Exists((beyond, a_probability), (alpha < 2,)), part="the variance"),
    Claim(Relation((far,), hints=(0 <= ((1 - eta) * x) ** 2,)), part="a step of SGD"),
)
