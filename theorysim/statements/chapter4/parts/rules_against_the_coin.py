"""Algorithms of section 4.7.6 against the coin, exactly: alpha = 1 + 1/s and k = m^(s + 1), so that everything is rational.

Then (alpha - 1)/alpha = 1/(s + 1): epsilon = 1/(16 m), gamma = (4 epsilon)^s, and p_nu = (2 - nu) 2 epsilon gamma. A step of SGD, and one
of GClip with the threshold m^s = k^(1/alpha), sends x to a x + c, (a, c) as the coin shows: two moments of x are a recursion.
"""

from fractions import Fraction


def problem(s, m):
    """Return epsilon, gamma and k."""
    epsilon = Fraction(1, 16 * m)
    return epsilon, (4 * epsilon) ** s, int(m ** (s + 1))


def mean_square(tails, heads, p, b, k):
    """Return E (x_k - b)^2 from x_0 = 0; tails and heads are functions of the step, which return (a, c)."""
    first, second = Fraction(0), Fraction(0)
    for i in range(1, k + 1):
        both = ((1 - p, *tails(i)), (p, *heads(i)))
        second = sum(w * (a * a * second + 2 * a * c * first + c * c) for w, a, c in both)
        first = sum(w * (a * first + c) for w, a, c in both)
    return second - 2 * b * first + b * b


def sample_mean(gamma, tau):
    """Return SGD with steps 1/i: x_k is the mean of x_i - g_i, whatever x_0 is."""
    return lambda i: (1 - Fraction(1, i), Fraction(0)), lambda i: (1 - Fraction(1, i), 1 / (2 * gamma * i))


def sgd(gamma, tau):
    """Return SGD with steps 2/(i + 1)."""
    return lambda i: (1 - Fraction(2, i + 1), Fraction(0)), lambda i: (1 - Fraction(2, i + 1), 2 / (2 * gamma * (i + 1)))


def gclip(gamma, tau):
    """Return GClip with steps 1/i: x stays in [0, tau], and heads, a gradient below -tau, is clipped to -tau."""
    return lambda i: (1 - Fraction(1, i), Fraction(0)), lambda i: (Fraction(1), Fraction(tau, i))


def best(p, q, k):
    """Return the mean of t (1 - t), where t is the posterior probability of one coin."""
    P, Q, total = (1 - p) ** k, (1 - q) ** k, Fraction(0)
    for heads in range(k + 1):
        total += P * Q / (P + Q) / 2
        P, Q = (law * (k - heads) / (heads + 1) * c / (1 - c) for law, c in ((P, p), (Q, q)))
    return total


def risks(s, m):
    """Return epsilon^2/64, then the mean of f_b over both b of the best rule, and of each algorithm."""
    epsilon, gamma, k = problem(s, m)
    chances, centres = (4 * epsilon * gamma, 2 * epsilon * gamma), (2 * epsilon, epsilon)
    found = [epsilon**2 * best(*chances, k) / 2]
    for rule in (sample_mean, sgd, gclip):
        tails, heads = rule(gamma, m**s)
        found += [sum(mean_square(tails, heads, p, b, k) for p, b in zip(chances, centres, strict=True)) / 4]
    return epsilon**2 / 64, *found


def trial(s, m):
    def held():
        """The best rule, the sample mean, SGD and GClip have no less than the bound, and the best rule has the least."""
        floor, least, *others = risks(s, m)
        return (floor <= least) + sum(least <= risk for risk in others), 1 + len(others)

    return held


TRIALS = tuple(trial(s, m) for s, m in ((1, 1), (1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (5, 1), (99, 1)))  # alpha from 2 to 100/99
