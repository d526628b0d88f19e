"""Load numba's array mathematics without SciPy's linear algebra, which it imports only to see that it is there.

Drivers multiply no matrices, and the import is a sixth of the start of a run. Whoever compiles `np.dot` in the same process still gets
it: numba imports it again, and looks at it as before, where it is used.
"""


def load() -> None:
    """Load `numba.np.arraymath`; a numba that looks elsewhere, or has looked already, is left as it is."""
    from numba.np import linalg

    look = getattr(linalg, "ensure_blas", None)
    if look is None:
        return
    linalg.ensure_blas = lambda: None
    try:
        from numba.np import arraymath

        vars(arraymath)["ensure_blas"] = look
    finally:
        linalg.ensure_blas = look
