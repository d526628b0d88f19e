"""Certificates written for Coq: what a script says, what is not written, and that Coq compiles a sample."""

import os
import random
import re
import shutil
import subprocess

import pytest
from planted_certificates import CLAIMS, found, statement

from theorysim import catalogue
from theorysim.cli import main
from theorysim.memory import certificates
from theorysim.prove.certificates import exported
from theorysim.verify.certificate import claims_of
from theorysim.verify.coq_script import scripts, whole
from theorysim.verify.reader import Reader

SAMPLE = 40
COQ = shutil.which("coqc")
REQUIRED = os.environ.get("THEORYSIM_COQ") == "required"


def written(tmp_path, what, more=""):
    certificate = found(tmp_path, what, more, {})
    return list(scripts(Reader(), statement(tmp_path, what, more), {"printed||0": certificate}))


def compiled(path):
    return subprocess.run([COQ, "-q", path.name], cwd=path.parent, capture_output=True, text=True, check=False)


def test_a_need_is_a_lemma_of_its_own(tmp_path):
    ((_, lemmas, why),) = written(tmp_path, "Relation((0 <= y**2 / (x - 1),), given=(1 < x,))")
    needs = [one for one in lemmas if "_need" in one.splitlines()[0]]
    assert not why and needs
    assert all(re.search(r", \(.*\) <> 0\.$", one.splitlines()[0]) for one in needs)
    (claim,) = (one for one in lemmas if "0 <= (" in one.splitlines()[0])
    assert "(H0 : 1 < (v_x - v_x_))" in claim and "pose proof" in claim


def test_what_is_not_written_is_named(tmp_path):
    whys = {kind: [why for *_, why in written(tmp_path, what, more)] for kind, what, more, broken, _ in CLAIMS if not broken}
    assert whys["boxes"] == whys["a flat function"] == ["boxes are shown in balls"] and whys["text"] == []
    of_letters = {why for kind in ("powers", "a moment", "along u") for why in whys[kind]}
    assert "a power whose exponent holds a letter is not written" in of_letters
    others = whys.keys() - {"boxes", "a flat function", "powers", "a moment", "along u"}
    assert all(why == "" for kind in others for why in whys[kind]), whys
    (((_, lemmas, why)),) = written(tmp_path, "Relation((exp(b) <= 1 + 2*b,))")
    assert lemmas == [] and why.endswith("the chord of exp")


@pytest.mark.parametrize(
    "words, said",
    [(["--coq", "eq-3.3"], "-o FILE.v"), (["--coq", "-o", "a.v"], "-o FILE.v"), (["eq-3.3", "-o", "a.v"], "the file of --coq")],
)
def test_bad_usage_is_one_line(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["verify", *words]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


def test_the_command_writes_a_statement(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    what = CLAIMS[0][1]
    path = statement(tmp_path, what, "")
    name = f"{path}:statement"
    certificates.write(name, {"printed||0": found(tmp_path, what, "", {})})
    assert main(["verify", "--coq", name, "-o", str(tmp_path / "own.v")]) == 0
    assert "lemmas of 2 relations" in capsys.readouterr().out
    assert (tmp_path / "own.v").read_text().startswith("Require Import Reals")


@pytest.mark.coq
@pytest.mark.skipif(not COQ and not REQUIRED, reason="Coq is not installed")
def test_coq_compiles_what_is_written_of_every_kind(tmp_path):
    for kind, what, more, broken, _ in CLAIMS:
        if not broken and kind not in ("boxes", "text"):
            path = tmp_path / f"{'_'.join(re.findall('[a-z]+', kind))}.v"
            path.write_text(whole(iter(written(tmp_path, what, more))))
            done = compiled(path)
            assert done.returncode == 0, (kind, done.stderr)


@pytest.mark.coq
@pytest.mark.skipif(not COQ and not REQUIRED, reason="Coq is not installed")
def test_coq_compiles_a_sample_of_chapter_3(tmp_path):
    """Relations of statements that are drawn; of those whose certificates are not found quickly others are taken."""
    draw, count = random.Random(40), 0
    names = sorted(name for name in catalogue.names("statements") if name.startswith(("proof-", "eq-", "lemma-", "text-")))
    draw.shuffle(names)
    for name in names:
        path = catalogue.find(name, ("statements",)).path
        held = {(reading, part) for reading, part, _, what in claims_of(Reader(), path) if getattr(what, "kind", "") == "Relation"}
        made, _ = exported(Reader(), path, "statement", held, {})
        one = tmp_path / f"{re.sub('[^a-z0-9]', '_', name)}.v"
        some = [s for s in scripts(Reader(), path, made) if not s[2]][: SAMPLE - count]
        one.write_text(whole(iter(some)))
        count += len(some)
        assert (done := compiled(one)).returncode == 0, (name, done.stderr)
        if count == SAMPLE:
            return
    raise AssertionError(f"{count} relations were written")
