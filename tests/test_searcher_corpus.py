"""The searcher's corpus: every wrong variant is wrong by a witness of its own, verified beyond float64, which its statement survives."""

import runpy
from collections import Counter
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import numpy as np
import pytest
from planted_witnesses import WITNESSES, Point, Run, Tree, plateau, tooth, two_wells

from theorysim import outside
from theorysim.chance.atoms import number_of_atoms, over_law
from theorysim.cli import main as cli
from theorysim.domains import parameters
from theorysim.laws.every import complaints
from theorysim.members.certify import certified, why_not_attained
from theorysim.model import Bound, Expected
from theorysim.prove.search import fails_at
from theorysim.readings import exact
from theorysim.readings.confirm import confirm
from theorysim.settings import record
from theorysim.trials.beyond_floats import exceeds
from theorysim.trials.drawing import settle
from theorysim.trials.free import constants_of_noise
from theorysim.trials.noiseless import criterion

STUDY = Path(__file__).parents[1] / "studies" / "searcher"
CORPUS = runpy.run_path(str(STUDY / "corpus.py"))
WRONG, HOLDS = CORPUS["WRONG"], CORPUS["HOLDS"]
DROPPED = {"convex_without_convex", "subgradient_without_convex", "gain_long_step", "lemma_long_step", "lemma_any_step"}
DROPPED |= {"contraction_any_curvature", "gronwall_any_length"}  # variants without a hypothesis that the witness does not meet
BASES = {("theorem_3_4_4", 0): 1, ("theorem_3_4_5", 0): 1}  # the printed reading is the variant, the repaired one holds


class NoSetting(Exception):
    """A witness is no setting of a claim: a hypothesis, a range, the class of functions."""


def asked(whether, what):
    if not whether:
        raise NoSetting(what)


def claimed(entry, folder):
    (claim,) = record("statements", entry.write(folder)).claims
    return claim.what


def base_of(entry):
    claim = entry.claim if entry.changes else BASES.get((entry.base, entry.claim))
    return replace(entry, name=f"base_{entry.name}", changes=(), claim=claim)


def in_ranges(what, numbers):
    noise = constants_of_noise(what) if isinstance(what, Bound) else ()
    return all(low <= numbers[n] <= high or (n in noise and numbers[n] == 0) for n, (low, high) in what.search.items() if n in numbers)


def shown(what, witness):
    """Tell whether a witness shows, beyond float64, that a claim is false. Raises NoSetting."""
    if isinstance(witness, Tree):
        return chance_of_hitting(what, witness.run) < F(what.quantile)
    if isinstance(witness, Run):
        return exceeds(what, witness.objective, settled(what, witness)[0])
    numbers = dict(witness.numbers)
    relation = over_law(what, number_of_atoms(numbers)) if isinstance(what, Expected) else what
    asked(in_ranges(what, numbers), "ranges")
    bodies = (*(s.body for s in (*relation.checks, *relation.given)),)
    asked(all(p.domain.holds(numbers[p.name]) for body in bodies for p in parameters(body)), "domains")
    asked(all(confirm(g, numbers) is True for g in relation.given), "hypotheses")
    return any(fails_at(check, relation.given, numbers) for check in relation.checks)


def settled(what, run):
    """Return the setting of a run, and what follows from it; on a proved member of the class. Raises NoSetting."""
    raw = {**run.constants, "start": run.start, "epsilon": run.epsilon}
    known = settle(what, run.objective, {k: np.array([v]) for k, v in raw.items()})
    numbers = {k: float(v[0]) for k, v in known.items()}
    asked(certified(run.objective, what.classes), "class")
    asked(numbers["sound"] == 1 and in_ranges(what, numbers), "ranges")
    if "R" in {p.name for b in (what.bound, *what.method_constants.values()) for p in parameters(b)} or what.until is not None:
        asked(not why_not_attained(run.objective), why_not_attained(run.objective))
    return raw, numbers


def chance_of_hitting(what, run):
    """Return the probability that a method of one stage hits by the bound, where the noise is plus or minus tau, in fractions."""
    raw, numbers = settled(what, run)
    rational = {n: F(v) for n, v in numbers.items()}
    (step,) = what.method.stages
    own = {n: exact.evaluate(body, {p.name: rational[p.name] for p in parameters(body)}) for n, body in what.method_constants.items()}
    assert what.until is None and criterion(what).body(2.0) == 2.0  # the gradient norm
    inside = {p.name: F(raw[f"objective.{p.name}"]) for p in run.objective.parameters}
    standing, hit = {F(run.start): F(1)}, F(0)
    for k in range(int(numbers["B"]) + 1):
        left = {}
        for x, p in standing.items():
            g = exact.evaluate(run.objective.gradient, {"x": x, **inside})
            if abs(g) < F(run.epsilon):
                hit += p
                continue
            for noise in (rational["tau"], -rational["tau"]):
                there = exact.evaluate(step, {"x": x, "g": g + noise, **own})
                left[there] = left.get(there, F(0)) + p / 2
        standing = left
        assert len(standing) < 100 and k < 10_000
    return hit


