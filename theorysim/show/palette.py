"""The colours of figures and pages: those of Okabe and Ito, and two of their kind, apart for who sees no green as well.

Four colours; the ink of the page is a fifth. On a dark page they are lighter.
"""

LIGHT = ("#0072b2", "#d55e00", "#009e73", "#8a4f7d")
DARK = ("#56b4e9", "#e69f00", "#2fd3a2", "#b07aa1")
INK = len(LIGHT)  # the number of the page's own colour


def variables(colours: tuple[str, ...]) -> str:
    """Write colours as the variables of a style sheet: --c0, --c1, ..., the ink last."""
    return ";".join(f"--c{i}:{c}" for i, c in enumerate((*colours, "currentColor")))
