"""Networks on which the displays of section 3.2.3 are tried: small ones of letters, and many of whole numbers."""

from itertools import pairwise
from random import Random

from theorysim.domains import Real
from theorysim.letters import letter

# --- of letters -------------------------------------------------------------------------------------------------------


def lettered(name, rows, columns):
    """Return a matrix of letters: y11, y12, ...; where it has one row or one column y1, y2, ...; where one entry y."""
    row, column = (tuple(range(1, n + 1)) if n > 1 else ("",) for n in (rows, columns))
    return tuple(tuple(letter(f"{name}{a}{b}", Real) for b in column) for a in row)


def network(names, sizes, columns=1):
    """Return the network of letters with layers of these names and sizes, input first, X = x and Y = y."""
    W = tuple(lettered(name, b, a) for name, (a, b) in zip(names.split(), pairwise(sizes), strict=True))
    return W, lettered("x", sizes[0], columns), lettered("y", sizes[-1], columns)


def direction(name, net, i):
    """Return a matrix of letters of the size of W_i."""
    return lettered(name, len(net[0][i - 1]), len(net[0][i - 1][0]))


SQUARE_TOP = network("u v", (1, 2, 2))
NARROW_MIDDLE = network("u v w", (1, 2, 1, 2))
TWO_COLUMNS = network("u v", (2, 1, 1), 2)

# --- of whole numbers -------------------------------------------------------------------------------------------------

SHAPES = (  # the sizes of the layers, input first, and how many columns X has
    ((1, 1), 1),
    ((1, 1, 1), 1),
    ((2, 2), 2),
    ((1, 3), 2),
    ((3, 1), 2),
    ((2, 2, 2), 2),
    ((1, 2, 3), 1),
    ((3, 2, 1), 3),
    ((1, 1, 2), 2),
    ((2, 2, 2, 2), 2),
    ((1, 2, 1, 2), 1),
    ((2, 1, 3, 2), 2),
    ((1, 1, 1, 1, 1), 1),
    ((2, 1, 2, 1, 2), 3),
    ((2, 2, 2, 2, 2), 1),
)


def drawn(sizes, columns, seed):
    """A network of these sizes with entries from -4 to 4, none of them 0: where much is 0 a wrong display may be right."""
    draw = Random(f"{sizes} {columns} {seed}")

    def matrix(rows, columns):
        return tuple(tuple(draw.choice((-4, -3, -2, -1, 1, 2, 3, 4)) for _ in range(columns)) for _ in range(rows))

    W = tuple(matrix(b, a) for a, b in pairwise(sizes))
    return W, matrix(sizes[0], columns), matrix(sizes[-1], columns)


NETS = tuple(drawn(sizes, columns, seed) for sizes, columns in SHAPES for seed in (1, 2))


def blocks(net, least=1):
    """The pairs i <= j of a network's layers with j - i >= least."""
    depth = len(net[0])
    return tuple((i, j) for i in range(1, depth + 1) for j in range(i + least, depth + 1))