def test_the_corpus_is_what_it_says():
    """40 wrong ones or more, 3 of one statement at most, 8 random ones or more, and 20 that hold; each with a name of its own."""
    assert len(WRONG) >= 40 and len(HOLDS) == 20
    assert max(Counter(e.base for e in WRONG).values()) <= 3
    assert len({e.name for e in (*WRONG, *HOLDS)}) == len(WRONG) + len(HOLDS)
    assert {e.name for e in WRONG} == set(WITNESSES) and all(e.says for e in WRONG)


@pytest.mark.parametrize("entry", WRONG, ids=lambda e: e.name)
def test_its_witness_shows_that_a_variant_is_wrong_and_its_statement_survives_it(entry, tmp_path):
    witness = WITNESSES[entry.name]
    assert shown(claimed(entry, tmp_path), witness)
    if isinstance(witness, Tree):
        return  # that of the statement, whose step is shorter, has too many outcomes
    try:
        assert not shown(claimed(base_of(entry), tmp_path), witness)
    except NoSetting:
        assert entry.name in DROPPED
    else:
        assert entry.name not in DROPPED


@pytest.mark.parametrize("objective", [tooth(1 / 2), tooth(3 / 4), plateau(1 / 64), two_wells()], ids=["tooth", "deep", "plateau", "wells"])
def test_the_functions_of_witnesses_keep_the_laws(objective):
    assert complaints(objective) == []


def test_a_good_part_is_random(tmp_path):
    claims = [claimed(e, tmp_path) for e in WRONG]
    random = sum(isinstance(c, Expected) or (isinstance(c, Bound) and c.noise is not None) for c in claims)
    assert random >= 8 and sum(isinstance(c, Bound) for c in claims) >= 20


def test_a_change_that_does_not_stand_in_the_file_is_refused():
    with pytest.raises(ValueError, match="does not stand in"):
        replace(WRONG[0], changes=(("no such words", ""),)).text()


def test_a_witness_that_shows_nothing_is_seen(tmp_path):
    by_name = {e.name: claimed(e, tmp_path) for e in WRONG if e.name in ("smooth_exponent", "young_half", "sgd_same_step")}
    good = WITNESSES["smooth_exponent"]
    assert not shown(by_name["smooth_exponent"], replace(good, epsilon=1 / 2, constants={"objective.delta": 1.0}))
    assert not shown(by_name["young_half"], Point({"x": F(1), "y": F(-1), "c": F(1)}))
    quiet = WITNESSES["sgd_same_step"].run
    assert not shown(by_name["sgd_same_step"], Tree(replace(quiet, constants={**quiet.constants, "tau": 1 / 8})))
    with pytest.raises(NoSetting):
        shown(by_name["smooth_exponent"], replace(good, epsilon=100.0))


def test_the_study_searches_longer_until_it_finds_and_keeps_what_it_found(tmp_path, monkeypatch, capsys):
    study = outside.loaded(str(STUDY / "study.py"))
    few = [e for e in study.WRONG if e.name in ("young_half", "smooth_double_step")], [study.HOLDS[-2]]
    for name, chosen in zip(("WRONG", "HOLDS"), few, strict=True):
        monkeypatch.setattr(study, name, chosen)
    said, looked = {"young_half": "refuted", "smooth_double_step": "not refuted"}, []

    def searched(entry, limit, folder):
        looked.append((entry.name, limit))
        late = entry.name == "smooth_double_step" and limit == 2
        outcome = "refuted" if late else said.get(entry.name, "not refuted")
        return {"outcome": outcome, "seconds": limit, "evaluations": 1, "worst_ratio": None, "says": ""}

    monkeypatch.setattr(study, "searched", searched)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # the second time there is nothing to do
        assert cli(["study", str(STUDY), "-p", "limits=1,2", "-o", "out"]) == 0
        assert sorted(looked) == [("smooth_double_step", 1), ("smooth_double_step", 2), (few[1][0].name, 2), ("young_half", 1)]
    lines = capsys.readouterr().out.splitlines()
    assert "| 1 s | 1 (50.0%) | 2 |  |  |" in lines and "| 2 s | 2 (100.0%) | 2 | 0 | 1 |" in lines
    monkeypatch.setattr(study, "SOURCES", ("falsify",))
    assert cli(["study", str(STUDY), "-p", "limits=1,2", "-o", "out"]) == 0
    assert len(looked) == 8


def test_a_search_is_a_process_of_its_own_whose_failure_is_told(tmp_path):
    study = outside.loaded(str(STUDY / "study.py"))
    by_name = {e.name: e for e in study.WRONG}
    assert study.searched(by_name["young_half"], 5, tmp_path)["outcome"] == "refuted"
    with pytest.raises(RuntimeError, match="bad"):
        study.searched(replace(by_name["young_half"], name="bad", changes=(("Statement(", "Statement[("),)), 5, tmp_path)
