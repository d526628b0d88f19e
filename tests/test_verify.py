"""The independent checker: what was proved is accepted; what was forged, changed or left out is refused, with the reason."""

import copy
import json
import random
import re
import subprocess
import sys
from fractions import Fraction
from functools import cache
from math import isqrt
from pathlib import Path

import pytest
from planted_certificates import CLAIMS

from theorysim import catalogue
from theorysim.cli import main
from theorysim.domains import parameters
from theorysim.prove.certificates import Open, certificate, exported, refutation
from theorysim.readings import exact
from theorysim.readings.read import Unreadable
from theorysim.verify.certificate import claims_of, verify
from theorysim.verify.claims import asked
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Refused, letters_of
from theorysim.verify.words import relation_of

QUICK = ("proof-3.7.1-telescope", "eq-3.3", "proof-lemma-3.7.2", "remark-3.4.1-lower")
FALSE = "remark-3.4.1-lower"  # refuted as printed
OPEN = {"printed|any r: how many steps|1", "printed||1"}  # a text that loops until an exponential is small; what a point refutes
SHARED = Reader()  # of the package's files; those of a test are read each time
CHECKER = {
    "relations": ("trees.py", "words.py", "expressions.py", "reader.py", "leaf.py", "sums.py"),
    "kinds": (
        "claims.py",
        "expectations.py",
        "rays.py",
        "boxes.py",
        "witness.py",
        "balls.py",
        "runs.py",
        "derivatives.py",
        "texts.py",
        "runner.py",
        "plain.py",
    ),
}


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


# --- what holds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUICK)
def test_what_was_proved_is_accepted(name):
    certificates, without = made(name)
    assert certificates and set(without) <= OPEN
    found = told(path_of(name), json.loads(json.dumps(certificates)))
    assert sum(outcome == "accepted" for outcome, _ in found.values()) == len(certificates)
    assert all(outcome != "refused" for outcome, _ in found.values())


def test_a_proof_of_the_repaired_reading_does_not_serve_the_printed_one():
    certificates, _ = made(FALSE)
    repaired = next(key for key in certificates if not key.startswith("printed"))
    moved = {f"printed||{repaired.rsplit('|', 1)[1]}": certificates[repaired]}
    assert "accepted" not in {outcome for outcome, _ in told(path_of(FALSE), moved).values()}


