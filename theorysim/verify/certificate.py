"""Check the certificate of a statement: what its file claims is asked for, claim by claim; nothing that a certificate says is believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorysim.verify import boxes
from theorysim.verify.claims import KINDS, asked
from theorysim.verify.reader import Reader
from theorysim.verify.runner import Runner
from theorysim.verify.sums import Question, check
from theorysim.verify.texts import carried_out
from theorysim.verify.trees import Opaque, Record, Refused, Unfollowed, Unread
from theorysim.verify.witness import refuted

ERRORS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError, Unfollowed)
BESIDES = ("Executed", "Bound")  # kinds that ask no relation: a text, and a count of steps, which a run may refute


@dataclass(frozen=True)
class Told:
    """What was found of one way to one claim: accepted, refused, or that there is no certificate; with the reason."""

    reading: str
    part: str
    route: int  # 0 is the claim itself, 1 the first of its second routes
    outcome: str  # accepted, refused, without
    why: str


def claims_of(reader: Reader, file: Path, name: str = "statement") -> Iterator[tuple[str, str, int, Any]]:
    """Yield (reading, part, route, what is claimed) of a statement's file, as it stands there."""
    try:
        module = reader.file(file)
    except Unfollowed as why:
        raise Refused(str(why)) from why
    found = reader.settled(module.names.get(name, Unread(Refused(f"no {name} in {module.path}"))))
    if not (isinstance(found, Record) and found.kind == "Statement"):
        raise Refused(f"{name} is no statement", module.path)
    for claim in found.fields["claims"]:
        if isinstance(claim, Unread):
            raise claim.why
        first, others = claim.fields["what"], claim.fields["second"]
        routes = (first, others) if isinstance(others, Unread) else (first, *others)
        for route, what in enumerate(routes):
            yield claim.fields["reading"], claim.fields["part"], route, what


def named(what: Any) -> str:
    """Name the kind of a claim."""
    return what.kind if isinstance(what, Record) else what.what if isinstance(what, Opaque) else str(what.why)


def verify(reader: Reader, file: Path, certificates: Mapping[str, Any], name: str = "statement") -> Iterator[Told]:
    """Check every claim of a statement's file against its certificate; whatever goes wrong is a refusal."""
    for reading, part, route, what in claims_of(reader, file, name):
        key = key_of(reading, part, route)
        if not isinstance(what, Record) or what.kind not in (*KINDS, *BESIDES):
            yield Told(reading, part, route, "without", f"no certificate of this kind: {named(what)}")
        elif key not in certificates:
            yield Told(reading, part, route, "without", "no certificate")
        elif what.kind == "Executed":
            yield Told(reading, part, route, *_carried_out(file, name, (reading, part, route), certificates[key]))
        else:
            yield Told(reading, part, route, *_checked(reader, what, certificates[key]))


def text_of(runner: Runner, file: Path, name: str, place: tuple[str, str, int]) -> Record:
    """Return a claim of a file as a text that can be carried out."""
    what = next(w for *at, w in claims_of(runner, file, name) if tuple(at) == place)
    if not (isinstance(what, Record) and what.kind == "Executed"):
        raise Refused("no text")
    return what


def _carried_out(file: Path, name: str, place: tuple[str, str, int], certificate: Any) -> tuple[str, str]:
    runner = Runner()
    try:
        return "accepted", carried_out(runner, text_of(runner, file, name, place), certificate)
    except Refused as why:
        return "refused", str(why)
    except ERRORS as error:
        return "refused", f"the certificate cannot be read: {type(error).__name__} {error}"


def key_of(reading: str, part: str, route: int) -> str:
    """Return the name of a way to a claim in a certificate."""
    return f"{reading}|{part}|{route}"


def _checked(reader: Reader, what: Record, certificate: Any) -> tuple[str, str]:
    try:
        questions: dict[str, Question]
        refuting, leaves, boxed = "", 0, 0
        if "refutes" in certificate:
            refuting, questions = refuted(reader, what, certificate["refutes"])
        else:
            questions = asked(reader, what, certificate)
        for label, question in questions.items():
            if label not in certificate["proofs"]:
                raise Refused(f"nothing is said of {label}", question.claim.place)
            proof = certificate["proofs"][label]
            if "tree" in proof:
                boxed += boxes.check(question.claim, boxes.box_of(what, question), proof["tree"])
            else:
                leaves += check(question, proof)
    except Refused as why:
        return "refused", str(why)
    except ERRORS as error:
        return "refused", f"the certificate cannot be read: {type(error).__name__} {error}"
    if "ball" in certificate:
        return "accepted", f"{len(certificate['ball']['cells'])} cells"
    if not questions and not refuting:
        return "accepted", f"at {sum(map(len, certificate['points'].values()))} points"
    if boxed:
        return "accepted", f"on the printed ranges, {boxed} boxes and {leaves} leaves"
    shown = f"{len(questions)} relation{'s' * (len(questions) != 1)}, {leaves} leaves" if questions else ""
    places = 0 if refuting else sum(map(len, certificate.get("points", {}).values()))
    beside = f"others at {places} points only" if places else ""
    return "accepted", ", ".join(filter(None, (f"refuted {refuting}" if refuting else "", shown, beside)))
