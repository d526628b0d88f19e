"""Read the line of a claim judged at a point, ID[:READING[:PART]] -p statement.NAME=VALUE ..., and show the claim there."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

from theorysim import catalogue
from theorysim.claims.statement import Claim, Statement
from theorysim.domains import Parameter, parameters
from theorysim.naming import named
from theorysim.settings import Usage, by_role, pairs
from theorysim.settings import record as loaded

RUN = ("methods", "quantities", "oracles")  # what a run is made of, and its line names


def claim_of(words: Sequence[str]) -> tuple[str, str, str] | None:
    """Split the first word into a statement's name, reading and part; None where the words are a setting of `run`."""
    first = words[0]
    if ".py:" in first:
        place, _, rest = first.partition(".py:")
        name, _, rest = rest.partition(":")
        if catalogue.in_file(f"{place}.py:{name}").kind != "statements":
            return None
        identifier = f"{place}.py:{name}"
    else:
        identifier, _, rest = first.partition(":")
        with suppress(catalogue.Unknown):
            identifier = catalogue.find(identifier, ("statements",)).name
        if identifier not in catalogue.names("statements"):
            if identifier in catalogue.inventory():
                raise Usage(f"{identifier} has no file yet")
            if len(words) > 1 and not words[1].startswith("-"):
                return None
            if identifier not in catalogue.names("methods"):
                catalogue.find(identifier, ("statements",))
            return None
    reading, _, part = rest.partition(":")
    return identifier, reading or "printed", part


def _known(claims: Sequence[Claim]) -> dict[str, Parameter]:
    return {p.name: p for claim in claims for line in claim.what.shown() for p in parameters(line.sided.body)}


def point(words: Sequence[str], known: Mapping[str, Parameter]) -> dict[str, Fraction]:
    """Read -p statement.NAME=VALUE words as exact numbers; raises Usage for an unknown name or a value outside its domain."""
    if "-p" in words[-1:]:
        raise Usage("-p: write -p statement.NAME=VALUE")
    given = pairs([w.removeprefix("-p") if w.startswith("-p") else w for w in words if w != "-p"])
    values: dict[str, Fraction] = {}
    for name, text in by_role(given, [f"statement.{n}" for n in known]).items():
        short = name.removeprefix("statement.")
        try:
            values[short] = _number(text)
        except (ValueError, ZeroDivisionError):
            raise Usage(f"-p {name} is {text!r}; it must be a number, a rational such as 1/3 or a root such as sqrt(2)") from None
        if not known[short].domain.holds(values[short]):  # type: ignore[arg-type]
            raise Usage(f"-p {name} is {text}, outside {known[short].domain}")
    return values


def _number(text: str) -> Any:
    if "sqrt" not in text and "RootOf" not in text:
        return Fraction(text)
    from theorysim.readings.roots import root  # heavy

    return root(text)


def chosen(statement: str | Statement, reading: str, part: str) -> tuple[Statement, list[Claim]]:
    """Return a statement, and its claims of a reading, or of one part of it; raises Usage where there are none."""
    record = loaded("statements", statement) if isinstance(statement, str) else statement
    claims = [c for c in record.claims if c.reading.split(":")[0] == reading and (not part or c.part == part)]
    if not claims:
        there = dict.fromkeys(":".join(filter(None, (c.reading.split(":")[0], c.part))) for c in record.claims)
        raise Usage(f"{record.id} has no claim {reading}{':' + part if part else ''}; there are {', '.join(there)}")
    return record, claims


def complete(name: str, claims: Sequence[Claim]) -> None:
    """Raise Usage where a declaration of a claim lacks something, or names it wrongly: before anything is judged."""
    found = [complaint for claim in claims for what in (claim.what, *claim.second) for complaint in what.amiss()]
    if ".py:" in name and not found:
        found = nameless(claims)
    if found:
        raise Usage(f"{name}: {'; '.join(dict.fromkeys(found))}")


def nameless(claims: Sequence[Claim]) -> list[str]:
    """Name what a run of these claims is made of and no name leads back to: a witness would not replay."""
    found = []
    for what in (w for claim in claims for w in (claim.what, *claim.second)):
        made = [*vars(what).values(), *(oracle for oracle, _ in getattr(what, "oracles", ()))]
        for entry in made:
            kind = catalogue.kind_of(entry)
            if kind in RUN and not _leads_back(kind, entry):
                one = catalogue.singular(kind)
                found.append(f"its {one} has no name that replays: write NAME = {catalogue.RECORDS[kind]}(...) in the file, and NAME here")
    return found


def _leads_back(kind: str, entry: Any) -> bool:
    try:
        return bool(loaded(kind, named(entry)) == entry)
    except (Usage, catalogue.Unknown):
        return False


def point_of(claims: Sequence[Claim], values: Mapping[str, Any]) -> dict[str, Fraction]:
    """Read the numbers of a point, by the names of the claims' parameters; raises Usage as `point` does."""
    exact = {n: str(x if isinstance(x, str) else Fraction(x)) for n, x in values.items()}
    return point([f"-pstatement.{n}={x}" for n, x in exact.items()], _known(claims))


def replay_claim(identifier: str, reading: str, part: str, words: Sequence[str]) -> list[str]:
    """Return the lines that show a claim at a point. Raises Usage where there is no such claim, or it is judged by running."""
    statement, claims = chosen(identifier, reading, part)
    known = _known(claims)
    if not known:
        raise Usage(f"{identifier}:{reading} is judged by running, not at a point: replay the setting that `check` prints")
    values = point(words, known)
    from theorysim.show.replay import replay  # heavy: what makes no sense is said before

    return list(replay(statement, reading, part, values))
