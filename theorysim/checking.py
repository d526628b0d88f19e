"""Judge many statements, in one process or several, with progress on a terminal, and print or record the verdicts."""

import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from theorysim import catalogue, ledger
from theorysim.model import Statement, Verdict
from theorysim.settings import Usage


def judge_one(name: str, effort: str) -> tuple[str, list[Verdict], bool, float]:
    """Judge one statement, by name: its verdicts, whether it is done, and the CPU seconds."""
    from theorysim.judge.verdict import done, judge

    begun = time.process_time()
    statement = catalogue.load("statements", name)
    if not isinstance(statement, Statement):
        raise Usage(f"{name} is no Statement, it is {type(statement).__name__}")
    verdicts = judge(statement, effort, catalogue.objectives())
    return name, verdicts, done(verdicts), time.process_time() - begun


def judged(names: list[str], effort: str, workers: int) -> Iterator[tuple[str, list[Verdict], bool, float]]:
    """Judge statements in their order, by so many processes."""
    if workers == 1 or len(names) == 1:
        for name in names:
            yield judge_one(name, effort)
        return
    with ProcessPoolExecutor(min(workers, len(names)), multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(judge_one, names, [effort] * len(names))


def check(names: list[str], effort: str, workers: int, record: bool, as_json: bool) -> int:
    """Judge, print, record; give the exit status."""
    from theorysim.show.block import as_json as shaped
    from theorysim.show.block import block

    rows, recorded, shown, outcomes = ledger.read(), {}, [], []
    terminal = sys.stderr.isatty()
    for i, (name, verdicts, done, seconds) in enumerate(judged(names, effort, workers)):
        expected = ledger.expected(name, rows)
        outcomes.append((expected, verdicts[0].outcome))
        item: Any = catalogue.inventory().get(name)
        if record:
            recorded[name] = ledger.row(name, verdicts, done)
        if as_json:
            kind = item["kind"] if item else "statement"
            shown.append(shaped(name, kind, verdicts, expected == verdicts[0].outcome, done, seconds))
        else:
            print("\n".join([*block(name, item, verdicts, seconds), ""]), flush=True)
        if terminal:
            print(f"\r{i + 1} of {len(names)} judged", end="" if i + 1 < len(names) else "\n", file=sys.stderr, flush=True)
    if as_json:
        counts = {o: sum(f == o for _, f in outcomes) for o in ("holds", "refuted", "undecided")}
        print(json.dumps({"statements": shown, "counts": counts}, indent=1, ensure_ascii=False))
    if record:
        ledger.write(recorded)
    return ledger.exit_code(outcomes)
