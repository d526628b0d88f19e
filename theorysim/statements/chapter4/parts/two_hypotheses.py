"""The problem of section 4.7.6: (x - b)^2/2 on [0, 1/2], where b is b_0 = 2 epsilon or b_1 = epsilon, seen through tosses of a coin.

A stochastic gradient at x is x - 1/(2 gamma) with probability p_nu, else x: with x known, it says whether the coin showed heads, and no
more. So an algorithm sees k tosses, whatever it asks, and none is better than the best rule for two coins with chances p_0 and p_1.
"""

from typing import Annotated

from theorysim.domains import Domain
from theorysim.letters import letter
from theorysim.statements.chapter4.notation import alpha, beta, k

Half = Annotated[float, Domain("at most 1/2", low=0, low_open=False, high=1 / 2, high_open=False)]
epsilon = letter("epsilon", Annotated[float, Domain("at most 1/8", low=0, high=1 / 8, high_open=False)])
gamma = letter("gamma", Annotated[float, Domain("above 0, at most 1/2", low=0, high=1 / 2, high_open=False)])
x = letter("x", Half)
COINS = (0, 1)  # nu
RANGES = {"alpha": (1.01, 2.0), "epsilon": (1e-4, 1 / 8), "gamma": (1e-4, 1 / 2), "x": (0.0, 1 / 2), "k": (1, 10**9)}

root = (4 * epsilon) ** (1 / beta)  # what gamma is defined as
target = gamma**beta / 4  # epsilon, by gamma: see proof-4.7.6-probabilities
LARGEST = (target <= 1 / 8,)


def b(nu, epsilon=epsilon):
    """Return the minimizer, (4.4)."""
    return (2 - nu) * epsilon


def p(nu, gamma=gamma, epsilon=target):
    """Return the chance of heads, as it is defined above (4.5)."""
    return gamma**alpha - 2 * nu * gamma * epsilon


# --- with the epsilon that the proof chooses from k --------------------------------------------------------------------------------

chosen = 1 / (16 * k ** (beta / alpha))
likelier = (4 * chosen) ** (alpha / beta)  # p_0, as proof-4.7.6-probabilities has it; p_1 is half of it
rate = 1 / k ** (2 * beta / alpha)
