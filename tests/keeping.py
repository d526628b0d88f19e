"""Which statements the tests judge, and their verdicts: each is judged once a run, whichever process asks first.

A statement whose recorded verdict has a key that still holds - of its file, the judges, all that it was computed from - is not judged
again, but for a tenth of them, which has to come out as recorded: which tenth, says the day, or THEORYSIM_ANEW=seed; THEORYSIM_ANEW=all
asks for every one. What is judged goes to the user's cache folder and to that of this run.
"""

import hashlib
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from theorysim import catalogue
from theorysim.commands import check
from theorysim.memory import ledger, sources, verdicts
from theorysim.simulate import cache_folder

ANEW = os.environ.setdefault("THEORYSIM_ANEW", date.today().isoformat())  # the processes of a run have the same


def tenth(names: Sequence[str], seed: str = ANEW) -> set[str]:
    """Return every tenth of the names, from one that the seed says, all for the seed `all`: of neighbours, which cost alike, one a day."""
    first = int.from_bytes(hashlib.sha256(seed.encode()).digest()) % 10
    return {*names} if seed == "all" else {*names[first::10]}


NAMES, ROWS = catalogue.names("statements"), ledger.read()


def anew(name: str) -> bool:
    """Tell whether a statement is of the tenth that is judged although nothing has changed."""
    return name in tenth(NAMES)


def judged_now(name: str) -> bool:
    """Tell whether this run judges a statement: its record is stale, or there is none, or it is of the tenth."""
    return ROWS.get(name, {}).get("key") != sources.key(name) or anew(name)


JUDGED = [name for name in NAMES if judged_now(name)]


def verdict_of(name: str, run: Path) -> verdicts.Judged:
    """Return the verdicts of a statement at quick effort, those of this run, kept ones, or judged now; `run` is the run's own folder."""
    key = verdicts.key(name, "quick")
    with cache_folder.alone(run / f"{name}.lock"):
        if (found := _read(run, name, key)) is not None:
            return found
        kept = _read(cache_folder.folder() / "verdicts", name, key)
        found = kept
        if kept is None or anew(name):
            found = check.judge_one(name, "quick")
            assert kept is None or kept[1:3] == found[1:3], f"{name}: judged anew, it is not what was kept (seed {ANEW})"
            _write(cache_folder.folder() / "verdicts", found, key)
        _write(run, found, key)
        return found


def _read(folder: Path, name: str, key: str | None) -> verdicts.Judged | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verdicts, "folder", lambda: folder)
        return verdicts.read(name, "quick", key)


def _write(folder: Path, found: verdicts.Judged, key: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verdicts, "folder", lambda: folder)
        verdicts.write(found, "quick", key)
