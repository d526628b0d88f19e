"""Measure the falsifier on statements that hold and on wrong variants of them: how many are found within 10 s, 60 s, 300 s.

A cell is one statement, searched under each limit in turn until it is refuted; what holds is searched under the longest alone. `-j 2`
searches two at once, each in a process of its own.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import HOLDS, WRONG

import theorysim as ts

SOURCES = ("falsify", "judge", "readings", "objectives", "oracles", "methods", "statements/chapter3")  # what a search is computed from
SAID = ("outcome", "seconds", "evaluations", "worst_ratio", "says")


def cells(limits=(10, 60, 300)):
    """Return the wrong ones under all limits, then what holds; each with a digest of its text, so that a changed one is searched again."""
    wrong = [{"name": e.name, "wrong": True, "limits": sorted(limits), "text": _digest(e)} for e in WRONG]
    return wrong + [{"name": e.name, "wrong": False, "limits": [max(limits)], "text": _digest(e)} for e in HOLDS]


def _digest(entry):
    return hashlib.sha256(entry.text().encode()).hexdigest()[:20]


def measured(cell):
    """Search one statement; return what each search gave, until one refutes it."""
    entry = next(e for e in (*WRONG, *HOLDS) if e.name == cell["name"])
    searches = []
    with tempfile.TemporaryDirectory() as folder:
        for limit in cell["limits"]:
            searches.append({"limit": limit, **searched(entry, limit, Path(folder))})
            if searches[-1]["outcome"] == "refuted":
                break
    return {"outcome": searches[-1]["outcome"], "seconds": searches[-1]["seconds"], "searches": searches}


def searched(entry, limit, folder):
    """Search one statement, in a process of its own. Raises RuntimeError where that fails."""
    words = [sys.executable, "-m", "theorysim", "falsify", entry.write(folder), "--seconds", f"{limit:g}", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(ts.__file__).parents[1])
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(f"{entry.name}: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    found = json.loads(done.stdout)
    return {name: found[name] for name in SAID}


def refuted(gave, limit):
    """Tell whether a statement was refuted within so many seconds; a round of a search that has begun ends after its limit."""
    return gave["outcome"] == "refuted" and gave["seconds"] <= limit


def lines(found):
    """Return the lines of the table: how many were found within each limit, and which were not."""
    wrong, holds = ([(c, gave) for c, gave in found if c["wrong"] == word] for word in (True, False))
    about = {e.name: f"{e.base}: {e.says}" for e in WRONG}
    limits = sorted({limit for c, _ in found for limit in c["limits"]})
    yield "| within | wrong ones found | of | that hold, refuted | of |"
    yield "|---|---|---|---|---|"
    for limit in limits:
        count, alarms = (sum(refuted(gave, limit) for _, gave in some) for some in (wrong, holds))
        said = f"{alarms} | {len(holds)}" if limit == limits[-1] else " | "
        yield f"| {limit} s | {count} ({count / max(1, len(wrong)):.1%}) | {len(wrong)} | {said} |"
    for limit in limits:
        missed = [c["name"] for c, gave in wrong if not refuted(gave, limit)]
        yield from [f"not found within {limit} s:", *(f"  {name} ({about[name]})" for name in missed)] if missed else []
    for cell, gave in holds:
        last = gave["searches"][-1]
        yield f"holds: {cell['name']}: {last['outcome']}, worst ratio {last['worst_ratio']}, {last['evaluations']} tried"


def drawn(found, file):
    """Draw how many wrong ones were found by when."""
    wrong = [gave for cell, gave in found if cell["wrong"]]
    times = sorted(gave["seconds"] for gave in wrong if gave["outcome"] == "refuted")
    counts = [100 * (i + 1) / len(wrong) for i in range(len(times))]
    return ts.curves([("", [("wrong variants refuted", times, counts, ".-")])], "seconds", "% of all", file)
