"""The place of counter-based random streams, keyed by (root seed, cell, trial) and the step.

Until they stand here, an oracle whose body draws is refused by `compose`.
"""
