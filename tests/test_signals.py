"""Ctrl-C and SIGTERM are heard within a second or so, whatever runs: a user's file, a compiled driver, plain steps, many runs."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from theorysim import run
from theorysim.cli import main
from theorysim.simulate import compose
from theorysim.sweep.signals import Terminated, heard, held_back

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")
LONG = ["quadratic", "--epsilon", "0", "--start", "1", "--steps", "1e15"]
HERE = """
import sys
print("here", file=sys.stderr, flush=True)
"""
METHOD = "from theorysim.domains import Real, Step\nfrom theorysim.entries import Method\n"
METHOD += "def step(x: Real, g: Real, k: Step):\n    return x + 1 / k\n\nslow = Method(step)\n"
FILES = {
    "loops.py": f"{HERE}\nwhile True:\n    pass\n",
    "sleeps.py": f"import time\n{HERE}\ntime.sleep(1000)\n",
    "slow.py": METHOD + HERE,
    "plain.py": f"{HERE}\ndef step(x, g):\n    return x * 1.0000000001\n",
}
PHASES = {
    "importing": ["run", "loops.py:step", *LONG],
    "waiting": ["test", "sleeps.py"],
    "a kernel": ["run", "slow.py:slow", *LONG],
    "a trace": ["run", "slow.py:slow", *LONG, "--trace", "trace.csv"],
    "plain steps": ["run", "plain.py:step", *LONG],
}


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("phase", PHASES)
def test_a_signal_is_heard_at_once(phase, number, code, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "theorysim", *PHASES[phase]]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as running:
        assert running.stderr.readline() == "here\n"
        time.sleep(0.7 if "ing" not in phase else 0)  # now it is compiled, or runs
        begun = time.monotonic()
        running.send_signal(number)
        try:
            out, errors = running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == code and out == "" and "Traceback" not in errors
    assert time.monotonic() - begun < 3  # a second, on a machine that does nothing else
    assert not list(tmp_path.glob("*.csv"))


def test_a_run_that_is_watched_past_every_criterion_is_left_at_once():
    """From one look to the next it would take hours. A process of its own, which is ended where it does not hear."""
    text = """
from theorysim.settings import record
from theorysim.simulate.composition import Composition
from theorysim.simulate.streams import Trial
from theorysim.simulate.watch import watching
what = Composition(record("methods", "gradient_descent"), record("objectives", "quadratic"), record("quantities", "gradient_norm"))
watched, key = watching(what, {"method.eta": 1e-9}, 1.0), Trial().keys()[0]
watched([0, 1], key)
print("here", flush=True)
watched([0, 10**13], key)
"""
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == "here\n"
            time.sleep(0.5)
            begun = time.monotonic()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == -signal.SIGINT and time.monotonic() - begun < 3


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals are raised in the main thread")
@pytest.mark.parametrize("keeps", [False, True])
def test_a_signal_that_was_lost_is_raised_again(keeps):
    """A bare except, or a callback from a compiler, swallows it the first time; a library may keep what it caught."""
    before = signal.getsignal(signal.SIGTERM)
    caught, kept = 0, []
    with pytest.raises(Terminated), heard():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except Terminated as error:
            caught += 1
            kept += [error] * keeps
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            time.sleep(0.01)
    assert caught == 1 and signal.getsignal(signal.SIGTERM) is before


def test_a_signal_while_workers_start_is_held_back_and_heard_afterwards():
    """Another thread takes it, which blocks nothing; and that it takes long ends nothing."""
    after, waiting = False, threading.Thread(target=time.sleep, args=(0.9,))
    waiting.start()
    with pytest.raises(KeyboardInterrupt), heard():
        with held_back():
            signal.pthread_kill(waiting.ident, signal.SIGINT)
            deadline = time.monotonic() + 0.8
            while time.monotonic() < deadline:
                time.sleep(0.01)
            after = True
        pytest.fail("it was ignored")
    assert after


@pytest.mark.parametrize("raised", ["BaseException('x')", "SystemExit(0)", "GeneratorExit('x')", "type('Mine', (BaseException,), {})('x')"])
@pytest.mark.parametrize("text", ["raise {}\n", "def step(x, g):\n    raise {}\n"], ids=["file", "step"])
def test_whatever_a_users_file_raises_is_one_line(raised, text, tmp_path, capsys):
    (tmp_path / "mine.py").write_text(text.format(raised), encoding="utf-8")
    assert main(["run", f"{tmp_path / 'mine.py'}:step", "quadratic"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.splitlines()[-1].startswith("theorysim: error: ")
    assert raised.partition("(")[0] in told.err or "Mine" in told.err


SETTINGS = [  # a run that ends by itself, one in a cycle, one through noise, one of many coordinates
    ("gradient_descent", "quadratic", {"method.eta": 0.01}, {}),
    ("gradient_descent", "quadratic", {"method.eta": 2.0}, {"start": 3.0}),
    ("gradient_descent", "quadratic", {"method.eta": 0.01, "oracle.sigma": 1.0}, {"oracle": "gaussian"}),
    ("gradient_descent", "separable:huber", {"method.eta": 0.01}, {"dimension": 40}),
]


@pytest.mark.parametrize("stride", [1, 7, 1024, 1025])
def test_stops_at_which_a_signal_is_heard_change_no_bit(stride, monkeypatch):
    def found():
        every = [run(*s[:3], epsilon=1e-3, steps=3000, trace=trace, **s[3]) for s in SETTINGS for trace in (None, "log", "full")]
        return [{name: np.asarray(value).tobytes() for name, value in vars(one).items()} for one in every]

    whole = found()
    monkeypatch.setattr(compose.Drivers, "stride", stride)
    for name in ("_near", "_composed"):
        getattr(compose, name).clear()
    assert found() == whole and len({one["outcome"] for one in whole}) > 1
    for name in ("_near", "_composed"):
        getattr(compose, name).clear()


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals are raised in the main thread")
@pytest.mark.parametrize("trace", [None, "log", "full"])
def test_in_python_ctrl_c_ends_a_compiled_run_and_not_the_process(trace):
    """As in a notebook, whose kernel must live on: nobody but the run itself can hear it."""
    method, objective, given, _ = SETTINGS[0]
    run(method, objective, given, epsilon=0, steps=10, trace=trace)
    late = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    late.start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run(method, objective, given | {"method.eta": 1e-12}, epsilon=0, steps=10**15 if trace != "full" else 10**8, trace=trace)
    assert time.monotonic() - begun < 3
