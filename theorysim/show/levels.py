"""Level lines of a function on a grid, and where each can bear its value."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float] | None


def contours(x: NDArray[np.float64], y: NDArray[np.float64], z: NDArray[np.float64], levels: Sequence[float]) -> list[Any]:
    """Return the segments of level lines of z, of shape (len(y), len(x)), one array (n, 4) a level: marching triangles."""
    X, Y = np.meshgrid(x, y)
    corners = [(slice(None, -1), slice(None, -1)), (slice(None, -1), slice(1, None)), (slice(1, None), slice(1, None))]
    corners += [(slice(1, None), slice(None, -1))]
    points = [(X[c].ravel(), Y[c].ravel(), z[c].ravel()) for c in corners]
    found = []
    for level in levels:
        pieces = []
        for triangle in ((0, 1, 2), (0, 2, 3)):
            ends = []
            for a, b in ((0, 1), (1, 2), (2, 0)):
                (xa, ya, za), (xb, yb, zb) = points[triangle[a]], points[triangle[b]]
                crossed = (za < level) != (zb < level)
                with np.errstate(all="ignore"):
                    t = np.where(crossed, (level - za) / (zb - za), np.nan)
                ends.append((xa + t * (xb - xa), ya + t * (yb - ya), crossed))
            for i, j in ((0, 1), (1, 2), (2, 0)):
                both = ends[i][2] & ends[j][2]
                pieces.append(np.stack([ends[i][0][both], ends[i][1][both], ends[j][0][both], ends[j][1][both]], axis=1))
        found.append(np.concatenate(pieces))
    return found


def bearers(lines: Sequence[Any], box: Sequence[float], taken: Any) -> list[Place]:
    """Return for each level, segments of shape (n, 4), a place in the box for its value, far from the others and `taken` points, (m, 2)."""
    low, size = np.array([box[0], box[2]]), np.array([box[1] - box[0], box[3] - box[2]])
    away, found = list((np.asarray(taken) - low) / size), list[Place]()
    for segments in lines:
        middles = ((segments[:, :2] + segments[:, 2:]) / 2 - low) / size if len(segments) else np.empty((0, 2))
        middles = middles[np.all((middles > 0.07) & (middles < 0.93), axis=1)]
        if not len(middles):
            found.append(None)
            continue
        far = np.min(np.linalg.norm(middles[:, None] - np.array(away)[None], axis=2), axis=1) if away else np.ones(len(middles))
        best = middles[int(np.argmax(far))]
        away.append(best)
        found.append((float(low[0] + best[0] * size[0]), float(low[1] + best[1] * size[1])))
    return found
