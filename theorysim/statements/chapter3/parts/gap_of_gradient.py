"""What a gradient g says of the gap F = f(x) - f*, by a step of length rho = g/(2(L0 + L1 g)) down the gradient: at most 1/(2 L1)."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters

F, g = letters("F g", Nonnegative)
L0, L1, Y = letters("L0 L1 Y", Positive)


on_the_way = Y <= L0 + L1 * g + Y / 2  # Y, the largest L0 + L1 |grad f| on the way, is its value at x and at most L1 Y/(2 L1) more.
doubled = Y <= 2 * (L0 + L1 * g)


rho = g / (2 * (L0 + L1 * g))
lower_bounded = rho * g - Y * rho * rho / 2 <= F  # f* <= f(x - rho grad f/g).
gap = g * g <= 4 * F * (L0 + L1 * g)
