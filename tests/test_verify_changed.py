"""Certificates that were changed, and files: none is accepted wrongly."""

import copy
import random
import re
from fractions import Fraction

from verifying import QUICK, SHARED, export, forged, made, path_of, reader_of, statement, sums_of, value

from theorysim.verify.certificate import claims_of
from theorysim.verify.claims import asked
from theorysim.verify.trees import letters_of


def changed(proofs, draw):
    """Change one thing of which a certificate is in need; None where there is nothing of that kind."""
    kind = draw.choice(("digit", "sign", "term", "monomial", "goal", "leaf", "question", "label"))
    if kind == "question":
        del proofs[draw.choice(list(proofs))]
        return proofs
    leaves = [(proof["leaves"], name) for proof in proofs.values() for name in proof["leaves"]]
    places = [(holder, key) for holder, key in sums_of(proofs) if len(holder[key]) > 1]
    if not leaves or not places:
        return None
    if kind in ("goal", "leaf"):
        holder, key = draw.choice(leaves)
        if kind == "goal":
            holder, key = holder[key], draw.choice(list(holder[key]))
        del holder[key]
        return proofs
    holder, key = draw.choice(places)
    i = draw.randrange(len(holder[key]))
    c, labels, monomial = holder[key][i]
    if kind == "term":
        del holder[key][i]
    elif kind == "monomial":
        name = draw.choice([*monomial, "p"])
        holder[key][i] = [c, labels, {**monomial, name: monomial.get(name, 0) + draw.choice((1, 2, -1))}]
    elif kind == "label":
        holder[key][i] = [c, [*labels, draw.choice(("h9", "zz", "t:0:9", "not"))], monomial]
    else:
        holder[key][i] = [str(-Fraction(c) if kind == "sign" else Fraction(c) + Fraction(draw.choice((1, 3)), 7)), labels, monomial]
    return proofs


def test_no_changed_certificate_is_accepted():
    draw, tried = random.Random(13), 0
    reader = SHARED
    known = [(path_of(name), key, one) for name in QUICK for key, one in made(name)[0].items()]
    claims = {path: {f"{r}|{p}|{n}": what for r, p, n, what in claims_of(reader, path)} for path, _, _ in known}
    while tried < 150:
        path, key, one = draw.choice(known)
        proofs = changed(copy.deepcopy(one["proofs"]), draw)
        if proofs is None:
            continue
        tried += 1
        found = {f"{t.reading}|{t.part}|{t.route}": t for t in _one(reader, path, key, claims[path][key], {**one, "proofs": proofs})}
        assert found[key].outcome == "refused"


def _one(reader, path, key, what, one):
    """Check one claim of a file alone."""
    from theorysim.verify import certificate as checker

    reading, part, route = key.split("|")
    yield checker.Told(reading, part, int(route), *checker._checked(reader, what, one))


SOURCE = """
square = 4 * p * q <= (p + q)**2
bound = 2 * F / p <= 3 * F / p
step = n / (1 + n) <= minimum(n, 1)
convex = (x + y)**2 <= 2 * x**2 + 2 * y**2
kept = m * p <= 2 * q
above = absolute(x - y) <= absolute(x) + absolute(y)
inside = b * (1 - b) <= 1 * k
"""
CLAIM = "Relation((square, bound, step, convex, kept, above, inside), given=(m <= 2, p <= q))"


def broken(question, draw, tries=150):
    """Whether a random rational point meets the hypotheses and breaks the claim, or leaves it undefined."""
    domains = letters_of(question.claim, *question.given)
    for _ in range(tries):
        point = {}
        for name, d in domains.items():
            low = -9 if d.low is None else d.low
            ends = [low] * (not d.low_open) + ([d.high] if d.high is not None and not d.high_open else [])
            high = low + draw.choice((1, 3, 30)) if d.high is None else d.high
            point[name] = draw.choice([*ends, low + (high - low) * Fraction(draw.randint(1, 99), 100)])
        try:
            if not all(value(one, point) for one in question.given):
                continue
        except ZeroDivisionError:
            continue
        try:
            if not value(question.claim, point):
                return True
        except ZeroDivisionError:
            return True
    return False


EDITS = [(r"\b\d+\b", ("1", "2", "3", "5")), (r" [-+*/] ", (" + ", " - ", " * ", " / ")), (r"<=", ("<", ">=")), (r"\*\*2", ("**3", ""))]
EDITS += [(r"\b[pqFnmxykb]\b", tuple("pqFnmxykb")), ("minimum", ("maximum",)), ("m <= 2, |, p <= q", ("",)), ("square, |convex, ", ("",))]


def test_no_changed_file_is_accepted_wrongly(tmp_path):
    path = statement(tmp_path, CLAIM, SOURCE)
    proofs, text, draw = export(path)["proofs"], path.read_text(), random.Random(14)
    begin = text.index("square =")
    tried = accepted = 0
    while tried < 150:
        pattern, by = draw.choice(EDITS)
        places = [m for m in re.finditer(pattern, text) if m.start() >= begin]
        place = draw.choice(places)
        mutant = text[: place.start()] + draw.choice(by) + text[place.end() :]
        if mutant == text:
            continue
        tried += 1
        path.write_text(mutant)
        outcome, _ = forged(path, proofs)
        if outcome == "accepted":
            accepted += 1
            reader = reader_of(path)
            ((_, _, _, what),) = claims_of(reader, path)
            wrong = [label for label, question in asked(reader, what, {}).items() if broken(question, draw)]
            assert wrong == [], mutant[begin:]
    assert 0 < accepted < 75
