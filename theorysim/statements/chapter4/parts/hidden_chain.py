"""The oracle of section 4.7.7: of the gradient of f_d it hides the next coordinate, but with probability p, when it is shown 1/p times.

The next coordinate is number prog_{1/4}(x) + 1, c its size; the length of all others is Y, that of the gradient `whole`. When the coin is
1 the next coordinate is shown with the size y = c/p, and Z is the length of what is shown. After the last coordinate there is no next
one: then c = 0.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letters, number
from theorysim.maths import power
from theorysim.statements.chapter4.notation import RANGES, alpha, beta, p
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, Y, Z, y

c, largest = letters("c largest", Nonnegative)  # `largest` is the norm of the gradient in which the largest coordinate counts
whole, rate = letters("whole rate", Positive)  # rate is 1/p^(alpha - 1)
ATTAINED = (c <= largest,)
BOUNDED = largest <= 23  # lemma 4.7.9, item 3
SIZES = NORMS | RANGES | {"c": (1e-3, 23), "whole": (1e-3, 1e3), "largest": (1e-3, 23), "rate": (1, 1e3), "p": (1e-9, 1)}

is_shown = equals(y, c / p)
moment = p * Z**alpha + (1 - p) * Y**alpha  # E|g_d|^alpha
away = p * power(1 / p - 1, alpha) + (1 - p)  # E|z/p - 1|^alpha
most = power(number(23), alpha)
price = most * 2 / p**beta
