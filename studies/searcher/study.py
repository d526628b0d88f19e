"""Measure the falsifier on statements that hold and on wrong variants of them: how many are found within 10 s, 60 s, 300 s.

`study.py [FILE.svg [SECONDS ...]]`. Results are kept in found.jsonl beside the figure as they come: the same command goes on, and what was
found by other sources is searched again. Two searches run at once.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import HOLDS, WRONG

import theorysim as ts

LIMITS = (10, 60, 300)
AT_ONCE = 2
PARTS = ("falsify", "judge", "readings", "objectives", "oracles", "methods", "statements/chapter3")  # what a search is computed from


def sources():
    """Return a key of the searcher and of all that it searches with."""
    files = sorted(f for part in PARTS for f in (Path(ts.__file__).parent / part).rglob("*.py"))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()


class Results:
    """The rows of found.jsonl that still count, by name and limit."""

    def __init__(self, file, limits):
        self.file, self.limits, self.key, self.rows = file, sorted(limits), sources(), {}
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            row = json.loads(line)
            self.rows[row["name"], row["limit"]] = row

    def of(self, entry, limit):
        row = self.rows.get((entry.name, limit))
        return row if row is not None and row["key"] == self.key_of(entry) else None

    def key_of(self, entry):
        return hashlib.sha256((self.key + entry.text()).encode()).hexdigest()[:20]

    def add(self, entry, limit, found):
        row = {"name": entry.name, "limit": limit, "key": self.key_of(entry)} | found
        self.rows[entry.name, limit] = row
        with self.file.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row) + "\n")


def searched(entry, limit, folder):
    """Search one statement, in a process of its own. Raises RuntimeError where that fails."""
    words = [sys.executable, "-m", "theorysim", "falsify", entry.write(folder), "--seconds", f"{limit:g}", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{entry.name}: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    found = json.loads(done.stdout)
    return {name: found[name] for name in ("outcome", "seconds", "evaluations", "worst_ratio", "says")}


def refuted(results, entry, limit):
    """Tell whether a statement was refuted within so many seconds; a round of a search that has begun ends after its limit."""
    rows = (results.of(entry, t) for t in results.limits)
    return any(r is not None and r["outcome"] == "refuted" and r["seconds"] <= limit for r in rows)


def measure(results):
    """Search the wrong ones under each limit in turn, those that are not found yet, then the ones that hold; give what failed."""
    failed = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:

        def one(entry, limit):
            try:
                results.add(entry, limit, searched(entry, limit, Path(folder)))
            except RuntimeError as reason:
                failed.append(str(reason))
                return
            print(f"{limit} s  {entry.name}: {results.of(entry, limit)['outcome']}", file=sys.stderr, flush=True)

        for limit in results.limits:
            left = [e for e in WRONG if not refuted(results, e, max(results.limits))]
            left += HOLDS if limit == max(results.limits) else ()
            list(pool.map(lambda e, t=limit: one(e, t), [e for e in left if results.of(e, limit) is None]))
    return failed


def table(results):
    """Return the lines of the table: how many were found within each limit, and which were not."""
    yield "| within | wrong ones found | of | that hold, refuted | of |"
    yield "|---|---|---|---|---|"
    for limit in results.limits:
        wrong = sum(refuted(results, e, limit) for e in WRONG)
        alarms = sum(refuted(results, e, limit) for e in HOLDS)
        said = f"{alarms} | {sum(results.of(e, limit) is not None for e in HOLDS)}"
        yield f"| {limit} s | {wrong} ({wrong / len(WRONG):.1%}) | {len(WRONG)} | {said if limit == max(results.limits) else ' | '} |"
    for limit in results.limits:
        missed = [e for e in WRONG if not refuted(results, e, limit)]
        if missed:
            yield f"\nnot found within {limit} s:"
        yield from (f"  {e.name} ({e.base}: {e.says})" for e in missed)
    for entry in HOLDS:
        row = results.of(entry, max(results.limits))
        if row is not None:
            yield f"holds: {entry.name}: {row['outcome']}, worst ratio {row['worst_ratio']}, {row['evaluations']} tried"


def drawn(results, file):
    """Draw how many wrong ones were found by when."""
    rows = [r for e in WRONG for t in results.limits if (r := results.of(e, t)) and r["outcome"] == "refuted"]
    times = sorted({r["name"]: r["seconds"] for r in rows}.values())
    counts = [100 * (i + 1) / len(WRONG) for i in range(len(times))]
    return ts.curves([("", [("wrong variants refuted", times, counts, ".-")])], "seconds", "% of all", Path(file))


def main(file, limits=LIMITS):
    results = Results(Path(file).with_name("found.jsonl"), limits)
    failed = measure(results)
    print(*table(results), *(f"failed: {f}" for f in failed), sep="\n")
    return drawn(results, file)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("figure.svg")
    print(f"figure: {main(chosen, tuple(map(float, sys.argv[2:])) or LIMITS)}")
