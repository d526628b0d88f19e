"""What a newcomer types first is understood: the version, help, a completed name, a short name, two names in the wrong order."""

import os
import subprocess
import sys

from theorysim import __version__, catalogue
from theorysim.cli import main
from theorysim.commands.arguments import completing

COMPLETE = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv[0] = "theorysim"
from theorysim.cli import main
main()
"""


def test_version_and_help(capsys):
    assert main(["--version"]) == 0 and capsys.readouterr().out == f"theorysim {__version__}\n"
    for words in (["-h"], ["run", "-h"]):
        assert main(words) == 0
        short = capsys.readouterr().out
        assert main([*words[:-1], "--help"]) == 0 and capsys.readouterr().out == short


def test_a_shell_completes_names_without_a_compiler():
    asked = {"_THEORYSIM_COMPLETE": "complete_bash", "COMP_WORDS": "theorysim run clip", "COMP_CWORD": "2"}
    ended = subprocess.run([sys.executable, "-c", COMPLETE], env=os.environ | asked, capture_output=True, text=True, timeout=60)
    assert ended.stdout.split() == ["clipped_gradient_descent"]
    assert not {"numba", "sympy", "scipy", "matplotlib", "numpy"} & set(ended.stderr.split())


def test_what_is_completed():
    every = completing(*catalogue.KINDS)("")
    assert set(every) == {n for k in catalogue.KINDS for n in (*catalogue.names(k), *(f"{w.name}:" for w in catalogue.wrappers(k)))}
    assert completing("methods")("averaged:gradient_d") == ["averaged:gradient_descent"]
    assert completing("oracles")("gradient_d") == []
