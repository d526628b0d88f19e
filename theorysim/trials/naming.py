"""Name a method, an oracle or a quantity so that a line that was printed replays: by the catalogue, or `file.py:name`."""

import os

from theorysim.model import Method, Oracle, Quantity


def named(record: Method | Oracle | Quantity) -> str:
    """Return the name of a record: that of its file in the package, else of the file that holds it, as seen from here.

    A method that no name of that file holds is named by its one stage, which the command line takes as a method too.
    """
    body = record.stages[-1] if isinstance(record, Method) else record.perturb if isinstance(record, Oracle) else record.body
    if body.__module__.startswith("theorysim."):
        return body.__module__.rpartition(".")[2]
    file = body.__code__.co_filename
    near = os.path.relpath(file)
    name = next((n for n, v in body.__globals__.items() if v is record), body.__name__)
    return f"{file if near.startswith(os.pardir) else near}:{name}"
