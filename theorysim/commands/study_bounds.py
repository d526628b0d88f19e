"""Look up the bounds that a study names, with what the ledger has of their readings."""

from collections.abc import Iterator, Mapping
from typing import Any

from theorysim import catalogue
from theorysim.claims.cover import Cover
from theorysim.claims.statement import Claim
from theorysim.commands.replay import chosen, claim_of
from theorysim.letters import as_body
from theorysim.memory import ledger
from theorysim.settings import Usage
from theorysim.sweep.bounds import Stated
from theorysim.sweep.schema import Page


def stated(names: list[str], page: Page) -> list[Stated]:
    """Return the bounds by ID[:READING[:PART]]; raises Mistake for what is no statement, or states no bound that a formula has."""
    found = []
    for name in names:
        try:
            named = claim_of([name])
            if named is None:
                raise Usage(f"{name} is no statement")
            record, claims = chosen(*named)
        except (Usage, catalogue.Unknown) as reason:
            page.wrong(("figure", "bound"), str(reason))
        formula = next(_formulas(claims), None)
        if formula is None:
            page.wrong(("figure", "bound"), f"{name}: this reading states no bound by a formula")
        _, reading, part = named
        says = ""
        if reading == "repaired":
            says = claims[0].reading.partition(":")[2].strip()
        found.append(Stated(":".join(filter(None, (record.id, reading, part))), formula, _found(record.id, reading), says))
    return found


def _formulas(claims: list[Claim]) -> Iterator[Any]:
    """Return the formulas that bound a number of steps: of the claim, of a second way to it, or that a cover was checked with by hand."""
    for claim in claims:
        yield from (what.bound for what in (claim.what, *claim.second) if hasattr(what, "bound"))
        if isinstance(claim.what, Cover):
            yield from (as_body(formula) for formula, _, _ in claim.at)


def _found(identifier: str, reading: str) -> str:
    row: Mapping[str, Any] = ledger.read().get(identifier) or {}
    verdict = row.get(reading)
    return ", ".join(filter(None, (verdict["outcome"], verdict["grade"]))) if verdict else "not judged"
