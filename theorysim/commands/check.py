"""Judge many statements, in one process or several, with progress on a terminal, and print or record the verdicts."""

import multiprocessing
import shlex
import time
from collections.abc import Container, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import Any

from theorysim import catalogue
from theorysim.commands.replay import complete
from theorysim.commands.streams import say, say_json
from theorysim.memory import ledger, verdicts
from theorysim.memory.verdicts import Judged
from theorysim.settings import Incomplete
from theorysim.settings import record as loaded
from theorysim.show.aside import tell
from theorysim.sweep.executors import follow_parent
from theorysim.sweep.signals import held_back


def kind_of(name: str) -> str:
    """Return the kind of a statement: that of the inventory, else that of its first claim."""
    item = catalogue.inventory().get(name)
    return str(item["kind"]) if item else loaded("statements", name).claims[0].what.counts_as


def judge_one(name: str, effort: str) -> Judged:
    """Judge one statement, by name: its verdicts, whether it is done, and the CPU seconds."""
    from theorysim.judge.verdict import done, judge

    begun = time.process_time()
    verdicts = judge(loaded("statements", name), effort, catalogue.objectives(name), oracles=catalogue.oracles(name), kind=kind_of(name))
    return name, verdicts, done(verdicts, kind_of(name)), time.process_time() - begun


def judged(names: list[str], effort: str, workers: int) -> Generator[Judged, None, None]:
    """Judge statements in their order, by so many processes; no process is left behind. Raises Incomplete when one dies."""
    if workers == 1 or len(names) <= 1:
        for name in names:
            yield judge_one(name, effort)
        return
    pool = ProcessPoolExecutor(min(workers, len(names)), multiprocessing.get_context("spawn"), initializer=follow_parent)
    waiting = list(names)
    try:
        with held_back():
            found = [pool.submit(judge_one, name, effort) for name in names]
        for future in found:
            yield future.result()
            waiting.pop(0)
    except BrokenProcessPool as reason:
        raise Incomplete(f"a worker died; not judged: {', '.join(waiting)}") from reason
    finally:
        if waiting:
            for process in multiprocessing.active_children():
                process.kill()
        pool.shutdown(cancel_futures=True)


def found(names: list[str], effort: str, workers: int, fresh: bool) -> Generator[tuple[Judged, bool], None, None]:
    """Return the verdicts of statements in their order, and whether each is one of an earlier check; the others are judged, and kept.

    A verdict is kept only when nothing that it was computed from has changed meanwhile.
    """
    keys = {name: verdicts.key(name, effort) for name in names}
    known = {} if fresh else {name: one for name in names if (one := verdicts.read(name, effort, keys[name])) is not None}
    with closing(judged([name for name in names if name not in known], effort, workers)) as anew:
        for name in names:
            if name in known:
                yield known[name], True
                continue
            one = next(anew)
            if verdicts.key(name, effort) == keys[name]:
                verdicts.write(one, effort, keys[name])
            yield one, False


def _print(bar: Any, lines: Sequence[str]) -> None:
    """Print lines without the bar in between."""
    if bar is not None:
        bar.stop()
    say(*lines, flush=True)
    if bar is not None:
        bar.start()


AGAIN = ("Relation", "Exists", "Cover", "Bound")  # kinds that a witness of their own refutes


def point_of(witness: str) -> dict[str, str]:
    """Return the values of letters in a line that replays: ID:READING -p statement.x=1/2."""
    given = [word.removeprefix("statement.").partition("=") for word in shlex.split(witness) if word.startswith("statement.")]
    return {name: value for name, _, value in given}


def where(evidence: Any) -> dict[str, Any]:
    """Return the point at which a claim was refuted, or the run."""
    from theorysim.trials.written import as_certificate

    return point_of(evidence.witness) if evidence.run is None else as_certificate(evidence.run)


