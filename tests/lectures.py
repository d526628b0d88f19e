"""The lectures as they are shipped: executed, with what each page shows as HTML that needs no widget and no kernel.

Run as a program it executes them anew: `python tests/lectures.py`, or of some `python tests/lectures.py heavy_tails`.
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path

import nbformat
from lab import NOTEBOOKS
from nbclient import NotebookClient

LIMIT = 120  # seconds of a cell
WIDGET = "application/vnd.jupyter.widget-view+json"
KEPT = re.compile(r"theorysim-kept-(?!lecture)\w+")  # a page's own name, another one each time


def beside(folder):
    """Copy the files that lectures read into a folder."""
    for file in NOTEBOOKS[0].parent.glob("*.py"):
        shutil.copy(file, folder)


def executed(notebook, folder):
    """Run a notebook in a folder; raises CellExecutionError."""
    NotebookClient(notebook, timeout=LIMIT, store_widget_state=False, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


def digest(notebook):
    """Return what the outputs belong to: the code of the cells, in order."""
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    return hashlib.sha256("\0".join(code).encode()).hexdigest()[:16]


def shipped(notebook):
    """Change an executed notebook to what is stored: no widgets, no times, no name that is another one tomorrow."""
    for cell in (c for c in notebook.cells if c.cell_type == "code"):
        cell.metadata = {}
        cell.outputs = list(_outputs(cell))
    notebook.metadata = {k: notebook.metadata[k] for k in ("kernelspec",)} | {
        "language_info": {"name": "python"},
        "theorysim": {"outputs_of": digest(notebook)},
    }
    return notebook


def _outputs(cell):
    last = None
    for output in cell.outputs:
        if WIDGET in output.get("data", {}):
            continue
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = KEPT.sub(f"theorysim-kept-lecture-{cell.id}", output.data["text/html"])
        output.pop("transient", None)
        if last is not None and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
            continue
        yield output
        last = output


def anew(file):
    """Execute a lecture and store it."""
    notebook = shipped(executed(nbformat.read(file, 4), file.parent))
    nbformat.validate(notebook)
    file.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for file in NOTEBOOKS:
        if not sys.argv[1:] or file.stem in sys.argv[1:]:
            anew(file)
            print(f"{Path(file).name}: {file.stat().st_size // 1000} kB")
