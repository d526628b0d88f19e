"""Run one setting, once or many times, and print what came out: the lines and the JSON of `theorysim run`."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from theorysim.commands.against import Against
from theorysim.commands.traced import Traced
from theorysim.entries import Plain
from theorysim.results import Setting, Trajectory, claimed
from theorysim.settings import SAME, Parsed, Usage
from theorysim.show import run as shown
from theorysim.show.aside import tell

NEVER = "not reached"
ENDED = {
    "budget": "its steps were used up",
    "diverged": "the iterates ran off",
    "nan": "a number became NaN",
    "left_domain": "the iterates left the domain",
    "cycle": "the iterates go round in a cycle",
    "finished": "the method ended by itself",
}
MANY = 10**8  # steps on pieces of a closed form, above which --exact is named
STEPPED = 10**6  # steps at most that float64 takes beside an exact count
MOST = 8  # coordinates that are printed
SHOWN = (0.5, 0.9)  # the quantiles of T that are always told


def simulate(parsed: Parsed, trace: Any = None) -> Trajectory:
    """Run a parsed setting; raises Usage for what the engine refuses, in its words."""
    from theorysim.simulate.run import run
    from theorysim.simulate.streams import Trial

    s = parsed.setting
    if s.steps > MANY and trace is None:
        _name_exact(parsed)
    try:
        return run(*_engine(parsed), dimension=s.dimension, trace=trace, trial=Trial(s.seed, number=s.trial))
    except (ValueError, TypeError) as reason:
        raise Usage(str(reason)) from reason


def _simulated(parsed: Parsed, trace: Any) -> tuple[Trajectory, str]:
    """Run a parsed setting, and tell of which functions both sides of a `where` were computed."""
    from theorysim.simulate.run import drivers_of

    found = simulate(parsed, trace)
    slow = drivers_of(parsed.what, len(found.x), dict(parsed.setting.parameters)).both_sides
    return found, f"both sides of where are computed in {', '.join(slow)}, whose source cannot be read" if slow else ""


def _name_exact(parsed: Parsed) -> None:
    """Name --exact on stderr where it would jump over what is about to be stepped."""
    from theorysim.simulate.jumps import jumped

    if parsed.setting.dimension in (None, 1) and (steps := jumped(*_engine(parsed))) > MANY:
        tell(f"theorysim: {steps:.2g} of these steps have a closed form: --exact counts them at once")


def simulate_exact(parsed: Parsed) -> tuple[Trajectory, str]:
    """Count a parsed setting exactly, and tell where stepping in float64 differs; raises Usage where it cannot be counted so."""
    if isinstance(parsed.what.method, Plain):
        raise Usage("--exact reads the step of the method, which a plain one does not show")
    if parsed.what.oracle is not None or parsed.setting.dimension not in (None, 1):
        raise Usage("--exact goes with the true gradient of a function of one variable")
    from theorysim.simulate.jumps import disagreement, exact_run
    from theorysim.simulate.run import run

    what, own, start, epsilon, steps = _engine(parsed)
    try:
        found = exact_run(what, own, start, epsilon, steps)
        return found, disagreement(found, run(what, own, start, epsilon, min(steps, STEPPED)))
    except (ValueError, TypeError) as reason:
        raise Usage(str(reason)) from reason


def simulate_many(parsed: Parsed, runs: int, progress: Any = lambda done: None) -> Any:
    """Run many trials of a parsed setting and return their hitting times; raises Usage as `simulate` does."""
    from theorysim.measure.hitting import hitting_distribution, trials
    from theorysim.simulate.streams import Trial

    s = parsed.setting
    try:
        drawn = trials(*_engine(parsed), dimension=s.dimension, threads=os.cpu_count() or 1, trial=Trial(s.seed))
        return hitting_distribution(drawn, runs, progress)
    except (ValueError, TypeError) as reason:
        raise Usage(str(reason)) from reason


def _engine(parsed: Parsed) -> tuple[Any, Any, Any, Any, int]:
    s = parsed.setting
    return parsed.what, dict(s.parameters), s.start, s.epsilon, s.steps


def result(
    parsed: Parsed, runs: int, quantile: float | None, traced: Traced, progress: Callable[[int], None], against: Against | None = None
) -> dict[str, Any]:
    """Run, and return the JSON shape of `theorysim run`; T of several runs is a quantile, the median where none is named.

    With a claim to hold it against, what is found of that. Raises Usage for what makes no sense.
    """
    if runs < 1:
        raise Usage(f"--runs is {runs}; it must be at least 1")
    if quantile is not None and not 0 < quantile < 1:
        raise Usage(f"--quantile is {quantile}; it must lie between 0 and 1")
    if parsed.setting.exact and (runs > 1 or traced.kind):
        raise Usage("--exact counts one run, without a trace")
    if (runs > 1 or quantile is not None) and not parsed.what.random:
        raise Usage(f"--runs and --quantile go with runs that draw: {SAME}")
    if quantile is not None and runs == 1:
        raise Usage("--quantile is one of several runs: give --runs")
    traced.check(parsed.setting.steps, len(started(parsed)) if traced.full else 1)
    begun = time.perf_counter()
    found, note = simulate_exact(parsed) if parsed.setting.exact else _simulated(parsed, traced.kind)
    traced.write(found)
    begun_at = started(parsed)
    said: dict[str, Any] = {
        "setting": shown_setting(parsed, begun_at).line(),
        "T": found.T,
        "outcome": found.outcome,
        "quantile": quantile,
        "runs": runs,
        "arithmetic": found.arithmetic,
        "note": note,
        "start": [float(x) for x in begun_at],
        "dimension": len(begun_at),
        "seed": parsed.setting.seed,
        "final": {
            "gap": _finite(found.gap),
            "gradient_norm": _finite(found.gradient_norm),
            "x": [_finite(x) for x in found.x[:MOST]],
        },
    }
    many = None
    if runs > 1:
        many = simulate_many(parsed, runs, progress)
        said |= {"T": many.quantile(quantile or 0.5), "quantile": quantile or 0.5, "outcomes": dict(many.outcomes)}
        said["T_quantiles"] = {str(q): many.quantile(q) for q in sorted({*SHOWN, quantile or 0.5})}
    if against is not None:
        said |= {"claim": against.held(parsed, found.T, many), "against": claimed(against.claim, against.constants)}
    if isinstance(parsed.what.method, Plain):
        say_way(parsed.setting.method, parsed.what.method)
    return said | {"seconds": round(time.perf_counter() - begun, 4)}


def started(parsed: Parsed) -> tuple[float, ...]:
    """Return the point at which a setting begins: what it gives, or the objective's own."""
    from theorysim.simulate.run import beginning, settled

    s, what = parsed.setting, parsed.what
    return tuple(float(x) for x in beginning(what.objective, settled(what.known, dict(s.parameters)), s.start, s.dimension))


