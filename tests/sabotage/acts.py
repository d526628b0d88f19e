"""One act: what is done to the files, which command is run in which surroundings, and which exit statuses are right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

FINE, USAGE = frozenset({0, 1, 3}), frozenset({2})
ANY = FINE | USAGE  # what was given may happen to make sense
OWN = "def step(x, g):\n    return x - g\n\n\ndef shrinks(x, g):\n    return 0.5 * x\n"
STUDY = """says = "Steps of descent."
method = "gradient_descent"
objective = "quadratic"
steps = 1000

[p]
eta = "0.1, 0.2, 0.4"

[figure]
x = "method.eta"
"""
RUN = ["run", "gradient_descent", "quadratic", "-p", "eta=0.1"]
COMMANDS = [
    RUN,
    [*RUN, "--json"],
    [*RUN, "--runs", "3", "--quantile", "0.5", "--oracle", "gaussian", "-p", "sigma=0.01", "--seed", "3", "--steps", "500"],
    [*RUN, "--trace", "t.csv", "--steps", "50"],
    [*RUN, "--exact", "--epsilon", "1/3"],
    ["run", "own.py:step", "quadratic", "--start", "2", "--steps", "9"],
    ["run", "clipped_gradient_descent", "separable:huber", "-p", "eta_c=0.1", "-p", "gamma=1", "--dimension", "3", "--steps", "99"],
    ["list", "objectives"],
    ["list", "--json"],
    ["show", "theorem-3.4.1"],
    ["show", "huber", "--plot", "f.svg"],
    ["replay", "gradient_descent", "quadratic", "-p", "eta=0.1", "--steps", "100"],
    ["ledger", "--chapter", "3", "--json"],
    ["ledger", "--errata", "-o", "e.md"],
    ["verify", "own.json"],
    ["new", "method", "mine", "-o", "mine.py"],
    ["test", "own.py"],
    ["study", "study", "-o", "study"],
    ["study", "study", "-o", "study", "--collect"],
    ["study", "study", "-o", "study", "--dry-run", "--json"],
    ["report", "study", "-o", "r.html"],
    ["report", "--ledger", "-o", "l.html"],
    ["doctor", "--json"],
    ["bench", "--seed", "3"],
    ["falsify", "lemma-3.7.1", "--seconds", "0.05", "--evaluations", "5"],
    ["check", "lemma-3.7.1", "--effort", "quick"],
]
WRITES = {"t.csv", "f.svg", "e.md", "mine.py", "r.html", "l.html"}
JUNK = [
    "",
    "-",
    "--",
    "-p",
    "💥",
    "a" * 5000,
    "-1",
    "nan",
    "1e999",
    "0x10",
    "../..",
    "/",
    "/dev/null",
    ".",
    "~",
    "*",
    "a=b=c",
    "eta=",
    "=1",
]
JUNK += [
    "\n",
    "\x1b[31mred",
    "η",
    "\udcff",
    "%s{}'",
    "--json",
    "--help",
    "--version",
    "٣",
    "1_0",
    " 1 ",
    "1/0",
    "1/3",
    "-inf",
    "1e-400",
    "None",
]
JUNK += [
    "own.py",
    "own.py:",
    ":step",
    "own.py:step:step",
    "separable:",
    "study",
    "study/study.toml",
    "own.py:__doc__",
    "own.py:step.x",
    "\x85",
]
NUMBERS = [
    "0",
    "-0",
    "-1",
    "1e-320",
    "1e308",
    "1e309",
    "inf",
    "nan",
    "1/3",
    "2/0",
    "1e5",
    "4" * 400,
    "0.1.2",
    "²",
    "1e",
    "True",
    "1,2",
    "--5",
]
OPTIONS = ["--start", "--epsilon", "--steps", "--runs", "--quantile", "--dimension", "--seed", "--trial"]
SOURCES = [
    "raise SystemExit(0)",
    "raise KeyError('\\x1b[31m\\n\\n')",
    "import nowhere",
    "1/0",
    "import sys; sys.exit('words')",
    "def step(x, g): return step(x, g)",
    "def step(x, g): return None",
    "def step(x, g): return 'x'",
    "def step(x, g): return [1, 2, 3]",
    "def step(x, g): return float('nan')",
    "def step(x, g): return x / 0",
    "def step(x, g): raise StopIteration",
    "def step(x, g): return x - g + 1j",
    "def step(): return 1",
    "def step(*given): return given",
    "def step(x, g, *, k=0): return x",
    "step = 3",
    "step = lambda x, g: x - g",
    "class step:\n    pass",
    "from own import step",
    "import sys; sys.stdout = None\ndef step(x, g): return x - g",
    "import os; os.close(1)\ndef step(x, g): return x - g",
    "import os; os.chdir('/')\ndef step(x, g): return x - g",
    "import warnings; warnings.warn('\\x1b[31mtold')\ndef step(x, g): return x - g",
    "print('said'); print('\\x07')\ndef step(x, g): return x - g",
    "from theorysim.cli import main; main(['list'])\ndef step(x, g): return x - g",
    "import builtins; builtins.open = None\ndef step(x, g): return x - g",
    "def step(x, g):\n    import sys\n    sys.exit(5)",
    "def step(x, g):\n    x[0] = 9\n    return x - g",
    "\u202edef step(x, g): return x",
    "def stèp(x, g): return x",
    "x = " + "(" * 500 + ")" * 500,
    "x = " + "-" * 5000 + "1",
]
SURROUNDINGS: list[dict[str, Any]] = [
    {"environment": {name: value}}
    for name, value in [
        *(("COLUMNS", v) for v in ("0", "-5", "abc", "99999999999")),
        *(("TERM", v) for v in ("", "dumb", "\x1b")),
        *(("LANG", v) for v in ("xx_YY", "C", "tr_TR.UTF-8")),
        *(("THEORYSIM_CACHE", v) for v in ("/proc", "/dev/null", "own.py", "a/b/c", "/proc/self/mem", "x" * 300, "\n")),
        *(("THEORYSIM_CACHE_MB", v) for v in ("abc", "-1", "nan", "0")),
        *(("TMPDIR", v) for v in ("/nowhere", "own.py")),
        *(("HOME", v) for v in ("", "/nowhere", "own.py")),
        *(("MPLCONFIGDIR", v) for v in ("/proc", "own.py")),
        ("NO_COLOR", "1"),
        ("_THEORYSIM_COMPLETE", "x"),
    ]
] + [{"limits": {"files": n}} for n in (4, 6, 8, 12)]
SURROUNDINGS += [{"limits": {"bytes": n}, "out": "null", "err": "null"} for n in (0, 1, 5000)] + [{"vanishes": True}]
PLACES = [
    "/proc/x",
    "/dev/null/x",
    "/dev/full",
    "x" * 300,
    "own.py/x",
    "study",
    "/",
    "",
    "gone/x",
    "loop",
    "dangling",
    "a\nb",
    "/proc/self/mem",
]


@dataclass
class Act:
    """A command in a folder of its own, after something was done there."""

    kind: str
    words: list[str]
    codes: frozenset[int] = ANY
    before: list[Callable[[Path], Any]] = field(default_factory=list)  # what is done to the folder
    more: dict[str, Any] = field(default_factory=dict)  # of the request: streams, limits, signals
    told: str = ""  # what was done, in words
    writes: frozenset[str] = frozenset()  # files that the command may change; others stay as they are
    spoils: frozenset[str] = frozenset()  # what was broken on purpose
    cold: bool = False  # in a process that has loaded the command line only


def changed(dice: Random, data: bytes) -> tuple[bytes, str]:
    """Damage bytes in one of many ways, and say how."""
    if not data or dice.random() < 0.15:
        return dice.choice([b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"x" * 100_000, b"{}", b"[]", b"null", b"\n" * 9]), "replaced"
    at, more = dice.randrange(len(data)), dice.choice([1, 4, 100])
    ways = {
        "cut": data[:at],
        "without its beginning": data[at:],
        "with zeros": data[:at] + bytes(more) + data[at + more :],
        "with a changed byte": data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :],
        "with random bytes": data[:at] + dice.randbytes(more) + data[at + more :],
        "with a piece twice": data[: at + more] + data[at:],
        "without a piece": data[:at] + data[at + more :],
        "in another encoding": data.decode("latin-1").encode("utf-16"),
        "with other line ends": data.replace(b"\n", b"\r\n"),
    }
    how = dice.choice([*ways])
    return ways[how], f"{how}, at {at}"


def damage(dice: Random, name: str) -> tuple[Callable[[Path], Any], str]:
    """Return what damages a file of the folder, or puts something else there, and what that is."""
    odd: dict[str, Callable[[Path], Any]] = {
        "a folder": lambda file: file.mkdir(),
        "a link to itself": lambda file: file.symlink_to(file),
        "a link to nowhere": lambda file: file.symlink_to("/nowhere/at/all"),
        "a link to zeros": lambda file: file.symlink_to("/dev/zero") if name.endswith((".lock", "-wal")) else file.symlink_to("/dev/null"),
        "not there": lambda file: None,
    }
    if dice.random() < 0.25:
        how = dice.choice([*odd])

        def replaced(here: Path) -> None:
            (here / name).unlink(missing_ok=True)
            odd[how](here / name)

        return replaced, f"{name} is {how}"
    seed = dice.randrange(2**32)

    def rewritten(here: Path) -> None:
        data = (here / name).read_bytes() if (here / name).is_file() else b""
        (here / name).write_bytes(changed(Random(seed), data)[0])

    return rewritten, f"{name} is changed ({seed})"
