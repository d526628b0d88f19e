"""How figures look in print: colours, marks, widths, one face. The only module that imports matplotlib, once something is drawn."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from theorysim.show import palette

COLOURS = (*palette.LIGHT[:3], "#000000", "#aa4499", "#88ccee", "#332288")  # apart for the colour-blind too
MARKERS = "osD^vP*X"
DASHES: Any = (":", "-.", (0, (8, 2)), (0, (1, 3)), (0, (6, 2, 1, 2, 1, 2)))  # of curves that are formulas
SLOPE: Any = {"linestyle": (0, (3, 2)), "linewidth": 0.8}  # of a predicted one
GREY = "0.35"  # of what is no measurement
WIDTHS = {1: 3.5, 2: 7.16}  # of a page's columns, in inches
ABREAST = {1: 1, 2: 3}  # panels in a row, at most
HEIGHTS = {1: 0.66, 2: 0.82}  # of a panel, in its width,
TALLEST = 3.0  # and in inches
PAPER: Any = {
    "font.family": "STIXGeneral",  # which matplotlib brings
    "mathtext.fontset": "stix",
    "font.size": 8,
    "axes.labelsize": 8,
    "figure.labelsize": 8,
    "axes.titlesize": 8,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "axes.linewidth": 0.6,
    "axes.formatter.use_mathtext": True,
    "grid.linewidth": 0.4,
    "grid.alpha": 0.3,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.minor.width": 0.4,
    "ytick.minor.width": 0.4,
    "lines.linewidth": 1.1,
    "lines.markersize": 3.6,
    "svg.hashsalt": "theorysim",  # the same figure gives the same bytes
    "pdf.fonttype": 42,  # a font that a publisher takes
}

P = ParamSpec("P")
R = TypeVar("R")


@cache
def pyplot() -> Any:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as found

    return found


def ticker() -> Any:
    from matplotlib import ticker as found

    return found


def mark(**look: Any) -> Any:
    """Return a mark that stands in a legend and nowhere else."""
    from matplotlib.lines import Line2D

    return Line2D([], [], **look)


def parsed(text: str) -> None:
    """Raise ValueError for a text that cannot be set."""
    from matplotlib.mathtext import MathTextParser

    MathTextParser("path").parse(text)


def printed(draw: Callable[P, R]) -> Callable[P, R]:
    """Let a function draw as for print, whatever is set elsewhere."""

    @wraps(draw)
    def drawn(*args: P.args, **named: P.kwargs) -> R:
        with pyplot().rc_context(PAPER):
            return draw(*args, **named)

    return drawn


def colours(count: int) -> list[Any]:
    """Return so many colours: those of the list, or as many of a scale from dark to light."""
    if count <= len(COLOURS):
        return list(COLOURS[:count])
    return [pyplot().get_cmap("viridis")(i / (count - 0.5)) for i in range(count)]
