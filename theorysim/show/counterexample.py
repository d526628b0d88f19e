"""Tell what a search for a counterexample found: the lines, the JSON, and a test for pytest that fails until it is mended."""

import json
import math
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from theorysim.claims.statement import Claim
from theorysim.falsify.falsify import Falsified
from theorysim.falsify.found import Found
from theorysim.results import Run
from theorysim.show import run as shown
from theorysim.show.run import number

LEAST_MARGIN = 0.01  # of the test that a random run fails
Point = Mapping[str, str]  # name -> number, as it is written


def as_json(found: Falsified) -> dict[str, Any]:
    """Return the JSON shape of `theorysim falsify`."""
    claim, worst = found.worst
    return {
        "outcome": found.outcome,
        "worst_ratio": number(found.worst_ratio),
        "witness": found.witness,
        "run": shown.as_json(worst.run),
        "evaluations": found.evaluations,
        "seconds": round(found.seconds, 3),
        "statement": found.statement,
        "reading": found.reading,
        "part": claim.part,
        "says": worst.says,
        "looked": dict(found.looked),
        "parts": [
            {
                "part": c.part,
                "outcome": f.outcome,
                "worst_ratio": number(f.worst_ratio),
                "witness": f.witness,
                "run": shown.as_json(f.run),
                "evaluations": f.evaluations,
                "says": f.says,
            }
            for c, f in found.claims
        ],
    }


def lines(found: Falsified) -> Iterator[str]:
    """Print for a reader what was found, the line that replays it, and how hard was searched."""
    claim, worst = found.worst
    part = f", {claim.part}" if claim.part and found.refuted else ""
    yield f"{found.statement}, {'as printed' if found.reading == 'printed' else found.reading}{part}: {found.outcome}"
    if found.refuted or len(found.claims) == 1:
        yield f"  {worst.says}"
    else:
        for one, its in found.claims:
            reached = "" if its.worst_ratio is None else f", worst ratio {its.worst_ratio:.6g}"
            yield f"  {one.part or 'claim'}: {its.says}{reached}"
    if not found.refuted and worst.worst_ratio is not None:
        yield f"  {sharper(claim, worst)}"
    if worst.witness:
        yield f"  replay: theorysim replay {worst.witness}"
    kinds = ", ".join(f"{n} {kind}" for kind, n in found.looked.items())
    yield f"  tried: {found.evaluations} instances in {found.seconds:.1f} s{f' ({kinds})' if kinds else ''}"
    if found.left_out:
        yield f"  not searched further, for one is broken: {', '.join(p or 'a claim' for p in found.left_out)}"


def sharper(claim: Claim, found: Found) -> str:
    """Tell what the worst ratio of a claim that was not broken means for its constant."""
    ratio = found.worst_ratio or 0.0
    if found.unconfirmed:
        return f"worst ratio {ratio:.6g} of the runs tried, in float64: this neither refutes nor clears the claim"
    if ratio <= 0 or claim.what.random:
        return f"worst ratio {ratio:.6g}"
    if claim.what.runs:
        less = f"with a factor below {ratio:.6g} that run would break the claim"
        return f"worst ratio {ratio:.6g} of the runs tried, in float64: {less}; of other runs it says nothing"
    if ratio > 1 - 1e-9:
        return f"worst ratio {ratio:.6g}: both sides meet there, so at that point no smaller constant does"
    return f"worst ratio {ratio:.6g}: with a factor below {ratio:.6g} the claim would be broken there"


# --- a test for pytest ----------------------------------------------------------------------------------------------


def _quoted(name: str, folder: Path) -> str:
    """Write the name of an entry; a file is found from that of the test."""
    if ".py:" not in name:
        return json.dumps(name, ensure_ascii=False)
    file, _, entry = name.rpartition(".py:")
    return f'f"{{HERE}}/{Path(os.path.relpath(f"{file}.py", folder)).as_posix()}:{entry}"'


def as_test(found: Falsified, folder: Path, shown: Point | Run | None) -> str:
    """Write a test that fails as long as the claim is broken: at a point, by a run, or else as the judge finds it.

    `folder` is where the test is to stand.
    """
    claim, worst = found.worst
    statement, place = _quoted(found.statement, folder), "theorysim.testing"
    if isinstance(shown, Run):
        word, arguments = "assert_bound" if shown.quantile is None else "assert_hits", _of_run(shown, folder)
    elif shown is not None:
        word, place = "assert_holds_at", "theorysim.testing.points"
        arguments = [statement, json.dumps(dict(shown))]
        arguments += [f'reading="{found.reading}"'] * (found.reading != "printed")
        arguments += [f"part={json.dumps(claim.part, ensure_ascii=False)}"] * bool(claim.part)
    else:
        word, arguments = "assert_statement", [statement, f'"{found.reading}"', f'effort="{worst.effort}"']
    name = re.sub(r"\W+", "_", found.statement.rpartition(":")[2]).lower()
    says = worst.says.replace("\\", "/").replace('"', "'").removesuffix(".")
    here = any("HERE" in a for a in arguments)
    ends = "until it is mended" + ("; a mended bound is to be written into it" if isinstance(shown, Run) else "")
    text = [f'"""{found.statement.rpartition("/")[2]}, {found.reading}: {says}. This test fails {ends}."""', ""]
    text += ["from pathlib import Path", ""] * here + [f"from {place} import {word}", ""] + ["HERE = Path(__file__).parent", ""] * here
    call = [f"    {word}(", *(f"        {a}," for a in arguments), "    )"]
    return "\n".join([*text, "", f"def test_{name}_{found.reading}():", *call]) + "\n"


def _of_run(run: Run, folder: Path) -> list[str]:
    s = run.setting
    start = None if s.start is None else s.start[0] if len(s.start) == 1 else s.start
    body, numbers, epsilon = [_quoted(s.method, folder), _quoted(s.objective, folder)], json.dumps(dict(s.parameters)), s.epsilon
    if run.quantile is not None:  # to be at epsilon is no hit, where a complexity is a quantile
        body, epsilon = [*body, _quoted(s.oracle, folder)], math.nextafter(epsilon, 0)
    body += [numbers, f"start={start!r}", f"epsilon={epsilon!r}", f"bound={run.allowed!r}"]
    if run.quantile is not None:
        body += [f"quantile={run.quantile!r}"]
        body += [] if run.hits is None else [f"margin={max(LEAST_MARGIN, min(run.quantile / 4, run.quantile - run.hits)):.4g}"]
    return body + ([f"until={_quoted(s.until, folder)}"] if s.until != "gradient_norm" else [])
