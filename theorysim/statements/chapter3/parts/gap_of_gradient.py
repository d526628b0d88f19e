"""What a gradient g says of the gap F = f(x) - f*, by a step of length rho = g/(2(L0 + L1 g)) down the gradient: at most 1/(2 L1)."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.statements.chapter3.notation import L0, L1

F, g = letters("F g", Nonnegative)
Y = letter("Y", Positive)  # the largest L0 + L1 |grad f| on the way: its value at x, and at most L1 Y/(2 L1) more

rho = g / (2 * (L0 + L1 * g))
on_the_way = (Y <= L0 + L1 * g + Y / 2).in_words("smoothness on a way of length 1/(2 L1)")
doubled = Y <= 2 * (L0 + L1 * g)
lower_bounded = (rho * g - Y * rho**2 / 2 <= F).in_words("f* <= f(x - rho grad f/g)")
gap = g**2 <= 4 * F * (L0 + L1 * g)
