"""Search for a counterexample to a statement, by its name, and write the lines, the figure and the test of `theorysim falsify`."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theorysim import catalogue
from theorysim.claims.relation import Relation
from theorysim.claims.statement import Statement
from theorysim.commands.replay import chosen, claim_of, complete
from theorysim.commands.run import simulate
from theorysim.commands.streams import say, say_json
from theorysim.settings import Usage, can_be_drawn, can_be_written, parsed, write
from theorysim.show.aside import tell

if TYPE_CHECKING:
    from theorysim.falsify.falsify import Falsified

Progress = Callable[[int, float | None], None]
TRACED = 5_000  # steps of a run that is drawn step by step


def falsify(
    statement: str | Statement,
    reading: str = "printed",
    part: str = "",
    seconds: float = 10,
    seed: int = 1,
    evaluations: int | None = None,
    progress: Progress = lambda n, ratio: None,
) -> "Falsified":
    """Search for an instance that breaks a reading of a statement (an identifier, `FILE.py:NAME`, or a record), or one part of it.

    The search ends with the first that is confirmed beyond float64, after `seconds`, or after so many evaluations: the same seed and
    evaluations give the same result. Raises ValueError for what makes no sense, and where the extra [falsify] is not installed.
    """
    if not 0 < seconds < float("inf"):
        raise Usage(f"--seconds is {seconds:g}; it must be a number above 0")
    if seed < 0 or (evaluations is not None and evaluations < 1):
        raise Usage("--seed must be at least 0, --evaluations at least 1")
    if seed >= 2**64:
        raise Usage("--seed must be below 2^64: the draws are keyed by 64 bits")
    if find_spec("hypothesis") is None:
        raise Usage("falsify needs hypothesis: pip install 'theorysim[falsify]'")
    record, claims = chosen(statement, reading, part)
    complete(record.id, claims)
    from theorysim.falsify.falsify import falsify_claims  # heavy: what makes no sense is said before

    name = statement if isinstance(statement, str) else ""
    records = catalogue.objectives(name), catalogue.oracles(name)
    return falsify_claims(record.id, claims, records, seconds, seed, evaluations, progress)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    name: str  # ID[:READING[:PART]]
    seconds: float
    seed: int
    evaluations: int | None
    json: bool
    pytest: Path | None
    plot: Path | None


def falsified(asked: Asked) -> int:
    """Search, print what was found, write what was asked for; return the exit status, 1 where a counterexample was found."""
    claim = claim_of([asked.name])
    if claim is None:
        raise Usage(f"{asked.name} is no statement: falsify takes ID[:READING[:PART]] or FILE.py:NAME")
    for file in filter(None, (asked.pytest, asked.plot)):
        can_be_written(file)
    if asked.plot is not None:
        can_be_drawn(asked.plot)
    found = _watched(asked, *claim)
    from theorysim.show.counterexample import as_json, as_test, lines

    if asked.json:
        say_json(as_json(found))
    else:
        say(*lines(found))
    if found.refuted:
        test = as_test(found, (asked.pytest or Path("test.py")).absolute().parent, _shown(found))
        if asked.pytest is not None:
            write(asked.pytest, test)
            tell(f"test: pytest {asked.pytest}")
        elif not asked.json:
            say("", test.removesuffix("\n"))
    if asked.plot is not None:
        try:
            tell(f"figure: {plot(found, asked.plot)}")
        except ValueError as reason:  # what was found was told already
            tell(f"theorysim: no figure: {reason}")
    return {"refuted": 1, "undecided": 3}.get(found.outcome, 0)


def _watched(asked: Asked, name: str, reading: str, part: str) -> "Falsified":
    """Search with progress on a terminal; where it is stopped, say how far it came."""
    import time

    from theorysim.show.progress import bar

    begun, last = time.monotonic(), dict[str, Any](n=0, ratio=None)
    with bar(round(asked.seconds) if 1 < asked.seconds < float("inf") else 1, "searching") as shown:

        def progress(n: int, ratio: float | None) -> None:
            last.update(n=n, ratio=ratio)
            if shown is not None:
                worst = "" if ratio is None else f", worst ratio {ratio:.4g}"
                shown.update(shown.task_ids[0], completed=time.monotonic() - begun, description=f"{n} tried{worst}")

        try:
            return falsify(name, reading, part, asked.seconds, asked.seed, asked.evaluations, progress)
        except KeyboardInterrupt:
            worst = "" if last["ratio"] is None else f", worst ratio {last['ratio']:.6g}"
            tell(f"theorysim: stopped: {last['n']} instances tried, nothing broken{worst}")
            raise


# --- what a witness is ----------------------------------------------------------------------------------------------


def _point(found: "Falsified") -> tuple[Relation, dict[str, Fraction]] | None:
    """Return the relation of the worst claim, and its point; None where it is not judged at points."""
    claim, worst = found.worst
    if worst.witness is None or claim.what.runs:
        return None
    words = [w.partition("=") for w in shlex.split(worst.witness)[1:] if w != "-p"]
    values = {name.removeprefix("statement."): Fraction(x) for name, _, x in words}
    relation = claim.what.at(values)
    return None if relation is None else (relation, values)


def _shown(found: "Falsified") -> Any:
    """Return the point, or the run with its bound, that a test can show; None where only the judge can."""
    claim, worst = found.worst
    if (at := _point(found)) is not None:
        return {name: str(x) for name, x in at[1].items()}
    return worst.run if claim.what.hits else None


def plot(found: "Falsified", file: Path) -> Path:
    """Draw the worst instance: a run's criterion and its bound, or both sides of a relation along the parameter that tells most.

    Raises ValueError where there is nothing to draw, or the file cannot be written.
    """
    from theorysim.falsify.section import section
    from theorysim.show import figure

    claim, worst = found.worst
    try:
        if (at := _point(found)) is not None and (cut := section(*at)) is not None:
            return figure.section(cut, file)
        if worst.run is not None and claim.what.hits:
            setting = worst.run.setting
            seen = simulate(parsed(setting), "full" if setting.steps <= TRACED else "log")
            name = "gap" if setting.until == "gap" else "gradient norm"
            criterion = seen.values - (seen.value - seen.gap) if name == "gap" else seen.gradient_norms
            return figure.against_bound(seen, name, criterion, setting.epsilon, worst.run.allowed, file)
    except OSError as reason:
        raise Usage(f"cannot write {file}: {reason.strerror}") from reason
    raise Usage("there is no point and no run with a bound on its steps to draw")
