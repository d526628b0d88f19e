"""What a run of the tests takes of laws over the whole catalogue, and verdicts: each is judged once a run, whichever process asks first.

Of a law that grows with the catalogue it takes what is new, and a tenth (`due`): which tenth, says the day, or THEORYSIM_ANEW=seed;
THEORYSIM_ANEW=all asks for everything, and CI does. New is a statement whose recorded verdict has a key that no longer holds - of its
file, the judges, all that it was computed from - and another entry whose file is not yet what others have (`changed`). What is judged
anew although it is recorded has to come out as recorded. Verdicts go to the user's cache folder and to that of this run.
"""

import hashlib
import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from theorysim import catalogue
from theorysim.commands import check
from theorysim.memory import ledger, sources, verdicts
from theorysim.simulate import cache_folder

ANEW = os.environ.setdefault("THEORYSIM_ANEW", date.today().isoformat())  # the processes of a run have the same


ROOT = Path(__file__).parents[1]
Case = TypeVar("Case")


def due(cases: Sequence[Case], new: Callable[[Case], bool] = lambda case: False, seed: str = ANEW) -> list[Case]:
    """Return what a run takes of the cases of a law: what is new, and of neighbours, which cost alike, one of ten; all for `all`."""
    first = int.from_bytes(hashlib.sha256(seed.encode()).digest()) % 10
    return [case for n, case in enumerate(cases) if seed == "all" or n % 10 == first or new(case)]


@cache
def changed_files() -> frozenset[Path]:
    """Return the files that differ from the branch that is followed, else from the last commit; none where git knows of neither."""
    told = [_git("diff", "--name-only", "--merge-base", base) for base in ("@{upstream}", "HEAD")]
    known = next((names for names in told if names is not None), [])
    return frozenset(ROOT / name for name in (*known, *(_git("ls-files", "--others", "--exclude-standard") or ())))


def _git(*words: str) -> list[str] | None:
    ended = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    return ended.stdout.splitlines() if ended.returncode == 0 else None


def changed(kind: str, name: str) -> bool:
    """Tell whether the file of an entry is not yet what others have."""
    return catalogue.find(name, (kind,)).path in changed_files()


NAMES, ROWS = catalogue.names("statements"), ledger.read()


def stale(name: str) -> bool:
    """Tell whether what was recorded of a statement no longer counts, or nothing was."""
    return ROWS.get(name, {}).get("key") != sources.key(name)


def anew(name: str) -> bool:
    """Tell whether a statement is of those that are judged although nothing has changed."""
    return name in due(NAMES)


JUDGED = due(NAMES, stale)


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
