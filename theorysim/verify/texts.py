"""Check a text that must run: it is carried out anew, and each trial comes out as the certificate has it, and as it was to."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify.runner import MOST, Runner
from theorysim.verify.trees import Record, Refused

CLOSE = Fraction(1, 10**12)  # relative: what comes out in floats, too, may differ by so much


def carried_out(runner: Runner, claim: Record, certificate: Mapping[str, Any]) -> str:
    """Check that each trial comes out as the certificate has it, and as it was to; or that the one it names does not. Raises Refused."""
    trials = claim.fields["trials"]
    if not trials:
        raise Refused("there is no trial")
    if (wrong := certificate.get("refutes")) is not None:
        came, expected = _came(runner, trials[wrong["trial"]], wrong["came"])
        if abs(came - expected) <= 2 * CLOSE * max(Fraction(1), abs(expected)):
            raise Refused("it came out as it was to")
        return f"refuted: {came} came out, not {expected}"
    if len(certificate["came"]) != len(trials):
        raise Refused(f"{len(trials)} trials, {len(certificate['came'])} results")
    for trial, said in zip(trials, certificate["came"], strict=True):
        came, expected = _came(runner, trial, said)
        if abs(came - expected) > CLOSE * max(Fraction(1), abs(expected)):
            raise Refused(f"{came} came out, not {expected}")
    return f"carried out, {len(trials)} trial{'s' * (len(trials) != 1)}"


def _came(runner: Runner, trial: Any, said: str) -> tuple[Fraction, Fraction]:
    came, expected = outcome(runner, trial)
    if came != Fraction(said):
        raise Refused(f"{came} came out, not {said}, as the certificate has it")
    return came, expected


def outcome(runner: Runner, trial: Any) -> tuple[Fraction, Fraction]:
    """Return what comes out of a trial, and what was to come out."""
    runner.left, runner.running = MOST, True
    try:
        found = runner.call(runner.settled(trial), (), {}, "")
    finally:
        runner.running = False
    if not (isinstance(found, tuple) and len(found) == 2 and all(isinstance(v, int | Fraction) for v in found)):
        raise Refused("a trial returns what came out and what was to come out, in rationals")
    return Fraction(found[0]), Fraction(found[1])
