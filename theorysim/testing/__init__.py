"""Assertions for a paper's own tests. Entries are names, `FILE.py:NAME`, records, or for a method its step.

from theorysim.testing import assert_bound, assert_hits
assert_bound("gradient_descent", "quadratic", {"eta": 0.5}, start=3, epsilon=0.01, bound=12)
assert_hits("gradient_descent", "quadratic", "two_point", {"eta": 0.5}, start=3, epsilon=0.5, bound=12, quantile=2 / 3)

Of a random method the time is asserted as a quantile, a share of the runs that hit by then. Its mean may be infinite, so it is
asserted only where it is capped, or where a moment is declared. Both say how often they are wrong, and draw as many runs as that
takes. Under pytest all of them spend one error budget (`theorysim.chance.spending`). All raise AssertionError for what is not so, and
ValueError, never an AssertionError, for numbers that make no sense.
"""

from theorysim.testing.decreases import assert_decreases
from theorysim.testing.members import assert_gradient, assert_member
from theorysim.testing.rates import assert_rate
from theorysim.testing.runs import assert_bound, assert_lower_bound
from theorysim.testing.statements import assert_statement
from theorysim.testing.trials import assert_hits, assert_mean, assert_quantile

__all__ = [
    "assert_bound",
    "assert_decreases",
    "assert_gradient",
    "assert_hits",
    "assert_lower_bound",
    "assert_mean",
    "assert_member",
    "assert_quantile",
    "assert_rate",
    "assert_statement",
]
