"""Write the certificates of a statement as one Coq script: what is written, lemma by lemma, and of what is not the reason, as comments."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from theorysim.verify.certificate import claims_of, key_of
from theorysim.verify.claims import KINDS, asked
from theorysim.verify.coq import script
from theorysim.verify.coq_lemmas import LEMMAS
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Record, Refused
from theorysim.verify.witness import refuted


def scripts(reader: Reader, file: Path, certificates: Mapping[str, Any], name: str = "statement") -> Iterator[tuple[str, list[str], str]]:
    """Yield what each relation behind a claim is called, its lemmas, and why there are none."""
    for number, (reading, part, route, what) in enumerate(claims_of(reader, file, name)):
        said = certificates.get(key_of(reading, part, route))
        if said is None or not isinstance(what, Record) or what.kind not in (*KINDS, "Bound"):
            continue
        title = ", ".join(filter(None, (reading, part, f"second route {route}" if route else "")))
        questions = refuted(reader, what, said["refutes"])[1] if "refutes" in said else asked(reader, what, said)
        if "refutes" in said and not questions:
            yield title, [], "a point where a hypothesis or the claim fails is no proof of a relation"
        for label, question in questions.items():
            own = "".join(c if c.isascii() and c.isalnum() else "_" for c in f"c{number}_{label}")
            try:
                yield f"{title}: {label}", list(script(own, question, said["proofs"][label])), ""
            except Refused as why:
                yield f"{title}: {label}", [], str(why)


def whole(found: Iterator[tuple[str, list[str], str]]) -> str:
    """Join scripts to a file that Coq compiles."""
    parts = [LEMMAS]
    for title, lemmas, why in found:
        parts.append(f"(* {title.replace('(*', '( *').replace('*)', '* )')}{f': not written: {why}' if why else ''} *)")
        parts += lemmas
    return "\n".join(parts) + "\n"
