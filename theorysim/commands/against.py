"""Hold a run against a claim: `--claim ID:READING:PART`, and its constants as `-p statement.NAME=VALUE`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorysim.commands.replay import chosen, claim_of
from theorysim.results import Held
from theorysim.settings import Parsed, Usage, pairs

STATED = "statement."


@dataclass(frozen=True)
class Against:
    """A claim by its name, and the constants that are stated of a run of it."""

    claim: str
    constants: Mapping[str, str]

    def held(self, parsed: Parsed, T: int | None, many: Any = None) -> dict[str, Any]:
        """Return what is found of a run with the hitting time T.

        Raises Usage where the claim is none, is about other runs or more than one thing, or takes no constant of that name.
        """
        from theorysim.show.run import held_as_json

        if (named := claim_of([self.claim])) is None:
            raise Usage(f"--claim {self.claim} is no statement: write ID[:READING[:PART]] or FILE.py:NAME")
        stated = {name: _number(name, text) for name, text in self.constants.items()}
        _, claims = chosen(*named)
        found: dict[str, Held] = {}
        for claim in claims:
            try:
                several = [what.held(parsed.setting, parsed.what, stated, T, many) for what in (claim.what, *claim.second)]
            except ValueError as reason:
                raise Usage(f"{self.claim}: {reason}") from reason
            if (one := next((h for h in several if h is not None), None)) is not None:
                found.setdefault(claim.part, one)
        if len(found) > 1:
            raise Usage(f"{self.claim} says more than one thing of such runs: name a part, {' or '.join(filter(None, found))}")
        for one in found.values():
            return held_as_json(self.claim, one)
        raise Usage(f"{self.claim} says nothing of runs of {parsed.setting.method} until {parsed.setting.until} is small")


def _number(name: str, text: str) -> Fraction:
    from theorysim.trials.written import number

    try:
        return number(text)
    except (ValueError, ArithmeticError):
        raise Usage(f"-p {STATED}{name} is {text!r}; it must be a number or a rational such as 1/3") from None


def split(claim: str, p: Sequence[str]) -> tuple[Against | None, list[str]]:
    """Split NAME=VALUE words into what is stated of a claim, and the parameters of the run; raises Usage for one without a claim."""
    stated = [word for word in p if word.startswith(STATED)]
    if stated and not claim:
        raise Usage(f"-p {stated[0]} goes with --claim ID:READING:PART")
    own = {name.removeprefix(STATED): text for name, text in pairs(stated).items()}
    return (Against(claim, own) if claim else None), [word for word in p if not word.startswith(STATED)]
