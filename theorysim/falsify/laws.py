"""Search for a law of the noise under which an expectation breaks a claim: two atoms do, then a grid of outcomes, then few vectors.

A law with E[<grad f, n>] = 0 is a mixture of those on two atoms, so these are searched as points; at settings near the worst one a linear
program gives the worst law on a grid. What counts is exact: it is a law, unbiased and bounded, and the claim fails under it.
"""

from collections.abc import Mapping
from fractions import Fraction

from theorysim.chance.atoms import fixed, number_of_atoms, of_an_atom, over_law
from theorysim.chance.two_atoms import atoms_of, of_two_atoms, over_two_atoms
from theorysim.claims.expected import Expected
from theorysim.falsify.found import Clock, Found, Progress
from theorysim.falsify.guided import Link, Point
from theorysim.falsify.points import LEVELS, Hunt, told
from theorysim.judge.expected import ROUNDING, breaks, few_vectors, ranges_of, settings, worst_at
from theorysim.judge.priced import prove_priced
from theorysim.judge.relation import broken_by_symbols, written
from theorysim.prove.search import ratio_at

SETTINGS = 4  # at which the worst law on a grid is found, a round


def is_witness(claim: Expected, law: Mapping[str, Fraction]) -> bool:
    """Tell whether the claim certainly fails under a law, and no other route denies it."""
    relation = over_law(claim, number_of_atoms(law))
    return (
        breaks(claim, law)
        and broken_by_symbols(relation.checks[0], relation.given, law) is not False
        and not prove_priced(claim, LEVELS).proved
    )


def fewer(claim: Expected, law: Point) -> Point:
    """Return the law without noise at the same setting, if that breaks the claim too; else the law."""
    setting = {p.name: law[p.name] for p in fixed(claim)}
    none: Point = {**setting, **{f"{p.name}1": Fraction(p.name == "p") for p in of_an_atom(claim)}}
    return none if number_of_atoms(law) > 1 and is_witness(claim, none) else law


def search_laws(claim: Expected, label: str, clock: Clock, seed: int, progress: Progress) -> Found:
    """Search for a law that breaks the claim, until one is found or the clock is over."""
    link = Link(over_two_atoms(claim), of_two_atoms(claim), ranges_of(claim))
    hunt = Hunt(link, seed, lambda _, point: is_witness(claim, atoms_of(point, claim)))
    laws = 0
    worst: tuple[float, Point] | None = None

    def found(law: Point | None, says: str) -> Found:
        looked = {**hunt.looked, "worst laws on a grid, and laws of vectors": laws}
        ratio, place = worst or (None, None)
        if law is not None:
            relation = over_law(claim, number_of_atoms(law))
            says = told(Link(relation.checks[0], relation.given, {}), law)
            ratio, place = None if claim.check.sense == "==" else ratio_at(relation.checks[0], law), law
        looked = {kind: n for kind, n in looked.items() if n}
        return Found(law is not None, ratio, None if place is None else written(label, place), says, sum(looked.values()), looked)

    turn = 0
    while not clock.over():
        hunt.go_on()
        if hunt.worst is not None and hunt.worst[0] > max(ROUNDING, worst[0] if worst else 0.0):
            worst = hunt.worst[0], atoms_of(hunt.worst[1], claim)
        broken = None if hunt.witness is None else atoms_of(hunt.witness, claim)
        if broken is None and turn % 3 == 2:  # once all kinds of rounds were made
            for setting in settings(claim, SETTINGS, None if hunt.worst is None else atoms_of(hunt.worst[1], claim)):
                tried = list(few_vectors(claim, setting))
                for sign in (1, -1) if claim.check.sense == "==" else (1,):
                    at = worst_at(claim, setting, sign)
                    tried += [] if at is None else [at.law, at.law_of_ratio]
                    if at is not None and at.ratio is not None and claim.check.sense != "==" and at.ratio > (worst[0] if worst else 0):
                        worst = float(at.ratio), at.law_of_ratio
                laws += len(tried)
                broken = next((law for law in tried if is_witness(claim, law)), None)
                if broken is not None or clock.over():
                    break
        progress(sum(hunt.looked.values()) + laws, worst[0] if worst else None)
        if broken is not None:
            return found(fewer(claim, broken), "")
        turn += 1
    return found(None, "no law that was tried breaks it" if hunt.met else "no point that was tried meets the hypotheses")
