"""Judge many statements, in one process or several, with progress on a terminal, and print or record the verdicts."""

import json
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any

from theorysim import catalogue, ledger
from theorysim.model import Bound, Cover, Executed, Exists, Family, Missing, Statement, Verdict
from theorysim.settings import Incomplete
from theorysim.settings import record as loaded
from theorysim.sweep.executors import ctrl_c_is_ours, follow_parent

Judged = tuple[str, list[Verdict], bool, float]


def statement_of(name: str) -> Statement:
    """Load a statement; it is known by the name that was given, so that its witnesses replay."""
    statement: Statement = loaded("statements", name)
    return statement if statement.id == name else replace(statement, id=name)


def kind_of(name: str) -> str:
    """Give the kind of a statement: the inventory's, else what its first claim is."""
    item = catalogue.inventory().get(name)
    if item:
        return str(item["kind"])
    kinds: tuple[tuple[type, str], ...] = ((Bound, "upper-bound"), (Cover, "lower-bound"), (Exists, "lower-bound"))
    kinds += ((Family, "lower-bound"), (Executed, "algorithm"), (Missing, "empirical"))
    what = statement_of(name).claims[0].what
    return next((kind for made, kind in kinds if isinstance(what, made)), "inequality")


def judge_one(name: str, effort: str) -> Judged:
    """Judge one statement, by name: its verdicts, whether it is done, and the CPU seconds."""
    from theorysim.judge.verdict import done, judge

    begun = time.process_time()
    verdicts = judge(statement_of(name), effort, catalogue.objectives(name))
    return name, verdicts, done(verdicts, kind_of(name)), time.process_time() - begun


def judged(names: list[str], effort: str, workers: int) -> Iterator[Judged]:
    """Judge statements in their order, by so many processes; no process is left behind. Raises Incomplete when one dies."""
    if workers == 1 or len(names) <= 1:
        for name in names:
            yield judge_one(name, effort)
        return
    pool = ProcessPoolExecutor(min(workers, len(names)), multiprocessing.get_context("spawn"), initializer=follow_parent)
    waiting = list(names)
    try:
        with ctrl_c_is_ours():
            found = [pool.submit(judge_one, name, effort) for name in names]
        for future in found:
            yield future.result()
            waiting.pop(0)
    except BrokenProcessPool as reason:
        raise Incomplete(f"a worker died; not judged: {', '.join(waiting)}") from reason
    finally:
        if waiting:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(cancel_futures=True)


def _say(bar: Any, lines: Sequence[str]) -> None:
    """Print lines without the bar in between."""
    if bar is not None:
        bar.stop()
    print("\n".join(lines), flush=True)
    if bar is not None:
        bar.start()


def check(names: list[str], effort: str, workers: int, record: bool, as_json: bool) -> int:
    """Judge, print, record; give the exit status."""
    from theorysim.show.block import as_json as shaped
    from theorysim.show.block import block
    from theorysim.show.progress import bar

    rows, recorded, shown = ledger.read(), {}, []
    compared: list[tuple[str, str]] = []
    counts = {"holds": 0, "refuted": 0, "undecided": 0}
    for name in names:
        statement_of(name)  # a name that is none is said before any work
    with bar(len(names), "judging") as shown_bar:
        for name, verdicts, done, seconds in judged(names, effort, workers):
            pairs = ledger.compared(name, verdicts, rows)
            compared += pairs
            counts[verdicts[0].outcome] += 1
            if record:
                recorded[name] = ledger.row(name, verdicts, done)
            if as_json:
                shown.append(shaped(name, kind_of(name), verdicts, all(e == f for e, f in pairs), done, seconds))
            else:
                _say(shown_bar, [*block(name, catalogue.inventory().get(name), verdicts, seconds), ""])
            if shown_bar is not None:
                shown_bar.advance(shown_bar.task_ids[0])
    if as_json:
        print(json.dumps({"statements": shown, "counts": counts}, indent=1, ensure_ascii=False))
    if record:
        ledger.write(recorded)
    return ledger.exit_code(compared)