def shown_setting(parsed: Parsed, start: tuple[float, ...]) -> Setting:
    """Return the setting with its start written out; one that is counted exactly has the formula of its start, not a float near it."""
    s = parsed.setting
    if s.start is not None or s.exact:
        return s
    same = len(set(start)) == 1 and parsed.what.objective.form == "sum"
    return replace(s, start=start[:1] if same else start)


def place(start: Sequence[float]) -> str:
    """Write where a run began."""
    if len(start) > 1 and len(set(start)) == 1:
        return f"{start[0]:.6g} in each of {len(start)} coordinates"
    return ", ".join(f"{x:.6g}" for x in start[:MOST]) + f", ... ({len(start)} coordinates)" * (len(start) > MOST)


def say_way(name: str, method: Plain) -> None:
    """Tell, where a run was long, whether it was compiled, or why it stayed Python."""
    from theorysim.simulate.plain_loop import way

    if said := way(method):
        tell(f"theorysim: {name} {said}")


def of_many(quantiles: Mapping[Any, int | None], runs: int, outcomes: Mapping[str, int]) -> str:
    """Describe the quantiles of T, and how the runs ended."""
    shown = ", ".join(f"{q}: {NEVER if T is None else T}" for q, T in quantiles.items())
    return f"T at quantile {shown}   of {runs} runs: {', '.join(f'{n} {name}' for name, n in outcomes.items())}"


def ended(T: int | None, outcome: str) -> str:
    """Tell how a run ended."""
    return f"never reached: {ENDED[outcome]}" if T is None else f"T = {T}   outcome: {outcome}"


def lines(said: dict[str, Any]) -> Iterator[str]:
    """Print a result for a reader."""
    if said["runs"] > 1:
        yield of_many(said["T_quantiles"], said["runs"], said["outcomes"])
    else:
        yield ended(said["T"], said["outcome"]) + ", counted exactly" * (said["arithmetic"] == "exact")
        if said["note"]:
            yield said["note"]
    yield f"start: x = {place(said['start'])}"
    norm, gap = (f"{v:.6g}" if v is not None else "not finite" for v in (said["final"]["gradient_norm"], said["final"]["gap"]))
    yield f"final{' of trial 0' if said['runs'] > 1 else ''}: gradient norm {norm}" + ("" if gap == "not finite" else f", gap {gap}")
    if "claim" in said:
        yield from shown.lines(said["claim"])
    yield f"replay: theorysim replay {' '.join(filter(None, (said['setting'], said.get('against'))))}"


def _finite(value: float) -> float | None:
    return float(value) if abs(value) < float("inf") else None
