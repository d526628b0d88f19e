"""Results in any encoding, to any reader: whole JSON, the command's own exit status, and nothing that a terminal obeys."""

import json
import os
import shlex
import subprocess
import sys

import pytest

from theorysim.commands.streams import say
from theorysim.show.aside import inert

THEORYSIM = f"{shlex.quote(sys.executable)} -m theorysim"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell")


def shell(line, encoding="utf-8", cwd=None):
    environment = dict(os.environ) | {"PYTHONIOENCODING": encoding}
    return subprocess.run(["bash", "-c", line.replace("THEORYSIM", THEORYSIM)], capture_output=True, env=environment, timeout=60, cwd=cwd)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_any_encoding_prints_and_keeps_its_exit_status(encoding):
    page = shell("THEORYSIM show theorem-3.4.1; THEORYSIM ledger --json", encoding)
    assert page.returncode == 0 and page.stderr == b""
    text, _, found = page.stdout.decode(encoding).partition("\n{\n")
    assert "\\u03b7_c" in text and any("⊗" in s["printed"].get("scope", "") + str(s) for s in json.loads("{" + found)["statements"])


@pytest.mark.parametrize(
    "line, status", [("list | true", 141), ("ledger --json | head -1", 141), ("list >&-", 0), ("list <&- >&- 2>&-", 0)]
)
def test_a_reader_that_goes_or_is_not_there(line, status):
    ended = shell(f"THEORYSIM {line}; exit ${{PIPESTATUS[0]}}")
    assert ended.returncode == status and ended.stderr == b""


def test_a_disk_that_is_full_is_one_line():
    ended = shell("THEORYSIM list > /dev/full")
    assert ended.returncode == 2 and ended.stderr == b"theorysim: error: No space left on device\n"


def test_what_a_users_file_prints_stays_out_of_json(tmp_path):
    (tmp_path / "mine.py").write_text(
        "import os\nprint('one')\nos.system('echo two')\n\ndef step(x, g):\n    print('three')\n    return x - g\n"
    )
    ended = shell("THEORYSIM run mine.py:step quadratic --json", cwd=tmp_path)
    assert json.loads(ended.stdout)["T"] == 1 and all(word in ended.stderr for word in (b"one", b"two", b"three"))


def test_a_file_that_takes_stdout_away_keeps_no_result(tmp_path):
    (tmp_path / "mine.py").write_text("import sys\nsys.stdout = None\n\ndef step(x, g):\n    return x - g\n")
    for words in ("run mine.py:step quadratic", "test mine.py", "test mine.py --json"):
        ended = shell(f"THEORYSIM {words}", cwd=tmp_path)
        assert ended.returncode == 0 and ended.stdout and b"Traceback" not in ended.stderr


def test_the_name_of_a_file_is_inert_on_stderr_too(tmp_path):
    ended = shell("THEORYSIM show huber --plot $'\\xc2\\x85\\e[31m.svg'", cwd=tmp_path)
    assert ended.returncode == 0 and ended.stderr == b"figure: \\x85\\x1b[31m.svg\n"


def test_controls_are_inert(capsys):
    say("a\x1b[31mred\x07\x9b2J\r", "b\tc")
    assert capsys.readouterr().out == "a\\x1b[31mred\\x07\\x9b2J\\x0d\nb\tc\n"
    assert inert("ηé\n") == "ηé\n"


def test_a_sentence_or_a_name_is_inert_in_a_table():
    from theorysim.show.latex import escaped, table

    says = "one\n\\input{secret}\x1b[31m\u2028two"
    assert next(table([], says, 0.95)) == "% one \\input{secret} [31m two"
    assert escaped("a_b\n%") == r"a\_b \%"


def test_a_reader_of_stderr_that_goes_takes_no_result_with_it(tmp_path):
    (tmp_path / "mine.py").write_text("def step(x, g):\n    return x - g\n")
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-m", "theorysim", "run", "mine.py:step", "quadratic"]
    ended = subprocess.run(words, stdout=subprocess.PIPE, stderr=write, timeout=60, cwd=tmp_path)
    os.close(write)
    assert ended.returncode == 0 and b"T = 1" in ended.stdout
