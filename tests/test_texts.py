"""Texts that the checker carries out itself: what Python does, in rationals; what it would do otherwise is refused."""

from fractions import Fraction

import pytest
from planted_certificates import asked, statement

from theorysim.prove.certificates import exported
from theorysim.verify import texts
from theorysim.verify.reader import Reader

RUNS = [  # a text, and what comes out
    ("def t():\n    return sum(i * i for i in range(4)), 14", "14"),
    ("def t():\n    x = 1\n    for i in (1, 2):\n        x = x / 3\n    return x, 1 / 9", "1/9"),
    ("def g(n):\n    for i in range(n):\n        yield i\n\n\ndef t():\n    return sum(g(4)), 6", "6"),
    ("def t():\n    return sum(a > 1 for a in (1, 2, 3)), 2", "2"),
    ("def t():\n    held = []\n    for i in (1, 2):\n        held += [i]\n    return len(held), 2", "2"),
    ("def t():\n    return next((i for i in (1, 2, 3) if i > 1), 9), 2", "2"),
    ("from math import inf\n\n\ndef t():\n    return 1 / inf, 0", "0"),
    ("def t():\n    try:\n        return len(tuple(zip((1,), (1, 2), strict=True))), 0\n    except ValueError:\n        return 5, 5", "5"),
    ("from random import Random\n\n\ndef t():\n    d = Random('a')\n    return d.randint(1, 1), 1", "1"),
    ("from random import Random\n\n\ndef t():\n    d = Random(1)\n    return len(tuple(d.choice((1, 2)) for _ in range(2))), 2", "2"),
    ("def t():\n    return max(abs(-3), min(4, 9)), 4", "4"),
    ("def t():\n    return 0.1 * 3, 0.3", ""),  # 0.1 as Python rounds it
]
REFUSED = [  # a text, and why it is not carried out
    ("def t():\n    x = 8\n    while x > 1:\n        x = x / 2\n    return x, 1", "a statement `while"),
    ("from theorysim.maths import exp\n\n\ndef t():\n    return exp(1), 2", "exp of numbers is rounded"),
    ("def t():\n    return 2 ** 0.5, 1", "is no rational"),
    ("from random import random\n\n\ndef t():\n    return random(), 1", "random"),
    ("from time import time\n\n\ndef t():\n    return time(), 1", "time"),
    ("def t():\n    a = [1]\n    b = a\n    a += [2]\n    return len(b), 2", "may have another name"),
    ("def t():\n    a = [1]\n    a.append(2)\n    return len(a), 2", "append"),
    ("def t():\n    return 3 and 5, 5", "neither true nor false"),
    ("def t():\n    return sum(i for i in range(30000)), 1", "takes too long"),
    (
        "from random import Random\n\n\ndef t():\n    d = Random(1)\n    g = (d.choice((1, 2)) for _ in (1, 2))\n    return sum(g), 3",
        "a draw in a generator",
    ),
    ("def t():\n    return ([1] == (1,)), 0", "a list against a tuple"),
    ("def t():\n    return 1", "a trial returns"),
]


def one(tmp_path, body):
    path = statement(tmp_path, "Executed((t,))", f"\n\n{body}\n\n")
    return path, *exported(Reader(), path, "statement", set(), {})


@pytest.mark.parametrize("body, came", RUNS)
def test_a_text_comes_out_as_in_python(body, came, tmp_path):
    path, made, without = one(tmp_path, body)
    assert not without
    certificate = made["printed||0"]
    assert asked(path, certificate, Reader()) == ("accepted", "carried out, 1 trial")
    assert not came or certificate == {"came": [came]}
    names = {}
    exec(body, names)  # noqa: S102
    here, expected = names["t"]()
    assert abs(here - expected) < 1e-12 and abs(float(Fraction(certificate["came"][0])) - here) < 1e-12
    for wrong in ({"came": ["77"]}, {"came": []}, {"came": [came, came]}, {}, {"refutes": {"trial": 0, "came": certificate["came"][0]}}):
        assert asked(path, wrong, Reader())[0] == "refused"


@pytest.mark.parametrize("body, why", REFUSED)
def test_what_is_not_carried_out_is_named(body, why, tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "MOST", 10_000)
    path, made, without = one(tmp_path, body)
    assert not made and why in without["printed||0"]
    assert asked(path, {"came": ["1"]}, Reader())[0] == "refused"


def test_a_text_that_comes_out_otherwise_is_refuted(tmp_path):
    path, made, _ = one(tmp_path, "def t():\n    return 2, 3")
    assert made["printed||0"] == {"refutes": {"trial": 0, "came": "2"}}
    assert asked(path, made["printed||0"], Reader()) == ("accepted", "refuted: 2 came out, not 3")
    assert asked(path, {"came": ["2"]}, Reader()) == ("refused", "2 came out, not 3")
