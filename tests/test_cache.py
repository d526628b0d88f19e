"""The cache of compiled drivers: a second process compiles nothing, an edit is seen, damage costs one warning."""

import os
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.model import Method, Objective, Quantity
from theorysim.simulate import cache, cache_folder
from theorysim.simulate import compose as compose_module
from theorysim.simulate.compose import Drivers, compose, loop
from theorysim.simulate.composition import Composition
from theorysim.simulate.fingerprint import Trail, fingerprint
from theorysim.simulate.run import run

PROGRAM = """
from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.model import Method, Objective, Quantity
SCALE = {scale}
def helper(x, shift={shift}):
    return {helper}
def value(x: Coordinate): return SCALE * x * x / 2 + helper(0.0)
def gradient(x: Coordinate): return SCALE * x
def step(x: Real, g: Real, gamma: Positive): return x - {constant} * gamma * g
def norm(g_norm: Asked): return g_norm
parts = Method(step), Objective(value, gradient), Quantity(norm)
"""
PLAIN = {"scale": "1.0", "shift": "0.0", "helper": "x + shift", "constant": "1.0"}
RUN = """
import numpy as np
from theorysim.simulate import cache
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run
what = Composition(*parts)
run(what, {"method.gamma": 0.1}, 1.0, 1e-3, 100)
run(what, {"method.gamma": 0.1}, 1.0, 1e-3, 100, trace="log")
compose(what).lanes_alike
T, _ = hitting_times(what, {"method.gamma": 0.1}, np.ones((40, 1)), 1e-3, 100)
print(cache.COUNTS.hits, cache.COUNTS.misses, T[0])
"""


def parts(**change):
    space = {}
    module = types.ModuleType("written_by_a_test")
    exec(PROGRAM.format(**(PLAIN | change)), vars(module))
    space.update(vars(module))
    return space["parts"]


def composed(**change):
    method, objective, criterion = parts(**change)
    return compose(Composition(method, objective, criterion))


@pytest.fixture
def empty(tmp_path, monkeypatch):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    loop("onward")  # it is of no driver
    monkeypatch.setattr(cache_folder, "_said", set())
    monkeypatch.setattr(cache, "COUNTS", cache.Counts())
    return tmp_path


def again(drivers):
    """The same drivers, as another process would make them."""
    return Drivers(drivers.plan, drivers.key, drivers.text)


def answer(drivers):
    import numpy as np

    state, out = np.array([1.0]), np.zeros(4)
    return drivers.scalar(state, np.array([0.1]), np.zeros(2, np.uint64), 1e-3, 0, 100, out)


