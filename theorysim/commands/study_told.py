"""Print what came of a study, for a reader."""

from collections.abc import Iterator, Mapping
from typing import Any


def shown(said: Mapping[str, Any]) -> Iterator[str]:
    """Print a result for a reader."""
    if "left" in said:
        yield f"{said['study']}: {said['points']} points, {said['cells']} cells, {said['left']} of them left to run"
        if "estimate_seconds" in said:
            timed = f"{said['cell_seconds']:g} s a cell, {said['kernels']} kernels to compile or load"
            yield f"about {said['estimate_seconds']:g} s: {timed}"
        return
    bad = "".join(f", {said[s]} {s}" for s in ("failed", "crashed") if said[s])
    counts = f"{said['points']} points, {said['cells']} cells, {said['ran']} run now, {said['done']} done{bad}"
    counts += f", {said['exact']} counted exactly" if "exact" in said else ""
    yield f"{said['study']}: {counts}, {said['seconds']} s"
    if "why" in said:
        yield f"  {said['why']}"
    for line in said["lines"]:
        name = ": ".join(filter(None, (line["panel"], line["line"]))) or "all"
        if "expected" in line:
            yield f"  {name}: {_expected(line)}"
            continue
        if line.get("slope") is None:
            yield f"  {name}: {line['statistic']} of {line['trials']} runs, {line['failures']} {line['failed']}; no slope"
            continue
        ends = ", ".join("?" if v is None else f"{v:z.3f}" for v in (line["low"], line["high"]))
        interval = f" [{ends}]" if line["by"] != "least squares" else ""
        signs = {True: "", False: ", which it is not", None: ", not decided"}
        predicted = f", predicted {line['predicted']:.4g}{signs[line['agrees']]}" if line["predicted"] is not None else ""
        left_out = f", {line['left_out']} left out" if line["left_out"] else ""
        yield f"  {name}: slope {line['slope']:z.3f}{interval}{predicted}, {line['points']} points{left_out}"
    yield from map(_tested, said["tests"])
    yield from (f"  bound: {bound}" for bound in said["bounds"])
    yield from (f"  warning: {warning}" for warning in said["warnings"])
    yield from said.get("says", ())
    for file in said["files"]:
        yield f"  {file}"
    yield f"sha256 {said['sha256']}"


def _expected(line: Mapping[str, Any]) -> str:
    """Tell the expected running time of the runs of a share."""
    time = "infinite" if line["expected"] is None else f"{line['expected']:.6g} steps"
    ends = f" [{_end(line['expected_low'])}, {_end(line['expected_high'])}]" if line["interval"] else ""
    return f"expected running time {time}{ends}, of {line['trials']} runs, {line['failures']} {line['failed']}"


def _end(value: float | None) -> str:
    return "infinite" if value is None else f"{value:.6g}"


def _tested(test: Mapping[str, Any]) -> str:
    """Tell what a test of two cases found."""
    where = ", ".join(filter(None, (test["panel"], test["line"], f"x = {test['x']:g}")))
    counts = f"{test['first_sooner']} of {test['trials']} trials, later in {test['second_sooner']}, the same in {test['same']}"
    note = f"; {test['note']}" if test["note"] else ""
    chance = f"p = {test['p']:.2g}, of all tests {test['p_of_all']:.2g} (sign test)"
    return f"  {where}: {test['first']} reaches sooner than {test['second']} in {counts}; {chance}{note}"
