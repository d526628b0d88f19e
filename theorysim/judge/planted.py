"""Plant errors in a relation that holds, and see whether the judge refuses them.

A planted error counts only when it is known to be wrong by a witness of its own, found at the worst point or by a search
with other draws; one that is proved after all is `still_true`, and the rest is `unknown`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from theorysim.claims.what import NONE, Links, Ranges
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.judge.relation import judge_link
from theorysim.prove.algebra import prove
from theorysim.prove.search import fails_at, refutes, search
from theorysim.prove.variants import variant, weighted

OTHER_SEED = 20_261
LEVELS = 4  # of multipliers: a planted error that needs more to be proved is counted as unknown


def mutants(check: Sided, given: Sequence[Sided], ratio: float | None) -> Iterator[tuple[str, Sided, tuple[Sided, ...]]]:
    """Return wrong-looking variants of a relation: a constant, a sign, an exponent, a hypothesis left out."""
    given = tuple(given)
    if check.sense == "==":
        yield "constant", Sided(variant(check.body, lambda a, b: (a, b + b)), "=="), given
        yield "sign", Sided(variant(check.body, lambda a, b: (a, -b)), "=="), given
    else:
        if ratio:
            factor = Fraction(21, 20) / Fraction(ratio).limit_denominator(1000) if ratio > 1e-3 else Fraction(1000)
            top, bottom = int(factor.numerator), int(factor.denominator)
            yield "constant", Sided(variant(check.body, lambda a, b: (a * top, b * bottom)), check.sense), given
        yield "sign", Sided(variant(check.body, lambda a, b: (b, a)), check.sense), given
    for p in parameters(check.body):
        if p.domain.low >= 0:
            yield f"exponent of {p.name}", Sided(weighted(check.body, p.name), check.sense), given
    for i in range(len(given)):
        yield f"without hypothesis {i + 1}", check, given[:i] + given[i + 1 :]


def planted(
    check: Sided,
    given: Sequence[Sided],
    ranges: Ranges,
    ratio: float | None,
    worst: Mapping[str, Fraction] | None,
) -> dict[str, int]:
    """Count what the judge does with the planted errors of one relation."""
    counts = dict(NONE)
    enough: tuple[Sided, ...] | None = ()  # hypotheses of which it was proved that they are enough; None where none were
    asked = False
    for kind, mutant, hypotheses in mutants(check, given, ratio):
        known = worst is not None and fails_at(mutant, hypotheses, worst)
        known = known or refutes(mutant, hypotheses, ranges, "quick", OTHER_SEED)
        if known:
            counts["refuted" if _refused(mutant, hypotheses, ranges) else "missed"] += 1
            continue
        if kind.startswith("without"):
            enough, asked = enough if asked else _enough(check, given), True
            fewer = None if enough is None else tuple(h for h in enough if h in hypotheses)
            still = fewer is not None and (len(fewer) == len(enough or ()) or prove(check, fewer, LEVELS).proved)
            enough = fewer if still else enough
        else:
            still = prove(mutant, hypotheses, LEVELS).proved
        counts["still_true" if still else "unknown"] += 1
    return counts


def _refused(mutant: Sided, given: Sequence[Sided], ranges: Ranges) -> bool:
    """Tell whether the judge refutes a relation: as soon as its search has a witness, whatever the worst would be."""
    if refutes(mutant, given, ranges):
        return True
    return judge_link(mutant, given, ranges, "quick", "planted", doubting=False)[0].outcome == "refuted"


def planted_in(links: Links, ranges: Ranges) -> dict[str, int]:
    """Count what the judge does with the planted errors of many relations, each with its hypotheses."""
    total = dict(NONE)
    for check, given in links:
        found = search(check, given, ranges, "quick")
        for name, count in planted(check, given, ranges, found.worst_ratio, found.worst).items():
            total[name] += count
    return total


def _enough(check: Sided, given: Sequence[Sided]) -> tuple[Sided, ...] | None:
    """Return hypotheses of which it is proved that they are enough: none, one, those that share a parameter with the check, or all."""
    names = {p.name for p in parameters(check.body)}
    near = tuple(g for g in given if names & {p.name for p in parameters(g.body)})
    tried = dict.fromkeys(((), *((g,) for g in reversed(near)), near, tuple(given)))
    return next((some for some in tried if prove(check, some, LEVELS).proved), None)
