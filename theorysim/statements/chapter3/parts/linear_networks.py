"""Networks on which the displays of section 3.2.3 are tried: small ones of symbols, and many of whole numbers."""

from random import Random

# --- of symbols -----------------------------------------------------------------------------------------------------


def of_weights(w1, w2, x, y):
    """Two layers of one weight each."""
    return (((w1,),), ((w2,),)), ((x,),), ((y,),)


def square_top(u1, u2, v11, v12, v21, v22, x, y1, y2):
    """Sizes 1, 2, 2."""
    return (((u1,), (u2,)), ((v11, v12), (v21, v22))), ((x,),), ((y1,), (y2,))


def narrow_middle(u1, u2, v1, v2, w1, w2, x, y1, y2):
    """Sizes 1, 2, 1, 2."""
    return (((u1,), (u2,)), ((v1, v2),), ((w1,), (w2,))), ((x,),), ((y1,), (y2,))


def two_columns(u1, u2, v, x11, x12, x21, x22, y1, y2):
    """Sizes 2, 1, 1, and two columns of X."""
    return (((u1, u2),), ((v,),)), ((x11, x12), (x21, x22)), ((y1, y2),)


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

    W = tuple(matrix(b, a) for a, b in zip(sizes, sizes[1:], strict=False))
    return W, matrix(sizes[0], columns), matrix(sizes[-1], columns)


NETS = tuple(drawn(sizes, columns, seed) for sizes, columns in SHAPES for seed in (1, 2))


def blocks(net, least=1):
    """The pairs i <= j of a network's layers with j - i >= least."""
    depth = len(net[0])
    return tuple((i, j) for i in range(1, depth + 1) for j in range(i + least, depth + 1))