def _broken_beside(refuted: Container[tuple[str, str]], name: str) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Return what breaks the second routes of claims that are refuted: a verdict shows one witness, so that they are judged again."""
    found = {}
    for claim in loaded("statements", name).claims:
        for route, what in enumerate(claim.second if (claim.reading, claim.part) in refuted else (), 1):
            if type(what).__name__ not in AGAIN:
                continue
            evidence = what.judge("quick", name, catalogue.objectives(name), catalogue.oracles(name))
            if evidence.outcome == "refuted" and evidence.witness:
                found[claim.reading, claim.part, route] = where(evidence)
    return found


def _certified(name: str, verdicts: Sequence[Any]) -> None:
    """Keep a certificate of every claim that holds and for which sums are found; say on stderr how many there are, and where."""
    from theorysim.memory import certificates
    from theorysim.prove.certificates import exported
    from theorysim.verify.reader import Reader
    from theorysim.verify.trees import Refused

    path, own = catalogue.source("statements", name)[0], name.rpartition(":")[2] if ".py:" in name else "statement"
    parts = [((v.reading, part), evidence) for v in verdicts for part, evidence in v.parts]
    held = {key for key, evidence in parts if evidence.outcome == "holds"}
    broken = {(*key, 0): where(evidence) for key, evidence in parts if evidence.outcome == "refuted" and evidence.witness}
    broken |= _broken_beside({key for key, evidence in parts if evidence.outcome == "refuted"}, name)
    try:
        made, without = exported(Reader(), path, own, held, broken)
    except (OSError, SyntaxError, Refused) as why:
        return tell(f"{name}: no certificate: the checker does not read the statement: {why}")
    place = certificates.write(name, made)
    told = f"{len(made)} certificate{'s' * (len(made) != 1)} in {place}" if place else "no certificate was kept"
    tell("\n  ".join([f"{name}: {told}", *(f"none of {key}: {why}" for key, why in without.items())]))


def check(names: list[str], effort: str, workers: int, record: bool, as_json: bool, fresh: bool = False, certificates: bool = False) -> int:
    """Judge what is not kept, print, record; return the exit status. Rows of statements that were not asked for stay as they are."""
    for name in names:  # a name that is none, and a file of one's own that lacks something, are said before any work
        statement = loaded("statements", name)
        if ".py:" in name:
            complete(statement.id, statement.claims)
    from theorysim.show.block import Told, block  # heavy
    from theorysim.show.block import as_json as shaped
    from theorysim.show.progress import bar

    rows, recorded, shown = ledger.read(), {}, []
    compared: list[tuple[str, str]] = []
    counts = {"holds": 0, "refuted": 0, "undecided": 0}
    spent, old, faults = 0.0, [], []
    with bar(len(names), "judging") as shown_bar, closing(found(names, effort, workers, fresh)) as every:
        for (name, found_of_it, done, seconds), was_kept in every:
            pairs = ledger.compared(name, found_of_it, rows)
            agrees = all(e == f for e, f in pairs)
            compared += pairs
            faults += [name] * any(v.fault for v in found_of_it)
            counts[found_of_it[0].outcome] += 1
            old += [name] * was_kept
            spent += 0.0 if was_kept else seconds
            if record:
                recorded[name] = ledger.row(name, found_of_it, done)
            if as_json:
                shown.append(shaped(name, kind_of(name), found_of_it, agrees, done, seconds))
            else:
                about = Told(loaded("statements", name), kind_of(name), catalogue.inventory().get(name), done, agrees, seconds, was_kept)
                _print(shown_bar, [*block(found_of_it, about), ""])
            if certificates:
                _certified(name, found_of_it)
            if shown_bar is not None:
                shown_bar.advance(shown_bar.task_ids[0])
    if as_json:
        said = {"statements": shown, "counts": counts, "seconds": {"spent": round(spent, 3), "kept": old}}
        say_json(said)
    if record:
        others = set(catalogue.names("statements")) - set(names)
        ledger.write({n: row for n, row in ledger.read().items() if n in others} | recorded)
    return ledger.exit_code(compared) or (3 if faults else 0)
