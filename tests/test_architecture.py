"""One direction, one door for each heavy library, small files, no names that say nothing; and each check is seen to fail."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import theorysim

PACKAGE = Path(theorysim.__file__).parent
FILES = {p.relative_to(PACKAGE).as_posix(): p.read_text(encoding="utf-8") for p in sorted(PACKAGE.rglob("*.py"))}
CONTENT = {"objectives", "methods", "oracles", "adversaries", "assumptions", "quantities"}
MACHINERY = ["readings", "simulate", "measure", "prove", "chance", "members", "trials", "judge", "laws", "falsify", "sweep", "bench"]
MACHINERY += ["show"]  # each may import itself and what stands before it
RECORDS = ["maths", "domains", "formulas", "entries", "naming", "letters", "results", "claims"]  # likewise
BASE = set(RECORDS)
DOORS = {  # the folders that may import a heavy library
    "numba": ("simulate/", "bench/"),
    "llvmlite": ("simulate/", "bench/"),
    "flint": ("readings/", "prove/", "chance/", "verify/"),
    "matplotlib": ("show/style.py",),
}
OUTERMOST = {
    "memory",
    "commands",
    "explore",
    "testing",
    "catalogue",
    "settings",
    "outside",
    "pytest_plugin",
    "cli",
}
OUTERMOST |= {"__init__", "__main__"}
VAGUE = {"utils", "util", "helpers", "misc", "common", "base", "core", "manager"}
MOST_LINES = 400
MOST_PARAMETERS = 8


def allowed(row: str) -> set[str]:
    """Return the rows that a row of the tree may import."""
    if row == "verify":  # it checks what all others say, and takes nothing from them
        return {"verify"}
    if row in RECORDS:
        return set(RECORDS[: RECORDS.index(row) + 1])
    if row == "model":  # every record in one place, for statements and for files of a user's own
        return BASE | {"model"}
    if row in CONTENT:
        return BASE | CONTENT
    if row == "statements":
        return BASE | CONTENT | {"model", "statements"}
    if row in MACHINERY:
        return BASE | {"verify"} | set(MACHINERY[: MACHINERY.index(row) + 1])
    assert row in OUTERMOST, f"theorysim/{row} has no row in the design"
    return BASE | CONTENT | {"statements", "verify"} | set(MACHINERY) | OUTERMOST


def imported(text: str) -> Iterator[str]:
    """Return the full name of every module that a file imports, wherever it does so; names taken from a module too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            if node.module == "theorysim":
                yield from (f"theorysim.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def outside_methods(text: str) -> str:
    """Return what stands at the top of a file and of its classes."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Pass()]
    return ast.unparse(tree)


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def wrong_imports(file: str, text: str) -> list[str]:
    row = Path(file).parts[0].removesuffix(".py")
    found = imported(outside_methods(text) if row == "claims" else text)  # a claim imports its judge inside its methods: the one exception
    rows = {n.split(".")[1] for n in found if n.startswith("theorysim.")}
    return sorted(f"{file} imports {r}" for r in rows - allowed(row))


def wrong_doors(file: str, text: str) -> list[str]:
    tops = {n.split(".")[0] for n in imported(text)}
    content = Path(file).parts[0] in CONTENT | {"statements"} | {f"{b}.py" for b in BASE}
    found = [f"{file} imports {t}" for t in tops if t in DOORS and not file.startswith(DOORS[t])]
    return found + [f"{file} imports {t}" for t in tops & {"sympy", "scipy", "numpy"} if content or file.startswith("verify/")]


def fastmath(file: str, text: str) -> list[str]:
    """Tell where `fastmath` is written as a keyword, a key or a flag, with anything but False."""
    found = []
    for node in ast.walk(ast.parse(text)):
        pairs = [(k.arg, k.value) for k in node.keywords] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Dict):
            pairs = [(k.value, v) for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)]
        found += [f"{file}: fastmath" for name, v in pairs if name == "fastmath" and not (isinstance(v, ast.Constant) and v.value is False)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ("fast-math" in node.value or "Ofast" in node.value):
            found.append(f"{file}: {node.value}")
    return found


def is_verb(file: str, name: str) -> bool:
    """Tell whether a function is a verb that users call, each of whose options has a name of its own and a default."""
    return file in ("commands/verbs.py", "explore/__init__.py") or (file.startswith("testing/") and name.startswith("assert_"))


def long_lists(file: str, text: str) -> list[str]:
    """Tell which functions take more than MOST_PARAMETERS in all: what belongs together is passed as the record that it is.

    Three kinds may take more. Entries and statements: their parameters are the letters of a formula, each read by its name. The
    commands of Typer: their parameters are the options of the command line. The verbs that users call: a record there would be one
    more thing to learn, so what comes after the eighth is named at each call. The fields of a record are no list of parameters.
    """
    found = []
    for node in ast.walk(ast.parse(text)) if Path(file).parts[0] not in CONTENT | {"statements"} else ():
        if isinstance(node, ast.FunctionDef) and not any(_called(d) == "command" for d in node.decorator_list if isinstance(d, ast.Call)):
            names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
            count = len(names) - (names[:1] in (["self"], ["cls"])) + (0 if is_verb(file, node.name) else len(node.args.kwonlyargs))
            if count > MOST_PARAMETERS:
                found.append(f"{file}: {node.name} takes {count}")
    return found


def too_long(file: str, text: str) -> list[str]:
    return [f"{file} has {n} lines"] if (n := len(text.splitlines())) > MOST_LINES else []


def vague(file: str, text: str) -> list[str]:
    return [f"{file} says nothing by its name"] if VAGUE & {p.removesuffix(".py") for p in Path(file).parts} else []


PLANTED = [
    (wrong_imports, "objectives/planted.py", "from theorysim.simulate.run import run"),
    (wrong_imports, "methods/planted.py", "def f():\n    from theorysim.laws import every"),
    (wrong_imports, "objectives/planted.py", "import theorysim.catalogue"),
    (wrong_imports, "assumptions/planted.py", "from theorysim.statements.chapter3 import eq_3_1"),
    (wrong_imports, "statements/planted.py", "from theorysim import readings"),
    (wrong_imports, "readings/planted.py", "from theorysim.prove.algebra import prove"),
    (wrong_imports, "simulate/planted.py", "from theorysim.objectives.huber import huber"),
    (wrong_imports, "judge/planted.py", "from theorysim import catalogue"),
    (wrong_imports, "judge/planted.py", "from theorysim.show.page import page"),
    (wrong_imports, "show/planted.py", "from theorysim.cli import main"),
    (wrong_imports, "measure/planted.py", "import importlib\nimportlib.import_module('theorysim.laws.every')"),
    (wrong_imports, "model.py", "from theorysim.readings.read import read"),
    (wrong_imports, "letters.py", "from theorysim.claims.relation import Relation"),
    (wrong_imports, "judge/planted.py", "from theorysim.model import Relation"),
    (wrong_imports, "verify/planted.py", "from theorysim.domains import Real"),
    (wrong_imports, "verify/planted.py", "from theorysim.prove.algebra import prove"),
    (wrong_imports, "maths.py", "from theorysim.entries import Method"),
    (wrong_imports, "claims/planted.py", "from theorysim.judge.relation import judge_relation"),
    (wrong_imports, "claims/planted.py", "class Kind:\n    from theorysim.prove.algebra import prove"),
    (wrong_imports, "entries.py", "def f():\n    from theorysim.prove.algebra import prove"),
    (wrong_doors, "judge/planted.py", "import numba"),
    (wrong_doors, "judge/planted.py", "def f():\n    from flint import arb"),
    (wrong_doors, "show/page.py", "import matplotlib.pyplot as plt"),
    (wrong_doors, "readings/planted.py", "from numba import njit"),
    (wrong_doors, "objectives/planted.py", "import sympy"),
    (wrong_doors, "verify/planted.py", "import numpy as np"),
    (wrong_doors, "statements/chapter3/planted.py", "import numpy as np"),
    (fastmath, "simulate/planted.py", "kernel = njit(fastmath=True)"),
    (fastmath, "simulate/planted.py", "kernel = njit(fastmath={'nnan'})"),
    (fastmath, "simulate/planted.py", "OPTIONS = {'fastmath': True}"),
    (fastmath, "simulate/planted.py", "flags = ['-ffast-math']"),
    (long_lists, "judge/planted.py", "def f(a, b, c, d, e, f, g, h, i):\n    pass"),
    (long_lists, "judge/planted.py", "class A:\n    def f(self, a, b, c, d, e, f, g, h, i=1):\n        pass"),
    (long_lists, "judge/planted.py", "def f(a, b, c, d, *, e, f, g, h, i=1):\n    pass"),
    (long_lists, "testing/planted.py", "def hits(a, b, c, d, e, f, g, h, *, i):\n    pass"),
    (long_lists, "testing/planted.py", "def assert_hits(a, b, c, d, e, f, g, h, i):\n    pass"),
    (too_long, "judge/planted.py", "x = 1\n" * 401),
    (vague, "judge/utils.py", ""),
    (vague, "core/planted.py", ""),
]
CHECKS = (wrong_imports, wrong_doors, fastmath, long_lists, too_long, vague)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
def test_every_file_keeps_it(check):
    assert len(FILES) > 80
    assert [complaint for file, text in FILES.items() for complaint in check(file, text)] == []


@pytest.mark.parametrize("check, file, text", PLANTED)
def test_a_planted_breach_is_seen(check, file, text):
    assert len(check(file, text)) == 1


def test_what_is_allowed_is_not_complained_of():
    good = [
        ("simulate/planted.py", "import numba\nfrom theorysim.readings.read import read\nkernel = numba.njit(fastmath=False)"),
        ("show/style.py", "import matplotlib.pyplot as plt\nfrom theorysim.readings import arrays"),
        (
            "statements/chapter3/planted.py",
            "from theorysim.objectives.huber import huber\nfrom theorysim.statements.chapter3 import eq_3_1",
        ),
        ("commands/verbs.py", "from theorysim import catalogue"),
        ("claims/planted.py", "class Kind:\n    def judge(self):\n        from theorysim.judge.relation import judge_relation"),
        ("judge/planted.py", "x = 1\n" * 400),
        ("methods/planted.py", "def step(a, b, c, d, e, f, g, h, i):\n    pass"),
        ("cli.py", "@app.command()\ndef run(a, b, c, d, e, f, g, h, i):\n    pass"),
        ("judge/planted.py", "class A:\n    def f(self, a, b, c, d, e, f, *, g, h):\n        pass"),
        ("commands/verbs.py", "def run(a, b, c, d, e, f, g, h, *, i):\n    pass"),
    ]
    assert [c for file, text in good for check in CHECKS for c in check(file, text)] == []


def test_a_new_row_needs_a_place():
    with pytest.raises(AssertionError, match="no row in the design"):
        wrong_imports("somewhere/planted.py", "")


def test_only_the_outermost_row_knows_the_catalogue():
    users = {f for f, text in FILES.items() if any(n == "theorysim.catalogue" for n in imported(text))}
    assert users and {Path(f).parts[0].removesuffix(".py") for f in users} <= OUTERMOST