def test_the_command_prints_each_claim_and_says_by_its_exit_status(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    assert main(["check", "proof-3.7.1-small-gradient", "--effort", "quick", "--certificates"]) == 1 - 1
    capsys.readouterr()
    assert main(["verify", "proof-3.7.1-small-gradient"]) == 0
    out = capsys.readouterr().out
    assert "accepted  repaired: when epsilon <= g <= min{L0/L1, 10 L0}: 2 relations" in out
    assert "accepted  printed: refuted at L0 = 1, L1 = 1/20, g = 20, epsilon = 1" in out
    assert out.endswith("2 accepted, 0 refused, 0 without a certificate\n")
    (file,) = (tmp_path / "certificates").glob("*.json")
    said = json.loads(file.read_text())
    ((proofs),) = (one["proofs"] for one in said["claims"].values() if "refutes" not in one)
    holder, key = next(sums_of(proofs))
    holder[key][0][0] = "7/3"
    (forged := tmp_path / "forged.json").write_text(json.dumps(said))
    assert main(["verify", str(forged)]) == 1
    assert "the sum is not 0" in capsys.readouterr().out
    assert main(["verify", "--all", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["accepted"], said["refused"]) == (2, []) and "theorem-3.4.1" in said["without"]


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "or --all"),
        (["eq-3.3", "--all"], "or --all"),
        (["eq-3.3"], "no certificate of eq-3.3 is kept"),
        (["eq-3.33"], "eq-3.33"),
        (["nowhere.json"], "nowhere.json"),
        (["wrong.json"], "it holds no certificate"),
    ],
)
def test_bad_usage_is_one_line(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("wrong.json").write_text('{"claims": 1}')
    assert main(["verify", *words]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


# --- what it reads --------------------------------------------------------------------------------------------------


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
    """Both sides of every relation of chapter 3 that is rational at a random point are the numbers that the package computes there."""
    reader, draw, compared = Reader(), random.Random(15), 0
    for name in catalogue.names("statements"):
        record = catalogue.load("statements", name)
        routes = [what for claim in record.claims for what in (claim.what, *claim.second)]
        for (*_, what), known in zip(claims_of(reader, path_of(name)), routes, strict=True):
            if type(known).__name__ in ("Relation", "Exists", "Cover"):
                assert what.kind == type(known).__name__
                for seen, side in zip(sides_of(what.kind, what.fields), sides_of(what.kind, vars(known)), strict=True):
                    node = relation_of(reader, seen)
                    assert node.head == side.sense and letters_of(node).keys() <= {p.name for p in parameters(side.body)}
                    compared += same_at_a_point(node, side, draw)
    assert compared > 800


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


# --- what it is made of ---------------------------------------------------------------------------------------------

ALONE = """
import json, sys
from pathlib import Path
from theorysim.verify.certificate import verify
from theorysim.verify.reader import Reader
found = [t.outcome for t in verify(Reader(), Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))]
assert "accepted" in found and "refused" not in found, found
print(*sorted(m for m in sys.modules if m.split(".")[0] not in sys.stdlib_module_names))
"""
BY_COMMAND = """
import sys
from theorysim.cli import main
from theorysim.domains import parameters
assert main(["verify", sys.argv[1]]) == 0
print(*sorted(m for m in sys.modules if m.split(".")[0] not in sys.stdlib_module_names))
"""
HEAVY = {"sympy", "numpy", "scipy", "numba", "llvmlite", "cvxpy", "mpmath"}


def imported(script, *words):
    done = subprocess.run([sys.executable, "-c", script, *map(str, words)], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_checker_imports_nothing_of_the_judges(tmp_path):
    (file := tmp_path / "one.json").write_text(json.dumps(made("eq-3.3")[0]))
    modules = imported(ALONE, path_of("eq-3.3"), file)
    assert {m.split(".")[0] for m in modules} & HEAVY == set()
    assert {m for m in modules if m.startswith("theorysim.") and not m.startswith("theorysim.verify")} == set()
    assert "flint" in modules and "theorysim.verify.leaf" in modules


def test_the_command_runs_no_judge(tmp_path):
    (file := tmp_path / "one.json").write_text(json.dumps({"statement": "eq-3.3", "claims": made("eq-3.3")[0]}))
    modules = imported(BY_COMMAND, file)
    assert {m.split(".")[0] for m in modules} & HEAVY == set()
    rooms = {m.split(".")[1] for m in modules if m.startswith("theorysim.")}
    assert (
        rooms & {"judge", "prove", "readings", "chance", "members", "trials", "laws", "falsify", "letters", "claims", "statements"} == set()
    )


# --- statements of one's own ----------------------------------------------------------------------------------------

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


NOT = [["1", ["not"], {}]]
HOLES = [  # what the judges took for proved, or might have; a certificate as somebody would forge it; why it is refused
    ("0 < sqrt(x**4 - 4*x**2 + 4)", "sign", {"+|": {"claim": NOT}}, "takes its absolute value"),
    ("0 <= F / log(1 + (k - 1)**2)", "sign", {"bb|": {}}, "nothing is said of need0"),
    ("0 < (100*x - 12347)**2", "free", {"f|": {"claim": NOT}}, "the sum is not 0"),
    ("0 < (100*x - 12347)**2", "free", {"f|": {"claim": []}}, "nothing in the sum is strictly positive"),
    ("1 / (1 + 1/n) < 1", "sign", {}, "the number 0 is not nonzero"),
    ("equals(x, 1 / (1/x))", "sign", {}, "the number 0 is not nonzero"),
    ("sqrt(number(-1))**2 <= 0", "sign", {}, "the number -1 is not nonnegative"),
    ("equals(log(number(-1)), log(number(-1)))", "sign", {}, "the number -1 is not positive"),
    ("equals(0 * power(number(-2), x), 0)", "free", {}, "neither whole nor half"),
    ("0 < log(1 + b**2)", "sign", {"b|": {"claim": [["1", ["not"], {"b": 1}]]}}, "the sum is not 0"),
    ("0 < log(1 + b**2)", "sign", {"b|": {"claim": []}}, "nothing in the sum is strictly positive"),
    ("equals(sqrt(x*x), x)", "free", {}, "takes its absolute value"),
    ("equals(sqrt(x*x), x)", "sign", {"-|": {"back": NOT, "claim": NOT}}, "the sum is not 0"),
    ("1 <= x / x", "sign", {"+|": {}, "-|": {}}, "the number 0 is not nonzero"),
    ("equals(sqrt(n**2 * g), n * sqrt(g))), given=(0 <= n**2 * g", "sign", {}, "nothing is said of need"),
    ("0 <= sqrt(x)", "free", {"f|": {"need0": [["1", ["q0-"], {}], ["1", ["not"], {}]]}}, "q0- is used before its time"),
    ("where(0 < 1/x, x, x) <= x", "free", {"f|T": {"need0": [1, [["1", ["c0", "not"], {}]]]}}, "c0 is used before its time"),
    ("equals(x/10, 0.1*x)", "free", {}, "the constant 0.1 is rounded"),
    ("equals(x/3, 1/3*x)", "free", {}, "the constant 1 and 3 under / is rounded"),
    ("exp(x) <= exp(number(1)/2 + abs(1/10))", "free", {}, "the name abs"),
]


@pytest.mark.parametrize("relation, split, leaves, why", HOLES, ids=[f"{i}: {h[0]}" for i, h in enumerate(HOLES)])
def test_a_hole_of_the_judges_is_refused(relation, split, leaves, why, tmp_path):
    check, _, rest = relation.partition("), given=(")
    path = statement(tmp_path, f"Relation(({check},), given=({rest},))" if rest else f"Relation(({check},))")
    outcome, reason = forged(path, {"0": {"split": split, "leaves": leaves}})
    assert (outcome, why in reason) == ("refused", True), reason
    with pytest.raises((Open, Refused)):
        export(path)


CONTROLS = [
    "Relation((x <= absolute(x), (absolute(y) - absolute(x))**2 <= (y - x)**2))",
    "Relation((0 <= F / log(1 + (K - 1)**2), 1 / (1 + 1/p) < 1, equals(p, 1 / (1/p)), equals(sqrt(p*p), p)))",
    "Relation((0 <= sqrt(x), 1 <= x / x), given=(0 < x,))",
    "Relation((0 < log(1 + b**2),), given=(0 < b,))",
    "Relation((1 + x <= exp(x), log(p) <= p - 1))",
    "Relation((sqrt(p*q) <= (p + q) / 2,), hints=((sqrt(p) - sqrt(q))**2 >= 0,))",
    "Exists((p < p + 1,))",
    'Cover((Piece("left", (x <= 0,), (((), x <= y**2),)), Piece("right", (0 < x,), (((), 0 < x),))))',
    'Order(3*p + q, "O", ceiling=Known(p + q, (Relation((p <= p + q,)),)))',
    'Order(p + 1, "not O", floor=Known(p**2 / 2, (Relation((0 <= p**2,)),)), given=(1 <= p,))',
]


@pytest.mark.parametrize("what", CONTROLS)
def test_a_true_control_is_accepted(what, tmp_path):
    path = statement(tmp_path, what)
    outcome, reason = forged(path, (made_here := export(path))["proofs"], **{k: v for k, v in made_here.items() if k != "proofs"})
    assert outcome == "accepted", reason


TRUE = {"split": "sign", "leaves": {}}
RAY = {"power": 1, "constant": 1, "least": 2, "along": {"p": [0, 1, 1]}}
KINDS = [  # claims that ask for what nobody shows, and why a certificate of them is refused
    ('Cover((Piece("left", (x <= 0,), (((), 0 < 1 + y**2),)), Piece("right", (1 < x,), (((), 0 < 1 + x**2),))))', {}, "axis0"),
    (
        'Cover((Piece("low", (1/x <= 2,), (((), 0 < 1 + x**2),)), Piece("high", (2 < 1/x,), (((), 0 < 1 + y**2),))))',
        {},
        "number 0 is not nonzero",
    ),
    ('Cover((Piece("all", (0 <= x**2,), (((y <= 1,), y <= 1),)),))', {}, "it speaks of no point, so it is a hypothesis"),
    ('Cover((Piece("all", (0 <= x**2,), ()),))', {}, "nothing is said of the piece all"),
    ('Order(p + q, "O", ceiling=Known(p + q, ()))', {"constant": 0}, "the constant 0"),
    ('Order(p, "O", ceiling=Known(p, (Relation((K <= K + p,), given=(p <= 1,)),)))', {"constant": 1}, "by0:given0"),
    ('Order(k, "O", ceiling=Known(k, (Relation((k <= k + 1,), given=(k <= 1,)),)))', {"constant": 1}, "by0:given0"),
    ('Order(p, "not O", floor=Known(p, ()))', {"ray": RAY}, "the sum is not 0"),
    ('Order(p, "not O", floor=Known(p, ()))', {"ray": {**RAY, "power": -1}}, "a ray along which nothing grows"),
    ('Order(p, "not O", floor=Known(p**2, ()), given=(p <= 5,))', {"ray": RAY}, "given0"),
    ('Order(0*p, "not O", floor=Known(p, ()))', {"ray": RAY}, "the number 0 is not positive"),
    ('Order(b, "not O", floor=Known(b**2, ()))', {"ray": {**RAY, "along": {"b": [0, 1, 1]}}}, "nothing is said of claim: -t - 1 is nonneg"),
    ("Expected(g <= g + n, multiplier=letter('s', Nonnegative))", {}, "the multiplier is not the same at every outcome"),
    ("Expected(letter('a', Real) <= 0, given=(letter('a', Real) <= 0,))", {}, "a hypothesis speaks of an outcome"),
    ("Expected(0 <= letter('r', Positive))", {}, "a letter of an outcome has another domain"),
    ("Relation(())", {}, "nothing is claimed"),
]


@pytest.mark.parametrize("what, opened, why", KINDS)
def test_each_kind_asks_for_all_of_it(what, opened, why, tmp_path):
    proofs = {
        label: TRUE
        for label in ("0", "constant", "by0:0", "outcome", "p0", "b0", "b1", "positive", *(f"{i}.{j}" for i in range(3) for j in range(3)))
    }
    if "sum is not" in why:
        proofs["grows"] = {"split": "sign", "leaves": {"b|": {"claim": NOT}}}
    if "number 0" in why:
        sums = {"claim": [["1", ["h0"], {}], ["1", ["not"], {}]]}
        proofs["axis0"] = {"split": "sign", "leaves": {"+|": sums, "-|": sums}}
    outcome, reason = forged(statement(tmp_path, what), proofs, **opened)
    assert outcome == "refused" and why in reason, reason


def test_a_point_between_the_pieces_is_not_left_out(tmp_path):
    path = statement(tmp_path, 'Cover((Piece("left", (x <= 0,), (((), x <= y**2),)), Piece("right", (1 < x,), (((), 0 < x),))))')
    with pytest.raises(Open):
        export(path)
    whole = statement(tmp_path, 'Cover((Piece("left", (x <= 0,), (((), x <= y**2),)), Piece("right", (0 < x,), (((), 0 < x),))))')
    proofs = export(whole)["proofs"]
    assert forged(whole, proofs)[0] == "accepted"
    path = statement(tmp_path, 'Cover((Piece("left", (x <= 0,), (((), x <= y**2),)), Piece("right", (1 < x,), (((), 0 < x),))))')
    assert forged(path, proofs)[0] == "refused"
    del proofs["axis0"]
    assert forged(statement(tmp_path, CONTROLS[7]), proofs) == ("refused", f"{whole}:14: nothing is said of axis0")


DENIAL = "Denial((p <= 1,), (((), p <= 1),), 2 <= p)"
REFUTED = [  # a false claim, what refutes it, and what does not, with the reason
    ("Relation((x <= 2, x**2 <= 2), given=(0 <= x,))", {"check": 1, "point": {"x": "3/2"}}, {"x": "1"}, "the claim fails"),
    ("Relation((x <= 1,), given=(0 <= x,))", {"check": 0, "point": {"x": "3/2"}}, {"x": "-2"}, "a hypothesis holds"),
    ("Relation((y <= x,), given=(x <= 0,))", {"check": 0, "point": {"x": "-1", "y": "0"}}, {"x": "1", "y": "2"}, "a hypothesis holds"),
    ("Relation((p <= 1,))", {"check": 0, "point": {"p": "3/2"}}, {"p": "0"}, "p = 0 lies outside its domain"),
    ("Relation((sqrt(p) <= exp(p) - 2,))", {"check": 0, "point": {"p": "1/3"}}, {"p": "1", "q": "1"}, "the letters of the point"),
    ("Relation((1 <= x / x,))", {"check": 0, "point": {"x": "2"}}, {"x": "0"}, "a divisor that may vanish"),
    (f"Exists((2 <= p,), denials=({DENIAL},))", {"denial": 0, "point": {"p": "1/2"}}, {"p": "2"}, "a hypothesis holds"),
    ("Relation((N <= 2,))", {"check": 0, "point": {"N": "3"}}, {"N": "5/2"}, "N = 5/2 lies outside its domain"),
]


@pytest.mark.parametrize("what, said, other, why", REFUTED)
def test_a_witness_refutes_a_false_claim_and_no_other(what, said, other, why, tmp_path):
    more = "from theorysim.domains import Count\nfrom theorysim.model import Denial\n\nN = letter('N', Count)"
    path = statement(tmp_path, what, more)
    reader = reader_of(path)
    ((_, _, _, claim),) = claims_of(reader, path)
    if "x / x" not in what:
        one = refutation(reader, claim, said["point"])
        assert one["refutes"] == said
        outcome, reason = told(path, {"printed||0": one})["printed", "", 0]
        assert outcome == "accepted" and reason.startswith(f"refuted at {next(iter(said['point']))} = ")
    outcome, reason = told(path, {"printed||0": {"refutes": {**said, "point": other}, "proofs": {}}})["printed", "", 0]
    assert outcome == "refused" and why in reason
    with pytest.raises((Open, Refused)):
        refutation(reader, claim, other)


def test_an_order_is_refuted_along_a_ray(tmp_path):
    path = statement(tmp_path, 'Order(p, "O", floor=Known(p**2, (Relation((0 <= p**2,)),)))')
    reader = reader_of(path)
    ((_, _, _, claim),) = claims_of(reader, path)
    one = refutation(reader, claim, {})
    assert told(path, {"printed||0": one})["printed", "", 0][1].startswith("refuted along a ray, ")
    path = statement(tmp_path, 'Order(p, "O", floor=Known(2*p, (Relation((0 <= p**2,)),)))')
    assert told(path, {"printed||0": one})["printed", "", 0][0] == "refused"


def test_what_holds_on_the_printed_ranges_is_shown_on_boxes(tmp_path):
    path = statement(tmp_path, "Relation((exp(sqrt(p)) <= p + 3,), search={'p': (0.1, 3)})")
    proof = export(path)["proofs"]["0"]
    outcome, why = forged(path, {"0": proof})
    assert outcome == "accepted" and why.startswith("on the printed ranges, ")
    for tree, reason in (
        ({}, "not shown where p in [0.1, 3]"),
        ({"cut": ["p", "5", {}, {}]}, "outside of the box"),
        ({"cut": ["p", "1/10", {}, proof["tree"]]}, "outside of the box"),
        ({"cut": ["p", "2", proof["tree"]["cut"][2], {}]}, "not shown where"),
    ):
        outcome, why = forged(path, {"0": {"tree": tree}})
        assert outcome == "refused" and reason in why
    for what in (
        "Relation((exp(sqrt(p)) <= p + 3,), search={'p': (0.1, 5)})",  # exp(sqrt(5)) is above 8
        "Relation((exp(sqrt(p)) <= p + 3,))",
        "Relation((exp(sqrt(p)) <= p + 3,), given=(p <= 4,), search={'p': (0.1, 3)})",
        "Relation((1/x <= 9,), search={'x': (-1, 1)})",
    ):
        path = statement(tmp_path, what)
        with pytest.raises((Open, Refused)):
            export(path)
        assert forged(path, {"0": proof})[0] == "refused"


RUN = next(one for one in CLAIMS if one[0] == "run")
RUNS = [  # what a forged run says, and why it is refused
    ({"start": "4"}, "does not take more steps"),
    ({"steps": 6}, "does not take more steps"),
    ({"steps": 4}, "does not take more steps"),
    ({"steps": 0}, "a run of 0 steps"),
    ({"own": {"a": "2"}}, "does not take more steps"),
    ({"own": {}}, "value depends on a"),
    ({"objective": "absolute_value"}, "depends on v"),
    ({"objective": "nothing"}, "is not read"),
    ({"constants": {"L0": "99/100", "L1": "1", "epsilon": "1/4"}}, "is nonnegative"),  # too small for a curvature of 1
    ({"constants": {"L0": "1", "L1": "1", "epsilon": "1"}}, "does not take more steps"),
    ({"constants": {"L0": "1", "L1": "0", "epsilon": "1/4"}}, "L1 may lie outside its domain"),
    ({"constants": {"L0": "1", "L1": "1", "epsilon": "1/4", "F": "1"}}, "none of the certificate's"),
    ({"constants": {"L0": "1", "L1": "1", "epsilon": "1/4", "f_star": "1"}}, ""),
]


@pytest.mark.parametrize("change, why", RUNS)
def test_a_run_refutes_a_bound_only_where_it_is_one_of_the_class(change, why, tmp_path):
    _, what, more, run, _ = RUN
    path = statement(tmp_path, what, more)
    reader = reader_of(path)
    ((_, _, _, claim),) = claims_of(reader, path)
    one = refutation(reader, claim, run)
    assert told(path, {"printed||0": one})["printed", "", 0][1].startswith("refuted by 5 steps on quadratic with a = 1 from 8, ")
    said = {**one["refutes"]["run"], **change}
    said["constants"] = {"f_star": "0", **said["constants"]}
    outcome, reason = told(path, {"printed||0": {"refutes": {"run": said}, "proofs": one["proofs"]}})["printed", "", 0]
    assert outcome == "refused" and why in reason
    with pytest.raises((Open, Refused)):
        certificate(reader, claim)


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


# --- changes --------------------------------------------------------------------------------------------------------


def sums_of(proofs):
    """Yield the lists of terms of a certificate, with the place of each: what holds it, and the key."""
    for proof in proofs.values():
        for leaf in proof["leaves"].values():
            for goal, terms in leaf.items():
                yield (terms, 1) if terms and type(terms[0]) is int else (leaf, goal)


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
    root = Fraction(isqrt(abs(a.numerator)), isqrt(a.denominator)) if n.denominator == 2 else a
    assert n.denominator <= 2 and root**n.denominator == a
    return root**n.numerator


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


def test_the_file_stays_small_enough_to_be_read():
    folder = Path(sys.modules["theorysim.verify.reader"].__file__).parent
    lines = {p.name: len(p.read_text().splitlines()) for p in folder.glob("*.py")}
    assert max(lines.values()) < 400
    assert all(lines[name] < 150 for name in CHECKER["kinds"])