def test_a_second_process_compiles_nothing(empty):
    file = empty / "program.py"
    file.write_text(PROGRAM.format(**PLAIN) + RUN)
    env = {**os.environ, "THEORYSIM_CACHE": str(empty / "cache"), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(file)]
    said = [subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert said[0][:2] == ["0", "5"] and said[1][:2] == ["5", "0"]  # a step, a block of lanes, and the three loops around them
    assert said[0][2] == said[1][2] == "66"


@pytest.mark.parametrize("change", [{"scale": "2.0"}, {"shift": "1.0"}, {"helper": "x - shift"}, {"constant": "2.0"}, {"scale": "1"}])
def test_an_edit_of_anything_that_is_reached_is_another_key(change):
    assert composed().key == composed().key
    assert composed(**change).key != composed().key


def test_an_edit_is_compiled_anew_and_the_same_text_is_not(empty):
    first = composed(helper="x + shift + 0.0")
    T = answer(first)
    assert (cache.COUNTS.hits, cache.COUNTS.misses) == (0, 1)
    assert answer(again(composed(helper="x + shift + 0.0"))) == T
    assert (cache.COUNTS.hits, cache.COUNTS.misses) == (1, 1)
    assert answer(again(composed(helper="x + shift + 0.0", constant="2.0"))) < T
    assert (cache.COUNTS.hits, cache.COUNTS.misses) == (1, 2)


def test_a_truncated_file_costs_one_warning(empty, monkeypatch):
    drivers = composed()
    T = answer(again(drivers))
    for turn, keep in enumerate((0, 10, 1000), 1):
        monkeypatch.setattr(cache_folder, "_said", set())
        for file in empty.iterdir():
            file.write_bytes(file.read_bytes()[:keep])
        with pytest.warns(RuntimeWarning, match="damaged") as warned:
            assert answer(again(drivers)) == T
        assert len(warned) == 1 and cache.COUNTS.misses == 1 + turn
        assert answer(again(drivers)) == T and cache.COUNTS.hits == turn


def test_a_folder_that_cannot_be_written_costs_one_warning(empty, monkeypatch):
    (empty / "file").write_text("a file where a folder should be")
    monkeypatch.setenv("THEORYSIM_CACHE", str(empty / "file" / "cache"))
    drivers = composed()
    with pytest.warns(RuntimeWarning, match="cannot be written") as warned:
        first, second = answer(again(drivers)), answer(again(drivers))
    assert first == second and len(warned) == 1 and cache.COUNTS.misses == 2


def test_a_read_only_folder_with_the_driver_is_a_hit(empty):
    drivers = composed()
    T = answer(again(drivers))
    empty.chmod(0o500)
    try:
        assert answer(again(drivers)) == T and cache.COUNTS.hits == 1
    finally:
        empty.chmod(0o700)


def test_an_int_argument_does_not_compile_again(empty):
    drivers = again(composed())
    import numpy as np

    drivers.scalar(np.array([1.0]), np.array([0.1]), np.zeros(2, np.uint64), 1, 0, 100, np.zeros(4))
    assert len(loop("onward").signatures) == 1


def test_the_folder_is_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv("THEORYSIM_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder.folder() == tmp_path / "theorysim"


def test_mutual_recursion_and_closures_are_followed():

    def make(inner):
        def odd(n):
            return inner if n == 0 else even(n - 1)

        def even(n):
            return 0 if n == 0 else odd(n - 1)

        return even

    assert fingerprint(make(1.0)) == fingerprint(make(1.0))
    assert len({fingerprint(make(v)) for v in (1.0, 1, 2.0, True, -0.0, 0.0)}) == 6
    with pytest.raises(TypeError, match="type"):
        fingerprint(make(object()))


def step(x: Real, g: Real, gamma: Positive):
    return x - gamma * g


def rebound(space):
    space["SCALE"] = 2.0


def given_code(space):
    space["helper"].__code__ = (lambda x, shift: x - shift).__code__


def given_defaults(space):
    space["helper"].__defaults__ = (1.0,)


def refilled(space):
    space["TABLE"][0] = 3.0


def written_over(space):
    space["ARRAY"][0] = 3.0


def in_another_shape(space):
    space["ARRAY"].shape = 2, 1


def in_a_module(space):
    space["away"].FACTOR = 3.0


def in_a_cell(space):
    space["turned"](3.0)


CHANGES = (rebound, given_code, given_defaults, refilled, written_over, in_another_shape, in_a_module, in_a_cell)
CHANGING = """
import types
import numpy as np
SCALE, TABLE, ARRAY = 1.0, [1.0, 2.0], np.ones(2)
away = types.ModuleType("away")
away.FACTOR = 1.0
def helper(x, shift=0.0): return x + shift
def made(k=1.0):
    def inside(x): return k * x
    def turned(value):
        nonlocal k
        k = value
    return inside, turned
inside, turned = made()
def body(x): return SCALE * helper(x) + TABLE[0] + ARRAY[0] + away.FACTOR + inside(x) + LATE
"""


@pytest.mark.parametrize("change", [*CHANGES, lambda space: space.update(LATE=1.0)])
def test_a_trail_holds_until_anything_that_the_digits_cover_changes(change):
    space, trail = {"__name__": "a_test"}, Trail()
    exec(CHANGING, space)
    before = fingerprint(space["body"], trail=trail)
    assert trail.holds() and fingerprint(space["body"]) == before
    change(space)
    assert not trail.holds() and fingerprint(space["body"]) != before


def test_a_second_run_writes_and_hashes_no_text_and_a_third_after_an_edit_does(empty, monkeypatch):
    module = types.ModuleType("edited_by_a_test")
    exec(PROGRAM.format(**PLAIN), vars(module))
    what, given = Composition(*module.parts), {"method.gamma": 0.125}
    first = run(what, given, 1.0, 1e-3, 3).x
    with monkeypatch.context() as patch:
        patch.setattr(compose_module, "drivers", None)
        assert run(Composition(*module.parts), given, 1.0, 1e-3, 3).x == first == (0.875**3,)
    module.SCALE = 2.0
    assert run(what, given, 1.0, 1e-3, 3).gradient_norm == 2 * 0.75**3


def test_names_are_read_off_the_signatures():
    def value(x: Coordinate, b: Positive, a: Positive):
        return b * x * x + a

    def gradient(x: Coordinate, a: Positive, b: Positive):
        return 2 * b * x + 0 * a

    def norm(g_norm: Asked):
        return g_norm

    given = {"method.gamma": 0.5, "objective.a": 7.0, "objective.b": 0.5}
    found = run(Composition(Method(step), Objective(value, gradient), Quantity(norm)), given, 2.0, 0.6, 10)
    assert (found.T, found.x, found.value) == (2, (0.5,), 0.5 * 0.25 + 7)


# --- what stays --------------------------------------------------------------------------------------------------------


def written(folder, **ages):
    """Write a driver of a megabyte for each name, last used so many days ago."""
    for name, days in ages.items():
        file = folder / name.replace("_", ".")
        file.write_bytes(bytes(10**6))
        os.utime(file, (time.time() - days * cache_folder.DAY,) * 2)


def there(folder):
    return {f.name for f in folder.iterdir()}


def test_drivers_that_nobody_uses_go_and_the_oldest_above_the_limit(empty, monkeypatch):
    written(empty, new_bin=0, old_bin=89, older_bin=91, killed_part=2, writing_part=0, left_lock=2, held_lock=0, mine_json=999)
    assert cache_folder.prune() == 1
    assert there(empty) == {"new.bin", "old.bin", "writing.part", "held.lock", "mine.json"}
    written(empty, newer_bin=-1)
    monkeypatch.setenv(cache_folder.MOST, "2")
    assert cache_folder.prune() == 1 and {"newer.bin", "new.bin"} <= there(empty) and "old.bin" not in there(empty)
    monkeypatch.setenv(cache_folder.MOST, "inf")
    assert cache_folder.prune() == 0
    monkeypatch.setenv(cache_folder.MOST, "much")
    monkeypatch.setattr(cache_folder, "_said", set())
    with pytest.warns(RuntimeWarning, match="THEORYSIM_CACHE_MB is 'much', not a number of megabytes: 512 are kept"):
        assert cache_folder.prune() == 0


def test_two_that_prune_at_once_drop_each_file_once(empty, monkeypatch):
    """A file that another process has dropped meanwhile is no error, wherever it vanishes."""
    written(empty, one_bin=100, two_bin=100)
    unlink = Path.unlink

    def other_was_faster(file, **how):
        unlink(file)
        raise FileNotFoundError(file)

    monkeypatch.setattr(Path, "unlink", other_was_faster)
    assert cache_folder.prune() == 0 and there(empty) == set()


def test_what_is_used_stays_and_pruning_is_daily(empty):
    written(empty, used_bin=100, unused_bin=100)
    cache_folder.used(empty / "used.bin")
    cache_folder.used(empty / "none.bin")
    cache_folder.prune_daily()
    assert there(empty) == {"used.bin", "pruned"}
    written(empty, late_bin=100, pruned=0.9)
    cache_folder.prune_daily()
    assert "late.bin" in there(empty)
    written(empty, pruned=1.1)
    cache_folder.prune_daily()
    assert "late.bin" not in there(empty)


def test_a_driver_whose_file_vanishes_is_compiled_again(empty):
    """Also one that goes after it was seen, and before it is read."""
    drivers = composed()
    first, file = answer(drivers), cache.DiskCache(f"advance-{drivers.key}").file
    misses = cache.COUNTS.misses
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patched:
        patched.setattr(Path, "is_file", lambda path: (path.unlink(missing_ok=True), True)[1])
        assert answer(again(drivers)) == first
    assert cache.COUNTS.misses == misses + 1 and file.is_file()
