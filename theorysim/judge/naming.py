"""Name a method as the command line does, so that a line that was printed replays: by the catalogue, or `file.py:name`."""

import os

from theorysim.model import Method


def named(method: Method) -> str:
    """Give the name of a method: that of its file in the package, else of the file that holds it, as seen from here.

    A method that no name of that file holds is named by its one stage, which the command line takes as a method too.
    """
    stage = method.stages[-1]
    if stage.__module__.startswith("theorysim."):
        return stage.__module__.rpartition(".")[2]
    file = stage.__code__.co_filename
    near = os.path.relpath(file)
    name = next((n for n, v in stage.__globals__.items() if v is method), stage.__name__)
    return f"{file if near.startswith(os.pardir) else near}:{name}"
