"""Certificates of each kind of claim: what was forged, or leaves something out, is refused with the reason; true controls are accepted."""

import pytest
from planted_certificates import CLAIMS
from verifying import export, forged, reader_of, statement, told

from theorysim.prove.certificates import Open, certificate, refutation
from theorysim.verify.certificate import claims_of
from theorysim.verify.trees import Refused

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
    ("equals(0 * power(number(-2), x), 0)", "free", {}, "the number -2 is not positive"),
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
    ("exp(x) <= exp(number(1)/2 + abs(1/10))", "free", {}, "the constant 1 and 10 under / is rounded"),
    ("0 < n), given=(n**0.5 <= 1", "sign", {"0|": {"claim": NOT}}, "nothing in the sum is strictly positive"),  # 0^(1/2) is a number
    ("0 < absolute(x)**p", "sign", {}, "the number 0 is not positive"),
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


@pytest.mark.parametrize(
    "what, less",
    [
        ("erfc(x) <= number(1573) / 10000", "erfc(x) <= number(1572) / 10000"),  # erfc(1) is 0.15729...
        ("flat(x - 2, 0) <= number(369) / 1000", "flat(x - 2, 0) <= number(367) / 1000"),  # 1/e, at the end
        ("flat(x - 2, 2) <= number(368) / 1000", "flat(x - 2, 2) <= number(367) / 1000"),  # 1/e, where it turns
    ],
)
def test_an_error_function_and_a_flat_one_are_enclosed(what, less, tmp_path):
    """On [1, 3]; before 2 the flat ones are 0."""
    more = "from theorysim.maths import erfc, flat\n"
    path = statement(tmp_path, f"Relation(({what},), search={{'x': (1, 3)}})", more)
    proofs = export(path)["proofs"]
    assert forged(path, proofs)[0] == "accepted"
    wrong = statement(tmp_path, f"Relation(({less},), search={{'x': (1, 3)}})", more)
    assert forged(wrong, proofs)[0] == "refused"
    with pytest.raises((Open, Refused)):
        export(wrong)


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
