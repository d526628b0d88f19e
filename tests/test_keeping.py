"""The verdicts that tests share: one judgement a run, none where a verdict is kept, a tenth judged anew and compared."""

import subprocess
from dataclasses import replace
from pathlib import Path

import keeping
import pytest
from few import few

from theorysim import catalogue
from theorysim.commands import check
from theorysim.memory import sources, verdicts

NAME = "eq-3.10"


@pytest.fixture
def counted(monkeypatch, tmp_path):
    """Count what is judged, in a cache folder of its own."""
    judge, seen = check.judge_one, []
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(check, "judge_one", lambda name, effort: (seen.append(name), judge(name, effort))[1])
    return seen


def test_a_statement_is_judged_once_a_run_and_kept_for_the_next(counted, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "anew", lambda name: False)
    first, again, later = (keeping.verdict_of(NAME, tmp_path / run) for run in ("one", "one", "two"))
    assert counted == [NAME] and first == again == later
    monkeypatch.setattr(keeping, "anew", lambda name: True)
    assert keeping.verdict_of(NAME, tmp_path / "three")[1:3] == first[1:3] and counted == [NAME] * 2
    assert keeping.verdict_of(NAME, tmp_path / "three")[1:3] == first[1:3] and counted == [NAME] * 2


def test_another_key_is_judged(counted, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "anew", lambda name: False)
    keeping.verdict_of(NAME, tmp_path / "one")
    monkeypatch.setattr(verdicts, "key", lambda *_: "another")
    keeping.verdict_of(NAME, tmp_path / "two")
    assert counted == [NAME] * 2


def test_a_kept_verdict_that_is_not_what_is_judged_is_said(counted, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "anew", lambda name: True)
    name, found, done, seconds = check.judge_one(NAME, "quick")
    wrong = (name, [replace(found[0], outcome="holds"), *found[1:]], done, seconds)
    keeping._write(tmp_path / "cache" / "verdicts", wrong, verdicts.key(NAME, "quick"))
    with pytest.raises(AssertionError, match="judged anew, it is not what was kept"):
        keeping.verdict_of(NAME, tmp_path / "one")


def test_a_tenth_is_due_and_what_is_new_in_time_every_one_and_all_in_ci():
    names = catalogue.names("statements")
    tenths = [keeping.due(names, seed=f"day {day}") for day in range(200)]
    assert set().union(*tenths) == set(names) and {len(one) for one in tenths} <= {len(names) // 10, len(names) // 10 + 1}
    assert keeping.due(names, seed="all") == names
    assert all(set(keeping.due(names, lambda name: name == NAME, f"day {day}")) == {*tenths[day], NAME} for day in range(20))
    assert "\nTHEORYSIM_ANEW=all make test\n" in (keeping.ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_few_objectives_are_those_named_those_due_and_a_users_own(tmp_path):
    (tmp_path / "mine.py").write_text(
        "from dataclasses import replace\nfrom theorysim.objectives.huber import huber\nown = replace(huber)\n"
    )
    taken, names = few("quadratic")(f"{tmp_path / 'mine.py'}:statement"), catalogue.names("objectives")
    assert {*taken} & {*names} == {"quadratic", *keeping.due(names)} and len({*taken} - {*names}) == 1


def test_one_place_says_what_is_due():
    """A test that asked for the seed itself could leave out in CI what it leaves out elsewhere."""
    tests = {file.name: file.read_text(encoding="utf-8") for file in Path(keeping.__file__).parent.glob("*.py")}
    assert {name for name, text in tests.items() if "THEORYSIM_" + 'ANEW"' in text} == {"keeping.py"}


def test_what_has_changed_since_it_was_recorded_is_judged(monkeypatch):
    monkeypatch.setattr(keeping, "ROWS", {NAME: {"key": sources.key(NAME)}, "eq-3.11": {"key": sources.key(NAME)}})
    assert [keeping.stale(n) for n in (NAME, "eq-3.11", "eq-3.12")] == [False, True, True]


def test_an_entry_is_new_until_others_have_its_file(tmp_path, monkeypatch):
    def git(*words):
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=n", "-c", "user.email=e", *words], check=True, capture_output=True)

    def new():
        keeping.changed_files.cache_clear()
        return {file.name for file in keeping.changed_files()}

    monkeypatch.setattr(keeping, "ROOT", tmp_path)
    assert new() == set()  # no checkout
    git("init", "-b", "theirs")
    for name in ("old", "edited"):
        (tmp_path / name).write_text("1")
    git("add", ".")
    git("commit", "-m", "1")
    (tmp_path / "edited").write_text("2")
    (tmp_path / "untracked").write_text("1")
    assert new() == {"edited", "untracked"}
    git("checkout", "-b", "mine", "--track", "theirs")
    git("commit", "-am", "2")
    assert new() == {"edited", "untracked"}
    keeping.changed_files.cache_clear()
