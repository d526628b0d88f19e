"""Every statement that has a file: what it says by hand, its verdicts, its witnesses, its planted errors and its record."""

import ast
import json
import shlex
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from few import few
from keeping import JUDGED, ROWS
from typer.testing import CliRunner

from theorysim import catalogue
from theorysim.cli import app
from theorysim.commands import check
from theorysim.judge import bound
from theorysim.judge.expected import breaks
from theorysim.judge.planted import mutants
from theorysim.judge.relation import judge_link
from theorysim.judge.verdict import judge_claim
from theorysim.laws.every import complaints
from theorysim.laws.statements import OUTCOMES, has_a_value_worked_out_by_hand
from theorysim.memory import ledger
from theorysim.model import Bound, Expected, Relation
from theorysim.prove.search import search
from theorysim.prove.variants import variant
from theorysim.show.block import as_json
from theorysim.show.replay import replay

NAMES = catalogue.names("statements")
AGAIN = ("definition-3.2.1", "eq-3.10", "theorem-3.4.3")  # judged twice: algebra, a refutation, runs
SOME = tuple(dict.fromkeys((*AGAIN[:2], "figure-3-3", *JUDGED[:4])))  # every outcome is among them


def _claims(name):
    statement = catalogue.load("statements", name)
    keys = (":".join(filter(None, (statement.id, c.reading.split(":")[0], c.part))) for c in statement.claims)
    return list(zip(keys, statement.claims, strict=True))


def _evidence(found):
    """Return (reading, part) -> evidence."""
    return {(v.reading, part): e for v in found for part, e in v.parts}


def test_there_are_statements():
    assert len(NAMES) >= 29 and set(NAMES) <= set(catalogue.inventory())


