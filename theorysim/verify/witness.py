"""What refutes a claim: a point where its hypotheses hold and it fails; a denial that is proved; a ray on which no constant does."""

from collections.abc import Mapping
from typing import Any

from theorysim.verify import coins, law, rays, runs
from theorysim.verify.claims import coins_of, rests_on, sides_of
from theorysim.verify.fields import Questions, field_of, relations_in
from theorysim.verify.points import check_point
from theorysim.verify.reader import Reader
from theorysim.verify.sums import Question
from theorysim.verify.trees import Record, Refused, letters_of


def refuted(reader: Reader, claim: Record, said: Mapping[str, Any]) -> tuple[str, dict[str, Question]]:
    """Check what a certificate says against a claim: {"point", "check" or "denial"}, {"ray"}, {"run"} or {"law"}.

    Return it in words, and what is still to be proved.
    """
    if claim.kind == "Order":
        return "along a ray", dict(_along_ray(reader, claim, said["ray"]))
    questions = {}
    if claim.kind == "Bound":
        return runs.exceeds(reader, claim, said["run"]), dict(runs.questions(reader, claim, said["run"]))
    if claim.kind == "Expected":
        return law.broken(reader, claim, relations_in(reader, field_of(claim, "given")), said["law"]), {}
    if claim.kind == "Relation":
        given, fails = relations_in(reader, field_of(claim, "given")), relations_in(reader, field_of(claim, "checks"))[said["check"]]
        check_point(said["point"], given, fails, letters_of(fails, *given))
    elif claim.kind == "Coins":
        chances, tosses, given, checks = coins_of(reader, claim)
        coins.at(chances, tosses, said["point"], given, checks[said["check"]])
    elif claim.kind in ("Exists", "Cover"):
        questions = dict(_denied(reader, claim, said))
    else:
        raise Refused(f"no certificate refutes a claim of this kind: {claim.kind}")
    return f"at {', '.join(f'{name} = {value}' for name, value in said['point'].items())}", questions


def _denied(reader: Reader, claim: Record, said: Mapping[str, Any]) -> Questions:
    """Check the point of a denial, and ask for what is to be proved wherever it holds."""
    denial = field_of(claim, "denials")[said["denial"]]
    region = relations_in(reader, (*field_of(claim, "given"), *field_of(denial, "when")))
    claimed = field_of(denial, "claimed")
    fails = None if claimed is None else relations_in(reader, (claimed,))[0]
    if not field_of(denial, "never"):
        raise Refused("a denial that shows nothing")
    check_point(said["point"], region, fails, letters_of(*([] if fails is None else [fails]), *region))
    for i, (besides, never) in enumerate(field_of(denial, "never")):
        yield f"never{i}", Question(relations_in(reader, (never,))[0], (*region, *relations_in(reader, besides)))


def _along_ray(reader: Reader, order: Record, ray: Mapping[str, Any]) -> Questions:
    """Ask that a floor outgrows what is said to be above T, or that what is said to be below T outgrows a ceiling."""
    below = order.fields["sense"] == "Omega"
    size, known, body = sides_of(reader, order, "ceiling" if below else "floor")
    if order.fields["sense"] == "not O":
        raise Refused("no ray refutes that nothing bounds T")
    given = relations_in(reader, field_of(order, "given"))
    yield from rays.questions(body if below else size, size if below else body, given, ray)
    yield from rests_on(reader, known, letters_of(size, body, *given), given)
