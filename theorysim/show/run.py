"""Print a run that was held against a claim, and what was found of it: the lines and the JSON."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from theorysim.results import Held, Run

VERDICTS = {"kept": "not exceeded", "exceeded": "exceeded", "undecided": "not decided"}


def number(x: float | None) -> float | None:
    """Return a number as JSON can write it."""
    return None if x is None or not math.isfinite(x) else float(x)


def as_json(run: Run | None) -> dict[str, Any] | None:
    """Return every number that a verdict on a run rests on; nothing where the witness is no run."""
    if run is None:
        return None
    setting = asdict(run.setting)
    setting |= {"parameters": dict(run.setting.parameters), "start": None if run.setting.start is None else list(run.setting.start)}
    many = {"runs": run.runs, "quantile": run.quantile, "hits": run.hits} if run.quantile is not None else {}
    return {
        "claim": run.claim,
        "says": run.says,
        "setting": setting,
        "constants": dict(run.constants),
        "bound": number(run.allowed),
        **many,
    }


def held_as_json(claim: str, held: Held) -> dict[str, Any]:
    """Return what was found of a run against a claim."""
    constants = {name: number(x) for name, x in held.constants.items()}
    return {
        "id": claim,
        "says": held.says,
        "bound": number(held.allowed),
        "constants": constants,
        "verdict": VERDICTS[held.verdict],
        "why": held.why,
    }


def lines(said: dict[str, Any]) -> Iterator[str]:
    """Print for a reader what `held_as_json` says."""
    where = ", ".join(f"{name} = {_word(x)}" for name, x in said["constants"].items())
    yield f"claim: {said['id']}: {said['says']}"
    yield f"bound: {_word(said['bound'])}{f', where {where}' if where else ''}"
    yield f"verdict: {said['verdict']}: {said['why']}"


def _word(x: float | None) -> str:
    return "no number" if x is None else f"{x:.6g}"
