"""Return what a study measured as a DataFrame: its points, its curves, or T of every trial."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands.study import Asked, collected, kept_rows, planned, swept
from theorysim.sweep.store import Store

TABLES = ("points", "curves", "trials")


def frame(
    study: str | Path,
    of: str = "points",
    *,
    given: Mapping[str, Any] | None = None,
    size: str | None = None,
    store: str | Path | None = None,
    run: bool = False,
    workers: int = 1,
) -> Any:
    """Return the table of a study (a name, or where it stands): "points", "curves" or "trials", as the files of these names have it.

    It is read from the store that `theorysim study` fills, ./NAME/cells.sqlite or `store`; with `run` the cells that it lacks are run
    first. `given` replaces numbers by name and `size` names a size, as `-p` and `--size` do. Raises ValueError for what makes no
    sense, and ImportError without pandas.
    """
    from theorysim.show import frames

    if of not in TABLES:
        raise ValueError(f"of is {of!r}; it may be {', '.join(TABLES)}")
    words = {name: str(value) for name, value in (given or {}).items()}
    one = planned(catalogue.study(str(study)), Asked(str(study), words, workers, size, store=None if store is None else Path(store)))
    with one.inside(), closing(Store(one.file, write=run)) as kept:
        if run:
            swept(one, kept)
        tables = one.tables(kept_rows(one, kept) if run else collected(one, kept))
        if of not in tables:
            raise ValueError(f"{one.source} keeps no {of}; it has {', '.join(tables)}")
        return frames.frame(tables[of])
