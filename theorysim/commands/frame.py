"""Return what a study measured as a DataFrame: its points, its curves, or T of every trial."""

from collections.abc import Mapping
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands import study_files
from theorysim.commands.study import Asked, Planned, kept_rows, swept
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
    from theorysim.show import frames, frames_of_runs

    if of not in TABLES:
        raise ValueError(f"of is {of!r}; it may be {', '.join(TABLES)}")
    file = catalogue.study(str(study))
    if file.suffix == ".py":
        raise ValueError(f"{file} is a script, which keeps no points")
    words = {name: str(value) for name, value in (given or {}).items()}
    one = Planned(file, Asked(str(study), words, workers, size, store=None if store is None else Path(store)))
    with one.inside() if run else nullcontext(), closing(Store(one.file, write=run)) as kept:
        if run:
            swept(one, kept)
        rows = kept_rows(one, kept)
    known = study_files.measured(rows)
    if of == "trials":
        return frames.frame(frames_of_runs.trials(one.plan, known))
    with one.inside():
        return frames.frame(
            study_files.curves(one, known)
            if of == "curves"
            else frames.table(one.plan, study_files.points(one, rows, study_files.drawn(one, rows)))
        )
