"""What editors and type checkers see of `import theorysim` is what a program gets; nothing of it is imported before it is used."""

import ast
import subprocess
import sys
from pathlib import Path

import theorysim as ts

PACKAGE = Path(ts.__file__).parent
USED = """\
import theorysim as ts
reveal_type(ts.run)
reveal_type(ts.explore)
reveal_type(ts.falsify)
reveal_type(ts.Setting("sgd", "huber").line())
ts.Setting("sgd", epsilon="small")
"""


def test_editors_see_the_names_that_a_program_gets():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING")
    seen = {alias.asname: f"{node.module}.{alias.name}" for node in block.body for alias in node.names}
    assert seen == {name: f"theorysim.{place}.{name}" for name, place in ts._PLACES.items()}
    assert (PACKAGE / "py.typed").is_file()


def test_a_type_checker_knows_them_in_a_users_file(tmp_path):
    """With the package's own cache: cold it takes twelve seconds, after `make lint` one."""
    (tmp_path / "mine.py").write_text(USED)
    words = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(tmp_path / "mine.py")]
    ended = subprocess.run(words, cwd=PACKAGE.parent, capture_output=True, text=True)
    said = [line.partition(":")[2] for line in ended.stdout.splitlines() if "mine.py" in line]
    assert [line[:1] for line in said] == ["2", "3", "4", "5", "6", "6"], ended.stdout
    assert "method: Any, objective: Any" in said[0] and "Trajectory" in said[0]
    assert "what: Any" in said[1] and "Falsified" in said[2] and '"str"' in said[3].replace("builtins.", "")
    assert "Missing positional argument" in said[4] and '"epsilon" to "Setting" has incompatible type' in said[5]
