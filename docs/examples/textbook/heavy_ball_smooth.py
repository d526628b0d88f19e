"""Reach a gradient norm of epsilon by heavy ball. f + L/2 |last step|^2 falls by L/2 |step|^2 (Zavriev and Kostyuk 1993)."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.methods.heavy_ball import heavy_ball
from theorysim.model import Claim, Statement, count

F, epsilon, L = letters("F epsilon L", Positive)

steps = count(heavy_ball, over=(lower_bounded, smooth), alpha=1 / (2 * L), beta=1 / 2)
theorem = steps <= 18 * L * F / epsilon**2  # g = 2 L (last step/2 - step), and 4 L^2 (1/2 + 1)^2 2 F/L = 18 L F
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
heavy_ball_smooth = Statement("heavy_ball_smooth", Claim(theorem.within(RANGES)))
