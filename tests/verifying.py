"""What the tests of the checker share: certificates of a few statements, statements of one's own, and what is said of them."""

from fractions import Fraction
from functools import cache

from theorysim import catalogue
from theorysim.prove.certificates import certificate, exported
from theorysim.verify.certificate import claims_of, verify
from theorysim.verify.reader import Reader

QUICK = ("proof-3.7.1-telescope", "eq-3.3", "proof-lemma-3.7.2", "remark-3.4.1-lower")
FALSE = "remark-3.4.1-lower"  # refuted as printed
SHARED = Reader()  # of the package's files; those of a test are read each time


def path_of(name):
    return catalogue.find(name, ("statements",)).path


@cache
def made(name):
    path = path_of(name)
    held = {(reading, part) for reading, part, _, _ in claims_of(Reader(), path) if name != FALSE or reading != "printed"}
    return exported(Reader(), path, "statement", held, {})


def told(path, certificates):
    return {(t.reading, t.part, t.route): (t.outcome, t.why) for t in verify(reader_of(path), path, certificates)}


def reader_of(path):
    SHARED.modules.pop(str(path.resolve()), None)
    return SHARED


HEAD = """
from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real, Unit
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import absolute, exp, log, maximum, minimum, power, sqrt, where
from theorysim.model import Claim, Cover, Exists, Expected, Known, Order, Piece, Relation, Statement

x, y, g, h, c = letters("x y g h c", Real)
p, q, F = letters("p q F", Positive)
n, m = letters("n m", Nonnegative)
k = letter("k", AtLeastOne)
K = letter("K", AboveOne)
b = letter("b", Unit)
"""


def statement(tmp_path, what, more=""):
    path = tmp_path / "own.py"
    path.write_text(f'{HEAD}{more}\nstatement = Statement("own", Claim({what}))\n')
    return path


def forged(path, proofs, **opened):
    """What the checker says of a certificate that somebody wrote."""
    (found,) = told(path, {"printed||0": {"proofs": proofs, **opened}}).values()
    return found


def export(path):
    reader = reader_of(path)
    ((_, _, _, what),) = claims_of(reader, path)
    return certificate(reader, what)


def sums_of(proofs):
    """Yield the lists of terms of a certificate, with the place of each: what holds it, and the key."""
    for proof in proofs.values():
        for leaf in proof["leaves"].values():
            for goal, terms in leaf.items():
                yield (terms, 1) if terms and type(terms[0]) is int else (leaf, goal)


def value(node, point):
    """The exact value of a formula; a relation's truth. Written for this test: rationals alone."""
    if isinstance(node.head, Fraction):
        return node.head
    if node.domain is not None:
        return point[node.head]
    if node.head == "where":
        return value(node.parts[1 if value(node.parts[0], point) else 2], point)
    a, *rest = (value(part, point) for part in node.parts)
    c = rest[0] if rest else None
    meant = {"+": lambda: a + c, "-": lambda: a - c, "*": lambda: a * c, "/": lambda: a / c, "**": lambda: a ** int(c)}
    meant |= {
        "negative": lambda: -a,
        "absolute": lambda: abs(a),
        "power": lambda: exact_power(a, c),
        "sqrt": lambda: exact_power(a, Fraction(1, 2)),
        "minimum": lambda: min(a, c),
        "maximum": lambda: max(a, c),
    }
    meant |= {"<=": lambda: a <= c, "<": lambda: a < c, "==": lambda: a == c}
    return meant[node.head]()


def exact_power(a, n):
    root = Fraction(*(round(abs(part) ** (1 / n.denominator)) for part in (a.numerator, a.denominator))) if n.denominator > 1 else a
    assert root**n.denominator == a
    return root**n.numerator
