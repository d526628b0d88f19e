"""The place of elementary functions that vectorise (exp, log, sin and cos, erfc in plain arithmetic).

Until they stand here, the words of `maths` are compiled to calls of the system's C library (see `meanings`): the same
bits in the scalar and the lane driver, but a loop with such a call does not vectorise.
"""