@pytest.mark.parametrize("name", NAMES)
def test_the_identifier_is_that_of_the_file_and_of_the_inventory(name):
    path = catalogue.find(name, ("statements",)).path
    assert path.stem == name.replace("-", "_").replace(".", "_")
    assert path.parent.name == f"chapter{catalogue.inventory()[name]['chapter']}"
    assert catalogue.load("statements", name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_the_laws_of_statements_and_has_a_value_worked_out_by_hand(name):
    statement = catalogue.load("statements", name)
    assert complaints(statement) == [] and has_a_value_worked_out_by_hand(statement) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_outcome_is_written_in_a_statement(name):
    tree = ast.parse(catalogue.find(name, ("statements",)).path.read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not words & OUTCOMES


@pytest.mark.parametrize("name", JUDGED)
def test_the_verdict_is_done_and_the_recorded_one(name, judged):
    found, done = judged(name)
    assert done, [(v.reading, v.outcome, v.why) for v in found]
    assert found[0].reading == "printed" and all(v.outcome == "holds" for v in found[1:])
    row = ROWS[name]
    assert (row["printed"]["outcome"], row["cause"], row["done"]) == (found[0].outcome, found[0].cause, True)
    assert (row["repaired"] or {}).get("outcome") == (found[1].outcome if len(found) > 1 else None)


def test_every_refutation_replays(judged):
    replayed = 0
    for name in JUDGED:
        for (reading, part), evidence in _evidence(judged(name)[0]).items():
            if evidence.outcome != "refuted":
                continue
            label, *words = shlex.split(evidence.witness)
            if evidence.by in ("never_exceeds", "hits"):  # a setting: its steps are those of the bound
                _replays_as_a_run(evidence)
                replayed += 1
                continue
            assert label == ":".join(filter(None, (name, reading.split(":")[0], part)))
            values = _values(evidence.witness)
            lines = list(replay(catalogue.load("statements", name), reading.split(":")[0], part, values))
            kinds = {kind: [line for line in lines if line.startswith(kind + ":")] for kind in ("hypothesis", "where", "claim", "denied")}
            assert all(line.endswith("holds, exactly") for line in (*kinds["hypothesis"], *kinds["where"])), lines
            if evidence.by == "denial":
                assert kinds["denied"] and all(": proved where" in line for line in kinds["denied"]), lines
                assert not any(line.endswith("holds, exactly") for line in kinds["claim"]), lines  # the formula may divide by 0 there
            else:
                assert any(line.endswith("fails, exactly") for line in kinds["claim"]), lines
            replayed += 1
    refuted = [name for name in JUDGED if ROWS[name]["printed"]["outcome"] == "refuted"]
    assert replayed >= len(refuted)


def _values(line):
    """Return the numbers of a line that replays a claim at a point."""
    pairs = [w.split("=") for w in shlex.split(line)[1:] if w != "-p"]
    return {n.removeprefix("statement."): Fraction(v) for n, v in pairs}


def _replays_as_a_run(evidence):
    assert evidence.witness == evidence.run.line()
    answer = CliRunner().invoke(app, ["replay", *shlex.split(evidence.witness), "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert found["T"] is None and found["claim"]["verdict"] == "exceeded", answer.output
    assert found["claim"]["bound"] == pytest.approx(evidence.run.allowed) and found["claim"]["says"] == evidence.run.says


@pytest.mark.parametrize("name", JUDGED)
def test_what_is_refuted_and_what_a_theorem_says_was_seen_on_two_routes(name, judged):
    for verdict in judged(name)[0]:
        if verdict.outcome == "refuted" or name.startswith(("theorem", "lemma")):
            assert len(verdict.routes) > 1 and {outcome for _, outcome in verdict.routes} <= {verdict.outcome, "undecided"}, verdict.routes
            assert sum(outcome == verdict.outcome for _, outcome in verdict.routes) > 1, verdict.routes


def _shape(name, found, done, agrees=True):
    return {k: v for k, v in as_json(name, check.kind_of(name), found, agrees, done, 0.0).items() if k != "seconds"}


@pytest.mark.parametrize("name", AGAIN)
def test_the_same_effort_gives_the_same_and_the_record_feeds_no_verdict(name, tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "objectives", few("quadratic", "slow"))
    _, found, done, _ = check.judge_one(name, "quick")
    monkeypatch.setattr(ledger, "FILE", tmp_path / "ledger.json")
    ledger.write({n: _flipped(row) for n, row in ROWS.items()})
    _, again, done_again, _ = check.judge_one(name, "quick")
    assert json.dumps(_shape(name, again, done_again)) == json.dumps(_shape(name, found, done))


def _flipped(row):
    printed = {**row["printed"], "outcome": "refuted" if row["printed"]["outcome"] == "holds" else "holds"}
    return {**row, "printed": printed}


def test_a_flipped_row_flips_agrees_and_not_the_outcome(judged, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(check, "judged", lambda names, *_: ((n, *judged(n), 0.0) for n in names))
    check.check(SOME, "quick", 2, False, True)
    before = {s["id"]: s for s in json.loads(capsys.readouterr().out)["statements"]}
    assert all(s["agrees"] for s in before.values())
    monkeypatch.setattr(ledger, "FILE", tmp_path / "ledger.json")
    for name in SOME:
        ledger.write({**ROWS, name: _flipped(ROWS[name])})
        assert check.check(SOME, "quick", 2, False, True) == (3 if judged(name)[0][0].outcome == "undecided" else 1)
        after = {s["id"]: s for s in json.loads(capsys.readouterr().out)["statements"]}
        assert after[name] == {**before[name], "agrees": False}
        assert all(after[n] == before[n] for n in SOME if n != name)


def test_planted_errors_are_caught(judged):
    """R14. Every reading that holds, but for texts that only run, carries planted errors; at least 95 % of all are refuted."""
    total = Counter()
    for name in JUDGED:
        for verdict in judged(name)[0]:
            total.update(verdict.planted)
            kinds = {type(c.what).__name__ for _, c in _claims(name) if c.reading == verdict.reading}
            if verdict.outcome == "holds" and kinds != {"Executed"}:
                assert verdict.planted["refuted"] > 0, (name, verdict.reading, verdict.planted)
    if len(JUDGED) == len(NAMES):  # of a few statements the shares say little
        assert total["refuted"] >= 300
        assert total["missed"] <= 0.05 * (total["refuted"] + total["missed"]), total
        assert total["unknown"] < total["refuted"], total


@pytest.mark.parametrize("name", JUDGED)
def test_a_constant_tightened_past_the_slack_is_refuted(name, judged):
    evidence = _evidence(judged(name)[0])
    for key, claim in _claims(name):
        found = evidence[claim.reading, claim.part]
        if found.outcome != "holds" or found.slack is None:
            continue
        if isinstance(claim.what, Bound):
            tight = bound.judge_bound(claim.what, "quick", key, catalogue.objectives(), lambda b, s=found.slack: b * 0.95 / s)
            assert (tight.outcome, tight.grade) == ("refuted", "certified"), key
        elif isinstance(claim.what, Relation):
            given, ranges = claim.what.given, claim.what.search
            checks = [(c, search(c, given, ranges, "quick").worst_ratio) for c in claim.what.checks]
            check, ratio = max(checks, key=lambda pair: pair[1] or 0.0)  # the one that the printed slack is of
            assert ratio and found.slack == pytest.approx(1 / ratio)
            tight = next(mutant for kind, mutant, _ in mutants(check, given, ratio) if kind == "constant")
            assert judge_link(tight, given, ranges, "quick", key)[0].outcome == "refuted", key
        elif isinstance(claim.what, Expected):
            factor = Fraction(found.slack * 1.05)
            body = variant(claim.what.check.body, lambda left, right, f=factor: (left * f.numerator, right * f.denominator))
            tight = replace(claim.what, check=replace(claim.what.check, body=body))
            assert breaks(tight, _values(found.witness)), key


def test_a_claim_whose_proof_is_wrong_is_not_confirmed_by_it():
    claim = catalogue.load("statements", "lemma-3.7.1").claims[0]
    wrong = replace(claim, second=(Relation(tuple(m for c in claim.what.checks for k, m, _ in mutants(c, (), 1.0) if k == "sign")),))
    found, (proof,) = judge_claim(wrong, "quick", "s", {})
    assert (found.outcome, proof.outcome) == ("holds", "undecided") and "says nothing of the claim" in found.why
