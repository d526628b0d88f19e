"""The story of a statement on a screen: what each reading says, its parts, planted errors and routes, and lines that replay."""

import json
import math
from dataclasses import replace

import pytest
from keeping import JUDGED

from theorysim import catalogue
from theorysim.commands import check
from theorysim.domains import Positive
from theorysim.maths import maximum
from theorysim.model import Claim, Evidence, Executed, Missing, Relation, Statement, Verdict, at_most, same
from theorysim.show.block import WIDTH, Told, as_json, block
from theorysim.show.claims import said

LONG = " ".join(f"-p statement.a_long_name_{i}={10**20 + i}" for i in range(8))
SOME = ["eq-3.10", "proof-3.7.1-small-gradient", "definition-3.2.1", "text-3.2.3-hessian", "figure-3-3", "eq-3.7-3.9"]
SOME += {"theorem-3.4.1"} & {*JUDGED}  # it takes long: only where this run judges it anyway


def grows(a: Positive, b: Positive):
    return a, a + b


def larger(a: Positive, b: Positive):
    return a, maximum(a, b)


def squares(a: Positive):
    return a * a, a * a


def it_runs():
    """Runs as
    it says."""
    return 1, 1


PARTS = (
    Claim(Relation((at_most(grows, "a <= a + b"),), (at_most(squares),)), part="the sum"),
    Claim(Relation((same(squares),)), part="the squares"),
    Claim(Relation((at_most(larger),)), part="the larger"),
)
WRONG = Evidence("search", "refuted", "certified", witness=f"own:printed:the\\ sum {LONG}")
ALSO = Evidence("search", "refuted", "certified", witness=f"own:printed:the\\ larger {LONG}")
RIGHT = Evidence("algebra", "holds", "proved", 0.5, 2.0, "own:printed:the\\ squares -p statement.a=1")
VERDICT = Verdict(
    "printed",
    "refuted",
    "certified",
    math.inf,
    None,
    WRONG.witness,
    "It is not so.",
    "sign",
    {"points": 12, "met": 3},
    (("the sum", WRONG), ("the squares", RIGHT), ("the larger", ALSO)),
    (("search", "refuted"), ("symbols", "refuted"), ("search", "refuted"), ("balls", "undecided")),
    {"refuted": 11, "missed": 0, "still_true": 3, "unknown": 1},
)
TOLD = Told(Statement("own", PARTS), "inequality", {"where": "section 1", "says": "All of it. " * 30}, False, False, 1.25)


def story(*verdicts, **more):
    return list(block(list(verdicts), replace(TOLD, **more)))


def test_the_whole_story():
    lines = story(VERDICT)
    assert lines[0] == "own  (section 1)  inequality, not done, not as expected"
    assert lines[2].startswith("  printed: All of it.") and "    outcome      refuted, certified, cause: sign" in lines
    i = lines.index("      the sum      refuted, certified  a <= a + b, given a**2 <= a**2")
    assert lines[i + 1] == "      the squares  holds, proved       a**2 == a**2"
    assert lines[i + 2].startswith("      the larger   refuted, certified  a <= ") and "else a <= " in lines[i + 2]
    assert lines[i + 3] == f"        replay     theorysim replay {ALSO.witness}"  # of the part that did not decide
    assert lines[i + 4] == "    why          It is not so."
    assert lines[i + 5] == f"    replay       theorysim replay {WRONG.witness}"
    assert lines[i + 6 :] == [
        "    worst ratio  inf   slack -",
        "    tried        12 points, 3 satisfy the hypotheses",
        "    confirmed    in 3 ways: search (2 times), SymPy's numbers; undecided in one way: balls",
        "  1.2 s",
    ]
    assert story(VERDICT, kept=True)[-1] == "  1.2 s when it was judged: from the cache (--fresh judges anew)"
    assert story(VERDICT, done=True, agrees=True)[0].endswith("inequality, done")


@pytest.mark.parametrize(
    "counts, said",
    [
        ((11, 0, 3, 1), "11 false variants, all refuted; 3 still true; 1 not known to be false"),
        ((11, 2, 0, 0), "13 false variants, 2 NOT refuted"),
        ((1, 0, 0, 0), "1 false variant, refuted"),
        ((0, 0, 2, 0), "2 still true"),
        ((0, 0, 0, 0), "none: of such a claim no false variant is made"),
    ],
)
def test_the_self_test_hides_no_missed_error_and_says_when_there_is_none(counts, said):
    planted = dict(zip(("refuted", "missed", "still_true", "unknown"), counts, strict=True))
    (line,) = (x for x in story(replace(VERDICT, outcome="holds", planted=planted)) if "self-test" in x)
    assert line == f"    self-test    {said}"


def test_a_single_part_says_what_is_supposed_and_what_is_claimed():
    one = replace(VERDICT, parts=(("", WRONG),))
    statement = Statement(
        "own", (Claim(Relation((at_most(grows, "a <= a + b"), same(squares, "a^2 = a a")), (at_most(squares, "so it is"),))),)
    )
    lines = story(one, statement=statement)
    assert lines[lines.index("    given        a**2 <= a**2 (so it is)") + 1] == "    claim        a <= a + b; a**2 == a**2 (a^2 = a a)"


def test_what_other_claims_say():
    assert said(Executed((it_runs,))) == ([], ["Runs as it says"])
    assert said(Missing("a network")) == ([], ["out of reach here: a network"])
    given, claimed = said(catalogue.load("statements", "theorem-3.4.3").claims[0].what)
    assert claimed == ["T <= 4*(M*L1 + L0)*F/epsilon**2"] and "eta = 1/(2*(M*L1 + L0))" in given


def test_every_statement_says_something():
    for name in catalogue.names("statements"):
        for claim in catalogue.load("statements", name).claims:
            given, claimed = said(claim.what)
            assert claimed and all(isinstance(x, str) and x for x in (*given, *claimed)), (name, claim.part)


@pytest.mark.parametrize("name", SOME)
def test_it_fits_a_screen_and_only_lines_that_replay_are_wide(name, judged):
    verdicts, done = judged(name)
    about = Told(catalogue.load("statements", name), check.kind_of(name), catalogue.inventory()[name], done, True, 1.25)
    lines = list(block(verdicts, about))
    assert len(lines) <= 45
    assert all(len(line) <= WIDTH for line in lines[1:] if "theorysim replay" not in line)
    text = " ".join(" ".join(lines).split())
    for verdict in verdicts:
        assert f"outcome {verdict.outcome}" in text and " ".join(verdict.why.split()) in text
        assert all(part in text for part, _ in verdict.parts)
        assert verdict.witness is None or f"theorysim replay {verdict.witness}" in "\n".join(lines)


def test_json_has_no_infinity():
    said_ = as_json("own", "inequality", [VERDICT], True, True, 1.0)
    text = json.dumps(said_, allow_nan=False)
    assert json.loads(text)["readings"][0]["worst_ratio"] is None
