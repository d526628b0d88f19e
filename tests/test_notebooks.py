"""Each notebook of the docs runs from top to bottom in a kernel of its own, says nothing on stderr, and is stored without outputs."""

import nbformat
import pytest
from lab import NOTEBOOKS
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

LIMIT = 60  # seconds of a cell


def executed(notebook, folder):
    """Run a notebook in a folder; raises CellExecutionError."""
    NotebookClient(notebook, timeout=LIMIT, resources={"metadata": {"path": str(folder)}}).execute()
    return [o for cell in notebook.cells for o in cell.get("outputs", [])]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_it_is_stored_without_outputs_and_ends_with_an_exercise(file):
    notebook = nbformat.read(file, 4)
    nbformat.validate(notebook)
    assert all(c.outputs == [] and c.execution_count is None for c in notebook.cells if c.cell_type == "code")
    assert sum("explore(" in c.source for c in notebook.cells if c.cell_type == "code") >= 2
    assert notebook.cells[0].source.startswith("# ") and "**" in notebook.cells[0].source and "## Exercise" in notebook.cells[-1].source


def test_there_are_five():
    assert len(NOTEBOOKS) == 5


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_it_runs_from_top_to_bottom(file, tmp_path):
    outputs = executed(nbformat.read(file, 4), tmp_path)
    assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []
    pages = [o for o in outputs if "application/vnd.jupyter.widget-view+json" in o.get("data", {})]
    assert len(pages) >= 2


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
def test_a_cell_that_fails_is_seen(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        executed(notebook, tmp_path)
