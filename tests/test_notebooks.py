"""Each notebook of the docs runs from top to bottom in a kernel of its own, says nothing on stderr, and is stored without outputs."""

import sys
import time

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
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


LONG = """
import theorysim
setting = "gradient_descent", "quadratic", {"method.eta": 1e-12}
theorysim.run(*setting, epsilon=0, steps=10, trace=TRACE)
print("here", flush=True)
theorysim.run(*setting, epsilon=0, steps=10**15, trace=TRACE)
"""


@pytest.mark.notebook
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
def test_ctrl_c_ends_a_compiled_run_within_a_second_and_the_kernel_lives_on():
    manager, client = start_new_kernel()
    try:
        for trace in (None, "log"):
            asked = client.execute(LONG.replace("TRACE", repr(trace)))
            while (said := client.get_iopub_msg(timeout=LIMIT))["content"].get("text") != "here\n":
                assert said["header"]["msg_type"] != "error" or said["parent_header"]["msg_id"] != asked, said["content"]
            time.sleep(0.3)
            begun = time.monotonic()
            manager.interrupt_kernel()
            while (reply := client.get_shell_msg(timeout=LIMIT))["parent_header"].get("msg_id") != asked:
                pass
            assert reply["content"]["ename"] == "KeyboardInterrupt" and time.monotonic() - begun < 3  # a second, where nothing else runs
        client.execute("print(1 + 1)")
        while client.get_iopub_msg(timeout=LIMIT)["content"].get("text") != "2\n":
            pass
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
