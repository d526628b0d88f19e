"""Step along the mean gradient over the largest root mean square gradient so far. Reddi, Kale and Kumar (2018), AMSGrad.

Their Algorithm 2, which has neither a bias correction nor an epsilon, with beta_1t constant; eta_k = eta/k^decay (decay = 1/2 in their
analysis). The projection is a wrapper's: projected:amsgrad. Thesis, section 3.6.
"""

from theorysim.domains import Positive, Real, Step, Unit, Zero
from theorysim.entries import Method
from theorysim.maths import maximum, power, sqrt, where
from theorysim.methods.adam import m, mean_square


def largest(largest: Zero, mean_square: Real):
    return maximum(largest, mean_square)


def step(x: Real, m: Real, mean_square: Real, largest: Real, k: Step, eta: Positive, decay: Unit = 0):
    return x - eta / power(k, decay) * m / where(largest > 0, sqrt(largest), 1), m, mean_square, largest


amsgrad = Method(m, mean_square, largest, step)
