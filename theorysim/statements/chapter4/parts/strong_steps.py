"""A step of projected GClip on a strongly convex function, in expectation given x_(k-1): the letters of section 4.7.2.

`off` is |x_(k-1) - x*|, `after` the mean of |x_k - x*|^2, `gap` is f(x_(k-1)) - f*, `bias` the length of b, `square` the mean of
|clip(g)|^2; `slope` and `lean` are <x_(k-1) - x*, grad f> and <x_(k-1) - x*, b>. `v` is (2 - alpha)/alpha, so that 2/alpha is 1 + v, and
the rate of the theorem k^(-2 (alpha - 1)/alpha) is k^(v - 1).
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative, Real
from theorysim.letters import letter, letters
from theorysim.statements.chapter4.notation import RANGES, eta, k, mu

off, after, gap, bias, square = letters("off after gap bias square", Nonnegative)
leaning, moment = letters("leaning moment", Nonnegative)  # what Lemma 4.7.1 bounds bias and square by
slope, lean = letters("slope lean", Real)
v = letter("v", Annotated[float, Domain("from 0 to below 1", low=0, high=1, low_open=False)])

SIZED = {name: (1e-3, 1e3) for name in ("off", "after", "gap", "bias", "square", "leaning", "moment", "D", "eta", "tau", "S")}
DRAWN = RANGES | SIZED | {"v": (0, 0.98), "slope": (-1e3, 1e3), "lean": (-1e3, 1e3)}

contracted = after <= off**2 - 2 * eta * (slope + lean) + eta**2 * square
convex = gap + mu / 2 * off**2 <= slope
cauchy = -lean <= bias * off
priced = 2 * bias * off <= mu / 2 * off**2 + 8 / mu * bias**2  # where 2/mu would do
shown = after <= (1 - mu * eta) * off**2 - 2 * eta * gap + 2 * eta * (mu / 4 * off**2 + 4 / mu * bias**2) + eta**2 * square
divided = gap <= (1 / eta - mu / 2) / 2 * off**2 - after / (2 * eta) + 4 / mu * bias**2 + eta / 2 * square

in_mean = gap <= (1 / eta - mu / 2) / 2 * off**2 - after / (2 * eta) + 4 * leaning**2 / mu + eta * moment / 2

step = 4 / (mu * (k + 1))
progress = mu / 8 * (k * (k - 1) * off**2 - k * (k + 1) * after)
