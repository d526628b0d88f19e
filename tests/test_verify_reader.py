"""What the checker reads of a file: what Python makes of it, or nothing."""

import random
from fractions import Fraction

import pytest
from verifying import export, forged, path_of, statement, value

from theorysim import catalogue
from theorysim.domains import parameters
from theorysim.prove.certificates import Open
from theorysim.readings import exact
from theorysim.readings.read import Unreadable
from theorysim.verify.certificate import claims_of
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Refused, letters_of
from theorysim.verify.words import relation_of


def sides_of(kind, fields):
    """The relations of a claim, by either reader: links, hypotheses, pieces."""
    if kind in ("Relation", "Exists"):
        yield from (*fields["checks"], *fields["given"])
    elif kind == "Cover":
        yield from fields["given"]
        for piece in fields["pieces"]:
            own = vars(piece) if hasattr(piece, "__dict__") else piece
            own = own.get("fields", own)
            yield from own["where"]
            yield from (side for besides, proved in own["proved"] for side in (*besides, proved))


def test_it_reads_what_python_makes_of_a_file():
    """Both sides of every relation that is rational at a random point are the numbers that the package computes there."""
    reader, draw, compared, unread = Reader(), random.Random(15), 0, set()
    for name in catalogue.names("statements"):
        record = catalogue.load("statements", name)
        routes = [what for claim in record.claims for what in (claim.what, *claim.second)]
        for (*_, what), known in zip(claims_of(reader, path_of(name)), routes, strict=True):
            if type(known).__name__ in ("Relation", "Exists", "Cover"):
                assert what.kind == type(known).__name__
                for seen, side in zip(sides_of(what.kind, what.fields), sides_of(what.kind, vars(known)), strict=True):
                    try:
                        node = relation_of(reader, seen)
                    except Refused:
                        unread.add(name)
                        continue
                    assert node.head == side.sense and letters_of(node).keys() <= {p.name for p in parameters(side.body)}
                    compared += same_at_a_point(node, side, draw)
    assert compared > 800 and not unread


def same_at_a_point(node, side, draw):
    for _ in range(3):
        point = {p.name: Fraction(max(-4, p.domain.low)) + Fraction(draw.randint(1, 31), 32) for p in parameters(side.body)}
        try:
            expected = exact.evaluate(side.body, point)
        except (ArithmeticError, Unreadable):
            continue
        assert tuple(value(part, point) for part in node.parts) == tuple(map(Fraction, expected)), node.place
        return True
    return False


READ = [  # what a file may do with its names, and whether the relation `mine` is read as Python reads it
    ("mine = p <= 2*p", True),
    ("one = 1\none += 1\nmine = p <= one*p", True),
    ("def twice(z):\n    return 2*z\n\n\nmine = p <= twice(p)", True),
    ("LIST = [1]\nLIST.append(2)\nmine = p <= LIST[0]*p", False),
    ("D = {'a': 1}\nD['a'] = -1\nmine = p <= D['a']*p", False),
    ("D = {'a': 1}\n\n\ndef f():\n    D.update(a=-1)\n\n\nf()\nmine = p <= D['a']*p", False),
    ("a = 1\n\n\ndef f():\n    global a\n    a = -1\n\n\nf()\nmine = p <= a*p", False),
    ("exec('p = -p')\nmine = p <= 2*p", False),
    ("import random\nmine = p <= (1 + random.random())*p", False),
    ("two = 2\nwhile two > 1:\n    two = 1\nmine = p <= two*p", False),
    ("two = open('two').read()\nmine = p <= two*p", False),
    ("class A:\n    two = 2\n\n\nmine = p <= A.two*p", False),
    ("N = 2\n\n\ndef f(z, n=N):\n    return n * z\n\n\nN = -2\nmine = p <= f(p)", True),
    ("f, g = [lambda z: i * z for i in (-1, 2)]\nmine = p <= f(p)", True),
    ("some = (i for i in (1, 2))\nfirst = tuple(some)\nmine = p <= sum(some)*p", False),
    ("a = 2\ntry:\n    from math import pi as a\nexcept ImportError:\n    pass\nmine = p <= a*p", False),
    ("def a(z):\n    return 2*z\n\n\n@staticmethod\ndef a(z):\n    return -z\n\n\nmine = p <= a(p)", False),
    ("def f(z):\n    z[0] = -1\n    return 1\n\n\nL = [2]\none = f(L)\nmine = p <= L[0]*p", False),
    ("class Mine(Relation):\n    def __post_init__(self):\n        pass\n\n\nmine = Mine((p <= 2*p,)).checks[0]", False),
    ("from theorysim.maths import *\nmine = p <= 2*p", False),
    ("p = -p\nmine = p <= 0", True),
    ("L = [1]\nL += [2]\nmine = p <= L[1]*p", True),
    ("L = [2]\nM = L\nL += [1]\nmine = p <= M[-1]*p", False),
    ("L = M = []\nL += [2]\nmine = p <= (1 + len(M))*p", False),
    ("L = [2]\nM = (L,)\nL += [1]\nmine = p <= M[0][-1]*p", False),
    ("D = {'a': 2}\nE = D\nD |= {'a': 1}\nmine = p <= E['a']*p", False),
    ("a, b = sorted(set((2, 1, 2)))\nmine = p <= a*b*p", True),
    ("a, b = set((1, 2))\nmine = p <= b*p", False),
    ("a, b = sorted((1, 2), key=lambda v: -v)\nmine = p <= a*p", False),
    ("a = float(2)\nmine = p <= a*p", True),
    ("from fractions import Fraction\na = float(Fraction(4, 3))\nmine = p <= a*p", False),
    ("from theorysim.model import at_most\n\n\ndef f(p: Positive):\n    return p, sqrt(2) * p\n\n\nmine = at_most(f)", True),
    ("mine = p <= where(sqrt(2)**2 <= 2, 2, -1) * p", False),  # of floats it is false
    ("from theorysim.model import at_most\n\na = sqrt(2)\n\n\ndef f(p: Positive):\n    return p, a * p\n\n\nmine = at_most(f)", False),
    ("from fractions import Fraction\n\nmine = p <= (Fraction(3, 10) + 2 * Fraction(9, 10)) * p", True),
    ("from fractions import Fraction\n\nmine = p <= (Fraction(3, 10) + 1.5) * p", False),
    ("P = (1, 2)\nif any(q <= 0 for q in P) or not all(q <= 2 for q in P):\n    P = (0, 0)\nmine = p <= P[1]*p", True),
    ("P = (p,)\nif any(q <= 0 for q in P):\n    P = (1,)\nmine = p <= 2*P[0]", False),
    ("a, b = (i + 'q' for i in 'xy')\nmine = p <= (2 if b == 'yq' else -1)*p", True),
    ("mine, _ = p <= p, 1\nfor mine in (p <= 2*p, p <= 3*p):\n    pass", True),
]


@pytest.mark.parametrize("more, read", READ)
def test_names_mean_what_python_makes_of_them_or_are_refused(more, read, tmp_path):
    path = statement(tmp_path, "Relation((mine,))", more)
    if read:
        assert forged(path, export(path)["proofs"])[0] == "accepted"
    else:
        with pytest.raises((Open, Refused), match=r"own\.py:\d+"):
            export(path)
