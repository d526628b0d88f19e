"""Acts of sabotage, a hundred of a seed of the day, all thousand with THEORYSIM_ANEW=all; `python -m tests.sabotage` does any number."""

import sys
from collections import Counter
from itertools import islice

import pytest
from keeping import ANEW
from sabotage.acts import RUN, Act
from sabotage.kinds import KINDS, acts
from sabotage.world import done, world

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and orphans")
MANY = 1000 if ANEW == "all" else 100


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with world(tmp_path_factory.mktemp("sabotage")) as one:
        yield one


def test_one_line_the_right_status_and_nothing_lost(made):
    bad = list(done(made, acts(ANEW), MANY, kinds := Counter()))
    assert not bad, f"python -m tests.sabotage {MANY} --seed {ANEW}\n" + "\n".join(bad)
    assert kinds.total() == MANY


def test_a_seed_gives_the_same_acts_of_every_kind():
    one, again = ([(a.kind, a.words, a.more, a.told) for a in islice(acts("1"), 2000)] for _ in range(2))
    assert one == again and {kind for kind, *_ in one} == {kind.__name__ for kind in KINDS}
    assert one != [(a.kind, a.words, a.more, a.told) for a in islice(acts("2"), 2000)]


STEP = "\n\ndef step(x, g):\n    return x - g\n"
PLANTED = {  # what a file of a user does that a command might do, and what is said of it
    "import os; os.remove('kept.txt')": "kept.txt is gone",
    "open('left.txt', 'w').write('x')": "left.txt is new",
    "open('own.json', 'a').write('x')": "own.json is changed",
    "import sqlite3; s = sqlite3.connect('study/cells.sqlite'); s.execute('DELETE FROM cells'); s.commit()": "3 rows are lost",
    "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)": "1 processes are left",
    "import os; os._exit(7)": "exit status 7",
    "import os; os.write(2, b'\\x1b[31m')": "control characters",
    "import sys; sys.stderr.write('Traceback (most recent call last):\\n')": "a traceback",
    "import os; os.write(2, b'theorysim: error: one\\n'); raise ValueError": "2 lines of an error",
    "import os; os.write(1, b'words'); raise ValueError": "results beside an error",
}


@pytest.mark.parametrize("text, said", PLANTED.items(), ids=PLANTED.values())
def test_what_does_not_hold_is_seen(text, said, made):
    act = Act("planted", ["run", "own.py:step", "quadratic"], before=[lambda here: (here / "own.py").write_text(text + STEP)])
    assert said in "; ".join(made.faults(act))


def wrote(name, words, **more):
    """Return an act whose file writes another one."""
    text = f"import os; os.makedirs(os.path.dirname({name!r}) or '.', exist_ok=True); open({name!r}, 'w').write('x')"
    return Act("planted", words, before=[lambda here: (here / "own.py").write_text(text + STEP)], **more)


def test_only_what_was_asked_for_may_be_new(made):
    run, cache = ["run", "own.py:step", "quadratic"], {"environment": {"THEORYSIM_CACHE": "a/b"}}
    assert made.faults(wrote("a/b/c.bin", run, more=cache)) == []
    assert made.faults(wrote("a/b/c.txt", run, more=cache)) == ["a/b/c.txt is new"]
    assert made.faults(wrote("a/c.bin", run, more=cache)) == ["a/c.bin is new"]
    study = Act("planted", ["study", "study", "-o", "study", "--store", "gone/x"], writes=frozenset({"gone/x"}))
    assert made.faults(study) == [] and not made.may_be_new(study, "gone/x.lock", {})


def test_what_holds_is_not_blamed(made):
    assert made.faults(Act("planted", RUN)) == []
    assert made.faults(Act("planted", RUN, codes=frozenset({2}))) == ["exit status 0, which is none of [2]"]
